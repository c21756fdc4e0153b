"""What has been reported: a line in the book for every report that was saved or printed."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, LargeBinary, Select, func, literal, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from tracker.models.enums import Party, ReportState
from tracker.models.errors import Invalid, NotFound
from tracker.models.organisation import Agreement
from tracker.models.promise import PromiseVersion
from tracker.models.report import HandOver, Report, ReportDnr
from tracker.services.context import AppContext
from tracker.services.reports.frozen import from_json, is_intact, kept_checksum
from tracker.services.reports.rows import DiaryNumber, ReportInput, Superseded

OLD_DRAFT = timedelta(28)
"""How long before the next report a saved draft lies if it was a report to its readers."""

SEAL_MARK = b"/ByteRange"
"""Stands in a PDF that has a signature, and never compressed: it tells what is signed."""


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


def record_report(ctx: AppContext, cmd: RecordReport) -> int | None:
    """Note that a draft report was saved, so that the next one can say what happened since.

    Returns its id in the archive; None in a book without agreements, which has no archive yet.
    """
    if cmd.period_end < cmd.period_start:
        raise Invalid(
            "dates.end_before_start", field="period_end", start=cmd.period_start, end=cmd.period_end
        )
    with ctx.read() as session:
        agreement = agreement_at(session, cmd.as_of)
    if agreement is None:
        return None
    with ctx.write("report.saved") as tx:
        return tx.add(
            Report(
                agreement_id=agreement.id,
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
class HandOverRow:
    """Who got a final report, when, by what way, and who noted it."""

    id: int
    version: int
    receiver: str
    party: Party | None
    handed_on: date
    how: str
    handed_by: str


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
    """Of the PDF's bytes."""
    owner: str = ""
    lawful: bool = False
    dnr: tuple[DiaryNumber, ...] = ()
    """What a final report is filed under."""
    supersedes_id: int | None = None
    superseded_by: int | None = None
    """The id of the report that replaces it; None while it holds."""
    hand_overs: tuple[HandOverRow, ...] = ()
    """First ones first."""
    is_sealed: bool = False
    """Whether a final report has an e-stamp."""
    signed_on: date | None = None
    """When a final agreement was signed by everybody."""


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A final report as it was settled: what it was made from, and its bytes."""

    row: ReportRow
    data: ReportInput
    pdf: bytes


def report_rows(ctx: AppContext) -> list[ReportRow]:
    """Everything that has been reported, newest first."""
    with ctx.read() as session:
        return _rows(
            session, select(*_SHOWN).order_by(Report.as_of.desc(), Report.made_at.desc(), Report.id)
        )


def superseded(ctx: AppContext, report_id: int) -> Superseded:
    """What a report says of the final one that it supersedes.

    Raises `NotFound`, and `Invalid` for a draft.
    """
    with ctx.read() as session:
        rows = _rows(session, select(*_SHOWN).where(Report.id == report_id))
        data = session.scalar(select(Report.data).where(Report.id == report_id))
    if not rows:
        raise NotFound("row.missing", table=Report.__tablename__, id=report_id)
    [row] = rows
    if row.state is not ReportState.FINAL:
        raise Invalid("report.draft", id=report_id)
    settled_on = None
    # A damaged report is what somebody may want to supersede.
    with suppress(ValueError):
        settled_on = from_json(data or "").settled_on
    return Superseded(settled_on or row.made_at.astimezone().date(), row.dnr)


def data_checksums(ctx: AppContext) -> dict[int, str]:
    """By the id of every final report the checksum of its data, which signed kinds print."""
    finals = (
        select(Report.id, Report.data)
        .where(Report.state == ReportState.FINAL)
        .execution_options(yield_per=1)
    )
    with ctx.read() as session:
        return {report_id: kept_checksum(data) for report_id, data in session.execute(finals)}


def frozen_report(ctx: AppContext, report_id: int) -> FrozenReport:
    """A final report, word for word and byte for byte as it was settled.

    Raises `NotFound`, and `Invalid` for a draft, which keeps nothing of its own, and for one that
    is no longer what its checksums say.
    """
    with ctx.read() as session:
        rows = _rows(session, select(*_SHOWN).where(Report.id == report_id))
        if not rows:
            raise NotFound("row.missing", table=Report.__tablename__, id=report_id)
        if rows[0].state is not ReportState.FINAL:
            raise Invalid("report.draft", id=report_id)
        data, pdf = session.execute(
            select(Report.data, Report.pdf).where(Report.id == report_id)
        ).one()
    if pdf is None or _damage(rows[0].sha256, data, pdf):
        raise Invalid("report.damaged", id=report_id)
    return FrozenReport(rows[0], from_json(data), pdf)


class _Holds(FunctionElement[bool]):
    """Whether some bytes stand in others, without fetching them; False where there are none."""

    name = "holds"
    type = Boolean()
    inherit_cache = True

    def __init__(self, whole: InstrumentedAttribute[Any], part: bytes) -> None:
        super().__init__(whole, literal(part, LargeBinary))


@compiles(_Holds, "sqlite")
def _holds_sqlite(element: _Holds, compiler: SQLCompiler, **options: Any) -> str:
    whole, part = (compiler.process(clause, **options) for clause in element.clauses)
    return f"coalesce(instr({whole}, {part}) > 0, 0)"


@compiles(_Holds)
def _holds(element: _Holds, compiler: SQLCompiler, **options: Any) -> str:
    whole, part = (compiler.process(clause, **options) for clause in element.clauses)
    return f"coalesce(position({part} in {whole}) > 0, false)"


# All but the data and the bytes, which may be large.
_SHOWN = (
    Report.id, Report.kind, Report.language, Report.as_of, Report.period_start, Report.period_end,
    Report.state, Report.made_at, Report.made_by, Report.sha256, Report.owner, Report.lawful,
    Report.supersedes_id, _Holds(Report.pdf, SEAL_MARK).label("is_sealed"),
)  # fmt: skip


def _rows(session: Session, shown: Select[*tuple[Any, ...]]) -> list[ReportRow]:
    numbers: dict[int, list[DiaryNumber]] = defaultdict(list)
    for dnr in session.scalars(select(ReportDnr).order_by(ReportDnr.id)):
        numbers[dnr.report_id].append(DiaryNumber(dnr.party, dnr.dnr))
    handed: dict[int, list[HandOverRow]] = defaultdict(list)
    for row in session.scalars(select(HandOver).order_by(HandOver.handed_on, HandOver.id)):
        handed[row.report_id].append(
            HandOverRow(
                row.id, row.version, row.receiver, row.party, row.handed_on, row.how, row.handed_by
            )
        )
    newer = dict(
        session.execute(
            select(Report.supersedes_id, Report.id).where(Report.supersedes_id.is_not(None))
        ).all()
    )
    signed = dict(
        session.execute(
            select(PromiseVersion.report_id, func.max(PromiseVersion.signed_on))
            .where(PromiseVersion.report_id.is_not(None))
            .group_by(PromiseVersion.report_id)
        ).all()
    )
    return [
        ReportRow(
            **row._mapping,
            signed_on=signed.get(row.id),
            dnr=tuple(numbers[row.id]),
            superseded_by=newer.get(row.id),
            hand_overs=tuple(handed[row.id]),
        )
        for row in session.execute(shown)
    ]


def damaged_reports(session: Session) -> Iterator[tuple[str, int]]:
    """What is not as it was settled: a code for `tracker.messages`, and the report's id."""
    for row in session.execute(
        select(Report.id, Report.sha256, Report.data, Report.pdf)
        .where(Report.state == ReportState.FINAL)
        .order_by(Report.id)
        .execution_options(yield_per=1)
    ):
        yield from ((code, row.id) for code in _damage(row.sha256, row.data, row.pdf))


