"""What became of one of a recurring action's dates that nothing was logged for, and why."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import OccasionState
from tracker.models.errors import Invalid
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.series import OccasionRow
from tracker.services.series import SettleOccasion
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.note_field import NoteField
from tracker.ui.widgets.text import Text

_STATES = (OccasionState.CANCELLED, OccasionState.MISSED)


class SettleDialog(FormDialog[SettleOccasion]):
    """Cancelled, with its reason; or missed, where a reason may be given."""

    def __init__(
        self, action: ActionRow, row: OccasionRow, when: str, today: date, parent: QWidget | None
    ) -> None:
        """`when` names the day in words."""
        super().__init__(_("Why was there no occasion?"), parent, width=480)
        self._row = row
        self.form.addWidget(Text(f"{action.label}  {action.title}", fonts.body_strong()).elidable())
        self.form.addWidget(Text(when, fonts.body(tabular=True), "text2"))
        # What is still to come can be cancelled, but nobody has missed it yet.
        states = _STATES if row.due_on <= today else _STATES[:1]
        self._state = SegmentedControl(
            [(state, label(state).capitalize()) for state in states],
            OccasionState.CANCELLED,
            _("State"),
        )
        self._reason = NoteField(_("Weather, illness, another task …"), row.reason, lines=2)
        self.add_field("state", _("State"), self._state)
        self.add_field("reason", _("Reason"), self._reason)
        self._reason.setFocus()

    def multiline(self) -> bool:
        return True

    def command(self) -> SettleOccasion:
        state, reason = self._state.value(), self._reason.value()
        if state is OccasionState.CANCELLED and not reason:
            raise Invalid("reason.required", field="reason")
        return SettleOccasion(self._row.id, self._row.version, state, reason)

    def take_theirs(self, theirs: OccasionRow | None) -> None:
        if theirs is not None:
            self._row = theirs
            self.show_theirs([("state", label(theirs.shown)), ("reason", theirs.reason or "–")])
