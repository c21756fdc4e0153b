"""One drawing of each recurring mark, shared by widgets and table delegates.

All take logical pixels and expect an antialiasing painter; `prepare` makes one so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from tracker.labels import label, party_letter
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.ui import fonts, icons
from tracker.ui.tokens import Tokens, Tone

BADGE = 20.0
SYMBOL = 10.0
MARK = 12.0
BAR_HEIGHT = 8.0
TICK_HEIGHT = 16.0

# A cell can't show more, and shaping ten thousand characters to elide them takes milliseconds.
_LONGEST = 400

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_HINTS = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)

_STATUS_ICONS: dict[StrEnum, str] = {
    PromiseStatus.DRAFT: "ring-dashed",
    PromiseStatus.ENDORSED: "ring",
    PromiseStatus.SIGNED: "pencil",
    PromiseStatus.RUNNING: "dot-circle",
    PromiseStatus.KEPT: "check",
    PromiseStatus.PARTLY_KEPT: "half-circle",
    PromiseStatus.NOT_KEPT: "close",
    PromiseStatus.DROPPED: "minus-circle",
}
_ACTION_ICONS: dict[StrEnum, str] = {
    ActionStatus.PLANNED: "ring",
    ActionStatus.ONGOING: "dot-circle",
    ActionStatus.DONE: "check",
    ActionStatus.PARTLY_DONE: "half-circle",
    ActionStatus.NOT_DONE: "close",
    ActionStatus.DROPPED: "minus-circle",
}


@dataclass(frozen=True, slots=True)
class PillSize:
    """The measures of a follow-up pill in one of its two sizes."""

    height: float
    left: float
    right: float
    points: float

    def font(self) -> QFont:
        """The font of the word in the pill."""
        return fonts.caption_strong() if self.points < 10 else fonts.body_strong()


TABLE_PILL = PillSize(height=20, left=6, right=8, points=9)
TITLE_PILL = PillSize(height=24, left=8, right=10, points=10)
_PILL_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font and tone; a line of them mixes weights without markup."""

    text: str
    strong: bool = False
    tone: Tone = "text"


def prepare(painter: QPainter) -> None:
    """Switch on what the drawings here rely on."""
    painter.setRenderHints(_HINTS)


def box(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None) -> None:
    """A filled rounded rectangle."""
    if fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, radius, radius)


def outline(painter: QPainter, rect: QRectF, radius: float, colour: QColor, width: float) -> None:
    """A rounded outline that lies wholly inside `rect`."""
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def focus_ring(painter: QPainter, rect: QRectF, tokens: Tokens, radius: float = 4) -> None:
    """2 px accent inside the edge."""
    outline(painter, rect, radius, tokens.colour("accent"), 2)


def elided(text: str, metrics: QFontMetricsF, width: float) -> str:
    """`text` on one line, shortened with an ellipsis to fit `width`."""
    line = " ".join(text[:_LONGEST].split())
    return metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(width, 0))


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    """One line of text, elided to `rect`."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = elided(words, QFontMetricsF(font), rect.width())
    painter.drawText(rect, align.value, shown)


def runs_width(runs: Iterable[Run], normal: QFont, strong: QFont) -> float:
    """How wide a line of runs is when nothing is elided."""
    return sum(
        QFontMetricsF(strong if run.strong else normal).horizontalAdvance(run.text) for run in runs
    )


def text_runs(
    painter: QPainter,
    rect: QRectF,
    runs: Iterable[Run],
    normal: QFont,
    strong: QFont,
    tokens: Tokens,
) -> None:
    """A line of runs from the left of `rect`; the one that doesn't fit is elided, later ones go."""
    x = rect.left()
    for run in runs:
        font = strong if run.strong else normal
        metrics = QFontMetricsF(font)
        room = rect.right() - x
        if room <= metrics.averageCharWidth():
            break
        advance = metrics.horizontalAdvance(run.text[:_LONGEST])
        painter.setFont(font)
        painter.setPen(tokens.tone(run.tone))
        shown = run.text if advance <= room + 0.5 else elided(run.text, metrics, room)
        area = QRectF(x, rect.top(), max(advance, room), rect.height())
        painter.drawText(area, _LEFT.value, shown)
        x += advance


def party_badge(painter: QPainter, rect: QRectF, party: Party, tokens: Tokens) -> None:
    """The solid square with the party's letter."""
    box(painter, rect, 4, tokens.party(party))
    painter.setFont(fonts.caption_strong())
    painter.setPen(tokens.colour("party_letter"))
    painter.drawText(rect, int(_CENTRE), party_letter(party))


def symbol(painter: QPainter, rect: QRectF, value: FollowUp, tokens: Tokens) -> None:
    """Disc, triangle, square or ring, centred in `rect` and told apart without colour."""
    colour = QColor(tokens.follow_up(value).symbol)
    scale = min(rect.width(), rect.height()) / SYMBOL
    centre = rect.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if value is FollowUp.ON_TRACK:
        painter.drawEllipse(centre, 4.5 * scale, 4.5 * scale)
    elif value is FollowUp.AT_RISK:
        corners = ((0, -4.6), (5.2, 4.4), (-5.2, 4.4))
        painter.drawPolygon(
            QPolygonF([QPointF(centre.x() + x * scale, centre.y() + y * scale) for x, y in corners])
        )
    elif value is FollowUp.LATE:
        side = 9 * scale
        painter.drawRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6 * scale))
        painter.drawEllipse(centre, 3.9 * scale, 3.9 * scale)


