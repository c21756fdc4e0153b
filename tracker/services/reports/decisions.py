"""The questions that somebody has to decide, open or answered as they stood on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from operator import attrgetter

from tracker.models.past import Past
from tracker.models.promise import DecisionOption as OptionModel
from tracker.models.promise import DecisionRequest
from tracker.services.reports.as_of import done_by
from tracker.services.reports.decision_option import DecisionOption
from tracker.services.reports.rows import AnswerRow, DecisionRow
from tracker.services.reports.snapshot import Snapshot

_About = tuple[int | None, int | None]
"""The numbers of the promise and the action concerned."""


def decision_rows(past: Past, then: Snapshot) -> tuple[DecisionRow, ...]:
    """What had been asked by then and waited for an answer."""
    asked = [request for request, answered in _requests(past, then) if answered is None]
    later = past.later(DecisionRequest, {request.id for request in asked})
    asked = [request for request in asked if request.id not in later]
    about = _about(asked, then)
    options = options_of(past, {request.id for request in asked})
    open_then = [request for request in asked if request.id in about]
    return tuple(
        DecisionRow(
            number=number,
            question=request.question,
            decides=request.decider,
            party=request.party,
            due=request.due_on,
            reason=request.reason,
            promise=about[request.id][0],
            action=about[request.id][1],
            options=tuple(options[request.id]),
        )
        for number, request in enumerate(sorted(open_then, key=attrgetter("due_on", "id")), start=1)
    )


def answer_rows(past: Past, then: Snapshot) -> tuple[AnswerRow, ...]:
    """What had been answered by then."""
    answered = [(day, request) for request, day in _requests(past, then) if day is not None]
    about = _about([request for _day, request in answered], then)
    now = past.altered(DecisionRequest)
    rows = []
    for day, request in sorted(answered, key=lambda pair: (pair[0], pair[1].id)):
        # An answer that was written down later is not in the row as it was.
        said = request if request.decided_on == day else now[request.id]
        if request.id in about:
            who, answer = said.decided_by or "", said.answer or ""
            row = AnswerRow(request.question, answer, who, day, *about[request.id], request.party)
            rows.append(row)
    return tuple(rows)


def _requests(past: Past, then: Snapshot) -> Iterator[tuple[DecisionRequest, date | None]]:
    """Every request, and when it had been answered by then."""
    now = past.altered(DecisionRequest)
    for request in past.rows(DecisionRequest):
        written = now.get(request.id, request)
        yield request, done_by(then.as_of, request.decided_on, written.decided_on)


def _about(requests: Iterable[DecisionRequest], then: Snapshot) -> dict[int, _About]:
    """What each request is about; those about promises of other agreements are left out."""
    promises = {promise.id: promise.number for promise in then.promises}
    actions = {action.id: action for rows in then.actions.values() for action in rows}
    about: dict[int, _About] = {}
    for request in requests:
        action = actions.get(request.action_id or 0)
        promise_id = request.promise_id or (action.promise_id if action else None)
        is_about_none = request.promise_id is None and request.action_id is None
        if is_about_none or promise_id in promises:
            number = action.number if action else None
            about[request.id] = promises.get(promise_id or 0), number
    return about


def options_of(past: Past, request_ids: Collection[int]) -> dict[int, list[DecisionOption]]:
    """What can be answered to each request, in order."""
    rows = past.rows(
        OptionModel,
        OptionModel.decision_request_id,
        request_ids,
        part_of=DecisionRequest,
    )
    options: dict[int, list[DecisionOption]] = defaultdict(list)
    for option in sorted(rows, key=attrgetter("position")):
        options[option.decision_request_id].append(DecisionOption(option.text, option.cost))
    return options
