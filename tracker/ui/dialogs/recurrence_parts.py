"""What a recurrence is written and pressed in."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from tracker.i18n import _
from tracker.messages.recurrence import weekday_name
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button

_MOST_LINES = 4
_INSET = 2.0
# The style sheet's frame and padding, above and below the text together.
_AROUND = 12


class WordsField(QPlainTextEdit):
    """One line that grows to a few. Enter belongs to the dialog; Tab leaves."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_INSET)
        self.setPlaceholderText(_("every Friday and Saturday, or 31/3, 31/5"))
        self.setAccessibleName(_("Recurrence"))
        self.textChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), 1)
        shown = Qt.ScrollBarPolicy
        fits = lines <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            shown.ScrollBarAlwaysOff if fits else shown.ScrollBarAsNeeded
        )
        spacing = QFontMetricsF(fonts.body()).lineSpacing()
        self.setFixedHeight(int(min(lines, _MOST_LINES) * spacing + 2 * _INSET) + _AROUND)


class Weekdays(QWidget):
    """Seven buttons that stay pressed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: list[Button] = []
        for day in range(7):
            button = Button(weekday_name(day), height=28, kind="flat")
            button.setCheckable(True)
            button.setAccessibleName(weekday_name(day, short=False))
            button.clicked.connect(self.changed)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)

    def days(self) -> tuple[int, ...]:
        """The days pressed, Monday being 0."""
        return tuple(day for day, button in enumerate(self._buttons) if button.isChecked())

    def set_days(self, days: Sequence[int]) -> None:
        """Press these; it is not told as a change."""
        for day, button in enumerate(self._buttons):
            button.setChecked(day in days)
