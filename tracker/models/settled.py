"""What is fastställt stays: every write passes here before it is committed, undo included."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from tracker.models.enums import ReportState
from tracker.models.errors import Invalid
from tracker.models.journal import ChangeKind, Recorded
from tracker.models.report import Report, ReportDnr


def check_settled(connection: Connection, changes: Sequence[Recorded]) -> None:
    """Refuse `changes` that alter or remove a final report or its diary numbers.

    A report may be added, and with it the numbers it is filed under; it can be superseded by
    another, and handed over, since neither is written in its own row. Raises `Invalid`.
    """
    reports = _of(changes, Report.__tablename__)
    numbers = _of(changes, ReportDnr.__tablename__)
    if not reports and not numbers:
        return
    added = {change.row_id for change in reports if change.kind is ChangeKind.INSERT}
    touched = [change for change in reports if change.row_id not in added]
    kept = any(_was_final(connection, change) for change in touched) or any(
        change.kind is not ChangeKind.INSERT or (change.after or {}).get("report_id") not in added
        for change in numbers
    )
    if kept:
        raise Invalid("report.final")


def _of(changes: Sequence[Recorded], table: str) -> list[Recorded]:
    return [change for change in changes if change.table == table]


def _was_final(connection: Connection, change: Recorded) -> bool:
    before = change.before or {}
    if "state" in before:
        return bool(before["state"] == ReportState.FINAL)
    # An update holds only the columns that differ, so the state is as it was.
    state = connection.execute(select(Report.state).where(Report.id == change.row_id)).scalar()
    return state is ReportState.FINAL
