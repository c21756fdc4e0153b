"""What has been reported: a line in the book for every report that was saved or printed."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.enums import ReportState
from tracker.models.errors import Invalid
from tracker.models.organisation import Agreement
from tracker.models.report import Report
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class RecordReport:
    """A report that left the program: what it covered, and its bytes' checksum."""

    kind: str
    language: str
    as_of: date
    period_start: date
    period_end: date
    sha256: str


def record_report(ctx: AppContext, cmd: RecordReport) -> int:
    """Note that a draft report was saved, so that the next one can say what happened since."""
    if cmd.period_end < cmd.period_start:
        raise Invalid(
            "dates.end_before_start", field="period_end", start=cmd.period_start, end=cmd.period_end
        )
    with ctx.write("report.saved") as tx:
        return tx.add(
            Report(
                agreement_id=agreement_id_at(tx.session, cmd.as_of),
                kind=cmd.kind,
                language=cmd.language,
                as_of=cmd.as_of,
                period_start=cmd.period_start,
                period_end=cmd.period_end,
                state=ReportState.DRAFT,
                made_at=tx.now,
                made_by=ctx.who(),
                sha256=cmd.sha256,
            )
        ).id


def checksum(content: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def agreement_id_at(session: Session, day: date) -> int:
    """The agreement in force on `day`, else the newest. Raises `Invalid` when there is none."""
    found = session.execute(
        select(Agreement.id, Agreement.period_start, Agreement.period_end).order_by(
            Agreement.period_start.desc()
        )
    ).all()
    in_force = [row_id for row_id, start, end in found if start <= day <= end]
    if not found:
        raise Invalid("report.no_agreement")
    return in_force[0] if in_force else found[0][0]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the archive."""

    id: int
    kind: str
    language: str
    as_of: date
    period_start: date
    period_end: date
    state: ReportState
    made_at: datetime
    made_by: str
    sha256: str


def report_rows(ctx: AppContext) -> list[ReportRow]:
    """Everything that has been reported, newest first."""
    with ctx.read() as session:
        return [
            ReportRow(
                r.id,
                r.kind,
                r.language,
                r.as_of,
                r.period_start,
                r.period_end,
                r.state,
                r.made_at,
                r.made_by,
                r.sha256,
            )
            for r in session.scalars(
                select(Report).order_by(Report.as_of.desc(), Report.made_at.desc())
            )
        ]


def previous_as_of(session: Session, kind: str, before: date) -> date | None:
    """The as-of date of the latest report of `kind` earlier than `before`."""
    return session.scalars(
        select(Report.as_of)
        .where(Report.kind == kind, Report.as_of < before)
        .order_by(Report.as_of.desc())
        .limit(1)
    ).first()
