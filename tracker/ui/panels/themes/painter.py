"""How the rows of the themes page are drawn: name, bar, share, number, and the change."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from tracker.ui import fonts
from tracker.ui.panels.themes.rows import (
    Bar,
    Heading,
    Row,
    change_words,
    count_words,
    group_count_words,
    share_words,
    spoken,
)
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_PADDING, _GAP = 16.0, 16.0
_NARROWEST_NAMES, _WIDEST_NAMES = 80.0, 240.0
_NAMES_AT_MOST = 0.34
"""The part of a row that names may take."""
_THICK = 12.0
_TICK_HEIGHT = 20.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand on a bar's row."""

    name: QRectF
    bar: QRectF
    share: QRectF
    count: QRectF
    change: QRectF


def _widest(words: Sequence[str], font: QFont) -> float:
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(text[:80]) for text in words), default=0.0)


def _share_font() -> QFont:
    return fonts.body_strong(tabular=True)


def _count_font() -> QFont:
    return fonts.body(tabular=True)


class ThemePainter:
    """Draws headings and bars; see `RowPainter`."""

    def __init__(self) -> None:
        self._longest = 1.0
        self._names = self._shares = self._counts = self._changes = 0.0

    def measure(self, rows: Sequence[Row]) -> None:
        """Note the scale, and how wide the columns must be to line up in all rows."""
        bars = [row for row in rows if isinstance(row, Bar)]
        shares = [row.part.share for row in bars if row.part.told]
        ticks = [row.tick for row in bars if row.tick is not None]
        self._longest = max([*shares, *ticks], default=0.0) or 1.0
        names = _widest([row.theme.name for row in bars], fonts.body()) + 2
        self._names = min(max(names, _NARROWEST_NAMES), _WIDEST_NAMES)
        self._shares = _widest([share_words(row.part) for row in bars], _share_font()) + 2
        self._counts = _widest([count_words(row.part) for row in bars], _count_font()) + 2
        changes = [change_words(row) for row in bars]
        self._changes = _widest(changes, _count_font()) + 2 if any(changes) else 0.0

    def key(self, row: Row) -> Hashable:
        """See `RowPainter`."""
        if isinstance(row, Heading):
            return row.group.key
        return row.theme.theme_id, None if row.group is None else row.group.key

    def height(self, row: Row, width: int) -> int:
        """See `RowPainter`."""
        if isinstance(row, Heading):
            above = 4 if row.first else 12
            return max(32, int(QFontMetricsF(fonts.body_strong()).height()) + 10) + above
        return max(32, int(QFontMetricsF(fonts.body()).height()) + 12)

    def spoken(self, row: Row) -> str:
        """See `RowPainter`."""
        return spoken(row)

    def tip(self, row: Row) -> str:
        """See `RowPainter`."""
        return spoken(row)

    def link_area(self, rect: QRectF, row: Row) -> QRectF | None:
        """None: a click chooses, so that the side can be read; a double click opens."""
        return None

    def columns(self, rect: QRectF) -> Columns:
        """The columns of a row; the bar has what the others leave."""
        area = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        right = area.right()

        def from_right(width: float) -> QRectF:
            nonlocal right
            found = QRectF(right - width, area.top(), width, area.height())
            right -= width + (_GAP if width else 0)
            return found

        change = from_right(self._changes)
        count = from_right(self._counts)
        share = from_right(self._shares)
        names = min(self._names, area.width() * _NAMES_AT_MOST)
        name = QRectF(area.left(), area.top(), names, area.height())
        left = name.right() + _GAP
        bar = QRectF(left, area.top(), max(right - left, 0), area.height())
        return Columns(name, bar, share, count, change)

    def paint(self, painter: QPainter, rect: QRectF, row: Row, tokens: Tokens, look: Look) -> None:
        """See `RowPainter`."""
        if look.chosen or look.hot:
            painter.fillRect(rect, tokens.colour(look.ground))
        if look.chosen:
            mark = QRectF(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(mark, tokens.colour("accent"))
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row, tokens)
        else:
            self._paint_bar(painter, self.columns(rect), row, tokens, look)
        if look.focused:
            paint.focus_ring(painter, rect, tokens, 2)

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: Heading, tokens: Tokens) -> None:
        if not row.first:
            line = QRectF(rect.left(), rect.top(), rect.width(), 1)
            painter.fillRect(line, tokens.colour("line"))
        area = rect.adjusted(_PADDING, 4 if row.first else 12, -_PADDING, 0)
        count = group_count_words(row.group)
        room = QFontMetricsF(fonts.caption(tabular=True)).horizontalAdvance(count) + 2
        name = area.adjusted(0, 0, -room - _GAP, 0)
        paint.text(painter, name, row.words, fonts.body_strong(), tokens.tone("text"))
        where = QRectF(area.right() - room, area.top(), room, area.height())
        font = fonts.caption(tabular=True)
        paint.text(painter, where, count, font, tokens.tone("text2"), _RIGHT)

    def _paint_bar(
        self, painter: QPainter, columns: Columns, row: Bar, tokens: Tokens, look: Look
    ) -> None:
        paint.text(painter, columns.name, row.theme.name, fonts.body(), tokens.tone("text"))
        words = share_words(row.part)
        paint.text(painter, columns.share, words, _share_font(), tokens.tone("text"), _RIGHT)
        quiet = tokens.tone("text2")
        paint.text(painter, columns.count, count_words(row.part), _count_font(), quiet, _RIGHT)
        paint.text(painter, columns.change, change_words(row), _count_font(), quiet, _RIGHT)
        self._paint_share(painter, columns.bar, row, tokens, look)

    def _paint_share(
        self, painter: QPainter, area: QRectF, row: Bar, tokens: Tokens, look: Look
    ) -> None:
        middle = round(area.center().y())
        if not row.part.told:
            return
        if row.part.answers:
            length = round(area.width() * row.part.share / self._longest)
            bar = QRectF(area.left(), middle - _THICK / 2, max(length, 2), _THICK)
            paint.box(painter, bar, 2, tokens.colour("fill"))
        if row.tick is not None:
            along = min(round(area.width() * row.tick / self._longest), area.width() - 1)
            x, top = area.left() + along, middle - _TICK_HEIGHT / 2
            painter.fillRect(QRectF(x - 2, top, 4, _TICK_HEIGHT), tokens.colour(look.ground))
            painter.fillRect(QRectF(x - 1, top, 2, _TICK_HEIGHT), tokens.colour("tick"))
