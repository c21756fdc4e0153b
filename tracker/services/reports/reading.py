"""Fills `ReportInput` from the book, in one read transaction, as things stood on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.models.action import Action, LogEntry
from tracker.models.book import Book
from tracker.models.enums import ActionStatus, DeviationKind, FollowUp, ReportState
from tracker.models.errors import Invalid
from tracker.models.journal import entered_later
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
from tracker.models.schema import METADATA
from tracker.services.context import AppContext
from tracker.services.reports.archive import previous_as_of, reported_agreement
from tracker.services.reports.facts import facts
from tracker.services.reports.look import look_of
from tracker.services.reports.narrowing import lawful_part, owners_part
from tracker.services.reports.owners import find_owner
from tracker.services.reports.promises import promise_rows
from tracker.services.reports.rows import (
    DIARY_ORDER,
    AgreementRow,
    DecisionOption,
    DecisionRow,
    DiaryNumber,
    FeedbackRow,
    PromiseRow,
    ReportInput,
    SignatoryRow,
    SinceLastReport,
)
from tracker.services.reports.snapshot import Snapshot, end_of_day, snapshot


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """What a report covers: by default the state today, and what was done since the last one.

    Without `as_of` it is the state at the end of the period.
    """

    as_of: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    kind: str = "status"
    """A name in `tracker.reports.registry`."""
    owner: str = ""
    """Limits it to one owner's or party's actions: a part of a role, a name or a party."""
    lawful: bool = False
    """Limits it to what is tagged as the plan of lag (2023:196)."""


def report_input(ctx: AppContext, query: ReportQuery = ReportQuery()) -> ReportInput:
    """Everything the report prints.

    Raises `Invalid` for days that can't be, and as `find_owner` for an owner.
    """
    as_of = query.as_of or query.period_to or ctx.today()
    if as_of > ctx.today():
        field = "as_of" if query.as_of else "period_to"
        raise Invalid("dates.future", field=field, date=as_of)
    with ctx.read() as session:
        book = session.scalars(select(Book)).one()
        agreement = reported_agreement(session, as_of)
        municipality = session.get_one(Municipality, agreement.municipality_id)
        previous = _previous(session, query, agreement, as_of)
        start, end = _period(query, previous, agreement, as_of)
        then = snapshot(session, agreement.id, as_of)
        before = snapshot(session, agreement.id, previous) if previous else None
        promises = promise_rows(
            then, facts(session, agreement.id, as_of), before.states() if before else {}
        )
        data = ReportInput(
            kind=query.kind,
            due_soon_days=then.limits.due_soon_days,
            municipality=municipality.name,
            police_area=session.get_one(PoliceArea, agreement.police_area_id).name,
            as_of=as_of,
            period_from=start,
            period_to=end,
            diary_numbers=_diary_numbers(session, agreement.id),
            state=ReportState.DRAFT,
            look=look_of(session, municipality),
            example=book.is_example,
            previous_on=previous,
            since_last=_since(session, then, before, promises) if before else None,
            decisions=tuple(_decisions(session, agreement.id, as_of)),
            promises=promises,
            feedback=tuple(_feedback(session, then)),
            signatories=tuple(_signatories(session, agreement.id)),
            agreement=AgreementRow(agreement.title, agreement.period_start, agreement.period_end),
        )
        if query.owner:
            owner = find_owner(session, then, query.owner)
            data = owners_part(session, data, owner, then)
        return lawful_part(session, data, agreement) if query.lawful else data


def _previous(
    session: Session, query: ReportQuery, agreement: Agreement, as_of: date
) -> date | None:
    if query.period_from is None:
        return previous_as_of(session, agreement.id, query.kind, as_of)
    day = query.period_from - timedelta(1)
    signed = select(Promise.id).where(
        Promise.agreement_id == agreement.id, Promise.signed_on <= day
    )
    return day if day < as_of and session.scalars(signed.limit(1)).first() else None


def _period(
    query: ReportQuery, previous: date | None, agreement: Agreement, as_of: date
) -> tuple[date, date]:
    """By default from the day after the previous report, else from the beginning of the year."""
    if query.period_from is not None:
        start = query.period_from
    elif previous is not None:
        start = previous + timedelta(1)
    else:
        start = min(as_of, max(agreement.period_start, date(as_of.year, 1, 1)))
    end = query.period_to or as_of
    if end < start:
        raise Invalid("dates.end_before_start", field="period_to", start=start, end=end)
    if end > as_of:
        raise Invalid("report.period_beyond", field="period_to", end=end, as_of=as_of)
    return start, end


def _diary_numbers(session: Session, agreement_id: int) -> tuple[DiaryNumber, ...]:
    found = {
        row.party: row.dnr
        for row in session.scalars(
            select(AgreementDnr).where(AgreementDnr.agreement_id == agreement_id)
        )
    }
    return tuple(DiaryNumber(party, found[party]) for party in DIARY_ORDER if party in found)


def _decisions(session: Session, agreement_id: int, as_of: date) -> Iterable[DecisionRow]:
    """The questions that were open then: about the agreement's promises, or about none."""
    options: dict[int, list[DecisionOption]] = {}
    for option in session.scalars(select(OptionModel).order_by(OptionModel.position)):
        options.setdefault(option.decision_request_id, []).append(
            DecisionOption(option.text, option.cost)
        )
    table = METADATA.tables[DecisionRequest.__tablename__]
    later = entered_later(session, table, end_of_day(as_of), select(DecisionRequest.id))
    rows = session.execute(
        select(DecisionRequest, Promise.number, Action.number)
        .outerjoin(Action, Action.id == DecisionRequest.action_id)
        .outerjoin(
            Promise, Promise.id == func.coalesce(DecisionRequest.promise_id, Action.promise_id)
        )
        .where(
            or_(DecisionRequest.decided_on.is_(None), DecisionRequest.decided_on > as_of),
            or_(Promise.id.is_(None), Promise.agreement_id == agreement_id),
        )
        .order_by(DecisionRequest.due_on, DecisionRequest.id)
    )
    open_then = [row for row in rows if row.DecisionRequest.id not in later]
    for number, (request, promise, action) in enumerate(open_then, start=1):
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


