"""Reports that have been handed over: what was said, to whom, and its checksum."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row, UtcTime, enum_of, reference
from tracker.models.enums import Party, ReportState


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
    owner: Mapped[str] = mapped_column(default="", server_default="")
    """Whose actions it was limited to; empty for everybody's."""
    lawful: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was limited to the plan of lag (2023:196)."""
    data: Mapped[str] = mapped_column(default="")
    """The frozen input as canonical JSON; empty for a draft."""
    pdf: Mapped[bytes | None]
    sha256: Mapped[str] = mapped_column(default="")
    """Of the PDF's bytes."""
    supersedes_id: Mapped[int | None] = reference("report", nullable=True)
    """The final report that this one replaces."""


class ReportDnr(Row):
    """Diary number of a final report: each party files it in its own register."""

    __tablename__ = "report_dnr"
    __table_args__ = (
        UniqueConstraint("report_id", "party"),
        CheckConstraint("dnr <> ''", name="dnr"),
    )

    report_id: Mapped[int] = reference("report", index=False)
    party: Mapped[Party] = mapped_column(enum_of(Party))
    dnr: Mapped[str]


class HandOver(Row):
    """Överlämning: somebody got a final report, which then is a public document there too."""

    __tablename__ = "hand_over"
    __table_args__ = (CheckConstraint("receiver <> ''", name="receiver"),)

    report_id: Mapped[int] = reference("report")
    receiver: Mapped[str]
    party: Mapped[Party | None] = mapped_column(enum_of(Party))
    handed_on: Mapped[date]
    how: Mapped[str] = mapped_column(default="")
    """By what way: e-mail, on paper, at a meeting."""
    handed_by: Mapped[str] = mapped_column(default="")
