"""Fills `StatusInput` from the book, in one read transaction, as things stood on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.action import Action, LogEntry
from tracker.models.book import Book
from tracker.models.enums import ActionStatus, DeviationKind, FollowUp, Party, ReportState
from tracker.models.errors import Invalid
from tracker.models.organisation import (
    Agreement,
    AgreementDnr,
    Municipality,
    PoliceArea,
    Signatory,
)
from tracker.models.progress import urgency
from tracker.models.promise import (
    DecisionOption as OptionModel,
)
from tracker.models.promise import (
    DecisionRequest,
    Deviation,
    Feedback,
    Promise,
)
from tracker.services.context import AppContext
from tracker.services.reports import agreement_id_at, previous_as_of
from tracker.services.status_promises import PromiseReader
from tracker.services.status_rows import (
    DecisionOption,
    DecisionRow,
    DiaryNumber,
    FeedbackRow,
    PromiseRow,
    SignatoryRow,
    SinceLastReport,
    StatusInput,
)


@dataclass(frozen=True, slots=True)
class StatusQuery:
    """What a report covers: by default the state today, and what was done since the last one."""

    as_of: date | None = None
    period_from: date | None = None
    period_to: date | None = None


def status_input(ctx: AppContext, query: StatusQuery = StatusQuery()) -> StatusInput:
    """Everything the status report prints. Raises `Invalid` for a period that runs backwards."""
    as_of = query.as_of or ctx.today()
    if as_of > ctx.today():
        raise Invalid("dates.future", field="as_of", date=as_of)
    with ctx.read() as session:
        book = session.scalars(select(Book)).one()
        agreement = session.get_one(Agreement, agreement_id_at(session, as_of))
        previous = _previous(session, query, as_of)
        start = query.period_from or _first_day(previous, as_of, agreement)
        end = query.period_to or as_of
        if end < start:
            raise Invalid("dates.end_before_start", field="period_to", start=start, end=end)
        reader = PromiseReader(session, agreement.id, as_of)
        before = PromiseReader(session, agreement.id, previous) if previous else None
        promises = reader.promises(before)
        return StatusInput(
            municipality=session.get_one(Municipality, agreement.municipality_id).name,
            police_area=session.get_one(PoliceArea, agreement.police_area_id).name,
            as_of=as_of,
            period_from=start,
            period_to=end,
            diary_numbers=_diary_numbers(session, agreement.id),
            state=ReportState.DRAFT,
            example=book.is_example,
            previous_on=previous,
            since_last=_since(session, promises, before, previous, as_of, reader)
            if previous and before
            else None,
            decisions=tuple(_decisions(session, as_of)),
            promises=promises,
            feedback=tuple(_feedback(session, agreement.id, as_of)),
            signatories=tuple(_signatories(session, agreement.id)),
        )


def _previous(session: Session, query: StatusQuery, as_of: date) -> date | None:
    if query.period_from is not None:
        day = query.period_from - timedelta(1)
        return day if day < as_of and _anything_before(session, day) else None
    return previous_as_of(session, "status", as_of)


def _anything_before(session: Session, day: date) -> bool:
    return session.scalar(
        select(func.count()).select_from(Promise).where(Promise.signed_on <= day)
    ) not in (None, 0)


def _first_day(previous: date | None, as_of: date, agreement: Agreement) -> date:
    if previous is not None:
        return previous + timedelta(1)
    return min(as_of, max(agreement.period_start, date(as_of.year, 1, 1)))


def _diary_numbers(session: Session, agreement_id: int) -> tuple[DiaryNumber, ...]:
    found = {
        row.party: row.dnr
        for row in session.scalars(
            select(AgreementDnr).where(AgreementDnr.agreement_id == agreement_id)
        )
    }
    order = (Party.MUNICIPALITY, Party.POLICE, Party.JOINT, Party.OTHER)
    return tuple(DiaryNumber(party, found[party]) for party in order if party in found)


def _decisions(session: Session, as_of: date) -> Iterable[DecisionRow]:
    options: dict[int, list[DecisionOption]] = {}
    for option in session.scalars(select(OptionModel).order_by(OptionModel.position)):
        options.setdefault(option.decision_request_id, []).append(
            DecisionOption(option.text, option.cost)
        )
    rows = session.execute(
        select(DecisionRequest, Promise.number, Action.number)
        .outerjoin(Promise, Promise.id == DecisionRequest.promise_id)
        .outerjoin(Action, Action.id == DecisionRequest.action_id)
        .where(DecisionRequest.decided_on.is_(None) | (DecisionRequest.decided_on > as_of))
        .order_by(DecisionRequest.due_on, DecisionRequest.id)
    )
    for number, (request, promise, action) in enumerate(rows, start=1):
        yield DecisionRow(
            number=number,
            question=request.question,
            decides=request.decider,
            party=request.party,
            due=request.due_on,
            reason=request.reason,
            promise=promise,
            action=action,
            options=tuple(options.get(request.id, ())),
        )


def _feedback(session: Session, agreement_id: int, as_of: date) -> Iterable[FeedbackRow]:
    for feedback, number in session.execute(
        select(Feedback, Promise.number)
        .join(Promise, Promise.id == Feedback.promise_id)
        .where(Promise.agreement_id == agreement_id)
        .order_by(Feedback.planned_on, Feedback.id)
    ):
        given = feedback.done_on is not None and feedback.done_on <= as_of
        yield FeedbackRow(
            feedback.audience,
            feedback.channel,
            feedback.planned_on,
            feedback.done_on if given else None,
            number,
        )


def _signatories(session: Session, agreement_id: int) -> Iterable[SignatoryRow]:
    for signatory in session.scalars(
        select(Signatory).where(Signatory.agreement_id == agreement_id).order_by(Signatory.position)
    ):
        yield SignatoryRow(
            name=signatory.name,
            title=signatory.title,
            organisation=signatory.organisation,
            party=signatory.party,
            role=signatory.title.split(",")[0].split("(")[0].strip(),
        )


def _since(
    session: Session,
    promises: tuple[PromiseRow, ...],
    before: PromiseReader,
    previous: date,
    as_of: date,
    reader: PromiseReader,
) -> SinceLastReport:
    then = {(p.number, a.number): a for p in before.promises(None) for a in p.actions}
    now = {(p.number, a.number): a for p in promises for a in p.actions}
    return SinceLastReport(
        entries=session.scalar(
            select(func.count())
            .select_from(LogEntry)
            .join(Action, Action.id == LogEntry.action_id)
            .join(Promise, Promise.id == Action.promise_id)
            .where(
                Promise.agreement_id == reader.agreement_id,
                LogEntry.done_on > previous,
                LogEntry.done_on <= as_of,
            )
        )
        or 0,
        actions_done=sum(
            action.status is ActionStatus.DONE and then[key].status is not ActionStatus.DONE
            for key, action in now.items()
            if key in then
        ),
        actions_late=sum(
            action.follow_up is FollowUp.LATE and then[key].follow_up is not FollowUp.LATE
            for key, action in now.items()
            if key in then
        ),
        deadlines_moved=session.scalar(
            select(func.count())
            .select_from(Deviation)
            .join(Promise, Promise.id == Deviation.promise_id)
            .where(
                Promise.agreement_id == reader.agreement_id,
                Deviation.kind == DeviationKind.DEADLINE,
                Deviation.decided_on > previous,
                Deviation.decided_on <= as_of,
            )
        )
        or 0,
        promises_worse=sum(
            promise.follow_up in (FollowUp.LATE, FollowUp.AT_RISK)
            and isinstance(promise.previous, FollowUp)
            and urgency(promise.follow_up) < urgency(promise.previous)
            for promise in promises
        ),
    )
