"""Signing a final agreement report: what stands on paper becomes the signed version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.models.enums import PromiseStatus
from tracker.models.errors import Invalid
from tracker.models.past import Past
from tracker.models.promise import Promise
from tracker.models.report import Report
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext
from tracker.services.promises import keep_version, require_complete
from tracker.services.reports.archive import FrozenReport, frozen_report
from tracker.services.reports.facts import facts
from tracker.services.reports.promises import promise_rows
from tracker.services.reports.rows import PromiseRow
from tracker.services.reports.signing import (
    AGREEMENT,
    blocking_gaps,
    differences,
    incomplete,
    to_sign,
)
from tracker.services.reports.snapshot import snapshot


@dataclass(frozen=True, slots=True)
class SignReport:
    """A final agreement report has been signed by everybody on a day."""

    report_id: int
    signed_on: date


def sign_promises(ctx: AppContext, cmd: SignReport) -> tuple[int, ...]:
    """Lock every promise that the report puts before its signatories. Returns their numbers.

    All or none. A draft that the report itself says cannot be signed is no part of what was
    signed, and stays a draft. Raises `Invalid` for a report that is no agreement or has been
    superseded, for a day before it was made final, and with `promise.differs_from_report` when a
    promise in the book is no longer what the report says.
    """
    report = frozen_report(ctx, cmd.report_id)
    _check_report(report, cmd.signed_on)
    with ctx.write("promise.sign_report") as tx:
        if cmd.signed_on > tx.today:
            raise Invalid("dates.future", field="signed_on", date=cmd.signed_on)
        said = to_sign(report.data)
        agreement = tx.get(Report, cmd.report_id).agreement_id
        promises, now = _promises(tx, agreement), _as_they_stand(tx, agreement)
        for row in said:
            promise = promises.get(row.number)
            if promise is None:
                raise Invalid("promise.gone_since_report", number=row.number, id=cmd.report_id)
            _sign(tx, promise, row, now[row.number], cmd)
    return tuple(row.number for row in said)


def _check_report(report: FrozenReport, signed_on: date) -> None:
    row, data = report.row, report.data
    if row.kind != AGREEMENT:
        raise Invalid("report.not_agreement", id=row.id)
    if row.superseded_by is not None:
        raise Invalid("report.sign_superseded", id=row.id, newer=row.superseded_by)
    settled = data.settled_on or data.as_of
    if signed_on < settled:
        raise Invalid("report.signed_early", field="signed_on", date=signed_on, settled=settled)
    if not to_sign(data):
        for promise in incomplete(data):
            lacking = blocking_gaps(promise)
            raise Invalid("promise.incomplete", number=promise.number, lacking=lacking)
        raise Invalid("report.nothing_to_sign", id=row.id)


def _promises(tx: Transaction, agreement_id: int) -> dict[int, Promise]:
    """The agreement's promises, by number."""
    rows = tx.session.scalars(select(Promise).where(Promise.agreement_id == agreement_id))
    return {promise.number: promise for promise in rows}


def _as_they_stand(tx: Transaction, agreement_id: int) -> Mapping[int, PromiseRow]:
    """The agreement's promises as a report would show them now, by number."""
    past = Past(tx.session)
    now = snapshot(past, agreement_id, tx.today)
    return {row.number: row for row in promise_rows(now, facts(past, now))}


def _sign(
    tx: Transaction, promise: Promise, said: PromiseRow, now: PromiseRow, cmd: SignReport
) -> None:
    if promise.status.locked:
        raise Invalid("promise.signed_already", number=promise.number, id=cmd.report_id)
    changed = differences(said, now)
    if changed:
        raise Invalid(
            "promise.differs_from_report", number=promise.number, id=cmd.report_id, what=changed
        )
    require_complete(tx.session, promise)
    promise.status, promise.signed_on = PromiseStatus.SIGNED, cmd.signed_on
    keep_version(tx, promise, cmd.signed_on, cmd.report_id)
