"""Commands about what falls due: the list of it, and its calendar file."""

from array import array
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from tracker.i18n import _, format_number, ngettext
from tracker.models.book_file import write_file
from tracker.paths import file_name
from tracker.services.books import book_settings
from tracker.services.due_calendar import calendar_rows, due_calendar
from tracker.services.queries.action_ids import ActionQuery, action_ids
from tracker.services.queries.due import DueQuery, DueRow
from tracker.services.queries.due_owners import Whose, known_whose, whose_or_everybody
from tracker.services.queries.reminders import ReminderQuery, reminders
from tracker.services.reminder_mail import Letters, reminder_letters, write_letters
from tracker.ui.book_commands import book_folder
from tracker.ui.dialogs.due_calendar import CalendarChoice, CalendarDialog
from tracker.ui.dialogs.due_list import DueListDialog
from tracker.ui.due_places import show_due
from tracker.ui.file_dialogs import FileDialog

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


def _calendar(window: "MainWindow", _about: object) -> None:
    desk = window.desk
    asked = _shown_actions(window)

    def read() -> tuple[list[Whose], "array[int]"]:
        return known_whose(desk.ctx), action_ids(desk.ctx, asked)

    def show(found: tuple[list[Whose], "array[int]"]) -> None:
        whose, ids = found
        words = ngettext(
            "What Actions shows now: {n} action", "What Actions shows now: {n} actions", len(ids)
        )
        shown = Whose(words.format(n=format_number(len(ids))), action_ids=frozenset(ids))
        dialog = CalendarDialog(whose, shown, desk.today(), window)

        def count(query: DueQuery) -> None:
            desk.read(partial(calendar_rows, desk.ctx, query), dialog.show_rows, owner=dialog)

        dialog.asked.connect(count)
        dialog.submitted.connect(partial(_ask_where, window, dialog))
        dialog.start()
        dialog.open()

    desk.read(read, show, owner=window, key=("calendar", id(window)))


def _shown_actions(window: "MainWindow") -> ActionQuery:
    from tracker.ui.panels.actions import ActionsPage

    page = window.page("actions")
    assert isinstance(page, ActionsPage)
    return page.view().asked(window.desk.today())


def _ask_where(window: "MainWindow", dialog: CalendarDialog, choice: CalendarChoice) -> None:
    chooser = FileDialog(dialog, _("Save the calendar file"), book_folder(window), saving=True)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    words = _("Calendar")
    chooser.setNameFilter(f"{words} (*.ics)")
    chooser.setDefaultSuffix(".ics")
    named = choice.whose.words if choice.whose.action_ids is None else ""
    name = " ".join(filter(None, (_("What falls due"), named)))
    chooser.selectFile(f"{file_name(name)}.ics")
    chooser.fileSelected.connect(lambda path: save_calendar(window, dialog, choice, Path(path)))
    # PySide names two `open`; this is the one without a receiver.
    QDialog.open(chooser)


def save_calendar(
    window: "MainWindow", dialog: CalendarDialog, choice: CalendarChoice, path: Path
) -> None:
    """Write the calendar file, whole or not at all, and say where it is."""
    desk = window.desk
    title = choice.whose.words if choice.whose.action_ids is None else ""

    def work() -> None:
        content = due_calendar(desk.ctx, choice.query, alarm_days=choice.alarm_days, title=title)
        write_file(path, content)

    def done(_result: None) -> None:
        dialog.saved()
        window.say(_("The calendar file is saved: {file}").format(file=path))

    dialog.set_busy(True)
    desk.jobs.submit(work, done, dialog.show_error, owner=dialog)


def _due_list(window: "MainWindow", _about: object) -> None:
    desk = window.desk

    def read() -> tuple[list[Whose], Whose, str]:
        mine = whose_or_everybody(desk.ctx, window.app.settings.mine)
        return known_whose(desk.ctx), mine, book_settings(desk.ctx).name

    def show(found: tuple[list[Whose], Whose, str]) -> None:
        dialog = DueListDialog(*found, window)

        def look(query: ReminderQuery) -> None:
            desk.read(partial(reminders, desk.ctx, query), dialog.show_found, owner=dialog)

        def go(row: DueRow) -> None:
            dialog.accept()
            show_due(desk, row)

        def export() -> None:
            dialog.accept()
            desk.run("calendar.export")

        dialog.asked.connect(look)
        dialog.chosen.connect(go)
        dialog.copy_asked.connect(partial(_copy, window))
        dialog.mail_asked.connect(partial(_ask_folder, window, dialog))
        dialog.calendar_asked.connect(export)
        dialog.ask()
        dialog.open()

    desk.read(read, show, owner=window, key=("due", id(window)))


def _copy(window: "MainWindow", text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.say(_("What falls due is copied as text"))


def _ask_folder(window: "MainWindow", dialog: DueListDialog, query: ReminderQuery) -> None:
    chooser = FileDialog(dialog, _("Where to put the letters"), book_folder(window))
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    chooser.fileSelected.connect(lambda path: save_letters(window, query, Path(path)))
    QDialog.open(chooser)


def save_letters(window: "MainWindow", query: ReminderQuery, folder: Path) -> None:
    """Write a letter to each owner with an address, and say who has none."""
    desk = window.desk

    def work() -> Letters:
        letters = reminder_letters(desk.ctx, query)
        write_letters(letters, folder)
        return letters

    def done(letters: Letters) -> None:
        count = len(letters.letters)
        words = ngettext("{n} letter saved in {folder}", "{n} letters saved in {folder}", count)
        said = [words.format(n=count, folder=folder) if count else _("No letter has been written")]
        if letters.without_address:
            roles = ", ".join(letters.without_address)
            said.append(_("No e-mail address: {owners}").format(owners=roles))
        if letters.unusable:
            named = ", ".join(f"{role} ({address})" for role, address in letters.unusable)
            said.append(_("No letter can be sent to: {owners}").format(owners=named))
        if letters.post_ended:
            roles = ", ".join(letters.post_ended)
            said.append(_("Has left the post: {owners}").format(owners=roles))
        window.say(". ".join(said))

    desk.read(work, done, owner=window, key=("letters", id(window)))


HANDLERS = {"calendar.export": _calendar, "remind.show": _due_list}
