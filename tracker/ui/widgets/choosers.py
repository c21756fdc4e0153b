"""Choosing one of a few: segments and tabs."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QTabBar, QWidget

from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton

V = TypeVar("V")


class _Segment(PaintedButton):
    def __init__(self, text: str, parent: QWidget, *, is_last: bool) -> None:
        super().__init__(text, parent)
        self._is_last = is_last
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.caption_strong(tabular=True))
        width = metrics.horizontalAdvance(self.words()) + 26
        return QSize(int(width), max(28, int(metrics.height()) + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.is_hot():
            # The frame and the lines between segments are the control's own.
            inner = rect.adjusted(1, 1, -int(self._is_last), -1)
            paint.box(painter, inner, 2, tokens.colour("sel" if chosen else "hover"))
        font = fonts.caption_strong(tabular=True) if chosen else fonts.caption(tabular=True)
        painter.setFont(font)
        painter.setPen(tokens.tone("text" if chosen else "text2"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.words())
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)


class SegmentedControl(QWidget, Generic[V]):
    """A few exclusive choices side by side; left and right move between them."""

    changed = Signal(object)

    def __init__(
        self, options: Sequence[tuple[V, str]], chosen: V, name: str, parent: QWidget | None = None
    ) -> None:
        """`name` tells assistive technology what is chosen here."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._values = [value for value, _words in options]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (value, words) in enumerate(options):
            segment = _Segment(words, self, is_last=index == len(options) - 1)
            segment.setAccessibleName(f"{name}: {words}")
            segment.setChecked(value == chosen)
            self._group.addButton(segment, index)
            layout.addWidget(segment)
        self._value = chosen
        self._group.idToggled.connect(self._on_toggled)
        self._stop_at_chosen()

    def value(self) -> V:
        """What is chosen."""
        return self._value

    def set_value(self, value: V) -> None:
        """Choose `value`; ValueError when it isn't among the options."""
        self._group.button(self._values.index(value)).setChecked(True)

    def _on_toggled(self, index: int, checked: bool) -> None:
        if checked:
            before = self._group.button(self._values.index(self._value))
            QWidget.setTabOrder(before, self._group.button(index))
            self._value = self._values[index]
            self._stop_at_chosen()
            self.changed.emit(self._value)

    def _stop_at_chosen(self) -> None:
        """Tab comes to what is chosen, and on from there; the arrows do the rest."""
        for button in self._group.buttons():
            stops = Qt.FocusPolicy.TabFocus if button.isChecked() else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(stops)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = self._group.checkedId() + step
        button = self._group.button(min(max(index, 0), len(self._values) - 1))
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        paint.box(painter, rect, 4, tokens.colour("surface"))
        paint.outline(painter, rect, 4, tokens.colour("line"), 1)
        for button in self._group.buttons()[1:]:
            line = QRectF(button.x(), 1, 1, self.height() - 2)
            painter.fillRect(line, tokens.colour("line"))


class TabStrip(QTabBar):
    """Tabs as words over a line, the chosen one underlined in accent."""

    def __init__(self, tabs: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setFont(fonts.body_strong(tabular=True))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        for words in tabs:
            self.addTab(words)

    def set_words(self, index: int, words: str) -> None:
        """Rename a tab, e.g. when its count changes."""
        self.setTabText(index, words)

    def addTab(self, words: str) -> int:  # type: ignore[override]
        return super().addTab(words.replace("&", "&&"))

    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self._words(index)) + 24
        return QSize(int(width), max(36, int(metrics.height()) + 16))

    def _words(self, index: int) -> str:
        return self.tabText(index).replace("&&", "&")

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        hovered = self.tabAt(self.mapFromGlobal(self.cursor().pos()))
        for index in range(self.count()):
            rect = QRectF(self.tabRect(index))
            chosen = index == self.currentIndex()
            plain = fonts.body(tabular=True)
            painter.setFont(self.font() if chosen else plain)
            painter.setPen(tokens.tone("text" if chosen or index == hovered else "text2"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._words(index))
            if chosen:
                line = QRectF(rect.left() + 12, rect.bottom() - 2, rect.width() - 24, 2)
                painter.fillRect(line, tokens.colour("accent"))
                if self.hasFocus():
                    paint.focus_ring(painter, rect.adjusted(4, 4, -4, -6), tokens)
