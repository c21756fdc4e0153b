"""A book with a secret wherever one can be written, and beside it what citizens are to be told."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.factory import AGREEMENT, DAY, YEAR, action_fields, agreement_id, version_of
from tracker.models.action import Action
from tracker.models.clock import WalkingClock
from tracker.models.enums import (
    ActionStatus,
    CauseKind,
    Direction,
    IndicatorKind,
    Party,
    SurveyMethod,
)
from tracker.models.organisation import Agreement
from tracker.models.survey import Response
from tracker.services.actions import (
    AddAction,
    AddNote,
    MoveDeadline,
    SetOwner,
    SetStatus,
    add_action,
    add_note,
    move_deadline,
    set_owner,
    set_status,
)
from tracker.services.agreements import EditAgreement, SignatoryFields, edit_agreement
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    AskDecision,
    FeedbackFields,
    IndicatorFields,
    Measure,
    add_indicator,
    ask_decision,
    measure,
    plan_feedback,
)
from tracker.services.log import LogFields, log_done
from tracker.services.people import PersonFields, add_person
from tracker.services.problems import (
    AddCause,
    AddEvidence,
    ProblemFields,
    add_cause,
    add_evidence,
    add_problem,
)
from tracker.services.promises import AddPromise, PromiseFields, SignPromise, add_promise
from tracker.services.promises import sign_promise as sign
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

_NAMES = (
    "signatory", "diary number", "owner's name", "owner's role", "owner's address", "second role",
    "support", "goal", "internal note", "entry's place", "entry's note", "entry's result",
    "entry's source", "answer", "quoted answer", "survey's title", "survey's place",
    "survey's audience", "survey's result", "survey's limitation", "small survey's statement",
    "problem", "problem's place", "affected group", "priority", "decision's diary number", "cause",
    "question", "decider", "decision's reason", "option", "who decided", "indicator's source",
    "measurement's source", "process indicator", "draft", "draft's action", "given feedback",
    "given audience",
)  # fmt: skip
SECRETS = {name: f"hemlig{number:02}zq" for number, name in enumerate(_NAMES)}
FEW = "271828"
"""A value that too few people answered."""
FEW_ANSWERED = 4

TOLD = (
    "Synlig polis", "Fotpatrullering", "Föräldramöten", "Brev till hushållen",
    "Personal omfördelad", "Brevbäraren strejkade", "Fler känner sig trygga", "Trygga på torget",
    "60 % vill ha synlig polis", "Ring växeln", "Allmänheten", "Kommunens webb",
)  # fmt: skip


def a_secretive_book(ctx: AppContext, clock: WalkingClock) -> None:
    """Fill the book, and let the clock walk until things are late."""
    _agreement(ctx)
    problem = _problem(ctx)
    cause = add_cause(ctx, AddCause(problem, CauseKind.PLACE, SECRETS["cause"]))
    promise, actions = _promise(ctx, problem, cause)
    _draft(ctx)
    _indicators(ctx, promise)
    plan_feedback(
        ctx, FeedbackFields(promise, "Allmänheten", "Kommunens webb", dt.date(2018, 12, 1))
    )
    sign(ctx, SignPromise(promise, version_of_promise(ctx, promise), DAY))
    _events(ctx, promise, actions)
    clock.walk_to(dt.date(2018, 10, 1))
    add_note(ctx, AddNote(actions[2], SECRETS["internal note"]))


def version_of_promise(ctx: AppContext, promise: int) -> int:
    from tracker.models.promise import Promise

    return version_of(ctx, Promise, promise)


def _agreement(ctx: AppContext) -> None:
    row = agreement_id(ctx)
    fields = replace(
        AGREEMENT,
        dnr=((Party.MUNICIPALITY, SECRETS["diary number"]),),
        signatories=(
            SignatoryFields(Party.MUNICIPALITY, "Säffle", "Kommunalråd", SECRETS["signatory"]),
        ),
        contact="Ring växeln",
    )
    edit_agreement(ctx, EditAgreement(row, version_of(ctx, Agreement, row), fields))


def _survey(ctx: AppContext, title: str, answered: int) -> int:
    return add_survey(
        ctx,
        SurveyFields(
            "Säffle",
            title,
            SurveyMethod.SQUARE_TALK,
            dt.date(2017, 11, 6),
            place=SECRETS["survey's place"],
            audience=SECRETS["survey's audience"],
            answered=answered,
            result=SECRETS["survey's result"],
            limitation=SECRETS["survey's limitation"],
        ),
    )


def _problem(ctx: AppContext) -> int:
    problem = add_problem(
        ctx,
        ProblemFields(
            "Säffle",
            SECRETS["problem"],
            what=SECRETS["problem"],
            place=SECRETS["problem's place"],
            affected_group=SECRETS["affected group"],
            priority_reason=SECRETS["priority"],
            decision_dnr=SECRETS["decision's diary number"],
        ),
    )
    large, small = _survey(ctx, SECRETS["survey's title"], 92), _survey(ctx, "Få", FEW_ANSWERED)
    [answer] = add_responses(ctx, large, [ResponseFields(SECRETS["answer"], deidentified=True)])
    add_evidence(ctx, AddEvidence(problem, large, "60 % vill ha synlig polis"))
    add_evidence(ctx, AddEvidence(problem, small, SECRETS["small survey's statement"]))
    add_evidence(ctx, AddEvidence(problem, large, SECRETS["quoted answer"], answer))
    untick(ctx, answer)
    return problem


def untick(ctx: AppContext, answer: int) -> None:
    """Somebody finds that a quoted answer does point out a person."""
    with ctx.write("response.edit") as tx:
        tx.get(Response, answer).deidentified = False


def _promise(ctx: AppContext, problem: int, cause: int) -> tuple[int, list[int]]:
    fields = PromiseFields(
        "Synlig polis", "Vi lovar att synas.", *YEAR, expected_effect="Fler känner sig trygga"
    )
    promise = add_promise(ctx, AddPromise(agreement_id(ctx), fields, (problem,)))
    owner = add_person(
        ctx,
        PersonFields(
            SECRETS["owner's role"],
            "Polisen",
            Party.POLICE,
            SECRETS["owner's name"],
            SECRETS["owner's address"],
        ),
    )
    common = {
        "owner_id": owner,
        "cause_ids": (cause,),
        "support": SECRETS["support"],
        "goal": SECRETS["goal"],
    }
    plans = (
        action_fields("Fotpatrullering", unit="patrulleringar", **common),
        action_fields("Föräldramöten", unit="möten", planned=Decimal(6), **common),
        action_fields("Brev till hushållen", unit="", planned=None, **common),
    )
    return promise, [add_action(ctx, AddAction(promise, plan)) for plan in plans]


def _draft(ctx: AppContext) -> None:
    fields = PromiseFields(SECRETS["draft"], SECRETS["draft"], *YEAR)
    draft = add_promise(ctx, AddPromise(agreement_id(ctx), fields))
    add_action(ctx, AddAction(draft, action_fields(SECRETS["draft's action"])))


def _indicators(ctx: AppContext, promise: int) -> None:
    for name, kind, answers in (
        ("Trygga på torget", IndicatorKind.EFFECT, FEW_ANSWERED),
        (SECRETS["process indicator"], IndicatorKind.PROCESS, None),
    ):
        fields = IndicatorFields(
            promise, name, kind, Direction.UP, source=SECRETS["indicator's source"]
        )
        measure(
            ctx,
            Measure(
                add_indicator(ctx, fields),
                dt.date(2018, 2, 1),
                Decimal(FEW),
                answers,
                SECRETS["measurement's source"],
            ),
        )


def _events(ctx: AppContext, promise: int, actions: list[int]) -> None:
    patrols, meetings, letter = actions
    log_done(
        ctx,
        LogFields(
            patrols,
            DAY,
            place=SECRETS["entry's place"],
            result=SECRETS["entry's result"],
            note=SECRETS["entry's note"],
            internal=True,
            source=SECRETS["entry's source"],
        ),
    )
    ref = (meetings, version_of(ctx, Action, meetings))
    set_status(ctx, SetStatus((ref,), ActionStatus.NOT_DONE, "Personal omfördelad"))
    second = add_person(ctx, PersonFields(SECRETS["second role"], "Polisen", Party.POLICE))
    set_owner(ctx, SetOwner(((letter, version_of(ctx, Action, letter)),), second))
    ref = (letter, version_of(ctx, Action, letter))
    decided_by = SECRETS["who decided"]
    move_deadline(
        ctx, MoveDeadline((ref,), dt.date(2018, 6, 1), "Brevbäraren strejkade", decided_by)
    )
    add_note(ctx, AddNote(letter, "Brevbäraren strejkade", internal=False))
    ask_decision(
        ctx,
        AskDecision(
            SECRETS["question"],
            SECRETS["decider"],
            Party.POLICE,
            dt.date(2018, 11, 1),
            SECRETS["decision's reason"],
            promise_id=promise,
            options=((SECRETS["option"], None),),
        ),
    )
    plan_feedback(
        ctx,
        FeedbackFields(
            promise,
            SECRETS["given audience"],
            "Brev",
            DAY,
            done_on=DAY,
            text=SECRETS["given feedback"],
        ),
    )
