"""What can be done to a promise and what hangs on it: read what the dialog needs, then ask."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from tracker.models.completeness import Missing
from tracker.models.errors import NotFound
from tracker.services import follow_up, problems, promises
from tracker.services.queries import choices
from tracker.services.queries.choices import Choice
from tracker.services.queries.figures import QuestionChoice, question_choices
from tracker.services.queries.indicators import IndicatorRow, MeasurementRow
from tracker.services.queries.plan import CauseRow, FeedbackRow, PlanView, plan
from tracker.ui.desk import Desk
from tracker.ui.dialogs.cause import EditCauseDialog, NewCauseDialog
from tracker.ui.dialogs.feedback import EditFeedbackDialog, PlanFeedbackDialog
from tracker.ui.dialogs.indicator import (
    EditIndicatorDialog,
    NewIndicatorDialog,
    RemoveIndicatorDialog,
)
from tracker.ui.dialogs.measurement import MeasureDialog
from tracker.ui.dialogs.promise import EditPromiseDialog, NewPromiseDialog, NewVersionDialog
from tracker.ui.dialogs.promise_problems import AnsweredProblemsDialog
from tracker.ui.dialogs.promise_status import EndDialog, SignDialog

T = TypeVar("T")


def new_promise(
    desk: Desk,
    parent: QWidget,
    on_done: Callable[[int], object] | None = None,
    problem_ids: Sequence[int] = (),
) -> None:
    """Ask for a new draft that answers these problems; `on_done` is told its id."""

    def show(read: tuple[list[Choice], list[Choice]]) -> None:
        dialog = NewPromiseDialog(read[0], read[1], desk.today(), parent, answered=problem_ids)
        desk.ask(dialog, promises.add_promise, on_done)

    def read() -> tuple[list[Choice], list[Choice]]:
        return choices.agreements(desk.ctx), choices.problems(desk.ctx)

    desk.read(read, show, owner=parent, key=("promise.new", id(parent)))


def edit_promise(desk: Desk, parent: QWidget, promise_id: int, focus: str = "") -> None:
    """Ask for a promise's new values, with the keyboard in the field called `focus`."""

    def show(read: tuple[PlanView, list[Choice]]) -> None:
        dialog = EditPromiseDialog(read[0], read[1], desk.today(), parent)
        desk.ask(dialog, promises.edit_promise, reread=_again(desk, promise_id))
        if focus:
            dialog.focus_on(focus)

    def read() -> tuple[PlanView, list[Choice]]:
        return plan(desk.ctx, promise_id), choices.problems(desk.ctx)

    desk.read(read, show, owner=parent, key=("promise.edit", id(parent)))


def write_new_version(desk: Desk, parent: QWidget, view: PlanView) -> None:
    """Ask for other words for a signed promise, and why."""
    dialog = NewVersionDialog(view, desk.today(), parent)
    desk.ask(dialog, promises.new_version, reread=_again(desk, view.row.id))


def endorse(desk: Desk, view: PlanView) -> None:
    """Utkast → Förankrat."""
    desk.write(partial(promises.endorse_promise, desk.ctx, view.row.id, view.row.version))


def back_to_draft(desk: Desk, view: PlanView) -> None:
    """Förankrat → Utkast."""
    desk.write(partial(promises.return_to_draft, desk.ctx, view.row.id, view.row.version))


def start(desk: Desk, view: PlanView) -> None:
    """Undertecknat → Pågår."""
    desk.write(partial(promises.start_promise, desk.ctx, view.row.id, view.row.version))


def sign(desk: Desk, parent: QWidget, view: PlanView, on_gap: Callable[[Missing], object]) -> None:
    """Ask for the day of signing, or list what stops it; `on_gap` shows where a gap is mended."""
    dialog = SignDialog(view, desk.today(), parent)
    dialog.gap_chosen.connect(on_gap)
    desk.ask(dialog, promises.sign_promise, reread=_again(desk, view.row.id))


def end(desk: Desk, parent: QWidget, view: PlanView) -> None:
    """Ask how the promise ended."""
    desk.ask(EndDialog(view, parent), promises.end_promise, reread=_again(desk, view.row.id))


def new_cause(desk: Desk, parent: QWidget, view: PlanView) -> None:
    """Ask for a cause of one of the promise's problems, and before that for the problem itself."""
    if not view.problems:
        _choose_problems(desk, parent, view)
        return
    answered = [Choice(ref.id, f"{ref.number} {ref.title}") for ref in view.problems]
    desk.ask(NewCauseDialog(answered, parent), problems.add_cause)


