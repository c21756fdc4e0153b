"""The rows of a book as they stood at an instant, read from the journal.

A row that has been altered since has the values it had, and one that has been removed since is
there again. A row that was entered later is as it is now, since books are often filled in
afterwards, unless it altered what stood then: as a part of another row, or in the place of one.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BindParameter,
    Column,
    Select,
    Table,
    and_,
    bindparam,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.models.action import LogEntry
from tracker.models.base import Row
from tracker.models.journal import Change, ChangeKind, Operation, from_json
from tracker.models.unit_of_work import column_defaults

R = TypeVar("R", bound=Row)
RowId = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]

_PORTION = 2000
IDS: BindParameter[int] = bindparam("ids", expanding=True)
"""Stands in a statement for one of the `portions` of many ids."""

# Far more are entered than are altered, so which ones were entered later is asked row by row.
_MANY = LogEntry.__tablename__
_IS_ENTRY = Change.kind == ChangeKind.INSERT


def portions(ids: Collection[int]) -> Iterator[list[int]]:
    """The ids in order, as many at a time as a statement takes on every database."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _PORTION):
        yield ordered[start : start + _PORTION]


@dataclass(slots=True)
class _Edits:
    """What has happened to a row since: `seq` of the first entry and of the first alteration."""

    entered: int | None = None
    altered: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    """The values that it had, of the columns that have been altered."""
    removed: bool = False

    @property
    def is_later(self) -> bool:
        """Whether it did not stand then."""
        if self.entered is None:
            return False
        return self.altered is None or self.entered < self.altered


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which rows of a table are asked for; see `Past.rows`."""

    column: str | None = None
    ids: Collection[int] = ()
    on: str | None = None
    until: date | None = None

    def fits(self, row: Any) -> bool:
        """Whether a row is asked for."""
        if self.column is not None and getattr(row, self.column) not in self.ids:
            return False
        if self.on is None or self.until is None:
            return True
        return bool(getattr(row, self.on) <= self.until)

    def statements(self, table: Table) -> Iterator[tuple[Select[Any], dict[str, list[int]]]]:
        """What asks the database for them."""
        statement = select(table)
        if self.on is not None and self.until is not None:
            statement = statement.where(table.c[self.on] <= self.until)
        if self.column is None:
            yield statement, {}
            return
        statement = statement.where(table.c[self.column].in_(IDS))
        for part in portions(self.ids):
            yield statement, {IDS.key: part}


@dataclass(frozen=True, slots=True)
class _Altered:
    """The rows of a table that stood then and have been altered or removed since."""

    then: Mapping[int, Any] = field(default_factory=dict)
    now: Mapping[int, Any] = field(default_factory=dict)
    """As they are now; those that have been removed are missing."""

    def removed(self) -> Iterator[Any]:
        """Those that are gone, as they were."""
        return (row for row_id, row in self.then.items() if row_id not in self.now)


class Past:
    """Reads rows as they stood at an instant. Rows read as their model's, but can't be changed."""

    def __init__(
        self,
        session: Session,
        at: datetime | None = None,
        models: Collection[type[Row]] = (),
        seen_from: "Past | None" = None,
    ) -> None:
        """Of `models`; without an instant everything is as it is now, and no journal is read.

        `seen_from` a later instant, what has happened after that one does not count, and what was
        entered later is as it was then.
        """
        self.session = session
        self._at = at
        self._base = seen_from
        until = None if seen_from is None else seen_from._at
        self._edits = {} if at is None else _edits(session, at, until, models)
        self._altered: dict[str, _Altered] = {}

    def rows(
        self,
        model: type[R],
        column: RowId | None = None,
        ids: Collection[int] = (),
        *,
        on: InstrumentedAttribute[date] | None = None,
        until: date | None = None,
        part_of: type[Row] | None = None,
    ) -> list[R]:
        """The rows whose `column` was among `ids`, or all of them, in no order.

        `on` is the day that the rows bear; `until` leaves out those of a later day. Where one has
        been removed since, one entered later with the same `column` and day came in its place.

        With `part_of` they are parts of the rows that `column` refers to, entered together with
        them: to what stood then nothing has been added.
        """
        name, day = None if column is None else column.key, None if on is None else on.key
        found = self._found(_table(model), _Wanted(name, ids, day, until))
        if name is not None and part_of is not None:
            self._drop(model, found, self._is_added(part_of, name, ids))
        elif name is not None:
            altered = self._altered_in(_table(model))
            self._drop(model, found, _is_instead(altered, [name] if day is None else [name, day]))
        return cast("list[R]", list(found.values()))

    def one(self, model: type[R], row_id: int) -> R:
        """A row that is in the book, as it was."""
        [row] = self.rows(model, model.id, {row_id})
        return row

    def later(self, model: type[Row], ids: Collection[int]) -> frozenset[int]:
        """Those of `ids` that have been entered since."""
        name = model.__tablename__
        edits = self._edits.get(name, {})
        if name == _MANY:
            self._look_up_entries(edits, ids)
        return frozenset(row_id for row_id in ids if row_id in edits and edits[row_id].is_later)

    def altered(self, model: type[R]) -> Mapping[int, R]:
        """The rows that stood then and have been altered since, as they are now, by id."""
        return cast("Mapping[int, R]", self._altered_in(_table(model)).now)

    def touched(self, model: type[Row], column: RowId) -> set[int]:
        """The values of `column`, then and now, in the rows that have been altered or removed."""
        altered = self._altered_in(_table(model))
        rows = (*altered.then.values(), *altered.now.values())
        found = {getattr(row, column.key) for row in rows}
        return found if self._base is None else found | self._base.touched(model, column)

    def _found(self, table: Table, wanted: _Wanted) -> dict[int, Any]:
        """The rows as they were, with all that has been entered since."""
        found = self._as_seen(table, wanted)
        for row_id, row in self._altered_in(table).then.items():
            found.pop(row_id, None)
            if wanted.fits(row):
                found[row_id] = row
        return found

    def _as_seen(self, table: Table, wanted: _Wanted) -> dict[int, Any]:
        """The rows as they are now, or were at the instant that this one is seen from."""
        if self._base is not None:
            return self._base._found(table, wanted)
        # Past the identity map: rows that nobody changes need not be anybody's objects.
        execute = self.session.connection().execute
        return {
            row.id: row
            for statement, values in wanted.statements(table)
            for row in execute(statement, values)
        }

    def _altered_in(self, table: Table) -> _Altered:
        if table.name not in self._edits:
            return _Altered()
        if table.name not in self._altered:
            edits = self._edits[table.name]
            if table.name == _MANY:
                self._look_up_entries(edits, edits)
            stood = {
                row_id: edit
                for row_id, edit in edits.items()
                if edit.altered is not None and not edit.is_later
            }
            now = self._as_seen(table, _Wanted("id", stood))
            then = {
                row_id: SimpleNamespace(**{**_columns(table, now[row_id]), **edit.before})
                for row_id, edit in stood.items()
                if row_id in now
            }
            removed = {
                row_id: SimpleNamespace(**edit.before)
                for row_id, edit in stood.items()
                if row_id not in now and edit.removed
            }
            self._altered[table.name] = _Altered({**then, **removed}, now)
        return self._altered[table.name]

    def _look_up_entries(self, edits: dict[int, _Edits], ids: Collection[int]) -> None:
        """Complete `edits` with those of `ids` that have been entered since."""
        if self._at is None:
            return
        entries = (
            select(Change.row_id, func.min(Operation.seq))
            .join(Operation, Operation.id == Change.operation_id)
            .where(
                Change.row_id.in_(IDS),
                Change.table_name == _MANY,
                _IS_ENTRY,
                Operation.at > self._at,
            )
            .group_by(Change.row_id)
        )
        for part in portions(ids):
            for row_id, seq in self.session.execute(entries, {IDS.key: part}):
                edits.setdefault(row_id, _Edits()).entered = seq

    def _drop(
        self, model: type[Row], found: dict[int, Any], is_new: Callable[[Any], bool] | None
    ) -> None:
        """Take out what has been entered since and altered what stood then."""
        if is_new is not None:
            doubtful = [row_id for row_id, row in found.items() if is_new(row)]
            for row_id in self.later(model, doubtful):
                del found[row_id]

    def _is_added(
        self, owner: type[Row], column: str, ids: Collection[int]
    ) -> Callable[[Any], bool] | None:
        if self._at is None:
            return None
        later = self.later(owner, ids)
        return lambda row: getattr(row, column) not in later


def _is_instead(altered: _Altered, names: list[str]) -> Callable[[Any], bool] | None:
    def place(row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in names)

    emptied = {place(row) for row in altered.removed()}
    return (lambda row: place(row) in emptied) if emptied else None


def _columns(table: Table, row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in table.c}


def _edits(
    session: Session, at: datetime, until: datetime | None, models: Collection[type[Row]]
) -> dict[str, dict[int, _Edits]]:
    """What was entered after `at`, and altered or removed after it and not after `until`."""
    tables = {model.__tablename__: _table(model) for model in models}
    found: dict[str, dict[int, _Edits]] = {name: {} for name in tables}
    for seq, name, row_id, kind, before in session.execute(
        select(Operation.seq, Change.table_name, Change.row_id, Change.kind, Change.before)
        .join(Operation, Operation.id == Change.operation_id)
        .where(
            Operation.at > at,
            true() if until is None else or_(_IS_ENTRY, Operation.at <= until),
            Change.table_name.in_(tables),
            not_(and_(Change.table_name == _MANY, _IS_ENTRY)),
        )
        .order_by(Operation.seq, Change.position)
    ):
        edits = found[name].setdefault(row_id, _Edits())
        if kind is ChangeKind.INSERT:
            edits.entered = edits.entered or seq
            continue
        edits.altered = edits.altered or seq
        edits.removed |= kind is ChangeKind.DELETE
        # The oldest value is the one that held.
        edits.before = {**_values(tables[name], kind, before or {}), **edits.before}
    return found


def _values(table: Table, kind: ChangeKind, before: Mapping[str, Any]) -> dict[str, Any]:
    """Column values from a change: those that differ of an update, all of them of a removal."""
    values = {name: from_json(table.c[name], value) for name, value in before.items()}
    if kind is ChangeKind.DELETE:
        # An image leaves out what was empty, and a column that was not there yet.
        return {column.name: values.get(column.name, _absent(column)) for column in table.c}
    return values


def _absent(column: Column[Any]) -> Any:
    return None if column.nullable else column_defaults(column.table)[column.name]


def _table(model: type[Row]) -> Table:
    return cast(Table, model.__table__)
