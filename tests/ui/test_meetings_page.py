"""Möten: the list, the agenda of the chosen meeting, and what can be done there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.factory import DAY, agreement_id, an_action
from tests.refusals import refused
from tests.services.operations_meetings import a_meeting, closed, started
from tests.ui.desks import Bench
from tracker.i18n import format_date
from tracker.models.enums import MeetingState
from tracker.services.actions import AddNotes
from tracker.services.meeting_points import Decide, decide
from tracker.services.meeting_undo import take_back_decision
from tracker.services.meetings import CloseMeeting, close_meeting
from tracker.services.queries.choices import agreement_starts, agreements, persons
from tracker.services.queries.meetings import meeting_detail, meetings, next_meeting
from tracker.ui.desk import Goto
from tracker.ui.dialogs.meeting import EditMeetingDialog, NewMeetingDialog
from tracker.ui.panels.meetings import MeetingsPage
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.editors import DateField
from tracker.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("theme")
Key = Qt.Key


@pytest.fixture
def page(place: Bench) -> MeetingsPage:
    return MeetingsPage(place.desk)


def asked(place: Bench) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    place.desk.command_asked.connect(lambda name, about: found.append((name, about)))
    return found


def test_a_book_without_meetings_says_what_belongs_here(place: Bench, page: MeetingsPage) -> None:
    commands = asked(place)
    place.show(page)
    assert page.shown is None
    page.new.click()
    assert commands == [("meeting.new", None)]


def test_the_agenda_is_arranged_by_keyboard_until_the_meeting_is_closed(
    place: Bench, page: MeetingsPage
) -> None:
    ctx = place.desk.ctx
    held = closed(ctx, "Belysningen")
    coming = a_meeting(ctx, "Parkeringen", "Fika")
    commands = asked(place)
    place.show(page)
    # The next one is chosen, and begins with what the last one left open.
    assert page.shown is not None
    assert page.shown.detail.row.id == coming
    agenda = page.view.agenda
    assert [point.title for point in agenda.rows()] == ["Belysningen", "Parkeringen", "Fika"]
    assert page.view.facts() == ""
    page.view.show_held(replace(page.shown, facts_of=DAY))
    assert format_date(DAY, "day") in page.view.facts()
    agenda.setFocus()
    agenda.choose(2)
    QTest.keyClick(agenda, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    place.settle()
    assert [point.title for point in agenda.rows()] == ["Belysningen", "Fika", "Parkeringen"]
    assert agenda.current() is not None
    QTest.keyClick(agenda, Key.Key_Delete)
    place.settle()
    assert [point.title for point in agenda.rows()] == ["Belysningen", "Parkeringen"]
    QTest.keyClick(page.rows, Key.Key_Insert)
    QTest.keyClick(agenda, Key.Key_F11)
    assert commands == [("meeting.point_new", coming), ("meeting.start", coming)]
    commands.clear()
    page.open_at(Goto("meetings", held))
    place.settle()
    assert page.shown.detail.row.id == held
    agenda.choose(0)
    QTest.keyClick(agenda, Key.Key_Delete)
    QTest.keyClick(agenda, Key.Key_Insert)
    place.settle()
    assert len(agenda.rows()) == 1
    page.view.minutes.click()
    assert commands == [("meeting.minutes", held)]
    assert not page.view.start.isVisible()
    assert page.view.reopen.isVisible()


def test_what_a_meeting_changed_is_told_and_it_can_be_opened_again(
    place: Bench, page: MeetingsPage
) -> None:
    ctx = place.desk.ctx
    meeting = started(ctx, "Patrullerna")
    action = an_action(ctx)
    point = meeting_detail(ctx, meeting).points[0]
    decide(ctx, Decide(point.id, AddNotes((action,), "Fler pass i juli", internal=False)))
    operation = meeting_detail(ctx, meeting).points[0].changes[0]
    close_meeting(ctx, CloseMeeting(meeting, 2))
    with refused("meeting.closed"):
        take_back_decision(ctx, operation)
    place.show(page)
    assert page.shown is not None
    assert [change.operation for change in page.shown.changes] == ["action.note"]
    told = [text.text() for text in page.view.findChildren(Text)]
    assert any("Fler pass i juli" in words for words in told)
    assert not page.view.findChildren(LinkButton)
    page.view.reopen.click()
    place.settle()
    assert page.shown.detail.row.state is MeetingState.ONGOING
    # One change is taken back by itself, whatever has been done since.
    links = page.view.findChildren(LinkButton)
    assert len(links) == 1
    links[0].click()
    place.settle()
    assert page.shown.changes == ()
    # Somebody else was first.
    with refused("undo.stale"):
        take_back_decision(ctx, operation)


def test_a_meeting_is_planned_and_prepared_in_its_dialogs(place: Bench) -> None:
    ctx = place.desk.ctx
    fields = next_meeting(ctx, agreement_id(ctx), "Arbetsgruppen")
    starts = agreement_starts(ctx)
    people, window = persons(ctx), place.window
    new = NewMeetingDialog(fields, agreements(ctx), people, DAY, window, starts=starts)
    sent: list[Any] = []
    new.submitted.connect(sent.append)
    new.submit()
    assert sent[0].fields.called == fields.called
    new.reject()
    meeting = a_meeting(ctx)
    detail = meeting_detail(ctx, meeting)
    edit = EditMeetingDialog(detail, people, DAY, window, starts=starts)
    edit.show()
    day = edit.findChild(DateField, "held_on")
    assert isinstance(day, DateField)
    before = starts[agreement_id(ctx)] - timedelta(days=1)
    for held_on, odd in ((before, True), (DAY, False)):
        day.set_value(held_on)
        assert (format_date(starts[agreement_id(ctx)], "long") in edit.error_text()) is odd
    edit.submitted.connect(sent.append)
    for name, words, error in (("starts_at", "kvart i", True), ("starts_at", "8:15", False)):
        field = edit.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(words)
        edit.submit()
        assert bool(edit.error_text()) is error
    assert (sent[1].fields.starts_at.hour, sent[1].fields.place) == (8, "Stadshuset")
    assert len(meetings(ctx)) == 1
    edit.reject()
