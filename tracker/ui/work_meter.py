"""Long work in the status bar: what is done, how far it has come, and a way to stop it."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.jobs import Job
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.text import Text

# What takes less is over before it can be read.
PATIENCE_MS = 200


class WorkMeter(QWidget):
    """Shows the job it was given last, once that has taken a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None
        self._words = Text("", fonts.caption(tabular=True), "text2")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        cancel = LinkButton(_("Cancel"))
        cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._words, self._bar, cancel):
            row.addWidget(widget)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PATIENCE_MS)
        self._later.timeout.connect(self.show)
        self.hide()

    def follow(self, words: str, job: Job[Any]) -> None:
        """Show `job` until `finish` is called with it."""
        self._job = job
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self._later.start()

    def report(self, done: int, total: int) -> None:
        """How far it has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def finish(self) -> None:
        """It is over, or was stopped."""
        self._job = None
        self._later.stop()
        self.hide()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.finish()
