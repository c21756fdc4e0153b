"""What the head and the tabs of a promise do to the book."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.models.completeness import Lack, Missing
from tracker.services.promises import delete_promise
from tracker.services.queries.answered import Answered
from tracker.services.queries.indicators import IndicatorRow, MeasurementRow
from tracker.services.queries.plan import CauseRow, FeedbackRow, PlanView
from tracker.ui.desk import Desk
from tracker.ui.dialogs import action_commands, promise_commands
from tracker.ui.dialogs.figure_commands import take_measurement
from tracker.ui.panels.promises.head_words import effect_indicator


class PromiseActions(QObject):
    """Slots for the promise that is shown; without one they do nothing."""

    gap_chosen = Signal(object)
    """A signing lacks something: the `Missing` to be shown. What needs a dialog opens it here."""

    def __init__(self, desk: Desk, parent: QWidget, shown: Callable[[], PlanView | None]) -> None:
        """`parent` is what dialogs stand over; `shown` tells the promise as it is shown now."""
        super().__init__(parent)
        self._desk, self._over, self._shown = desk, parent, shown

    def step(self, step: str) -> None:
        """endorse, sign, return, start, end, or delete."""
        view, desk = self._shown(), self._desk
        if view is None:
            return
        steps: dict[str, Callable[[], object]] = {
            "endorse": partial(promise_commands.endorse, desk, view),
            "sign": partial(promise_commands.sign, desk, self._over, view, self.mend),
            "return": partial(promise_commands.back_to_draft, desk, view),
            "start": partial(promise_commands.start, desk, view),
            "end": partial(promise_commands.end, desk, self._over, view),
            "delete": partial(
                desk.write, partial(delete_promise, desk.ctx, view.row.id, view.row.version)
            ),
        }
        steps[step]()

    def mend(self, missing: Missing) -> None:
        """Go to where something that a signing lacks is mended."""
        view = self._shown()
        if view is None:
            return
        self.gap_chosen.emit(missing)
        match missing.lack:
            case Lack.TEXT:
                promise_commands.edit_promise(self._desk, self._over, view.row.id, "text")
            case Lack.FEEDBACK:
                self.new_feedback()
            case Lack.SIGNATORY:
                self._desk.run("agreement.edit")
            case Lack.PROBLEM:
                self.edit()
            case Lack.CAUSE:
                self.new_cause()
            case Lack.ACTION:
                action_commands.new_action(self._desk, self._over, view.row.id)
            case Lack.CAUSE_LINK if view.actions:
                action_commands.edit_action(self._desk, self._over, view.actions[0].id)

    def edit(self) -> None:
        """Change the promise."""
        if (view := self._shown()) is not None:
            promise_commands.edit_promise(self._desk, self._over, view.row.id)

    def new_version(self) -> None:
        """Change a signed text."""
        if (view := self._shown()) is not None:
            promise_commands.write_new_version(self._desk, self._over, view)

    def measure_effect(self) -> None:
        """Enter a measurement of the effect, or say what the effect is measured by."""
        view = self._shown()
        indicator = effect_indicator(view) if view is not None else None
        if indicator is None:
            self.new_indicator()
        else:
            self.measure(indicator)

    def new_cause(self) -> None:
        """Add a cause."""
        if (view := self._shown()) is not None:
            promise_commands.new_cause(self._desk, self._over, view)

    def edit_cause(self, cause: CauseRow) -> None:
        """Change a cause."""
        if (view := self._shown()) is not None:
            promise_commands.edit_cause(self._desk, self._over, view.row.id, cause)

    def new_indicator(self) -> None:
        """Add an indicator."""
        if (view := self._shown()) is not None:
            promise_commands.new_indicator(self._desk, self._over, view.row.id)

    def edit_indicator(self, row: IndicatorRow) -> None:
        """Change an indicator."""
        if (view := self._shown()) is not None:
            signed = view.row.status.locked
            promise_commands.edit_indicator(self._desk, self._over, view.row.id, row, signed=signed)

    def measure(self, row: IndicatorRow) -> None:
        """Enter a measurement."""
        promise_commands.enter_measurement(self._desk, self._over, row)

    def measure_from(self, indicator: IndicatorRow, found: Answered) -> None:
        """Take a measurement from a survey that has answered the indicator's question."""
        take_measurement(self._desk, indicator.id, found)

    def remove_measured(self, row: IndicatorRow | MeasurementRow) -> None:
        """Remove an indicator or a measurement."""
        if isinstance(row, MeasurementRow):
            promise_commands.remove_measurement(self._desk, row)
        elif (view := self._shown()) is not None:
            signed = view.row.status.locked
            promise_commands.remove_indicator(self._desk, self._over, row, signed=signed)

    def new_feedback(self) -> None:
        """Plan feedback."""
        if (view := self._shown()) is not None:
            promise_commands.new_feedback(self._desk, self._over, view.row.id)

    def edit_feedback(self, row: FeedbackRow) -> None:
        """Change feedback."""
        if (view := self._shown()) is not None:
            promise_commands.edit_feedback(self._desk, self._over, view.row.id, row)

    def give_feedback(self, row: FeedbackRow) -> None:
        """Mark feedback as given."""
        if (view := self._shown()) is not None:
            promise_commands.edit_feedback(self._desk, self._over, view.row.id, row, given=True)

    def remove_feedback(self, row: FeedbackRow) -> None:
        """Remove feedback that was only planned."""
        promise_commands.remove_feedback(self._desk, row)
