"""The lists at the right: decisions that are waited for, and what was logged last."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from tracker.i18n import _, format_date, format_number, ngettext, pgettext
from tracker.labels import label
from tracker.models.enums import FollowUp
from tracker.services.queries.log import LogRow
from tracker.services.queries.overview import DecisionRow
from tracker.ui import fonts
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_PADDING = 16
_SOON_DAYS = 14
_SHORT = 16
_SYMBOL_ROOM = paint.SYMBOL + 10


def days_left(decision: DecisionRow, today: date) -> FollowUp:
    """How pressing a decision is, in the follow-up's own symbols."""
    left = (decision.due_on - today).days
    if left < 0:
        return FollowUp.LATE
    return FollowUp.AT_RISK if left <= _SOON_DAYS else FollowUp.NOT_STARTED


def due_words(decision: DecisionRow, today: date) -> str:
    """``senast 30 sep``, or how late it is."""
    late = (today - decision.due_on).days
    if late > 0:
        return ngettext("{count} day late", "{count} days late", late).format(count=late)
    if late == 0:
        return _("by today")
    return _("by {date}").format(date=format_date(decision.due_on, "day"))


def _ground(painter: QPainter, rect: QRectF, tokens: Tokens, look: Look) -> None:
    if look.chosen or look.hot:
        painter.fillRect(rect, tokens.colour(look.ground))
    if look.chosen:
        mark = QRectF(rect.left(), rect.top(), 3, rect.height())
        painter.fillRect(mark, tokens.colour("accent"))
    if look.focused:
        paint.focus_ring(painter, rect, tokens, 2)


class DecisionPainter:
    """Question, who decides and by when, and the link to answer; see `RowPainter`."""

    def __init__(self, today: Callable[[], date], *, can_answer: bool) -> None:
        self._today = today
        self._can_answer = can_answer
        self._last = 0

    def measure(self, rows: Sequence[DecisionRow]) -> None:
        """See `RowPainter`."""
        self._last = rows[-1].id if rows else 0

    def key(self, row: DecisionRow) -> Hashable:
        """See `RowPainter`."""
        return row.id

    def height(self, row: DecisionRow, width: int) -> int:
        """See `RowPainter`."""
        return max(53, int(self._question_height(row, width) + _line(fonts.caption())) + 18)

    def _question_height(self, row: DecisionRow, width: float) -> float:
        """A question is never cut short: it takes the lines that it needs."""
        room = QRectF(0, 0, width - 2 * _PADDING - _SYMBOL_ROOM, 1000)
        flags = int(Qt.TextFlag.TextWordWrap)
        metrics = QFontMetricsF(fonts.body_strong())
        return max(20.0, metrics.boundingRect(room, flags, row.question).height())

    def spoken(self, row: DecisionRow) -> str:
        """See `RowPainter`."""
        return f"{row.question} {self._below(row)}"

    def tip(self, row: DecisionRow) -> str:
        """See `RowPainter`."""
        return "\n".join(part for part in (row.question, self._below(row), row.reason) if part)

    def _below(self, row: DecisionRow) -> str:
        promise = f"L{row.promise_number}" if row.promise_number is not None else ""
        parts = (promise, row.decider, due_words(row, self._today()))
        return " · ".join(part for part in parts if part)

    def link_area(self, rect: QRectF, row: DecisionRow) -> QRectF | None:
        """See `RowPainter`."""
        if not self._can_answer:
            return None
        width = QFontMetricsF(fonts.caption_medium()).horizontalAdvance(_answer()) + 2
        height = _line(fonts.caption()) + 9
        right = rect.right() - _PADDING
        return QRectF(right - width, rect.bottom() - height - 1, width, height)

    def paint(
        self, painter: QPainter, rect: QRectF, row: DecisionRow, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        _ground(painter, rect, tokens, look)
        if row.id != self._last:
            under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(under, tokens.colour("line"))
        question = self._question_height(row, rect.width())
        below = _line(fonts.caption())
        left, right = rect.left() + _PADDING, rect.right() - _PADDING
        top = rect.top() + round((rect.height() - 1 - question - below) / 2)
        spot = QRectF(left, top + 5, paint.SYMBOL, paint.SYMBOL)
        paint.symbol(painter, spot, days_left(row, self._today()), tokens)
        left += _SYMBOL_ROOM
        painter.setFont(fonts.body_strong())
        painter.setPen(tokens.tone("text"))
        words = QRectF(left, top, right - left, question)
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), row.question)
        link = self.link_area(rect, row)
        if link is not None:
            font = fonts.caption_medium()
            font.setUnderline(look.hot)
            area = QRectF(link.left(), top + question, link.width(), below)
            paint.text(painter, area, _answer(), font, tokens.tone("accent"))
            right = link.left() - 12
        under = QRectF(left, top + question, right - left, below)
        font = fonts.caption(tabular=True)
        paint.text(painter, under, self._below(row), font, tokens.tone("text2"))


