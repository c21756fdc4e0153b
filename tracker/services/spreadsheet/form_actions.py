"""What a log form lists: the open actions of an owner, and what is left of each."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionTally, Occasion
from tracker.models.enums import PROMISE_OUTCOMES, ActionKind, OccasionState, Party
from tracker.models.organisation import Person
from tracker.models.past import Past, portions
from tracker.models.promise import Promise
from tracker.services.queries.colour_sql import ENDED
from tracker.services.reports.archive import reported_agreement
from tracker.services.reports.owners import find_owner
from tracker.services.reports.snapshot import snapshot


@dataclass(frozen=True, slots=True)
class FormQuery:
    """Whose actions: a part of a role, a name or a party, and parties. Empty: everybody's."""

    owner: str = ""
    parties: frozenset[Party] = frozenset()


@dataclass(frozen=True, slots=True)
class FormAction:
    """An action that can be logged. `name` is what the form's list calls it, unlike any other."""

    id: int
    name: str
    promise: str
    owner: str
    party: Party
    deadline: date | None
    done: Decimal
    planned: Decimal | None
    unit: str
    coming: tuple[date, ...] = ()
    """Its dates that nothing has been logged for, those that have passed too."""

    @property
    def left(self) -> Decimal | None:
        """How much remains of what was promised; None without a target."""
        return None if self.planned is None else max(self.planned - self.done, Decimal(0))


def form_actions(session: Session, query: FormQuery, today: date) -> list[FormAction]:
    """The actions that have not ended, of promises that have not, in the order of the plan.

    Raises as `find_owner` for an owner.
    """
    rows = session.execute(
        select(Action, Promise, Person.role, ActionTally.done)
        .join(Promise, Promise.id == Action.promise_id)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(ActionTally, ActionTally.action_id == Action.id)
        .where(
            Action.status.not_in(ENDED),
            Promise.status.not_in(PROMISE_OUTCOMES),
            *_whose(session, query, today),
        )
        .order_by(Promise.period_start, Promise.number, Promise.id, Action.number)
    ).all()
    coming = _open_dates(session, [action.id for action, *_rest in rows])
    found = [
        FormAction(
            id=action.id,
            name=_one_line(f"{promise.number}.{action.number} {action.title}"),
            promise=_one_line(f"L{promise.number} {promise.title}"),
            owner=role or "",
            party=action.party,
            deadline=action.deadline,
            done=amounts[0],
            planned=amounts[1],
            unit=action.unit,
            coming=tuple(coming[action.id]),
        )
        for action, promise, role, logged in rows
        for amounts in [_amounts(action, logged)]
    ]
    return _told_apart(found, [promise.period_start.year for _action, promise, *_rest in rows])


def _amounts(action: Action, logged: Decimal | None) -> tuple[Decimal, Decimal | None]:
    """What is done, and what was promised: a single action without a number is done or it isn't."""
    if action.kind is ActionKind.SINGLE and action.planned is None:
        return Decimal(0), Decimal(1)
    return logged or Decimal(0), action.planned


def _whose(session: Session, query: FormQuery, today: date) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if query.parties:
        asked.append(Action.party.in_(query.parties))
    if query.owner.strip():
        past = Past(session)
        then = snapshot(past, reported_agreement(session, today).id, today)
        owner = find_owner(past, then, query.owner)
        owned: list[ColumnElement[bool]] = [Action.owner_id.in_(owner.people)]
        if owner.is_whole_party:
            owned.append(Action.party == owner.party)
        asked.append(or_(*owned))
    return asked


def _open_dates(session: Session, action_ids: Sequence[int]) -> defaultdict[int, list[date]]:
    found: defaultdict[int, list[date]] = defaultdict(list)
    for part in portions(action_ids):
        rows = session.execute(
            select(Occasion.action_id, Occasion.due_on)
            .where(
                Occasion.action_id.in_(part),
                Occasion.state == OccasionState.OPEN,
            )
            .order_by(Occasion.due_on)
        )
        for action_id, due_on in rows:
            found[action_id].append(due_on)
    return found


def _told_apart(found: list[FormAction], years: Sequence[int]) -> list[FormAction]:
    """An action carried over to the next year may be called just as before."""
    names = Counter(action.name for action in found)
    dated = [
        replace(action, name=f"{action.name} ({year})") if names[action.name] > 1 else action
        for action, year in zip(found, years, strict=True)
    ]
    seen: Counter[str] = Counter()
    told: list[FormAction] = []
    for action in dated:
        seen[action.name] += 1
        place = seen[action.name]
        told.append(action if place == 1 else replace(action, name=f"{action.name} #{place}"))
    return told


def _one_line(text: str) -> str:
    return " ".join(text.split())
