"""Carrying actions over: what was not finished, or worked, is planned again in a later period."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.i18n import _, ngettext
from tracker.messages.vocabulary import listed
from tracker.models.action import Action, ActionCause, Occasion
from tracker.models.enums import DeviationKind
from tracker.models.errors import Invalid, NotFound
from tracker.models.organisation import Person
from tracker.models.problem import Cause
from tracker.models.promise import Deviation, Promise, PromiseProblem
from tracker.models.recurrence import Limited, occasions, parse
from tracker.services.actions import (
    ActionFields,
    ActionRef,
    AddAction,
    AddNote,
    add_action_in,
    add_note_in,
)
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Actions to plan once more under a promise of a later period."""

    actions: tuple[ActionRef, ...]
    promise_id: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What an action will be under the later promise, and what can't come along.

    `lost_owner` is the role of an owner whose post has ended, `lost_causes` are descriptions of
    causes that the promise's problems don't have. `is_there`: it has been carried there before.
    """

    action_id: int
    label: str
    fields: ActionFields
    lost_owner: str = ""
    lost_causes: tuple[str, ...] = ()
    is_there: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether everything comes along."""
        return not self.lost_owner and not self.lost_causes


def carry_over(ctx: AppContext, cmd: CarryOver) -> tuple[int, ...]:
    """Copy actions to a promise of a later period. Returns the new ids, in the same order.

    What can't come along is left out and noted on the new action; a promise that is signed gets a
    deviation. Raises `Invalid("carry.twice")` when one of them has been carried there before.
    """
    with ctx.write("action.carry_over") as tx:
        for action_id, version in cmd.actions:
            tx.get(Action, action_id, version)
        target = tx.get(Promise, cmd.promise_id)
        plan = _plan(tx.session, [action_id for action_id, _v in cmd.actions], target, tx.today)
        there = [carried.label for carried in plan if carried.is_there]
        if there:
            raise Invalid("carry.twice", actions=tuple(there))
        new_ids = []
        for carried in plan:
            action_id = add_action_in(tx, AddAction(target.id, carried.fields))
            if not carried.is_whole:
                add_note_in(tx, AddNote(action_id, left_out(carried)), ctx.who())
            new_ids.append(action_id)
        if target.status.locked and plan:
            tx.add(_deviation(target.id, plan, tx.today))
        return tuple(new_ids)


def carry_plan(ctx: AppContext, action_ids: Sequence[int], promise_id: int) -> tuple[Carried, ...]:
    """What `carry_over` would do, to be looked at first. Raises as it does, but for `is_there`."""
    with ctx.read() as session:
        target = session.get(Promise, promise_id)
        if target is None:
            raise NotFound("row.missing", table=Promise.__tablename__, id=promise_id)
        return _plan(session, action_ids, target, ctx.today())


def left_out(carried: Carried) -> str:
    """What did not come along, as a note; empty when everything did."""
    said = []
    if carried.lost_owner:
        said.append(_("the owner, {role}, whose post has ended").format(role=carried.lost_owner))
    if carried.lost_causes:
        words = ngettext(
            "the cause {causes}, which the promise has no problem for",
            "the causes {causes}, which the promise has no problem for",
            len(carried.lost_causes),
        )
        quoted = [_("“{text}”").format(text=cause) for cause in carried.lost_causes]
        said.append(words.format(causes=listed(quoted)))
    words = _("Carried over from {label} without {parts}.")
    return words.format(label=carried.label, parts=listed(said)) if said else ""


def _plan(
    session: Session, action_ids: Sequence[int], target: Promise, today: date
) -> tuple[Carried, ...]:
    if target.status.ended:
        raise Invalid("carry.ended", field="promise_id", promise=target.title)
    known = set(
        session.scalars(
            select(Cause.id)
            .join(PromiseProblem, PromiseProblem.problem_id == Cause.problem_id)
            .where(PromiseProblem.promise_id == target.id)
        )
    )
    there = set(
        session.scalars(select(Action.carried_from_id).where(Action.promise_id == target.id))
    )
    plan = []
    for action_id in dict.fromkeys(action_ids):
        action = session.get(Action, action_id)
        if action is None:
            raise NotFound("row.missing", table=Action.__tablename__, id=action_id)
        plan.append(_carried(session, action, target, known, today, is_there=action_id in there))
    return tuple(plan)


def _carried(
    session: Session,
    action: Action,
    target: Promise,
    known_causes: Collection[int],
    today: date,
    *,
    is_there: bool,
) -> Carried:
    source = session.get_one(Promise, action.promise_id)
    years = target.period_start.year - source.period_start.year
    label = f"{source.number}.{action.number}"
    if target.period_start <= source.period_start:
        raise Invalid("carry.not_later", field="promise_id", promise=target.title, action=label)
    owner, lost_owner = _owner(session, action.owner_id, today)
    causes = session.scalars(
        select(Cause)
        .join(ActionCause, ActionCause.cause_id == Cause.id)
        .where(ActionCause.action_id == action.id)
        .order_by(ActionCause.id)
    ).all()
    start, deadline = (
        day and years_later(day, years) for day in (action.start_on, action.deadline)
    )
    rule, dates = _series(session, action, years, start, deadline)
    fields = ActionFields(
        title=action.title,
        party=action.party,
        owner_id=owner,
        support=action.support,
        goal=action.goal,
        start_on=start,
        deadline=deadline,
        kind=action.kind,
        planned=action.planned,
        unit=action.unit,
        recurrence=rule,
        lawful=action.lawful,
        carried_from_id=action.id,
        cause_ids=tuple(cause.id for cause in causes if cause.id in known_causes),
        occasions=dates,
    )
    lost = tuple(cause.description for cause in causes if cause.id not in known_causes)
    return Carried(action.id, label, fields, lost_owner, lost, is_there)


def _owner(session: Session, owner_id: int | None, today: date) -> tuple[int | None, str]:
    """Who holds the owner's post now; nobody, and the role, when it has ended."""
    owner = None if owner_id is None else session.get_one(Person, owner_id)
    role = "" if owner is None else owner.role
    while owner is not None and owner.active_to is not None and owner.active_to < today:
        owner = None if owner.successor_id is None else session.get_one(Person, owner.successor_id)
    return (None, role) if owner is None else (owner.id, "")


def _series(
    session: Session, action: Action, years: int, start: date | None, deadline: date | None
) -> tuple[str | None, tuple[date, ...]]:
    """The recurrence of the later period, and its dates if the action has any now."""
    dates = session.scalars(
        select(Occasion.due_on).where(Occasion.action_id == action.id).order_by(Occasion.due_on)
    ).all()
    pattern = parse(action.recurrence)
    if pattern is None:
        later = tuple(sorted({years_later(day, years) for day in dates}))
        # A rule that can't be read any more would be refused; its dates come along.
        return None, later
    if isinstance(pattern, Limited) and pattern.until is not None:
        pattern = Limited(pattern.pattern, until=years_later(pattern.until, years))
    if not dates or start is None or deadline is None:
        return pattern.rule(), ()
    return pattern.rule(), occasions(pattern, start, deadline)


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _deviation(promise_id: int, plan: Sequence[Carried], today: date) -> Deviation:
    """What was added to a promise after it was signed, and where it comes from."""
    labels = listed([carried.label for carried in plan])
    return Deviation(
        promise_id=promise_id,
        kind=DeviationKind.OTHER,
        before="",
        after="; ".join(carried.fields.title for carried in plan),
        reason=_("Carried over from {labels}.").format(labels=labels),
        decided_by=None,
        decided_on=today,
    )
