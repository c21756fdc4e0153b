"""The meeting on its full screen: by keyboard alone, one point after the other, nothing lost."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from tests import factory
from tests.services.operations_meetings import started
from tests.ui.desks import Bench
from tracker.models.action import Action
from tracker.models.enums import MeetingState, PointState
from tracker.models.promise import DecisionRequest
from tracker.services.meeting_points import PointFields, WritePoint, write_point
from tracker.services.meetings import (
    CloseMeeting,
    MeetingFields,
    NewMeeting,
    close_meeting,
    new_meeting,
    start_meeting,
)
from tracker.services.queries.meeting_held import look_at_meeting
from tracker.services.queries.meetings import MeetingDetail, PointRow, meeting_detail
from tracker.ui.dialogs.action_changes import MoveDeadlineDialog, OwnerDialog
from tracker.ui.dialogs.decision import AnswerDecisionDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.meeting import AddPointDialog, CloseMeetingDialog, ResponsibleDialog
from tracker.ui.meeting.key_sheet import KeySheet
from tracker.ui.meeting.window import MeetingWindow
from tracker.ui.widgets.editors import DateField, Picker
from tracker.ui.widgets.note_field import NoteField
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import KeyHint, Text

pytestmark = pytest.mark.usefixtures("theme")

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


class Mode:
    """The mode on a bench, as somebody at the keyboard has it."""

    def __init__(self, bench: Bench, meeting: int) -> None:
        self.bench, self.meeting = bench, meeting
        held = look_at_meeting(bench.desk.ctx, meeting)
        assert held is not None
        self.window = MeetingWindow(bench.desk, held, bench.window)
        self.window.show()
        self.window.activateWindow()
        bench.settle()

    def press(self, *keys: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.window.focusWidget(), key, held)
            self.bench.settle()

    def write(self, text: str) -> None:
        for sign in text:
            focused = self.window.focusWidget()
            if sign.isascii():
                QTest.keyClicks(focused, sign)
            else:
                # QTest knows no key for most of Latin-1; the character is what is read.
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(focused, event)
        self.bench.settle()

    def detail(self) -> MeetingDetail:
        return meeting_detail(self.bench.desk.ctx, self.meeting)

    def points(self) -> tuple[PointRow, ...]:
        return self.detail().points

    def dialog(self, kind: type[FormDialog[Any]]) -> FormDialog[Any]:
        found = [d for d in self.window.findChildren(kind) if d.isVisible()]
        assert len(found) == 1
        return found[0]

    def submit(self, dialog: FormDialog[Any]) -> None:
        dialog.submit()
        self.bench.settle()
        assert not isValid(dialog), dialog.error_text()


@pytest.fixture
def own(place: Bench) -> Mode:
    """A meeting with two points of its own."""
    return Mode(place, started(place.desk.ctx, "Parkeringen", "Fika"))


def field_of(dialog: FormDialog[Any], kind: type, name: str) -> object:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def test_what_is_written_is_saved_by_itself_and_letters_are_only_letters(own: Mode) -> None:
    own.write("n")
    own.write("Johan såg fem bilar")
    own.press(Key.Key_Escape)
    own.write("d")
    own.write("Dnr söks")
    # On to the next point: what was being written at the first is kept.
    own.press(Key.Key_Escape, Key.Key_Space)
    first, second = own.points()
    assert (first.fields.note, first.fields.decision) == ("Johan såg fem bilar", "Dnr söks")
    assert first.state is PointState.DONE
    assert own.window.points.point is not None
    assert own.window.points.point.id == second.id
    assert own.window.points.texts.note.value() == ""
    own.write("o")
    own.write("k")
    assert own.points()[1].state is PointState.OPEN
    assert own.window.points.texts.note.value() == "Johan såg fem bilar"
    # Space once more takes the tick away, and Ctrl+Z gives it back.
    own.press(Key.Key_Space)
    assert own.points()[0].state is PointState.WAITING
    own.press(Key.Key_PageDown)
    own.press(Key.Key_Z, held=Control)
    assert own.points()[0].state is PointState.DONE
    # It shows the point where it was, and says which it is until the next key.
    assert own.window.points.point.id == first.id
    assert "Parkeringen" in own.window.keys.said_now()
    own.press(Key.Key_PageDown)
    assert own.window.keys.said_now() == ""
    assert own.window.points.point.id == second.id
    # What is written in the last moment is saved before the window goes.
    own.write("n")
    low = own.window.points.texts.note.edit.height()
    own.window.points.texts.note.edit.insertPlainText("\n" * 6)
    assert own.window.points.texts.note.edit.height() > low
    own.write(" och kaka")
    own.window.close()
    own.bench.settle()
    assert not isValid(own.window)
    assert own.points()[1].fields.note == "och kaka"


def test_an_empty_agenda_says_what_to_do_and_takes_points(place: Bench) -> None:
    mode = Mode(place, started(place.desk.ctx))
    points = mode.window.points
    assert mode.window.keys.allowed() == {"Ins"}
    assert not points.texts.note.isEnabled()
    mode.press(Key.Key_F1)
    sheet = mode.window.findChild(KeySheet)
    assert sheet is not None
    assert {"Ins", "F1, ?"} <= {hint.text() for hint in sheet.findChildren(KeyHint)}
    sheet.reject()
    mode.press(Key.Key_Insert)
    dialog = mode.dialog(AddPointDialog)
    title = field_of(dialog, QLineEdit, "title")
    assert isinstance(title, QLineEdit)
    title.setText("Parkeringen")
    mode.submit(dialog)
    assert points.point is not None
    assert points.point.title == "Parkeringen"
    assert points.texts.note.isEnabled()
    assert {"N", "R", "O"} <= mode.window.keys.allowed()
    assert "F" not in mode.window.keys.allowed()
    mode.press(Key.Key_Z, held=Control)
    assert points.point is None
    assert mode.window.keys.allowed() == {"Ins"}


def test_two_who_write_at_the_same_point_keep_both_texts(own: Mode) -> None:
    point = own.points()[0]
    ctx = own.bench.desk.ctx
    write_point(ctx, WritePoint(point.id, point.version, PointFields("Först")))
    own.bench.settle()
    # One goes on after what is there, not before it.
    own.write("n")
    own.write(" mitt")
    with own.bench.unread():
        # Straight into the book, as from another program: no news has come yet.
        theirs = PointFields("Först\nDeras", owner_id=factory.a_person(ctx))
        write_point(ctx, WritePoint(point.id, point.version + 1, theirs))
        own.window.points.writing.flush()
    points = own.window.points
    assert points.texts.note.value() == "Först mitt"
    assert "Deras" in points.texts.meanwhile("note")
    assert own.points()[0].fields.note == "Först mitt\nDeras"
    # The news of it leave the cursor where it is.
    own.write(" också")
    assert points.texts.note.value() == "Först mitt också"
    own.press(Key.Key_Escape)
    assert own.points()[0].fields.note == points.texts.note.value() == "Först mitt också\nDeras"
    assert own.points()[0].fields.owner_id is not None
    assert points.texts.meanwhile("note") == ""


def test_a_meeting_that_was_closed_meanwhile_can_be_left(own: Mode) -> None:
    ctx = own.bench.desk.ctx
    own.write("n")
    own.write("För sent")
    row = own.detail().row
    close_meeting(ctx, CloseMeeting(row.id, row.version, None))
    own.window.close()
    own.bench.settle()
    # Said once; what was written is not in the book, and holds nobody.
    own.window.close()
    own.bench.settle()
    assert not isValid(own.window)
    assert own.points()[0].fields.note == ""


def test_attendance_is_ticked_and_whoever_came_besides_is_added(own: Mode) -> None:
    own.write("p")
    dialog = own.window.attendance()
    assert dialog is not None
    first = dialog.boxes()[0]
    QTest.keyClick(first, Key.Key_Space)
    own.bench.settle()
    line = dialog.somebody_else()
    line.setText("Fältare · Säffle kommun")
    QTest.keyClick(line, Key.Key_Return)
    own.bench.settle()
    assert [(row.name, row.present) for row in own.detail().attendance] == [
        ("Rektor", True),
        ("Gatuchef", False),
        ("Fältare · Säffle kommun", True),
    ]
    assert len(dialog.boxes()) == 3
    dialog.reject()
    assert own.window.attendance() is None


def test_the_meeting_ends_with_what_it_came_to(own: Mode) -> None:
    asked: list[object] = []
    own.window.minutes_asked.connect(asked.append)
    own.write("d")
    own.write("Två nya skyltar")
    own.press(Key.Key_Return, held=Control)
    assert own.window.summary.isVisible()
    assert own.points()[0].fields.decision == "Två nya skyltar"
    own.write("k")
    assert not own.window.summary.isVisible()
    own.press(Key.Key_Return, held=Control)
    own.press(Key.Key_Return, held=Control)
    closing = own.dialog(CloseMeetingDialog)
    said = " ".join(note.text() for note in closing.findChildren(IconText))
    # Both points go on, and nobody has noted who came.
    assert "2" in said
    assert "P" in said.split()
    own.submit(closing)
    # Enter once more writes the minutes, and doesn't open the meeting again.
    assert own.window.focusWidget() is own.window.summary.minutes
    detail = own.detail()
    assert detail.row.state is MeetingState.CLOSED
    assert [point.state for point in detail.points] == [PointState.OPEN, PointState.OPEN]
    assert own.window.summary.minutes.isVisible()
    own.window.summary.reopen.click()
    own.bench.settle()
    assert own.detail().row.state is MeetingState.ONGOING
    assert own.window.points.isVisible()
    own.press(Key.Key_Z, held=Control)
    assert own.window.summary.isVisible()
    own.window.summary.minutes.click()
    assert asked == [own.meeting]


@pytest.fixture
def town(at_desk: Bench) -> Mode:
    """A meeting about the small town's promise."""
    ctx = at_desk.desk.ctx
    fields = MeetingFields("Arbetsgruppen", ctx.today())
    meeting = new_meeting(ctx, NewMeeting(factory.agreement_id(ctx), fields))
    start_meeting(ctx, meeting, 1)
    return Mode(at_desk, meeting)


