"""Which actions, and in what order: the ids behind the big table."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionTally
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.models.organisation import Person
from tracker.models.progress import urgency
from tracker.models.promise import Promise
from tracker.services.context import AppContext
from tracker.services.queries.action_text import fits_text
from tracker.services.queries.colour_sql import ENDED, ColourSql, rule_in
from tracker.services.queries.fetching import fetched_ids


class ActionSort(StrEnum):
    """What the table can be sorted by."""

    URGENCY = "urgency"
    LABEL = "label"
    TITLE = "title"
    PARTY = "party"
    OWNER = "owner"
    PROMISE = "promise"
    DEADLINE = "deadline"
    DONE = "done"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class ActionQuery:
    """Filters (empty means all) and order. Years are of the promise's period, both included.

    `owner_ids` and `without_owner` together find either. What has no owner or deadline comes last
    when sorted by it.
    """

    text: str = ""
    parties: frozenset[Party] = frozenset()
    owner_ids: frozenset[int] = frozenset()
    statuses: frozenset[ActionStatus] = frozenset()
    colours: frozenset[FollowUp] = frozenset()
    promise_ids: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    due_from: date | None = None
    due_to: date | None = None
    only_open: bool = False
    only_late: bool = False
    without_owner: bool = False
    sort: ActionSort = ActionSort.URGENCY
    descending: bool = False
    promise_statuses: frozenset[PromiseStatus] = field(default=frozenset())


class ActionGrouping(StrEnum):
    """What the table can be grouped by."""

    PROMISE = "promise"
    OWNER = "owner"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """How many actions in a row belong to one promise, owner or party; all None for nobody's."""

    count: int
    title: str | None = None
    promise_number: int | None = None
    party: Party | None = None


def action_ids(ctx: AppContext, query: ActionQuery) -> "array[int]":
    """The ids that fit `query`, in its order; one array element each, so a million is cheap."""
    with ctx.read() as session:
        return action_ids_in(session, query, ctx.today())


def action_ids_in(session: Session, query: ActionQuery, today: date) -> "array[int]":
    """As `action_ids`, inside a read that does more."""
    return _sorted_ids(session, query, rule_in(session, today), None)


def ids_by_label(session: Session, query: ActionQuery, today: date) -> Select[int]:
    """The ids that fit `query` as a statement, by promise and number, to read more by at once."""
    rule = rule_in(session, today)
    statement = _joined(select(Action.id), query, ActionSort.LABEL, None, rule)
    return statement.order_by(Promise.number, Promise.id, Action.number)


def grouped_action_ids(
    ctx: AppContext, query: ActionQuery, by: ActionGrouping
) -> "tuple[array[int], list[ActionGroup]]":
    """As `action_ids` but group by group; and the groups, in the same order."""
    with ctx.read() as session:
        rule = rule_in(session, ctx.today())
        ids = _sorted_ids(session, query, rule, by)
        return ids, _groups(session, query, rule, by)


def ids_by_promise(
    session: Session, promise_ids: Sequence[int], today: date
) -> dict[int, list[int]]:
    """The actions of each promise, most urgent first."""
    query, rule = ActionQuery(promise_ids=frozenset(promise_ids)), rule_in(session, today)
    statement = _joined(select(Action.promise_id, Action.id), query, query.sort, None, rule)
    found: dict[int, list[int]] = {}
    if not promise_ids:
        # An empty filter would mean all.
        return found
    for promise_id, action_id in session.execute(statement.order_by(*_order(query, rule))):
        found.setdefault(promise_id, []).append(action_id)
    return found


class ActionOrder:
    """Answers one filter text after another over the same actions.

    It keeps the order of all that fit everything but the text, so that a keystroke only has to
    find the words: a quarter of the time in a hundred thousand actions. `forget` it when the book
    has changed.
    """

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self._known: tuple[ActionQuery, date, array[int]] | None = None
        self._forgotten = 0

    def forget(self) -> None:
        """The book has changed."""
        self._forgotten += 1
        self._known = None

    def ids(self, query: ActionQuery) -> "array[int]":
        """As `action_ids`."""
        everything, today = replace(query, text=""), self._ctx.today()
        forgotten, known = self._forgotten, self._known
        with self._ctx.read() as session:
            if known is None or known[:2] != (everything, today):
                known = (everything, today, action_ids_in(session, everything, today))
                # Unless the book changed after this read began.
                if forgotten == self._forgotten:
                    self._known = known
            if not query.text.strip():
                return known[2]
            words = select(Action.id).where(fits_text(query.text))
            found = frozenset(fetched_ids(session, words))
        return array("q", [row_id for row_id in known[2] if row_id in found])


def _sorted_ids(
    session: Session, query: ActionQuery, rule: ColourSql, by: ActionGrouping | None
) -> "array[int]":
    groups = [] if by is None else [key.nulls_last() for key in _group_order(by)]
    statement = _joined(select(Action.id), query, query.sort, by, rule)
    return fetched_ids(session, statement.order_by(*groups, *_order(query, rule)))


