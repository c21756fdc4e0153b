"""An answer corrected, answers like it coded together, and answers ticked despite a warning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.models.errors import Invalid
from tracker.services.coding import CodeResponses
from tracker.services.masking import EditResponse
from tracker.services.queries.responses import ResponseRow
from tracker.ui import fonts
from tracker.ui.dialogs.answer_ticks import AnswerTicks, Tickable
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.dialogs.said import said
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.editors import NoteField, Picker
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text
from tracker.ui.widgets.tick_list import TickList

_QUOTED = 240


class EditAnswerDialog(FormDialog[EditResponse]):
    """An answer as it was taken in, to be corrected."""

    def __init__(self, row: ResponseRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Edit the answer"), parent, width=640)
        self._row = row
        self._text = NoteField("", row.text, lines=7, public=False)
        self._place = QLineEdit(row.place)
        self._group = QLineEdit(row.group)
        self._rating = Picker([(n, str(n)) for n in range(1, 6)], row.rating)
        self.add_field("text", _("Answer"), self._text)
        with self.row() as line:
            self.add_field("place", _("Place"), self._place, into=line, optional=True, stretch=2)
            self.add_field("group", _("Group"), self._group, into=line, optional=True, stretch=2)
            self.add_field("rating", _("Rating"), self._rating, into=line, optional=True, stretch=1)
        if row.deidentified:
            words = _("With another text it has to be ticked as de-identified again.")
            self.form.addWidget(IconText("info", words))

    def multiline(self) -> bool:
        return True

    def command(self) -> EditResponse:
        return EditResponse(
            self._row.id,
            self._row.version,
            self._text.value() or None,
            text_of(self._place) or None,
            self._rating.value(),
            text_of(self._group) or None,
        )

    def take_theirs(self, theirs: ResponseRow) -> None:
        before, self._row = self._row, theirs
        names = ("text", "place", "group", "rating")
        changed = [name for name in names if getattr(before, name) != getattr(theirs, name)]
        self.show_theirs([(name, said(getattr(theirs, name))) for name in changed])


class SimilarDialog(FormDialog[CodeResponses]):
    """Answers that say much the same, the most alike first. Nothing is ticked beforehand."""

    def __init__(
        self, row: ResponseRow, alike: Sequence[Tickable], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Similar answers"), parent, save=_("Set the themes"), width=760)
        quoted = " ".join(row.text[: _QUOTED + 1].split())
        words = quoted if len(row.text) <= _QUOTED else f"{quoted[:_QUOTED]}…"
        self.form.addWidget(Text(f"”{words}”", fonts.promise_text(), wrap=True))
        self._themes = TickList(row.themes, [key for key, _name in row.themes])
        self.add_field("themes", _("Themes that the ticked answers are given"), self._themes)
        self._ticks = AnswerTicks(_("Similar answers"), scored=True)
        self._ticks.set_rows([_not_the_same(one, row.text) for one in alike])
        found = ngettext("{count} similar answer", "{count} similar answers", len(alike))
        self.add_field("ids", found.format(count=format_number(len(alike))), self._ticks)
        self._ticks.changed.connect(self._tell)
        self._count = Text("", fonts.caption(tabular=True), "text2")
        self.foot.addWidget(self._count)
        self._tell()

    def multiline(self) -> bool:
        return False

    def command(self) -> CodeResponses:
        themes = self._themes.values()
        if not themes:
            raise Invalid("similar.no_theme", field="themes")
        ids = self._ticks.ticked()
        if not ids:
            raise Invalid("similar.none", field="ids")
        return CodeResponses(ids, add=themes)

    def _tell(self) -> None:
        count = len(self._ticks.ticked())
        words = ngettext("{count} ticked", "{count} ticked", count)
        self._count.setText(words.format(count=format_number(count)))


def _not_the_same(one: Tickable, text: str) -> Tickable:
    """Only the same words are wholly alike."""
    same = one.text.split() == text.split()
    return one if same else replace(one, score=min(one.score, 99))


@dataclass(frozen=True, slots=True)
class Ticking:
    """The answers to tick as de-identified, with their traces of persons masked first or not."""

    ids: tuple[int, ...]
    mask: bool = False


class DeidentifyDialog(FormDialog[Ticking]):
    """Some of the chosen answers still look like they point somebody out: mask that first?

    `found` says of a single answer what would stand instead of what.
    """

    def __init__(
        self,
        ids: Sequence[int],
        hinted: Sequence[int],
        parent: QWidget | None = None,
        *,
        found: Sequence[str] = (),
    ) -> None:
        super().__init__(_("Mask first?"), parent, save=_("Tick anyway"), width=560)
        self._ids, self._mask = tuple(ids), False
        hidden = frozenset(hinted)
        self._clear = tuple(row_id for row_id in ids if row_id not in hidden)
        self.form.addWidget(Text(self._told(len(hinted)), wrap=True))
        if found:
            self.form.addWidget(Text("\n".join(found), fonts.body_strong(), "at_risk", wrap=True))
        self.masking = Button(_("Mask and tick"), keys="M")
        self.masking.clicked.connect(partial(self._send, mask=True))
        key = QShortcut(QKeySequence("M"), self)
        key.activated.connect(self.masking.click)
        if self._clear:
            words = ngettext(
                "Tick only the other one", "Tick only the {count} others", len(self._clear)
            )
            self.others = LinkButton(words.format(count=format_number(len(self._clear))))
            self.others.clicked.connect(self._tick_clear)
            self.form.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addWidget(self.masking)

    def order_focus(self) -> None:
        """Enter ticks: nothing here is typed."""
        super().order_focus()
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, hinted: int) -> str:
        if len(self._ids) == 1:
            return _("The answer still holds something that may point out a person.")
        words = ngettext(
            "{count} of the {total} answers still holds something that may point out a person.",
            "{count} of the {total} answers still hold something that may point out a person.",
            hinted,
        )
        return words.format(count=format_number(hinted), total=format_number(len(self._ids)))

    def _send(self, *, mask: bool) -> None:
        self._mask = mask
        self.submit()

    def _tick_clear(self) -> None:
        self._ids = self._clear
        self.submit()

    def command(self) -> Ticking:
        return Ticking(self._ids, self._mask)
