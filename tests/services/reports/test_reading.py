"""What the status report is filled with: the example's figures, periods and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.factory import (
    DAY,
    YEAR,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    a_signed_promise,
    action_fields,
    an_action,
)
from tests.refusals import refused
from tracker.i18n import Language, language
from tracker.models.clock import WalkingClock
from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    DeviationKind,
    Direction,
    FollowUp,
    IndicatorKind,
    Party,
    PromiseStatus,
    ReportState,
)
from tracker.reports.sentences import changed
from tracker.reports.since_last import SinceLast, since_last
from tracker.services.actions import (
    AddNote,
    EditAction,
    SetStatus,
    add_note,
    edit_action,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.follow_up import IndicatorFields, Measure, add_indicator, measure
from tracker.services.log import LogFields, log_done
from tracker.services.promises import NewVersion, new_version
from tracker.services.reports.archive import OLD_DRAFT, RecordReport, record_report
from tracker.services.reports.frozen import finalised
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ActionRow, DiaryNumber, ReportInput
from tracker.services.reports.settling import SettleReport, settle_report

NOW = ReportQuery()
NONE, ONE = Decimal(0), Decimal(1)


def at(ctx: AppContext, day: str) -> ReportInput:
    return report_input(ctx, ReportQuery(as_of=dt.date.fromisoformat(day)))


def standing(data: ReportInput) -> dict[int, PromiseStatus | FollowUp]:
    return {promise.number: promise.follow_up or promise.status for promise in data.promises}


def figures(data: ReportInput) -> dict[str, tuple[str, ActionStatus | FollowUp]]:
    """Done of planned, and how it stands, by label."""
    return {
        f"{promise.number}.{action.number}": (
            f"{action.done}/{action.planned}",
            action.follow_up or action.status,
        )
        for promise in data.promises
        for action in promise.actions
    }


def only_action(ctx: AppContext, query: ReportQuery = NOW) -> ActionRow:
    [promise] = report_input(ctx, query).promises
    [action] = promise.actions
    return action


# --- the example ---------------------------------------------------------------------------------


def test_the_example_in_september_2018(example: AppContext) -> None:
    data = report_input(example)
    assert (data.municipality, data.police_area) == ("Säffle kommun", "Arvika")
    assert data.as_of == data.period_to == dt.date(2018, 9, 15)
    assert (data.previous_on, data.period_from) == (dt.date(2018, 4, 30), dt.date(2018, 5, 1))
    assert (data.state, data.example, data.checksum) == (ReportState.DRAFT, True, None)
    assert data.diary_numbers == (
        DiaryNumber(Party.MUNICIPALITY, "KS 2016/214"),
        DiaryNumber(Party.POLICE, "A198.412/2016"),
    )
    assert since_last(data.changes) == SinceLast(
        entries=56, done=0, undelivered=0, late=1, moved=1, worse=2
    )
    assert [(row.number, row.decides, row.promise, row.action) for row in data.decisions] == [
        (1, "Kommunalrådet", 5, 5),
        (2, "Polischefen", 4, 2),
        (3, "Båda", 2, None),
    ]
    assert standing(data) == {
        1: PromiseStatus.PARTLY_KEPT,
        2: PromiseStatus.KEPT,
        3: FollowUp.ON_TRACK,
        4: FollowUp.AT_RISK,
        5: FollowUp.LATE,
        6: PromiseStatus.DRAFT,
    }
    assert [promise.previous for promise in data.promises] == [
        PromiseStatus.PARTLY_KEPT,
        PromiseStatus.KEPT,
        FollowUp.ON_TRACK,
        FollowUp.ON_TRACK,
        FollowUp.ON_TRACK,
        None,
    ]
    shown = figures(data)
    assert len(shown) == 20
    assert shown["3.2"] == ("26/24", FollowUp.ON_TRACK)
    assert shown["5.2"] == ("17/30", FollowUp.AT_RISK)
    assert shown["5.5"] == ("0/2", FollowUp.LATE)
    assert [row.done_on is None for row in data.feedback] == [False] * 6 + [True] * 3
    assert [row.role for row in data.signatories] == ["Kommunalråd", "Polischef"]


def test_the_example_in_april_2018(example: AppContext) -> None:
    data = at(example, "2018-04-30")
    assert (data.previous_on, data.period_from) == (dt.date(2017, 12, 31), dt.date(2018, 1, 1))
    assert since_last(data.changes) == SinceLast(
        entries=51, done=0, undelivered=0, late=0, moved=0, worse=0
    )
    assert data.decisions == ()
    assert standing(data) == {
        1: PromiseStatus.PARTLY_KEPT,
        2: PromiseStatus.KEPT,
        3: FollowUp.ON_TRACK,
        4: FollowUp.ON_TRACK,
        5: FollowUp.ON_TRACK,
    }
    shown = figures(data)
    assert shown["3.2"] == ("13/24", FollowUp.ON_TRACK)
    assert shown["5.2"] == ("9/30", FollowUp.ON_TRACK)
    survey = data.promises[2].actions[0]
    assert (survey.deadline, survey.moved) == (dt.date(2018, 5, 31), ())
    assert data.promises[2].deviations == ()


def test_the_example_in_august_2017(example: AppContext) -> None:
    data = at(example, "2017-08-31")
    assert (data.previous_on, data.period_from) == (dt.date(2017, 4, 30), dt.date(2017, 5, 1))
    assert since_last(data.changes) == SinceLast(
        entries=47, done=1, undelivered=0, late=2, moved=0, worse=1
    )
    assert standing(data) == {1: FollowUp.LATE, 2: FollowUp.ON_TRACK}
    assert figures(data) == {
        "1.1": ("1/1", ActionStatus.DONE),
        "1.2": ("34/40", FollowUp.ON_TRACK),
        "1.3": ("4/6", FollowUp.LATE),
        "1.4": ("0/20", FollowUp.LATE),
        "2.1": ("30/48", FollowUp.ON_TRACK),
        "2.2": ("2/4", FollowUp.ON_TRACK),
        "2.3": ("8/12", FollowUp.ON_TRACK),
        "2.4": ("2/4", FollowUp.ON_TRACK),
    }
    assert {row.promise for row in data.feedback} == {1, 2}
    assert data.decisions == ()


def test_a_moved_deadline_and_its_deviation(example: AppContext) -> None:
    promise = report_input(example).promises[2]
    [deviation] = promise.deviations
    assert (deviation.kind, deviation.action) == (DeviationKind.DEADLINE, 1)
    assert (deviation.before, deviation.after) == (dt.date(2018, 5, 31), dt.date(2018, 9, 28))
    [moved] = promise.actions[0].moved
    assert (moved.before, moved.reason) == (dt.date(2018, 5, 31), deviation.reason)


def test_indicators_say_what_was_measured_and_what_was_not(example: AppContext) -> None:
    police = report_input(example).promises[1].indicators[0]
    assert [(m.on.year, m.value, m.answers) for m in police.measurements] == [
        (2017, None, None),
    ]
    assert police.baseline_answers == 400
    new_year = ReportQuery(as_of=dt.date(2018, 1, 31))
    then = report_input(example, new_year).promises[1].indicators[0]
    assert "medborgardialog" in then.not_measured_reason
    evening = report_input(example).promises[4].indicators[0]
    assert (evening.measurements, evening.next_on) == ((), dt.date(2018, 11, 15))


def test_causes_are_numbered_through_the_promise(anywhere: AppContext) -> None:
    first, second = a_problem(anywhere, "Mörkt"), a_problem(anywhere, "Skymt")
    causes = [a_cause(anywhere, problem) for problem in (first, first, second)]
    promise = a_promise(anywhere, problem_ids=(second, first))
    an_action(anywhere, promise, cause_ids=(causes[2], causes[0]))
    an_action(anywhere, promise)
    [row] = report_input(anywhere).promises
    assert [cause.number for cause in row.causes] == [1, 2, 3]
    assert [action.causes for action in row.actions] == [(1, 3), ()]


# --- one action ----------------------------------------------------------------------------------


def test_a_single_action_is_done_or_not(anywhere: AppContext, clock: WalkingClock) -> None:
    action = an_action(
        anywhere, kind=ActionKind.SINGLE, planned=None, deadline=DAY + dt.timedelta(1)
    )
    log_done(anywhere, LogFields(action, DAY, Decimal(3)))
    row = only_action(anywhere)
    assert (row.done, row.planned, row.expected, row.days_late) == (NONE, ONE, 0.0, 0)
    assert row.last_done_on == DAY
    clock.walk_to(DAY + dt.timedelta(2))
    row = only_action(anywhere)
    assert (row.done, row.expected, row.days_late, row.follow_up) == (NONE, 1.0, 1, FollowUp.LATE)
    set_status(anywhere, SetStatus(((action, 2),), ActionStatus.DONE))
    row = only_action(anywhere)
    assert (row.done, row.follow_up, row.days_late) == (ONE, None, 0)


def test_an_action_without_target_or_dates(anywhere: AppContext) -> None:
    an_action(
        anywhere, kind=ActionKind.ORDINARY, planned=None, unit="", start_on=None, deadline=None
    )
    row = only_action(anywhere)
    assert (row.planned, row.expected, row.follow_up) == (None, None, FollowUp.NO_TARGET)
    assert (row.owner, row.support, row.moved) == (None, None, ())


def test_a_recurrence_is_held_to_its_own_dates(anywhere: AppContext) -> None:
    occasions = tuple(DAY + dt.timedelta(days) for days in (-2, -1, 0, 1, 2))
    an_action(anywhere, planned=Decimal(10), occasions=occasions)
    assert only_action(anywhere).expected == 6


def test_the_reason_is_the_status_or_else_the_latest_public_note(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    action = an_action(anywhere)
    assert only_action(anywhere).reason == ""
    for days, text, internal in ((1, "Snö", False), (2, "Vakans", False), (3, "Sjuk", True)):
        clock.walk_to(DAY + dt.timedelta(days))
        add_note(anywhere, AddNote(action, text, internal=internal))
    assert only_action(anywhere).reason == "Vakans"
    assert only_action(anywhere, ReportQuery(DAY + dt.timedelta(1))).reason == "Snö"
    set_status(anywhere, SetStatus(((action, 1),), ActionStatus.NOT_DONE, "Personal omfördelad"))
    assert only_action(anywhere).reason == "Personal omfördelad"


def test_what_was_measured_later_is_left_out(anywhere: AppContext, clock: WalkingClock) -> None:
    promise, _ = a_signed_promise(anywhere)
    indicator = add_indicator(
        anywhere,
        IndicatorFields(
            promise,
            "Trygghet",
            IndicatorKind.EFFECT,
            Direction.UP,
            measure_by=DAY + dt.timedelta(10),
        ),
    )
    clock.walk_to(DAY + dt.timedelta(20))
    for days, value in ((0, Decimal("3.1")), (20, Decimal("3.4"))):
        measure(anywhere, Measure(indicator, DAY + dt.timedelta(days), value))
    then = report_input(anywhere, ReportQuery(DAY)).promises[0].indicators[0]
    now = report_input(anywhere).promises[0].indicators[0]
    assert [m.value for m in then.measurements] == [Decimal("3.1")]
    assert then.next_on == DAY + dt.timedelta(10)
    assert ([m.value for m in now.measurements], now.next_on) == (
        [Decimal("3.1"), Decimal("3.4")],
        None,
    )


def test_a_measurement_that_was_not_made_still_waits(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    promise, _ = a_signed_promise(anywhere)
    by = DAY + dt.timedelta(100)
    fields = IndicatorFields(promise, "Trygghet", IndicatorKind.EFFECT, Direction.UP, measure_by=by)
    indicator = add_indicator(anywhere, fields)
    measure(anywhere, Measure(indicator, DAY, Decimal(3)))
    clock.walk_to(by + dt.timedelta(5))

    def next_on() -> dt.date | None:
        return report_input(anywhere).promises[0].indicators[0].next_on

    assert next_on() == by
    measure(anywhere, Measure(indicator, by - dt.timedelta(3), Decimal(4)))
    assert next_on() is None


# --- what is covered -----------------------------------------------------------------------------


def _reported(ctx: AppContext, as_of: dt.date, kind: str = "status") -> None:
    record_report(ctx, RecordReport(kind, "sv", as_of, YEAR[0], as_of, ""))


def _made_final(ctx: AppContext, as_of: dt.date, kind: str = "status") -> None:
    data = report_input(ctx, ReportQuery(as_of, kind=kind))
    final = finalised(data, on=ctx.today(), diary_numbers=data.diary_numbers)
    settle_report(ctx, SettleReport(final, "sv", b"%PDF-1.7"))


def test_the_first_report_covers_the_year_so_far(anywhere: AppContext) -> None:
    a_signed_promise(anywhere)
    data = report_input(anywhere)
    assert (data.period_from, data.period_to) == (YEAR[0], DAY)
    assert (data.previous_on, data.changes) == (None, ())


def test_the_next_one_goes_on_where_the_last_one_ended(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    _, action = a_signed_promise(anywhere)
    log_done(anywhere, LogFields(action, DAY))
    _reported(anywhere, DAY)
    again = report_input(anywhere)
    assert (again.previous_on, again.period_from) == (None, YEAR[0])
    clock.walk_to(DAY + OLD_DRAFT)
    log_done(anywhere, LogFields(action, DAY + OLD_DRAFT))
    data = report_input(anywhere)
    assert (data.previous_on, data.period_from) == (DAY, DAY + dt.timedelta(1))
    assert since_last(data.changes).entries == 1


@pytest.mark.parametrize("kind", ["status", "summary"])
def test_the_last_report_is_the_one_that_its_readers_saw(
    anywhere: AppContext, clock: WalkingClock, kind: str
) -> None:
    def previous() -> dt.date | None:
        return report_input(anywhere, ReportQuery(kind=kind)).previous_on

    a_signed_promise(anywhere)
    _reported(anywhere, DAY)
    today = DAY + dt.timedelta(60)
    clock.walk_to(today)
    assert previous() == DAY
    _reported(anywhere, today - dt.timedelta(1))  # A test print.
    assert previous() == DAY
    _made_final(anywhere, today - dt.timedelta(50))
    assert previous() == today - dt.timedelta(50)
    _reported(anywhere, today - OLD_DRAFT)
    assert previous() == today - OLD_DRAFT
    _made_final(anywhere, today - dt.timedelta(2), "summary")
    _made_final(anywhere, today - dt.timedelta(1), "plan")
    assert previous() == today - dt.timedelta(2)


def test_a_period_of_ones_own_is_compared_with_the_day_before_it(example: AppContext) -> None:
    first, last = dt.date(2018, 7, 1), dt.date(2018, 8, 31)
    data = report_input(example, ReportQuery(period_from=first, period_to=last))
    assert data.as_of == last
    assert (data.period_from, data.period_to, data.previous_on) == (
        first,
        last,
        dt.date(2018, 6, 30),
    )
    assert since_last(data.changes).moved == 0
    assert not data.previous_reported
    may = report_input(example, ReportQuery(period_from=dt.date(2018, 5, 1)))
    assert (may.previous_on, may.previous_reported) == (dt.date(2018, 4, 30), True)
    whole = report_input(example, ReportQuery(period_from=dt.date(2016, 1, 1)))
    assert (whole.previous_on, whole.changes) == (None, ())


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (ReportQuery(as_of=DAY + dt.timedelta(1)), "report.future"),
        (ReportQuery(period_to=DAY + dt.timedelta(1)), "report.future"),
        (ReportQuery(period_from=DAY, period_to=DAY - dt.timedelta(1)), "dates.end_before_start"),
        (ReportQuery(period_from=DAY + dt.timedelta(1)), "dates.end_before_start"),
        (ReportQuery(as_of=DAY - dt.timedelta(9), period_to=DAY), "report.period_beyond"),
    ],
)
def test_days_that_cannot_be_are_refused(ctx: AppContext, query: ReportQuery, code: str) -> None:
    with refused(code):
        report_input(ctx, query)


def test_a_day_at_either_end_is_allowed(ctx: AppContext) -> None:
    data = report_input(ctx, ReportQuery(as_of=DAY, period_from=DAY, period_to=DAY))
    assert (data.period_from, data.period_to) == (DAY, DAY)


def test_a_changed_quantity_is_told_in_the_reports_language(
    anywhere: AppContext,
) -> None:
    promise, action = a_signed_promise(anywhere)
    fields = action_fields(planned=Decimal("24.5"), owner_id=a_person(anywhere))
    edit_action(anywhere, EditAction(action, 1, fields, reason="Färre lov"))
    new = NewVersion(promise, 2, "Synlig polis", "Vi lovar mer.", "Fler pass", "Chefen", DAY)
    new_version(anywhere, new)
    data = report_input(anywhere)
    quantity, text = data.promises[0].deviations
    assert (quantity.before, quantity.after) == (Decimal(30), Decimal("24.5"))
    assert (text.what, text.before, text.after) == ("", None, None)
    told: tuple[tuple[Language, tuple[str, str]], ...] = (
        ("sv", ("Fotpatrullering: 30 blev 24,5", "Löftets text")),
        ("en", ("Fotpatrullering: 30 became 24.5", "The promise's text")),
    )
    for lang, words in told:
        with language(lang):
            assert (changed(quantity, DAY), changed(text, DAY)) == words
