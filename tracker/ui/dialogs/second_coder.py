"""Who reads some of the answers a second time, and how many of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.models.errors import Invalid
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.editors import NumberField, Picker
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.panels import Rule
from tracker.ui.widgets.text import Text

_USUAL = Decimal(40)


@dataclass(frozen=True, slots=True)
class StartSecond:
    """Who reads a second time, and at most how many answers."""

    coder: str
    size: int


class StartSecondDialog(FormDialog[StartSecond]):
    """Begins a second reading, or goes to the comparison with one that was made."""

    compare_asked = Signal(str)

    def __init__(
        self,
        earlier: Sequence[tuple[str, int]],
        parent: QWidget | None = None,
        *,
        filtered: bool = False,
    ) -> None:
        """`earlier` are those who have read before, and how many answers."""
        super().__init__(_("Second coder"), parent, save=_("Begin"), width=560)
        self.form.addWidget(
            Text(
                _(
                    "Somebody else reads some of the coded answers without seeing their themes. "
                    "Then the two are compared: do you mean the same by the code book?"
                ),
                fonts.body(),
                "text2",
                wrap=True,
            )
        )
        self._coder = QLineEdit()
        self._size = NumberField(_USUAL, decimals=0)
        with self.row() as line:
            self.add_field(
                "coder", _("Name of the second coder"), self._coder, into=line, stretch=3
            )
            self.add_field("size", _("Number of answers"), self._size, into=line, stretch=1)
        drawn = (
            _("The answers are drawn by lot among those that are coded and fit the filter.")
            if filtered
            else _("The answers are drawn by lot among those that are coded.")
        )
        self.form.addWidget(IconText("info", drawn))
        if earlier:
            self._add_earlier(earlier)

    def _add_earlier(self, earlier: Sequence[tuple[str, int]]) -> None:
        choices = [(coder, _earlier_words(coder, count)) for coder, count in earlier]
        self._earlier: Picker[str] = Picker(choices, earlier[-1][0])
        compare = Button(_("Compare…"), icon="compare")
        compare.clicked.connect(self._on_compare)
        self.form.addWidget(Rule())
        with self.row(8) as line:
            self.add_field("earlier", _("Has read before"), self._earlier, into=line, stretch=1)
            line.addWidget(compare, 0, Qt.AlignmentFlag.AlignBottom)

    def command(self) -> StartSecond:
        coder, size = text_of(self._coder), self._size.value()
        if not coder:
            raise Invalid("field.required", field="coder")
        if size is None or size < 1:
            raise Invalid("field.required", field="size")
        return StartSecond(coder, int(size))

    def _on_compare(self) -> None:
        coder = self._earlier.value()
        if coder is not None:
            self.compare_asked.emit(coder)
            self.reject()


def _earlier_words(coder: str, count: int) -> str:
    words = ngettext("{coder}, {count} answer", "{coder}, {count} answers", count)
    return words.format(coder=coder, count=format_number(count))