def test_decisions_change_the_book_by_their_keys(town: Mode) -> None:
    ctx = town.bench.desk.ctx
    first = town.points()[0]
    town.write("f")
    dialog = town.dialog(MoveDeadlineDialog)
    day, reason = field_of(dialog, DateField, "deadline"), field_of(dialog, NoteField, "reason")
    assert isinstance(day, DateField)
    assert isinstance(reason, NoteField)
    day.setText("2018-11-01")
    day.setFocus()
    QTest.keyClick(day, Key.Key_Return)
    assert dialog.focusWidget() is reason.edit
    assert dialog.error_text() == ""
    reason.set_value("Markägaren dröjde")
    town.submit(dialog)
    town.write("ä")
    town.dialog(OwnerDialog).reject()
    town.write("r")
    responsible = town.dialog(ResponsibleDialog)
    due = field_of(responsible, DateField, "due_on")
    assert isinstance(due, DateField)
    due.setText("2018-10-01")
    town.submit(responsible)
    point = town.points()[0]
    assert point.fields.due_on is not None
    assert len(point.changes) == 1
    with ctx.read() as session:
        assert str(session.get_one(Action, first.action_id).deadline) == "2018-11-01"
    # A question, which is about no action of its own.
    question = next(p for p in town.points() if p.decision_id is not None)
    for _step in range(question.number - 1):
        town.write("j")
    assert {"B"} == {"F", "S", "B"} & town.window.keys.allowed()
    town.write("f")
    assert town.window.keys.said_now()
    town.write("b")
    answer = town.dialog(AnswerDecisionDialog)
    words = field_of(answer, Picker, "answer")
    assert isinstance(words, Picker)
    words.setEditText("Ja")
    town.submit(answer)
    with ctx.read() as session:
        assert session.get_one(DecisionRequest, question.decision_id).answer == "Ja"
    # The answer is the decision.
    town.press(Key.Key_Return, held=Control)
    told = [text.whole_text() for text in town.window.summary.findChildren(Text)]
    assert "Får röjningen flyttas till 2019? Ja" in told
    town.write("k")
    # One key takes back the decision and that it was taken here.
    town.press(Key.Key_Z, held=Control)
    assert town.points()[question.number - 1].changes == ()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_it_fits_a_projector(town: Mode, size: tuple[int, int]) -> None:
    window = town.window
    window.resize(*size)
    town.bench.settle()
    assert (window.width(), window.height()) == size
    for _step in range(len(town.points())):
        town.write("j")
        assert window.points.hidden_width() == 0
    assert window.keys.geometry().bottom() < size[1]
