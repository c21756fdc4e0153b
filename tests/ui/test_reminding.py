"""The icon in the notification area: what it says, tells and leads to, and when it stays."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox

from tests.factory import a_person
from tests.services.test_reminders import owned, running
from tests.ui.desks import Bench
from tests.ui.keeping import kept
from tests.ui.program import Program
from tracker import reminded
from tracker.messages.reminders import counted
from tracker.models.clock import WalkingClock
from tracker.services.books import book_settings, edit_book_settings
from tracker.services.context import AppContext
from tracker.services.queries.reminders import ReminderQuery, reminders
from tracker.settings import Settings, settings_file
from tracker.ui.dialogs.due_list import DueListDialog
from tracker.ui.dialogs.log_form import LogDialog
from tracker.ui.dialogs.settings_dialog import SettingsDialog
from tracker.ui.reminding import Reminding
from tracker.ui.session import BookSession
from tracker.ui.theme import Theme
from tracker.ui.tray import Tray
from tracker.ui.widgets.completing import CompletingEdit

MONDAY = dt.date(2018, 10, 1)
DAY = dt.timedelta(1)


class RecordingTray(Tray):
    """Takes the place of the system's icon, which needs a desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.tip = ""
        self.told: list[tuple[str, str]] = []

    def show(self) -> bool:
        return True

    def set_tip(self, text: str) -> None:
        self.tip = text

    def tell(self, title: str, text: str) -> None:
        self.told.append((title, text))


@pytest.fixture
def tray(theme: Theme) -> RecordingTray:
    return RecordingTray()


@pytest.fixture
def week(ctx: AppContext, clock: WalkingClock) -> int:
    """A Monday with one thing late, one due on Tuesday and two on Wednesday. Their owner."""
    promise, chief = running(ctx), a_person(ctx, "Gatuchef")
    for days, title in ((1, "Lampor"), (2, "Bänkar"), (2, "Stråk")):
        owned(ctx, promise, chief, MONDAY + days * DAY, title)
    clock.walk_to(MONDAY)
    return chief


def reminding(place: Bench, tray: RecordingTray, **chosen: object) -> Reminding:
    """The book's reminders, as a program that has just started follows them."""
    # A test names the settings it cares about, of any kind.
    made = Reminding(tray, replace(Settings(), **chosen), place.window)  # type: ignore[arg-type]
    made.follow(place.session)
    place.settle()
    return made


def test_each_thing_is_told_once_on_its_day_and_the_week_on_monday(
    place: Bench, tray: RecordingTray, week: int, clock: WalkingClock
) -> None:
    first = reminding(place, tray)
    found = reminders(place.desk.ctx, ReminderQuery())
    assert tray.tip == f"Löftesboken\n{counted(found)}"
    ((title, _text),) = tray.told
    assert counted(found) in title
    asked: list[object] = []
    first.row_asked.connect(lambda _session, row: asked.append(row.title))
    first.review_asked.connect(lambda _session: asked.append("review"))
    first.click()
    first.stop()
    again = reminding(place, tray)
    assert len(tray.told) == 1
    for _turn in range(2):
        clock.walk_to(MONDAY + DAY)
        place.session.look_at_the_day()
        place.settle()
    assert [text.rpartition(" ")[2] for _title, text in tray.told[1:]] == ["Lampor"]
    again.row_asked.connect(lambda _session, row: asked.append(row.title))
    again.review_asked.connect(lambda _session: asked.append("review"))
    again.click()
    clock.walk_to(MONDAY + 2 * DAY)
    place.session.look_at_the_day()
    place.settle()
    assert tray.told[-1][1].count("\n") == 1
    again.click()
    assert asked == ["review", "Lampor", "review"]