def _groups(
    session: Session, query: ActionQuery, rule: ColourSql, by: ActionGrouping
) -> list[ActionGroup]:
    keys: dict[ActionGrouping, tuple[Any, ...]] = {
        ActionGrouping.PROMISE: (Promise.title, Promise.number),
        ActionGrouping.OWNER: (Person.role,),
        ActionGrouping.PARTY: (Action.party,),
    }
    statement = _joined(select(func.count(), *keys[by]), query, None, by, rule)
    grouped = statement.group_by(*_group_order(by), *keys[by])
    counted = session.execute(grouped.order_by(*(key.nulls_last() for key in _group_order(by))))
    if by is ActionGrouping.PARTY:
        return [ActionGroup(count, party=party) for count, party in counted]
    return [ActionGroup(*row) for row in counted]


def _group_order(by: ActionGrouping) -> list[Any]:
    parties = case({party.value: place for place, party in enumerate(Party)}, value=Action.party)
    keys: dict[ActionGrouping, list[Any]] = {
        ActionGrouping.PROMISE: [Promise.number, Promise.id],
        ActionGrouping.OWNER: [func.lower(Person.role), Person.id],
        ActionGrouping.PARTY: [parties],
    }
    return keys[by]


def _joined(
    statement: Select[*tuple[Any, ...]],
    query: ActionQuery,
    sort: ActionSort | None,
    by: ActionGrouping | None,
    rule: ColourSql,
) -> Select[*tuple[Any, ...]]:
    """`statement` over the actions that fit, joined to no more than is asked about."""
    statement = statement.select_from(Action)
    coloured = bool(query.colours) or sort is ActionSort.URGENCY
    by_promise = sort in (ActionSort.LABEL, ActionSort.PROMISE) or by is ActionGrouping.PROMISE
    if coloured or query.only_late or sort is ActionSort.DONE:
        statement = statement.outerjoin(ActionTally, ActionTally.action_id == Action.id)
    if coloured:
        statement = statement.outerjoin(rule.occasions, rule.occasions.c.action_id == Action.id)
    if by_promise or query.years or query.promise_statuses:
        statement = statement.join(Promise, Promise.id == Action.promise_id)
    if sort is ActionSort.OWNER or by is ActionGrouping.OWNER:
        statement = statement.outerjoin(Person, Person.id == Action.owner_id)
    return statement.where(*_conditions(query, rule))


def _conditions(query: ActionQuery, rule: ColourSql) -> Iterator[ColumnElement[bool]]:
    if query.text:
        yield fits_text(query.text)
    if query.parties:
        yield Action.party.in_(query.parties)
    if query.owner_ids or query.without_owner:
        nobody = Action.owner_id.is_(None)
        of_them = Action.owner_id.in_(query.owner_ids)
        yield or_(nobody, of_them) if query.without_owner else of_them
    if query.statuses:
        yield Action.status.in_(query.statuses)
    if query.colours:
        yield rule.rank().in_([urgency(wanted) for wanted in query.colours])
    if query.promise_ids:
        yield Action.promise_id.in_(query.promise_ids)
    if query.promise_statuses:
        yield Promise.status.in_(query.promise_statuses)
    if query.years:
        yield or_(
            *(
                and_(
                    Promise.period_start <= date(year, 12, 31),
                    Promise.period_end >= date(year, 1, 1),
                )
                for year in query.years
            )
        )
    if query.due_from is not None:
        yield Action.deadline >= query.due_from
    if query.due_to is not None:
        yield Action.deadline <= query.due_to
    if query.only_open:
        yield Action.status.not_in(ENDED)
    if query.only_late:
        yield rule.is_overdue()


def _order(query: ActionQuery, rule: ColourSql) -> list[Any]:
    keys: dict[ActionSort, Callable[[], list[Any]]] = {
        ActionSort.URGENCY: lambda: [rule.order()],
        ActionSort.LABEL: lambda: [Promise.number, Promise.id, Action.number],
        ActionSort.TITLE: lambda: [Action.sought],
        ActionSort.PARTY: lambda: [Action.party],
        ActionSort.OWNER: lambda: [func.lower(Person.role)],
        ActionSort.PROMISE: lambda: [Promise.number, Promise.id],
        ActionSort.DEADLINE: lambda: [Action.deadline],
        ActionSort.DONE: lambda: [func.coalesce(ActionTally.done, 0)],
        ActionSort.STATUS: lambda: [Action.status],
    }
    turned = [
        (key.desc() if query.descending else key.asc()).nulls_last() for key in keys[query.sort]()
    ]
    # A bare id lures SQLite into reading the actions through an index that doesn't sort them.
    return [*turned, Action.id if query.sort is ActionSort.DEADLINE else Action.id + 0]
