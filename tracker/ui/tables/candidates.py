"""Actions to choose among, as rows of a painted list."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from tracker.i18n import _
from tracker.labels import label
from tracker.services.queries.actions import ActionRow
from tracker.ui import fonts, icons
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.matching import matched_runs
from tracker.ui.widgets.progress import count_runs, describe

OPEN_HEIGHT, ENDED_HEIGHT = 52, 36


def open_height() -> int:
    """How high an action is that can be chosen."""
    lines = (fonts.body_strong(), fonts.caption())
    return max(OPEN_HEIGHT, int(sum(QFontMetricsF(font).height() for font in lines)) + 18)


class CandidatePainter:
    """An action to choose: open ones on two lines, ended ones on one; see `RowPainter`."""

    def __init__(self) -> None:
        self.typed = ""
        self.taken: int | None = None

    def measure(self, rows: Sequence[ActionRow]) -> None:
        """See `RowPainter`."""

    def key(self, row: ActionRow) -> Hashable:
        """See `RowPainter`."""
        return row.id

    def height(self, row: ActionRow, width: int) -> int:
        """See `RowPainter`."""
        if _is_over(row):
            return max(ENDED_HEIGHT, int(QFontMetricsF(fonts.body_strong()).height()) + 14)
        return open_height()

    def spoken(self, row: ActionRow) -> str:
        """See `RowPainter`."""
        promise = f"L{row.promise_number} {row.promise_title}"
        how = _ended_words(row) if _is_over(row) else describe(progress_of(row))
        return ", ".join((row.title, label(row.party), promise, how))

    def tip(self, row: ActionRow) -> str:
        """See `RowPainter`."""
        return self.spoken(row)

    def link_area(self, rect: QRectF, row: ActionRow) -> QRectF | None:
        """See `RowPainter`."""
        return rect

    def paint(
        self, painter: QPainter, rect: QRectF, row: ActionRow, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        painter.fillRect(rect, tokens.colour(look.ground))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, tokens.colour("line"))
        area = rect.adjusted(12, 0, -12, -1)
        top = round(area.center().y() - paint.BADGE / 2)
        badge = QRectF(area.left(), top, paint.BADGE, paint.BADGE)
        paint.party_badge(painter, badge, row.party, tokens)
        area.setLeft(badge.right() + 12)
        if _is_over(row):
            self._paint_ended(painter, area, row, tokens)
        else:
            self._paint_open(painter, area, row, tokens, look)

    def _title(self, painter: QPainter, rect: QRectF, row: ActionRow, tokens: Tokens) -> None:
        found = fonts.body_strong()
        found.setUnderline(True)
        runs = matched_runs(row.title, self.typed)
        paint.text_runs(painter, rect, runs, fonts.body(), found, tokens)

    def _paint_ended(self, painter: QPainter, area: QRectF, row: ActionRow, tokens: Tokens) -> None:
        words = f"L{row.promise_number} · {_ended_words(row)}"
        font = fonts.caption(tabular=True)
        width = QFontMetricsF(font).horizontalAdvance(words) + 1
        right = QRectF(area.right() - width, area.top(), width, area.height())
        paint.text(painter, right, words, font, tokens.tone("text2"))
        title = QRectF(area.left(), area.top(), right.left() - 12 - area.left(), area.height())
        self._title(painter, title, row, tokens)

    def _paint_open(
        self, painter: QPainter, area: QRectF, row: ActionRow, tokens: Tokens, look: Look
    ) -> None:
        right = self._paint_right(painter, area, row, tokens, look)
        first = max(18.0, QFontMetricsF(fonts.body_strong()).height())
        second = max(16.0, QFontMetricsF(fonts.caption()).height())
        top = round(area.center().y() - (first + second) / 2)
        self._title(painter, QRectF(area.left(), top, right - area.left(), first), row, tokens)
        promise = f"L{row.promise_number} {row.promise_title}"
        below = " · ".join(part for part in (promise, row.owner) if part)
        under = QRectF(area.left(), top + first, right - area.left(), second)
        paint.text(painter, under, below, fonts.caption(), tokens.tone("text2"))

    def _paint_right(
        self, painter: QPainter, area: QRectF, row: ActionRow, tokens: Tokens, look: Look
    ) -> float:
        """Count, colour, and the key or the tick; returns where they begin."""
        middle = area.center().y()
        right = area.right()
        if row.id == self.taken:
            tick = QRectF(right - 16, middle - 8, 16, 16)
            icons.paint(painter, "check", tick, tokens.tone("accent"))
            right = tick.left() - 12
        elif look.chosen and self.taken is None:
            words = _("Enter")
            right -= paint.key_hint_size(words).width()
            paint.key_hint(painter, QPointF(right, middle), words, tokens)
            right -= 12
        if row.colour is not None:
            right -= paint.pill_size(row.colour).width()
            filled = paint.needs_fill(row.colour)
            paint.pill(painter, QPointF(right, middle), row.colour, tokens, filled=filled)
            right -= 12
        normal, strong = fonts.body(tabular=True), fonts.body_strong(tabular=True)
        runs = tuple(paint.Run(run.text, strong=True) for run in count_runs(progress_of(row)))
        width = paint.runs_width(runs, normal, strong) + 1
        count = QRectF(right - width, area.top(), width, area.height())
        paint.text_runs(painter, count, runs, normal, strong, tokens)
        return count.left() - 12


def _is_over(row: ActionRow) -> bool:
    return row.status.ended or row.promise_status.ended


def _ended_words(row: ActionRow) -> str:
    words = label(row.status).lower() if row.status.ended else _("ended")
    return f"{words} {row.deadline.year}" if row.deadline is not None else words
