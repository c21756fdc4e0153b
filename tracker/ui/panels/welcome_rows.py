"""The large buttons of the welcome page, and its rows of latest books."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from tracker.i18n import _, format_date, format_time
from tracker.settings import RecentBook
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton
from tracker.ui.widgets.text import plain_tip

_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Choice(PaintedButton):
    """A large button with an icon, a title and a line."""

    def __init__(
        self, icon: str, title: str, line: str, keys: str = "", *, primary: bool = False
    ) -> None:
        super().__init__(title)
        self._icon, self._line, self._keys, self._primary = icon, line, keys, primary
        self.setAccessibleDescription(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)

    def sizeHint(self) -> QSize:
        return QSize(400, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        fill = "accent_fill" if self._primary else "hover" if self.is_hot() else "surface"
        paint.box(painter, rect, 6, tokens.colour(fill))
        if not self._primary:
            paint.outline(painter, rect, 6, tokens.colour("line"), 1)
        strong = tokens.colour("on_accent" if self._primary else "text")
        weak = tokens.colour("on_accent" if self._primary else "text2")
        icons.paint(painter, self._icon, QRectF(16, rect.center().y() - 10, 20, 20), strong)
        hint = paint.key_hint_size(self._keys).width() + 16 if self._keys else 0
        words = rect.adjusted(52, 14, -16 - hint, -rect.height() / 2)
        paint.text(painter, words, self.words(), fonts.choice_title(), strong)
        line = rect.adjusted(52, rect.height() / 2, -16 - hint, -14)
        paint.text(painter, line, self._line, fonts.caption(), weak)
        if self._keys:
            at = QPointF(rect.right() - hint, rect.center().y())
            paint.key_hint(painter, at, self._keys, tokens, on_fill=self._primary)
        if self.hasFocus():
            inside = rect.adjusted(3, 3, -3, -3) if self._primary else rect
            colour = tokens.colour("on_accent" if self._primary else "accent")
            paint.outline(painter, inside, 4, colour, 2)


class RecentRow(PaintedButton):
    """A book that was open lately: name, path, when, and whether it is still there."""

    forgotten = Signal()
    """Delete: take it off the list."""

    def __init__(self, book: RecentBook, now: datetime) -> None:
        super().__init__(book.name)
        self._path = book.path
        self._when = _when(book.opened_at, now)
        is_file = "://" not in book.path
        self._missing = is_file and not Path(book.path).exists()
        self.setToolTip(plain_tip(f"{book.path}\n" + _("Delete takes it off the list.")))
        gone = _("the file can't be found") if self._missing else ""
        self.setAccessibleDescription(", ".join(p for p in (book.path, self._when, gone) if p))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)

    def sizeHint(self) -> QSize:
        return QSize(560, 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        if self.is_hot() or self.hasFocus():
            paint.box(painter, rect, 5, tokens.colour("sel" if self.hasFocus() else "hover"))
        book = QRectF(16, rect.center().y() - 10, 20, 20)
        icons.paint(painter, "book", book, tokens.tone("accent"))
        right = self._paint_right(painter, rect, tokens)
        title = QRectF(52, rect.top() + 12, right - 60, 20)
        paint.text(painter, title, self.words(), fonts.body_strong(), tokens.tone("text"))
        path = title.translated(0, 20)
        metrics = QFontMetricsF(fonts.caption())
        shown = metrics.elidedText(self._path, Qt.TextElideMode.ElideMiddle, path.width())
        paint.text(painter, path, shown, fonts.caption(), tokens.tone("text2"))

    def _paint_right(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> float:
        """When it was open, and beneath that Enter or why it can't be; returns where it begins."""
        font, tone = fonts.caption(tabular=True), tokens.tone("text2")
        end = rect.right() - 16
        gone = _("the file can't be found")
        lines = [self._when, gone] if self._missing else [self._when]
        begin = end - max(QFontMetricsF(font).horizontalAdvance(line) for line in lines) - 20
        two_lines = self._missing or self.hasFocus()
        top = rect.top() + (12 if two_lines else 22)
        for number, line in enumerate(lines):
            area = QRectF(begin, top + 20 * number, end - begin, 20)
            paint.text(painter, area, line, font, tone, _END)
        if self._missing:
            icons.paint(painter, "info", QRectF(begin, top + 23, 14, 14), tone)
        elif self.hasFocus():
            hint = paint.key_hint_size("Enter").width()
            paint.key_hint(painter, QPointF(end - hint, top + 30), "Enter", tokens)
        return begin


def _when(opened: datetime, now: datetime) -> str:
    local = opened.astimezone()
    days = (now.astimezone().date() - local.date()).days
    if days == 0:
        return _("today {time}").format(time=format_time(local.time()))
    if days == 1:
        return _("yesterday {time}").format(time=format_time(local.time()))
    return format_date(local.date(), "long_day" if local.year == now.year else "short")
