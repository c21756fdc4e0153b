"""What mends each kind of break: the words on its button, and the dialog behind it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.messages.figures import sampled_words
from tracker.reports.gap_words import gap_sentence
from tracker.services.queries.log import LogQuery
from tracker.services.queries.plan import plan
from tracker.services.queries.trail_rows import TrailGap
from tracker.services.reports.gaps import GapKind
from tracker.ui.desk import Desk
from tracker.ui.dialogs import action_commands, promise_commands

_Mend = Callable[[Desk, QWidget, TrailGap], object]


def sentence(row: TrailGap) -> str:
    """What is missing, in the report's words."""
    return gap_sentence([row.gap])


def mend_words(row: TrailGap) -> str:
    """What the button does."""
    match row.gap.kind:
        case GapKind.THEME_UNANSWERED:
            return _("New problem from the theme…")
        case GapKind.PROBLEM_WITHOUT_EVIDENCE:
            return _("Add evidence…")
        case GapKind.PROBLEM_WITHOUT_CAUSE:
            return _("Add a cause…")
        case GapKind.PROBLEM_UNANSWERED:
            return _("New promise…")
        case GapKind.PROMISE_WITHOUT_EVIDENCE:
            return _("Choose a problem…") if row.problem_id is None else _("Add evidence…")
        case GapKind.PROMISE_WITHOUT_ACTION:
            return _("New action…")
        case GapKind.CAUSE_WITHOUT_ACTION:
            return _("New action against the cause…")
        case GapKind.ACTION_WITHOUT_CAUSE:
            return _("Choose the cause…")
        case GapKind.ACTION_WITHOUT_LOG:
            return _("Log what was done…")
        case GapKind.ENTRIES_WITHOUT_SOURCE:
            return _("Show the entries")
        case GapKind.OUTPUT_WITHOUT_EFFECT:
            return _("New indicator…")
        case GapKind.NEVER_MEASURED | GapKind.NOT_MEASURED:
            found = row.waiting
            if found is None:
                return _("Enter a measurement…")
            words = sampled_words(found.value, found.answers, row.unit)
            return _("Register {value}…").format(value=words)
        case GapKind.ENDED_WITHOUT_FEEDBACK:
            return _("Plan feedback…")


def mend(desk: Desk, over: QWidget, row: TrailGap) -> None:
    """Open what mends it, with what is known filled in."""
    _MENDS[row.gap.kind](desk, over, row)


def _of_promise(desk: Desk, over: QWidget, row: TrailGap) -> None:
    if row.problem_id is not None:
        desk.run("evidence.new", row.problem_id)
    elif row.promise_id is not None:
        promise_commands.edit_promise(desk, over, row.promise_id, focus="problem_ids")


def _new_action(desk: Desk, over: QWidget, row: TrailGap) -> None:
    if row.promise_id is not None:
        action_commands.new_action(desk, over, row.promise_id, row.cause_id)


def _choose_cause(desk: Desk, over: QWidget, row: TrailGap) -> None:
    if row.action_id is not None:
        action_commands.edit_action(
            desk, over, row.action_id, lambda dialog: dialog.focus_on("cause_ids")
        )


def _new_indicator(desk: Desk, over: QWidget, row: TrailGap) -> None:
    if row.promise_id is not None:
        promise_commands.new_indicator(desk, over, row.promise_id)


def _measure(desk: Desk, over: QWidget, row: TrailGap) -> None:
    if row.waiting is not None:
        desk.run("indicator.measure_from", row.indicator_id)
        return
    promise_id = row.promise_id
    if promise_id is None:
        return

    def show(view: object) -> None:
        found = [each for each in getattr(view, "indicators", ()) if each.id == row.indicator_id]
        if found:
            promise_commands.enter_measurement(desk, over, found[0])

    desk.read(partial(plan, desk.ctx, promise_id), show, owner=over, key=("measure", id(over)))


def _feedback(desk: Desk, over: QWidget, row: TrailGap) -> None:
    if row.promise_id is not None:
        promise_commands.new_feedback(desk, over, row.promise_id)


def _entries(desk: Desk, _over: QWidget, row: TrailGap) -> None:
    if row.action_id is not None:
        desk.go("log", query=LogQuery(action_id=row.action_id))


_MENDS: dict[GapKind, _Mend] = {
    GapKind.THEME_UNANSWERED: lambda desk, _over, row: desk.run("problem.from_theme", row.theme_id),
    GapKind.PROBLEM_WITHOUT_EVIDENCE: lambda desk, _over, row: desk.run(
        "evidence.new", row.problem_id
    ),
    GapKind.PROBLEM_WITHOUT_CAUSE: lambda desk, _over, row: desk.run("cause.new", row.problem_id),
    GapKind.PROBLEM_UNANSWERED: lambda desk, _over, row: desk.run("promise.new", row.problem_id),
    GapKind.PROMISE_WITHOUT_EVIDENCE: _of_promise,
    GapKind.PROMISE_WITHOUT_ACTION: _new_action,
    GapKind.CAUSE_WITHOUT_ACTION: _new_action,
    GapKind.ACTION_WITHOUT_CAUSE: _choose_cause,
    GapKind.ACTION_WITHOUT_LOG: lambda desk, _over, row: desk.run("log.new", row.action_id),
    GapKind.ENTRIES_WITHOUT_SOURCE: _entries,
    GapKind.OUTPUT_WITHOUT_EFFECT: _new_indicator,
    GapKind.NEVER_MEASURED: _measure,
    GapKind.NOT_MEASURED: _measure,
    GapKind.ENDED_WITHOUT_FEEDBACK: _feedback,
}
