"""Signing a final agreement report: all that it puts before its signatories, or nothing."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factory import (
    DAY,
    YEAR,
    a_cause,
    a_person,
    a_problem,
    a_promise,
    a_survey,
    action_fields,
    an_action,
    snapshot,
    version_of,
)
from tests.refusals import refused
from tracker.messages import explain
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import CauseKind, Direction, IndicatorKind, Party, PromiseStatus
from tracker.models.problem import Cause, Problem
from tracker.models.promise import Promise, PromiseVersion
from tracker.models.signing import SignedPart
from tracker.services import actions, follow_up, log, people, problems, promises
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.queries.plan import plan
from tracker.services.reports.frozen import finalised
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.settling import SettleReport, settle_report
from tracker.services.signing import SignReport, sign_promises

SIGNED = DAY + dt.timedelta(5)
LATER = DAY + dt.timedelta(10)


def ready(ctx: AppContext, title: str = "Synlig polis") -> int:
    """A complete draft: problem, cause, an action with owner and deadline, and a goal."""
    problem = a_problem(ctx, f"Problemet bakom {title}")
    promise = a_promise(ctx, title, (problem,))
    an_action(ctx, promise, cause_ids=(a_cause(ctx, problem),), owner_id=a_person(ctx))
    fields = follow_up.IndicatorFields(
        promise, "Trygga", IndicatorKind.EFFECT, Direction.UP, "%", target=Decimal(60)
    )
    follow_up.add_indicator(ctx, fields)
    return promise


def settled(ctx: AppContext, kind: str = "agreement", supersedes: int | None = None) -> int:
    """A report made final today."""
    data = report_input(ctx, ReportQuery(kind=kind))
    final = finalised(data, on=ctx.today(), diary_numbers=data.diary_numbers)
    return settle_report(ctx, SettleReport(final, "sv", b"%PDF-1.7", supersedes))


def versions(ctx: AppContext) -> list[tuple[int, int, dt.date, int | None]]:
    with ctx.read() as session:
        rows = session.execute(
            select(
                Promise.number,
                PromiseVersion.number,
                PromiseVersion.signed_on,
                PromiseVersion.report_id,
            )
            .join(Promise, Promise.id == PromiseVersion.promise_id)
            .order_by(Promise.number, PromiseVersion.number)
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]


def statuses(ctx: AppContext) -> list[PromiseStatus]:
    with ctx.read() as session:
        return list(session.scalars(select(Promise.status).order_by(Promise.number)))


@pytest.fixture
def book(anywhere: AppContext) -> AppContext:
    """Two complete promises, one of them endorsed."""
    ready(anywhere)
    promise = ready(anywhere, "Ljus i parken")
    promises.endorse_promise(anywhere, promise, version_of(anywhere, Promise, promise))
    return anywhere


@pytest.fixture
def report(book: AppContext, clock: WalkingClock) -> int:
    """Their agreement, made final on `DAY`; it is some days later now."""
    made = settled(book)
    clock.walk_to(LATER)
    return made


def test_a_promise_without_text_is_no_part_of_what_is_signed(book: AppContext) -> None:
    wordless = ready(book, "Utan ord")
    fields = promises.PromiseFields("Utan ord", "", *YEAR)
    version = version_of(book, Promise, wordless)
    promises.edit_promise(book, promises.EditPromise(wordless, version, fields))
    assert sign_promises(book, SignReport(settled(book), DAY)) == (1, 2)
    assert statuses(book)[2] is PromiseStatus.DRAFT


def test_every_promise_of_the_report_is_signed_as_it_stands(book: AppContext, report: int) -> None:
    assert sign_promises(book, SignReport(report, SIGNED)) == (1, 2)
    assert statuses(book) == [PromiseStatus.SIGNED] * 2
    assert versions(book) == [(1, 1, SIGNED, report), (2, 1, SIGNED, report)]
    with book.read() as session:
        version = session.scalars(select(PromiseVersion)).first()
        promise = session.get_one(Promise, version.promise_id) if version else None
    assert promise is not None
    assert version is not None
    assert (version.title, version.text) == (promise.title, promise.text)
    assert promise.signed_on == SIGNED
    assert check_book(book) == []


def test_it_is_one_step_to_take_back_and_do_again(book: AppContext, report: int) -> None:
    before = snapshot(book)
    sign_promises(book, SignReport(report, SIGNED))
    after = snapshot(book)
    assert undo(book) == "promise.sign_report"
    assert snapshot(book) == before
    assert redo(book) == "promise.sign_report"
    assert snapshot(book) == after
    assert check_book(book) == []


def test_the_promise_page_knows_which_report_backs_a_version(book: AppContext, report: int) -> None:
    sign_promises(book, SignReport(report, SIGNED))
    with book.read() as session:
        promise = session.scalars(select(Promise.id).where(Promise.number == 1)).one()
    [version] = plan(book, promise).versions
    assert (version.report_id, version.settled_on) == (report, DAY)
    new = promises.NewVersion(
        promise, plan(book, promise).row.version, "Synlig", "Ny text", "Skäl", "Gruppen", LATER
    )
    promises.new_version(book, new)
    assert [row.report_id for row in plan(book, promise).versions] == [report, None]


def test_what_is_done_measured_or_found_since_is_no_difference(
    book: AppContext, report: int
) -> None:
    with book.read() as session:
        action = session.scalars(select(Action.id)).first() or 0
        problem = session.scalars(select(Problem.id)).first() or 0
        promise = session.scalars(select(Promise.id)).first() or 0
    log.log_done(book, log.LogFields(action, LATER))
    actions.add_note(book, actions.AddNote(action, "Ringde", internal=False))
    problems.add_evidence(book, problems.AddEvidence(problem, a_survey(book), "Fler såg"))
    indicator = plan(book, promise).indicators[0]
    follow_up.measure(book, follow_up.Measure(indicator.id, LATER, Decimal(51)))
    follow_up.plan_feedback(book, follow_up.FeedbackFields(promise, "Boende", "Torget", LATER))
    assert sign_promises(book, SignReport(report, SIGNED)) == (1, 2)


def test_an_owner_in_the_same_role_is_no_difference(book: AppContext, report: int) -> None:
    person = a_person(book)
    successor = people.PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Li Ny")
    hand = people.HandOver(person, 1, LATER, successor)
    people.hand_over(book, hand)
    assert sign_promises(book, SignReport(report, SIGNED)) == (1, 2)


# --- what differs --------------------------------------------------------------------------------

Change = Callable[[AppContext, int, int], object]


def _promise_fields(**values: object) -> promises.PromiseFields:
    text = "Vi lovar att synas på torget varje vecka."
    fields = promises.PromiseFields("Synlig polis", text, *YEAR)
    return replace(fields, **values)  # type: ignore[arg-type]


def _edited(**values: object) -> Change:
    def change(ctx: AppContext, promise: int, _action: int) -> None:
        version = version_of(ctx, Promise, promise)
        fields = _promise_fields(**values)
        promises.edit_promise(ctx, promises.EditPromise(promise, version, fields))

    return change


def _action_edited(**values: object) -> Change:
    def change(ctx: AppContext, _promise: int, action: int) -> None:
        with ctx.read() as session:
            cause = session.scalars(select(Cause.id)).first() or 0
        base = action_fields(cause_ids=(cause,), owner_id=a_person(ctx))
        fields = replace(base, **values)  # type: ignore[arg-type]
        version = version_of(ctx, Action, action)
        actions.edit_action(ctx, actions.EditAction(action, version, fields, reason="Vakans"))

    return change


def _another_cause(ctx: AppContext, promise: int, _action: int) -> None:
    problem = plan(ctx, promise).problems[0].id
    problems.add_cause(ctx, problems.AddCause(problem, CauseKind.VICTIM, "Få går hem i grupp"))


def _another_problem(ctx: AppContext, promise: int, _action: int) -> None:
    seen = plan(ctx, promise)
    ids = (*(problem.id for problem in seen.problems), a_problem(ctx, "Ett till"))
    edit = promises.EditPromise(promise, seen.row.version, seen.fields, problem_ids=ids)
    promises.edit_promise(ctx, edit)


def _another_goal(ctx: AppContext, promise: int, _action: int) -> None:
    fields = follow_up.IndicatorFields(promise, "Anmälda", IndicatorKind.EFFECT, Direction.DOWN)
    follow_up.add_indicator(ctx, fields)


CHANGES: dict[str, tuple[Change, SignedPart, tuple[int, ...]]] = {
    "title": (_edited(title="Synligare"), SignedPart.TITLE, ()),
    "text": (_edited(text="Vi lovar mer."), SignedPart.TEXT, ()),
    "period": (_edited(period_end=dt.date(2018, 6, 30)), SignedPart.PERIOD, ()),
    "expected effect": (_edited(expected_effect="Tryggare"), SignedPart.EFFECT, ()),
    "a cause more": (_another_cause, SignedPart.CAUSES, ()),
    "a problem more": (_another_problem, SignedPart.PROBLEMS, ()),
    "a goal more": (_another_goal, SignedPart.GOALS, ()),
    "an action more": (
        lambda ctx, promise, _action: an_action(ctx, promise, title="Nattvandring"),
        SignedPart.ACTIONS,
        (2,),
    ),
    "an action's title": (_action_edited(title="Bilpatrull"), SignedPart.ACTIONS, (1,)),
    "its goal": (_action_edited(goal="En timme"), SignedPart.ACTIONS, (1,)),
    "its deadline": (_action_edited(deadline=dt.date(2018, 11, 30)), SignedPart.ACTIONS, (1,)),
    "its quantity": (_action_edited(planned=Decimal(29)), SignedPart.ACTIONS, (1,)),
    "its unit": (_action_edited(unit="timmar"), SignedPart.ACTIONS, (1,)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_promise_that_is_not_as_the_report_says_is_not_signed(
    ctx: AppContext, clock: WalkingClock, name: str
) -> None:
    promise = ready(ctx)
    with ctx.read() as session:
        action = session.scalars(select(Action.id)).one()
    report = settled(ctx)
    change, part, numbers = CHANGES[name]
    change(ctx, promise, action)
    clock.walk_to(LATER)
    before = snapshot(ctx)
    with refused("promise.differs_from_report") as caught:
        sign_promises(ctx, SignReport(report, SIGNED))
    differences = caught.value.params["what"]
    assert isinstance(differences, tuple)
    assert (part, numbers) in [(row.part, row.actions) for row in differences]
    assert snapshot(ctx) == before
    undo(ctx)
    assert sign_promises(ctx, SignReport(report, SIGNED)) == (1,)


def test_another_owner_is_a_difference_and_is_told_in_words(book: AppContext, report: int) -> None:
    with book.read() as session:
        action = session.scalars(select(Action.id).join(Promise).where(Promise.number == 2)).one()
    owner = a_person(book, "Gatuchef")
    ref = (action, version_of(book, Action, action))
    actions.set_owner(book, actions.SetOwner((ref,), owner))
    with refused("promise.differs_from_report") as caught:
        sign_promises(book, SignReport(report, SIGNED))
    told = explain(caught.value)
    assert told.startswith("Löfte 2 är inte längre som i rapport")
    assert "Det här har ändrats: åtgärd 1. Inget är undertecknat." in told
    assert str(report) in told
    # All or none: the first promise is as the report says, but is not signed alone.
    assert statuses(book) == [PromiseStatus.DRAFT, PromiseStatus.ENDORSED]


def test_a_promise_that_is_gone_or_signed_since_stops_the_signing(
    book: AppContext, report: int
) -> None:
    with book.read() as session:
        first = session.scalars(select(Promise.id).where(Promise.number == 1)).one()
    sign = promises.SignPromise(first, version_of(book, Promise, first), SIGNED)
    promises.sign_promise(book, sign)
    with refused("promise.signed_already"):
        sign_promises(book, SignReport(report, SIGNED))
    undo(book)
    while statuses(book):
        undo(book)
    with refused("promise.gone_since_report"):
        sign_promises(book, SignReport(report, SIGNED))


def test_signing_twice_is_refused(book: AppContext, report: int) -> None:
    sign_promises(book, SignReport(report, SIGNED))
    with refused("promise.signed_already"):
        sign_promises(book, SignReport(report, SIGNED))
    assert len(versions(book)) == 2


# --- what is incomplete --------------------------------------------------------------------------


def test_a_draft_that_the_report_says_cannot_be_signed_stays_a_draft(
    book: AppContext, clock: WalkingClock
) -> None:
    a_promise(book, "Bara en tanke")
    report = settled(book)
    clock.walk_to(LATER)
    assert sign_promises(book, SignReport(report, SIGNED)) == (1, 2)
    assert statuses(book)[2] is PromiseStatus.DRAFT


def test_an_agreement_of_incomplete_drafts_says_what_they_lack(anywhere: AppContext) -> None:
    a_promise(anywhere, "Bara en tanke")
    with refused("promise.incomplete") as caught:
        sign_promises(anywhere, SignReport(settled(anywhere), DAY))
    assert "Löfte 1 kan inte undertecknas än" in explain(caught.value)


# --- which report, and when ----------------------------------------------------------------------


def test_only_a_final_agreement_that_holds_can_be_signed(
    book: AppContext, report: int, clock: WalkingClock
) -> None:
    newer = settled(book, supersedes=report)
    with refused("report.sign_superseded") as caught:
        sign_promises(book, SignReport(report, LATER))
    assert str(newer) in explain(caught.value)
    with refused("report.not_agreement"):
        sign_promises(book, SignReport(settled(book, "status"), LATER))
    with refused("row.missing"):
        sign_promises(book, SignReport(7, LATER))
    assert sign_promises(book, SignReport(newer, LATER)) == (1, 2)
    with refused("report.nothing_to_sign"):
        sign_promises(book, SignReport(settled(book), LATER))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (DAY - dt.timedelta(1), "report.signed_early"),
        (LATER + dt.timedelta(1), "dates.future"),
    ],
)
def test_the_day_lies_between_the_report_and_today(
    book: AppContext, report: int, day: dt.date, code: str
) -> None:
    with refused(code):
        sign_promises(book, SignReport(report, day))
    assert versions(book) == []