def _damage(sha256: str, data: str, pdf: bytes | None) -> list[str]:
    sound = {
        "check.report_pdf": checksum(pdf or b"") == sha256,
        "check.report_data": is_intact(data),
    }
    return [code for code, is_sound in sound.items() if not is_sound]


def previous_as_of(
    session: Session, agreement_id: int, kinds: Collection[str], before: date
) -> date | None:
    """The as-of date of the report of one of `kinds` that its readers saw last.

    That is the agreement's latest final one of a day earlier than `before`. A saved draft may be
    a test print that nobody saw, so it counts only if no later final one exists and it lies at
    least `OLD_DRAFT` before; books from before reports were made final have nothing else.
    """
    final = Report.state == ReportState.FINAL
    drafts_until = Report.as_of <= before - OLD_DRAFT
    return session.scalar(
        select(func.max(Report.as_of)).where(
            Report.agreement_id == agreement_id,
            Report.kind.in_(kinds),
            Report.as_of < before,
            or_(final, drafts_until),
        )
    )


def is_reported(session: Session, agreement_id: int, kinds: Collection[str], day: date) -> bool:
    """Whether a report of one of `kinds`, final or a draft, was made as of the day."""
    of_day = select(Report.id).where(
        Report.agreement_id == agreement_id, Report.kind.in_(kinds), Report.as_of == day
    )
    return session.scalar(of_day.limit(1)) is not None
