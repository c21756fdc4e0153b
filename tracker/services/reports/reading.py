"""Fills `ReportInput` from the book, in one read transaction, as things stood on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.book import Book
from tracker.models.enums import ReportState
from tracker.models.errors import Invalid
from tracker.models.organisation import (
    Agreement,
    AgreementDnr,
    Municipality,
    PoliceArea,
    Signatory,
)
from tracker.models.past import Past
from tracker.models.promise import Feedback, Promise
from tracker.services.context import AppContext
from tracker.services.reports.archive import (
    agreement_at,
    is_reported,
    previous_as_of,
    reported_agreement,
)
from tracker.services.reports.as_of import book_at, done_by, earlier
from tracker.services.reports.comparing import compare, state_of
from tracker.services.reports.decisions import answer_rows, decision_rows
from tracker.services.reports.dialogue import (
    DIALOGUE,
    asked_municipality,
    covered,
    dialogue_input,
)
from tracker.services.reports.dialogues import dialogues
from tracker.services.reports.facts import facts
from tracker.services.reports.look import look_of
from tracker.services.reports.meetings import MINUTES, reported_meeting
from tracker.services.reports.narrowing import lawful_part, owners_part
from tracker.services.reports.owners import Owner, find_owner
from tracker.services.reports.promises import promise_rows
from tracker.services.reports.public import PUBLIC_KINDS, made_public
from tracker.services.reports.rounds import ROUND_KINDS, reported_round
from tracker.services.reports.rows import (
    DIARY_ORDER,
    AgreementRow,
    DiaryNumber,
    FeedbackRow,
    ReportInput,
    SignatoryRow,
)
from tracker.services.reports.snapshot import Snapshot, snapshot
from tracker.services.reports.trail import TRAIL, Scope, trail_input


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
    round_id: int | None = None
    """The dialogue round that a kind about one tells of; by default the latest."""
    meeting_id: int | None = None
    """The meeting that a kind about one tells of; by default the latest held, else the one that
    goes on, else the next."""


_SAY_SINCE = ("status", "summary")
"""The kinds that say what has changed since the last report, which may be of either kind: the
same people read both."""


def report_input(ctx: AppContext, query: ReportQuery = ReportQuery()) -> ReportInput:
    """Everything the report prints.

    Raises `Invalid` for days that can't be, and as `find_owner` for an owner. A report for the
    public gets nothing that the public may not read; see `made_public`.
    """
    data = _everything(ctx, query)
    return made_public(data) if data.kind in PUBLIC_KINDS else data


def _everything(ctx: AppContext, query: ReportQuery) -> ReportInput:
    today = ctx.today()
    as_of = query.as_of or query.period_to or today
    if as_of > today:
        field = "as_of" if query.as_of else "period_to"
        raise Invalid("report.future", field=field, date=as_of, today=today)
    with ctx.read() as session:
        book = session.scalars(select(Book)).one()
        past = book_at(session, as_of, today)
        if query.kind in ROUND_KINDS:
            return replace(_of_round(past, query, as_of), example=book.is_example)
        if query.kind == DIALOGUE:
            return replace(_of_dialogue(past, query, as_of), example=book.is_example)
        if query.kind == MINUTES:
            return replace(_of_meeting(past, query, as_of), example=book.is_example)
        agreement = past.one(Agreement, reported_agreement(session, as_of).id)
        previous = _previous(session, query, agreement, as_of)
        start, end = _period(query, previous, agreement, as_of)
        then = snapshot(past, agreement.id, as_of)
        owner = find_owner(past, then, query.owner) if query.owner else None
        scope = Scope(agreement.municipality_id, agreement.id)
        now = replace(
            _state(past, query, agreement, then, owner),
            period_from=start,
            period_to=end,
            example=book.is_example,
            trail=trail_input(past, scope, then) if query.kind == TRAIL else None,
        )
        if previous is None:
            return now
        now = replace(
            now, previous_reported=is_reported(session, agreement.id, _SAY_SINCE, previous)
        )
        past = earlier(past, previous)
        before = snapshot(past, agreement.id, previous)
        return _since(_state(past, query, past.one(Agreement, agreement.id), before, owner), now)


def _state(
    past: Past, query: ReportQuery, agreement: Agreement, then: Snapshot, owner: Owner | None
) -> ReportInput:
    """Everything as it stood on a day, seen by itself."""
    as_of = then.as_of
    municipality = past.one(Municipality, agreement.municipality_id)
    data = ReportInput(
        kind=query.kind,
        due_soon_days=then.limits.due_soon_days,
        municipality=municipality.name,
        police_area=past.one(PoliceArea, agreement.police_area_id).name,
        as_of=as_of,
        period_from=as_of,
        period_to=as_of,
        diary_numbers=_diary_numbers(past, agreement.id),
        state=ReportState.DRAFT,
        look=look_of(past.session, past.session.get_one(Municipality, municipality.id)),
        agreement_id=agreement.id,
        decisions=decision_rows(past, then),
        answers=answer_rows(past, then),
        promises=promise_rows(then, facts(past, then)),
        feedback=tuple(feedback_rows(past, then)),
        signatories=tuple(_signatories(past, agreement.id)),
        dialogues=tuple(dialogues(past, agreement, as_of)),
        contact=agreement.contact,
        agreement=AgreementRow(agreement.title, agreement.period_start, agreement.period_end),
    )
    if owner is not None:
        data = owners_part(past, data, owner, then)
    return lawful_part(past, data, agreement) if query.lawful else data


def _of_round(past: Past, query: ReportQuery, as_of: date) -> ReportInput:
    """What is told of a dialogue round."""
    told, municipality_id = reported_round(past, query.round_id)
    days = told.starts_on, told.ends_on
    return replace(_of_municipality(past, query, as_of, municipality_id, days), round=told)


def _of_dialogue(past: Past, query: ReportQuery, as_of: date) -> ReportInput:
    """What citizens said in a dialogue round or a year."""
    municipality_id = asked_municipality(past, query.round_id, as_of)
    told = covered(past, municipality_id, query.round_id, as_of)
    held = [survey.held_on for survey in told.surveys] or [as_of]
    data = _of_municipality(past, query, as_of, municipality_id, (held[0], held[-1]))
    dialogue = dialogue_input(past.session, told, municipality_id, as_of)
    return replace(data, dialogue=dialogue)


def _of_meeting(past: Past, query: ReportQuery, as_of: date) -> ReportInput:
    """What is told of a meeting of the working group."""
    told, agreement_id = reported_meeting(past, query.meeting_id, as_of)
    agreement = past.one(Agreement, agreement_id)
    days = told.held_on, told.held_on
    data = _of_municipality(past, query, as_of, agreement.municipality_id, days, agreement)
    return replace(data, meeting=told)


def _of_municipality(
    past: Past,
    query: ReportQuery,
    as_of: date,
    municipality_id: int,
    days: tuple[date, date],
    agreement: Agreement | None = None,
) -> ReportInput:
    """Whose report it is, under the `agreement`, else the one of the day if there is one yet."""
    agreement = agreement or agreement_at(past.session, as_of)
    areas = (
        []
        if agreement is None
        else past.rows(PoliceArea, PoliceArea.id, {agreement.police_area_id})
    )
    return ReportInput(
        kind=query.kind,
        municipality=past.one(Municipality, municipality_id).name,
        police_area=areas[0].name if areas else "",
        as_of=as_of,
        period_from=days[0],
        period_to=days[1],
        diary_numbers=() if agreement is None else _diary_numbers(past, agreement.id),
        state=ReportState.DRAFT,
        look=look_of(past.session, past.session.get_one(Municipality, municipality_id)),
        agreement_id=0 if agreement is None else agreement.id,
        contact="" if agreement is None else agreement.contact,
    )


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
        if query.kind not in _SAY_SINCE:
            return None
        return previous_as_of(session, agreement.id, _SAY_SINCE, as_of)
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


def feedback_rows(past: Past, then: Snapshot) -> Iterable[FeedbackRow]:
    """What had been planned by then; what was given later is still a plan."""
    numbers = {promise.id: promise.number for promise in then.promises}
    rows = past.rows(Feedback, Feedback.promise_id, numbers, on=Feedback.planned_on)
    later = past.later(Feedback, {row.id for row in rows})
    now = past.altered(Feedback)
    for feedback in sorted(rows, key=attrgetter("planned_on", "id")):
        if feedback.id in later and feedback.planned_on > then.as_of:
            continue
        yield FeedbackRow(
            feedback.audience,
            feedback.channel,
            feedback.planned_on,
            done_by(then.as_of, feedback.done_on, now.get(feedback.id, feedback).done_on),
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
