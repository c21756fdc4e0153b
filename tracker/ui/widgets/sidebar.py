"""The list of pages at the left of the window."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton
from tracker.ui.widgets.panels import Panel, Rule


@dataclass(frozen=True, slots=True)
class SidebarRow:
    """A page, or with `is_command` something that opens elsewhere (the handbook, settings)."""

    id: str
    icon: str
    text: str
    keys: str = ""
    is_command: bool = False


class _Item(PaintedButton):
    def __init__(self, row: SidebarRow, parent: QWidget) -> None:
        super().__init__(row.text, parent)
        self._row = row
        self._count = ""
        self._badge = False
        self.setCheckable(not row.is_command)
        self.setAutoExclusive(not row.is_command)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if row.keys:
            self.setAccessibleDescription(row.keys)

    def set_count(self, count: str, *, badge: bool) -> None:
        self._count, self._badge = count, badge
        self.setAccessibleName(f"{self._row.text}, {count}" if count else self._row.text)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.body_strong())
        width = metrics.horizontalAdvance(self._row.text) + 37 + 48
        return QSize(int(width), max(36, int(metrics.height()) + 14))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.is_hot():
            paint.box(painter, rect, 4, tokens.colour("sel" if chosen else "hover"))
        if chosen:
            mark = QRectF(0, rect.center().y() - 9, 3, 18)
            paint.box(painter, mark, 1, tokens.colour("accent"))
        tone = tokens.tone("text" if chosen else "text2")
        icon = QRectF(12, rect.center().y() - 8, 16, 16)
        icons.paint(painter, self._row.icon, icon, tokens.tone("accent") if chosen else tone)
        font = fonts.body_strong() if chosen else fonts.body()
        words = rect.adjusted(37, 0, -self._paint_right(painter, rect, tokens) - 6, 0)
        paint.text(painter, words, self._row.text, font, tone)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)

    def _paint_right(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> float:
        """Draw the count, the badge or the key, and return the width it took."""
        words = self._count or self._row.keys
        if not words:
            return 10
        if self._badge and self._count:
            metrics = QFontMetricsF(fonts.counter())
            width = max(20.0, metrics.horizontalAdvance(words) + 12)
            pill = QRectF(rect.right() - width - 10, rect.center().y() - 8, width, 16)
            paint.box(painter, pill, 8, tokens.colour("accent_fill"))
            painter.setFont(fonts.counter())
            painter.setPen(tokens.colour("on_accent"))
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)
            return width + 10
        metrics = QFontMetricsF(fonts.caption(tabular=True))
        painter.setFont(fonts.caption(tabular=True))
        painter.setPen(tokens.tone("text2" if self.isChecked() else "text3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -10, 0), int(right), words)
        return metrics.horizontalAdvance(words) + 10


class Sidebar(Panel):
    """Pages with counts; up and down move between them, Enter or Space goes there."""

    chosen = Signal(str)
    WIDTH = 192

    def __init__(
        self,
        groups: tuple[tuple[SidebarRow, ...], ...],
        foot: tuple[SidebarRow, ...] = (),
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        """`groups` are parted by lines; `foot` stands at the bottom. `name` is read out."""
        super().__init__("bg", parent)
        self.setAccessibleName(name)
        self._items: dict[str, _Item] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(2)
        for index, group in enumerate(groups):
            if index:
                line = QVBoxLayout()
                line.setContentsMargins(12, 7, 12, 7)
                line.addWidget(Rule())
                layout.addLayout(line)
            for row in group:
                layout.addWidget(self._make(row))
        layout.addStretch(1)
        for row in foot:
            layout.addWidget(self._make(row))
        widest = max((item.sizeHint().width() for item in self._items.values()), default=0)
        self.setFixedWidth(max(self.WIDTH, widest + 16))

    def _make(self, row: SidebarRow) -> _Item:
        item = _Item(row, self)
        item.clicked.connect(lambda: self.chosen.emit(row.id))
        self._items[row.id] = item
        return item

    def choose(self, row_id: str) -> None:
        """Mark a page as the one shown. Doesn't emit `chosen`."""
        self._items[row_id].setChecked(True)

    def set_count(self, row_id: str, count: int | None, *, badge: bool = False) -> None:
        """The number at a row's right; a badge asks for attention and hides at zero."""
        shown = count is not None and not (badge and count == 0)
        self._items[row_id].set_count(str(count) if shown else "", badge=badge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        items = list(self._items.values())
        focused = next((i for i, item in enumerate(items) if item.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        target = min(max(focused + step, 0), len(items) - 1)
        items[target].setFocus(Qt.FocusReason.TabFocusReason)
