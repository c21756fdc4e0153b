"""Import of a web survey's answers: what each column is, what would come of it, and the report."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.models.errors import Invalid
from tracker.services.spreadsheet.response_map import ResponseMap, Role
from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_import import ImportAnswers, SurveyPreview
from tracker.ui import fonts
from tracker.ui.dialogs.answers_import_column import ColumnStrip
from tracker.ui.dialogs.answers_import_survey import SurveyField
from tracker.ui.dialogs.answers_import_table import ColumnsTable
from tracker.ui.dialogs.answers_import_words import findings, summary
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.file_field import FileField
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.text import Text

_WIDTH, _TABLE_HEIGHT, _FINDINGS_HEIGHT = 1000, 268, 84


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
        self._asks = QWidget()
        self._build_columns()
        self._summary = Text("", fonts.body_strong(tabular=True), wrap=True)
        self._findings = QPlainTextEdit()
        self._findings.setReadOnly(True)
        self._findings.setTabChangesFocus(True)
        self._findings.setFixedHeight(_FINDINGS_HEIGHT)
        self._findings.setAccessibleName(_("Rows to look at"))
        self._findings.setVisible(False)
        self.form.addWidget(self._summary)
        self.form.addWidget(self._findings)
        self.form.addStretch()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(200)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Import"))
        self._bar.setVisible(False)
        self.foot.addWidget(self._bar)
        self.file.entered.connect(self._ask_preview)
        self.survey.entered.connect(self._on_survey)
        self.survey.editTextChanged.connect(lambda _text: self._say_survey())
        self._explain()

    def _build_columns(self) -> None:
        self._note = IconText("info", "")
        self._shown = Text("", fonts.caption(tabular=True), "text2")
        self._which: SegmentedControl[bool] = SegmentedControl(
            [(False, _("All columns")), (True, _("Only those used"))], False, name=_("Columns")
        )
        self.table = ColumnsTable()
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.strip = ColumnStrip()
        head = QHBoxLayout()
        head.addWidget(self._shown, 1)
        head.addWidget(self._which)
        layout = QVBoxLayout(self._asks)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.strip)
        self._asks.setVisible(False)
        self.form.addWidget(self._note)
        self.form.addWidget(self._asks, 1)
        self._which.changed.connect(self.table.show_only_used)
        self.table.changed.connect(self._on_map)
        self.table.column_entered.connect(self._say_column)
        self.strip.changed.connect(
            lambda column: self.table.set_column(self.table.currentIndex().column(), column)
        )

    # -- the command

    def command(self) -> ImportAnswers:
        path = self.file.value()
        if path is None:
            raise Invalid("field.required", field="path")
        if not self.survey.title():
            raise Invalid("field.required", field="survey")
        columns = self.table.map()
        columns.check()
        return ImportAnswers(path, self.survey.title(), columns)

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
        columns = self.table.map() if keep else preview.guess
        self._is_touched = keep
        if not self.survey.title():
            self.survey.set_title(Path(preview.file).stem)
            self._previewed = self._wanted()
        # Only a wide file needs the choice.
        self._which.setVisible(any(column.role is Role.IGNORED for column in columns.columns))
        self._asks.setVisible(True)
        self.table.show_file(preview.rows, columns)
        self._say_file(preview)
        self._say_survey()
        self._say_column(max(self.table.currentIndex().column(), 0))
        self._look()

    def show_looked(self, asked: ImportAnswers, result: ImportResult) -> None:
        """What a dry run found."""
        if self._is_running or self._is_done:
            return
        self._looked = asked
        self.clear_errors()
        self._say_result(result)

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
        self._summary.setText(_("Stopped. Nothing was imported."))
        self._findings.setVisible(False)

    def show_report(self, result: ImportResult) -> None:
        """What came in, and what did not."""
        self._run(running=False)
        self._is_done = True
        self._asks.setVisible(False)
        self._note.setVisible(False)
        for field in (self.file, self.survey):
            field.setEnabled(False)
        self._cancel.setVisible(False)
        self._save.set_words(_("Close"))
        self._save.setFocus()
        self._summary.setFont(fonts.section_title())
        self._findings.setMaximumHeight(self.height())
        self.form.setStretchFactor(self._findings, 1)
        self._say_result(result)

    def show_error(self, error: Exception) -> None:
        self._run(running=False)
        self._looked = None
        self._summary.setText("")
        self._findings.setVisible(False)
        super().show_error(error)

    def summary(self) -> str:
        """What it says of the file, for assistive tools and tests."""
        return self._summary.whole_text()

    def findings(self) -> str:
        """The rows to look at, one line each."""
        return self._findings.toPlainText()

    def note(self) -> str:
        """What it says of the survey and of what is remembered."""
        return self._note.text()

    # -- inside

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
        self._summary.setText(_("Reading the file…"))
        self.preview_asked.emit(*wanted)

    def _on_survey(self) -> None:
        self._say_survey()
        self._ask_preview()

    def _on_map(self) -> None:
        self._is_touched = True
        self._say_column(self.table.currentIndex().column())
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
            self._summary.setText(_("Looking through the file…"))
            self.look_asked.emit(asked)

    def _run(self, *, running: bool) -> None:
        self._is_running = running
        self.set_busy(running)
        self._asks.setEnabled(not running)
        self.file.setEnabled(not running)
        self.survey.setEnabled(not running)
        self._bar.setVisible(running)
        self._bar.setRange(0, 0)

    def _explain(self) -> None:
        self._note.set_text(
            _(
                "The first row holds the headings. Each row below is one answer. The same file "
                "can be imported twice without harm."
            )
        )

    def _say_file(self, preview: SurveyPreview) -> None:
        words = ngettext("{n} row", "{n} rows", preview.total).format(
            n=format_number(preview.total)
        )
        parts = [words, _("{n} columns").format(n=format_number(len(preview.headings)))]
        if preview.sheet:
            parts.insert(0, preview.sheet)
        self._shown.setText(" · ".join(parts))

    def _say_survey(self) -> None:
        if self._preview is None:
            return
        parts = [self.survey.meaning()]
        if self._preview.remembered and not self._is_touched:
            parts.append(_("The columns are understood as last time. Look them over all the same."))
        words = " ".join(filter(None, parts))
        self._note.set_text(words)
        self._note.setVisible(bool(words))

    def _say_column(self, place: int) -> None:
        columns: ResponseMap = self.table.map()
        if self._preview is None or not 0 <= place < len(columns.columns):
            return
        remarks = self._preview.remarks
        is_guess = columns.columns[place] == self._preview.guess.columns[place]
        remark = remarks[place] if is_guess and place < len(remarks) else None
        self.strip.show_column(place, columns, remark)

    def _say_result(self, result: ImportResult) -> None:
        self._summary.setText(summary(result))
        lines = findings(result)
        self._findings.setPlainText(lines)
        self._findings.setVisible(bool(lines))
