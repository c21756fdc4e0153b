"""Every kind of row that a report tells of is as it stood on its day. See `as_of` for the rule."""

import datetime as dt
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.factory import (
    AGREEMENT,
    DAY,
    YEAR,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    a_signed_promise,
    a_survey,
    action_fields,
    agreement_id,
    an_action,
    opened,
    version_of,
)
from tests.meetings import a_meeting
from tests.services.operations import OPERATIONS
from tracker.models.action import Action, LogEntry
from tracker.models.clock import WalkingClock
from tracker.models.enums import (
    ActionKind,
    CauseKind,
    Direction,
    FollowUp,
    IndicatorKind,
    Party,
    SurveyMethod,
)
from tracker.models.organisation import Person
from tracker.models.problem import Problem
from tracker.models.promise import Promise
from tracker.reports.registry import KINDS
from tracker.services.actions import (
    AddNote,
    EditAction,
    add_note,
    delete_action,
    delete_note,
    edit_action,
)
from tracker.services.agreements import EditAgreement, SignatoryFields, edit_agreement
from tracker.services.books import book_settings, edit_book_settings
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    AnswerDecision,
    AskDecision,
    DeleteIndicator,
    EditFeedback,
    EditIndicator,
    FeedbackFields,
    IndicatorFields,
    Measure,
    add_indicator,
    answer_decision,
    ask_decision,
    delete_feedback,
    delete_indicator,
    delete_measurement,
    edit_feedback,
    edit_indicator,
    measure,
    plan_feedback,
    withdraw_decision,
)
from tracker.services.history import undo
from tracker.services.log import EditLog, LogFields, delete_log, edit_log, log_done
from tracker.services.people import (
    EditPerson,
    HandOver,
    PersonFields,
    edit_person,
    hand_over,
)
from tracker.services.problems import (
    AddCause,
    AddEvidence,
    EditCause,
    EditProblem,
    ProblemFields,
    add_cause,
    add_evidence,
    add_problem,
    delete_cause,
    delete_problem,
    edit_cause,
    edit_problem,
    remove_evidence,
)
from tracker.services.promises import EditPromise, PromiseFields, delete_promise, edit_promise
from tracker.services.reports.difference import What
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import PromiseRow, ReportInput
from tracker.services.reports.trail_log import log_of
from tracker.services.reports.trail_rows import ActionRef
from tracker.services.surveys import SurveyFields, add_survey, delete_survey

LATER = DAY + dt.timedelta(30)
BEFORE = DAY - dt.timedelta(1)

# What these write bears a day that had passed, or is taken to have been there all the time.
FILLED_IN = {
    "action.carry_over", "action.new", "cause.new", "decision.answer", "evidence.new",
    "feedback.edit", "feedback.new", "import.actions", "import.log", "indicator.new", "log.new",
    "measurement.from_survey", "measurement.new", "occasion.match", "promise.new_version",
    "report.saved",
}  # fmt: skip
# Reports look as they do now.
LOOKS = {"municipality.look"}
# Refused on a later day.
ON_ITS_DAY = {"meeting.reopen"}


def then(ctx: AppContext) -> ReportInput:
    return report_input(ctx, ReportQuery(DAY))


def _promise(data: ReportInput) -> PromiseRow:
    [promise] = data.promises
    return promise


LEAVES_IT = sorted(OPERATIONS.keys() - FILLED_IN - LOOKS - ON_ITS_DAY)
# What a server may keep otherwise than a file is a row as it was, which these ask the journal for.
OF_ROWS = [name for name in LEAVES_IT if name.endswith((".edit", ".delete"))]


