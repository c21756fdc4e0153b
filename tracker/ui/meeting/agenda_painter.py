"""How a point of the agenda is drawn: its number, its tick, and the kind where a new one begins."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import PointState
from tracker.services.queries.meetings import PointRow
from tracker.ui import fonts, icons
from tracker.ui.meeting.words import STATE_ICONS, point_state, responsible_words
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.text import breakable

_NUMBER, _TICK, _GAP = 28.0, 16.0, 8.0
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class AgendaPainter:
    """Title, and with `why` also why the point stands there. See `RowPainter`."""

    def __init__(self, *, why: bool) -> None:
        self._why = why
        # On the page the text stands under the page's own title.
        self._side = 12.0 if why else 16.0
        self.closed = False
        """Whether a point that still waits was never taken up."""
        self._first: frozenset[int] = frozenset()

    def measure(self, rows: Sequence[PointRow]) -> None:
        """See `RowPainter`."""
        kinds = [None, *(row.kind for row in rows)]
        self._first = frozenset(
            row.id for row, before in zip(rows, kinds, strict=False) if row.kind is not before
        )

    def key(self, row: PointRow) -> Hashable:
        """See `RowPainter`."""
        return row.id

    def height(self, row: PointRow, width: int) -> int:
        """See `RowPainter`."""
        room = width - 2 * self._side - _NUMBER - _TICK - _GAP
        height = self._lines(row.title, self._title(chosen=True), room) + 16.0
        for words in self._notes(row):
            height += self._lines(words, fonts.caption(tabular=True), room) + 2
        return int(height + self._heading(row) + 0.99)

    def spoken(self, row: PointRow) -> str:
        """See `RowPainter`."""
        state = point_state(row, closed=self.closed)
        parts = (f"{row.number} {row.title}", label(row.kind), state, *self._notes(row))
        return ", ".join(part for part in parts if part)

    def tip(self, row: PointRow) -> str:
        """See `RowPainter`."""
        return "" if self._why else row.why

    def link_area(self, rect: QRectF, row: PointRow) -> QRectF | None:
        """See `RowPainter`."""
        return None

    def paint(
        self, painter: QPainter, rect: QRectF, row: PointRow, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        painter.fillRect(rect, tokens.colour("surface"))
        heading = self._heading(row)
        if heading:
            self._paint_heading(painter, rect, row, tokens)
            rect = rect.adjusted(0, heading, 0, 0)
        painter.fillRect(rect, tokens.colour(look.ground))
        if look.chosen:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), tokens.colour("accent")
            )
        line = rect.adjusted(self._side, 8, -self._side, -8)
        number = QRectF(line.left(), line.top(), _NUMBER, line.height())
        done = row.state is PointState.DONE
        title = self._title(chosen=look.chosen)
        painter.setFont(title)
        painter.setPen(tokens.tone("text3"))
        painter.drawText(number, _WRAP, str(row.number))
        self._paint_state(painter, line, row, tokens)
        words = QRectF(line.left() + _NUMBER, line.top(), 0, line.height())
        words.setRight(line.right() - _TICK - _GAP)
        painter.setFont(title)
        painter.setPen(tokens.tone("text2" if done else "text"))
        painter.drawText(words, _WRAP, breakable(row.title))
        words.setTop(words.top() + self._lines(row.title, title, words.width()) + 2)
        small = fonts.caption(tabular=True)
        painter.setFont(small)
        painter.setPen(tokens.tone("text2"))
        for note in self._notes(row):
            painter.drawText(words, _WRAP, breakable(note))
            words.setTop(words.top() + self._lines(note, small, words.width()) + 2)
        if look.focused:
            paint.focus_ring(painter, rect, tokens, 2)

    def _paint_heading(
        self, painter: QPainter, rect: QRectF, row: PointRow, tokens: Tokens
    ) -> None:
        area = QRectF(
            rect.left() + self._side, rect.top(), rect.width() - 2 * self._side, self._heading(row)
        )
        area.setBottom(area.bottom() - 4)
        painter.setFont(fonts.caption_strong())
        painter.setPen(tokens.tone("text2"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area, int(flags), label(row.kind))

    def _paint_state(self, painter: QPainter, line: QRectF, row: PointRow, tokens: Tokens) -> None:
        icon = STATE_ICONS[row.state]
        if row.state is PointState.WAITING and self.closed:
            icon = "minus"
        colour = tokens.tone("on_track" if row.state is PointState.DONE else "text3")
        at = QRectF(line.right() - _TICK, line.top() + 2, _TICK, _TICK)
        icons.paint(painter, icon, at, colour)

    def _title(self, *, chosen: bool) -> QFont:
        if self._why:
            return fonts.body_strong(tabular=True) if chosen else fonts.body_medium(tabular=True)
        # Read from the other end of the room.
        return fonts.choice_title() if chosen else fonts.promise_text()

    def _notes(self, row: PointRow) -> list[str]:
        """What stands under the title: why, and once something is said, what and who."""
        if not self._why:
            return []
        said = _("Decision: {text}").format(text=row.fields.decision) if row.fields.decision else ""
        return [note for note in (row.why, row.fields.note, said, responsible_words(row)) if note]

    def _heading(self, row: PointRow) -> float:
        if row.id not in self._first:
            return 0.0
        return QFontMetricsF(fonts.caption_strong()).height() + 18

    def _lines(self, words: str, font: QFont, width: float) -> float:
        room = QRectF(0, 0, max(width, 40.0), 1e6)
        return QFontMetricsF(font).boundingRect(room, _WRAP, breakable(words)).height()
