"""The promise cards: one list whose rows are drawn so that each promise becomes a card."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath

from tracker.i18n import _, format_number, ngettext
from tracker.labels import label
from tracker.models.enums import FollowUp
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.overview import PromiseCard
from tracker.services.queries.promises import PromiseRow
from tracker.ui import fonts
from tracker.ui.panels.overview.effect import effect_runs
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.progress import Progress, describe, paint_bar, phrase_runs

_GAP = 12
_PADDING = 16
_FOOT = 8
_RADIUS = 6
_BADGE_ROOM = paint.BADGE + 12
_WIDEST_BAR = 208.0
_NARROWEST_BAR = 88.0


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a card: which promise, how it goes, and its effect."""

    promise: PromiseRow
    effect: tuple[Run, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One action on a card."""

    action: ActionRow
    progress: Progress
    last: bool


@dataclass(frozen=True, slots=True)
class More:
    """The actions that the card has no room for."""

    promise: PromiseRow
    count: int
    last: bool = True


CardRow = Head | Line | More


def card_rows(cards: Sequence[PromiseCard], today: date) -> list[CardRow]:
    """The rows of all cards, in order."""
    rows: list[CardRow] = []
    for number, card in enumerate(cards):
        effect = effect_runs(card.indicators, today)
        alone = not card.actions and not card.more
        rows.append(Head(card.row, effect, first=number == 0, last=alone))
        rows.extend(Line(action, progress_of(action), last=False) for action in card.actions)
        if card.more:
            rows.append(More(card.row, card.more))
        elif card.actions:
            rows[-1] = replace(rows[-1], last=True)
    return rows


def promise_of(row: CardRow) -> int:
    """The id of the promise whose card the row is on."""
    return row.action.promise_id if isinstance(row, Line) else row.promise.id


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand on an action's line."""

    title: QRectF
    bar: QRectF
    phrase: QRectF
    pill: QRectF


class CardPainter:
    """Draws the rows of the promise cards; see `RowPainter`."""

    def __init__(self) -> None:
        self._pill_width = 0.0
        self._phrase_width = 0.0

    def measure(self, rows: Sequence[CardRow]) -> None:
        """Note how wide the columns must be for these rows, so that they line up on all cards."""
        normal, strong = fonts.body(tabular=True), fonts.body_strong(tabular=True)
        lines = [row for row in rows if isinstance(row, Line)]
        widths = [paint.runs_width(phrase_runs(line.progress), normal, strong) for line in lines]
        self._phrase_width = min(max(widths, default=0.0), 280.0) + 2
        self._pill_width = max((_mark_width(line.action) for line in lines), default=0.0)

    def key(self, row: CardRow) -> Hashable:
        """See `RowPainter`."""
        return (type(row), row.action.id if isinstance(row, Line) else row.promise.id)

    def height(self, row: CardRow, width: int) -> int:
        """See `RowPainter`."""
        foot = _FOOT if row.last else 0
        if isinstance(row, Head):
            title = max(38, int(QFontMetricsF(fonts.section_title()).height()) + 14)
            return title + foot + (0 if row.first else _GAP)
        return max(28, int(QFontMetricsF(fonts.body()).height()) + 8) + foot

    def spoken(self, row: CardRow) -> str:
        """See `RowPainter`."""
        if isinstance(row, Head):
            how = label(row.promise.colour) if row.promise.colour else label(row.promise.status)
            effect = "".join(run.text for run in row.effect)
            return f"L{row.promise.number} {row.promise.title}, {how}, {effect}"
        if isinstance(row, More):
            return _more_words(row.count)
        status = "" if row.action.colour else label(row.action.status)
        parts = (row.action.title, label(row.action.party), describe(row.progress), status)
        return ", ".join(part for part in parts if part)

    def tip(self, row: CardRow) -> str:
        """See `RowPainter`."""
        return self.spoken(row)

    def link_area(self, rect: QRectF, row: CardRow) -> QRectF | None:
        """See `RowPainter`."""
        return rect if isinstance(row, More) else None

    def paint(
        self, painter: QPainter, rect: QRectF, row: CardRow, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        painter.fillRect(rect, tokens.colour("bg"))
        top = rect.top() + (_GAP if isinstance(row, Head) and not row.first else 0)
        card = QRectF(rect.left(), top, rect.width(), rect.bottom() - top)
        self._paint_card(painter, card, row, tokens)
        area = card.adjusted(1, 1 if isinstance(row, Head) else 0, -1, 0)
        if row.last:
            area.setBottom(area.bottom() - _FOOT)
        if look.chosen or look.hot:
            painter.fillRect(area, tokens.colour(look.ground))
        if look.chosen:
            mark = QRectF(area.left(), area.top(), 3, area.height())
            painter.fillRect(mark, tokens.colour("accent"))
        inner = area.adjusted(_PADDING - 1, 0, 1 - _PADDING, 0)
        if isinstance(row, Head):
            self._paint_head(painter, inner, row, tokens)
        elif isinstance(row, More):
            words = inner.adjusted(_BADGE_ROOM, 0, 0, 0)
            font = fonts.caption_medium(tabular=True)
            paint.text(painter, words, _more_words(row.count), font, tokens.tone("accent"))
        else:
            self._paint_line(painter, inner, row, tokens, look)
        if look.focused:
            paint.focus_ring(painter, area, tokens, 2)

    def _paint_card(self, painter: QPainter, card: QRectF, row: CardRow, tokens: Tokens) -> None:
        """The part of the card's white ground and border that belongs to this row."""
        whole = card.adjusted(0.5, 0.5, -0.5, -0.5)
        if not isinstance(row, Head):
            whole.setTop(card.top() - 2 * _RADIUS)
        if not row.last:
            whole.setBottom(card.bottom() + 2 * _RADIUS)
        path = QPainterPath()
        path.addRoundedRect(whole, _RADIUS, _RADIUS)
        painter.setPen(tokens.colour("line"))
        painter.setBrush(tokens.colour("surface"))
        painter.drawPath(path)

    def _paint_head(self, painter: QPainter, area: QRectF, row: Head, tokens: Tokens) -> None:
        number, font = f"L{row.promise.number}", fonts.body_strong(tabular=True)
        width = max(QFontMetricsF(font).horizontalAdvance(number) + 8, _BADGE_ROOM)
        room = QRectF(area.left(), area.top(), width, area.height())
        paint.text(painter, room, number, font, tokens.tone("text2"))
        left = area.left() + width
        mark = self._head_mark_width(row)
        title_font = fonts.section_title()
        wanted = QFontMetricsF(title_font).horizontalAdvance(row.promise.title) + 1
        title = QRectF(
            left, area.top(), min(wanted, area.right() - left - mark - 12), area.height()
        )
        paint.text(painter, title, row.promise.title, title_font, tokens.tone("text"))
        spot = QPointF(title.right() + 12, area.center().y())
        self._paint_head_mark(painter, spot, mark, row, tokens)
        self._paint_effect(painter, area, spot.x() + mark + 24, row, tokens)

    def _head_mark_width(self, row: Head) -> float:
        if row.promise.colour is not None:
            return paint.pill_size(row.promise.colour, paint.TITLE_PILL).width()
        words = QFontMetricsF(fonts.body()).horizontalAdvance(label(row.promise.status))
        return words + paint.MARK + 8

    def _paint_head_mark(
        self, painter: QPainter, spot: QPointF, width: float, row: Head, tokens: Tokens
    ) -> None:
        if row.promise.colour is not None:
            paint.pill(painter, spot, row.promise.colour, tokens, paint.TITLE_PILL)
        else:
            room = QRectF(spot.x(), spot.y() - 12, width, 24)
            paint.status_mark(painter, room, row.promise.status, tokens)

    def _paint_effect(
        self, painter: QPainter, area: QRectF, left: float, row: Head, tokens: Tokens
    ) -> None:
        normal, medium = fonts.caption(tabular=True), fonts.caption_medium(tabular=True)
        width = paint.runs_width(row.effect, normal, medium) + 1
        room = QRectF(max(left, area.right() - width), area.top(), 0, area.height())
        room.setRight(area.right())
        # A stump of it says nothing; the tooltip and the promise's page say all.
        if room.width() >= min(width, 140):
            paint.text_runs(painter, room, row.effect, normal, medium, tokens)

    def _columns(self, area: QRectF) -> _Columns:
        gap = 16.0
        pill = QRectF(area.right() - self._pill_width, area.top(), self._pill_width, area.height())
        left = area.left() + _BADGE_ROOM
        room = pill.left() - left - 3 * gap - self._phrase_width
        bar_width = min(max(room * 0.46, _NARROWEST_BAR), _WIDEST_BAR)
        phrase = QRectF(0, area.top(), self._phrase_width, area.height())
        phrase.moveRight(pill.left() - gap)
        bar = QRectF(0, area.top(), bar_width, area.height())
        bar.moveRight(phrase.left() - gap)
        title = QRectF(left, area.top(), max(bar.left() - gap - left, 0), area.height())
        return _Columns(title, bar, phrase, pill)

    def _paint_line(
        self, painter: QPainter, area: QRectF, row: Line, tokens: Tokens, look: Look
    ) -> None:
        action, progress = row.action, row.progress
        ended = action.status.ended
        columns = self._columns(area)
        top = round(area.center().y() - paint.BADGE / 2)
        badge = QRectF(area.left(), top, paint.BADGE, paint.BADGE)
        paint.party_badge(painter, badge, action.party, tokens)
        tone = tokens.tone("text2" if ended else "text")
        paint.text(painter, columns.title, action.title, fonts.body(), tone)
        if progress.has_bar:
            ground = tokens.colour(look.ground)
            paint_bar(painter, columns.bar, progress, tokens, ground, selected=look.chosen)
        elif progress.single:
            words = _("One-off, {status}").format(status=label(action.status).lower())
            paint.text(painter, columns.bar, words, fonts.caption(), tokens.tone("text2"))
        normal, strong = fonts.body(tabular=True), fonts.body_strong(tabular=True)
        runs = phrase_runs(progress)
        paint.text_runs(painter, columns.phrase, runs, normal, strong, tokens)
        self._paint_mark(painter, columns.pill, action, tokens)

    def _paint_mark(
        self, painter: QPainter, rect: QRectF, action: ActionRow, tokens: Tokens
    ) -> None:
        if action.colour is None:
            inset = rect.adjusted(paint.TABLE_PILL.left - 1, 0, 4, 0)
            paint.status_mark(painter, inset, action.status, tokens)
            return
        spot = QPointF(rect.left(), rect.center().y())
        filled = paint.needs_fill(action.colour)
        paint.pill(painter, spot, action.colour, tokens, filled=filled)


def _mark_width(action: ActionRow) -> float:
    if action.colour is not None:
        return max(paint.pill_size(action.colour).width(), paint.pill_size(FollowUp.LATE).width())
    words = QFontMetricsF(fonts.body()).horizontalAdvance(label(action.status))
    return paint.TABLE_PILL.left + paint.MARK + 6 + words + 1


def _more_words(count: int) -> str:
    return ngettext("and {count} more action", "and {count} more actions", count).format(
        count=format_number(count)
    )
