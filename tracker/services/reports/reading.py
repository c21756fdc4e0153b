"""Fills `ReportInput` from the book, in one read transaction, as things stood on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.book import Book
from tracker.models.enums import ActionStatus, DeviationKind, FollowUp, ReportState
from tracker.models.errors import Invalid
from tracker.models.organisation import (
    Agreement,
    AgreementDnr,
    Municipality,
    PoliceArea,
    Signatory,
)
from tracker.models.past import Past
from tracker.models.progress import urgency
from tracker.models.promise import DecisionOption as OptionModel
from tracker.models.promise import DecisionRequest, Feedback, Promise
from tracker.services.context import AppContext
from tracker.services.reports.archive import previous_as_of, reported_agreement
from tracker.services.reports.as_of import book_at
from tracker.services.reports.facts import Facts, facts
from tracker.services.reports.look import look_of
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
from tracker.services.reports.snapshot import Snapshot, entries_between, snapshot


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
    """Everything the report prints. Raises `Invalid` for days that can't be."""
    today = ctx.today()
    as_of = query.as_of or query.period_to or today
    if as_of > today:
        field = "as_of" if query.as_of else "period_to"
        raise Invalid("dates.future", field=field, date=as_of)
    with ctx.read() as session:
        book = session.scalars(select(Book)).one()
        past = book_at(session, as_of, today)
        agreement = past.one(Agreement, reported_agreement(session, as_of).id)
        municipality = past.one(Municipality, agreement.municipality_id)
        previous = _previous(session, query, agreement, as_of)
        start, end = _period(query, previous, agreement, as_of)
        then = snapshot(past, agreement.id, as_of)
        known = facts(past, then)
        before = None
        if previous is not None:
            before = snapshot(book_at(session, previous, today), agreement.id, previous)
        promises = promise_rows(then, known, before.states() if before else {})
        return ReportInput(
            kind=query.kind,
            owner=query.owner,
            lawful=query.lawful,
            municipality=municipality.name,
            police_area=past.one(PoliceArea, agreement.police_area_id).name,
            as_of=as_of,
            period_from=start,
            period_to=end,
            diary_numbers=_diary_numbers(past, agreement.id),
            state=ReportState.DRAFT,
            look=look_of(session, session.get_one(Municipality, municipality.id)),
            example=book.is_example,
            previous_on=previous,
            since_last=_since(past, then, before, known, promises) if before else None,
            decisions=tuple(_decisions(past, then)),
            promises=promises,
            feedback=tuple(_feedback(past, then)),
            signatories=tuple(_signatories(past, agreement.id)),
            agreement=AgreementRow(agreement.title, agreement.period_start, agreement.period_end),
        )


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


def _diary_numbers(past: Past, agreement_id: int) -> tuple[DiaryNumber, ...]:
    rows = past.rows(AgreementDnr, AgreementDnr.agreement_id, {agreement_id}, part_of=Agreement)
    found = {row.party: row.dnr for row in rows}
    return tuple(DiaryNumber(party, found[party]) for party in DIARY_ORDER if party in found)


def _decisions(past: Past, then: Snapshot) -> Iterable[DecisionRow]:
    """The questions that were open then: about the agreement's promises, or about none."""
    promises = {promise.id: promise.number for promise in then.promises}
    actions = {action.id: action for rows in then.actions.values() for action in rows}
    asked = _open_questions(past, then.as_of)
    options: dict[int, list[DecisionOption]] = defaultdict(list)
    rows = past.rows(
        OptionModel,
        OptionModel.decision_request_id,
        {row.id for row in asked},
        part_of=DecisionRequest,
    )
    for option in sorted(rows, key=attrgetter("position")):
        options[option.decision_request_id].append(DecisionOption(option.text, option.cost))
    number = 0
    for request in asked:
        action = actions.get(request.action_id or 0)
        promise_id = request.promise_id or (action.promise_id if action else None)
        is_about_others = promise_id not in promises and (request.promise_id or request.action_id)
        if is_about_others:
            continue
        number += 1
        yield DecisionRow(
            number=number,
            question=request.question,
            decides=request.decider,
            party=request.party,
            due=request.due_on,
            reason=request.reason,
            promise=promises.get(promise_id or 0),
            action=action.number if action else None,
            options=tuple(options[request.id]),
        )


def _open_questions(past: Past, as_of: date) -> list[DecisionRequest]:
    rows = past.rows(DecisionRequest)
    later = past.later(DecisionRequest, {row.id for row in rows})
    now = past.altered(DecisionRequest)
    return [
        row
        for row in sorted(rows, key=attrgetter("due_on", "id"))
        if row.id not in later
        and _done(as_of, row.decided_on, now.get(row.id, row).decided_on) is None
    ]


def _done(as_of: date, then: date | None, now: date | None) -> date | None:
    """When something was done, as the book said then or as it has been written down since."""
    return next((day for day in (then, now) if day is not None and day <= as_of), None)


def _feedback(past: Past, then: Snapshot) -> Iterable[FeedbackRow]:
    """What had been planned by then; what was given later is still a plan."""
    numbers = {promise.id: promise.number for promise in then.promises}
    rows = past.rows(Feedback, Feedback.promise_id, numbers, on=Feedback.planned_on)
    later = past.later(Feedback, {row.id for row in rows})
    now = past.altered(Feedback)
    for feedback in sorted(rows, key=attrgetter("planned_on", "id")):
        if feedback.id in later and feedback.planned_on > then.as_of:
            continue
        done_on = _done(then.as_of, feedback.done_on, now.get(feedback.id, feedback).done_on)
        yield FeedbackRow(
            feedback.audience,
            feedback.channel,
            feedback.planned_on,
            done_on,
            numbers[feedback.promise_id],
        )


def _signatories(past: Past, agreement_id: int) -> Iterable[SignatoryRow]:
    rows = past.rows(Signatory, Signatory.agreement_id, {agreement_id}, part_of=Agreement)
    for signatory in sorted(rows, key=attrgetter("position")):
        yield SignatoryRow(
            name=signatory.name,
            title=signatory.title,
            organisation=signatory.organisation,
            party=signatory.party,
            role=signatory.title.split(",")[0].split("(")[0].strip(),
        )


def _since(
    past: Past, then: Snapshot, before: Snapshot, known: Facts, promises: tuple[PromiseRow, ...]
) -> SinceLastReport:
    was = {action.id: action.status for rows in before.actions.values() for action in rows}
    coloured, now_coloured = before.colours(), then.colours()
    both = [action for rows in then.actions.values() for action in rows if action.id in was]
    return SinceLastReport(
        entries=entries_between(past, then, before.as_of),
        actions_done=sum(
            action.status is ActionStatus.DONE and was[action.id] is not ActionStatus.DONE
            for action in both
        ),
        actions_late=sum(
            now_coloured[action.id] is FollowUp.LATE and coloured[action.id] is not FollowUp.LATE
            for action in both
        ),
        deadlines_moved=sum(
            deviation.kind is DeviationKind.DEADLINE and deviation.decided_on > before.as_of
            for rows in known.deviations.values()
            for deviation in rows
        ),
        promises_worse=sum(
            promise.follow_up in (FollowUp.LATE, FollowUp.AT_RISK)
            and isinstance(promise.previous, FollowUp)
            and urgency(promise.follow_up) < urgency(promise.previous)
            for promise in promises
        ),
    )
