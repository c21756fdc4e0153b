"""The marks of occasions: told apart by shape, so that they survive without colour."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tracker.models.enums import OccasionState
from tracker.services.queries.timeline_rows import STATES, Ticks
from tracker.ui.panels.timeline.frame import Frame
from tracker.ui.panels.timeline.geometry import TICK, first_tick
from tracker.ui.tokens import Tokens


def paint_ticks(painter: QPainter, y: float, ticks: Ticks, frame: Frame, tokens: Tokens) -> None:
    """An action's occasions that are in view, around y."""
    if not ticks.days:
        return
    by_state: dict[int, list[float]] = {}
    for x, state in _in_view(ticks, frame):
        by_state.setdefault(state, []).append(x)
    for number, places in by_state.items():
        _DRAW[STATES[number]](painter, places, y, tokens)


def draw_tick(painter: QPainter, spot: QPointF, state: OccasionState, tokens: Tokens) -> None:
    """One mark by itself."""
    _DRAW[state](painter, [spot.x()], spot.y(), tokens)


def _in_view(ticks: Ticks, frame: Frame) -> Iterator[tuple[float, int]]:
    """Where each stands. Of those of one state that would cover each other, one is drawn."""
    per_day = frame.scale.per_day
    start = frame.to_view(frame.scale.middle(0))
    last_day = frame.last_day() + 1
    drawn = [-100.0] * len(STATES)
    for number in range(first_tick(ticks, frame.first_day() - 1), len(ticks.days)):
        day = ticks.days[number]
        if day > last_day:
            break
        x, state = start + day * per_day, ticks.states[number]
        if x - drawn[state] >= TICK / 2:
            drawn[state] = x
            yield x, state


def _dots(painter: QPainter, places: list[float], y: float, width: float, colour: QColor) -> None:
    """All in one call: a point drawn with a round pen is a disc."""
    style, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    painter.setPen(QPen(colour, width, style, cap))
    painter.drawPoints([QPointF(x, y) for x in places])


def _done(painter: QPainter, places: list[float], y: float, tokens: Tokens) -> None:
    _dots(painter, places, y, 2 * TICK, tokens.colour("fill"))


def _missed(painter: QPainter, places: list[float], y: float, tokens: Tokens) -> None:
    painter.setPen(QPen(tokens.tone("late_symbol"), 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x in places:
        painter.drawEllipse(QPointF(x, y), TICK - 0.9, TICK - 0.9)


def _cancelled(painter: QPainter, places: list[float], y: float, tokens: Tokens) -> None:
    painter.setPen(QPen(tokens.tone("text2"), 1.6))
    half = TICK - 0.8
    for x in places:
        painter.drawLine(QPointF(x - half, y - half), QPointF(x + half, y + half))
        painter.drawLine(QPointF(x - half, y + half), QPointF(x + half, y - half))


def _left(painter: QPainter, places: list[float], y: float, tokens: Tokens) -> None:
    _dots(painter, places, y, TICK, tokens.tone("text3"))


_DRAW = {
    OccasionState.DONE: _done,
    OccasionState.MISSED: _missed,
    OccasionState.CANCELLED: _cancelled,
    OccasionState.OPEN: _left,
}
