"""Does what the import of answers asks for: reads, tries and imports, off the GUI thread."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_import import (
    ImportAnswers,
    import_answers,
    preview_answers,
)
from tracker.ui.desk import Desk

if TYPE_CHECKING:
    from tracker.ui.dialogs.answers_import import AnswersImportDialog
    from tracker.ui.jobs import Job


class _Stopped(Exception):
    """Raised inside the work, so that what it began is undone and somebody hears of it."""


class AnswersImport(QObject):
    """One dialog's work. At most one dry run is under way; a newer wish makes it end early."""

    def __init__(self, desk: Desk, dialog: "AnswersImportDialog") -> None:
        super().__init__(dialog)
        self._desk, self._dialog = desk, dialog
        self._wanted: ImportAnswers | None = None
        self._looking: ImportAnswers | None = None
        self._is_stopped = False
        dialog.preview_asked.connect(self._on_preview)
        dialog.look_asked.connect(self._on_look)
        dialog.submitted.connect(self._on_import)
        dialog.stop_asked.connect(self._on_stop)
        dialog.finished.connect(self._on_closed)

    def _on_preview(self, path: Path, survey: str) -> None:
        self._desk.jobs.submit(
            partial(preview_answers, self._desk.ctx, path, survey),
            self._dialog.show_preview,
            self._dialog.show_error,
            ("answers", id(self._dialog)),
            owner=self._dialog,
        )

    # -- dry runs

    def _on_look(self, asked: ImportAnswers) -> None:
        self._wanted = asked
        if self._looking is None:
            self._look(asked)

    def _look(self, asked: ImportAnswers) -> None:
        self._looking = asked
        self._desk.jobs.submit(
            partial(self._tried, asked),
            partial(self._on_looked, asked),
            partial(self._on_not_looked, asked),
            owner=self._dialog,
        )

    def _tried(self, asked: ImportAnswers) -> ImportResult | None:
        """The dry run, on a worker; None when something else is wanted by now."""

        def check(_done: int, _total: int) -> None:
            if self._wanted is not asked:
                raise _Stopped

        try:
            return import_answers(self._desk.ctx, replace(asked, dry_run=True), check)
        except _Stopped:
            return None

    def _on_looked(self, asked: ImportAnswers, result: ImportResult | None) -> None:
        if result is not None and self._wanted is asked:
            self._dialog.show_looked(asked, result)
        self._look_again(asked)

    def _on_not_looked(self, asked: ImportAnswers, error: Exception) -> None:
        if self._wanted is asked:
            self._dialog.show_error(error)
        self._look_again(asked)

    def _look_again(self, asked: ImportAnswers) -> None:
        self._looking = None
        if self._wanted is not None and self._wanted is not asked:
            self._look(self._wanted)

    # -- the import itself

    def _on_import(self, asked: ImportAnswers) -> None:
        self._is_stopped = False
        self._desk.jobs.start_write(
            partial(self._imported, asked),
            self._dialog.show_report,
            self._on_not_imported,
            on_progress=self._dialog.show_progress,
            owner=self._dialog,
        )

    def _imported(self, asked: ImportAnswers, job: "Job[ImportResult]") -> ImportResult:
        def progress(done: int, total: int) -> None:
            # Not by cancelling the job: nobody would be told whether it was in time.
            if self._is_stopped:
                raise _Stopped
            job.report(done, total)

        return import_answers(self._desk.ctx, asked, progress)

    def _on_stop(self) -> None:
        self._is_stopped = True

    def _on_not_imported(self, error: Exception) -> None:
        if isinstance(error, _Stopped):
            self._dialog.show_stopped()
        else:
            self._dialog.show_error(error)

    def _on_closed(self, _result: int) -> None:
        self._wanted = None
