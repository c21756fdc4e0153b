"""Fills a book in operations of many rows each, so that memory stays the same for any amount."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import func, select

from tracker.models.action import Action, ActionCause, LogEntry, Occasion
from tracker.models.enums import ActionKind, ActionStatus, Party, PromiseStatus, SurveyMethod
from tracker.models.organisation import Agreement, Municipality, PoliceArea
from tracker.models.problem import Cause, Problem
from tracker.models.promise import Promise, PromiseProblem, PromiseVersion
from tracker.models.recurrence import LAST_DAY, Monthly, occasions
from tracker.models.search import folded
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.agreements import municipality_in, police_area_in
from tracker.services.context import AppContext
from tracker.services.generate import words
from tracker.services.people import PersonFields, add_person_in
from tracker.services.series import match_entries_in
from tracker.services.series_matching import Deed

ACTIONS_PER_PROMISE = 200
_PROMISES_PER_AGREEMENT = 20
_ANSWERS_PER_SURVEY = 500
# The first action of each promise comes back so, if it has a target.
_MONTHLY = Monthly(LAST_DAY)
# Rows with their journal images; twenty thousand take some tens of megabytes.
_ROWS_PER_OPERATION = 20_000


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much to make. The same seed, amounts and day give the same data."""

    actions: int
    log_entries: int
    responses: int
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Logged:
    """What the log needs to know of an action that was made."""

    id: int
    start: date
    last: date


def generate_data(ctx: AppContext, amounts: Amounts) -> Amounts:
    """Add made-up promises, actions, log entries and answers to the book. Returns what was added.

    What they need and the book lacks is made too: an area, an agreement, an action to log on.
    """
    rng = Random(amounts.seed)
    logged = [] if amounts.actions else _actions_in_book(ctx)
    if amounts.log_entries and not amounts.actions and not logged:
        amounts = replace(amounts, actions=1)
    if amounts.actions:
        logged = _make_actions(ctx, amounts, rng)
    if amounts.log_entries:
        _make_log(ctx, logged, amounts.log_entries, rng)
    if amounts.responses:
        _make_responses(ctx, amounts.responses, rng)
    return amounts


