"""Import of a web survey's answers: what each column is, what would come of it, and the report."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from tracker.i18n import _, format_number
from tracker.models.errors import Invalid
from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_import import ImportAnswers, SurveyPreview
from tracker.ui.dialogs.answers_import_columns import ColumnsPane
from tracker.ui.dialogs.answers_import_outcome import Outcome
from tracker.ui.dialogs.answers_import_survey import SurveyField
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.file_field import FileField
from tracker.ui.widgets.notes import IconText

_WIDTH = 1000


class AnswersImportDialog(FormDialog[ImportAnswers]):
    """Nothing comes in before a dry run of the very same import was shown.

    Whoever opens it answers `preview_asked`, `look_asked`, `submitted` and `stop_asked` with the
    methods that begin with ``show_``.
    """

    preview_asked = Signal(object, str)
    """A path, and the title of the survey."""
    look_asked = Signal(object)
    """An `ImportAnswers` to be tried without importing anything."""
    stop_asked = Signal()
    """The import under way should stop."""
    coding_asked = Signal()
    """What came in is to be read and given themes; the dialog has closed."""

    def __init__(
        self,
        titles: Sequence[str],
        survey: str = "",
        path: Path | None = None,
        folder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Import answers"), parent, save=_("Import"), width=_WIDTH)
        self._preview: SurveyPreview | None = None
        self._previewed: tuple[Path, str] | None = None
        self._looked: ImportAnswers | None = None
        self._is_touched = self._is_running = self._is_done = False
        kinds = _("Lists") + " (*.xlsx *.csv *.txt)"
        self.file = FileField(_("Choose a list"), kinds, folder=folder)
        self.file.edit.setPlaceholderText(_("An Excel file (.xlsx) or a list in text (.csv)"))
        self.file.set_value(path)
        self.survey = SurveyField(titles, survey)
        with self.row() as line:
            self.add_field("path", _("File"), self.file, into=line, stretch=1)
            self.add_field("survey", _("Survey"), self.survey, into=line, stretch=1)
        self._note = IconText("info", "")
        self._outcome = Outcome()
        self.columns = ColumnsPane(self._outcome.not_understood)
        self.columns.setVisible(False)
        self.form.addWidget(self._note)
        self.form.addWidget(self.columns, 1)
        self.form.addWidget(self._outcome)
        self.renumbered = QCheckBox(
            _("The numbers begin again in this file: take in these rows as new answers")
        )
        self.renumbered.setVisible(False)
        self.renumbered.toggled.connect(self._look)
        self.form.addWidget(self.renumbered)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(200)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Import"))
        self._bar.setVisible(False)
        self.foot.addWidget(self._bar)
        self.code = Button(_("Code the answers"), icon="answer")
        self.code.setVisible(False)
        self.code.clicked.connect(self._on_code)
        self.foot.addWidget(self.code)
        self.file.entered.connect(self._ask_preview)
        self.survey.entered.connect(self._on_survey)
        self.columns.changed.connect(self._on_map)
        self.survey.editTextChanged.connect(lambda _text: self._say_survey())
        self._explain()

    # -- the command

    def command(self) -> ImportAnswers:
        path = self.file.value()
        if path is None:
            raise Invalid("field.required", field="path")
        if not self.survey.title():
            raise Invalid("field.required", field="survey")
        columns = self.columns.map()
        columns.check()
        renumbered = self.renumbered.isChecked()
        return ImportAnswers(path, self.survey.title(), columns, renumbered=renumbered)

    def submit(self) -> None:
        """Import what was looked at; something else than that is first looked at."""
        if self._is_done:
            self.accept()
            return
        if self._is_running:
            return
        if self._preview is None or self._previewed != self._wanted():
            self._ask_preview()
            if self.file.value() is None:
                self.show_error(Invalid("field.required", field="path"))
            return
        self.clear_errors()
        try:
            asked = self.command()
        except Invalid as error:
            self.show_error(error)
            return
        if asked != self._looked:
            self._look()
            return
        self._run(running=True)
        self.submitted.emit(asked)

    def reject(self) -> None:
        """Stop the import under way, or close."""
        if self._is_running:
            self.report(_("Stopping…"))
            self.stop_asked.emit()
        else:
            super().reject()

    # -- what whoever opened it has found

    def show_preview(self, preview: SurveyPreview) -> None:
        """A file's first rows. What a person has chosen for its columns stays."""
        before = self._preview
        same = before is not None and before.headings == preview.headings
        keep = same and self._is_touched and not preview.remembered
        self._preview = preview
        columns = self.columns.map() if keep else preview.guess
        self._is_touched = keep
        if not self.survey.title():
            self.survey.set_title(Path(preview.file).stem)
            self._previewed = self._wanted()
        self.columns.setVisible(True)
        self.columns.show_preview(preview, columns)
        self._say_survey()
        self._look()

    def show_looked(self, asked: ImportAnswers, result: ImportResult) -> None:
        """What a dry run found."""
        if self._is_running or self._is_done:
            return
        self._looked = asked
        self.clear_errors()
        self._outcome.show_result(result)
        self.renumbered.setVisible(result.held_back > 0 or asked.renumbered)

    def show_progress(self, done: int, total: int) -> None:
        """How far the import has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.report(
            _("{done} of {total} rows").format(done=format_number(done), total=format_number(total))
        )

    def show_stopped(self) -> None:
        """The import was stopped before anything came in."""
        self._run(running=False)
        self._outcome.say(_("Stopped. Nothing was imported."))

    def show_report(self, result: ImportResult) -> None:
        """What came in, and what did not."""
        self._run(running=False)
        self._is_done = True
        for shown in (self.columns, self._note, self.renumbered):
            shown.setVisible(False)
        for field in (self.file, self.survey):
            field.setEnabled(False)
        self._cancel.setVisible(False)
        self.code.setVisible(result.added + result.duplicates > 0)
        self._save.set_words(_("Close"))
        self._save.setFocus()
        self._outcome.spread()
        self.form.setStretchFactor(self._outcome, 1)
        self._outcome.show_result(result)

    def show_error(self, error: Exception) -> None:
        self._run(running=False)
        self._looked = None
        self._outcome.say("")
        super().show_error(error)

    def summary(self) -> str:
        """What it says of the file, for assistive tools and tests."""
        return self._outcome.summary()

    def findings(self) -> str:
        """The rows to look at, one line each."""
        return self._outcome.lines()

    def note(self) -> str:
        """What it says of the survey and of what is remembered."""
        return self._note.text()

    # -- inside

    def _on_code(self) -> None:
        self.accept()
        self.coding_asked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        first = not self._seen_once
        super().showEvent(event)
        if first and self.file.value() is not None:
            self._ask_preview()

    def _wanted(self) -> tuple[Path, str] | None:
        path = self.file.value()
        return None if path is None else (path, self.survey.title())

    def _ask_preview(self) -> None:
        wanted = self._wanted()
        if wanted is None or wanted == self._previewed or self._is_running or self._is_done:
            return
        self.clear_errors()
        self._previewed, self._looked = wanted, None
        # What was said of another file's rows does not hold for these.
        with QSignalBlocker(self.renumbered):
            self.renumbered.setChecked(False)
        self.renumbered.setVisible(False)
        self._outcome.say(_("Reading the file…"))
        self.preview_asked.emit(*wanted)

    def _on_survey(self) -> None:
        self._say_survey()
        self._ask_preview()

    def _on_map(self) -> None:
        self._is_touched = True
        self._look()

    def _look(self) -> None:
        try:
            asked = self.command()
        except Invalid as error:
            if error.field is None:
                self.show_error(error)
            return
        self.clear_errors()
        if asked != self._looked:
            self._outcome.say(_("Looking through the file…"))
            self.look_asked.emit(asked)

    def _run(self, *, running: bool) -> None:
        self._is_running = running
        self.set_busy(running)
        for field in (self.columns, self.file, self.survey, self.renumbered):
            field.setEnabled(not running)
        self._bar.setVisible(running)
        self._bar.setRange(0, 0)

    def _explain(self) -> None:
        self._note.set_text(
            _(
                "The first row holds the headings. Each row below is one answer. The same file "
                "can be imported twice without harm."
            )
        )

    def _say_survey(self) -> None:
        if self._preview is None:
            return
        parts = [self.survey.meaning()]
        if self._preview.remembered and not self._is_touched:
            parts.append(_("The columns are understood as last time. Look them over all the same."))
        words = " ".join(filter(None, parts))
        self._note.set_text(words)
        self._note.setVisible(bool(words))
