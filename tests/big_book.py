"""A book with any number of actions under one agreement, written in a moment."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.factory import YEAR, a_book, a_clock, agreement_id, opened
from tracker.models.action import Action, ActionCause, LogEntry
from tracker.models.clock import Clock
from tracker.models.enums import ActionKind, ActionStatus, Party, PromiseStatus
from tracker.models.promise import Promise, PromiseProblem, PromiseVersion
from tracker.models.unit_of_work import Transaction
from tracker.services.generate.words import CAUSES, MEASURES, OWNERS, PLACES, REASONS
from tracker.services.people import PersonFields, add_person_in
from tracker.services.problems import AddCause, ProblemFields, add_cause, add_problem

_NOT_DONE_EVERY = 29


def a_big_book(path: Path, actions: Sequence[int], clock: Clock | None = None) -> Path:
    """A book whose promises have as many actions each as `actions` says, some with log entries."""
    clock = clock or a_clock()
    ctx = opened(a_book(path, clock), clock)
    try:
        agreement = agreement_id(ctx)
        fields = ProblemFields("Säffle", "Otrygg utemiljö", "Mörkt vid stationen")
        problem = add_problem(ctx, fields)
        causes = [add_cause(ctx, AddCause(problem, kind, text)) for text, kind in CAUSES]
        with ctx.write("book.generate") as tx:
            owners = {
                party: add_person_in(tx, PersonFields(role, organisation, party))
                for role, organisation, party in OWNERS
            }
            for number, wanted in enumerate(actions, start=1):
                promise = _promise(tx, agreement, problem, number)
                _fill(tx, promise, wanted, owners, causes)
    finally:
        ctx.close()
    return path


def _promise(tx: Transaction, agreement: int, problem: int, number: int) -> int:
    place = PLACES[number % len(PLACES)]
    words = {"title": f"Tryggare {place}", "text": f"Vi ska göra {place} tryggare att vara på."}
    promise = tx.insert(
        Promise,
        {
            "agreement_id": agreement,
            "number": number,
            "period_start": YEAR[0],
            "period_end": YEAR[1],
            "status": PromiseStatus.RUNNING,
            "signed_on": YEAR[0],
            **words,
        },
    )
    tx.insert(PromiseProblem, {"promise_id": promise, "problem_id": problem})
    tx.insert(PromiseVersion, {"promise_id": promise, "number": 1, "signed_on": YEAR[0], **words})
    return promise


def _fill(
    tx: Transaction, promise: int, wanted: int, owners: dict[Party, int], causes: list[int]
) -> None:
    actions = [_action(promise, n, owners) for n in range(wanted)]
    ids = tx.bulk_insert(Action, actions)
    answered = [{"action_id": i, "cause_id": causes[i % len(causes)]} for i in ids]
    tx.bulk_insert(ActionCause, answered)
    tx.bulk_insert(
        LogEntry,
        [
            {
                "action_id": i,
                "done_on": YEAR[0],
                "quantity": Decimal(n % 7),
                "logged_by": "Gruppchef",
                "source": "",
            }
            for n, i in enumerate(ids)
            if n % 2
        ],
    )


def _action(promise: int, n: int, owners: dict[Party, int]) -> dict[str, Any]:
    measure, unit, party = MEASURES[n % len(MEASURES)]
    planned = Decimal(n % 40 + 8)
    is_undone = n % _NOT_DONE_EVERY == 1
    return {
        "promise_id": promise,
        "number": n + 1,
        "title": f"{measure}, {PLACES[n % len(PLACES)]} {n + 1}",
        "party": party,
        "owner_id": owners.get(party),
        "goal": f"Minst {planned} {unit}",
        "start_on": YEAR[0],
        "deadline": date(2018, n % 12 + 1, 28),
        "kind": ActionKind.RECURRING,
        "planned": planned,
        "unit": unit,
        "status": ActionStatus.NOT_DONE if is_undone else ActionStatus.ONGOING,
        "status_reason": REASONS[n % len(REASONS)] if is_undone else "",
        "lawful": n % 3 == 0,
    }
