"""Lists of what was done become log entries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.i18n import _, format_date, format_number
from tracker.models.action import Action, LogEntry
from tracker.models.enums import ActionStatus
from tracker.models.errors import Ambiguous, Invalid, TrackerError
from tracker.models.search import folded
from tracker.models.unit_of_work import Transaction
from tracker.services.check import Finding
from tracker.services.log import LogFields, check_log
from tracker.services.naming import (
    ActionName,
    ActionNames,
    PromiseName,
    find_promise,
    promise_names,
)
from tracker.services.series import Deed, match_entries_in
from tracker.services.spreadsheet.dates_and_numbers import (
    parse_date,
    parse_number,
    parse_people,
    parse_whole,
    parse_yes_no,
)
from tracker.services.spreadsheet.durations import parse_hours, parse_minutes
from tracker.services.spreadsheet.source_keys import KeyMaker, known_in_book
from tracker.services.spreadsheet.tables import RowReader, Table

_AT_ONCE = 500

_Same = tuple[int, date, Decimal, str]
"""What makes two entries the same deed: action, day, quantity and place."""


@dataclass(frozen=True, slots=True)
class _Entry:
    reader: RowReader
    action: ActionName
    fields: LogFields
    logged_by: str
    key: str

    @property
    def identity(self) -> tuple[str, int | None]:
        """Its key, and its id where the list was exported from a book."""
        return self.key, self.reader.row_id()

    @property
    def same(self) -> _Same:
        """What it is recognised by."""
        fields = self.fields
        return fields.action_id, fields.done_on, fields.quantity, folded(fields.place)


@dataclass(slots=True)
class LogPlan:
    """What an import of a log would do."""

    entries: list[_Entry] = field(default_factory=list)
    duplicates: int = 0
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many entries are new."""
        return len(self.entries)

    def carry_out(self, tx: Transaction, who: str) -> None:
        """Add the new entries and let them do the occasions they stand for.

        Actions that were planned are ongoing from now on.
        """
        rows = [
            {
                **entry.fields.columns(),
                "logged_by": entry.logged_by or who,
                "source_key": entry.key,
            }
            for entry in self.entries
        ]
        ids = tx.bulk_insert(LogEntry, rows)
        match_entries_in(tx, map(_deed, ids, self.entries))
        for action_id in sorted({entry.action.id for entry in self.entries}):
            action = tx.get(Action, action_id)
            if action.status is ActionStatus.PLANNED:
                action.status = ActionStatus.ONGOING


def _deed(entry_id: int, entry: _Entry) -> Deed:
    fields = entry.fields
    return Deed(entry_id, fields.action_id, fields.done_on, fields.quantity)


def plan_log(session: Session, tables: Iterable[Table], today: date) -> LogPlan:
    """Read the lists against the book, without changing it."""
    plan = LogPlan()
    rows = _Rows(session, today)
    read: list[_Entry] = []
    for table in tables:
        for reader in table.readers():
            entry = rows.read(reader)
            plan.problems += reader.problems
            if entry is not None and not reader.problems:
                plan.notes += reader.notes
                read.append(entry)
    _leave_out_known(session, read, plan)
    return plan


