"""What an agreement report puts before its signatories, and what keeps a promise out of it."""

from collections.abc import Iterable

from tracker.models.completeness import ActionFacts, Missing, missing
from tracker.models.signing import SignedChange, SignedPart
from tracker.services.reports.rows import PromiseRow, ReportInput

AGREEMENT = "agreement"
"""The kind of report that is signed."""


def blocking_gaps(promise: PromiseRow) -> tuple[Missing, ...]:
    """What stops the promise, as the report shows it, from being signed."""
    actions = [
        ActionFacts(action.number, action.owner is not None, action.deadline, len(action.causes))
        for action in promise.actions
    ]
    counts = {"problems": len(promise.problems), "causes": len(promise.causes)}
    has_text = bool(promise.text.strip())
    gaps = missing(actions, has_text=has_text, **counts, feedback=0, signatories=0)
    return tuple(gap for gap in gaps if gap.blocks_signing)


def to_sign(data: ReportInput) -> tuple[PromiseRow, ...]:
    """The drafts and endorsed promises that are complete: these are what is signed."""
    return tuple(promise for promise in _unsigned(data) if not blocking_gaps(promise))


def incomplete(data: ReportInput) -> tuple[PromiseRow, ...]:
    """The drafts and endorsed promises that can't be signed as they stand."""
    return tuple(promise for promise in _unsigned(data) if blocking_gaps(promise))


def already_signed(data: ReportInput) -> tuple[PromiseRow, ...]:
    """The promises whose text is locked, whatever has become of them since."""
    return tuple(promise for promise in data.promises if promise.status.locked)


def _unsigned(data: ReportInput) -> Iterable[PromiseRow]:
    return (promise for promise in data.promises if not promise.status.locked)


def differences(said: PromiseRow, now: PromiseRow) -> tuple[SignedChange, ...]:
    """Which parts of what a report `said` of a promise are otherwise `now`.

    What has been done, measured or linked as evidence since does not change what is signed.
    """
    pairs = (
        (SignedPart.TITLE, said.title, now.title),
        (SignedPart.TEXT, said.text, now.text),
        (SignedPart.PERIOD, (said.starts_on, said.ends_on), (now.starts_on, now.ends_on)),
        (SignedPart.EFFECT, said.expected_effect, now.expected_effect),
        (SignedPart.PROBLEMS, _problems(said), _problems(now)),
        (SignedPart.CAUSES, said.causes, now.causes),
        (SignedPart.GOALS, _goals(said), _goals(now)),
    )
    found = [SignedChange(part) for part, before, after in pairs if before != after]
    before, after = _actions(said), _actions(now)
    others = sorted(
        number for number in before.keys() | after.keys() if before.get(number) != after.get(number)
    )
    if others:
        found.append(SignedChange(SignedPart.ACTIONS, tuple(others)))
    return tuple(found)


def _problems(promise: PromiseRow) -> tuple[str, ...]:
    return tuple(problem.text for problem in promise.problems)


def _actions(promise: PromiseRow) -> dict[int, tuple[object, ...]]:
    return {
        action.number: (
            action.title,
            action.goal,
            action.party,
            action.owner,
            action.support,
            action.causes,
            action.start,
            action.deadline,
            action.planned,
            action.unit,
        )
        for action in promise.actions
    }


def _goals(promise: PromiseRow) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (goal.name, goal.unit, goal.kind, goal.baseline, goal.target, goal.measure_by, goal.source)
        for goal in promise.indicators
    )
