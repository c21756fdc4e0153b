"""Vad förfaller and Kalenderfil, from the palette's commands to the files they leave."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog

from tests.services.test_reminders import owned, running
from tests.ui.program import Program
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.due_calendar import calendar_rows
from tracker.services.people import PersonFields, add_person
from tracker.services.queries.due import DueKind, DueQuery
from tracker.services.queries.reminders import ReminderQuery, Reminders
from tracker.ui.dialogs.due_calendar import CalendarDialog
from tracker.ui.dialogs.due_commands import save_calendar, save_letters
from tracker.ui.dialogs.due_list import DueListDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.widgets.buttons import WrappedLink
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.notes import EmptyState

OWNER = PersonFields("Gatuchef", "Säffle kommun", Party.MUNICIPALITY, email="gata@saffle.se")


@pytest.fixture
def window(program: Program, ctx: AppContext, book_path: Path) -> MainWindow:
    """A book with something late without an owner, and two things due in September 2018."""
    promise, owner = running(ctx), add_person(ctx, OWNER)
    for day, title in ((17, "Lampor"), (20, "Bänkar")):
        owned(ctx, promise, owner, dt.date(2018, 9, day), title)
    return program.open(book_path)


def test_what_falls_due_is_listed_copied_and_gone_to(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.run("remind.show")
    program.settle()
    dialog = program.dialog(DueListDialog)
    links = dialog.findChildren(WrappedLink)
    assert [link.words().rpartition(" ")[2] for link in links] == ["Lampor", "Bänkar", "Belysning"]
    assert all(link.accessibleName().startswith(link.words()) for link in links)
    dialog.copy_asked.emit(dialog.text())
    copied = QGuiApplication.clipboard().text()
    assert copied.index("GATUCHEF") < copied.index("Lampor") < copied.index("Belysning")
    (whose,) = dialog.findChildren(Picker)
    whose.setCurrentText("Gatuchef, Säffle kommun")
    program.settle()
    assert len([link for link in dialog.findChildren(WrappedLink) if link.isVisible()]) == 2
    save_letters(window, dialog.query(), tmp_path)
    program.settle()
    assert len(list(tmp_path.glob("*.eml"))) == 1
    assert str(tmp_path) in window.status_message()
    dialog.findChildren(WrappedLink)[0].click()
    program.settle()
    assert window.current_page == "actions"
    assert program.open_ones(DueListDialog) == []


def test_it_begins_with_what_is_ones_own_and_says_when_that_is_nothing(
    program: Program, town_file: Path
) -> None:
    window = program.open(town_file)
    program.app.settings = replace(program.app.settings, mine="polisen")
    window.commands.run("remind.show")
    program.settle()
    dialog = program.dialog(DueListDialog)
    assert dialog.query() == ReminderQuery(parties=frozenset({Party.POLICE}))
    dialog.show_found(Reminders(dt.date(2018, 9, 15), 14))
    program.settle()
    assert len(dialog.findChildren(EmptyState)) == 1


def test_a_calendar_file_of_what_was_chosen(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.run("calendar.export")
    program.settle()
    dialog = program.dialog(CalendarDialog)
    assert dialog.counted().startswith("3 ")
    (whose,) = dialog.findChildren(Picker)
    whose.setCurrentText("Gatuchef, Säffle kommun")
    program.settle()
    assert dialog.counted().startswith("2 ")
    (first,) = [field for field in dialog.findChildren(DateField) if field.objectName() == "first"]
    first.set_value(dt.date(2018, 9, 18))
    program.settle()
    assert dialog.counted().startswith("1 ")
    choice = dialog.command()
    assert (choice.alarm_days, choice.query.first) == (1, dt.date(2018, 9, 18))
    dialog.submit()
    program.settle()
    program.dialog(QFileDialog).reject()
    path = tmp_path / "a.ics"
    save_calendar(window, dialog, choice, path)
    program.settle()
    (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]).endswith("Bänkar")
    assert len(event.walk("VALARM")) == 1
    assert program.open_ones(CalendarDialog) == []
    assert str(path) in window.status_message()


def test_a_calendar_file_needs_some_kind_and_days_in_order(
    program: Program, window: MainWindow
) -> None:
    window.commands.run("calendar.export")
    program.settle()
    dialog = program.dialog(CalendarDialog)
    (whose,) = dialog.findChildren(Picker)
    whose.setCurrentText(whose.itemText(1))
    shown = dialog.command().query.action_ids
    assert shown is not None
    assert set(shown) == {row.action_id for row in calendar_rows(window.desk.ctx, DueQuery())}
    last, first = (
        next(field for field in dialog.findChildren(DateField) if field.objectName() == name)
        for name in ("last", "first")
    )
    first.set_value(dt.date(2018, 9, 18))
    last.set_value(dt.date(2018, 9, 17))
    dialog.submit()
    assert dialog.error_text()
    last.set_value(None)
    boxes = dialog.findChildren(QCheckBox)
    assert len(boxes) == len(DueKind)
    for box in boxes:
        box.setChecked(False)
    assert dialog.counted().startswith("0 ")
    dialog.submit()
    assert dialog.error_text()
    assert program.open_ones(QFileDialog) == []
