"""What would come of an import, or came of it: one line, and the rows to look at."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.spreadsheet.result import ImportResult
from tracker.ui import fonts
from tracker.ui.dialogs.answers_import_words import findings, summary
from tracker.ui.widgets.text import Text

_HEIGHT = 84


class Outcome(QWidget):
    """A summary over a list that is as tall as it needs to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: ImportResult | None = None
        self._summary = Text("", fonts.body_strong(tabular=True), wrap=True)
        self._findings = QPlainTextEdit()
        self._findings.setReadOnly(True)
        self._findings.setTabChangesFocus(True)
        self._findings.setFixedHeight(_HEIGHT)
        self._findings.setAccessibleName(_("Rows to look at"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self._summary)
        self._layout.addWidget(self._findings)
        self._layout.addStretch()
        self.say("")

    def say(self, words: str) -> None:
        """One line, and no rows."""
        self._result = None
        self._summary.setText(words)
        self._findings.setPlainText("")
        self._findings.setVisible(False)

    def show_result(self, result: ImportResult) -> None:
        """What a dry run found, or an import did."""
        self._result = result
        self._summary.setText(summary(result))
        lines = findings(result)
        self._findings.setPlainText(lines)
        self._findings.setVisible(bool(lines))

    def spread(self) -> None:
        """From now on it has the dialog to itself."""
        self._summary.setFont(fonts.section_title())
        self._findings.setMinimumHeight(_HEIGHT)
        self._findings.setMaximumHeight(16_777_215)
        self._layout.setStretchFactor(self._findings, 1)

    def not_understood(self, heading: str) -> list[str]:
        """The cells of a column that could not be read, in order, each once."""
        if self._result is None:
            return []
        found = [p.params for p in self._result.problems if p.params.get("column") == heading]
        cells = (str(params.get("value", params.get("text", ""))) for params in found)
        return list(dict.fromkeys(filter(None, cells)))

    def summary(self) -> str:
        """The line, whole."""
        return self._summary.whole_text()

    def lines(self) -> str:
        """The rows to look at, one line each."""
        return self._findings.toPlainText()
