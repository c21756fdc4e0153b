"""The action of the queue that is looked at, with its notes and trail beside it or under it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.ui import fonts
from tracker.ui.desk import Desk
from tracker.ui.panels.occasions import OccasionsPanel
from tracker.ui.panels.review.aside import Aside
from tracker.ui.panels.review.detail import Detail
from tracker.ui.panels.review.looking import Looked
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel

# In a page narrower than this the notes and the trail stand under the action.
_ASIDE_FROM = 1000
_ASIDE_LETTERS = 100
_ASIDE_WIDTH = 320
_LEAST_ASIDE = 272
# The queue, and what the action itself needs.
_TAKEN = 264 + 664


class ActionView(QWidget):
    """One action at a time; `keyboard` gets the keyboard back when what held it goes."""

    log_asked = Signal()
    reassign_asked = Signal()

    def __init__(self, desk: Desk, keyboard: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keyboard = keyboard
        self.detail: Detail | None = None
        self.aside: Aside | None = None
        self._middle = ScrollPanel(margins=(24, 16, 24, 16), gap=24)
        self._beside = ScrollPanel(margins=(24, 16, 20, 16), gap=0)
        self._side = Panel("surface")
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(Rule(vertical=True))
        side.addWidget(self._beside, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self._side)

    def show_action(self, looked: Looked, today: date, page_width: int) -> None:
        """Show another action, from its top."""
        occasions = None if looked.series is None else OccasionsPanel(self._desk, looked.series)
        before = None if self.detail is None else self.detail.occasions
        held = before is not None and self.window().focusWidget() is before.list
        self._take_away()
        self.detail = Detail(looked, today, occasions)
        self.detail.log_asked.connect(self.log_asked)
        self.detail.reassign_asked.connect(self.reassign_asked)
        self.aside = Aside(looked.detail, today)
        self._middle.body.addWidget(self.detail)
        self.place_aside(page_width)
        if before is not None and occasions is not None and occasions.take_over(before) and held:
            occasions.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._middle.verticalScrollBar().setValue(0)

    def occasions(self) -> QWidget | None:
        """The list of a recurring action's occasions."""
        if self.detail is None or self.detail.occasions is None:
            return None
        return self.detail.occasions.list

    def set_place(self, words: str) -> None:
        """Where in the queue it is."""
        if self.detail is not None:
            self.detail.set_place(words)

    def place_aside(self, page_width: int) -> None:
        """Beside the action where there is room, else under it."""
        letter = QFontMetricsF(fonts.body()).averageCharWidth()
        beside = page_width >= max(_ASIDE_FROM, int(letter * _ASIDE_LETTERS))
        self._side.setVisible(beside)
        self._side.setFixedWidth(min(max(page_width - _TAKEN, _LEAST_ASIDE), _ASIDE_WIDTH))
        if self.aside is not None:
            body = self._beside.body if beside else self._middle.body
            body.addWidget(self.aside)

    def _take_away(self) -> None:
        for widget in (self.detail, self.aside):
            if widget is not None:
                # Also of a window with a dialog in front of it.
                held: object = self.window().focusWidget()
                if isinstance(held, QWidget) and widget.isAncestorOf(held):
                    # Qt would give the keyboard to whatever comes next.
                    self._keyboard.setFocus()
                # Hidden first: it is deleted a little later, and two would be seen. It keeps its
                # parent: without one it is Python's, which may collect it on another thread.
                widget.hide()
                widget.deleteLater()