@pytest.mark.parametrize(
    ("anywhere", "name"),
    [("file", name) for name in LEAVES_IT] + [("server", name) for name in OF_ROWS],
    indirect=["anywhere"],
)
def test_no_operation_changes_what_was(
    anywhere: AppContext, clock: WalkingClock, tmp_path: Path, name: str
) -> None:
    a_signed_promise(anywhere)
    operation = OPERATIONS[name](anywhere, tmp_path)
    before = report_input(anywhere)
    clock.walk_to(LATER)
    operation()
    assert then(anywhere) == before
    if anywhere.undo.steps().undo[-1][1] == name:
        undo(anywhere)
        assert then(anywhere) == before


@pytest.mark.parametrize("name", sorted(FILLED_IN - {"report.saved"}))
def test_what_is_filled_in_afterwards_counts(
    ctx: AppContext, clock: WalkingClock, tmp_path: Path, name: str
) -> None:
    operation = OPERATIONS[name](ctx, tmp_path)
    clock.walk_to(LATER)
    operation()
    # Those of which the report tells only through a promise are not linked to one here.
    alone = name in {"cause.new", "evidence.new"}
    before = then(ctx)
    undo(ctx)
    assert (then(ctx) == before) is alone


# --- why ---------------------------------------------------------------------------------------


@pytest.fixture
def signed(anywhere: AppContext) -> tuple[int, int, int]:
    """A problem, the promise that answers it, signed, and its action."""
    promise, action = a_signed_promise(anywhere)
    with anywhere.read() as session:
        problem = session.query(Problem).one().id
    return problem, promise, action