def _line(font: QFont) -> float:
    return max(16.0, QFontMetricsF(font).height())


def _answer() -> str:
    return pgettext("verb", "Answer")


def amount_words(row: LogRow) -> str:
    """The figure that says most of an entry: ``1,5 h``, ``9 deltog``, ``11 stopp``."""
    if row.minutes:
        return _("{count} h").format(count=format_number(row.minutes / 60, 2))
    if row.people:
        return _("{count} took part").format(count=format_number(row.people))
    if row.result and len(row.result) <= _SHORT:
        return row.result
    # "1 kvällar" would say nothing that the line itself doesn't, and say it wrong.
    return "" if row.quantity == 1 else f"{format_number(row.quantity)} {row.unit}".strip()


class EntryPainter:
    """One log entry on one line; see `RowPainter`."""

    def measure(self, rows: Sequence[LogRow]) -> None:
        """See `RowPainter`."""

    def key(self, row: LogRow) -> Hashable:
        """See `RowPainter`."""
        return row.id

    def height(self, row: LogRow, width: int) -> int:
        """See `RowPainter`."""
        return max(28, int(QFontMetricsF(fonts.body()).height()) + 8)

    def spoken(self, row: LogRow) -> str:
        """See `RowPainter`."""
        parts = (
            format_date(row.done_on, "long_day"),
            label(row.party),
            self._what(row),
            amount_words(row),
        )
        return ", ".join(part for part in parts if part)

    def tip(self, row: LogRow) -> str:
        """See `RowPainter`."""
        head = f"L{row.promise_number}  {row.action_label} {row.action_title}"
        return "\n".join(part for part in (head, self.spoken(row)) if part)

    def _what(self, row: LogRow) -> str:
        return ", ".join(part for part in (row.action_title, row.place) if part)

    def link_area(self, rect: QRectF, row: LogRow) -> QRectF | None:
        """See `RowPainter`."""
        return None

    def paint(
        self, painter: QPainter, rect: QRectF, row: LogRow, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        _ground(painter, rect, tokens, look)
        area = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        small = fonts.caption(tabular=True)
        metrics = QFontMetricsF(small)
        day = metrics.horizontalAdvance("00 mmm") + 10
        day_area = QRectF(area.left(), area.top(), day, area.height())
        paint.text(painter, day_area, format_date(row.done_on, "day"), small, tokens.tone("text2"))
        left = area.left() + day
        badge = QRectF(left, round(area.center().y() - paint.BADGE / 2), paint.BADGE, paint.BADGE)
        paint.party_badge(painter, badge, row.party, tokens)
        left = badge.right() + 10
        amount = amount_words(row)
        width = metrics.horizontalAdvance(amount) + 1
        right = QRectF(area.right() - width, area.top(), width, area.height())
        paint.text(painter, right, amount, small, tokens.tone("text2"))
        what = QRectF(left, area.top(), right.left() - 12 - left, area.height())
        paint.text(painter, what, self._what(row), fonts.body(), tokens.tone("text"))
