"""The program's settings, and the open book's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker import settings
from tracker.i18n import LANGUAGES, Language, _
from tracker.models.errors import Invalid
from tracker.services.books import BookSettings, book_settings, edit_book_settings
from tracker.services.queries.due_owners import known_whose
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.dialogs.reminder_fields import ReminderFields
from tracker.ui.dialogs.said import differences
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.editors import NumberField
from tracker.ui.widgets.panels import Rule, SectionHeader
from tracker.ui.widgets.text import Text

if TYPE_CHECKING:
    from tracker.ui.app import Application
    from tracker.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class NewSettings:
    """What was chosen for the program, and for the book if one is open and was changed."""

    program: settings.Settings
    book: BookSettings | None


class SettingsDialog(FormDialog[NewSettings]):
    """Who you are, language and theme, reminders; and the limits of the book's colours."""

    def __init__(
        self,
        program: settings.Settings,
        book: BookSettings | None,
        parent: QWidget | None = None,
        *,
        writable: bool = True,
        whose: Sequence[str] = (),
    ) -> None:
        """`whose` are the owners that the book knows."""
        super().__init__(_("Settings"), parent, width=640)
        self._program = program
        self._book = book if writable else None
        self._who = QLineEdit(program.who)
        self._who.setPlaceholderText(_("e.g. municipal police officer, security coordinator"))
        names: dict[Language, str] = {"sv": "Svenska", "en": "English"}
        self._language = SegmentedControl(
            [(lang, names[lang]) for lang in LANGUAGES], program.language, name=_("Language")
        )
        self._theme: SegmentedControl[settings.Theme] = SegmentedControl(
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
            program.theme,
            name=_("Appearance"),
        )
        self.add_field(
            "who", _("Your role or name, as it is written in the book's history"), self._who
        )
        self.add_field("language", _("Language"), self._language)
        self.add_field("theme", _("Appearance"), self._theme)
        self._reminders = ReminderFields(program, whose)
        self._reminders.add_to(self)
        if self._book is not None:
            self._add_book_fields(self._book)

    def _add_book_fields(self, book: BookSettings) -> None:
        self.form.addWidget(Rule())
        self.form.addWidget(SectionHeader(_("This book")))
        self._name = QLineEdit(book.name)
        self.add_field("name", _("The book's name"), self._name)
        self.form.addWidget(
            Text(
                _(
                    "Follow-up is on track from the first limit of what is expected by now, "
                    "at risk from the second, and late below it or past the deadline. "
                    "An action is silent when nothing has been logged on it for so many days."
                ),
                fonts.caption(),
                "text2",
                wrap=True,
            )
        )
        self._numbers: dict[str, NumberField] = {}
        for fields in (
            (
                ("on_track_percent", _("On track from"), "%"),
                ("risk_percent", _("At risk from"), "%"),
                ("risk_days", _("One-off at risk"), _("days before")),
            ),
            (
                ("due_soon_days", _("Due soon within"), _("days")),
                ("silent_days", _("Silent after"), _("days")),
            ),
        ):
            with self.row() as line:
                for name, words, unit in fields:
                    editor = NumberField(Decimal(getattr(book, name)), unit, 0)
                    self._numbers[name] = editor
                    self.add_field(name, words, editor, into=line, stretch=1)

    def command(self) -> NewSettings:
        if not text_of(self._who):
            raise Invalid("field.required", field="who")
        program = replace(
            self._program,
            who=text_of(self._who),
            language=self._language.value(),
            theme=self._theme.value(),
        )
        program = self._reminders.chosen(program)
        return NewSettings(program, self._new_book())

    def take_theirs(self, theirs: BookSettings) -> None:
        if self._book is not None:
            self.show_theirs(differences(self._book, theirs))
            self._book = theirs

    def _new_book(self) -> BookSettings | None:
        if self._book is None:
            return None
        if not text_of(self._name):
            raise Invalid("field.required", field="name")
        numbers: dict[str, int] = {}
        for name, editor in self._numbers.items():
            value = editor.value()
            if value is None:
                raise Invalid("field.required", field=name)
            numbers[name] = int(value)
        changed = replace(
            self._book,
            name=text_of(self._name),
            on_track_percent=numbers["on_track_percent"],
            risk_percent=numbers["risk_percent"],
            risk_days=numbers["risk_days"],
            due_soon_days=numbers["due_soon_days"],
            silent_days=numbers["silent_days"],
        )
        return changed if changed != self._book else None


def open_settings(app: "Application", parent: QWidget) -> SettingsDialog:
    """The settings without a book."""
    dialog = SettingsDialog(app.settings, None, parent)

    def submitted(new: NewSettings) -> None:
        dialog.saved()
        app.apply_settings(new.program)

    dialog.submitted.connect(submitted)
    dialog.open()
    return dialog


def open_window_settings(window: "MainWindow") -> None:
    """The settings with those of the window's book."""
    desk = window.desk

    def read() -> tuple[BookSettings, list[str]]:
        return book_settings(desk.ctx), [whose.words for whose in known_whose(desk.ctx)]

    def show(found: tuple[BookSettings, list[str]]) -> None:
        book, whose = found
        dialog = SettingsDialog(
            window.app.settings, book, window, writable=not desk.read_only, whose=whose
        )

        def done(program: settings.Settings) -> None:
            dialog.saved()
            window.app.apply_settings(program)

        def submitted(new: NewSettings) -> None:
            if new.book is None:
                done(new.program)
                return
            dialog.set_busy(True)
            desk.write(
                partial(edit_book_settings, desk.ctx, new.book),
                lambda _result: done(new.program),
                dialog.show_error,
                owner=dialog,
            )

        def conflicted() -> None:
            desk.read(partial(book_settings, desk.ctx), dialog.take_theirs, owner=dialog)

        dialog.submitted.connect(submitted)
        dialog.conflicted.connect(conflicted)
        dialog.open()

    desk.read(read, show, owner=window, key=("settings", id(window)))
