"""What comes next on the way from a problem to a promise that meets its causes. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.i18n import _
from tracker.services.queries.analysis import Analysis


class Step(StrEnum):
    """What is to be done."""

    EVIDENCE = "evidence"
    CAUSE = "cause"
    PROMISE = "promise"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step, why it is the next one, and the words on its button."""

    step: Step
    words: str
    button: str
    cause_id: int | None = None


def next_step(shown: Analysis) -> NextStep | None:
    """The first thing that is missing, in Brå's order; None when nothing is."""
    if not shown.detail.evidence:
        return NextStep(
            Step.EVIDENCE,
            _("Show where it is known from: what answers, figures or surveys say."),
            _("Add evidence…"),
        )
    if not shown.causes:
        return NextStep(
            Step.CAUSE, _("Say why it is so. A problem has several causes."), _("Add a cause…")
        )
    if not shown.detail.row.promises:
        return NextStep(
            Step.PROMISE, _("Answer the problem with a promise to the citizens."), _("New promise…")
        )
    bare = next((cause.row for cause in shown.causes if not cause.actions), None)
    if bare is None:
        return None
    return NextStep(
        Step.ACTION,
        _("Nothing is done yet against cause {number}.").format(number=bare.number),
        _("New action against the cause…"),
        bare.id,
    )
