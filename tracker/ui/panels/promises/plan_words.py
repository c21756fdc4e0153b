"""What stands in the cells of the plan, as words: for drawing, reading out and copying."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages.recurrence import recurrence_words
from tracker.models.enums import ActionKind
from tracker.services.queries.actions import ActionRow
from tracker.ui.panels.promises.plan_grid import (
    ACTION,
    CAUSE,
    FOLLOW_UP,
    GOAL,
    WHEN,
    WHO,
    Grid,
    Group,
    RowKind,
)


@dataclass(frozen=True, slots=True)
class CellWords:
    """The main words of a cell, and the quieter ones under them."""

    main: str
    under: str = ""
    last: str = ""

    def whole(self) -> str:
        """All of them, as they are read out."""
        return ", ".join(part for part in (self.main, self.under, self.last) if part)


def heading(column: int) -> str:
    """A column's head, in Brå's words."""
    return {
        CAUSE: _("Cause"),
        ACTION: _("Action"),
        GOAL: _("Operational goals"),
        WHEN: _("When"),
        WHO: _("Who"),
        FOLLOW_UP: _("Follow-up"),
    }[column]


def add_words(grid: Grid, number: int) -> str:
    """What a row without an action says or offers."""
    row, group = grid.rows[number], grid.group_at(number)
    if row.kind is RowKind.ADD_CAUSE:
        return _("Add cause")
    if row.kind is RowKind.NO_ACTION:
        return _("No action against this cause")
    if group is None or group.cause is None:
        return _("Add action")
    return _("Add action against cause {number}").format(number=group.cause.number)


def cause_words(group: Group) -> CellWords:
    """The cause and its kind, or that there is none."""
    if group.cause is None:
        if group.is_empty:
            return CellWords(_("No cause yet"), _("Best to begin with why the problem arises."))
        return CellWords(_("Without cause"), _("Nothing says why these actions would help."))
    kind = label(group.cause.kind)
    if group.problem is None:
        return CellWords(group.cause.description, kind)
    problem = _("Problem {number}").format(number=group.problem.number)
    return CellWords(group.cause.description, f"{kind} · {problem}")


def quantity(amount: Decimal, unit: str) -> str:
    """``30 pass``."""
    return f"{format_number(amount)} {unit}".strip()


def action_words(row: ActionRow) -> CellWords:
    """The title, where the action was carried over from, and why it ended as it did."""
    why = row.status_reason if row.status.ended else ""
    if not row.carried_from:
        return CellWords(row.title, last=why)
    promise = row.carried_from.partition(".")[0]
    carried = _("carried over from L{promise}, action {action}")
    return CellWords(row.title, carried.format(promise=promise, action=row.carried_from), why)


def goal_words(row: ActionRow) -> CellWords:
    """The quantity first, then the goal's words without repeating it."""
    if row.planned is None:
        return CellWords(row.goal)
    planned = quantity(row.planned, row.unit)
    rest = row.goal
    if rest.casefold().startswith(planned.casefold()):
        rest = rest[len(planned) :].lstrip(" ,;–-")
    return CellWords(planned, rest)


def when_words(row: ActionRow, today: date) -> CellWords:
    """The deadline, and how late it is or how often it comes back."""
    if row.deadline is None:
        return CellWords(_("no deadline"), _how_often(row))
    is_this_year = row.deadline.year == today.year
    under = _how_often(row)
    if row.days_late:
        late = ngettext("{count} day late", "{count} days late", row.days_late)
        under = late.format(count=row.days_late)
    return CellWords(format_date(row.deadline, "day" if is_this_year else "short"), under)


def _how_often(row: ActionRow) -> str:
    """``varje fredag``, or how many dates of its own it has."""
    if row.recurrence is not None or row.series is None:
        return recurrence_words(row.recurrence)
    count = row.series.total
    return ngettext("{count} date", "{count} dates", count).format(count=format_number(count))


def who_words(row: ActionRow) -> CellWords:
    """The owner's role, and who takes part."""
    together = _("with {support}").format(support=row.support) if row.support else ""
    return CellWords(row.owner or _("no owner"), together)


def count_words(row: ActionRow) -> str:
    """``17 av 30``, the bare count without a target, or how a single action stands."""
    if row.planned is not None:
        done, planned = format_number(row.done), format_number(row.planned)
        return _("{done} of {target}").format(done=done, target=planned)
    if row.kind is ActionKind.SINGLE or not row.entries:
        return "" if row.status.ended else label(row.status).lower()
    return format_number(row.done)


def follow_up_words(row: ActionRow) -> CellWords:
    """The colour's word, or the status once it has ended, and the count."""
    first = label(row.status) if row.colour is None else label(row.colour)
    return CellWords(first, count_words(row))


def cell_words(grid: Grid, number: int, column: int, today: date) -> CellWords:
    """Any cell of the grid; empty where another cell spans it."""
    row, group = grid.rows[number], grid.group_at(number)
    if column == CAUSE:
        if group is None:
            return CellWords(add_words(grid, number))
        return cause_words(group)
    if row.action is None:
        is_first = column == ACTION and row.kind is not RowKind.ADD_CAUSE
        return CellWords(add_words(grid, number) if is_first else "")
    if column == WHEN:
        return when_words(row.action, today)
    return _WORDS_OF[column](row.action)


_WORDS_OF: dict[int, Callable[[ActionRow], CellWords]] = {
    ACTION: action_words,
    GOAL: goal_words,
    WHO: who_words,
    FOLLOW_UP: follow_up_words,
}
