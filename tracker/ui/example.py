"""Makes the example book while a small window says how far it has come."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from tracker.i18n import _
from tracker.models.book_file import file_error
from tracker.ui.alerts import explain_failure
from tracker.ui.jobs import Job, JobRunner


def make_example(path: Path, parent: QWidget, then: Callable[[], object]) -> JobRunner:
    """Make the book at `path` off the GUI thread and call `then`; cancelling leaves nothing."""
    jobs = JobRunner(parent)
    shown = QProgressDialog(_("Making the example book…"), _("Cancel"), 0, 0, parent)
    shown.setWindowTitle("Löftesboken")
    shown.setWindowModality(Qt.WindowModality.WindowModal)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown.setMinimumDuration(0)
    shown.setAutoReset(False)

    def ended() -> None:
        shown.reset()
        shown.close()
        jobs.deleteLater()

    def done(_nothing: None) -> None:
        ended()
        then()

    def failed(error: Exception) -> None:
        ended()
        explain_failure(parent, error)

    def progressed(told: int, steps: int) -> None:
        shown.setMaximum(steps)
        shown.setValue(told)

    job = jobs.start(
        partial(_make, path), done, failed, "example", on_progress=progressed, owner=shown
    )
    shown.canceled.connect(job.cancel)
    shown.show()
    return jobs


def _make(path: Path, job: "Job[None]") -> None:
    from tracker.services.example import build_example

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(error, path) from error
    build_example(path, progress=job.report)