def test_the_text_of_problem_and_cause(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    problem, _, _ = signed
    cause = add_cause(anywhere, AddCause(problem, CauseKind.VICTIM, "Ensamt"))
    clock.walk_to(LATER)
    edit_problem(anywhere, EditProblem(problem, 1, ProblemFields("Säffle", "Ny", "Nytt om torget")))
    edit_cause(anywhere, EditCause(cause, 1, CauseKind.VICTIM, "Helt ensamt"))
    was, now = _promise(then(anywhere)), _promise(report_input(anywhere))
    assert was.problems[0].text == "Många undviker torget på kvällen"
    assert [row.text for row in was.causes] == ["Mörkt", "Ensamt"]
    assert now.problems[0].text == "Nytt om torget"
    assert [row.text for row in now.causes] == ["Mörkt", "Helt ensamt"]


def test_a_cause_removed_since(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    problem, _, _ = signed
    cause = add_cause(anywhere, AddCause(problem, CauseKind.VICTIM, "Ensamt"))
    clock.walk_to(LATER)
    delete_cause(anywhere, cause, 1)
    assert [row.text for row in _promise(then(anywhere)).causes] == ["Mörkt", "Ensamt"]
    # It came instead of the other.
    add_cause(anywhere, AddCause(problem, CauseKind.PLACE, "Öde"))
    assert [row.text for row in _promise(then(anywhere)).causes] == ["Mörkt", "Ensamt"]
    assert [row.text for row in _promise(report_input(anywhere)).causes] == ["Mörkt", "Öde"]


def test_a_cause_filled_in_afterwards(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    clock.walk_to(LATER)
    add_cause(anywhere, AddCause(signed[0], CauseKind.PLACE, "Öde"))
    assert [row.text for row in _promise(then(anywhere)).causes] == ["Mörkt", "Öde"]


def test_evidence_linked_and_unlinked_since(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    problem, _, _ = signed
    survey = a_survey(anywhere)
    gone = add_evidence(anywhere, AddEvidence(problem, survey, "26 % undviker torget"))
    clock.walk_to(LATER)
    add_evidence(anywhere, AddEvidence(problem, survey, "Fyllt i efteråt"))
    assert _promise(then(anywhere)).problems[0].evidence == (
        "26 % undviker torget", "Fyllt i efteråt",
    )  # fmt: skip
    held = SurveyFields("Säffle", "Enkät", SurveyMethod.QUESTIONNAIRE, LATER)
    add_evidence(anywhere, AddEvidence(problem, add_survey(anywhere, held), "Nytt"))
    remove_evidence(anywhere, gone, 1)
    assert _promise(then(anywhere)).problems[0].evidence == ("26 % undviker torget",)
    assert _promise(report_input(anywhere)).problems[0].evidence == ("Fyllt i efteråt", "Nytt")


def test_links_as_they_were(anywhere: AppContext, clock: WalkingClock) -> None:
    problem, other = a_problem(anywhere), a_problem(anywhere, "Buskörning")
    cause, new = a_cause(anywhere, problem), a_cause(anywhere, problem)
    promise = a_promise(anywhere, problem_ids=(problem,))
    action = an_action(anywhere, promise, cause_ids=(cause,))
    clock.walk_to(LATER)
    edit = EditAction(action, 1, action_fields(cause_ids=(new,)))
    edit_action(anywhere, edit)
    assert _promise(then(anywhere)).actions[0].causes == (1,)
    assert _promise(report_input(anywhere)).actions[0].causes == (2,)
    fields = PromiseFields("Synlig polis", "Vi lovar mer.", *YEAR)
    edit_promise(anywhere, EditPromise(promise, 1, fields, problem_ids=(other,)))
    assert [row.text for row in _promise(then(anywhere)).problems] == [
        "Många undviker torget på kvällen"
    ]
    assert [row.text for row in _promise(then(anywhere)).causes] == ["Mörkt", "Mörkt"]
    assert _promise(then(anywhere)).actions[0].causes == (1,)
    assert _promise(report_input(anywhere)).causes == ()


def test_parts_added_since_to_what_stood_then(anywhere: AppContext, clock: WalkingClock) -> None:
    problem = a_problem(anywhere)
    cause, promise = a_cause(anywhere, problem), a_promise(anywhere)
    an_action(anywhere, promise)
    before = report_input(anywhere)
    clock.walk_to(LATER)
    fields = PromiseFields("Synlig polis", "Vi lovar att synas på torget varje vecka.", *YEAR)
    edit_promise(anywhere, EditPromise(promise, 1, fields, problem_ids=(problem,)))
    with anywhere.read() as session:
        action = session.query(Action).one().id
    edit = EditAction(action, 1, action_fields(cause_ids=(cause,), occasions=(DAY,)))
    edit_action(anywhere, edit)
    assert then(anywhere) == before
    # Of what was entered later they are parts from the beginning.
    an_action(anywhere, promise, title="Ifylld", cause_ids=(cause,), occasions=(DAY,))
    assert _promise(then(anywhere)).actions[1].expected == 30


# --- who ---------------------------------------------------------------------------------------


def test_a_role_renamed_or_handed_over_since(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    person = a_person(anywhere)
    clock.walk_to(LATER)
    fields = PersonFields("Områdespolis", "Polisen", Party.POLICE)
    edit_person(anywhere, EditPerson(person, 1, fields))
    assert _promise(then(anywhere)).actions[0].owner == "Kommunpolis"
    assert _promise(report_input(anywhere)).actions[0].owner == "Områdespolis"
    successor = replace(fields, role="Gruppchef")
    version = version_of(anywhere, Person, person)
    hand_over(anywhere, HandOver(person, version, LATER, successor))
    assert _promise(then(anywhere)).actions[0].owner == "Kommunpolis"
    assert _promise(report_input(anywhere)).actions[0].owner == "Gruppchef"


def test_the_parties_and_their_numbers_as_they_were(
    anywhere: AppContext, clock: WalkingClock
) -> None:
    before = report_input(anywhere)
    clock.walk_to(LATER)
    fields = replace(
        AGREEMENT,
        title="Ny titel",
        municipality="Åmål",
        police_area="Fyrbodal",
        dnr=((Party.MUNICIPALITY, "KS 2018/99"), (Party.JOINT, "G 1")),
        signatories=(SignatoryFields(Party.POLICE, "Polisen", "Områdeschef", "Kim Ek"),),
    )
    edit_agreement(anywhere, EditAgreement(agreement_id(anywhere), 1, fields))
    was, now = then(anywhere), report_input(anywhere)
    assert was == before
    assert was.agreement is not None
    assert was.agreement.title == AGREEMENT.title
    assert (was.municipality, was.police_area) == ("Säffle", "Arvika")
    assert [number.number for number in was.diary_numbers] == ["KS 2018/14", "A123"]
    assert [row.title for row in was.signatories] == ["Kommunalråd", "Lokalpolisområdeschef"]
    assert [number.number for number in now.diary_numbers] == ["KS 2018/99", "G 1"]
    assert [row.name for row in now.signatories] == ["Kim Ek"]
    assert now.municipality == "Åmål"


# --- what was planned ----------------------------------------------------------------------------


def test_drafts_and_their_actions_removed_since(anywhere: AppContext, clock: WalkingClock) -> None:
    promise, left = a_promise(anywhere), a_promise(anywhere, "Struket")
    action = an_action(anywhere, promise, occasions=(DAY,), kind=ActionKind.RECURRING)
    before = report_input(anywhere)
    clock.walk_to(LATER)
    delete_action(anywhere, action, version_of(anywhere, Action, action))
    an_action(anywhere, promise, title="I stället")
    delete_promise(anywhere, left, 1)
    assert then(anywhere) == before
    now = report_input(anywhere)
    assert [row.title for row in now.promises] == ["Synlig polis"]
    assert [row.title for row in now.promises[0].actions] == ["I stället"]


def test_an_action_added_to_a_signed_promise_since_was_not_there(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    draft = a_promise(anywhere, "Utkast")
    clock.walk_to(LATER)
    an_action(anywhere, signed[1], title="Tillagd")
    an_action(anywhere, draft, title="Ifylld efteråt")
    shown = {row.title: [a.title for a in row.actions] for row in then(anywhere).promises}
    assert shown == {"Synlig polis": ["Fotpatrullering"], "Utkast": ["Ifylld efteråt"]}
    assert len(report_input(anywhere).promises[0].actions) == 2
    # Nothing of this was in the book by then, so it has been filled in.
    earlier = report_input(anywhere, ReportQuery(BEFORE))
    assert earlier.promises == ()


def test_occasions_as_they_were(anywhere: AppContext, clock: WalkingClock) -> None:
    dates = (BEFORE, DAY, LATER)
    action = an_action(anywhere, kind=ActionKind.RECURRING, occasions=dates)
    clock.walk_to(LATER)
    # What has passed stays, whatever comes after.
    coming = tuple(LATER + dt.timedelta(days) for days in (1, 2))
    fields = action_fields(kind=ActionKind.RECURRING, occasions=(DAY, *coming))
    edit_action(anywhere, EditAction(action, 1, fields))
    assert _promise(then(anywhere)).actions[0].expected == 20
    assert _promise(report_input(anywhere)).actions[0].expected == 15


def test_decisions_withdrawn_or_answered_since(anywhere: AppContext, clock: WalkingClock) -> None:
    def ask(question: str) -> int:
        options = (("Ja", Decimal(1000)), ("Nej", None))
        asked = AskDecision(question, "Rådet", Party.POLICE, LATER, "Vakans", options=options)
        return ask_decision(anywhere, asked)

    withdrawn, answered, early = ask("Dras tillbaka?"), ask("Besvaras?"), ask("Redan besvarad?")
    before = report_input(anywhere).decisions
    clock.walk_to(LATER)
    withdraw_decision(anywhere, withdrawn, 1)
    answer_decision(anywhere, AnswerDecision(answered, 1, "Ja", "Rådet", LATER))
    assert then(anywhere).decisions == before
    assert [option.text for option in then(anywhere).decisions[0].options] == ["Ja", "Nej"]
    answer_decision(anywhere, AnswerDecision(early, 1, "Ja", "Rådet", BEFORE))
    assert [row.question for row in then(anywhere).decisions] == ["Dras tillbaka?", "Besvaras?"]
    assert report_input(anywhere).decisions == ()


def test_a_question_about_another_agreements_promise_is_not_asked_here(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    asked = AskDecision(
        "Köpa lampor?", "Rådet", Party.POLICE, LATER, "Mörkt", action_id=signed[2]
    )  # fmt: skip
    ask_decision(anywhere, asked)
    [decision] = report_input(anywhere).decisions
    assert (decision.promise, decision.action) == (1, 1)
    clock.walk_to(LATER)
    assert then(anywhere).decisions == (decision,)


def test_feedback_removed_or_given_since(anywhere: AppContext, clock: WalkingClock) -> None:
    promise = a_promise(anywhere)
    plan = FeedbackFields(promise, "Boende", "Webben", LATER)
    gone, given = plan_feedback(anywhere, plan), plan_feedback(anywhere, plan)
    clock.walk_to(LATER)
    delete_feedback(anywhere, gone, 1)
    edit_feedback(anywhere, EditFeedback(given, 1, replace(plan, done_on=BEFORE)))
    assert [row.done_on for row in then(anywhere).feedback] == [None, BEFORE]
    edit_feedback(anywhere, EditFeedback(given, 2, replace(plan, done_on=LATER)))
    assert [row.done_on for row in then(anywhere).feedback] == [None, None]
    assert [row.done_on for row in report_input(anywhere).feedback] == [LATER]


def test_limits_of_the_colours_as_they_were(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    log_done(anywhere, LogFields(signed[2], DAY, Decimal(3)))
    before = report_input(anywhere)
    assert before.promises[0].actions[0].follow_up is FollowUp.AT_RISK
    clock.walk_to(LATER)
    settings = replace(book_settings(anywhere), risk_percent=95, on_track_percent=99)
    edit_book_settings(anywhere, settings)
    assert then(anywhere) == before


# --- what was done -------------------------------------------------------------------------------


def test_entries_as_they_were(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    _, promise, action = signed
    double, edited, moved = (
        log_done(anywhere, LogFields(action, day, Decimal(2))) for day in (BEFORE, DAY, DAY)
    )
    before = _promise(report_input(anywhere)).actions[0]
    clock.walk_to(LATER)
    other = an_action(anywhere, promise, title="Nattvandring")
    delete_log(anywhere, double, 1)
    edit_log(anywhere, EditLog(edited, 1, LogFields(action, LATER, Decimal(5))))
    edit_log(anywhere, EditLog(moved, 1, LogFields(other, DAY, Decimal(2))))
    assert _promise(then(anywhere)).actions == (before,)
    assert (before.done, before.last_done_on) == (Decimal(6), DAY)
    # One of an earlier day, logged now, counts; one in the place of the double does not.
    log_done(anywhere, LogFields(action, BEFORE - dt.timedelta(1), Decimal(10)))
    log_done(anywhere, LogFields(action, BEFORE, Decimal(100)))
    assert _promise(then(anywhere)).actions[0].done == Decimal(16)
    assert _promise(report_input(anywhere)).actions[0].done == Decimal(115)


def test_how_many_were_logged_since_the_report_before(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    entries = [log_done(anywhere, LogFields(signed[2], day)) for day in (BEFORE, BEFORE, DAY, DAY)]
    query = ReportQuery(DAY, period_from=DAY)
    with anywhere.write("promise.sign") as tx:
        tx.get(Promise, signed[1]).signed_on = BEFORE
    before = report_input(anywhere, query)
    [logged] = [row for row in before.changes if row.what is What.LOGGED]
    assert logged.entries == 2
    clock.walk_to(LATER)
    for entry in (entries[0], entries[2]):
        delete_log(anywhere, entry, version_of(anywhere, LogEntry, entry))
    assert report_input(anywhere, query).changes == before.changes


def test_notes_as_they_were(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    note = add_note(anywhere, AddNote(signed[2], "Väntar på delar", internal=False))
    clock.walk_to(LATER)
    delete_note(anywhere, note, 1)
    add_note(anywhere, AddNote(signed[2], "Delarna har kommit", internal=False))
    assert _promise(then(anywhere)).actions[0].reason == "Väntar på delar"
    assert _promise(report_input(anywhere)).actions[0].reason == "Delarna har kommit"


# --- effect --------------------------------------------------------------------------------------


def _indicator(promise: int, **values: object) -> IndicatorFields:
    base = IndicatorFields(promise, "Trygg", IndicatorKind.EFFECT, Direction.UP, "%")
    return replace(base, **values)  # type: ignore[arg-type]


def test_indicators_and_measurements_as_they_were(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    promise = signed[1]
    fields = _indicator(promise, target=Decimal(60))
    kept, gone = (add_indicator(anywhere, fields) for _ in range(2))
    wrong = measure(anywhere, Measure(kept, DAY, Decimal(51)))
    measure(anywhere, Measure(gone, DAY, Decimal(40)))
    before = _promise(report_input(anywhere)).indicators
    clock.walk_to(LATER)
    edit_indicator(
        anywhere, EditIndicator(kept, 1, replace(fields, target=Decimal(70)), "Nytt mål")
    )
    delete_measurement(anywhere, wrong, 1)
    measure(anywhere, Measure(kept, DAY, Decimal(15)))
    measure(anywhere, Measure(kept, LATER, Decimal(16)))
    delete_indicator(anywhere, DeleteIndicator(gone, 1, "Mäts inte mer"))
    assert _promise(then(anywhere)).indicators == before
    [now] = _promise(report_input(anywhere)).indicators
    assert (now.target, [row.value for row in now.measurements]) == (
        Decimal(70), [Decimal(15), Decimal(16)],
    )  # fmt: skip


@pytest.mark.parametrize(("start", "shown"), [(None, True), (DAY, True), (LATER, False)])
def test_an_indicator_counts_from_its_start(
    anywhere: AppContext,
    signed: tuple[int, int, int],
    clock: WalkingClock,
    start: dt.date | None,
    shown: bool,
) -> None:
    clock.walk_to(LATER)
    baseline = Decimal(48) if start else None
    add_indicator(anywhere, _indicator(signed[1], baseline=baseline, baseline_on=start))
    assert bool(_promise(then(anywhere)).indicators) is shown


# --- limited, and in the trail -------------------------------------------------------------------


def test_an_owner_is_found_under_any_name(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    entry = log_done(anywhere, LogFields(signed[2], DAY, place="Torget"))
    before = report_input(anywhere, ReportQuery(kind="owner", owner="kommunpolis"))
    assert [row.place for row in before.latest_entries] == ["Torget"]
    clock.walk_to(LATER)
    person = PersonFields("Områdespolis", "Polisen", Party.POLICE)
    edit_person(anywhere, EditPerson(a_person(anywhere), 1, person))
    delete_log(anywhere, entry, 1)
    for name in ("kommunpolis", "områdespolis"):
        assert report_input(anywhere, ReportQuery(DAY, kind="owner", owner=name)) == before
    now = report_input(anywhere, ReportQuery(kind="owner", owner="områdespolis"))
    assert (now.owner, now.latest_entries) == ("Områdespolis, Polisen", ())


def test_the_laws_plan_as_it_was(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    fields = ProblemFields("Säffle", "Nedskräpning", "Många slänger skräp", lawful=True)
    alone = add_problem(anywhere, fields)
    before = report_input(anywhere, ReportQuery(kind="plan", lawful=True))
    assert [row.title for row in before.unanswered] == ["Nedskräpning"]
    clock.walk_to(LATER)
    edit_problem(anywhere, EditProblem(alone, 1, replace(fields, lawful=False)))
    add_problem(anywhere, replace(fields, title="Ny"))
    assert report_input(anywhere, ReportQuery(DAY, kind="plan", lawful=True)) == before
    now = report_input(anywhere, ReportQuery(kind="plan", lawful=True))
    assert [row.title for row in now.unanswered] == ["Ny"]


TRAIL_NOW, TRAIL_THEN = ReportQuery(kind="trail"), ReportQuery(DAY, kind="trail")


def test_the_trail_as_it_was(
    anywhere: AppContext, signed: tuple[int, int, int], clock: WalkingClock
) -> None:
    problem, _, action = signed
    survey, unused = a_survey(anywhere), a_survey(anywhere, "Enkät")
    add_evidence(anywhere, AddEvidence(problem, survey, "26 % undviker torget"))
    alone = a_problem(anywhere, "Nedskräpning")
    entries = [
        log_done(anywhere, LogFields(action, DAY, Decimal(n), place=f"Plats {n}", note="x"))
        for n in range(1, 4)
    ]
    before = report_input(anywhere, TRAIL_NOW)
    assert before.trail is not None
    assert [row.title for row in before.trail.problems] == ["Otrygghet i centrum", "Nedskräpning"]
    assert before.trail.logs[0].quantity == 6
    clock.walk_to(LATER)
    delete_survey(anywhere, unused, 1)
    delete_problem(anywhere, alone, 1)
    a_problem(anywhere, "Ny")
    held = SurveyFields("Säffle", "Ny enkät", SurveyMethod.QUESTIONNAIRE, LATER)
    add_survey(anywhere, held)
    delete_log(anywhere, entries[0], 1)
    edit_log(anywhere, EditLog(entries[1], 1, LogFields(action, DAY, Decimal(9), place="Ån")))
    assert report_input(anywhere, TRAIL_THEN) == before
    now = report_input(anywhere, TRAIL_NOW).trail
    assert now is not None
    assert [row.title for row in now.problems] == ["Otrygghet i centrum", "Ny"]
    assert [row.title for row in now.surveys] == ["Torgsamtal", "Ny enkät"]
    assert now.logs[0].quantity == 12


def test_a_log_is_summed_up_alike_in_the_database_and_here(example: AppContext) -> None:
    data = report_input(example, TRAIL_NOW)
    assert data.trail is not None
    shown = {(log.promise, log.action): log for log in data.trail.logs}
    assert len(shown) > 10
    assert any(log.listed for log in shown.values())
    assert any(log.sources and not log.listed for log in shown.values())
    with example.read() as session:
        rows = session.execute(
            select(Promise.number, Action.number, LogEntry)
            .join(Action, Action.promise_id == Promise.id)
            .join(LogEntry, LogEntry.action_id == Action.id)
            .where(LogEntry.done_on <= data.as_of)
        ).all()
        entries: dict[tuple[int, int], list[LogEntry]] = {}
        for promise, action, entry in rows:
            entries.setdefault((promise, action), []).append(entry)
        assert {key: log_of(ActionRef(*key), found) for key, found in entries.items()} == shown


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_the_journal_gives_the_example_back_as_every_report_of_it_was_made(
    example_file: Path, tmp_path: Path, kind: str
) -> None:
    """Also what it says of the time since the report before that day."""
    book = opened(shutil.copy(example_file, tmp_path / "saffle.loftesbok"))
    day = dt.date(2018, 8, 31)
    a_meeting(book, "Läget", held_on=day)
    before = report_input(book, ReportQuery(day, kind=kind))
    for _ in range(40):
        with book.read() as session:
            entry = session.scalars(select(LogEntry).order_by(LogEntry.id)).first()
            assert entry is not None
            ref = entry.id, entry.version
        delete_log(book, *ref)
    assert report_input(book, ReportQuery(day, kind=kind)) == before
    book.close()
