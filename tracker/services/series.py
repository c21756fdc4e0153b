"""A recurring action's dates, one by one: matched with the log, cancelled, missed, taken back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import Connection, Select, Table, select

from tracker.models.action import Action, LogEntry, Occasion
from tracker.models.enums import OccasionState
from tracker.models.errors import Conflict, Invalid
from tracker.models.many import Found, change_all
from tracker.models.past import IDS, portions
from tracker.models.recurrence import occasions, parse
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext
from tracker.services.series_matching import Deed, Series

_ACTION, _OCCASION = cast(Table, Action.__table__), cast(Table, Occasion.__table__)
_ENTRY = cast(Table, LogEntry.__table__)
_OF_ACTIONS = (
    select(_OCCASION, _ENTRY.c.done_on.label("held_on"))
    .outerjoin(_ENTRY, _ENTRY.c.id == _OCCASION.c.log_entry_id)
    .where(_OCCASION.c.action_id.in_(IDS))
    .order_by(_OCCASION.c.due_on)
)
_PLANNED = select(_ACTION.c.id, _ACTION.c.planned).where(_ACTION.c.id.in_(IDS))
_LINKED = select(_OCCASION.c.log_entry_id).where(_OCCASION.c.log_entry_id.is_not(None))


@dataclass(frozen=True, slots=True)
class SettleOccasion:
    """What became of an occasion, seen at `version`, that no entry was logged for.

    MISSED or CANCELLED, which needs a reason; OPEN takes either back.
    """

    occasion_id: int
    version: int
    state: OccasionState
    reason: str = ""


_SETTLING = {
    OccasionState.OPEN: "occasion.reopen",
    OccasionState.MISSED: "occasion.settle",
    OccasionState.CANCELLED: "occasion.settle",
}


def settle_occasion(ctx: AppContext, cmd: SettleOccasion) -> None:
    """Settle an occasion, or take that back. One that was done stays so: its entry decides."""
    reason = cmd.reason.strip()
    if cmd.state is OccasionState.DONE:
        raise Invalid("occasion.needs_entry", field="state")
    if cmd.state is OccasionState.CANCELLED and not reason:
        raise Invalid("reason.required", field="reason")
    with ctx.write(_SETTLING[cmd.state]) as tx:
        occasion = tx.get(Occasion, cmd.occasion_id, cmd.version)
        if occasion.state is OccasionState.DONE:
            raise Invalid("occasion.has_entry", field="state", date=occasion.due_on)
        if cmd.state is OccasionState.MISSED and occasion.due_on > tx.today:
            raise Invalid("occasion.not_yet", field="state", date=occasion.due_on)
        occasion.state = cmd.state
        occasion.reason = "" if cmd.state is OccasionState.OPEN else reason


def match_log(ctx: AppContext, action_ids: tuple[int, ...]) -> int:
    """Let entries that stand for no occasion do the open ones. Returns how many are now done.

    For what was logged before the action had dates, in this version or an older one.
    """
    with ctx.write("occasion.match") as tx:
        for action_id in action_ids:
            tx.get(Action, action_id)
        entries = tx.session.execute(unlinked_entries(action_ids)).all()
        return match_entries_in(tx, [Deed(*entry) for entry in entries])


def unlinked_entries(action_ids: Collection[int]) -> Select[int, int, date, Decimal]:
    """Entries of the actions that stand for no occasion, as `Deed` has them, by day."""
    return (
        select(LogEntry.id, LogEntry.action_id, LogEntry.done_on, LogEntry.quantity)
        .where(LogEntry.action_id.in_(action_ids), LogEntry.id.not_in(_LINKED))
        .order_by(LogEntry.done_on, LogEntry.id)
    )


def match_entries_in(tx: Transaction, deeds: Iterable[Deed]) -> int:
    """Let each entry do its action's occasions, by the rule of `series_matching`, in order of day.

    Returns how many occasions are now done. Costs one statement per 500 actions when none has any.
    """
    by_action: dict[int, list[Deed]] = {}
    for deed in sorted(deeds, key=lambda deed: (deed.done_on, deed.entry_id)):
        by_action.setdefault(deed.action_id, []).append(deed)
    series = series_of(tx, by_action)
    found: list[tuple[Found, dict[str, Any]]] = []
    for action_id, days in series.items():
        matched = days.match(by_action[action_id])
        found += [(occasion, _done_by(entry_id)) for occasion, entry_id in matched]
    change_all(tx, Occasion, found)
    return sum(occasion.state is OccasionState.OPEN for occasion, _values in found)


def fulfil(tx: Transaction, deed: Deed, chosen: int, seen: Sequence[int] = ()) -> None:
    """Let one entry do the `chosen` occasion, or the nearest with 0; more where it counts for more.

    `seen` are the ones that somebody was told it would do: then those, and no others. Raises
    `Conflict("occasion.taken")` when another entry did one of them, or the chosen one, meanwhile.
    """
    series = series_of(tx, [deed.action_id])
    days = series.get(deed.action_id)
    named = dict.fromkeys(seen or ((chosen,) if chosen else ()))
    matched = [(_chosen(days, occasion_id), deed.entry_id) for occasion_id in named]
    if days and not named:
        matched = days.match([deed])
    elif days and not seen:
        others = days.take_nearest(deed.done_on, days.worth(deed.quantity) - 1)
        matched += [(occasion, deed.entry_id) for occasion in others]
    change_all(tx, Occasion, [(occasion, _done_by(entry)) for occasion, entry in matched])


def release(tx: Transaction, entry_id: int) -> None:
    """Open the occasions that the entry did."""
    tx.session.flush()
    rows = tx.connection.execute(select(_OCCASION).where(_OCCASION.c.log_entry_id == entry_id))
    opened = {"state": OccasionState.OPEN, "log_entry_id": None}
    change_all(tx, Occasion, [(row, opened) for row in rows.all()])


def is_history(occasion: Occasion, today: date) -> bool:
    """Whether it stays whatever the action's dates become."""
    return occasion.state is not OccasionState.OPEN or occasion.due_on < today


