"""A week in Säffle by keyboard alone: what each of its jobs costs, and what the book then holds."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tests.ui.keys import Keys
from tests.ui.program import Program
from tracker.models.enums import ActionStatus, MeetingState, OccasionState
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.action_ids import ActionQuery, action_ids
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.meetings import meeting_detail
from tracker.services.queries.series import OccasionRow, occasions_of
from tracker.ui.dialogs.due_list import DueListDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.meeting.window import MeetingWindow
from tracker.ui.panels.review import ReviewPage

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Alt = Qt.KeyboardModifier.AltModifier

# The keys of each job, where Ctrl with a letter is one, and the letters of what is typed besides.
KOMMUNPOLIS = {
    "log a patrol": (3, 6),
    "log on an occasion that is yet to come": (4, 6),
    "log three in a row": (7, 18),
    "an occasion is cancelled, and why": (6, 25),
    "take back the last": (1, 0),
    "see what falls due": (2, 9),
}
SAKERHETSSAMORDNARE = {
    "to the review, a new deadline and why": (4, 35),
    "a new owner": (2, 4),
    "let it rest for two weeks, with a note": (3, 16),
    "a note": (2, 12),
    "carried out": (1, 0),
    "all of one owner's to another": (4, 19),
    "find on the timeline and move a week": (6, 22),
    "hold the next meeting: start, a new deadline, close": (9, 41),
}


def action(ctx: AppContext, title: str) -> ActionRow:
    return action_rows(ctx, action_ids(ctx, ActionQuery(text=title)))[0]


def occasion(ctx: AppContext, title: str, day: date) -> OccasionRow:
    rows = occasions_of(ctx, action(ctx, title).id)
    return next(row for row in rows if row.due_on == day)


def test_the_kommunpolis_logs_between_other_work(program: Program, example: Path) -> None:
    window = program.open(example)
    ctx, keys = window.desk.ctx, Keys(program, window)
    walks = action(ctx, "fotpatrullering, pass").done

    keys.begin("log a patrol")
    keys.press(Key.Key_L, Control)
    keys.write("fotpat")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    assert action(ctx, "fotpatrullering, pass").done == walks + 1

    keys.begin("log on an occasion that is yet to come")
    keys.press(Key.Key_L, Control)
    keys.write("kvälls")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Down, Control)
    keys.press(Key.Key_Return)
    evenings = "kvällsaktiviteter"
    assert occasion(ctx, evenings, date(2018, 10, 12)).done_on == date(2018, 9, 15)

    keys.begin("log three in a row")
    keys.press(Key.Key_L, Control)
    for last in (False, False, True):
        keys.write("fotpat")
        keys.press(Key.Key_Return)
        keys.press(Key.Key_Return, Qt.KeyboardModifier.NoModifier if last else Control)
    assert action(ctx, "fotpatrullering, pass").done == walks + 4

    keys.begin("an occasion is cancelled, and why")
    keys.press(Key.Key_K, Control)
    keys.write("kvällsakt")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    keys.press(Key.Key_F6)
    keys.press(Key.Key_I)
    keys.write("Artisten är sjuk")
    keys.press(Key.Key_Return, Control)
    cancelled = occasion(ctx, evenings, date(2018, 11, 2))
    assert (cancelled.state, cancelled.reason) == (OccasionState.CANCELLED, "Artisten är sjuk")

    keys.begin("take back the last")
    keys.press(Key.Key_Z, Control)
    assert occasion(ctx, evenings, date(2018, 11, 2)).state is OccasionState.OPEN

    keys.begin("see what falls due")
    keys.press(Key.Key_K, Control)
    keys.write("förfaller")
    keys.press(Key.Key_Return)
    assert "5.5 Röja två återstående stråk" in program.dialog(DueListDialog).text()

    assert keys.counted == KOMMUNPOLIS
    assert not check_book(ctx)


def reviewed(window: MainWindow) -> ActionDetail:
    """The action that Granskning shows."""
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    assert page.shown is not None
    return page.shown.detail


def now(ctx: AppContext, shown: ActionDetail) -> ActionDetail:
    """As the book has it."""
    detail = action_detail(ctx, shown.row.id)
    assert detail is not None
    return detail


def test_the_sakerhetssamordnare_keeps_everything_moving(program: Program, example: Path) -> None:
    window = program.open(example)
    ctx, keys = window.desk.ctx, Keys(program, window)

    keys.begin("to the review, a new deadline and why")
    keys.press(Key.Key_4, Control)
    keys.press(Key.Key_F)
    keys.write("2018-10-31")
    keys.press(Key.Key_Tab)
    keys.write("Entreprenören är försenad")
    keys.press(Key.Key_Return, Control)
    moved = action(ctx, "röja två")
    assert (moved.deadline, moved.moved_why) == (date(2018, 10, 31), "Entreprenören är försenad")

    # What is decided leaves the queue, and the next one is there.
    shown = reviewed(window)
    keys.begin("a new owner")
    keys.press(Key.Key_Adiaeresis)
    keys.write("gatu")
    keys.press(Key.Key_Return)
    assert now(ctx, shown).row.owner == "Gatuchef"

    shown = reviewed(window)
    keys.begin("a note")
    keys.press(Key.Key_A)
    keys.write("Ringde i dag")
    keys.press(Key.Key_Return, Control)
    assert now(ctx, shown).notes[0].text == "Ringde i dag"

    shown = reviewed(window)
    keys.begin("let it rest for two weeks, with a note")
    keys.press(Key.Key_V)
    keys.press(Key.Key_2, Alt)
    keys.write("Väntar på besked")
    keys.press(Key.Key_Return, Control)
    rest = now(ctx, shown).snooze
    assert rest is not None
    assert (rest.until, rest.note) == (date(2018, 9, 29), "Väntar på besked")

    shown = reviewed(window)
    keys.begin("carried out")
    keys.press(Key.Key_G)
    assert now(ctx, shown).row.status is ActionStatus.DONE

    keys.begin("all of one owner's to another")
    keys.press(Key.Key_K, Control)
    keys.write("byt äg")
    keys.press(Key.Key_Return)
    keys.write("gruppc")
    keys.press(Key.Key_Tab)
    keys.write("kommunp")
    keys.press(Key.Key_Return)
    owners = {row.owner for row in action_rows(ctx, action_ids(ctx, ActionQuery(text="nykter")))}
    assert owners == {"Kommunpolis"}

    keys.begin("find on the timeline and move a week")
    before = action(ctx, "föräldramöten").deadline
    assert before is not None
    keys.press(Key.Key_G, Control)
    keys.press(Key.Key_Slash)
    keys.write("föräldra")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Right, Shift)
    keys.press(Key.Key_Return)
    keys.write("Skolan har lov")
    keys.press(Key.Key_Return, Control)
    assert action(ctx, "föräldramöten").deadline == before + timedelta(weeks=1)

    keys.begin("hold the next meeting: start, a new deadline, close")
    keys.press(Key.Key_K, Control)
    keys.write("starta mötet")
    keys.press(Key.Key_Return)
    # It was called for another day.
    keys.press(Key.Key_Return)
    keys.window = mode = program.dialog(MeetingWindow)
    point = mode.points.point
    assert point is not None
    keys.press(Key.Key_F)
    keys.write("2018-12-01")
    keys.press(Key.Key_Tab)
    keys.write("Beslutat av gruppen")
    keys.press(Key.Key_Return, Control)
    keys.press(Key.Key_Return, Control)
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return)
    held = meeting_detail(ctx, mode.held.detail.row.id)
    assert held is not None
    assert held.row.state is MeetingState.CLOSED
    assert held.points[point.number - 1].changes
    assert point.action_id is not None
    assert action_rows(ctx, [point.action_id])[0].deadline == date(2018, 12, 1)
    assert program.open_ones(QDialog) == [mode]

    assert keys.counted == SAKERHETSSAMORDNARE
    assert not check_book(ctx)
