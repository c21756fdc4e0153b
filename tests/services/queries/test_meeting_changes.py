"""What a meeting changed: told from the journal, by point, and only as far as it still holds."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.factory import DAY, a_person, a_promise, a_signed_promise, action_fields, an_action
from tests.meetings import a_meeting, at_point
from tracker.i18n import language
from tracker.messages.changes import changed_field, changed_value
from tracker.models.enums import ActionStatus
from tracker.services.actions import (
    AddAction,
    AddNote,
    MoveDeadline,
    SetOwner,
    SetStatus,
    add_action_in,
    add_note_in,
    move_deadline_in,
    set_owner_in,
    set_status_in,
)
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.queries.meeting_changes import PointChange, meeting_changes

LATER = dt.date(2019, 2, 28)


def told(change: PointChange) -> list[tuple[str, str, str]]:
    with language("sv"):
        return [
            (
                changed_field(line.field),
                changed_value(line.field, line.before),
                changed_value(line.field, line.after),
            )
            for line in change.lines
        ]


def test_a_change_is_told_with_what_was_before_and_after(ctx: AppContext) -> None:
    _promise, action = a_signed_promise(ctx)
    other = an_action(ctx, goal="Fler lampor")
    meeting, (first, second, _third) = a_meeting(ctx, "Fotpatruller", "Belysning", "Övrigt")
    keeper = SetOwner(((other, 1),), a_person(ctx, "Parkchef"))
    at_point(ctx, second, "action.set_owner", lambda tx: set_owner_in(tx, keeper))
    move = MoveDeadline(((action, 1),), LATER, "Vintern", "Gruppen")
    at_point(ctx, first, "action.move_deadline", lambda tx: move_deadline_in(tx, move))
    moved, owned = meeting_changes(ctx, meeting)
    assert (moved.point_id, moved.operation, moved.who) == (
        first,
        "action.move_deadline",
        ctx.who(),
    )
    assert told(moved) == [("Slutdatum", "31 dec 2018", "28 feb 2019")]
    assert (moved.subject, moved.reason, moved.decided_by) == (
        "1.1 Fotpatrullering",
        "Vintern",
        "Gruppen",
    )
    assert moved.deviates
    assert (owned.point_id, owned.subject, owned.deviates) == (second, "2.1 Fotpatrullering", False)
    assert told(owned) == [("Ägare", "–", "Parkchef")]


def test_only_what_is_in_force_is_told(ctx: AppContext) -> None:
    action = an_action(ctx)
    meeting, (point,) = a_meeting(ctx, "Fotpatruller")
    status = SetStatus(((action, 1),), ActionStatus.DROPPED, "Ingen personal")
    at_point(ctx, point, "action.set_status", lambda tx: set_status_in(tx, status))
    (before,) = meeting_changes(ctx, meeting)
    assert (told(before), before.reason) == ([("Status", "Planerad", "Utgått")], "Ingen personal")
    undo(ctx)
    assert meeting_changes(ctx, meeting) == ()
    redo(ctx)
    assert meeting_changes(ctx, meeting) == (before,)


def test_several_things_of_one_operation_are_told_each(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    actions = [an_action(ctx, promise), an_action(ctx, promise)]
    meeting, (point,) = a_meeting(ctx, "Båda")
    move = MoveDeadline(tuple((action, 1) for action in actions), LATER, "Leveransen dröjer")
    at_point(ctx, point, "action.move_deadline", lambda tx: move_deadline_in(tx, move))
    changes = meeting_changes(ctx, meeting)
    assert [change.subject for change in changes] == ["1.1 Fotpatrullering", "1.2 Fotpatrullering"]
    assert len({change.operation_id for change in changes}) == 1


def test_of_a_new_action_what_has_been_said_is_told(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    meeting, (point,) = a_meeting(ctx, "Ny åtgärd")
    fields = action_fields("Nattvandring", planned=Decimal("12.5"), start_on=None, deadline=LATER)
    at_point(ctx, point, "action.new", lambda tx: add_action_in(tx, AddAction(promise, fields)))
    (change,) = meeting_changes(ctx, meeting)
    assert change.subject == "1.1 Nattvandring"
    assert told(change) == [
        ("Part", "–", "Polis"),
        ("Slutdatum", "–", "28 feb 2019"),
        ("Planerat antal", "–", "12,5"),
        ("Enhet", "–", "pass"),
    ]


@pytest.mark.parametrize("internal", [True, False])
def test_a_note_says_whether_it_is_internal(ctx: AppContext, *, internal: bool) -> None:
    action = an_action(ctx)
    meeting, (point,) = a_meeting(ctx, "Anteckning")
    note = AddNote(action, "Sjukskriven till mars", internal=internal)
    at_point(ctx, point, "action.note", lambda tx: add_note_in(tx, note, "Kommunpolis"))
    (change,) = meeting_changes(ctx, meeting)
    assert (change.subject, change.internal) == ("1.1 Fotpatrullering", internal)
    assert told(change) == [("Text", "–", "Sjukskriven till mars")]
    assert change.at.date() == DAY
