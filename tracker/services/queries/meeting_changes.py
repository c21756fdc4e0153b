"""What a meeting of the working group changed: read from the journal, never kept beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.journal import Change, ChangeKind, Operation
from tracker.models.meeting import MeetingChange, MeetingPoint
from tracker.services.context import AppContext
from tracker.services.queries.changed_values import ChangedValue, changed_values
from tracker.services.spreadsheet.row_names import names_of

Subject = tuple[str, int]
"""The table and id of what somebody knows as the thing that was changed."""

# What is said about an action belongs to it; the meeting's own rows are no change of the plan.
_OWNERS: dict[str, tuple[str, ...]] = {
    "action": (),
    "action_note": ("action_id",),
    "decision_request": (),
    "deviation": ("action_id", "promise_id"),
    "feedback": ("promise_id",),
    "indicator": (),
    "measurement": ("indicator_id",),
    "promise": (),
    "snooze": ("action_id",),
}
_NAMES = {"decision_request": "question", "feedback": "audience", "indicator": "name"}
"""Which of a row's own words name it, where that is not its title."""


@dataclass(frozen=True, slots=True)
class PointChange:
    """What one operation, taken at a point of the agenda, did to one thing.

    `lines` are values, put into words by `messages.changes`. `subject` is how people refer to it,
    ``5.2 Fotpatrullering``. `reason` is why, where that was asked for.
    """

    point_id: int
    operation_id: int
    at: datetime
    who: str
    operation: str
    subject: str
    lines: tuple[ChangedValue, ...]
    reason: str = ""
    decided_by: str = ""
    deviates: bool = False
    """Whether it departs from what was signed, and stands as a deviation from then on."""
    internal: bool = False
    """Whether it is only a note that stays out of reports."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One changed row, and what it belongs to."""

    subject: Subject
    table: str
    kind: ChangeKind
    before: dict[str, Any]
    after: dict[str, Any]


def meeting_changes(ctx: AppContext, meeting_id: int) -> tuple[PointChange, ...]:
    """As `changes_in`, in a read of its own."""
    with ctx.read() as session:
        return changes_in(session, meeting_id)


def changes_in(session: Session, meeting_id: int) -> tuple[PointChange, ...]:
    """What the meeting changed and has not been undone, in the order of the agenda."""
    points = session.scalars(
        select(MeetingPoint.id)
        .where(MeetingPoint.meeting_id == meeting_id)
        .order_by(MeetingPoint.position)
    )
    # An undone operation has taken its own mark with it, and one done again has put it back.
    marks = session.execute(
        select(MeetingChange.operation_id, MeetingChange.meeting_point_id)
        .join(MeetingPoint, MeetingPoint.id == MeetingChange.meeting_point_id)
        .where(MeetingPoint.meeting_id == meeting_id)
    )
    return changes_of_points(session, list(points), {row[0]: row[1] for row in marks})


def changes_of_points(
    session: Session, points: Iterable[int], marks: dict[int, int]
) -> tuple[PointChange, ...]:
    """What the operations of `marks` did, by point; it names the point of each operation."""
    order = {point: place for place, point in enumerate(points)}
    journal = session.execute(
        select(Operation, Change)
        .join(Change, Change.operation_id == Operation.id)
        .where(Operation.id.in_(marks), Change.table_name.in_(_OWNERS))
        .order_by(Operation.seq, Change.position)
    )
    rows = [(operation, _row(change)) for operation, change in journal]
    names = _names(session, [row for _operation, row in rows])
    people = _people(session, [row for _operation, row in rows])
    found = [
        change
        for operation, alike in groupby(rows, key=lambda pair: pair[0])
        for change in _told(operation, marks, [row for _op, row in alike], names, people)
    ]
    return tuple(sorted(found, key=lambda change: order[change.point_id]))


def _row(change: Change) -> _Row:
    before, after = change.before or {}, change.after or {}
    image = {**before, **after}
    subject = change.table_name, change.row_id
    for column in _OWNERS[change.table_name]:
        if image.get(column) is not None:
            subject = column.removesuffix("_id"), image[column]
            break
    return _Row(subject, change.table_name, change.kind, before, after)


def _told(
    operation: Operation,
    marks: dict[int, int],
    rows: list[_Row],
    names: dict[Subject, str],
    people: dict[int, str],
) -> Iterator[PointChange]:
    """One change for each thing that the operation touched."""
    for subject in dict.fromkeys(row.subject for row in rows):
        own = [row for row in rows if row.subject == subject]
        said = [row for row in own if row.table not in ("deviation", "action_note")]
        notes = [row for row in own if row.table == "action_note"]
        deviations = [row for row in own if row.table == "deviation"]
        lines = [
            line
            for row in said or notes
            for line in changed_values(row.table, row.kind, row.before, row.after, people)
        ]
        yield PointChange(
            marks[operation.id],
            operation.id,
            operation.at,
            operation.who,
            operation.name,
            names[subject],
            tuple(lines),
            _reason(own, deviations, notes if said else []),
            next((row.after.get("decided_by") or "" for row in deviations), ""),
            deviates=bool(deviations),
            internal=not said and all(row.after.get("internal", True) for row in notes),
        )


def _reason(rows: list[_Row], deviations: list[_Row], notes: list[_Row]) -> str:
    """Why: as the deviation says, else the row itself, else a note that is not internal."""
    said = [str(row.after.get("reason", "")) for row in deviations]
    said += [
        str(row.after.get(name) or "")
        for row in rows
        for name in ("status_reason", "override_reason", "outcome_reason")
    ]
    said += [str(row.after.get("note", "")) for row in rows if row.table == "snooze"]
    said += [str(row.after.get("text", "")) for row in notes if not row.after.get("internal")]
    return next(filter(None, said), "")


def _names(session: Session, rows: list[_Row]) -> dict[Subject, str]:
    """How people refer to what was changed; by its own words if it has been removed since."""
    found: dict[Subject, str] = {}
    for row in rows:
        image = {**row.before, **row.after}
        table, row_id = row.subject
        found.setdefault((table, row_id), "")
        if row.table == table and not found[row.subject]:
            found[row.subject] = str(image.get(_NAMES.get(table, "title"), ""))
    for table in {table for table, _id in found}:
        if table == "feedback":
            continue
        ids: set[int | None] = {row_id for name, row_id in found if name == table}
        for row_id, parts in names_of(session, table, ids, internal=False).items():
            # An action's label says which promise it belongs to.
            told = parts[1:] if table == "action" else parts
            found[table, row_id] = " ".join(told)
    return found


def _people(session: Session, rows: list[_Row]) -> dict[int, str]:
    ids = {image.get("owner_id") for row in rows for image in (row.before, row.after)}
    return {
        row_id: parts[0]
        for row_id, parts in names_of(session, "person", ids, internal=False).items()
    }
