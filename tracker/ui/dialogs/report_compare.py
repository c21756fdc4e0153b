"""Vad har ändrats sedan: two states of the agreement, and what differs, promise by promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _, format_date, ngettext
from tracker.messages import explain
from tracker.models.errors import TrackerError
from tracker.ui import fonts, on_screen
from tracker.ui.alerts import explain_failure
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.notes import EmptyState, Notice
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel
from tracker.ui.widgets.text import Text

NOW = 0
"""Stands for the book as it is now; no report has this id."""
_WIDE, _HIGH = 920, 600


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two days, in sentences under their headings."""

    before: date
    after: date
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    def text(self) -> str:
        """All of it as plain text, e.g. for a letter."""
        lines = [self.heading()]
        for heading, sentences in self.parts:
            lines += ["", heading, *(f"– {sentence}" for sentence in sentences)]
        return "\n".join(lines) + "\n"

    def heading(self) -> str:
        """Which days, and how much."""
        count = sum(len(sentences) for _heading, sentences in self.parts)
        words = ngettext("{count} change", "{count} changes", count).format(count=count)
        return _("{changes} from {before} to {after}").format(
            changes=words,
            before=format_date(self.before, "long"),
            after=format_date(self.after, "long"),
        )


class CompareDialog(QDialog):
    """Asks for two states by `compare_asked`, and lists what `show_differences` gives."""

    compare_asked = Signal(object, object)
    """The ids of two final reports; `NOW` for the book as it is."""

    def __init__(
        self,
        states: Sequence[tuple[int, str]],
        before: int,
        parent: QWidget | None = None,
    ) -> None:
        """`states` are the final reports in words, and the book as it is now."""
        super().__init__(parent)
        self.setWindowTitle(_("What has changed"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._compared: Compared | None = None
        self._before = _States(states, before)
        self._after = _States(states, NOW)
        for chooser in (self._before, self._after):
            chooser.currentIndexChanged.connect(self.ask)
        self._found = QVBoxLayout()
        self._found.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._choices())
        outer.addWidget(Rule())
        outer.addLayout(self._found, 1)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())
        self.resize(_WIDE, _HIGH)
        on_screen.fit(self)

    def _choices(self) -> QWidget:
        panel = Panel("surface")
        # Under each other: what tells two reports of the same day apart needs the whole width.
        form = QGridLayout(panel)
        form.setContentsMargins(24, 16, 24, 16)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for name, words, chooser in (
            ("before", _("From"), self._before),
            ("after", _("Until"), self._after),
        ):
            chooser.setObjectName(name)
            chooser.setAccessibleName(words)
            caption = Text(words, fonts.caption_strong(), "text2")
            caption.setBuddy(chooser)
            line = form.rowCount()
            form.addWidget(caption, line, 0)
            form.addWidget(chooser, line, 1)
        return panel

    def _foot(self) -> QWidget:
        foot = Panel("sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        close = PrimaryButton(_("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        self._copy = Button(_("Copy as text"), icon="copy")
        self._copy.clicked.connect(self._on_copy)
        self._copy.setEnabled(False)
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(close)
        return foot

    def ask(self) -> None:
        """Ask for what is chosen."""
        self.compare_asked.emit(self._before.value(), self._after.value())

    def show_differences(self, compared: Compared) -> None:
        """List them, or say that there are none."""
        self._compared = compared
        self._copy.setEnabled(bool(compared.parts))
        if not compared.parts:
            words = _("The two are alike in all that reports tell of.")
            self._show(EmptyState("check", _("Nothing has changed"), words))
            return
        page = ScrollPanel(margins=(24, 16, 24, 24), gap=6)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setAccessibleName(compared.heading())
        page.body.addWidget(Text(compared.heading(), fonts.body(tabular=True), "text2"))
        for heading, sentences in compared.parts:
            page.body.addSpacing(10)
            page.body.addWidget(Text(heading, fonts.section_title(), wrap=True))
            for sentence in sentences:
                page.body.addLayout(_item(sentence))
        page.body.addStretch(1)
        holder = Panel("surface")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(page)
        self._show(holder)

    def show_error(self, error: Exception) -> None:
        """Say why the two can't be compared."""
        if not isinstance(error, TrackerError):
            explain_failure(self, error)
            return
        self._compared = None
        self._copy.setEnabled(False)
        holder = Panel("surface")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.addWidget(Notice("", explain(error)))
        inside.addStretch(1)
        self._show(holder)

    def text(self) -> str:
        """What is listed, as plain text; empty when nothing is."""
        return self._compared.text() if self._compared is not None else ""

    def _show(self, widget: QWidget) -> None:
        while (item := self._found.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._found.addWidget(widget)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


class _States(QComboBox):
    """One of the states, known by its report: words may be alike. Nothing is typed in."""

    def __init__(self, states: Sequence[tuple[int, str]], chosen: int) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for report_id, words in states:
            self.addItem(words, report_id)
        self.set_value(chosen)

    def value(self) -> int:
        """The id that is chosen."""
        return int(self.currentData())

    def set_value(self, report_id: int) -> None:
        """Choose another; the first one when it is not offered."""
        self.setCurrentIndex(max(0, self.findData(report_id)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling past it must not change what it says.
        event.ignore()


def _item(sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Text("–", fonts.body(), "text3"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(sentence, fonts.body(tabular=True), wrap=True), 1)
    return row
