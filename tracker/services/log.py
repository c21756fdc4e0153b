"""The log: what was really done. The kommunpolis writes here between other work."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from sqlalchemy import Table, bindparam, select

from tracker.models.action import Action, LogEntry
from tracker.models.enums import ActionStatus
from tracker.models.errors import Invalid, NotFound
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext

_ACTION = cast(Table, Action.__table__)
_STATUS_OF = select(_ACTION.c.status).where(_ACTION.c.id == bindparam("action"))


@dataclass(frozen=True, slots=True)
class LogFields:
    """What was done. `minutes` is the duration; `internal` keeps the note out of reports."""

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
    status = tx.connection.execute(_STATUS_OF, {"action": fields.action_id}).scalar()
    if status is None:
        raise NotFound("row.missing", table=Action.__tablename__, id=fields.action_id)
    if status is ActionStatus.PLANNED:
        tx.get(Action, fields.action_id).status = ActionStatus.ONGOING
    values = {name: getattr(fields, name) for name in LogFields.__slots__}
    return tx.insert(LogEntry, {**values, "logged_by": who, "source_key": source_key})


@dataclass(frozen=True, slots=True)
class EditLog:
    """New values for an entry as the user saw it at `version`."""

    entry_id: int
    version: int
    fields: LogFields


def edit_log(ctx: AppContext, cmd: EditLog) -> None:
    """Change a log entry."""
    with ctx.write("log.edit") as tx:
        check_log(cmd.fields, tx.today)
        entry = tx.get(LogEntry, cmd.entry_id, cmd.version)
        tx.get(Action, cmd.fields.action_id)
        for name, value in asdict(cmd.fields).items():
            setattr(entry, name, value)


def delete_log(ctx: AppContext, entry_id: int, version: int) -> None:
    """Remove a log entry. The journal keeps what it said."""
    with ctx.write("log.delete") as tx:
        tx.delete(tx.get(LogEntry, entry_id, version))


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
