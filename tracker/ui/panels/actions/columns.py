"""The columns of the table of actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.messages.recurrence import tally_words
from tracker.models.enums import Party
from tracker.services.queries.action_ids import ActionSort
from tracker.services.queries.actions import ActionRow
from tracker.ui.dialogs.occasion_words import short_tally
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import (
    BarCell,
    Cell,
    CountCell,
    Deadline,
    DeadlineCell,
    FollowUpCell,
    PartyBadgeCell,
    PartyCell,
    StatusCell,
    TickCell,
)

V = TypeVar("V")

NARROW = {
    "tick": 52,
    "party": 52,
    "owner": 108,
    "promise": 60,
    "deadline": 116,
    "done": 94,
    "plan": 84,
}
"""What columns give up where the window is narrow, so that the actions can still be read."""
LEAST_TITLE = 190


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over a group of actions. Its id is negative, so that it is nobody's."""

    id: int
    words: str


Line = ActionRow | Heading


class RoomyPartyCell(PartyBadgeCell):
    """The party's name beside its badge where there is room for it, else the badge alone."""

    _ROOM: ClassVar[int] = 72

    def draw(self, cell: Cell, value: Party | None) -> None:
        if cell.rect.width() > self._ROOM:
            PartyCell.draw(self, cell, value)
        else:
            super().draw(cell, value)


def action_columns() -> tuple[Column[Line], ...]:
    """All columns, those at the end hidden until they are chosen."""
    return (
        Column("tick", _("Select"), get=of(lambda row: row.id), width=64, delegate=TickCell),
        Column("label", _("No."), get=of(lambda row: row.label), width=52, tone="text2",
               sort_key=ActionSort.LABEL),
        Column("title", _("Action"), get=of(lambda row: row.title), width=240, weight="medium",
               stretch=True, sort_key=ActionSort.TITLE),
        Column("party", _("Party"), get=of(lambda row: row.party), width=126,
               delegate=RoomyPartyCell, sort_key=ActionSort.PARTY),
        Column("owner", _("Owner"), get=of(lambda row: row.owner or "–"), width=136,
               sort_key=ActionSort.OWNER),
        Column("promise", _("Promise"), get=of(lambda row: f"L{row.promise_number}"), width=60,
               tone="text2", sort_key=ActionSort.PROMISE, tip=_promise_tip),
        Column("deadline", _("Deadline"), get=of(_deadline), width=122, delegate=DeadlineCell,
               sort_key=ActionSort.DEADLINE),
        Column("done", _("Done"), get=of(progress_of), width=98, align="right",
               delegate=CountCell, sort_key=ActionSort.DONE, descending_first=True),
        Column("plan", _("Against plan"), get=of(progress_of), width=114, delegate=BarCell),
        Column("follow_up", _("Follow-up"), get=of(lambda row: row.colour), width=108,
               delegate=FollowUpCell, sort_key=ActionSort.URGENCY, descending_first=True),
        Column("status", _("Status"), get=of(lambda row: row.status), width=152,
               delegate=StatusCell, sort_key=ActionSort.STATUS),
        Column("series", _("Occasions"), get=of(_series_words), width=180, tone="text2",
               shown=False, tip=_series_tip),
        Column("goal", _("Operational goal"), get=of(lambda row: row.goal), width=240,
               tone="text2", shown=False),
        Column("start", _("Start"), get=of(lambda row: row.start), width=104, tone="text2",
               shown=False),
        Column("last", _("Last logged"), get=of(lambda row: row.last_on), width=112, tone="text2",
               shown=False),
        Column("kind", _("Kind"), get=of(lambda row: label(row.kind)), width=132, tone="text2",
               shown=False),
        Column("reason", _("Reason"), get=of(lambda row: row.status_reason), width=200,
               tone="text2", shown=False),
    )  # fmt: skip


def of(get: Callable[[ActionRow], V]) -> Callable[[Line], V | None]:
    """`get` for actions, nothing for headings."""
    return lambda line: None if isinstance(line, Heading) else get(line)


def _deadline(row: ActionRow) -> Deadline:
    changed = ""
    if row.moved_from is not None:
        parts = (format_date(row.moved_from), row.moved_why)
        changed = ", ".join(part for part in parts if part)
    return Deadline(row.deadline, late=row.days_late > 0, changed=changed)


def _series_words(row: ActionRow) -> str:
    return short_tally(row.series) if row.series is not None else ""


def _series_tip(line: Line) -> str:
    if isinstance(line, Heading) or line.series is None:
        return ""
    return tally_words(line.series)


def _promise_tip(line: Line) -> str:
    return "" if isinstance(line, Heading) else f"L{line.promise_number} {line.promise_title}"
