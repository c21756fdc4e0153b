"""A recurring action's dates: what does them, what settles them, and what they come to."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factory import DAY, YEAR, a_signed_promise, an_action
from tests.refusals import refused
from tracker.messages import explain
from tracker.models.action import Action
from tracker.models.enums import ActionKind, DeviationKind, OccasionState
from tracker.models.journal import ChangeSet
from tracker.models.recurrence import Monthly, occasions
from tracker.services.actions import EditAction, MoveDeadline, edit_action, move_deadline
from tracker.services.check import check_book
from tracker.services.context import AppContext, Bus, UndoStack
from tracker.services.history import undo
from tracker.services.log import EditLog, LogFields, delete_log, edit_log, log_done
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.actions import action_rows
from tracker.services.queries.plan import plan
from tracker.services.queries.series import (
    OccasionRow,
    SeriesTally,
    occasions_of,
    offered_to,
    unmatched,
)
from tracker.services.queries.touched import touched_by
from tracker.services.series import SettleOccasion, match_log, settle_occasion
from tracker.services.series_matching import Deed, Series

DATES = tuple(dt.date(2018, month, 15) for month in (1, 2, 3, 4))


def _series(ctx: AppContext, planned: int | None = 4) -> int:
    count = None if planned is None else Decimal(planned)
    return an_action(ctx, planned=count, occasions=DATES)


def _done(ctx: AppContext, action: int) -> list[dt.date]:
    return [row.due_on for row in occasions_of(ctx, action) if row.state is OccasionState.DONE]


def _tally(ctx: AppContext, action: int) -> SeriesTally | None:
    (row,) = action_rows(ctx, [action])
    return row.series


def _detail(ctx: AppContext, action: int) -> ActionDetail:
    detail = action_detail(ctx, action)
    assert detail is not None
    return detail


def _settle(row: OccasionRow, state: OccasionState, reason: str = "") -> SettleOccasion:
    return SettleOccasion(row.id, row.version, state, reason)


def test_an_entry_does_the_nearest_open_occasion(ctx: AppContext) -> None:
    action = _series(ctx)
    # The second of February is nearer the fifteenth of February than that of January.
    entry = log_done(ctx, LogFields(action, dt.date(2018, 2, 2)))
    assert _done(ctx, action) == [DATES[1]]
    assert _tally(ctx, action) == SeriesTally(done=1, missed=1, cancelled=0, left=2)

    # What is done late still does the occasion that was missed.
    log_done(ctx, LogFields(action, dt.date(2018, 2, 10)))
    assert _done(ctx, action) == list(DATES[:2])
    (row,) = [row for row in _detail(ctx, action).occasions if row.entry_id == entry]
    assert (row.due_on, row.done_on) == (DATES[1], dt.date(2018, 2, 2))

    delete_log(ctx, entry, 1)
    assert _done(ctx, action) == [DATES[0]]
    undo(ctx)
    assert _done(ctx, action) == list(DATES[:2])
    assert check_book(ctx) == []


def test_a_quantity_stands_for_several_only_where_each_date_is_one_unit(ctx: AppContext) -> None:
    one_each, many_each, free = _series(ctx, 4), _series(ctx, 40), _series(ctx, None)
    for action in (one_each, many_each, free):
        ahead = offered_to(ctx, Deed(0, action, DAY, Decimal("2.5"))).nearest
        log_done(ctx, LogFields(action, DAY, Decimal("2.5")))
        assert _done(ctx, action) == [row.due_on for row in ahead]
        log_done(ctx, LogFields(action, DAY, Decimal(0)))
    assert _done(ctx, one_each) == [DATES[1], DATES[2]]
    assert _done(ctx, many_each) == _done(ctx, free) == [DATES[1]]


def test_an_entry_may_stand_outside_the_series_or_for_a_chosen_date(ctx: AppContext) -> None:
    action = _series(ctx)
    rows = occasions_of(ctx, action)
    entry = log_done(ctx, LogFields(action, DAY, occasion_id=None))
    assert _done(ctx, action) == []

    # A note alone moves nothing; a chosen date does, and so does another day.
    edit_log(ctx, EditLog(entry, 1, LogFields(action, DAY, note="Regn")))
    assert _done(ctx, action) == []
    edit_log(ctx, EditLog(entry, 2, LogFields(action, DAY, occasion_id=rows[3].id)))
    assert _done(ctx, action) == [DATES[3]]
    edit_log(ctx, EditLog(entry, 3, LogFields(action, DAY, place="Torget")))
    assert _done(ctx, action) == [DATES[3]]
    edit_log(ctx, EditLog(entry, 4, LogFields(action, DATES[1], Decimal(2))))
    assert _done(ctx, action) == list(DATES[:2])

    # What the entry does is offered to itself as open, and kept until it is changed.
    same = offered_to(ctx, Deed(entry, action, DATES[1], Decimal(2)))
    assert [row.due_on for row in same.nearest] == list(DATES[:2])
    assert [row.due_on for row in same.open] == list(DATES)
    assert same.tally == SeriesTally(done=0, missed=2, cancelled=0, left=2)
    later = offered_to(ctx, Deed(entry, action, DATES[3], Decimal(1)))
    assert [row.due_on for row in later.nearest] == [DATES[3]]

    other = _series(ctx)
    edit_log(ctx, EditLog(entry, 5, LogFields(other, DATES[0])))
    assert (_done(ctx, action), _done(ctx, other)) == ([], [DATES[0]])
    with refused("occasion.gone"):
        log_done(ctx, LogFields(other, DAY, occasion_id=rows[0].id))
    assert check_book(ctx) == []


def test_two_who_log_the_same_occasion(anywhere: AppContext) -> None:
    action = _series(anywhere)
    chosen = occasions_of(anywhere, action)[2].id
    second = replace(anywhere, who=lambda: "Säkerhetssamordnare", bus=Bus(), undo=UndoStack())
    log_done(second, LogFields(action, DAY, occasion_id=chosen))

    fields = LogFields(action, DAY, occasion_id=chosen)
    with refused("occasion.taken") as caught:
        log_done(anywhere, fields)
    assert "15 mars 2018" in explain(caught.value)
    assert len(_detail(anywhere, action).log) == 1

    log_done(anywhere, replace(fields, occasion_id=0))
    assert _done(anywhere, action) == [DATES[1], DATES[2]]
    settled = _settle(occasions_of(anywhere, action)[1], OccasionState.CANCELLED, "Sportlov")
    with refused("occasion.has_entry"):
        settle_occasion(anywhere, settled)


def test_an_occasion_is_missed_cancelled_and_taken_back(ctx: AppContext) -> None:
    action = _series(ctx)
    published: list[ChangeSet] = []
    ctx.bus.subscribe(published.append)
    for place, state, reason in (
        (0, OccasionState.MISSED, ""),
        (1, OccasionState.CANCELLED, "Sportlov"),
    ):
        settle_occasion(ctx, _settle(occasions_of(ctx, action)[place], state, reason))
    assert _tally(ctx, action) == SeriesTally(done=0, missed=1, cancelled=1, left=2)
    assert {touched_by(ctx, changes).subject for changes in published} == {"1.1 Fotpatrullering"}

    # Settled dates are nobody's nearest, and can't be chosen either.
    log_done(ctx, LogFields(action, DAY))
    assert _done(ctx, action) == [DATES[2]]
    rows = occasions_of(ctx, action)
    with refused("occasion.settled"):
        log_done(ctx, LogFields(action, DAY, occasion_id=rows[1].id))

    for row, state, reason, code in (
        (rows[3], OccasionState.CANCELLED, " ", "reason.required"),
        (rows[3], OccasionState.MISSED, "", "occasion.not_yet"),
        (rows[3], OccasionState.DONE, "", "occasion.needs_entry"),
    ):
        with refused(code):
            settle_occasion(ctx, _settle(row, state, reason))
    with refused("row.changed"):
        settle_occasion(ctx, SettleOccasion(rows[1].id, 1, OccasionState.OPEN))

    settle_occasion(ctx, _settle(rows[1], OccasionState.OPEN))
    row = occasions_of(ctx, action)[1]
    assert (row.state, row.shown, row.reason) == (OccasionState.OPEN, OccasionState.MISSED, "")


def test_a_new_recurrence_keeps_what_was_settled(ctx: AppContext) -> None:
    action = _series(ctx)
    log_done(ctx, LogFields(action, DATES[0]))
    settle_occasion(ctx, _settle(occasions_of(ctx, action)[1], OccasionState.CANCELLED, "Lov"))

    later = (dt.date(2018, 5, 1),)
    edit = EditAction(action, 2, replace(_detail(ctx, action).fields, occasions=later))
    edit_action(ctx, edit)
    states = {row.due_on: row.state for row in occasions_of(ctx, action)}
    assert states == {
        DATES[0]: OccasionState.DONE,
        DATES[1]: OccasionState.CANCELLED,
        later[0]: OccasionState.OPEN,
    }


def test_what_has_passed_stays_and_a_signed_recurrence_changes_with_a_reason(
    ctx: AppContext,
) -> None:
    promise, action = a_signed_promise(ctx)
    edit = EditAction(
        action,
        action_rows(ctx, [action])[0].version,
        replace(_detail(ctx, action).fields, kind=ActionKind.RECURRING, occasions=DATES),
        "Fler träffar behövs",
    )
    with refused("reason.required"):
        edit_action(ctx, replace(edit, reason=""))
    edit_action(ctx, edit)
    # Nobody can have kept a date that is thought of afterwards.
    dates = (dt.date(2018, 2, 2), *DATES[3:])
    weekly = replace(edit.fields, recurrence="FREQ=WEEKLY;BYDAY=FR", occasions=dates)
    version = action_rows(ctx, [action])[0].version
    edit_action(ctx, EditAction(action, version, weekly, "Grannstödet vill det"))
    assert [row.due_on for row in occasions_of(ctx, action)] == [DATES[0], DATES[1], DATES[3]]
    changed = [
        (row.kind, row.before, row.after, row.reason) for row in plan(ctx, promise).deviations
    ]
    assert changed == [
        (DeviationKind.OTHER, "", "15/1, 15/2, 15/3, 15/4", "Fler träffar behövs"),
        (DeviationKind.OTHER, "15/1, 15/2, 15/3, 15/4", "varje fredag", "Grannstödet vill det"),
    ]


def test_a_series_goes_on_to_a_moved_deadline(ctx: AppContext) -> None:
    monthly = Monthly(15)
    action = an_action(
        ctx,
        start_on=YEAR[0],
        deadline=DATES[-1],
        recurrence=monthly.rule(),
        occasions=occasions(monthly, YEAR[0], DATES[-1]),
    )
    own = _series(ctx)
    log_done(ctx, LogFields(action, DATES[0]))
    for deadline, dates in (
        (dt.date(2018, 6, 1), 5),
        # What has passed was missed all the same.
        (dt.date(2018, 2, 1), 2),
    ):
        refs = tuple((row.id, row.version) for row in action_rows(ctx, [action, own]))
        move_deadline(ctx, MoveDeadline(refs, deadline, "Leveransen dröjer"))
        assert len(occasions_of(ctx, action)) == dates
        assert len(occasions_of(ctx, own)) == len(DATES)
    assert _done(ctx, action) == [DATES[0]]
    undo(ctx)
    assert len(occasions_of(ctx, action)) == 5


def test_a_rule_that_nobody_can_read_is_refused_but_not_in_the_way(ctx: AppContext) -> None:
    with refused("recurrence.unreadable"):
        an_action(ctx, recurrence="strunt")
    action = _series(ctx)
    with ctx.write("test.set") as tx:
        # As another version, or another program, may have left it.
        tx.get(Action, action).recurrence = "FREQ=MOON"
    fields = replace(_detail(ctx, action).fields, goal="Synas")
    edit_action(ctx, EditAction(action, 2, fields))
    assert _detail(ctx, action).row.goal == "Synas"
    with refused("recurrence.too_often"):
        edit_action(ctx, EditAction(action, 3, replace(fields, recurrence="FREQ=HOURLY")))


def test_what_was_logged_before_there_were_dates_is_matched_when_asked(ctx: AppContext) -> None:
    action = an_action(ctx, planned=Decimal(4))
    for day in (DATES[1], dt.date(2018, 1, 20), DAY):
        log_done(ctx, LogFields(action, day))
    row = _detail(ctx, action).row
    fields = replace(_detail(ctx, action).fields, occasions=DATES)
    edit_action(ctx, EditAction(action, row.version, fields))

    assert _done(ctx, action) == []
    assert unmatched(ctx, action) == 3
    assert match_log(ctx, (action,)) == 3
    assert _done(ctx, action) == list(DATES[:3])
    assert (unmatched(ctx, action), match_log(ctx, (action,))) == (0, 0)
    assert check_book(ctx) == []


_days = st.dates(YEAR[0], DAY)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_days, st.integers(0, 3)), max_size=6), st.data())
def test_entries_and_occasions_always_agree(
    ctx: AppContext, deeds: list[tuple[dt.date, int]], data: st.DataObject
) -> None:
    action = _series(ctx)
    entries = [log_done(ctx, LogFields(action, day, Decimal(n))) for day, n in deeds]
    for entry in data.draw(st.sets(st.sampled_from(entries))) if entries else ():
        delete_log(ctx, entry, 1)
        entries.remove(entry)
    rows = occasions_of(ctx, action)
    assert all((row.state is OccasionState.DONE) == (row.entry_id is not None) for row in rows)
    assert {row.entry_id for row in rows} - {None} <= set(entries)
    tally = _tally(ctx, action)
    assert tally is not None
    assert tally.total == len(rows) == len(DATES)


class _Row:
    state = OccasionState.OPEN

    def __init__(self, number: int, due_on: dt.date) -> None:
        self.id, self.due_on = number, due_on


@given(st.sets(_days, max_size=30), _days, st.integers(1, 5))
def test_the_nearest_are_the_nearest_within_reach_and_the_earlier_on_a_tie(
    dates: set[dt.date], day: dt.date, count: int
) -> None:
    rows = [_Row(number, due_on) for number, due_on in enumerate(sorted(dates))]
    # A row is only asked for its day, its id and its state.
    found = Series(rows, None).take_nearest(day, count)  # type: ignore[arg-type]
    within = [row for row in rows if row.due_on <= day]
    if within and len(within) < len(rows):
        coming = rows[len(within)]
        if 2 * (coming.due_on - day) <= coming.due_on - within[-1].due_on:
            within.append(coming)
    elif len(rows) > 1 and not within:
        is_soon = 2 * (rows[0].due_on - day) <= rows[1].due_on - rows[0].due_on
        within = rows[:1] if is_soon else []
    elif not within:
        within = rows[:1]
    nearest = sorted(within, key=lambda row: (abs(row.due_on - day), row.due_on))[:count]
    assert [row.due_on for row in found] == sorted(row.due_on for row in nearest)


_AUTUMN = tuple(dt.date(2017, *day) for day in ((9, 7), (10, 12), (11, 9)))


def test_what_is_far_ahead_is_not_done_and_an_exact_day_is_taken_back(ctx: AppContext) -> None:
    action = an_action(ctx, occasions=_AUTUMN)
    log_done(ctx, LogFields(action, _AUTUMN[0]))
    second = log_done(ctx, LogFields(action, dt.date(2017, 9, 21)))
    assert _done(ctx, action) == [_AUTUMN[0]]
    ahead = offered_to(ctx, Deed(0, action, dt.date(2017, 9, 21), Decimal(1)))
    assert (ahead.nearest, ahead.coming and ahead.coming.due_on) == ((), _AUTUMN[1])

    # The second is let stand for October after all, until somebody logs on the day itself.
    october = occasions_of(ctx, action)[1].id
    edit_log(ctx, EditLog(second, 1, LogFields(action, dt.date(2017, 9, 21), occasion_id=october)))
    shown = offered_to(ctx, Deed(0, action, _AUTUMN[1], Decimal(1)))
    assert [row.due_on for row in shown.nearest] == [_AUTUMN[1]]
    exact = log_done(ctx, LogFields(action, _AUTUMN[1]))
    assert [row.entry_id for row in occasions_of(ctx, action)][1:] == [exact, None]
    # Of the same day again: it did not happen on any other.
    log_done(ctx, LogFields(action, _AUTUMN[1]))
    assert [row.entry_id for row in occasions_of(ctx, action)][1:] == [exact, None]

    weekly = an_action(ctx, occasions=tuple(dt.date(2018, 1, day) for day in (5, 12, 19)))
    early = log_done(ctx, LogFields(weekly, dt.date(2018, 1, 11)))
    # Thursday's was taken for Friday's; the only other open one that it can be is the fifth.
    moved = offered_to(ctx, Deed(0, weekly, dt.date(2018, 1, 12), Decimal(1))).moved
    assert [row.due_on.day for row in moved] == [5]
    exact = log_done(ctx, LogFields(weekly, dt.date(2018, 1, 12)))
    assert [row.entry_id for row in occasions_of(ctx, weekly)] == [early, exact, None]
    undo(ctx)
    assert [row.entry_id for row in occasions_of(ctx, weekly)] == [None, early, None]
    assert check_book(ctx) == []


def test_what_was_seen_is_done_or_nothing(ctx: AppContext) -> None:
    action = _series(ctx)
    seen = tuple(row.id for row in occasions_of(ctx, action)[:2])
    fields = LogFields(action, DATES[1], Decimal(2), seen=seen)
    first = log_done(ctx, LogFields(action, DATES[0]))
    with refused("occasion.taken"):
        log_done(ctx, fields)
    delete_log(ctx, first, 1)
    log_done(ctx, fields)
    assert _done(ctx, action) == list(DATES[:2])
