"""How a month's days are drawn: weeks with their numbers, and on each day what falls there."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from tracker.i18n import _, format_date, month, weekday
from tracker.labels import party_letter
from tracker.services.queries.due import DueKind, DueRow
from tracker.ui import fonts, icons
from tracker.ui.panels.timeline.month_days import (
    MonthDays,
    how_many_fit,
    in_two_lines,
    is_late,
    shown_state,
)
from tracker.ui.panels.timeline.ticks import draw_tick
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

HEAD = 28
WEEK = 44
_DAYS = 7
_TOP = 28.0
_LEAST_LINES = 2
_BADGE = 15.0
_MARK = 12.0
_CENTRE = Qt.AlignmentFlag.AlignCenter

_ICONS = {
    DueKind.DEADLINE: "flag",
    DueKind.DECISION: "review",
    DueKind.MEASUREMENT: "target",
    DueKind.FEEDBACK: "send",
    # Not a tick: that says done.
    DueKind.POINT: "dot-circle",
    DueKind.MEETING: "meeting",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where the keyboard is: a day, and one of its things if the mouse chose one."""

    day: date
    entry: int | None = None
    by_keyboard: bool = False
    drop: date | None = None
    """The day that a deadline is being dragged to."""


class MonthLayout:
    """The rectangles of a month in an area of some size."""

    def __init__(self, days: MonthDays, width: int, height: int) -> None:
        self.days = days
        self._wide = (width - WEEK) / _DAYS
        self._high = (height - HEAD) / days.weeks

    @staticmethod
    def least_height(weeks: int) -> int:
        """So high that each day has room for a few lines."""
        return HEAD + weeks * int(_TOP + _LEAST_LINES * line_height() + 4)

    def cell(self, day: date) -> QRectF | None:
        """A day's rectangle; None for a day outside of the weeks."""
        number = (day - self.days.first).days
        if not 0 <= number < self.days.weeks * _DAYS:
            return None
        week, column = divmod(number, _DAYS)
        left, top = round(WEEK + column * self._wide), round(HEAD + week * self._high)
        right = round(WEEK + (column + 1) * self._wide)
        return QRectF(left, top, right - left, round(HEAD + (week + 1) * self._high) - top)

    def day_at(self, at: QPointF) -> date | None:
        """The day under a point."""
        column, week = int((at.x() - WEEK) // self._wide), int((at.y() - HEAD) // self._high)
        if not (0 <= column < _DAYS and 0 <= week < self.days.weeks) or at.y() < HEAD:
            return None
        return self.days.first + timedelta(week * _DAYS + column)

    def entry(self, cell: QRectF, day: date, number: int) -> QRectF:
        """The place of a day's thing."""
        high = self.entry_height(day)
        return QRectF(cell.left() + 4, cell.top() + _TOP + number * high, cell.width() - 8, high)

    def entry_height(self, day: date) -> int:
        """Two lines for each thing on a day with room for that, else one."""
        is_roomy = 2 * len(self.days.on(day)) <= self._room()
        return line_height() * 2 - 4 if is_roomy else line_height()

    def shown(self, day: date) -> int:
        """How many of a day's things have a place."""
        return how_many_fit(len(self.days.on(day)), self._room())

    def _room(self) -> int:
        return int((self._high - _TOP - 2) // line_height())

    def entry_at(self, at: QPointF) -> tuple[date, int] | None:
        """The thing under a point, by its day and number; one past the shown is "more"."""
        day = self.day_at(at)
        cell = None if day is None else self.cell(day)
        if day is None or cell is None:
            return None
        number = int((at.y() - cell.top() - _TOP) // self.entry_height(day))
        last = self.shown(day) + (self.shown(day) < len(self.days.on(day)))
        return (day, number) if 0 <= number < last and at.y() >= cell.top() + _TOP else None


def line_height() -> int:
    """Of one thing on a day."""
    return max(20, int(QFontMetricsF(fonts.caption()).height()) + 4)


class MonthPainter:
    """Draws one month; made anew for each drawing."""

    def __init__(
        self, painter: QPainter, layout: MonthLayout, chosen: Chosen, tokens: Tokens
    ) -> None:
        self._painter, self._layout = painter, layout
        self._chosen, self._tokens = chosen, tokens
        self._days = layout.days

    def paint(self, width: int, height: int) -> None:
        """Head, weeks, days and the lines between them."""
        painter, tokens = self._painter, self._tokens
        painter.fillRect(QRectF(0, 0, width, HEAD), tokens.colour("sunken"))
        painter.fillRect(QRectF(0, HEAD, WEEK, height), tokens.colour("sunken"))
        self._paint_heads()
        for number in range(self._days.weeks * _DAYS):
            self._paint_day(self._days.first + timedelta(number))
        painter.fillRect(QRectF(0, HEAD - 1, width, 1), tokens.colour("strong"))
        if self._days.is_empty():
            self._paint_nothing(width, height)

    def _paint_heads(self) -> None:
        font, tone = fonts.caption_strong(), self._tokens.tone("text2")
        for column in range(_DAYS):
            day = self._days.first + timedelta(column)
            cell = self._layout.cell(day)
            if cell is not None:
                head = QRectF(cell.left(), 0, cell.width(), HEAD)
                short = cell.width() < 90
                paint.text(self._painter, head, weekday(day, short=short), font, tone, _CENTRE)
        for week in range(self._days.weeks):
            monday = self._days.first + timedelta(week * _DAYS)
            cell = self._layout.cell(monday)
            if cell is not None:
                area = QRectF(0, cell.top() + 4, WEEK, 20)
                words = str(monday.isocalendar().week)
                small = fonts.caption(tabular=True)
                paint.text(self._painter, area, words, small, self._tokens.tone("text3"), _CENTRE)
        corner = QRectF(0, 0, WEEK, HEAD)
        paint.text(self._painter, corner, _("Week"), fonts.caption(), tone, _CENTRE)

    def _paint_day(self, day: date) -> None:
        cell = self._layout.cell(day)
        assert cell is not None
        painter, tokens = self._painter, self._tokens
        mine = self._days.is_in_month(day)
        if not mine or day.weekday() >= 5:
            painter.fillRect(cell, tokens.colour("sunken"))
        painter.fillRect(QRectF(cell.left(), cell.top(), 1, cell.height()), tokens.colour("line"))
        painter.fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1),
                         tokens.colour("line"))  # fmt: skip
        if day == self._chosen.day:
            painter.fillRect(cell.adjusted(1, 0, 0, -1), tokens.colour("sel"))
        self._paint_number(cell, day, quiet=not mine)
        rows, shown = self._days.on(day), self._layout.shown(day)
        for number, row in enumerate(rows[:shown]):
            is_chosen = day == self._chosen.day and number == self._chosen.entry
            self._paint_entry(self._layout.entry(cell, day, number), row, chosen=is_chosen)
        if shown < len(rows):
            words = _("+{n} more").format(n=len(rows) - shown)
            area = self._layout.entry(cell, day, shown).adjusted(6, 0, 0, 0)
            paint.text(painter, area, words, fonts.caption_medium(), tokens.tone("accent"))
        if day == self._chosen.drop:
            paint.outline(painter, cell.adjusted(1, 0, 0, -1), 4, tokens.colour("accent"), 2)
        elif day == self._chosen.day and self._chosen.by_keyboard:
            paint.focus_ring(painter, cell.adjusted(1, 0, 0, -1), tokens, 2)

    def _paint_number(self, cell: QRectF, day: date, *, quiet: bool) -> None:
        painter, tokens = self._painter, self._tokens
        is_today = day == self._days.today
        words = format_date(day, "day") if day.day == 1 else str(day.day)
        font = fonts.body_strong(tabular=True) if is_today else fonts.body(tabular=True)
        width = max(QFontMetricsF(font).horizontalAdvance(words) + 10, 24)
        area = QRectF(cell.left() + 5, cell.top() + 4, width, 22)
        tone = tokens.tone("text3" if quiet else "text")
        if is_today:
            paint.box(painter, area, 4, tokens.colour("accent_fill"))
            tone = tokens.colour("on_accent")
            left = area.right() + 6
            beside = QRectF(left, area.top(), cell.right() - left, area.height())
            paint.text(painter, beside, _("today"), fonts.caption_strong(), tokens.tone("accent"))
        paint.text(painter, area, words, font, tone, _CENTRE)

    def _paint_entry(self, area: QRectF, row: DueRow, *, chosen: bool) -> None:
        painter, tokens = self._painter, self._tokens
        if chosen:
            paint.box(painter, area, 3, tokens.colour("surface"))
            paint.outline(painter, area, 3, tokens.colour("accent"), 1)
        late, middle = is_late(row, self._days.today), round(area.top() + line_height() / 2)
        left = area.left() + 4
        mark = QRectF(left, middle - _MARK / 2, _MARK, _MARK)
        state = shown_state(row, self._days.today)
        if state is not None:
            draw_tick(painter, mark.center(), state, tokens)
        else:
            tone = tokens.tone("late" if late else "text3" if row.ended else "text2")
            icons.paint(painter, _ICONS[row.kind], mark, tone)
        left = mark.right() + 4
        if row.party is not None:
            badge = QRectF(left, round(middle - _BADGE / 2), _BADGE, _BADGE)
            paint.box(painter, badge, 3, tokens.party(row.party))
            small, letter = fonts.counter(), tokens.colour("party_letter")
            paint.text(painter, badge, party_letter(row.party), small, letter, _CENTRE)
            left = badge.right() + 5
        words = QRectF(left, area.top(), area.right() - left - 2, line_height())
        text = f"{row.label} {row.title}".strip()
        font = fonts.caption_strong(tabular=True) if late else fonts.caption(tabular=True)
        tone = tokens.tone("late" if late else "text3" if row.ended else "text")
        if area.height() > line_height():
            measured = QFontMetricsF(font).horizontalAdvance
            text, rest = in_two_lines(text, words.width(), measured)
            under = words.translated(0, line_height() - 4)
            under.setLeft(mark.right() + 4)
            paint.text(painter, under, rest, font, tone)
        paint.text(painter, words, text, font, tone)

    def _paint_nothing(self, width: int, height: int) -> None:
        words = _("Nothing falls in {month}").format(month=month(self._days.month))
        font = fonts.section_title()
        metrics = QFontMetricsF(font)
        size = metrics.horizontalAdvance(words) + 32, metrics.height() + 20
        area = QRectF((width - size[0]) / 2, (height - size[1]) / 2, *size)
        paint.box(self._painter, area, 6, self._tokens.colour("surface"))
        paint.outline(self._painter, area, 6, self._tokens.colour("line"), 1)
        paint.text(self._painter, area, words, font, self._tokens.tone("text2"), _CENTRE)