def pill_size(value: FollowUp, size: PillSize = TABLE_PILL) -> QSizeF:
    """How large the pill with the word of `value` is."""
    metrics = QFontMetricsF(size.font())
    width = size.left + SYMBOL + _PILL_GAP + metrics.horizontalAdvance(label(value)) + size.right
    return QSizeF(width, max(size.height, metrics.height() + 4))


def pill(
    painter: QPainter,
    left_centre: QPointF,
    value: FollowUp,
    tokens: Tokens,
    size: PillSize = TABLE_PILL,
    *,
    filled: bool = True,
) -> None:
    """Symbol and word, `left_centre` being the middle of the left edge.

    Unfilled it keeps the same inset, so that symbols stand in line down a column.
    """
    extent = pill_size(value, size)
    # Whole pixels: a half-pixel square is a blurred square.
    top = round(left_centre.y() - extent.height() / 2)
    rect = QRectF(round(left_centre.x()), top, extent.width(), extent.height())
    colours = tokens.follow_up(value)
    if filled:
        box(painter, rect, 4, QColor(colours.pill))
    symbol_top = rect.top() + (rect.height() - SYMBOL) / 2
    symbol(painter, QRectF(rect.left() + size.left, symbol_top, SYMBOL, SYMBOL), value, tokens)
    painter.setFont(size.font())
    painter.setPen(QColor(colours.word))
    word_left = rect.left() + size.left + SYMBOL + _PILL_GAP
    painter.drawText(
        QRectF(word_left, rect.top(), rect.right() - word_left, rect.height()),
        int(_LEFT | Qt.TextFlag.TextDontClip),
        label(value),
    )


def needs_fill(value: FollowUp) -> bool:
    """Whether a table fills the pill: only what needs attention is filled."""
    return value in (FollowUp.AT_RISK, FollowUp.LATE)


def status_icon(status: ActionStatus | PromiseStatus) -> str:
    """The name of the outline symbol for a status."""
    if isinstance(status, ActionStatus):
        return _ACTION_ICONS[status]
    return _STATUS_ICONS[status]


def status_mark(
    painter: QPainter, rect: QRectF, status: ActionStatus | PromiseStatus, tokens: Tokens
) -> None:
    """The 12 px outline symbol and the word after it, elided to `rect`."""
    top = round(rect.center().y() - MARK / 2)
    icon_rect = QRectF(rect.left(), top, MARK, MARK)
    icons.paint(painter, status_icon(status), icon_rect, tokens.tone("text2"))
    words = rect.adjusted(MARK + 6, 0, 0, 0)
    text(painter, words, label(status), fonts.body(), tokens.tone("text2"))


def key_hint_size(keys: str) -> QSizeF:
    """How large the box around a key's name is."""
    metrics = QFontMetricsF(fonts.key_hint())
    height = max(16.0, metrics.height() + 2)
    return QSizeF(max(metrics.horizontalAdvance(keys) + 10, height), height)


def key_hint(
    painter: QPainter, left_centre: QPointF, keys: str, tokens: Tokens, *, on_fill: bool = False
) -> None:
    """A key's name in a small box; white when it stands on the accent fill."""
    extent = key_hint_size(keys)
    rect = QRectF(
        round(left_centre.x()),
        round(left_centre.y() - extent.height() / 2),
        extent.width(),
        extent.height(),
    )
    if not on_fill:
        box(painter, rect, 3, tokens.colour("sunken"))
    outline(painter, rect, 3, tokens.colour("on_accent" if on_fill else "line"), 1)
    painter.setFont(fonts.key_hint())
    painter.setPen(tokens.colour("on_accent" if on_fill else "text3"))
    painter.drawText(rect, int(_CENTRE), keys)


def check_box(
    painter: QPainter, rect: QRectF, state: Qt.CheckState, tokens: Tokens, backdrop: QColor
) -> None:
    """The 16 px box of a table's selection column, empty, ticked or partly."""
    if state is Qt.CheckState.Unchecked:
        box(painter, rect, 3, backdrop)
        outline(painter, rect, 3, tokens.colour("strong"), 1)
        return
    box(painter, rect, 3, tokens.colour("accent_fill"))
    painter.setPen(
        QPen(
            tokens.colour("on_accent"),
            1.8,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    x, y, side = rect.left(), rect.top(), rect.width() / 16
    if state is Qt.CheckState.PartiallyChecked:
        painter.drawLine(
            QPointF(x + 4.5 * side, y + 8 * side), QPointF(x + 11.5 * side, y + 8 * side)
        )
        return
    corners = ((4.2, 8.3), (7, 11), (12, 5.4))
    painter.drawPolyline([QPointF(x + px * side, y + py * side) for px, py in corners])
