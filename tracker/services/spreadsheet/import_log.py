"""Lists of what was done become log entries."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from tracker.models.errors import Ambiguous, Invalid, TrackerError
from tracker.services.log import LogFields, check_log
from tracker.services.naming import (
    ActionName,
    ActionNames,
    PromiseName,
    find_promise,
    promise_names,
)
from tracker.services.spreadsheet.dates_and_numbers import (
    parse_date,
    parse_number,
    parse_people,
    parse_whole,
    parse_yes_no,
)
from tracker.services.spreadsheet.durations import parse_hours, parse_minutes
from tracker.services.spreadsheet.form_matching import FormRow
from tracker.services.spreadsheet.form_reading import LogForm, key_of
from tracker.services.spreadsheet.log_plan import LogPlan, once, settle
from tracker.services.spreadsheet.log_rows import ReadEntry
from tracker.services.spreadsheet.source_keys import KeyMaker
from tracker.services.spreadsheet.tables import RowReader, Table


def plan_log(session: Session, tables: Iterable[Table], today: date, form: LogForm) -> LogPlan:
    """Read the lists against the book, without changing it. `form` is what a log form says."""
    plan = LogPlan()
    rows = _Rows(session, today, form)
    read: list[ReadEntry] = []
    for table in tables:
        for reader in table.readers():
            entry = rows.read(reader)
            plan.problems += reader.problems
            if entry is not None and not reader.problems:
                read.append(entry)
    settle(session, once(read, plan), plan)
    return plan


class _Rows:
    """Turns rows into entries, looking up each distinct action once."""

    def __init__(self, session: Session, today: date, form: LogForm) -> None:
        self._today, self._form = today, form
        self._actions = ActionNames(session)
        self._promises = promise_names(session)
        self._keys = KeyMaker()

    def read(self, row: RowReader) -> ReadEntry | None:
        """The entry a row describes; None, with the reasons in `row`, when it can't be read."""
        done_on = row.needed("done_on", parse_date)
        action = self._action(row, done_on)
        quantity = row.parsed("quantity", parse_number)
        minutes = _minutes(row)
        people, took_part = _participants(row)
        internal = row.parsed("internal", parse_yes_no)
        occasion, about = _occasion(row)
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
            note="\n".join(
                filter(None, [row.text("note"), row.text("internal_note"), took_part, about])
            ),
            internal=bool(internal) or bool(row.text("internal_note")),
            source=row.table.file,
        )
        try:
            check_log(fields, self._today)
        except TrackerError as error:
            row.refuse(error)
            return None
        key = self._keys.key(action.id, row.contents())
        logged_by = row.text("logged_by") or self._form.filled_in_by
        form_key = key_of(row)
        writer = self._form.filled_in_by or logged_by
        form = FormRow(form_key, fields, writer, occasion) if form_key else None
        return ReadEntry(row, action, fields, logged_by, key, form, occasion)

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
            listed = self._form.action(self._actions, text)
            if listed is not None and listed.status.ended:
                row.note("form.action_ended", action=str(listed), status=listed.status)
            return listed or self._named(text, row.text("number"), promise, day)
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


def _occasion(row: RowReader) -> tuple[date | None, str]:
    """The date of a recurring action that the row is about; other words are kept as text."""
    text = row.text("occasion")
    if text and key_of(row) is None:
        try:
            parse_date(row.cell("occasion"))
        except Invalid:
            return None, f"{row.table.heading('occasion')}: {text}"
    return row.parsed("occasion", parse_date), ""


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
