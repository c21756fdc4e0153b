"""Import from a spreadsheet: see what would come in before anything does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from tracker.i18n import _, ngettext
from tracker.messages import explain
from tracker.models.errors import Invalid
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.result import ImportFile, ImportResult
from tracker.ui import fonts
from tracker.ui.dialogs.form import FormDialog, text_of
from tracker.ui.file_dialogs import ask_file
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.text import Text

Look = Callable[[ImportFile], None]


class ImportDialog(FormDialog[ImportFile]):
    """A file and what it holds. Nothing comes in before its dry run, by `look`, was shown.

    Answers have columns of any kind, so for them it only finds the file.
    """

    answers_asked = Signal(object)
    """A path: its answers are to be imported, by a dialog that asks about the columns."""

    def __init__(self, look: Look, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Import from a spreadsheet"), parent, save=_("Import"), width=640)
        self._look = look
        self._folder = folder
        self._asked: ImportFile | None = None
        self._shown: ImportFile | None = None
        self._path = QLineEdit()
        self._path.setPlaceholderText(_("An Excel file (.xlsx) or a list in text (.csv)"))
        self._path.editingFinished.connect(self._preview)
        browse = Button(_("Choose…"), icon="folder-open")
        browse.clicked.connect(self._on_browse)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._path, 1)
        row.addWidget(browse)
        holder.setFocusProxy(self._path)
        self._kind: SegmentedControl[ImportKind] = SegmentedControl(
            [
                (ImportKind.LOG, _("Log entries")),
                (ImportKind.ACTIONS, _("Actions")),
                (ImportKind.RESPONSES, _("Answers")),
            ],
            ImportKind.LOG,
            name=_("What the list holds"),
        )
        self._kind.changed.connect(self._on_kind)
        self.add_field("path", _("File"), holder)
        self._path.setAccessibleName(_("File"))
        self.add_field("kind", _("What the list holds"), self._kind)
        self._summary = Text("", fonts.body(), "text2", wrap=True)
        self._findings = QPlainTextEdit()
        self._findings.setReadOnly(True)
        self._findings.setMinimumHeight(140)
        self._findings.setAccessibleName(_("Rows to look at"))
        self._findings.setTabChangesFocus(True)
        self._findings.setVisible(False)
        self.form.addWidget(self._summary)
        self.form.addWidget(self._findings, 1)
        self._explain_headers()

    def _explain_headers(self) -> None:
        self._shown = None
        self._findings.setVisible(False)
        self._summary.setText(
            _(
                "The first row holds the headers, in any order: for example Åtgärd, Datum, Antal, "
                "Timmar, Plats, Anteckning. A form that has been filled in is known by itself. The "
                "same file can be imported twice without harm."
            )
        )

    def command(self) -> ImportFile:
        if not text_of(self._path):
            raise Invalid("field.required", field="path")
        return ImportFile(Path(text_of(self._path)), self._kind.value())

    def submit(self) -> None:
        """Import what was looked at; something else than that is first looked at."""
        self.clear_errors()
        try:
            asked = self.command()
        except Invalid as error:
            self.show_error(error)
            return
        if asked.kind is ImportKind.RESPONSES:
            self.accept()
            self.answers_asked.emit(asked.path)
        elif asked == self._shown:
            super().submit()
        else:
            self._preview()

    def show_result(self, result: ImportResult) -> None:
        """What a dry run found."""
        self._shown = self._asked
        parts = [
            ngettext(
                "{count} row will be imported", "{count} rows will be imported", result.added
            ).format(count=result.added)
        ]
        if result.updated:
            parts.append(
                ngettext(
                    "{count} entry will be changed",
                    "{count} entries will be changed",
                    result.updated,
                ).format(count=result.updated)
            )
        if result.duplicates:
            parts.append(
                ngettext(
                    "{count} is in the book already",
                    "{count} are in the book already",
                    result.duplicates,
                ).format(count=result.duplicates)
            )
        if result.held_back:
            parts.append(
                ngettext(
                    "{count} corrected row is left out",
                    "{count} corrected rows are left out",
                    result.held_back,
                ).format(count=result.held_back)
            )
        if result.problems:
            parts.append(
                ngettext(
                    "{count} can't be read and is left out",
                    "{count} can't be read and are left out",
                    len(result.problems),
                ).format(count=len(result.problems))
            )
        self._summary.setText(", ".join(parts) + ".")
        lines = [explain(finding) for finding in (*result.problems, *result.notes)]
        self._findings.setPlainText("\n".join(lines))
        self._findings.setVisible(bool(lines))

    def summary(self) -> str:
        """What it says of the list, for assistive tools and tests."""
        return self._summary.whole_text()

    def show_error(self, error: Exception) -> None:
        self._explain_headers()
        super().show_error(error)

    def _on_browse(self) -> None:
        path = ask_file(
            self, _("Choose a list"), self._folder, _("Lists") + " (*.xlsx *.ods *.csv *.txt)"
        )
        if path:
            self._path.setText(path)
            self._preview()

    def _on_kind(self, kind: ImportKind) -> None:
        is_answers = kind is ImportKind.RESPONSES
        self._save.set_words(_("Next") if is_answers else _("Import"))
        if is_answers:
            self.clear_errors()
            self._shown = self._asked = None
            self._findings.setVisible(False)
            self._summary.setText(
                _("Next: which survey the answers belong to, and what each column is.")
            )
        else:
            self._preview()

    def _preview(self) -> None:
        if self._kind.value() is ImportKind.RESPONSES:
            return
        if not text_of(self._path):
            self._explain_headers()
            return
        asked = self.command()
        if asked != self._asked or self._shown is None:
            self.clear_errors()
            self._shown, self._asked = None, asked
            self._look(replace(asked, dry_run=True))
