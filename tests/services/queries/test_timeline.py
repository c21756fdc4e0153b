"""Actions along time: what was moved, what became of each date, what a filter leaves, a month."""

import datetime as dt

import pytest

from tests.factory import (
    DAY,
    a_later_promise,
    a_person,
    a_promise,
    a_signed_promise,
    an_action,
    version_of,
)
from tracker.models.action import Action
from tracker.models.enums import FollowUp, OccasionState, Party
from tracker.services.actions import MoveDeadline, move_deadline
from tracker.services.context import AppContext
from tracker.services.follow_up import AskDecision, ask_decision
from tracker.services.log import LogFields, log_done
from tracker.services.queries import timeline as reading
from tracker.services.queries.actions import action_rows
from tracker.services.queries.due import DueKind
from tracker.services.queries.series import SeriesTally, occasions_of
from tracker.services.queries.timeline import timeline
from tracker.services.queries.timeline_days import timeline_days
from tracker.services.queries.timeline_rows import (
    Moved,
    Timeline,
    TimelineQuery,
    TimelineRow,
)
from tracker.services.series import SettleOccasion, settle_occasion

DATES = tuple(dt.date(2018, month, 15) for month in (1, 2, 3, 4))


def _rows(found: Timeline) -> list[TimelineRow]:
    return [row for span in found.promises for row in span.actions]


def _titles(ctx: AppContext, query: TimelineQuery) -> list[str]:
    return [row.title for row in _rows(timeline(ctx, query))]


def _move(ctx: AppContext, action: int, day: dt.date, reason: str) -> None:
    ref = (action, version_of(ctx, Action, action))
    move_deadline(ctx, MoveDeadline((ref,), day, reason))


def test_a_row_tells_what_was_moved_and_what_became_of_its_dates(anywhere: AppContext) -> None:
    ctx = anywhere
    promise, action = a_signed_promise(ctx)
    recurring = an_action(ctx, promise, title="Möten", planned=None, occasions=DATES)
    log_done(ctx, LogFields(recurring, dt.date(2018, 1, 16)))
    last = occasions_of(ctx, recurring)[3]
    off = SettleOccasion(last.id, last.version, OccasionState.CANCELLED, "Påsk")
    settle_occasion(ctx, off)
    _move(ctx, action, dt.date(2018, 6, 30), "Vakans")
    _move(ctx, action, dt.date(2018, 9, 30), "<b>Snö</b>")
    found = timeline(ctx, TimelineQuery())
    assert found.today == DAY
    (span,) = found.promises
    assert (span.id, span.number, span.start, span.end) == (
        promise,
        1,
        dt.date(2018, 1, 1),
        dt.date(2018, 12, 31),
    )
    moved, series = span.actions
    assert (moved.label, moved.deadline) == ("1.1", dt.date(2018, 9, 30))
    assert moved.moved == (
        Moved(dt.date(2018, 12, 31), "Vakans"),
        Moved(dt.date(2018, 6, 30), "<b>Snö</b>"),
    )
    assert [dt.date.fromordinal(day) for day in series.ticks.days] == list(DATES)
    state = OccasionState
    shown = [series.ticks.state(number) for number in range(4)]
    # That of February has passed without an entry.
    assert shown == [state.DONE, state.MISSED, state.OPEN, state.CANCELLED]
    assert series.ticks.tally() == SeriesTally(done=1, missed=1, cancelled=1, left=1)


def test_follow_up_is_as_everywhere(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    differing: tuple[dict[str, object], ...] = (
        {"deadline": dt.date(2018, 2, 1), "planned": None},
        {"planned": 12, "occasions": DATES},
        {"deadline": None, "start_on": None},
        {"start_on": dt.date(2018, 6, 1)},
    )
    for number, values in enumerate(differing):
        an_action(ctx, promise, title=f"Åtgärd {number}", **values)
    rows = _rows(timeline(ctx, TimelineQuery()))
    known = action_rows(ctx, [row.id for row in rows])
    assert [(r.colour, r.days_late) for r in rows] == [(r.colour, r.days_late) for r in known]
    assert (rows[0].colour, rows[0].days_late) == (FollowUp.LATE, 28)


def test_filters_leave_what_they_ask_for(ctx: AppContext) -> None:
    promise, later = a_promise(ctx), a_later_promise(ctx)
    chief = a_person(ctx, "Gruppchef")
    an_action(ctx, promise, title="Röja stråk", deadline=dt.date(2018, 2, 1), owner_id=chief)
    an_action(ctx, promise, title="Patrull", planned=None)
    an_action(ctx, later, title="Skolbesök", planned=None)
    assert _titles(ctx, TimelineQuery(only_late=True)) == ["Röja stråk"]
    assert _titles(ctx, TimelineQuery(text="patr")) == ["Patrull"]
    assert _titles(ctx, TimelineQuery(promise_ids=frozenset({later}))) == ["Skolbesök"]
    assert _titles(ctx, TimelineQuery(owner_ids=frozenset({chief}))) == ["Röja stråk"]
    assert _titles(ctx, TimelineQuery(without_owner=True)) == ["Skolbesök", "Patrull"]
    assert _titles(ctx, TimelineQuery(parties=frozenset({Party.OTHER}))) == []


def test_running_promises_come_before_drafts_and_empty_ones_only_without_a_filter(
    ctx: AppContext,
) -> None:
    a_promise(ctx, "Ett utkast")
    a_signed_promise(ctx)
    everything = timeline(ctx, TimelineQuery())
    assert [span.number for span in everything.promises] == [2, 1]
    assert [span.number for span in timeline(ctx, TimelineQuery(text="fot")).promises] == [2]


def test_no_more_than_can_be_read_and_how_many_there_are_beyond(
    ctx: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_SHOWN", 2)
    promise = a_promise(ctx)
    for number in range(5):
        an_action(ctx, promise, title=f"Åtgärd {number}")
    found = timeline(ctx, TimelineQuery())
    assert [row.title for row in _rows(found)] == ["Åtgärd 0", "Åtgärd 1"]
    assert found.left_out == 3


def test_a_month_holds_the_same_actions_and_what_is_the_promises_own(ctx: AppContext) -> None:
    promise, later = a_promise(ctx), a_later_promise(ctx)
    an_action(ctx, promise, title="Möten", deadline=dt.date(2018, 3, 20), occasions=DATES)
    an_action(ctx, later, title="Skolbesök", deadline=dt.date(2018, 3, 9))
    ask_decision(
        ctx,
        AskDecision(
            question="Ska vi köpa mer?",
            decider="Kommunalrådet",
            party=Party.MUNICIPALITY,
            due_on=dt.date(2018, 3, 5),
            reason="Pengarna är slut",
            promise_id=promise,
        ),
    )

    def falls(query: TimelineQuery) -> list[tuple[DueKind, int]]:
        rows = timeline_days(ctx, query, dt.date(2018, 3, 1), dt.date(2018, 3, 31))
        return [(row.kind, row.due_on.day) for row in rows]

    kind = DueKind
    of_promise = [(kind.DECISION, 5), (kind.OCCASION, 15), (kind.DEADLINE, 20)]
    assert falls(TimelineQuery()) == [of_promise[0], (kind.DEADLINE, 9), *of_promise[1:]]
    assert falls(TimelineQuery(promise_ids=frozenset({promise}))) == of_promise
    assert falls(TimelineQuery(text="möt")) == of_promise[1:]
