"""The chain from evidence to log as it is read: summed right, on both databases, nothing leaked."""

import datetime as dt
from dataclasses import asdict, replace
from decimal import Decimal

from sqlalchemy import select

from tests.factory import (
    AGREEMENT,
    DAY,
    a_cause,
    a_problem,
    a_promise,
    a_signed_promise,
    a_survey,
    an_action,
)
from tracker.models.action import LogEntry
from tracker.models.clock import WalkingClock
from tracker.models.enums import CauseKind, SurveyMethod
from tracker.services.agreements import add_agreement
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.problems import AddEvidence, ProblemFields, add_evidence, add_problem
from tracker.services.promises import AddPromise, PromiseFields, add_promise
from tracker.services.reports.frozen import from_json, to_json
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.trail_log import MOST_LISTED
from tracker.services.reports.trail_rows import (
    ActionRef,
    EntryRow,
    EvidenceRow,
    MonthRow,
    SourceCount,
    ThemeCount,
    TrailInput,
)
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

TRAIL = ReportQuery(kind="trail")
ONE = Decimal(1)


def read(ctx: AppContext, as_of: dt.date | None = None) -> TrailInput:
    trail = report_input(ctx, ReportQuery(as_of=as_of, kind="trail")).trail
    assert trail is not None
    return trail


def test_other_kinds_read_no_trail(anywhere: AppContext) -> None:
    a_signed_promise(anywhere)
    assert report_input(anywhere).trail is None


def test_surveys_stand_by_date_with_answers_and_themes(anywhere: AppContext) -> None:
    late = a_survey(anywhere, "Torgsamtal")
    early = SurveyFields("Säffle", "Enkät", SurveyMethod.QUESTIONNAIRE, DAY - dt.timedelta(9))
    add_survey(anywhere, early)
    answers = [
        ResponseFields("Mörkt", themes=("belysning", "trafik")),
        ResponseFields("Släckt", themes=("belysning",)),
    ]
    add_responses(anywhere, late, answers)
    problem = a_problem(anywhere)
    add_evidence(anywhere, AddEvidence(problem, late, "26 % undviker torget"))
    trail = read(anywhere)
    assert [(row.number, row.title, row.responses) for row in trail.surveys] == [
        (1, "Enkät", 0),
        (2, "Torgsamtal", 2),
    ]
    assert trail.surveys[1].themes == (ThemeCount("belysning", 2), ThemeCount("trafik", 1))
    assert (trail.surveys[1].asked, trail.surveys[1].answered) == (40, 31)
    [row] = trail.problems
    assert row.evidence == (EvidenceRow(2, "26 % undviker torget"),)
    assert (row.promises, row.answered_elsewhere) == ((), False)


def test_what_was_found_later_is_left_out(anywhere: AppContext, clock: WalkingClock) -> None:
    problem = a_problem(anywhere, "Känt")
    clock.walk_to(DAY + dt.timedelta(9))
    survey = SurveyFields("Säffle", "Ny enkät", SurveyMethod.QUESTIONNAIRE, anywhere.today())
    add_evidence(anywhere, AddEvidence(problem, add_survey(anywhere, survey), "Fler"))
    a_problem(anywhere, "Nytt")
    then, now = read(anywhere, DAY), read(anywhere)
    assert then.surveys == ()
    assert [(row.title, len(row.evidence)) for row in then.problems] == [("Känt", 0)]
    assert [(row.title, len(row.evidence)) for row in now.problems] == [("Känt", 1), ("Nytt", 0)]


def test_causes_know_the_actions_that_meet_them(anywhere: AppContext) -> None:
    problem = a_problem(anywhere)
    met, unmet = a_cause(anywhere, problem), a_cause(anywhere, problem)
    assert met != unmet
    promise = a_promise(anywhere, problem_ids=(problem,))
    an_action(anywhere, promise, cause_ids=(met,))
    an_action(anywhere, promise, cause_ids=(met,))
    [row] = read(anywhere).problems
    assert row.promises == (1,)
    first, second = row.causes
    assert (first.number, first.kind, first.text) == (1, CauseKind.PLACE, "Mörkt")
    assert first.actions == (ActionRef(1, 1), ActionRef(1, 2))
    assert second.actions == ()


