"""Brå's plan as a grid: rows grouped by cause, each group ending with a way to add to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from tracker.models.enums import PromiseStatus
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.plan import CauseRow, PlanView, ProblemRef

CAUSE, ACTION, GOAL, WHEN, WHO, FOLLOW_UP = range(6)
COLUMNS = 6


class RowKind(Enum):
    """What a row of the grid is: an action, a way to add one, or that there is none."""

    ACTION = "action"
    ADD_ACTION = "add_action"
    NO_ACTION = "no_action"
    ADD_CAUSE = "add_cause"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows `first` to `last` stand against one cause; without `cause`, against none.

    `problem` is named where the promise answers several problems, whose causes each start at 1.
    """

    cause: CauseRow | None
    problem: ProblemRef | None
    first: int
    last: int
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row; `group` is the number of its group, None for the row that adds a cause."""

    kind: RowKind
    group: int | None
    action: ActionRow | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows and groups of one promise's plan."""

    rows: tuple[GridRow, ...] = ()
    groups: tuple[Group, ...] = ()
    status: PromiseStatus = PromiseStatus.DRAFT
    writable: bool = False

    def keys(self) -> list[tuple[RowKind, int | None, int | None]]:
        """What each row is about; the same keys again mean that only contents changed."""
        return [(row.kind, self.cause_id(n), action_id(row)) for n, row in enumerate(self.rows)]

    def cause_id(self, number: int) -> int | None:
        """The id of the cause that a row stands against."""
        group = self.group_at(number)
        return group.cause.id if group is not None and group.cause is not None else None

    def group_at(self, number: int) -> Group | None:
        """The group a row belongs to."""
        at = self.rows[number].group
        return None if at is None else self.groups[at]

    def find(self, wanted: int, cause: int | None = None) -> int | None:
        """The row of an action, the one against `cause` first when it stands against several."""
        found = [n for n, row in enumerate(self.rows) if action_id(row) == wanted]
        beside = [n for n in found if self.cause_id(n) == cause]
        return next(iter([*beside, *found]), None)


def action_id(row: GridRow) -> int | None:
    """The id of the row's action."""
    return row.action.id if row.action is not None else None


def make_grid(view: PlanView, *, writable: bool) -> Grid:
    """The plan as rows. Actions against no cause come last, and also when there is no cause yet."""
    can_add = writable and not view.row.status.ended
    rows: list[GridRow] = []
    groups: list[Group] = []
    by_id = {action.id: action for action in view.actions}
    problems = {problem.id: problem for problem in view.problems}
    for cause in view.causes:
        first, number = len(rows), len(groups)
        rows += _group_rows([by_id[each] for each in cause.action_ids], number, can_add=can_add)
        problem = problems.get(cause.problem_id) if len(problems) > 1 else None
        groups.append(Group(cause, problem, first, len(rows) - 1))
    orphans = view.actions_against(None)
    if orphans or (can_add and not view.causes):
        first, number = len(rows), len(groups)
        rows += _group_rows(orphans, number, can_add=can_add)
        groups.append(Group(None, None, first, len(rows) - 1, is_empty=not orphans))
    if can_add:
        rows.append(GridRow(RowKind.ADD_CAUSE, None))
    return Grid(tuple(rows), tuple(groups), view.row.status, writable)


def _group_rows(actions: list[ActionRow], group: int, *, can_add: bool) -> Iterator[GridRow]:
    for action in actions:
        yield GridRow(RowKind.ACTION, group, action)
    if can_add:
        yield GridRow(RowKind.ADD_ACTION, group)
    elif not actions:
        yield GridRow(RowKind.NO_ACTION, group)