def set_occasions(tx: Transaction, action_id: int, wanted: Sequence[date]) -> None:
    """Give an action these dates. Of the others only those go that are open and still to come:

    what was settled stays said, and what has passed was missed. A series that has begun gets no
    further dates in the past, which nobody could have kept.
    """
    present = {
        row.due_on: row
        for row in tx.session.scalars(select(Occasion).where(Occasion.action_id == action_id))
    }
    for due_on in present.keys() - set(wanted):
        if not is_history(present[due_on], tx.today):
            tx.delete(present[due_on])
    begun = any(due_on < tx.today for due_on in present)
    for due_on in sorted(set(wanted) - present.keys()):
        if begun and due_on < tx.today:
            continue
        tx.add(Occasion(action_id=action_id, due_on=due_on))


def follow_deadline(tx: Transaction, action: Action) -> None:
    """Let a series end where the action now does; dates of its own are somebody's to change."""
    pattern = parse(action.recurrence)
    if pattern is None or action.start_on is None or action.deadline is None:
        return
    has_dates = select(Occasion.id).where(Occasion.action_id == action.id).limit(1)
    if tx.session.scalar(has_dates) is not None:
        set_occasions(tx, action.id, occasions(pattern, action.start_on, action.deadline))


def series_of(tx: Transaction, action_ids: Collection[int]) -> dict[int, Series]:
    """The occasions of those actions that have any."""
    tx.session.flush()
    return series_in(tx.connection, action_ids)


def series_in(
    connection: Connection, action_ids: Collection[int], entry_id: int = 0
) -> dict[int, Series]:
    """As `series_of`, in a read; with an entry's id its own occasions can be taken too."""
    rows: dict[int, list[Found]] = {}
    planned: dict[int, Decimal | None] = {}
    for part in portions(action_ids):
        for row in connection.execute(_OF_ACTIONS, {IDS.key: part}):
            rows.setdefault(row.action_id, []).append(row)
    for part in portions(rows):
        for action_id, count in connection.execute(_PLANNED, {IDS.key: part}):
            planned[action_id] = count
    return {each: Series(found, planned[each], entry_id) for each, found in rows.items()}


def _chosen(days: Series | None, occasion_id: int) -> Found:
    row = next((row for row in days.all if row.id == occasion_id), None) if days else None
    if days is None or row is None:
        raise Conflict("occasion.gone", field="occasion_id")
    if row.state is OccasionState.DONE:
        raise Conflict("occasion.taken", field="occasion_id", date=row.due_on)
    taken = days.take(occasion_id)
    if taken is None:
        raise Invalid("occasion.settled", field="occasion_id", date=row.due_on)
    return taken


def _done_by(entry_id: int) -> dict[str, Any]:
    # What somebody wrote about an open date is about its having been missed or cancelled.
    return {"state": OccasionState.DONE, "log_entry_id": entry_id, "reason": ""}
