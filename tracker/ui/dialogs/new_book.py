"""What a new book needs: municipality, police area, period, and where to keep the file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tracker.i18n import _
from tracker.models.book_file import SUFFIX
from tracker.models.clock import Clock
from tracker.models.enums import Party
from tracker.models.errors import Invalid
from tracker.services.agreements import first_agreement
from tracker.services.books import NewBook, create_book
from tracker.services.people import PersonFields
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.file_dialogs import ask_file
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.editors import DateField
from tracker.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class AskedBook:
    """A new book and the file to keep it in."""

    path: Path
    book: NewBook
    who: str
    """The maker's role; empty where it was not given."""


class NewBookDialog(FormDialog[AskedBook]):
    """Asks for enough to write the first promise at once; everything can be changed later."""

    def __init__(self, parent: QWidget | None, *, folder: str, today: date, who: str = "") -> None:
        super().__init__(_("New book"), parent, save=_("Make the book"))
        self._folder = folder
        self._named_by_hand = False
        self.form.addWidget(
            Text(
                _(
                    "A book holds a municipality's promises together with its police area's. "
                    "Everything can be changed later."
                ),
                fonts.body(),
                "text2",
                wrap=True,
            )
        )
        self._municipality = QLineEdit()
        self._municipality.setPlaceholderText("Säffle")
        self._municipality.textChanged.connect(self._suggest_file)
        self._area = QLineEdit()
        self._area.setPlaceholderText("LPO Arvika")
        with self.row() as line:
            self.add_field(
                "municipality", _("Municipality"), self._municipality, into=line, stretch=1
            )
            self.add_field(
                "police_area",
                _("Local police area"),
                self._area,
                into=line,
                optional=True,
                stretch=1,
            )
        self._start = DateField(today, date(today.year, 1, 1))
        self._end = DateField(today, date(today.year, 12, 31))
        with self.row() as line:
            self.add_field(
                "period_start", _("The agreement runs from"), self._start, into=line, stretch=1
            )
            self.add_field("period_end", _("to"), self._end, into=line, stretch=1)
        self._who = QLineEdit(who)
        self._who.setPlaceholderText(_("e.g. municipal police officer, security coordinator"))
        self._who.setToolTip(
            _("It is written beside each change in the book's history. A role is enough.")
        )
        self.add_field("who", _("Your role"), self._who, optional=True)
        self._path = QLineEdit()
        self._path.textEdited.connect(self._on_path_edited)
        browse = Button(_("Choose…"))
        browse.clicked.connect(self._on_browse)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._path, 1)
        row.addWidget(browse)
        holder.setFocusProxy(self._path)
        self.add_field("path", _("File"), holder)
        self._path.setAccessibleName(_("File"))
        self._suggest_file()

    def command(self) -> AskedBook:
        municipality, area = text_of(self._municipality), text_of(self._area)
        if not municipality:
            raise Invalid("field.required", field="municipality")
        start, end = self._start.value(), self._end.value()
        if start is None or end is None:
            raise Invalid("field.required", field="period_start" if start is None else "period_end")
        if not text_of(self._path):
            raise Invalid("field.required", field="path")
        path = Path(text_of(self._path))
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        agreement = first_agreement(municipality, area, start, end)
        who = text_of(self._who)
        maker = _maker(who, municipality) if who else None
        book = NewBook(municipality, area or None, agreement, first_person=maker)
        return AskedBook(path, book, who)

    def _suggest_file(self) -> None:
        if not self._named_by_hand:
            name = text_of(self._municipality).lower() or _("book")
            safe = "".join(c if c.isalnum() or c in " -" else "-" for c in name)
            self._path.setText(str(Path(self._folder) / f"{safe}{SUFFIX}"))

    def _on_path_edited(self) -> None:
        self._named_by_hand = True

    def _on_browse(self) -> None:
        path = ask_file(
            self,
            _("Where to keep the book"),
            self._path.text(),
            _("Books") + f" (*{SUFFIX})",
            saving=True,
        )
        if path:
            self._named_by_hand = True
            self._path.setText(path)


def _maker(role: str, municipality: str) -> PersonFields:
    """Whoever has a role is there to choose as owner from the start; it can be changed."""
    is_police = "polis" in role.casefold()
    party = Party.POLICE if is_police else Party.MUNICIPALITY
    return PersonFields(role, "Polisen" if is_police else municipality, party)


def make_book(asked: AskedBook, *, clock: Clock, who: str) -> Path:
    """Make the book that was asked for. Raises `BookError` and leaves nothing on failure."""
    create_book(asked.path, asked.book, clock=clock, who=asked.who or who)
    return asked.path