def _make_actions(ctx: AppContext, amounts: Amounts, rng: Random) -> list[_Logged]:
    with ctx.write("book.generate") as tx:
        owners = _owners(tx)
        promises = _promises(tx, -(-amounts.actions // ACTIONS_PER_PROMISE), rng)
    entries = amounts.log_entries / amounts.actions
    logged: list[_Logged] = []
    per_operation = _ROWS_PER_OPERATION // ACTIONS_PER_PROMISE
    for start in range(0, len(promises), per_operation):
        with ctx.write("book.generate") as tx:
            for promise in promises[start : start + per_operation]:
                wanted = min(ACTIONS_PER_PROMISE, amounts.actions - len(logged))
                rows = [_action(promise, n, owners, entries, tx.today, rng) for n in range(wanted)]
                ids = tx.bulk_insert(Action, rows)
                tx.bulk_insert(
                    ActionCause,
                    [{"action_id": i, "cause_id": rng.choice(promise.causes)} for i in ids],
                )
                _add_occasions(tx, ids, rows)
                logged += [
                    _Logged(i, row["start_on"], min(row["deadline"], tx.today))
                    for i, row in zip(ids, rows, strict=True)
                ]
    return logged


def _add_occasions(tx: Transaction, ids: list[int], rows: list[dict[str, Any]]) -> None:
    """The dates of those actions that come back on a day of the month."""
    tx.bulk_insert(
        Occasion,
        [
            {"action_id": action_id, "due_on": day}
            for action_id, row in zip(ids, rows, strict=True)
            if row["recurrence"] is not None
            for day in occasions(_MONTHLY, row["start_on"], row["deadline"])
        ],
    )


def _owners(tx: Transaction) -> dict[Party, list[int]]:
    owners: dict[Party, list[int]] = {party: [] for party in Party}
    for role, organisation, party in words.OWNERS:
        person = add_person_in(tx, PersonFields(role, organisation, party))
        owners[party].append(person)
        if party is not Party.OTHER:
            owners[Party.JOINT].append(person)
    return owners


@dataclass(frozen=True, slots=True)
class _Promise:
    id: int
    start: date
    end: date
    causes: list[int]


def _promises(tx: Transaction, wanted: int, rng: Random) -> list[_Promise]:
    """Running promises of last year and this, in agreements of twenty, each with its problem."""
    municipality, area = _municipality(tx), _police_area(tx)
    number = tx.session.scalar(select(func.max(Problem.number))) or 0
    made: list[_Promise] = []
    for first in range(0, wanted, _PROMISES_PER_AGREEMENT):
        start, end = date(tx.today.year - 1, 1, 1), date(tx.today.year, 12, 31)
        agreement = tx.insert(
            Agreement,
            {
                "title": f"Överenskommelse {first // _PROMISES_PER_AGREEMENT + 1}",
                "municipality_id": municipality,
                "police_area_id": area,
                "period_start": start,
                "period_end": end,
                "signed_on": start,
            },
        )
        for place in range(min(_PROMISES_PER_AGREEMENT, wanted - first)):
            number += 1
            made.append(_promise(tx, agreement, municipality, number, place + 1, (start, end), rng))
    return made


def _promise(
    tx: Transaction,
    agreement: int,
    municipality: int,
    problem_number: int,
    number: int,
    period: tuple[date, date],
    rng: Random,
) -> _Promise:
    what, place = rng.choice(words.PROBLEMS), rng.choice(words.PLACES)
    problem = tx.insert(
        Problem,
        {
            "municipality_id": municipality,
            "number": problem_number,
            "title": f"{what} vid {place}",
            "what": f"{what} vid {place} enligt medborgardialogen.",
            "place": place,
        },
    )
    causes = tx.bulk_insert(
        Cause,
        [
            {"problem_id": problem, "number": n, "kind": kind, "description": text}
            for n, (text, kind) in enumerate(words.CAUSES, start=1)
        ],
    )
    title, text = f"Tryggare {place}", f"Vi ska göra {place} tryggare att vara på och gå igenom."
    promise = tx.insert(
        Promise,
        {
            "agreement_id": agreement,
            "number": number,
            "title": title,
            "text": text,
            "period_start": period[0],
            "period_end": period[1],
            "status": PromiseStatus.RUNNING,
            "signed_on": period[0],
        },
    )
    tx.insert(PromiseProblem, {"promise_id": promise, "problem_id": problem})
    tx.insert(
        PromiseVersion,
        {
            "promise_id": promise,
            "number": 1,
            "title": title,
            "text": text,
            "signed_on": period[0],
        },
    )
    return _Promise(promise, *period, causes)


def _municipality(tx: Transaction) -> int:
    """The book's first municipality; every book has one, unless somebody removed it."""
    found = tx.session.scalars(select(Municipality.id).order_by(Municipality.id)).first()
    return municipality_in(tx, words.MUNICIPALITY) if found is None else found


def _police_area(tx: Transaction) -> int:
    """The book's first police area; a new book may have none."""
    found = tx.session.scalars(select(PoliceArea.id).order_by(PoliceArea.id)).first()
    return police_area_in(tx, words.POLICE_AREA) if found is None else found


_STATUSES = (
    (ActionStatus.ONGOING, 70),
    (ActionStatus.DONE, 18),
    (ActionStatus.PARTLY_DONE, 5),
    (ActionStatus.NOT_DONE, 4),
    (ActionStatus.DROPPED, 3),
)


def _action(
    promise: _Promise,
    place: int,
    owners: dict[Party, list[int]],
    entries: float,
    today: date,
    rng: Random,
) -> dict[str, Any]:
    measure, unit, party = rng.choice(words.MEASURES)
    title = f"{measure}, {rng.choice(words.PLACES)} {place + 1}"
    start = promise.start + timedelta(days=rng.randrange(300))
    deadline = max(start + timedelta(days=90), promise.end - timedelta(days=rng.randrange(300)))
    planned = (
        Decimal(max(1, round(entries * rng.uniform(0.7, 1.6)))) if rng.random() < 0.9 else None
    )
    status = rng.choices([s for s, _ in _STATUSES], [weight for _, weight in _STATUSES])[0]
    goal = "" if planned is None else f"Minst {planned} {unit}"
    return {
        "promise_id": promise.id,
        "number": place + 1,
        "title": title,
        "party": party,
        "owner_id": rng.choice(owners[party]),
        "goal": goal,
        "start_on": start,
        "deadline": deadline,
        "kind": ActionKind.SINGLE if planned is None else ActionKind.RECURRING,
        "planned": planned,
        "unit": unit if planned is not None else "",
        "recurrence": _MONTHLY.rule() if place == 0 and planned is not None else None,
        "status": status if start <= today else ActionStatus.PLANNED,
        "status_reason": rng.choice(words.REASONS) if status.needs_reason else "",
        "sought": folded(f"{title} {goal}"),
    }


def _actions_in_book(ctx: AppContext) -> list[_Logged]:
    """The actions to log on when none are made."""
    today = ctx.today()
    with ctx.read() as session:
        rows = session.execute(select(Action.id, Action.start_on, Action.deadline))
        return [
            _Logged(i, start or today, min(deadline or today, today)) for i, start, deadline in rows
        ]


def _make_log(ctx: AppContext, actions: list[_Logged], wanted: int, rng: Random) -> None:
    """Spread the entries unevenly over the actions: some are logged every week, some never."""
    weights = [rng.uniform(0.2, 1.8) for _ in actions]
    entries = _entries(actions, weights, wanted, rng)
    for rows in _parts(entries, _ROWS_PER_OPERATION):
        with ctx.write("book.generate") as tx:
            ids = tx.bulk_insert(LogEntry, rows)
            match_entries_in(
                tx,
                [
                    Deed(i, row["action_id"], row["done_on"], row["quantity"])
                    for i, row in zip(ids, rows, strict=True)
                ],
            )


def _entries(
    actions: list[_Logged], weights: list[float], wanted: int, rng: Random
) -> Iterator[dict[str, Any]]:
    whole, so_far, made = sum(weights), 0.0, 0
    for action, weight in zip(actions, weights, strict=True):
        so_far += weight
        due = wanted if action is actions[-1] else round(wanted * so_far / whole)
        days = max(1, (action.last - action.start).days + 1)
        for _ in range(due - made):
            yield _entry(action, action.start + timedelta(days=rng.randrange(days)), rng)
        made = due


def _entry(action: _Logged, day: date, rng: Random) -> dict[str, Any]:
    return {
        "action_id": action.id,
        "done_on": min(day, max(action.start, action.last)),
        "quantity": Decimal(1),
        "minutes": rng.choice((30, 60, 60, 90, 120)),
        "people": rng.choice((1, 2, 2, 3)),
        "place": rng.choice(words.PLACES),
        "result": rng.choice(words.RESULTS),
        "note": rng.choice(words.NOTES),
        "logged_by": "Gruppchef",
        "source": "lofte generate",
    }


def _make_responses(ctx: AppContext, wanted: int, rng: Random) -> None:
    with ctx.write("book.generate") as tx:
        themes, municipality = _themes(tx), _municipality(tx)
        surveys = tx.bulk_insert(
            Survey,
            [
                {
                    "municipality_id": municipality,
                    "title": f"Enkät {n + 1}, {rng.choice(words.PLACES)}",
                    "method": SurveyMethod.QUESTIONNAIRE,
                    "held_on": tx.today - timedelta(days=rng.randrange(30, 400)),
                }
                for n in range(-(-wanted // _ANSWERS_PER_SURVEY))
            ],
        )
    answers = (_answer(surveys[n // _ANSWERS_PER_SURVEY], rng) for n in range(wanted))
    for part in _parts(answers, _ROWS_PER_OPERATION):
        with ctx.write("book.generate") as tx:
            ids = tx.bulk_insert(Response, [values for values, _theme in part])
            tx.bulk_insert(
                ResponseTheme,
                [
                    {"response_id": i, "theme_id": themes[theme]}
                    for i, (_values, theme) in zip(ids, part, strict=True)
                ],
            )


def _themes(tx: Transaction) -> dict[str, int]:
    known = {name: row_id for row_id, name in tx.session.execute(select(Theme.id, Theme.name))}
    for _text, theme in words.ANSWERS:
        if theme not in known:
            known[theme] = tx.insert(Theme, {"name": theme})
    return known


def _answer(survey: int, rng: Random) -> tuple[dict[str, Any], str]:
    text, theme = rng.choice(words.ANSWERS)
    place = rng.choice(words.PLACES)
    values = {
        "survey_id": survey,
        "text": text.format(place=place),
        "place": place,
        "rating": rng.randint(1, 5),
        "respondent_group": rng.choice(words.GROUPS),
        "deidentified": rng.random() < 0.8,
    }
    return values, theme


def _parts(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
