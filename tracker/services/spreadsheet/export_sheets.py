"""A book's tables as sheets: which columns, what stands in them, and what is kept out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Column, LargeBinary, Select, Table, func, select
from sqlalchemy.orm import Session

from tracker.i18n import N_, _
from tracker.messages import operation_name
from tracker.models.base import Quantity
from tracker.services.spreadsheet.export_extras import EXTRAS, Values
from tracker.services.spreadsheet.export_words import HEADINGS, LEFT_OUT, REFERENCES, SHEETS
from tracker.services.spreadsheet.row_names import Parts, names_of

BATCH = 500

RowMap = Mapping[str, Any]

_INTERNAL_NOTE = N_("Internal note (not secret by law)")
_KEYS = frozenset({"id", "owner_id", "row_id"})
_LONG = frozenset(
    {
        "description",
        "expected_effect",
        "goal",
        "limitation",
        "note",
        "outcome_reason",
        "reason",
        "result",
        "statement",
        "status_reason",
        "text",
        "title",
        "what",
    }
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table, with everything looked up that their cells need."""

    rows: list[RowMap]
    names: Mapping[str, Mapping[int, Parts]]
    extras: Mapping[int, Values]


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column of a sheet. `width` is in characters; `get` gives a row's cell."""

    heading: str
    width: int
    get: Callable[[Batch, RowMap], Any]


def columns_of(table: Table, *, internal: bool) -> list[OutColumn]:
    """A sheet's columns: the table's own, names instead of references, extras, and last the ids."""
    columns: list[OutColumn] = []
    for column in table.columns:
        if _is_left_out(table, column):
            continue
        if column.foreign_keys:
            columns += _reference_columns(table, column)
        elif column.name not in _KEYS:
            columns += _value_columns(table, column, internal=internal)
    if table.name in EXTRAS:
        columns += [
            OutColumn(_(heading), max(12, len(_(heading)) + 4), partial(_extra, place))
            for place, heading in enumerate(EXTRAS[table.name].headings)
        ]
    keys = [c for c in table.columns if c.foreign_keys or c.name in _KEYS]
    return columns + [
        OutColumn(_key_heading(table, key), 20, partial(_key, key.name))
        for key in sorted(keys, key=lambda key: key.name != "id")
    ]


def row_count(session: Session, table: Table, *, internal: bool) -> int:
    """How many rows a table's sheet has."""
    return (
        session.scalar(_shown(select(func.count()).select_from(table), table, internal=internal))
        or 0
    )


def batches(session: Session, table: Table, today: date, *, internal: bool) -> Iterator[Batch]:
    """The table's rows in the order they came into the book, a few hundred at a time."""
    held = [column for column in table.columns if not _is_left_out(table, column)]
    statement = _shown(select(*held), table, internal=internal)
    order = [table.c.seq] if "seq" in table.c else list(table.primary_key.columns)
    found = session.execute(statement.order_by(*order).execution_options(yield_per=BATCH))
    references = [column for column in table.columns if column.foreign_keys]
    for rows in found.mappings().partitions():
        names = {
            column.name: names_of(
                session, _target(column), {row[column.name] for row in rows}, internal=internal
            )
            for column in references
        }
        extras = (
            EXTRAS[table.name].fetch(session, [row["id"] for row in rows], today)
            if table.name in EXTRAS
            else {}
        )
        yield Batch([dict(row) for row in rows], names, extras)


def _is_left_out(table: Table, column: Column[Any]) -> bool:
    return f"{table.name}.{column.name}" in LEFT_OUT or isinstance(column.type, LargeBinary)


def _shown(statement: Select[Any], table: Table, *, internal: bool) -> Select[Any]:
    if table.name == "action_note" and not internal:
        return statement.where(~table.c.internal)
    return statement


def _reference_columns(table: Table, column: Column[Any]) -> Iterator[OutColumn]:
    headings = REFERENCES[column.name]
    for place, heading in enumerate(headings):
        if heading == REFERENCES["promise_id"][0] and _has_promise(table, column):
            continue
        # A single column holds the whole name: "5.2 Fotpatrullering" of "L5", "5.2" and the title.
        get = partial(_name, column.name, place if len(headings) > 1 else None)
        yield OutColumn(_(heading), 24, get)


def _has_promise(table: Table, column: Column[Any]) -> bool:
    return column.name in ("action_id", "indicator_id") and "promise_id" in table.columns


def _value_columns(table: Table, column: Column[Any], *, internal: bool) -> Iterator[OutColumn]:
    heading, name = _(_heading(table, column)), column.name
    width = max(_width(column), len(heading) + 4)
    if table.name == "log_entry" and name == "note":
        yield OutColumn(heading, width, partial(_note, internal=False))
        if internal:
            yield OutColumn(_(_INTERNAL_NOTE), width, partial(_note, internal=True))
    elif table.name == "change" and name in ("before", "after") and not internal:
        # The journal quotes notes as they were written.
        return
    elif table.name == "response" and name == "text" and not internal:
        yield OutColumn(heading, width, _public_answer)
    else:
        get = _SPECIAL.get(f"{table.name}.{name}") or partial(_value, name)
        yield OutColumn(heading, width, get)


def _width(column: Column[Any]) -> int:
    kind = column.type.python_type
    if column.name in _LONG:
        return 48
    if isinstance(column.type, Quantity) or kind in (int, bool):
        return 10
    return 12 if issubclass(kind, date) else 20


def _heading(table: Table, column: Column[Any]) -> str:
    return HEADINGS.get(f"{table.name}.{column.name}") or HEADINGS[column.name]


def _key_heading(table: Table, column: Column[Any]) -> str:
    if column.foreign_keys:
        main = 0 if column.name in ("owner_id", "promise_id") else -1
        return _("{name}: id").format(name=_(REFERENCES[column.name][main]))
    return _(_heading(table, column))


def _target(column: Column[Any]) -> str:
    return next(iter(column.foreign_keys)).column.table.name


def _value(name: str, _batch: Batch, row: RowMap) -> Any:
    return row[name]


def _table_title(_batch: Batch, row: RowMap) -> str:
    title = SHEETS[row["table_name"]]
    return _(title)


def _label(batch: Batch, row: RowMap) -> str:
    promise = batch.names["promise_id"][row["promise_id"]][0]
    return f"{promise.removeprefix('L')}.{row['number']}"


def _operation(_batch: Batch, row: RowMap) -> str:
    return operation_name(row["name"])


def _key(name: str, _batch: Batch, row: RowMap) -> str | None:
    # As text: Excel's numbers keep only fifteen digits.
    return None if row[name] is None else str(row[name])


def _name(column: str, place: int | None, batch: Batch, row: RowMap) -> str | None:
    parts = batch.names[column].get(row[column])
    if parts is None:
        return None
    return " ".join(parts[-2:]) if place is None else parts[place]


def _extra(place: int, batch: Batch, row: RowMap) -> Any:
    values = batch.extras.get(row["id"])
    return None if values is None else values[place]


def _hours(_batch: Batch, row: RowMap) -> float | None:
    return None if row["minutes"] is None else row["minutes"] / 60


def _note(_batch: Batch, row: RowMap, *, internal: bool) -> str | None:
    return row["note"] if bool(row["internal"]) is internal else None


def _public_answer(_batch: Batch, row: RowMap) -> str | None:
    return row["text"] if row["deidentified"] else None


_SPECIAL: dict[str, Callable[[Batch, RowMap], Any]] = {
    "action.number": _label,
    "change.table_name": _table_title,
    "copy.next_id": partial(_key, "next_id"),
    "log_entry.minutes": _hours,
    "operation.name": _operation,
}
