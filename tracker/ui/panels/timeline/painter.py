"""How the timeline's lines are drawn: the column of names, and beside it the chart."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.panels.timeline.bars import BarPainter
from tracker.ui.panels.timeline.frame import Frame
from tracker.ui.panels.timeline.lines import ActionLine, Line, PromiseLine, promise_name, spoken
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens, Tone
from tracker.ui.widgets import paint

PADDING = 16.0
_GAP = 8.0
_SPAN = 5.0
_CAP = 12.0
_MOST_KEPT = 5000


class TimelinePainter:
    """Draws promises and actions; see `RowPainter`."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._bars = BarPainter(frame)
        self._labels = 28.0
        self._strong = fonts.body_strong(tabular=True)
        self._medium = fonts.body_medium(tabular=True)
        self._number = fonts.body(tabular=True)
        self._caption = fonts.caption()
        self._title_height = QFontMetricsF(self._medium).height()
        self._owner_height = QFontMetricsF(self._caption).height()
        # Shaping and shortening a text costs more than drawing it, and scrolling draws it again.
        self._fitted: dict[tuple[str, int, int], QStaticText] = {}

    def measure(self, rows: Sequence[Line]) -> None:
        """Note how wide the numbers are, so that titles line up."""
        longest = max(
            (len(row.row.label) for row in rows if isinstance(row, ActionLine)), default=3
        )
        self._labels = QFontMetricsF(self._number).horizontalAdvance("0" * (longest - 1) + ".")

    def key(self, row: Line) -> Hashable:
        """See `RowPainter`."""
        return ("promise", row.span.id) if isinstance(row, PromiseLine) else row.row.id

    def height(self, row: Line, width: int) -> int:
        """The same for all: a list of one height needs no adding up."""
        return line_height()

    def spoken(self, row: Line) -> str:
        """See `RowPainter`."""
        return spoken(row)

    def tip(self, row: Line) -> str:
        """See `RowPainter`."""
        return spoken(row)

    def link_area(self, rect: QRectF, row: Line) -> QRectF | None:
        """None: a click chooses, so that the inspector can be read; a double click opens."""
        return None

    def paint(self, painter: QPainter, rect: QRectF, row: Line, tokens: Tokens, look: Look) -> None:
        """See `RowPainter`."""
        is_promise = isinstance(row, PromiseLine)
        if look.chosen or look.hot or is_promise:
            ground = "sel" if look.chosen else "hover" if look.hot else "sunken"
            painter.fillRect(rect, tokens.colour(ground))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, tokens.colour("line"))
        chart = rect.adjusted(self._frame.names, 0, 0, -1)
        painter.save()
        painter.setClipRect(chart)
        if isinstance(row, PromiseLine):
            self._paint_span(painter, chart, row, tokens)
        else:
            self._bars.paint(painter, chart, row, tokens, look)
        painter.restore()
        names = QRectF(rect.left(), rect.top(), self._frame.names, rect.height() - 1)
        if look.chosen:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), tokens.tone("accent")
            )
        if isinstance(row, PromiseLine):
            self._paint_promise(painter, names, row, tokens)
        else:
            self._paint_action(painter, names, row, tokens, look)
        if look.focused:
            paint.focus_ring(painter, rect, tokens, 2)

    def _paint_promise(
        self, painter: QPainter, names: QRectF, line: PromiseLine, tokens: Tokens
    ) -> None:
        symbol_left = names.right() - PADDING - paint.SYMBOL
        left = names.left() + PADDING
        area = QRectF(left, names.top(), symbol_left - _GAP - left, names.height())
        self._text(painter, area, promise_name(line.span), self._strong, tokens, "text")
        if line.span.colour is not None:
            spot = QRectF(symbol_left, names.center().y() - 5, paint.SYMBOL, paint.SYMBOL)
            paint.symbol(painter, spot, line.span.colour, tokens)

    def _paint_action(
        self, painter: QPainter, names: QRectF, line: ActionLine, tokens: Tokens, look: Look
    ) -> None:
        row, middle = line.row, names.center().y()
        left = names.left() + PADDING
        badge = QRectF(left, round(middle - paint.BADGE / 2), paint.BADGE, paint.BADGE)
        paint.party_badge(painter, badge, row.party, tokens)
        left = badge.right() + _GAP
        label = QRectF(left, names.top(), self._labels, names.height())
        self._text(painter, label, row.label, self._number, tokens, "text2")
        symbol_left = names.right() - PADDING - paint.SYMBOL
        left = label.right() + _GAP
        room = symbol_left - _GAP - left
        font = self._strong if look.chosen else self._medium
        tone: Tone = "text2" if row.status.ended else "text"
        top = middle - (self._title_height + self._owner_height) / 2
        over = QRectF(left, top, room, self._title_height)
        under = QRectF(left, over.bottom(), room, self._owner_height)
        self._text(painter, over, row.title, font, tokens, tone)
        self._text(painter, under, row.owner or _("no owner"), self._caption, tokens, "text2")
        if row.colour is not None:
            spot = QRectF(symbol_left, middle - 5, paint.SYMBOL, paint.SYMBOL)
            paint.symbol(painter, spot, row.colour, tokens)

    def _paint_span(
        self, painter: QPainter, chart: QRectF, line: PromiseLine, tokens: Tokens
    ) -> None:
        """The promise's period as a bracket over its actions."""
        scale, span = self._frame.scale, line.span
        left = round(self._frame.to_view(scale.x(span.start.toordinal())))
        right = round(self._frame.to_view(scale.x(span.end.toordinal() + 1)))
        top = round(chart.center().y() - _SPAN / 2)
        colour = tokens.colour("strong")
        painter.fillRect(QRectF(left, top, right - left, _SPAN), colour)
        for x in (left, right - 2):
            painter.fillRect(QRectF(x, top, 2, _CAP), colour)

    def _text(
        self,
        painter: QPainter,
        area: QRectF,
        words: str,
        font: QFont,
        tokens: Tokens,
        tone: Tone,
    ) -> None:
        key = (words, id(font), int(area.width()))
        shown = self._fitted.get(key)
        if shown is None:
            if len(self._fitted) >= _MOST_KEPT:
                self._fitted.clear()
            shown = QStaticText(paint.elided(words, QFontMetricsF(font), area.width()))
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.prepare(font=font)
            self._fitted[key] = shown
        painter.setFont(font)
        painter.setPen(tokens.tone(tone))
        top = round(area.center().y() - shown.size().height() / 2)
        painter.drawStaticText(QPointF(area.left(), top), shown)


def line_height() -> int:
    """Of every line: room for a bar with its occasions, more where the system's text is larger."""
    two = QFontMetricsF(fonts.body()).height() + QFontMetricsF(fonts.caption()).height()
    return max(42, int(two) + 10)
