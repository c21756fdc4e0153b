"""The line at the bottom of the window: the book's state, and what was just done."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import KeyHint, Text

_LONGEST_ABOUT = 40


class StatusBar(Panel):
    """At the left what is true of the book; at the right the last thing done and its undo."""

    undo_clicked = Signal()
    redo_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bg", parent)
        self.setMinimumHeight(32)
        self._state = Text("", fonts.caption(tabular=True), "text2").elidable()
        self._check = Icon("check", "text2", 14)
        self._message = Text("", fonts.caption(tabular=True), "text2")
        self._about = Text("", fonts.caption(tabular=True), "text2")
        self._dot = Text("·", fonts.caption(), "text3")
        self._undo = LinkButton(_("Undo"))
        self._keys = KeyHint("Ctrl+Z")
        self._undo.clicked.connect(self._on_link)
        self._redoes = False
        self.right = QHBoxLayout()
        """For widgets of the window's own, such as a progress bar or a version."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 16, 2)
        layout.setSpacing(8)
        layout.addWidget(self._state, 1)
        for widget in (self._check, self._message, self._about, self._dot, self._undo, self._keys):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self.right)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clear_message()

    def set_state(self, parts: Sequence[str]) -> None:
        """``saffle.loftesbok · sparad 14:02 · säkerhetskopia i dag 08:00``."""
        self._state.setText("  ·  ".join(part for part in parts if part))

    def show_message(self, message: str, *, can_undo: bool = False, can_redo: bool = False) -> None:
        """Say what was done, and offer to take it back; or what was taken back, to do it again."""
        self._message.setText(message)
        self.show_about("")
        self._redoes = can_redo and not can_undo
        self._undo.set_words(_("Redo") if self._redoes else _("Undo"))
        self._keys.setText("Ctrl+Y" if self._redoes else "Ctrl+Z")
        self._show(bool(message), can_undo or can_redo)

    def show_refusal(self, words: str) -> None:
        """Say why nothing was done: without the tick of what was."""
        self.show_message(words)
        self._check.hide()

    def show_about(self, about: str) -> None:
        """What the latest message is about; it may come a little later than the message."""
        short = about if len(about) <= _LONGEST_ABOUT else about[: _LONGEST_ABOUT - 1] + "…"
        self._about.setText(short)
        self._about.setToolTip(escape(about) if short != about else "")
        self._about.setVisible(bool(about))

    def about(self) -> str:
        """What the message is about, as it is shown; empty when that isn't said."""
        return self._about.whole_text()

    def _on_link(self) -> None:
        (self.redo_clicked if self._redoes else self.undo_clicked).emit()

    def clear_message(self) -> None:
        """Nothing was just done."""
        self._message.setText("")
        self.show_about("")
        self._show(False, False)

    def message(self) -> str:
        """What it says at the right; empty when nothing."""
        return self._message.whole_text()

    def _show(self, message: bool, can_undo: bool) -> None:
        self._check.setVisible(message)
        self._message.setVisible(message)
        for widget in (self._dot, self._undo, self._keys):
            widget.setVisible(message and can_undo)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        line = QRectF(0, 0, self.width(), 1)
        QPainter(self).fillRect(line, Theme.current().tokens().colour("line"))
