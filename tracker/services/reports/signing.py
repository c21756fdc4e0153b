"""What an agreement report puts before its signatories, and what keeps a promise out of it."""

from collections.abc import Iterable

from tracker.models.completeness import ActionFacts, Missing, missing
from tracker.services.reports.rows import PromiseRow, ReportInput


def blocking_gaps(promise: PromiseRow) -> tuple[Missing, ...]:
    """What stops the promise, as the report shows it, from being signed."""
    actions = [
        ActionFacts(action.number, action.owner is not None, action.deadline, len(action.causes))
        for action in promise.actions
    ]
    gaps = missing(actions, problems=len(promise.problems), causes=len(promise.causes), feedback=0)
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