def _choose_problems(desk: Desk, parent: QWidget, view: PlanView) -> None:
    """Ask which problems a promise answers, and then go on to its first cause."""
    again = _again(desk, view.row.id)

    def show(found: list[Choice]) -> None:
        dialog = AnsweredProblemsDialog(view, found, parent)
        dialog.problem_asked.connect(partial(desk.run, "problem.new"))
        desk.ask(dialog, promises.edit_promise, go_on, reread=again)

    def go_on(_done: None) -> None:
        desk.read(again, partial(new_cause, desk, parent), owner=parent)

    desk.read(
        partial(choices.problems, desk.ctx), show, owner=parent, key=("cause.new", id(parent))
    )


def edit_cause(desk: Desk, parent: QWidget, promise_id: int, cause: CauseRow) -> None:
    """Ask for other words for a cause."""

    def again() -> CauseRow:
        found = [each for each in plan(desk.ctx, promise_id).causes if each.id == cause.id]
        return _the(found, "cause")

    desk.ask(EditCauseDialog(cause, parent), problems.edit_cause, reread=again)


def remove_cause(desk: Desk, cause: CauseRow) -> None:
    """Remove a cause that no action answers; it can be undone."""
    desk.write(partial(problems.delete_cause, desk.ctx, cause.id, cause.version))


def new_indicator(desk: Desk, parent: QWidget, promise_id: int) -> None:
    """Ask for an indicator."""

    def show(found: list[QuestionChoice]) -> None:
        dialog = NewIndicatorDialog(promise_id, desk.today(), parent, questions=found)
        desk.ask(dialog, follow_up.add_indicator)

    work = partial(question_choices, desk.ctx, promise_id)
    desk.read(work, show, owner=parent, key=("indicator.new", id(parent)))


def edit_indicator(
    desk: Desk, parent: QWidget, promise_id: int, row: IndicatorRow, *, signed: bool
) -> None:
    """Ask for an indicator's new values; `signed` says that a new goal needs its reason."""

    def again() -> IndicatorRow:
        found = [each for each in plan(desk.ctx, promise_id).indicators if each.id == row.id]
        return _the(found, "indicator")

    def show(found: list[QuestionChoice]) -> None:
        dialog = EditIndicatorDialog(
            promise_id, row, desk.today(), parent, questions=found, signed=signed
        )
        desk.ask(dialog, follow_up.edit_indicator, reread=again)

    work = partial(question_choices, desk.ctx, promise_id)
    desk.read(work, show, owner=parent, key=("indicator.edit", id(parent)))


def enter_measurement(desk: Desk, parent: QWidget, indicator: IndicatorRow) -> None:
    """Ask for a measured value, or why there is none."""
    desk.ask(MeasureDialog(indicator, desk.today(), parent), follow_up.measure)


def remove_indicator(desk: Desk, parent: QWidget, row: IndicatorRow, *, signed: bool) -> None:
    """Remove an indicator with its measurements, which can be undone; a signed one asks why."""
    if signed:
        desk.ask(RemoveIndicatorDialog(row, parent), follow_up.delete_indicator)
        return
    command = follow_up.DeleteIndicator(row.id, row.version)
    desk.write(partial(follow_up.delete_indicator, desk.ctx, command))


def remove_measurement(desk: Desk, row: MeasurementRow) -> None:
    """Remove one measurement; it can be undone."""
    desk.write(partial(follow_up.delete_measurement, desk.ctx, row.id, row.version))


def remove_feedback(desk: Desk, row: FeedbackRow) -> None:
    """Remove feedback that was only planned; it can be undone."""
    desk.write(partial(follow_up.delete_feedback, desk.ctx, row.id, row.version))


def new_feedback(desk: Desk, parent: QWidget, promise_id: int) -> None:
    """Ask for feedback to plan."""
    desk.ask(PlanFeedbackDialog(promise_id, desk.today(), parent), follow_up.plan_feedback)


def edit_feedback(
    desk: Desk, parent: QWidget, promise_id: int, row: FeedbackRow, *, given: bool = False
) -> None:
    """Ask for feedback's new values; `given` offers today as the day it was given."""

    def again() -> FeedbackRow:
        found = [each for each in plan(desk.ctx, promise_id).feedback if each.id == row.id]
        return _the(found, "feedback")

    done_on = desk.today() if given and row.done_on is None else None
    dialog = EditFeedbackDialog(promise_id, row, desk.today(), parent, done_on=done_on)
    desk.ask(dialog, follow_up.edit_feedback, reread=again)


def _again(desk: Desk, promise_id: int) -> Callable[[], PlanView]:
    return partial(plan, desk.ctx, promise_id)


def _the(found: list[T], table: str) -> T:
    if not found:
        raise NotFound("row.missing", table=table)
    return found[0]