def test_only_what_is_asked_for_is_told(
    place: Bench, tray: RecordingTray, week: int, clock: WalkingClock
) -> None:
    clock.walk_to(MONDAY + DAY)
    made = reminding(place, tray, notify=False)
    everybody = tray.tip
    assert tray.told == []
    a_person(place.desk.ctx, "Fritidschef")
    made.use(replace(Settings(), mine="fritidschef"))
    place.settle()
    assert tray.told == []
    assert tray.tip != everybody
    made.use(replace(Settings(), mine="somebody of another book"))
    place.settle()
    assert tray.tip == everybody
    assert len(tray.told) == 1


def test_a_book_that_shows_a_fixed_day_tells_nothing(
    place: Bench, tray: RecordingTray, week: int
) -> None:
    known = book_settings(place.desk.ctx)
    edit_book_settings(place.desk.ctx, replace(known, shows_state_of=MONDAY + DAY))
    reminding(place, tray)
    assert tray.tip
    assert tray.told == []


@pytest.mark.parametrize("content", ["[]", "{", '{"b": 7}', '{"b": {"2018-10-01": 7}}'])
def test_what_was_told_is_forgotten_when_it_cannot_be_read(content: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().with_name("reminded.json").write_text(content)
    known = reminded.told("b", MONDAY)
    assert known.names == frozenset()
    reminded.remember(known, ["deadline:1"])
    assert reminded.told("b", MONDAY).names == {"deadline:1"}
    reminded.remember(reminded.told("c", MONDAY + DAY), ["deadline:2"])
    assert reminded.told("b", MONDAY).names == frozenset()


@contextmanager
def program_closed(session: BookSession) -> Iterator[None]:
    """The book is closed inside, and not before."""
    closed: list[bool] = []
    session.closed.connect(lambda: closed.append(True))
    yield
    assert closed == [True]


def choose(program: Program, **chosen: object) -> None:
    """Other settings, as the settings dialog hands them over."""
    # As `reminding` takes them.
    program.app.apply_settings(replace(program.app.settings, **chosen))  # type: ignore[arg-type]


def test_the_menu_of_the_icon_and_staying_after_the_last_window(
    program: Program, town_file: Path, tray: RecordingTray
) -> None:
    window = program.open(town_file)
    program.app.start_reminding(lambda: tray)
    program.settle()
    assert len([action for action in tray.menu().actions() if action.text()]) == 4
    tray.log_asked.emit()
    program.settle()
    program.dialog(LogDialog).reject()
    tray.due_asked.emit()
    program.settle()
    program.dialog(DueListDialog).reject()
    choose(program, stay=True)
    session = window.session
    window.close()
    program.settle()
    assert program.app.windows() == ()
    tray.open_asked.emit()
    (again,) = program.app.windows()
    assert again.session is session
    program.settle()
    # Without the icon there is nothing to stay for.
    choose(program, tray=False)
    with program_closed(session):
        again.close()
        program.settle()


def test_quitting_closes_the_books_that_stayed(
    program: Program, town_file: Path, tray: RecordingTray
) -> None:
    choose(program, stay=True)
    program.app.start_reminding(lambda: tray)
    window = program.open(town_file)
    session = window.session
    window.close()
    program.settle()
    with program_closed(session):
        tray.quit_asked.emit()


def test_without_a_notification_area_nothing_is_missing(program: Program, town_file: Path) -> None:
    program.app.start_reminding()
    choose(program, stay=True)
    window = program.open(town_file)
    with program_closed(window.session):
        window.close()
        program.settle()


def test_the_settings_choose_whose_and_how(theme: Theme) -> None:
    dialog = kept(SettingsDialog(Settings(), None, whose=["Gatuchef, Säffle kommun"]))
    (mine,) = dialog.findChildren(CompletingEdit)
    mine.setText(" gatuchef ")
    tray, notify, stay = dialog.findChildren(QCheckBox)
    notify.setChecked(False)
    stay.setChecked(True)
    program = dialog.command().program
    assert (program.mine, program.tray, program.notify) == ("gatuchef", True, False)
    assert program.stay
    tray.setChecked(False)
    assert not notify.isEnabled()
    assert not stay.isEnabled()
