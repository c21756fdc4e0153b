"""The lines of the timeline as a list: chosen by arrows, dragged by the mouse."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from tracker.i18n import _
from tracker.ui.panels.timeline.bars import levels, pending_label
from tracker.ui.panels.timeline.frame import Frame, Pending
from tracker.ui.panels.timeline.geometry import Hit, Part, hit
from tracker.ui.panels.timeline.lines import ActionLine, Line
from tracker.ui.panels.timeline.painter import TimelinePainter
from tracker.ui.panels.timeline.scale import faint_lines, strong_lines, weekends
from tracker.ui.panels.timeline.tips import tip_of
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.theme import Theme
from tracker.ui.widgets.text import plain_tip

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_NOTCH = 120
_PER_NOTCH = 96
_STARTS_AT = 4
"""Pixels before a press becomes a drag."""
_WEEK = 7
_STRONGER = 110
"""How opaque the lines are that months or years begin at, of 255."""


@dataclass(slots=True)
class _Held:
    """What the mouse has taken hold of: a deadline, or time itself when `line` is None."""

    line: ActionLine | None
    at: QPointF
    offset: int
    top: int
    moved: bool = False


class LineList(PaintedList[Line]):
    """Shows what the frame says; whoever owns the frame follows the signals."""

    scrolled = Signal(int)
    """Time should scroll by so many pixels."""
    zoomed = Signal(int, object)
    """One step in (1) or out (-1), around an x if the mouse asked."""
    today_asked = Signal()
    day_asked = Signal(int)
    """A day, as an ordinal, should be in view."""
    move_asked = Signal(object, object)
    """An action's line, and the day its deadline should move to."""

    def __init__(self, frame: Frame, painter: TimelinePainter, *, can_move: bool) -> None:
        super().__init__(_("Timeline"), painter, fitted=False)
        self._frame = frame
        self._can_move = can_move
        self._held: _Held | None = None
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def current_action(self) -> ActionLine | None:
        """The action chosen; None on a promise."""
        line = self.current()
        return line if isinstance(line, ActionLine) else None

    # -- a deadline on its way

    def pending_day(self) -> date | None:
        """The day the chosen action's deadline has been moved to, not yet asked about."""
        pending, line = self._frame.pending, self.current_action()
        if pending is None or line is None or pending.action_id != line.row.id:
            return None
        return date.fromordinal(pending.day)

    def put_back(self) -> None:
        """The deadline stands where it stood."""
        self._held = None
        self._set_pending(None)

    def _set_pending(self, pending: Pending | None) -> None:
        if pending != self._frame.pending:
            self._frame.pending = pending
            self.viewport().update()

    def _step_deadline(self, days: int) -> bool:
        line = self.current_action()
        if line is None or line.row.deadline is None or not self._can_move:
            return False
        before = self.pending_day() or line.row.deadline
        self._move_to(line, before.toordinal() + days)
        self.day_asked.emit((self.pending_day() or line.row.deadline).toordinal())
        return True

    def _move_to(self, line: ActionLine, day: int) -> None:
        """The deadline as a ghost on `day`, not before the start; on its own day there is none."""
        assert line.row.deadline is not None
        start = line.row.start
        day = max(day, day if start is None else start.toordinal())
        same = day == line.row.deadline.toordinal()
        self._set_pending(None if same else Pending(line.row.id, day, self._held is None))

    def _ask(self, line: ActionLine) -> bool:
        day = self.pending_day()
        if day is None:
            return False
        self.move_asked.emit(line, day)
        return True

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._on_key(Qt.Key(event.key()), event.modifiers() & ~_Mod.KeypadModifier):
            self.by_keyboard = True
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        sideways = {_Key.Key_Left: -1, _Key.Key_Right: 1}.get(key)
        if sideways is not None:
            if held in (_Mod.AltModifier, _Mod.ShiftModifier):
                return self._step_deadline(sideways * (1 if held == _Mod.AltModifier else _WEEK))
            self.scrolled.emit(sideways * self._frame.chart // 8)
            return True
        if key in (_Key.Key_Plus, _Key.Key_Minus):
            self.zoomed.emit(1 if key == _Key.Key_Plus else -1, None)
            return True
        if key == _Key.Key_Home and not held:
            self.today_asked.emit()
            return True
        if key == _Key.Key_Escape and self._frame.pending is not None:
            self.put_back()
            return True
        line = self.current_action()
        return key in (_Key.Key_Return, _Key.Key_Enter) and line is not None and self._ask(line)

    # -- mouse

    def line_at(self, at: QPoint) -> tuple[Line, QRectF] | None:
        """The line under a point, and its rectangle."""
        index = self.indexAt(at)
        if not index.isValid():
            return None
        return self.rows()[index.row()], QRectF(self.visualRect(index))

    def hit_at(self, at: QPointF) -> Hit | None:
        """The part of an action's chart under a point."""
        found = self.line_at(at.toPoint())
        if found is None or at.x() < self._frame.names:
            return None
        line, rect = found
        if not isinstance(line, ActionLine):
            return None
        in_ticks = at.y() >= levels(rect, line.row).ticks - 6
        return hit(line, self._frame.scale, self._frame.to_scale(at.x()), in_ticks=in_ticks)

    def _grips(self, at: QPointF) -> bool:
        found = self.hit_at(at)
        return self._can_move and found is not None and found.part is Part.END

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton or at.x() < self._frame.names:
            super().mousePressEvent(event)
            return
        self.by_keyboard = False
        self.put_back()
        found = self.line_at(at.toPoint())
        if found is not None:
            self.choose(self.indexAt(at.toPoint()).row())
        line = found[0] if found is not None and self._grips(at) else None
        held = line if isinstance(line, ActionLine) else None
        self._held = _Held(held, at, self._frame.offset, self.verticalScrollBar().value())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held, at = self._held, event.position()
        if held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            if self._grips(at):
                self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
            return
        far = at - held.at
        held.moved = held.moved or far.manhattanLength() >= _STARTS_AT
        if not held.moved:
            return
        if held.line is not None:
            deadline = held.line.row.deadline
            assert deadline is not None
            days = round(far.x() / self._frame.scale.per_day)
            self._move_to(held.line, deadline.toordinal() + days)
        else:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.scrolled.emit(held.offset - round(far.x()) - self._frame.offset)
            self.verticalScrollBar().setValue(held.top - round(far.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        if held is None:
            super().mouseReleaseEvent(event)
            return
        self.viewport().unsetCursor()
        if held.line is not None and held.moved:
            self._ask(held.line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.line_at(event.position().toPoint())
        if found is not None:
            self.opened.emit(found[0])

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & _Mod.ControlModifier:
            if turned.y():
                self.zoomed.emit(1 if turned.y() > 0 else -1, event.position().x())
            event.accept()
            return
        sideways = turned.x() or (turned.y() if event.modifiers() & _Mod.ShiftModifier else 0)
        if sideways:
            self.scrolled.emit(-sideways * _PER_NOTCH // _NOTCH)
            event.accept()
        else:
            super().wheelEvent(event)

    def tip_at(self, at: QPoint) -> str:
        """What hovering at a point tells."""
        found = self.line_at(at)
        return "" if found is None else tip_of(found[0], self.hit_at(QPointF(at)))

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            words = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().viewportEvent(event)  # type: ignore[arg-type]

    # -- time under and over the lines

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_grid()
        super().paintEvent(event)
        self._paint_today()

    def _paint_grid(self) -> None:
        """Once under all lines rather than in each."""
        tokens, frame = Theme.current().tokens(), self._frame
        painter = QPainter(self.viewport())
        height = self.viewport().height()
        painter.setClipRect(frame.names, 0, frame.chart, height)
        first, last = frame.first_day(), frame.last_day()
        for day in weekends(frame.scale, first, last):
            left = frame.to_view(frame.scale.x(day))
            wide = QRectF(left, 0, 2 * frame.scale.per_day, height)
            painter.fillRect(wide, tokens.colour("sunken"))
        for day in faint_lines(frame.scale, first, last):
            x = round(frame.to_view(frame.scale.x(day)))
            painter.fillRect(QRectF(x, 0, 1, height), tokens.colour("line"))
        stronger = QColor(tokens.colour("strong"))
        stronger.setAlpha(_STRONGER)
        for day in strong_lines(frame.scale, first, last):
            x = round(frame.to_view(frame.scale.x(day)))
            painter.fillRect(QRectF(x, 0, 1, height), stronger)

    def _paint_today(self) -> None:
        tokens, frame = Theme.current().tokens(), self._frame
        painter = QPainter(self.viewport())
        height = self.viewport().height()
        edge = QRectF(frame.names - 1, 0, 1, height)
        painter.fillRect(edge, tokens.colour("line"))
        x = round(frame.today_x())
        if x >= frame.names:
            # What is drawn under the line is told by it, but a moved deadline's day is read.
            label = self._pending_label()
            if label is not None:
                painter.setClipRegion(QRegion(self.viewport().rect()) - label.toAlignedRect())
            painter.fillRect(QRectF(x - 1, 0, 2, height), tokens.colour("accent_fill"))

    def _pending_label(self) -> QRectF | None:
        """Where the day stands that a deadline is being moved to."""
        pending = self._frame.pending
        for number, line in enumerate(self.rows()) if pending is not None else ():
            if isinstance(line, ActionLine) and pending and line.row.id == pending.action_id:
                rect = QRectF(self.visualRect(self.model().index(number, 0)))
                chart = rect.adjusted(self._frame.names, 0, 0, -1)
                return pending_label(chart, line.row, pending, self._frame)
        return None
