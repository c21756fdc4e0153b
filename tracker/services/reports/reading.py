"""Fills `ReportInput` from the book, in one read transaction, as things stood on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.action import Action
from tracker.models.book import Book
from tracker.models.enums import ReportState
from tracker.models.errors import Invalid
from tracker.models.journal import entered_later
from tracker.models.organisation import (
    Agreement,
    AgreementDnr,
    Municipality,
    PoliceArea,
    Signatory,
)
from tracker.models.promise import (
    DecisionOption as OptionModel,
)
from tracker.models.promise import (
    DecisionRequest,
    Feedback,
    Promise,
)
from tracker.models.schema import METADATA
from tracker.services.context import AppContext
from tracker.services.reports.archive import previous_as_of, reported_agreement
from tracker.services.reports.comparing import compare, state_of
from tracker.services.reports.dialogues import dialogues
from tracker.services.reports.facts import facts
from tracker.services.reports.look import look_of
from tracker.services.reports.narrowing import lawful_part, owners_part
from tracker.services.reports.owners import Owner, find_owner
from tracker.services.reports.promises import promise_rows
from tracker.services.reports.public import PUBLIC_KINDS, made_public
from tracker.services.reports.rows import (
    DIARY_ORDER,
    AgreementRow,
    AnswerRow,
    DecisionOption,
    DecisionRow,
    DiaryNumber,
    FeedbackRow,
    ReportInput,
    SignatoryRow,
)
from tracker.services.reports.snapshot import Snapshot, end_of_day, snapshot
from tracker.services.reports.trail import TRAIL, trail_input


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


_READ_BEFORE = {"status": ("status",), "summary": ("summary", "status")}
"""Of which kinds the last report is what a kind's readers saw last. No other kind says what has
changed since."""


def report_input(ctx: AppContext, query: ReportQuery = ReportQuery()) -> ReportInput:
    """Everything the report prints.

    Raises `Invalid` for days that can't be, and as `find_owner` for an owner. A report for the
    public gets nothing that the public may not read; see `made_public`.
    """
    data = _everything(ctx, query)
    return made_public(data) if data.kind in PUBLIC_KINDS else data


def _everything(ctx: AppContext, query: ReportQuery) -> ReportInput:
    as_of = query.as_of or query.period_to or ctx.today()
    if as_of > ctx.today():
        field = "as_of" if query.as_of else "period_to"
        raise Invalid("dates.future", field=field, date=as_of)
    with ctx.read() as session:
        book = session.scalars(select(Book)).one()
        agreement = reported_agreement(session, as_of)
        previous = _previous(session, query, agreement, as_of)
        start, end = _period(query, previous, agreement, as_of)
        then = snapshot(session, agreement.id, as_of)
        owner = find_owner(session, then, query.owner) if query.owner else None
        now = replace(
            _state(session, query, agreement, then, owner),
            period_from=start,
            period_to=end,
            example=book.is_example,
            trail=trail_input(session, agreement, then) if query.kind == TRAIL else None,
        )
        if previous is None:
            return now
        before = snapshot(session, agreement.id, previous)
        return _since(_state(session, query, agreement, before, owner), now)


def _state(
    session: Session, query: ReportQuery, agreement: Agreement, then: Snapshot, owner: Owner | None
) -> ReportInput:
    """Everything as it stood on a day, seen by itself."""
    as_of = then.as_of
    municipality = session.get_one(Municipality, agreement.municipality_id)
    data = ReportInput(
        kind=query.kind,
        due_soon_days=then.limits.due_soon_days,
        municipality=municipality.name,
        police_area=session.get_one(PoliceArea, agreement.police_area_id).name,
        as_of=as_of,
        period_from=as_of,
        period_to=as_of,
        diary_numbers=_diary_numbers(session, agreement.id),
        state=ReportState.DRAFT,
        look=look_of(session, municipality),
        agreement_id=agreement.id,
        decisions=tuple(_decisions(session, agreement.id, as_of)),
        answers=tuple(_answers(session, agreement.id, as_of)),
        promises=promise_rows(then, facts(session, agreement.id, as_of)),
        feedback=tuple(_feedback(session, then)),
        signatories=tuple(_signatories(session, agreement.id)),
        dialogues=tuple(dialogues(session, agreement, as_of)),
        contact=agreement.contact,
        agreement=AgreementRow(agreement.title, agreement.period_start, agreement.period_end),
    )
    if owner is not None:
        data = owners_part(session, data, owner, then)
    return lawful_part(session, data, agreement) if query.lawful else data


def _since(before: ReportInput, now: ReportInput) -> ReportInput:
    """`now` with what differs from the state at the previous report."""
    stood = {promise.number: state_of(promise) for promise in before.promises}
    return replace(
        now,
        previous_on=before.as_of,
        changes=compare(before, now),
        promises=tuple(
            replace(promise, previous=stood.get(promise.number)) for promise in now.promises
        ),
    )


def _previous(
    session: Session, query: ReportQuery, agreement: Agreement, as_of: date
) -> date | None:
    if query.period_from is None:
        kinds = _READ_BEFORE.get(query.kind, ())
        days = [previous_as_of(session, agreement.id, kind, as_of) for kind in kinds]
        return max((day for day in days if day is not None), default=None)
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


def _requests(agreement_id: int) -> Select[DecisionRequest, int, int]:
    """All requests about the agreement's promises or about none, with both numbers."""
    return (
        select(DecisionRequest, Promise.number, Action.number)
        .outerjoin(Action, Action.id == DecisionRequest.action_id)
        .outerjoin(
            Promise, Promise.id == func.coalesce(DecisionRequest.promise_id, Action.promise_id)
        )
        .where(or_(Promise.id.is_(None), Promise.agreement_id == agreement_id))
    )


def _decisions(session: Session, agreement_id: int, as_of: date) -> Iterable[DecisionRow]:
    """The questions that were open then."""
    options: dict[int, list[DecisionOption]] = {}
    for option in session.scalars(select(OptionModel).order_by(OptionModel.position)):
        options.setdefault(option.decision_request_id, []).append(
            DecisionOption(option.text, option.cost)
        )
    table = METADATA.tables[DecisionRequest.__tablename__]
    later = entered_later(session, table, end_of_day(as_of), select(DecisionRequest.id))
    rows = session.execute(
        _requests(agreement_id)
        .where(or_(DecisionRequest.decided_on.is_(None), DecisionRequest.decided_on > as_of))
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


def _answers(session: Session, agreement_id: int, as_of: date) -> Iterable[AnswerRow]:
    """The questions that had been answered by then."""
    rows = session.execute(
        _requests(agreement_id)
        .where(DecisionRequest.decided_on <= as_of)
        .order_by(DecisionRequest.decided_on, DecisionRequest.id)
    )
    for request, promise, action in rows:
        who, on = request.decided_by or "", request.decided_on or as_of
        answer = request.answer or ""
        yield AnswerRow(request.question, answer, who, on, promise, action, request.party)


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