class _Rows:
    """Turns rows into entries, looking up each distinct action once."""

    def __init__(self, session: Session, today: date) -> None:
        self._today = today
        self._actions = ActionNames(session)
        self._promises = promise_names(session)
        self._keys = KeyMaker()

    def read(self, row: RowReader) -> _Entry | None:
        """The entry a row describes; None, with the reasons in `row`, when it can't be read."""
        done_on = row.needed("done_on", parse_date)
        action = self._action(row, done_on)
        quantity = row.parsed("quantity", parse_number)
        minutes = _minutes(row)
        people, took_part = _participants(row)
        internal = row.parsed("internal", parse_yes_no)
        if done_on is None or action is None or row.problems:
            return None
        fields = LogFields(
            action_id=action.id,
            done_on=done_on,
            quantity=Decimal(1) if quantity is None else quantity,
            minutes=minutes,
            people=people,
            place=row.text("place"),
            result=row.text("result"),
            note="\n".join(filter(None, [row.text("note"), row.text("internal_note"), took_part])),
            internal=bool(internal) or bool(row.text("internal_note")),
            source=row.table.file,
        )
        try:
            check_log(fields, self._today)
        except TrackerError as error:
            row.refuse(error)
            return None
        key = self._keys.key(action.id, row.contents())
        return _Entry(row, action, fields, row.text("logged_by"), key)

    def _action(self, row: RowReader, day: date | None) -> ActionName | None:
        text = row.text("action")
        if not text:
            row.refuse(Invalid("input.required"), "action")
            return None
        promise = row.parsed(
            "promise", lambda _cell: find_promise(self._promises, row.text("promise"), on=day)
        )
        if row.problems:
            return None
        try:
            return self._named(text, row.text("number"), promise, day)
        except TrackerError as error:
            row.refuse(error, "action")
            return None

    def _named(
        self, text: str, number: str, promise: PromiseName | None, day: date | None
    ) -> ActionName:
        try:
            return self._actions.find(text, promise=promise, on=day)
        except Ambiguous:
            # Lists often number their rows; only "5.2", or 5,2 as a number, is an action's.
            if not {".", ","} & set(number):
                raise
            return self._actions.find(number)


def _minutes(row: RowReader) -> int | None:
    hours = row.parsed("hours", parse_hours)
    minutes = row.parsed("minutes", parse_minutes)
    if hours is not None and minutes is not None:
        # "1 h" and "30 min" in a column each.
        return hours + minutes
    if hours is None and minutes is None:
        return row.parsed("duration", lambda cell: parse_hours(cell, clock_possible=True))
    return hours if minutes is None else minutes


def _participants(row: RowReader) -> tuple[int | None, str]:
    """How many took part; and as text what the column says beyond a number, so that it is kept."""
    value = row.cell("people")
    if value is None:
        return None, ""
    if not isinstance(value, str):
        return row.parsed("people", parse_whole), ""
    text = row.text("people")
    return (
        row.parsed("people", parse_people),
        "" if text.isdecimal() else f"{row.table.heading('people')}: {text}",
    )


def _leave_out_known(session: Session, read: Sequence[_Entry], plan: LogPlan) -> None:
    """Split what was read into new entries and those that are in the book already.

    An entry is there when this row was imported before, or when the same deed was logged by hand or
    from another list; each entry in the book answers for one row only.
    """
    known = known_in_book(session, LogEntry, [entry.identity for entry in read])
    in_book = _deeds_in_book(session, {entry.action.id for entry in read})
    for entry in read:
        if entry.identity in known:
            plan.duplicates += 1
            in_book[entry.same] -= 1
    for entry in read:
        if entry.identity in known:
            continue
        if in_book[entry.same] > 0:
            in_book[entry.same] -= 1
            plan.duplicates += 1
            entry.reader.notes.clear()
            entry.reader.note("import.duplicate", text=_described(entry))
            plan.notes += entry.reader.notes
        else:
            plan.entries.append(entry)


def _deeds_in_book(session: Session, action_ids: set[int]) -> Counter[_Same]:
    found: Counter[_Same] = Counter()
    ids = sorted(action_ids)
    for start in range(0, len(ids), _AT_ONCE):
        for action_id, done_on, quantity, place in session.execute(
            select(LogEntry.action_id, LogEntry.done_on, LogEntry.quantity, LogEntry.place).where(
                LogEntry.action_id.in_(ids[start : start + _AT_ONCE])
            )
        ):
            found[action_id, done_on, quantity, folded(place)] += 1
    return found


def _described(entry: _Entry) -> str:
    fields = entry.fields
    parts = [
        f"{entry.action.label} {entry.action.title}",
        format_date(fields.done_on),
        _("quantity {number}").format(number=format_number(fields.quantity)),
        fields.place,
    ]
    return ", ".join(part for part in parts if part)
