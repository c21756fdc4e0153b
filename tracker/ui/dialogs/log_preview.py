"""The line that tells what an entry will do: Med denna **18 av 30**, borde vara 21."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _
from tracker.models.enums import FollowUp
from tracker.services.queries.actions import ActionRow
from tracker.ui import fonts
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.widgets.marks import FollowUpPill
from tracker.ui.widgets.progress import ProgressBar, describe, phrase_runs
from tracker.ui.widgets.text import RunText, Text


class LogPreview(QWidget):
    """How the action will stand once the entry is saved; a hint while there is no action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.after: ActionRow | None = None
        self._lead = Text("", fonts.caption(), "text2")
        self._words = RunText()
        self._bar = ProgressBar()
        self._pill = FollowUpPill(FollowUp.ON_TRACK)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._lead)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addStretch(0)
        row.addWidget(self._pill)
        self.setMinimumHeight(24)
        self.show_action(None)

    def show_action(self, after: ActionRow | None) -> None:
        """Show `after`, the action as it will be."""
        self.after = after
        known = after is not None
        self._lead.setText(
            _("With this one") if known else _("Choose the action to see what the entry adds to.")
        )
        self._words.setVisible(known)
        progress = progress_of(after) if after is not None else None
        self._words.set_runs(phrase_runs(progress) if progress else ())
        self._bar.set_progress(progress)
        self._bar.setVisible(progress is not None and progress.has_bar)
        self._pill.setVisible(after is not None and after.colour is not None)
        if after is not None and after.colour is not None:
            self._pill.set_value(after.colour)
        self.setAccessibleName(self._lead.whole_text())
        self.setAccessibleDescription(describe(progress) if progress else "")
