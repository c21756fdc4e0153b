"""What each service asks of what is entered, and what it sees to besides writing it down."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
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
    version_of,
)
from tests.files import dump
from tests.refusals import refused
from tracker.models.action import Action, LogEntry
from tracker.models.completeness import Lack, Missing
from tracker.models.enums import (
    ActionStatus,
    CauseKind,
    DeviationKind,
    Direction,
    FollowUp,
    IndicatorKind,
    Party,
    PromiseStatus,
    SurveyMethod,
)
from tracker.models.errors import Invalid
from tracker.models.organisation import Agreement, AgreementDnr, Person, Signatory
from tracker.models.problem import Cause, Problem
from tracker.models.promise import Deviation, Promise, PromiseVersion
from tracker.models.survey import Theme
from tracker.services import (
    actions,
    agreements,
    follow_up,
    log,
    people,
    problems,
    promises,
    surveys,
)
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import action_detail
from tracker.services.reports.archive import RecordReport, record_report

TOMORROW = DAY + dt.timedelta(days=1)
BEFORE = YEAR[0] - dt.timedelta(days=1)
POLICE = people.PersonFields("Kommunpolis", "Polisen", Party.POLICE)
DRAFT = promises.PromiseFields("Rubrik", "Text", *YEAR)
SURVEY = surveys.SurveyFields("Säffle", "Enkät", SurveyMethod.QUESTIONNAIRE, DAY)


def _indicator(ctx: AppContext) -> int:
    return follow_up.add_indicator(
        ctx,
        follow_up.IndicatorFields(a_promise(ctx), "Trygg", IndicatorKind.EFFECT, Direction.UP),
    )


def _feedback(ctx: AppContext, **values: object) -> follow_up.FeedbackFields:
    base = follow_up.FeedbackFields(a_promise(ctx), "Boende", "Torgmöte", DAY)
    return replace(base, **values)  # type: ignore[arg-type]


QUESTION = follow_up.AskDecision("Byta lampor?", "Rådet", Party.MUNICIPALITY, DAY, "Pengar")
DECIDED = ("Ja", "Rådet")


def _asked(ctx: AppContext) -> int:
    return follow_up.ask_decision(ctx, QUESTION)


def _signed(ctx: AppContext) -> int:
    return a_signed_promise(ctx)[0]


def _ended(ctx: AppContext) -> int:
    promise = _signed(ctx)
    promises.end_promise(ctx, promises.EndPromise(promise, 2, PromiseStatus.KEPT))
    return promise


def _logged(ctx: AppContext, **values: object) -> log.LogFields:
    base = log.LogFields(an_action(ctx), DAY)
    return replace(base, **values)  # type: ignore[arg-type]


def _remove_logged_action(ctx: AppContext) -> None:
    fields = _logged(ctx)
    log.log_done(ctx, fields)
    actions.delete_action(ctx, fields.action_id, 2)


def _sign_tomorrow(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    an_action(ctx, promise, cause_ids=(a_cause(ctx),), owner_id=a_person(ctx))
    promises.sign_promise(ctx, promises.SignPromise(promise, 1, TOMORROW))


def _remove_promise_with_action(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    an_action(ctx, promise)
    promises.delete_promise(ctx, promise, 1)


def _remove_promise_with_feedback(ctx: AppContext) -> None:
    fields = _feedback(ctx)
    follow_up.plan_feedback(ctx, fields)
    promises.delete_promise(ctx, fields.promise_id, 1)


def _remove_answered_survey(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    surveys.add_responses(ctx, survey, [surveys.ResponseFields("x")])
    surveys.delete_survey(ctx, survey, 1)


def _remove_survey_in_use(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    problems.add_evidence(ctx, problems.AddEvidence(a_problem(ctx), survey, "26 %"))
    surveys.delete_survey(ctx, survey, 1)


def _remove_answered_problem(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    a_promise(ctx, problem_ids=(problem,))
    problems.delete_problem(ctx, problem, 1)


def _remove_problem_whose_cause_is_answered(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    an_action(ctx, cause_ids=(a_cause(ctx, problem),))
    problems.delete_problem(ctx, problem, 1)


def _remove_answered_cause(ctx: AppContext) -> None:
    cause = a_cause(ctx)
    an_action(ctx, cause_ids=(cause,))
    problems.delete_cause(ctx, cause, 1)


def _withdraw_answered_decision(ctx: AppContext) -> None:
    asked = _asked(ctx)
    follow_up.answer_decision(ctx, follow_up.AnswerDecision(asked, 1, *DECIDED, DAY))
    follow_up.withdraw_decision(ctx, asked, 2)


Case = tuple[str, str | None, Callable[[AppContext], object]]
# Code, field, and the attempt with all that it needs.
REFUSALS: dict[str, Case] = {
    "a negative quantity": (
        "number.negative", "quantity",
        lambda ctx: log.log_done(ctx, _logged(ctx, quantity=Decimal("-0.5")))),
    "negative minutes": (
        "number.negative", "minutes", lambda ctx: log.log_done(ctx, _logged(ctx, minutes=-1))),
    "negative people": (
        "number.negative", "people", lambda ctx: log.log_done(ctx, _logged(ctx, people=-1))),
    "done tomorrow": (
        "dates.future", "done_on", lambda ctx: log.log_done(ctx, _logged(ctx, done_on=TOMORROW))),
    "logged on nothing": (
        "row.missing", None, lambda ctx: log.log_done(ctx, log.LogFields(1, DAY))),
    "edited to nothing": (
        "row.missing", None,
        lambda ctx: log.edit_log(ctx, log.EditLog(
            log.log_done(ctx, _logged(ctx)), 1, log.LogFields(1, DAY)))),
    "an action without title": (
        "field.required", "title", lambda ctx: an_action(ctx, title="  ")),
    "a deadline before its start": (
        "dates.end_before_start", "deadline", lambda ctx: an_action(ctx, deadline=BEFORE)),
    "nothing planned": (
        "action.planned", "planned", lambda ctx: an_action(ctx, planned=Decimal(0))),
    "an action of no promise": ("row.missing", None, lambda ctx: an_action(ctx, 1)),
    "an owner who is not there": (
        "row.missing", None, lambda ctx: an_action(ctx, owner_id=1)),
    "a cause that is not there": (
        "row.missing", None, lambda ctx: an_action(ctx, cause_ids=(1,))),
    "a deadline moved without reason": (
        "reason.required", "reason",
        lambda ctx: actions.move_deadline(
            ctx, actions.MoveDeadline(((an_action(ctx), 1),), DAY, " "))),
    "a deadline moved before its start": (
        "dates.end_before_start", "deadline",
        lambda ctx: actions.move_deadline(
            ctx, actions.MoveDeadline(((an_action(ctx), 1),), BEFORE, "x"))),
    "a signed promise's action edited without reason": (
        "reason.required", "reason",
        lambda ctx: actions.edit_action(ctx, actions.EditAction(
            a_signed_promise(ctx)[1], 1, action_fields(planned=Decimal(1))))),
    "dropped without reason": (
        "reason.required", "reason",
        lambda ctx: actions.set_status(
            ctx, actions.SetStatus(((an_action(ctx), 1),), ActionStatus.DROPPED))),
    "a colour without reason": (
        "reason.required", "reason",
        lambda ctx: actions.override_colour(
            ctx, actions.OverrideColour(an_action(ctx), 1, FollowUp.LATE))),
    "an empty note": (
        "field.required", "text",
        lambda ctx: actions.add_note(ctx, actions.AddNote(an_action(ctx), " "))),
    "an owner given who is not there": (
        "row.missing", None,
        lambda ctx: actions.set_owner(ctx, actions.SetOwner(((an_action(ctx), 1),), 1))),
    "a signed promise's action removed": (
        "action.locked", None,
        lambda ctx: actions.delete_action(ctx, a_signed_promise(ctx)[1], 1)),
    "an action with a log removed": ("action.has_log", None, _remove_logged_action),
    "a promise without title": (
        "field.required", "title", lambda ctx: a_promise(ctx, " ")),
    "a promise that ends before it starts": (
        "dates.end_before_start", "period_end",
        lambda ctx: promises.add_promise(ctx, promises.AddPromise(
            agreement_id(ctx), replace(DRAFT, period_end=BEFORE)))),
    "a promise of no agreement": (
        "row.missing", None,
        lambda ctx: promises.add_promise(ctx, promises.AddPromise(1, DRAFT))),
    "a number that is taken": (
        "row.duplicate", None,
        lambda ctx: [promises.add_promise(ctx, promises.AddPromise(
            agreement_id(ctx), DRAFT, number=7)) for _ in range(2)]),
    "signed without actions": (
        "promise.incomplete", None,
        lambda ctx: promises.sign_promise(ctx, promises.SignPromise(a_promise(ctx), 1, DAY))),
    "signed in the future": ("dates.future", "signed_on", _sign_tomorrow),
    "signed twice": (
        "promise.wrong_status", None,
        lambda ctx: promises.sign_promise(ctx, promises.SignPromise(_signed(ctx), 2, DAY))),
    "a locked text changed": (
        "promise.locked", "text",
        lambda ctx: promises.edit_promise(ctx, promises.EditPromise(_signed(ctx), 2, DRAFT))),
    "a draft started": (
        "promise.wrong_status", None,
        lambda ctx: promises.start_promise(ctx, a_promise(ctx), 1)),
    "a draft returned to draft": (
        "promise.wrong_status", None,
        lambda ctx: promises.return_to_draft(ctx, a_promise(ctx), 1)),
    "a signed promise endorsed": (
        "promise.wrong_status", None,
        lambda ctx: promises.endorse_promise(ctx, _signed(ctx), 2)),
    "a draft ended": (
        "promise.wrong_status", None,
        lambda ctx: promises.end_promise(
            ctx, promises.EndPromise(a_promise(ctx), 1, PromiseStatus.KEPT))),
    "ended without reason": (
        "reason.required", "reason",
        lambda ctx: promises.end_promise(
            ctx, promises.EndPromise(_signed(ctx), 2, PromiseStatus.PARTLY_KEPT))),
    "ended as running": (
        "promise.no_outcome", "outcome",
        lambda ctx: promises.end_promise(
            ctx, promises.EndPromise(_signed(ctx), 2, PromiseStatus.RUNNING))),
    "a new version without reason": (
        "reason.required", "reason",
        lambda ctx: promises.new_version(
            ctx, promises.NewVersion(_signed(ctx), 2, "a", "b", "", "x", DAY))),
    "a new version without text": (
        "field.required", "text",
        lambda ctx: promises.new_version(
            ctx, promises.NewVersion(_signed(ctx), 2, "a", " ", "x", "x", DAY))),
    "a new version of a draft": (
        "promise.not_signed", None,
        lambda ctx: promises.new_version(
            ctx, promises.NewVersion(a_promise(ctx), 1, "a", "b", "x", "x", DAY))),
    "a new version of an ended promise": (
        "promise.not_signed", None,
        lambda ctx: promises.new_version(
            ctx, promises.NewVersion(_ended(ctx), 3, "a", "b", "x", "x", DAY))),
    "a signed promise removed": (
        "promise.locked", None, lambda ctx: promises.delete_promise(ctx, _signed(ctx), 2)),
    "a promise with actions removed": ("promise.has_actions", None, _remove_promise_with_action),
    "a promise with feedback planned removed": ("row.tied", None, _remove_promise_with_feedback),
    "an agreement without title": (
        "field.required", "title",
        lambda ctx: agreements.add_agreement(ctx, replace(AGREEMENT, title=""))),
    "an agreement that ends before it starts": (
        "dates.end_before_start", "period_end",
        lambda ctx: agreements.edit_agreement(ctx, agreements.EditAgreement(
            agreement_id(ctx), 1, replace(AGREEMENT, period_end=BEFORE)))),
    "a person without role": (
        "field.required", "role", lambda ctx: people.add_person(ctx, replace(POLICE, role=" "))),
    "a person without employer": (
        "field.required", "organisation",
        lambda ctx: people.add_person(ctx, replace(POLICE, organisation=""))),
    "a person who leaves before coming": (
        "dates.end_before_start", "active_to",
        lambda ctx: people.add_person(ctx, replace(POLICE, active_from=DAY, active_to=BEFORE))),
    "a hand-over before the first day": (
        "person.hand_over_before_start", "on",
        lambda ctx: people.hand_over(ctx, people.HandOver(
            people.add_person(ctx, replace(POLICE, active_from=DAY)), 1, DAY, POLICE))),
    "a problem without title": (
        "field.required", "title",
        lambda ctx: problems.add_problem(ctx, problems.ProblemFields("Säffle", ""))),
    "a priority below one": (
        "problem.priority", "priority",
        lambda ctx: problems.add_problem(
            ctx, problems.ProblemFields("Säffle", "x", priority=0))),
    "evidence that says nothing": (
        "field.required", "statement",
        lambda ctx: problems.add_evidence(
            ctx, problems.AddEvidence(a_problem(ctx), a_survey(ctx), " "))),
    "evidence from no survey": (
        "row.missing", None,
        lambda ctx: problems.add_evidence(ctx, problems.AddEvidence(a_problem(ctx), 1, "x"))),
    "a cause without words": (
        "field.required", "description",
        lambda ctx: problems.add_cause(
            ctx, problems.AddCause(a_problem(ctx), CauseKind.PLACE, ""))),
    "a cause edited to nothing": (
        "field.required", "description",
        lambda ctx: problems.edit_cause(
            ctx, problems.EditCause(a_cause(ctx), 1, CauseKind.PLACE, ""))),
    "a survey without title": (
        "field.required", "title",
        lambda ctx: surveys.add_survey(ctx, replace(SURVEY, title=""))),
    "fewer than none asked": (
        "number.negative", "asked",
        lambda ctx: surveys.add_survey(ctx, replace(SURVEY, asked=-1))),
    "hours that run backwards": (
        "hours.end_before_start", "ends_at",
        lambda ctx: surveys.add_survey(
            ctx, replace(SURVEY, starts_at=dt.time(18), ends_at=dt.time(15)))),
    "an empty answer": (
        "response.empty", "text",
        lambda ctx: surveys.add_responses(
            ctx, a_survey(ctx), [surveys.ResponseFields("bra"), surveys.ResponseFields()])),
    "a rating off the scale": (
        "response.rating", "rating",
        lambda ctx: surveys.add_responses(
            ctx, a_survey(ctx), [surveys.ResponseFields(rating=6)])),
    "a survey with answers removed": ("survey.has_answers", None, _remove_answered_survey),
    "a survey that a problem rests on removed": ("survey.is_evidence", None, _remove_survey_in_use),
    "a problem that a promise answers removed": (
        "problem.is_answered", None, _remove_answered_problem),
    "a problem whose cause an action answers removed": (
        "cause.is_answered", None, _remove_problem_whose_cause_is_answered),
    "a cause that an action answers removed": ("cause.is_answered", None, _remove_answered_cause),
    "a cause removed that was changed meanwhile": (
        "row.changed", None, lambda ctx: problems.delete_cause(ctx, a_cause(ctx), 7)),
    "feedback removed that was given": (
        "feedback.given", None,
        lambda ctx: follow_up.delete_feedback(
            ctx, follow_up.plan_feedback(ctx, _feedback(ctx, done_on=DAY)), 1)),
    "an answered question withdrawn": (
        "decision.answered", None, _withdraw_answered_decision),
    "an indicator without name": (
        "field.required", "name",
        lambda ctx: follow_up.add_indicator(ctx, follow_up.IndicatorFields(
            a_promise(ctx), " ", IndicatorKind.EFFECT, Direction.UP))),
    "an indicator edited to nothing": (
        "field.required", "name",
        lambda ctx: follow_up.edit_indicator(ctx, follow_up.EditIndicator(
            _indicator(ctx), 1, follow_up.IndicatorFields(
                a_promise(ctx), "", IndicatorKind.EFFECT, Direction.UP)))),
    "not measured, and not said why": (
        "reason.required", "note",
        lambda ctx: follow_up.measure(ctx, follow_up.Measure(_indicator(ctx), DAY, None))),
    "measured tomorrow": (
        "dates.future", "measured_on",
        lambda ctx: follow_up.measure(
            ctx, follow_up.Measure(_indicator(ctx), TOMORROW, Decimal(1)))),
    "feedback to nobody": (
        "field.required", "audience",
        lambda ctx: follow_up.plan_feedback(ctx, _feedback(ctx, audience=""))),
    "feedback given tomorrow": (
        "dates.future", "done_on",
        lambda ctx: follow_up.edit_feedback(ctx, follow_up.EditFeedback(
            follow_up.plan_feedback(ctx, _feedback(ctx)), 1, _feedback(ctx, done_on=TOMORROW)))),
    "a decision without question": (
        "field.required", "question",
        lambda ctx: follow_up.ask_decision(ctx, replace(QUESTION, question=""))),
    "a question that does not fit": (
        "decision.too_long", "question",
        lambda ctx: follow_up.ask_decision(ctx, replace(QUESTION, question="x" * 61))),
    "an empty answer to a question": (
        "field.required", "answer",
        lambda ctx: follow_up.answer_decision(
            ctx, follow_up.AnswerDecision(_asked(ctx), 1, " ", "Rådet", DAY))),
    "answered tomorrow": (
        "dates.future", "decided_on",
        lambda ctx: follow_up.answer_decision(
            ctx, follow_up.AnswerDecision(_asked(ctx), 1, *DECIDED, TOMORROW))),
    "a report that ends before it starts": (
        "dates.end_before_start", "period_end",
        lambda ctx: record_report(
            ctx, RecordReport("status", "sv", DAY, DAY, BEFORE, "x"))),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_it_is_refused_and_nothing_of_it_is_written(
    ctx: AppContext, book_path: Path, name: str
) -> None:
    code, field, attempt = REFUSALS[name]
    seen = [dump(book_path)]
    ctx.bus.subscribe(lambda _changes: seen.append(dump(book_path)))
    with refused(code) as caught:
        attempt(ctx)
    if field is not None:
        assert isinstance(caught.value, Invalid)
        assert caught.value.field == field
    # What was prepared stands; the attempt itself left no trace.
    assert dump(book_path) == seen[-1]


# --- what a service sees to ----------------------------------------------------------------------


def test_the_other_causes_keep_their_numbers_when_one_is_removed(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    first, second = a_cause(ctx, problem), a_cause(ctx, problem)
    problems.delete_cause(ctx, first, 1)
    third = a_cause(ctx, problem)
    with ctx.read() as session:
        numbers = {c.id: c.number for c in session.scalars(select(Cause))}
    assert numbers == {second: 2, third: 3}


def test_a_signing_names_everything_that_is_missing(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    an_action(ctx, promise, deadline=None)
    with refused("promise.incomplete") as caught:
        promises.sign_promise(ctx, promises.SignPromise(promise, 1, DAY))
    lacking = caught.value.params["lacking"]
    assert isinstance(lacking, tuple)
    assert [(gap.lack, gap.actions) for gap in lacking] == [
        (Lack.CAUSE_LINK, ()),
        (Lack.OWNER, (1,)),
        (Lack.DEADLINE, (1,)),
    ]


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_promise_without_text_stays_a_draft(ctx: AppContext, text: str) -> None:
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    an_action(ctx, promise, cause_ids=(a_cause(ctx, problem),), owner_id=a_person(ctx))
    promises.edit_promise(ctx, promises.EditPromise(promise, 1, replace(DRAFT, text=text)))
    with refused("promise.incomplete") as caught:
        promises.sign_promise(ctx, promises.SignPromise(promise, 2, DAY))
    assert caught.value.params["lacking"] == (Missing(Lack.TEXT),)


def test_a_signing_keeps_the_text_as_version_one(ctx: AppContext) -> None:
    promise = _signed(ctx)
    with ctx.read() as session:
        row = session.get_one(Promise, promise)
        (version,) = session.scalars(select(PromiseVersion))
    assert (row.status, row.signed_on) == (PromiseStatus.SIGNED, DAY)
    assert (version.number, version.text, version.signed_on) == (1, row.text, DAY)


def test_a_new_version_keeps_the_old_one_and_says_why(ctx: AppContext) -> None:
    promise = _signed(ctx)
    promises.new_version(
        ctx, promises.NewVersion(promise, 2, "Ny", "Ny text", "Färre poliser", "Styrgruppen", DAY)
    )
    with ctx.read() as session:
        texts = session.scalars(select(PromiseVersion.text).order_by(PromiseVersion.number)).all()
        (deviation,) = session.scalars(select(Deviation))
    assert texts[1] == deviation.after == "Ny text"
    assert texts[0] == deviation.before
    assert (deviation.kind, deviation.reason) == (DeviationKind.TEXT, "Färre poliser")


def test_the_expected_effect_of_a_signed_promise_may_still_be_written(ctx: AppContext) -> None:
    promise = _signed(ctx)
    with ctx.read() as session:
        row = session.get_one(Promise, promise)
        fields = promises.PromiseFields(
            row.title, row.text, row.period_start, row.period_end, "Fler vågar gå ut"
        )
    promises.edit_promise(ctx, promises.EditPromise(promise, 2, fields))
    assert version_of(ctx, Promise, promise) == 3


def test_a_promises_whole_life(ctx: AppContext) -> None:
    problem = a_problem(ctx)
    promise = a_promise(ctx, problem_ids=(problem,))
    an_action(ctx, promise, cause_ids=(a_cause(ctx, problem),), owner_id=a_person(ctx))
    promises.endorse_promise(ctx, promise, 1)
    promises.return_to_draft(ctx, promise, 2)
    promises.endorse_promise(ctx, promise, 3)
    promises.sign_promise(ctx, promises.SignPromise(promise, 4, DAY))
    promises.start_promise(ctx, promise, 5)
    promises.end_promise(ctx, promises.EndPromise(promise, 6, PromiseStatus.DROPPED, " Nedlagt "))
    with ctx.read() as session:
        row = session.get_one(Promise, promise)
    assert (row.status, row.outcome_reason) == (PromiseStatus.DROPPED, "Nedlagt")


def test_a_moved_deadline_of_a_signed_promise_is_a_deviation_of_each_action(
    ctx: AppContext,
) -> None:
    signed = a_signed_promise(ctx)[1]
    draft = an_action(ctx)
    later = YEAR[1] + dt.timedelta(days=30)
    actions.move_deadline(
        ctx, actions.MoveDeadline(((signed, 1), (draft, 1)), later, "Dröjer", "Chefen")
    )
    with ctx.read() as session:
        (deviation,) = session.scalars(select(Deviation))
        deadlines = set(session.scalars(select(Action.deadline)))
    assert (deviation.action_id, deviation.kind) == (signed, DeviationKind.DEADLINE)
    assert (deviation.before, deviation.after) == (str(YEAR[1]), str(later))
    assert (deviation.decided_by, deviation.decided_on) == ("Chefen", DAY)
    assert deadlines == {later}


def test_one_conflict_among_several_actions_moves_none(ctx: AppContext) -> None:
    one, other = an_action(ctx), an_action(ctx)
    log.log_done(ctx, log.LogFields(other, DAY))
    with refused("row.changed"):
        actions.set_owner(ctx, actions.SetOwner(((one, 1), (other, 1)), a_person(ctx)))
    with ctx.read() as session:
        assert session.scalars(select(Action.owner_id)).all() == [None, None]


def test_the_first_entry_starts_a_planned_action_and_no_other(ctx: AppContext) -> None:
    action = an_action(ctx)
    log.log_done(ctx, log.LogFields(action, DAY))
    with ctx.read() as session:
        assert session.get_one(Action, action).status is ActionStatus.ONGOING
    why = "Det räckte"
    with pytest.raises(Invalid, match=r"reason\.required"):
        actions.set_status(ctx, actions.SetStatus(((action, 2),), ActionStatus.DONE))
    actions.set_status(ctx, actions.SetStatus(((action, 2),), ActionStatus.DONE, why))
    with ctx.read() as session:
        assert session.get_one(Action, action).status_reason == why
    log.log_done(ctx, log.LogFields(action, DAY))
    with ctx.read() as session:
        assert session.get_one(Action, action).status is ActionStatus.DONE
        assert set(session.scalars(select(LogEntry.logged_by))) == {ctx.who()}


def test_what_people_search_in_an_action_is_kept_folded(ctx: AppContext) -> None:
    action = an_action(ctx, title=" Fotpatrullering  CENTRUM ", goal="Ökad NÄRVARO")
    with ctx.read() as session:
        row = session.get_one(Action, action)
    assert row.title == "Fotpatrullering  CENTRUM"
    assert row.sought == "fotpatrullering centrum ökad närvaro"


def test_lifting_an_override_forgets_its_reason(ctx: AppContext) -> None:
    action = an_action(ctx)
    actions.override_colour(ctx, actions.OverrideColour(action, 1, FollowUp.LATE, "x"))
    actions.override_colour(ctx, actions.OverrideColour(action, 2, None, "glöm"))
    with ctx.read() as session:
        row = session.get_one(Action, action)
    assert (row.override_colour, row.override_reason) == (None, "")


def test_a_hand_over_moves_open_work_and_leaves_history(ctx: AppContext) -> None:
    person = a_person(ctx)
    still_open, ended = an_action(ctx, owner_id=person), an_action(ctx, owner_id=person)
    actions.set_status(ctx, actions.SetStatus(((ended, 1),), ActionStatus.DONE, "Det räckte"))
    successor = people.hand_over(
        ctx, people.HandOver(person, 1, DAY, replace(POLICE, name="Li Ny"))
    )
    with ctx.read() as session:
        old, new = session.get_one(Person, person), session.get_one(Person, successor)
        owners = {row.id: row.owner_id for row in session.scalars(select(Action))}
    assert owners == {still_open: successor, ended: person}
    assert (old.active_to, old.successor_id) == (DAY - dt.timedelta(days=1), successor)
    assert (new.active_from, new.name) == (DAY, "Li Ny")


def test_nobody_succeeds_in_a_circle(ctx: AppContext) -> None:
    first = a_person(ctx)
    later = [DAY + dt.timedelta(days=days) for days in (10, 20)]
    second = people.hand_over(
        ctx, people.HandOver(first, 1, later[0], replace(POLICE, name="Li Ny"))
    )
    version = version_of(ctx, Person, second)
    people.hand_over(ctx, people.HandOver(second, version, later[1], first))
    with ctx.read() as session:
        back, away = session.get_one(Person, first), session.get_one(Person, second)
        assert (back.active_to, back.successor_id) == (None, None)
        assert away.successor_id == first


def test_the_reason_of_a_first_deadline_is_kept(ctx: AppContext) -> None:
    action = an_action(ctx, start_on=None, deadline=None)
    actions.move_deadline(ctx, actions.MoveDeadline(((action, 1),), DAY, "Skolstart"))
    detail = action_detail(ctx, action)
    assert detail is not None
    assert [note.text for note in detail.notes] == ["Skolstart"]


def test_numbers_go_on_from_the_last_one(ctx: AppContext) -> None:
    promise, problem = a_promise(ctx), a_problem(ctx)
    for _ in range(3):
        an_action(ctx, promise)
        a_cause(ctx, problem)
        a_problem(ctx)
    with ctx.read() as session:
        numbers = [
            session.scalars(select(model.number).order_by(model.number)).all()
            for model in (Action, Cause, Problem)
        ]
    assert numbers == [[1, 2, 3], [1, 2, 3], [1, 2, 3, 4]]


def test_organisations_and_themes_are_met_again_by_name(ctx: AppContext) -> None:
    people.add_person(ctx, replace(POLICE, role="Chef", organisation=" Polisen "))
    people.add_person(ctx, replace(POLICE, role="Chef 2"))
    with ctx.read() as session:
        assert len(set(session.scalars(select(Person.organisation_id)))) == 1
    for _ in range(2):
        surveys.add_responses(
            ctx, a_survey(ctx), [surveys.ResponseFields(themes=("ljus", "ljus", "trafik"))]
        )
    with ctx.read() as session:
        assert set(session.scalars(select(Theme.name))) == {"ljus", "trafik"}


def test_an_edited_agreement_keeps_what_it_still_has(ctx: AppContext) -> None:
    agreement = agreement_id(ctx)
    fields = replace(
        AGREEMENT,
        dnr=((Party.POLICE, "A999"), (Party.JOINT, " ")),
        signatories=(*AGREEMENT.signatories, AGREEMENT.signatories[0]),
    )
    agreements.edit_agreement(ctx, agreements.EditAgreement(agreement, 1, fields))
    with ctx.read() as session:
        assert session.execute(select(AgreementDnr.party, AgreementDnr.dnr)).all() == [
            (Party.POLICE, "A999")
        ]
        assert session.scalars(select(Signatory.position)).all() == [1, 2, 3]
        assert session.get_one(Agreement, agreement).title == AGREEMENT.title


def test_a_promise_that_nobody_is_named_to_sign_says_so(ctx: AppContext) -> None:
    promise = a_promise(ctx)
    lacks = partial(_lacks, ctx, promise)
    assert Lack.SIGNATORY not in lacks()
    nobody = replace(AGREEMENT, signatories=())
    agreements.edit_agreement(ctx, agreements.EditAgreement(agreement_id(ctx), 1, nobody))
    assert Lack.SIGNATORY in lacks()


def _lacks(ctx: AppContext, promise: int) -> set[Lack]:
    with ctx.read() as session:
        return {gap.lack for gap in promises.missing_in(session, promise)}
