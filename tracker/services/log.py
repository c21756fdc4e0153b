"""The log: what was really done. The kommunpolis writes here between other work."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from sqlalchemy import Table, bindparam, exists, select

from tracker.models.action import Action, LogEntry, Occasion
from tracker.models.enums import ActionStatus, OccasionState
from tracker.models.errors import Invalid, NotFound
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext
from tracker.services.series import fulfil, release
from tracker.services.series_matching import Deed

NEAREST = 0
"""No row has this id: the nearest open occasion."""

_MATCHED_BY = ("action_id", "done_on", "quantity")
_ACTION, _OCCASION = cast(Table, Action.__table__), cast(Table, Occasion.__table__)
_STANDING = select(
    _ACTION.c.status,
    exists()
    .where(
        _OCCASION.c.action_id == _ACTION.c.id,
        # One of the very day may have been taken by an entry of another.
        (_OCCASION.c.state == OccasionState.OPEN) | (_OCCASION.c.due_on == bindparam("day")),
    )
    .label("has_any"),
).where(_ACTION.c.id == bindparam("action"))


@dataclass(frozen=True, slots=True)
class LogFields:
    """What was done. `minutes` is the duration; `internal` keeps the note out of reports.

    `occasion_id` is the one of a recurring action's dates that it stands for, None for none of
    them; where the quantity stands for several, the open ones nearest the day follow. `seen` are
    the ones that a form said it would do: those are done, or `Conflict("occasion.taken")` raised.
    """

    action_id: int
    done_on: date
    quantity: Decimal = Decimal(1)
    minutes: int | None = None
    people: int | None = None
    place: str = ""
    result: str = ""
    note: str = ""
    internal: bool = False
    source: str = ""
    occasion_id: int | None = NEAREST
    seen: tuple[int, ...] = ()

    def columns(self) -> dict[str, object]:
        """What the entry's own row holds of it."""
        return {name: getattr(self, name) for name in _COLUMNS}


# Not by `asdict`, which copies every value as deep as it goes.
_COLUMNS = tuple(name for name in LogFields.__slots__ if name not in ("occasion_id", "seen"))


def log_done(ctx: AppContext, cmd: LogFields) -> int:
    """Log one thing done. A planned action is ongoing from now on. Returns the entry's id."""
    with ctx.write("log.new") as tx:
        return log_done_in(tx, cmd, who=ctx.who())


def log_done_in(
    tx: Transaction, fields: LogFields, *, who: str, source_key: str | None = None
) -> int:
    """As `log_done`, inside an operation that does more."""
    check_log(fields, tx.today)
    # Around the identity map: nothing is written as often, or waited for as impatiently.
    standing = tx.connection.execute(
        _STANDING, {"action": fields.action_id, "day": fields.done_on}
    ).one_or_none()
    if standing is None:
        raise NotFound("row.missing", table=Action.__tablename__, id=fields.action_id)
    if standing.status is ActionStatus.PLANNED:
        tx.get(Action, fields.action_id).status = ActionStatus.ONGOING
    values = {**fields.columns(), "logged_by": who, "source_key": source_key}
    entry_id = tx.insert(LogEntry, values)
    if fields.occasion_id or (standing.has_any and fields.occasion_id is not None):
        _fulfil(tx, entry_id, fields)
    return entry_id


@dataclass(frozen=True, slots=True)
class EditLog:
    """New values for an entry as the user saw it at `version`."""

    entry_id: int
    version: int
    fields: LogFields


def edit_log(ctx: AppContext, cmd: EditLog) -> None:
    """Change a log entry. It keeps its occasions unless action, day, quantity or they change."""
    with ctx.write("log.edit") as tx:
        edit_log_in(tx, cmd)


def edit_log_in(tx: Transaction, cmd: EditLog) -> None:
    """As `edit_log`, inside an operation that does more."""
    fields = cmd.fields
    check_log(fields, tx.today)
    entry = tx.get(LogEntry, cmd.entry_id, cmd.version)
    tx.get(Action, fields.action_id)
    is_same = fields.occasion_id == NEAREST and all(
        getattr(entry, name) == getattr(fields, name) for name in _MATCHED_BY
    )
    for name, value in fields.columns().items():
        setattr(entry, name, value)
    if not is_same:
        release(tx, entry.id)
        if fields.occasion_id is not None:
            _fulfil(tx, entry.id, fields)


def delete_log(ctx: AppContext, entry_id: int, version: int) -> None:
    """Remove a log entry and open what it did. The journal keeps what it said."""
    with ctx.write("log.delete") as tx:
        entry = tx.get(LogEntry, entry_id, version)
        release(tx, entry_id)
        tx.delete(entry)


def _fulfil(tx: Transaction, entry_id: int, fields: LogFields) -> None:
    deed = Deed(entry_id, fields.action_id, fields.done_on, fields.quantity)
    fulfil(tx, deed, fields.occasion_id or NEAREST, fields.seen)


def check_log(fields: LogFields, today: date) -> None:
    """Raise `Invalid` for an entry that can't be true."""
    if fields.quantity < 0:
        raise Invalid("number.negative", field="quantity", value=fields.quantity)
    for name in ("minutes", "people"):
        value = getattr(fields, name)
        if value is not None and value < 0:
            raise Invalid("number.negative", field=name, value=value)
    if fields.done_on > today:
        raise Invalid("dates.future", field="done_on", date=fields.done_on)