def _feedback(session: Session, then: Snapshot) -> Iterable[FeedbackRow]:
    """What had been planned by then; what was given later is still a plan."""
    numbers = {promise.id: promise.number for promise in then.promises}
    table = METADATA.tables[Feedback.__tablename__]
    later = entered_later(session, table, end_of_day(then.as_of), select(Feedback.id))
    for feedback in session.scalars(
        select(Feedback)
        .where(Feedback.promise_id.in_(numbers))
        .order_by(Feedback.planned_on, Feedback.id)
    ):
        if feedback.id in later and feedback.planned_on > then.as_of:
            continue
        given = feedback.done_on is not None and feedback.done_on <= then.as_of
        yield FeedbackRow(
            feedback.audience,
            feedback.channel,
            feedback.planned_on,
            feedback.done_on if given else None,
            numbers[feedback.promise_id],
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
    session: Session, then: Snapshot, before: Snapshot, promises: tuple[PromiseRow, ...]
) -> SinceLastReport:
    was = {action.id: action.status for rows in before.actions.values() for action in rows}
    coloured, now_coloured = before.colours(), then.colours()
    known = [action for rows in then.actions.values() for action in rows if action.id in was]
    ours = select(Promise.id).where(Promise.agreement_id == then.agreement_id)
    return SinceLastReport(
        entries=_count(
            session,
            select(LogEntry.id)
            .join(Action, Action.id == LogEntry.action_id)
            .where(Action.promise_id.in_(ours), _between(LogEntry.done_on, before, then)),
        ),
        actions_done=sum(
            action.status is ActionStatus.DONE and was[action.id] is not ActionStatus.DONE
            for action in known
        ),
        actions_late=sum(
            now_coloured[action.id] is FollowUp.LATE and coloured[action.id] is not FollowUp.LATE
            for action in known
        ),
        deadlines_moved=_count(
            session,
            select(Deviation.id).where(
                Deviation.promise_id.in_(ours),
                Deviation.kind == DeviationKind.DEADLINE,
                _between(Deviation.decided_on, before, then),
            ),
        ),
        promises_worse=sum(
            promise.follow_up in (FollowUp.LATE, FollowUp.AT_RISK)
            and isinstance(promise.previous, FollowUp)
            and urgency(promise.follow_up) < urgency(promise.previous)
            for promise in promises
        ),
    )


def _between(
    day: InstrumentedAttribute[date], before: Snapshot, then: Snapshot
) -> ColumnElement[bool]:
    return and_(day > before.as_of, day <= then.as_of)


def _count(session: Session, statement: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(statement.subquery())) or 0
