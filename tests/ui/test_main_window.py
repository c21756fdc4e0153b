"""The window around the pages: in step, undo, folding, what it remembers, midnight."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Semaphore

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from tests.files import unprivileged
from tests.ui.program import Program
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.models.clock import WalkingClock
from tracker.services.books import NewBook, book_settings, create_book
from tracker.services.log import LogFields, log_done
from tracker.services.queries.log import latest_log
from tracker.ui.desk import Page, Subject
from tracker.ui.dialogs.action import NewActionDialog
from tracker.ui.dialogs.action_promise import ActionPromiseDialog
from tracker.ui.jobs import Job
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.actions import ActionsPage
from tracker.ui.panels.overview.beginning import Beginning
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.notes import Banner, EmptyState
from tracker.ui.widgets.statusbar import StatusBar
from tracker.ui.work_meter import WorkMeter

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier


class _Shown(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@contextmanager
def appearing(program: Program) -> Iterator[list[QWidget]]:
    """The windows that appear inside."""
    shown = _Shown()
    program.qt.installEventFilter(shown)
    try:
        yield shown.windows
    finally:
        program.qt.removeEventFilter(shown)


def log(window: MainWindow, action_id: int) -> None:
    ctx = window.desk.ctx
    window.desk.write(lambda: log_done(ctx, LogFields(action_id, TODAY, place="Torget")))


def newest_place(window: MainWindow) -> str | None:
    rows = latest_log(window.desk.ctx, limit=50)
    return max(rows, key=lambda row: row.id).place


def entries(window: MainWindow) -> int:
    return len(latest_log(window.desk.ctx, limit=100))


def shown(window: MainWindow) -> str:
    return window.status_message()


def test_every_page_opens_by_its_key(program: Program, town_file: Path) -> None:
    window = program.open(town_file)
    pages: tuple[Page, ...] = (
        "overview",
        "promises",
        "actions",
        "review",
        "log",
        "surveys",
        "problems",
        "reports",
    )
    with appearing(program) as windows:
        for number, page in enumerate(pages):
            program.press(Qt.Key(Key.Key_1 + number), Control)
            assert window.current_page == page
            assert window.page(page).isVisible()
    # Nothing flashes as a window of its own before it has its place, and the keyboard stays.
    assert windows == []
    assert window.isActiveWindow()


@pytest.mark.parametrize("page", ["answers", "themes", "trail"])
def test_no_page_flashes_as_a_window(program: Program, example: Path, page: Page) -> None:
    window = program.open(example)
    with appearing(program) as windows:
        window.show_page(page).setFocus()
        program.settle()
    assert windows == []
    assert window.isActiveWindow()


def test_two_windows_on_one_book_stay_in_step(
    program: Program, town_file: Path, town: Town
) -> None:
    one = program.open(town_file)
    program.press(Key.Key_N, Control | Qt.KeyboardModifier.ShiftModifier)
    two = program.app.windows()[1]
    assert two.session is one.session
    heard: list[object] = []
    two.desk.changed.connect(heard.append)
    log(one, town.patrols)
    program.settle()
    assert len(heard) == 1
    assert shown(one) == shown(two) == "Insatsen loggad"
    one.close()
    program.settle()
    log(two, town.patrols)
    program.settle()
    assert len(heard) == 2


_OTHER_PROGRAM = """
import sys
from datetime import date
from tracker.bootstrap import open_book
from tracker.services.log import LogFields, log_done
ctx = open_book(sys.argv[1], who=lambda: "Gruppchef")
log_done(ctx, LogFields(int(sys.argv[2]), date(2018, 9, 14), place="Stationen"))
ctx.close()
"""


def test_what_another_program_logs_is_noticed(
    program: Program, town_file: Path, town: Town
) -> None:
    window = program.open(town_file)
    before = entries(window)
    heard: list[object] = []
    window.desk.changed.connect(heard.append)
    subprocess.run(
        [sys.executable, "-c", _OTHER_PROGRAM, str(town_file), str(town.patrols)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    window.session.bridge.look()
    program.settle()
    assert len(heard) == 1
    assert entries(window) == before + 1
    assert shown(window) == "Någon annan: Insatsen loggad"


def test_ctrl_z_takes_back_and_says_so_and_ctrl_y_does_again(
    program: Program, town_file: Path, town: Town
) -> None:
    window = program.open(town_file)
    before = entries(window)
    log(window, town.patrols)
    program.settle()
    program.press(Key.Key_Z, Control)
    assert entries(window) == before
    assert shown(window) == "Ångrat: Insatsen loggad"
    program.press(Key.Key_Y, Control)
    assert entries(window) == before + 1
    assert shown(window) == "Gjort om: Insatsen loggad"
    program.press(Key.Key_Z, Control)
    program.press(Key.Key_Z, Control)
    assert entries(window) == before
    assert shown(window) == "Det finns inget att ångra."


def test_the_status_bar_takes_back(program: Program, town_file: Path, town: Town) -> None:
    window = program.open(town_file)
    before = entries(window)
    log(window, town.patrols)
    program.settle()
    undo = next(b for b in window.findChildren(LinkButton) if b.words() == "Ångra")
    undo.click()
    program.settle()
    assert entries(window) == before


def test_a_text_field_keeps_its_own_ctrl_z(program: Program, town_file: Path, town: Town) -> None:
    window = program.open(town_file)
    log(window, town.patrols)
    program.settle()
    before = entries(window)
    program.press(Key.Key_3, Control)
    program.write("/")
    field = program.focused()
    assert isinstance(field, QLineEdit)
    program.write("abc")
    program.press(Key.Key_Z, Control)
    assert field.text() != "abc"
    assert entries(window) == before


def test_the_inspector_folds_when_it_is_narrow_and_by_ctrl_i(
    program: Program, town_file: Path
) -> None:
    window = program.open(town_file)
    window.show_page("problems")
    program.settle()
    assert window.inspector_shows()
    program.press(Key.Key_I, Control)
    assert not window.inspector_shows()
    window.show_page("surveys")
    assert window.inspector_shows()
    window.resize(1280, 720)
    program.settle()
    assert not window.inspector_shows()
    program.press(Key.Key_I, Control)
    assert window.inspector_shows()
    window.show_page("overview")
    assert not window.inspector_shows()


def test_alt_by_itself_opens_the_menu_and_alt_with_another_key_does_not(
    program: Program, town_file: Path
) -> None:
    window = program.open(town_file)
    handle = window.windowHandle()
    QTest.keyPress(handle, Key.Key_Alt)
    QTest.keyClick(handle, Key.Key_Down, Alt)
    QTest.keyRelease(handle, Key.Key_Alt)
    program.settle()
    assert not program.open_ones(QMenu)
    QTest.keyPress(handle, Key.Key_Alt)
    QTest.keyRelease(handle, Key.Key_Alt)
    program.settle()
    shown_menus = [[action.text() for action in m.actions()] for m in program.open_ones(QMenu)]
    assert ["Bok", "Redigera", "Registrera", "Gå till", "Hjälp"] in shown_menus
    for menu in program.open_ones(QMenu):
        menu.close()


def test_it_remembers_its_page_and_place(program: Program, town_file: Path) -> None:
    window = program.open(town_file)
    window.resize(960, 700)
    window.show_page("problems")
    program.settle()
    window.close()
    program.settle()
    again = program.app.open(town_file)
    assert again is not None
    assert again.current_page == "problems"
    assert again.height() == 700
    assert again.page("problems").isVisible()


def test_closing_finishes_what_is_being_written(
    program: Program, town_file: Path, town: Town
) -> None:
    window = program.open(town_file)
    before = entries(window)
    for _entry in range(5):
        log(window, town.patrols)
    window.close()
    program.settle()
    assert not program.app.windows()
    assert entries(program.open(town_file)) == before + 5


def test_midnight_makes_every_page_look_again(
    program: Program, town_file: Path, clock: WalkingClock
) -> None:
    window = program.open(town_file)
    days: list[date] = []
    window.session.day_changed.connect(lambda: days.append(window.desk.today()))
    window.session.look_at_the_day()
    clock.walk_to(date(2018, 9, 16))
    window.session.look_at_the_day()
    program.settle()
    assert days == [date(2018, 9, 16)]
    window.show_page("reports")
    program.settle()


def banner_texts(window: MainWindow) -> list[str]:
    return [b.text() for b in window.findChildren(Banner) if b.isVisible()]


def test_the_example_offers_todays_date_and_takes_it_back(
    program: Program, example: Path, clock: WalkingClock
) -> None:
    clock.walk_to(date(2019, 2, 1))
    one = program.open(example)
    two = program.app.new_window(one.session)
    program.settle()
    assert one.desk.today() == date(2018, 9, 15)
    [banner] = [b for b in one.findChildren(Banner) if b.isVisible()]
    link = banner.findChild(LinkButton)
    assert link is not None
    assert link.words() == "Visa dagens datum i stället"
    link.click()
    program.settle()
    assert one.desk.today() == two.desk.today() == date(2019, 2, 1)
    assert all("visar läget" not in text for text in banner_texts(one) + banner_texts(two))
    program.front(one)
    program.press(Key.Key_Z, Control)
    assert one.desk.today() == date(2018, 9, 15)
    assert book_settings(one.desk.ctx).shows_state_of == date(2018, 9, 15)
    assert any("visar läget" in text for text in banner_texts(two))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_book_that_cannot_be_written_offers_no_writing(
    program: Program, town_file: Path, language: i18n.Language
) -> None:
    i18n.activate(language)
    with unprivileged(town_file.parent):
        window = program.open(town_file)
    assert window.desk.read_only
    assert any(_("Read-only.") in text for text in banner_texts(window))
    assert not window.commands.is_enabled("log.new")
    assert window.commands.is_enabled("book.export")
    window.commands.run("log.new")
    pages: tuple[Page, ...] = ("promises", "actions", "log", "surveys", "problems", "reports")
    for page in pages:
        window.show_page(page)
        program.settle()
    assert not QApplication.activeModalWidget()


def _(text: str) -> str:
    return i18n._(text)


def test_the_book_button_switches_books(program: Program, town_file: Path, example: Path) -> None:
    program.open(example).close()
    program.settle()
    window = program.open(town_file)
    window.commands.run("book.switch")
    program.settle()
    [menu] = program.open_ones(QMenu)
    other = next(action for action in menu.actions() if str(example) in action.text())
    other.trigger()
    menu.close()
    program.settle()
    assert [w.desk.ctx.book for w in program.app.windows()] == [str(example)]


def test_the_book_menu_opens_under_the_book(program: Program, town_file: Path) -> None:
    window = program.open(town_file)
    assert window.mapFromGlobal(window.book_corner()).y() > 0
    assert window.mapFromGlobal(window.book_corner()) != QPoint(0, 0)


def test_every_page_of_an_empty_book_offers_the_first_step(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "ny.loftesbok"
    create_book(path, NewBook("Åmål"), clock=program.app.clock, who="Säkerhetssamordnare")
    window = program.open(path)
    pages: tuple[Page, ...] = (
        "overview",
        "promises",
        "actions",
        "log",
        "surveys",
        "problems",
        "reports",
    )
    for page in pages:
        shown_page = window.show_page(page)
        program.settle()
        offered = [
            button
            for state in (
                *shown_page.findChildren(EmptyState),
                *shown_page.findChildren(Beginning),
            )
            for button in state.findChildren(Button)
            if button.isVisible()
        ]
        assert offered, page
        offered[0].click()
        program.settle()
        assert program.open_ones(QDialog) or window.current_page != page, page
        for dialog in program.open_ones(QDialog):
            dialog.reject()
        program.settle()
        program.front(window)


def test_long_work_shows_how_far_it_has_come_and_can_be_stopped(
    program: Program, town_file: Path, qtbot: QtBot
) -> None:
    window = program.open(town_file)
    gate, steps = Event(), Semaphore(0)
    done: list[str] = []

    def long(job: Job[str]) -> str:
        job.report(1, 4)
        gate.wait(20)
        job.report(2, 4)
        steps.release()
        return "klart"

    window.work("Räknar…", long, done.append)
    meter = window.findChild(WorkMeter)
    assert isinstance(meter, WorkMeter)
    qtbot.waitUntil(meter.isVisible)
    bar = meter.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum()) == (1, 4)
    assert bar.accessibleName() == "Räknar…"
    next(b for b in meter.findChildren(LinkButton) if b.words() == "Avbryt").click()
    assert not meter.isVisible()
    gate.set()
    program.settle()
    assert done == []
    assert not steps.acquire(blocking=False)
    window.work("Räknar…", lambda _job: "klart", done.append)
    program.settle()
    assert done == ["klart"]
    assert not meter.isVisible()


def test_what_goes_wrong_unforeseen_is_said_once_and_logged(
    program: Program, town_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = program.open(town_file)
    program.app.new_window(window.session)

    def wrong() -> None:
        raise ZeroDivisionError("hoppsan")

    window.session.jobs.submit(wrong)
    program.settle()
    assert "inte förutsåg" in program.said()
    assert any("hoppsan" in str(record.exc_info) for record in caplog.records)


def test_windows_are_never_larger_than_their_screen(program: Program, town_file: Path) -> None:
    window = program.app.open(town_file)
    assert window is not None
    room = window.screen().availableGeometry()
    assert room.width() < 1440, "the test needs a small screen"
    for shown in (window, program.app.welcome()):
        assert room.contains(shown.geometry()), shown
    window.setGeometry(-300, -200, 2000, 1600)
    window.close()
    again = program.app.open(town_file)
    assert again is not None
    assert room.contains(again.geometry())


def test_the_status_bar_names_what_was_done_and_offers_it_again(
    program: Program, town_file: Path, town: Town
) -> None:
    window = program.open(town_file)
    bar = window.findChild(StatusBar)
    assert bar is not None
    log(window, town.patrols)
    program.settle()
    about = bar.about()
    assert about[:1].isdigit()
    assert "." in about.split()[0]
    before = entries(window)
    for words, left in (("Ångra", before - 1), ("Gör om", before)):
        [link] = [b for b in bar.findChildren(LinkButton) if b.isVisible()]
        assert link.words() == words
        link.click()
        program.settle()
        assert entries(window) == left
        assert bar.about() == about


def test_what_is_about_an_action_or_a_promise_asks_for_it_first(
    program: Program, town_file: Path, town: Town
) -> None:
    window = program.open(town_file)
    refused: list[str] = []
    window.desk.refused.connect(refused.append)
    window.commands.run("action.carry_over")
    window.desk.inspect(Subject("action", town.patrols))
    window.commands.run("action.carry_over")
    program.settle()
    # Nothing was chosen; and then there was no promise to carry it to.
    assert refused == [
        _("Choose the action to carry over first."),
        _("No promise has a later period. Make the promise for it first."),
    ]

    # A new action asks for its promise where none is shown, and an occasion for its action.
    page = window.show_page("actions")
    assert isinstance(page, ActionsPage)
    page.new_button.click()
    program.settle()
    asked = program.dialog(ActionPromiseDialog)
    asked.promise.set_value(town.promise)
    asked.submit()
    program.settle()
    program.dialog(NewActionDialog).reject()
    window.desk.inspect(None)
    refused.clear()
    window.commands.run("occasion.settle")
    assert refused == [_("Choose the recurring action first.")]
    window.desk.inspect(Subject("action", town.patrols))
    program.settle()
    window.commands.run("occasion.settle")
    program.settle()
    assert window.current_page == "promises"
    assert window._aside.has_keyboard()
