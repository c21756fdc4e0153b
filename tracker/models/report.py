"""Reports that have been handed over: what was said, to whom, and its checksum."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row, UtcTime, enum_of, reference
from tracker.models.enums import ReportState


class Report(Row):
    """A printed report: its kind, as-of date and bytes. A final one can only be superseded."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("state <> 'final' OR (pdf IS NOT NULL AND sha256 <> '')", name="final"),
        CheckConstraint("period_end >= period_start", name="period"),
    )

    agreement_id: Mapped[int] = reference("agreement")
    kind: Mapped[str]
    language: Mapped[str]
    as_of: Mapped[date]
    period_start: Mapped[date]
    period_end: Mapped[date]
    state: Mapped[ReportState] = mapped_column(enum_of(ReportState))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[str]
    data: Mapped[str] = mapped_column(default="")
    pdf: Mapped[bytes | None]
    sha256: Mapped[str] = mapped_column(default="")
