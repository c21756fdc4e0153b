"""How a municipality's reports look: its name, its colour, and its logotype told in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _, format_number
from tracker.messages.remarks import remarks_on_look
from tracker.models.errors import Invalid
from tracker.services.reports.colour import parse_colour
from tracker.services.reports.logotype import printed_size
from tracker.services.reports.look import KEEP, Keep, MunicipalityLook, SetLook
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.file_dialogs import ask_file
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.editors import Picker
from tracker.ui.widgets.notes import IconText, QuietNote
from tracker.ui.widgets.pictures import LogotypeView, Swatch
from tracker.ui.widgets.text import Text

_HOUSE_COLOUR = "#14406B"


@dataclass(frozen=True, slots=True)
class Brought:
    """A picture that was chosen: the file's bytes, and how it will be printed."""

    file: bytes
    png: bytes


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the fields for one municipality."""

    name: str
    colour: str
    alt: str
    logotype: bytes | Keep | None
    shown: bytes | None


class LookDialog(FormDialog[SetLook]):
    """One municipality at a time; what was typed for another is there when it is chosen again."""

    picture_asked = Signal(object)
    """The `Path` of a picture to be read; answered by `show_picture` or `show_error`."""

    def __init__(self, looks: Sequence[MunicipalityLook], parent: QWidget | None = None) -> None:
        super().__init__(_("How the reports look"), parent, width=640)
        self._looks = {look.municipality_id: look for look in looks}
        self._typed = {
            look.municipality_id: _Typed(look.name, look.colour, look.alt, KEEP, look.logotype)
            for look in looks
        }
        self._chosen = looks[0].municipality_id
        self._add_choice(looks)
        self._add_name_and_colour()
        self._add_logotype()
        words = _("Without a logotype and a colour the reports have Löftesboken’s own look.")
        self.form.addWidget(IconText("info", words))
        self._fill()

    # -- the fields

    def _add_choice(self, looks: Sequence[MunicipalityLook]) -> None:
        """A book can hold several municipalities; most hold one."""
        self._which = Picker([(look.municipality_id, look.name) for look in looks], self._chosen)
        if len(looks) > 1:
            self.add_field("municipality_id", _("The reports of"), self._which)
            self._which.changed.connect(self._on_which)

    def _add_name_and_colour(self) -> None:
        self._name = QLineEdit()
        self._colour = QLineEdit()
        self._colour.setPlaceholderText(_HOUSE_COLOUR)
        self._colour.setMaxLength(9)
        self._colour.textChanged.connect(self._on_colour)
        self._swatch = Swatch()
        choose = Button(_("Choose…"))
        choose.setAccessibleName(_("Choose a colour"))
        choose.clicked.connect(self._on_choose_colour)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._swatch, self._colour, choose):
            row.addWidget(widget)
        holder.setFocusProxy(self._colour)
        with self.row() as line:
            self.add_field(
                "municipality", _("The municipality’s name"), self._name, into=line, stretch=1
            )
            self.add_field(
                "report_colour", _("Colour"), holder, optional=True, into=line, stretch=1
            )
        self._colour.setAccessibleName(_("Colour"))
        self._pale = QuietNote("")
        self.form.addWidget(self._pale)

    def _add_logotype(self) -> None:
        self._view = LogotypeView()
        self._choose = Button(_("Choose a picture…"), icon="folder-open")
        self._choose.clicked.connect(self._on_choose_picture)
        self._remove = Button(_("Remove"), icon="trash", kind="flat")
        self._remove.clicked.connect(lambda: self._set_logotype(None, None))
        self._size = Text("", fonts.caption(tabular=True), "text2", wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addLayout(buttons)
        beside.addWidget(self._size)
        beside.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._view, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        holder.setFocusProxy(self._choose)
        self.add_field("logotype", _("Logotype, PNG or JPEG"), holder, optional=True)
        self._alt = QLineEdit()
        self._alt.setPlaceholderText(_("e.g. The municipality’s arms and name"))
        self.add_field(
            "logotype_alt", _("What the logotype shows, for those who listen"), self._alt
        )

    def which(self) -> Picker[int]:
        """Whose look is shown, by the municipality's id."""
        return self._which

    # -- what they say

    def _fill(self) -> None:
        typed = self._typed[self._chosen]
        self._name.setText(typed.name)
        self._colour.setText(typed.colour)
        self._alt.setText(typed.alt)
        self._set_logotype(typed.logotype, typed.shown)
        self._on_colour()

    def _keep(self) -> None:
        self._typed[self._chosen] = _Typed(
            text_of(self._name),
            text_of(self._colour),
            text_of(self._alt),
            self._logotype,
            self._shown,
        )

    def _on_which(self, municipality_id: int | None) -> None:
        if municipality_id is not None and municipality_id != self._chosen:
            self._keep()
            self._chosen = municipality_id
            self.clear_errors()
            self._fill()

    def _set_logotype(self, logotype: bytes | Keep | None, shown: bytes | None) -> None:
        self._logotype, self._shown = logotype, shown
        self._view.show_png(shown)
        self._remove.setVisible(shown is not None)
        self._alt.setEnabled(shown is not None)
        self._size.setText("" if shown is None else _size_words(shown))
        self._view.setAccessibleDescription(self._size.whole_text())

    def show_picture(self, brought: Brought) -> None:
        """A chosen picture as it will be printed."""
        self.clear_errors()
        self._set_logotype(brought.file, brought.png)
        self._alt.setFocus()

    def _on_colour(self) -> None:
        try:
            colour = parse_colour(self._colour.text())
        except Invalid:
            # While typing it isn't wrong yet; saving is what judges it.
            colour = ""
        self._swatch.show_colour(colour or _HOUSE_COLOUR)
        remarks = remarks_on_look(colour, None)
        self._pale.setText(" ".join(remarks))
        self._pale.setVisible(bool(remarks))

    def _on_choose_colour(self) -> None:
        chosen = QColorDialog.getColor(self._swatch.colour(), self, _("Choose a colour"))
        if chosen.isValid():
            self._colour.setText(chosen.name(QColor.NameFormat.HexRgb).upper())

    def _on_choose_picture(self) -> None:
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
        path = ask_file(self, _("Choose a picture"), "", kinds)
        if path:
            self.picture_asked.emit(Path(path))

    def command(self) -> SetLook:
        look = self._looks[self._chosen]
        name = text_of(self._name)
        if not name:
            raise Invalid("field.required", field="municipality")
        if self._shown is not None and not text_of(self._alt):
            raise Invalid("logotype.alt_missing", field="logotype_alt")
        return SetLook(
            look.municipality_id,
            look.version,
            parse_colour(text_of(self._colour)),
            text_of(self._alt),
            self._logotype,
            None if name == look.name else name,
        )

    def take_theirs(self, theirs: Sequence[MunicipalityLook]) -> None:
        before = self._looks[self._chosen]
        self._looks = {look.municipality_id: look for look in theirs}
        now = self._looks[self._chosen]
        said = [
            ("municipality", before.name, now.name),
            ("report_colour", before.colour, now.colour),
            ("logotype_alt", before.alt, now.alt),
        ]
        self.show_theirs([(field, new or "–") for field, old, new in said if old != new])


def _size_words(png: bytes) -> str:
    """``27 × 12 mm på papper``, and whether its dots will be seen."""
    width, height = (format_number(round(side), 0) for side in printed_size(png))
    size = _("{width} × {height} mm on paper.").format(width=width, height=height)
    return " ".join((size, *remarks_on_look("", png)))
