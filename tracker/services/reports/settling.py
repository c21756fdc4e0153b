"""Fastställ: freezes a report for good, and keeps the log of who it has been handed over to."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.models.enums import Party, ReportState
from tracker.models.errors import Invalid
from tracker.models.report import HandOver, Report, ReportDnr
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext
from tracker.services.reports.archive import checksum, reported_agreement
from tracker.services.reports.frozen import from_json, is_intact, to_json
from tracker.services.reports.rows import ReportInput


@dataclass(frozen=True, slots=True)
class SettleReport:
    """A report as it was signed off: what it was made from, and its bytes."""

    data: ReportInput
    """As `frozen.finalised` gives it, with the diary numbers it is filed under."""
    language: str
    pdf: bytes
    """The PDF made from `data`, sealed if it is to be."""
    supersedes_id: int | None = None
    """The final report that it replaces."""


def settle_report(ctx: AppContext, cmd: SettleReport) -> int:
    """Keep a report as final: it can't be changed after this, or taken back, only superseded.

    Returns its id. Raises `Invalid` when what it supersedes is a draft, is superseded already, or
    is of another kind or agreement.
    """
    data, text = cmd.data, to_json(cmd.data)
    if data.state is not ReportState.FINAL or not is_intact(text):
        raise ValueError("only data that `finalised` has given can be settled")
    with ctx.write("report.settle", undoable=False) as tx:
        agreement = reported_agreement(tx.session, data.as_of).id
        if cmd.supersedes_id is not None:
            _check_superseded(tx, cmd.supersedes_id, agreement, data.kind)
        report = tx.add(
            Report(
                agreement_id=agreement,
                kind=data.kind,
                language=cmd.language,
                as_of=data.as_of,
                period_start=data.period_from,
                period_end=data.period_to,
                state=ReportState.FINAL,
                made_at=tx.now,
                made_by=ctx.who(),
                owner=data.owner,
                lawful=data.lawful,
                data=text,
                pdf=cmd.pdf,
                sha256=checksum(cmd.pdf),
                supersedes_id=cmd.supersedes_id,
            )
        )
        for number in data.diary_numbers:
            tx.add(ReportDnr(report_id=report.id, party=number.party, dnr=number.number))
        return report.id


def _check_superseded(tx: Transaction, report_id: int, agreement_id: int, kind: str) -> None:
    report = _final(tx, report_id)
    if (report.agreement_id, report.kind) != (agreement_id, kind):
        raise Invalid("report.supersedes_other", field="supersedes_id", id=report_id)
    newer = tx.session.scalars(select(Report.id).where(Report.supersedes_id == report_id)).first()
    if newer is not None:
        raise Invalid("report.superseded", field="supersedes_id", id=report_id, newer=newer)


def _final(tx: Transaction, report_id: int) -> Report:
    report = tx.get(Report, report_id)
    if report.state is not ReportState.FINAL:
        raise Invalid("report.draft", id=report_id)
    return report


@dataclass(frozen=True, slots=True)
class HandOverFields:
    """A hand-over of a final report: to whom, for which party if known, when and by what way."""

    report_id: int
    receiver: str
    party: Party | None
    handed_on: date
    how: str = ""


def hand_over(ctx: AppContext, fields: HandOverFields) -> int:
    """Note that somebody got a final report. Returns the id of the note."""
    receiver = fields.receiver.strip()
    if not receiver:
        raise Invalid("field.required", field="receiver")
    with ctx.write("report.hand_over") as tx:
        if fields.handed_on > tx.today:
            raise Invalid("dates.future", field="handed_on", date=fields.handed_on)
        settled = from_json(_final(tx, fields.report_id).data).settled_on
        if settled is not None and fields.handed_on < settled:
            raise Invalid(
                "report.handed_early", field="handed_on", date=fields.handed_on, settled=settled
            )
        return tx.add(
            HandOver(
                report_id=fields.report_id,
                receiver=receiver,
                party=fields.party,
                handed_on=fields.handed_on,
                how=fields.how.strip(),
                handed_by=ctx.who(),
            )
        ).id


def delete_hand_over(ctx: AppContext, hand_over_id: int, version: int) -> None:
    """Remove a hand-over that was noted by mistake."""
    with ctx.write("handover.delete") as tx:
        tx.delete(tx.get(HandOver, hand_over_id, version))
