"""What has been reported: a line in the book for every report that was saved or printed."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
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
    owner: str = ""
    lawful: bool = False


def record_report(ctx: AppContext, cmd: RecordReport) -> int:
    """Note that a draft report was saved, so that the next one can say what happened since."""
    if cmd.period_end < cmd.period_start:
        raise Invalid(
            "dates.end_before_start", field="period_end", start=cmd.period_start, end=cmd.period_end
        )
    with ctx.write("report.saved") as tx:
        return tx.add(
            Report(
                agreement_id=reported_agreement(tx.session, cmd.as_of).id,
                kind=cmd.kind,
                language=cmd.language,
                as_of=cmd.as_of,
                period_start=cmd.period_start,
                period_end=cmd.period_end,
                state=ReportState.DRAFT,
                made_at=tx.now,
                made_by=ctx.who(),
                sha256=cmd.sha256,
                owner=cmd.owner,
                lawful=cmd.lawful,
            )
        ).id


def checksum(content: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def agreement_at(session: Session, day: date) -> Agreement | None:
    """The agreement in force on `day`, signed ones first; else the last to begin before it.

    None in a book without agreements.
    """
    agreements = session.scalars(select(Agreement)).all()
    return max(agreements, key=lambda agreement: _claim(agreement, day), default=None)


def reported_agreement(session: Session, day: date) -> Agreement:
    """As `agreement_at`; raises `Invalid` when there is none."""
    agreement = agreement_at(session, day)
    if agreement is None:
        raise Invalid("report.no_agreement")
    return agreement


def _claim(agreement: Agreement, day: date) -> tuple[bool, bool, bool, int, int]:
    """How well an agreement fits a day; of equals the one entered first."""
    return (
        agreement.period_start <= day <= agreement.period_end,
        agreement.signed_on is not None and agreement.signed_on <= day,
        agreement.period_start <= day,
        agreement.period_start.toordinal(),
        -agreement.id,
    )


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


def previous_as_of(session: Session, agreement_id: int, kind: str, before: date) -> date | None:
    """The as-of date of the agreement's latest report of `kind` earlier than `before`."""
    return session.scalar(
        select(func.max(Report.as_of)).where(
            Report.agreement_id == agreement_id, Report.kind == kind, Report.as_of < before
        )
    )
