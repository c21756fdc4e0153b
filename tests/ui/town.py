"""A small town's book in September 2018: a promise, a draft, some of what was done, a decision."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests import factory
from tracker.models.clock import WalkingClock
from tracker.models.enums import ActionKind, Direction, IndicatorKind, Party
from tracker.services.actions import ActionFields, AddAction, add_action
from tracker.services.context import AppContext
from tracker.services.follow_up import AskDecision, IndicatorFields, add_indicator, ask_decision
from tracker.services.log import LogFields, log_done
from tracker.services.promises import SignPromise, sign_promise

TODAY = date(2018, 9, 15)


@dataclass(frozen=True, slots=True)
class Town:
    """The ids of what the book holds."""

    promise: int
    draft: int
    patrols: int
    clearing: int
    decision: int


def a_town(ctx: AppContext, clock: WalkingClock) -> Town:
    """A signed promise with patrols at risk, clearing that is late and a one-off; and a draft."""
    problem = factory.a_problem(ctx)
    promise = factory.a_promise(ctx, "Levande stadskärna", (problem,))
    cause, owner = factory.a_cause(ctx, problem), factory.a_person(ctx, "Gruppchef")
    start = date(2018, 1, 1)

    def action(title: str, party: Party, deadline: date, planned: int | None, unit: str) -> int:
        fields = ActionFields(
            title,
            party,
            owner_id=owner,
            start_on=start,
            deadline=deadline,
            kind=ActionKind.SINGLE if planned is None else ActionKind.RECURRING,
            planned=None if planned is None else Decimal(planned),
            unit=unit,
            cause_ids=(cause,),
        )
        return add_action(ctx, AddAction(promise, fields))

    year_end = date(2018, 12, 31)
    patrols = action("Fotpatrullering, pass fre/lör kväll", Party.POLICE, year_end, 30, "pass")
    clearing = action("Röja två stråk", Party.MUNICIPALITY, date(2018, 6, 15), 2, "stråk")
    action("Belysning i två passager", Party.OTHER, date(2018, 9, 30), None, "")
    draft = factory.a_promise(ctx, "Ökad trygghet")
    sign_promise(ctx, SignPromise(promise, 1, date(2018, 1, 20)))
    effect = IndicatorFields(
        promise,
        "Otrygga kvällstid",
        IndicatorKind.EFFECT,
        Direction.DOWN,
        "%",
        Decimal(31),
        None,
        Decimal(25),
        measure_by=date(2018, 11, 15),
    )
    add_indicator(ctx, effect)
    clock.walk_to(TODAY)
    for number in range(17):
        day = date(2018, 1 + number % 9, 1 + number % 14)
        place = "Stortorget" if number % 3 else "45:ans köpcentrum"
        log_done(ctx, LogFields(patrols, day, minutes=90, people=2, place=place))
    question = "Får röjningen flyttas till 2019?"
    decision = ask_decision(
        ctx,
        AskDecision(question, "Kommunalrådet", Party.MUNICIPALITY, date(2018, 9, 10), "Ingen tid"),
    )
    return Town(promise, draft, patrols, clearing, decision)