def test_a_problem_of_another_municipality_or_agreement(anywhere: AppContext) -> None:
    add_problem(anywhere, ProblemFields("Kil", "Någon annans"))
    ours = a_problem(anywhere)
    later = replace(AGREEMENT, title="Nästa", period_start=dt.date(2019, 1, 1),
                    period_end=dt.date(2019, 12, 31), signed_on=None)  # fmt: skip
    fields = PromiseFields("Ett annat", "Text", dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    add_promise(anywhere, AddPromise(add_agreement(anywhere, later), fields, (ours,)))
    [row] = read(anywhere).problems
    assert (row.title, row.promises, row.answered_elsewhere) == ("Otrygghet i centrum", (), True)


# --- the log -------------------------------------------------------------------------------------


def _log(ctx: AppContext, action: int, day: dt.date, **values: object) -> None:
    log_done(ctx, LogFields(action, day, **values))  # type: ignore[arg-type]


def test_a_short_log_is_listed_and_summed(anywhere: AppContext) -> None:
    promise, action = a_signed_promise(anywhere)
    an_action(anywhere, promise)
    days = [DAY - dt.timedelta(n) for n in (40, 20, 0)]
    _log(
        anywhere,
        action,
        days[2],
        quantity=Decimal("2.5"),
        place="Torget",
        source="Pass",
        note="Lugnt",
    )
    _log(anywhere, action, days[0], source=" ")
    _log(anywhere, action, days[1], source="Pass")
    [log] = read(anywhere).logs
    assert (log.promise, log.action, log.entries, log.quantity) == (1, 1, 3, Decimal("4.5"))
    assert (log.first_on, log.last_on, log.without_source) == (days[0], days[2], 0)
    assert log.sources == (SourceCount("Pass", 2), SourceCount("Kommunpolis", 1))
    assert log.months == (
        MonthRow(2018, 1, 1, ONE),
        MonthRow(2018, 2, 1, ONE),
        MonthRow(2018, 3, 1, Decimal("2.5")),
    )
    assert [row.on for row in log.listed] == days
    assert log.listed[2] == EntryRow(days[2], Decimal("2.5"), "Torget", "Pass", "Lugnt")


def _as_unknown(ctx: AppContext, day: dt.date, **values: object) -> None:
    """Leave the entry of a day with less than what logging by hand gives it."""
    with ctx.write("log.edit") as tx:
        entry = tx.session.scalars(select(LogEntry).where(LogEntry.done_on == day)).one()
        for name, value in values.items():
            setattr(entry, name, value)


def test_who_logged_it_by_hand_is_a_source_but_not_who_brought_a_list(
    anywhere: AppContext,
) -> None:
    _, action = a_signed_promise(anywhere)
    days = [DAY - dt.timedelta(n) for n in range(3)]
    for day in days:
        _log(anywhere, action, day)
    _as_unknown(anywhere, days[1], source_key="ur en lista")
    _as_unknown(anywhere, days[2], logged_by=" ")
    [log] = read(anywhere).logs
    assert (log.entries, log.without_source) == (3, 2)
    assert log.sources == (SourceCount("Kommunpolis", 1),)
    assert [row.source for row in log.listed] == ["", "", "Kommunpolis"]


def test_an_altered_entry_tells_its_source_as_it_was(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    _, action = a_signed_promise(anywhere)
    _log(anywhere, action, DAY)
    clock.walk_to(DAY + dt.timedelta(9))
    _as_unknown(anywhere, DAY, source="Passrapport")
    [then], [now] = read(anywhere, DAY).logs, read(anywhere).logs
    assert (then.sources, now.sources) == (
        (SourceCount("Kommunpolis", 1),), (SourceCount("Passrapport", 1),),
    )  # fmt: skip


def test_what_was_done_later_is_left_out(anywhere: AppContext, clock: WalkingClock) -> None:
    _, action = a_signed_promise(anywhere)
    later = DAY + dt.timedelta(40)
    clock.walk_to(later)
    for day in (DAY, later):
        _log(anywhere, action, day)
    [then], [now] = read(anywhere, DAY).logs, read(anywhere).logs
    assert (then.entries, then.last_on, len(then.months)) == (1, DAY, 1)
    assert (now.entries, now.last_on, len(now.months)) == (2, later, 2)


def test_a_long_log_is_only_summed(anywhere: AppContext) -> None:
    _, action = a_signed_promise(anywhere)
    for number in range(MOST_LISTED):
        _log(anywhere, action, DAY - dt.timedelta(number))
    [log] = read(anywhere).logs
    assert len(log.listed) == MOST_LISTED
    _log(anywhere, action, DAY)
    [log] = read(anywhere).logs
    assert (log.entries, log.listed) == (MOST_LISTED + 1, ())
    assert sum(row.entries for row in log.months) == MOST_LISTED + 1


def test_of_an_internal_entry_only_day_and_quantity_are_read(anywhere: AppContext) -> None:
    _, action = a_signed_promise(anywhere)
    secret = "hemligt"
    _log(
        anywhere, action, DAY, place=secret, source=secret, note=secret, result=secret,
        internal=True,
    )  # fmt: skip
    data = report_input(anywhere, TRAIL)
    assert data.trail is not None
    [log] = data.trail.logs
    assert log.listed == (EntryRow(DAY, ONE, "", "", "", internal=True),)
    assert (log.sources, log.without_source) == ((), 0)
    assert secret not in repr(asdict(data))
    assert "Kim Ek" not in repr(asdict(data))


def test_it_can_be_frozen(example: AppContext) -> None:
    data = report_input(example, TRAIL)
    assert from_json(to_json(data)) == data


def test_the_examples_log_adds_up(example: AppContext) -> None:
    data = report_input(example, TRAIL)
    assert data.trail is not None
    done = {(p.number, a.number): a.done for p in data.promises for a in p.actions if a.unit}
    for log in data.trail.logs:
        if (log.promise, log.action) in done:
            assert log.quantity == done[log.promise, log.action]
        assert sum((row.quantity for row in log.months), Decimal(0)) == log.quantity
        assert sum(row.entries for row in log.months) == log.entries
    assert sum(log.entries for log in data.trail.logs) == 236
