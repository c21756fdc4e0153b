"""The timeline put together: axis, lines and the bar that scrolls time."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from tracker.services.queries.timeline_rows import Timeline
from tracker.ui.panels.timeline.axis import Axis
from tracker.ui.panels.timeline.frame import Frame, home_day, names_width
from tracker.ui.panels.timeline.line_list import LineList
from tracker.ui.panels.timeline.lines import ActionLine, Line, lines_of, whole_span
from tracker.ui.panels.timeline.painter import TimelinePainter
from tracker.ui.panels.timeline.scale import Zoom, scale_for

_TODAY_AT = 0.4
_FOLLOWED_AT = 0.7
"""Where in the chart today, and a deadline that was out of sight, are brought."""


class TimelineView(QWidget):
    """Keeps the frame: which zoom, and how far time is scrolled."""

    zoom_changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None, *, can_move: bool) -> None:
        super().__init__(parent)
        self._span = (today, today)
        self._zoom = Zoom.YEAR
        self._placed = False
        self.frame = Frame(scale_for(self._zoom, self._span, 640), today.toordinal())
        painter = TimelinePainter(self.frame)
        self.axis = Axis(self.frame)
        self.lines = LineList(self.frame, painter, can_move=can_move)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.valueChanged.connect(self._on_scrolled)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for widget in (self.axis, self.lines, self.bar):
            self._layout.addWidget(widget)
        self.lines.scrolled.connect(lambda by: self.bar.setValue(self.bar.value() + by))
        self.lines.zoomed.connect(self._on_zoomed)
        self.lines.today_asked.connect(self.go_to_today)
        self.lines.day_asked.connect(self._on_day_asked)
        self.lines.chosen.connect(self._on_chosen)
        self.setFocusProxy(self.lines)

    def show_timeline(self, found: Timeline) -> None:
        """Show what was read; what is chosen and where one stands in time are kept."""
        self._span = whole_span(found)
        self.frame.today = found.today.toordinal()
        down = self.lines.verticalScrollBar().value()
        self._rescale(self.frame.nearest_day(), 0.0)
        if not self._placed:
            self._placed = True
            self.go_to_today()
        self.lines.set_rows(lines_of(found))
        self.lines.verticalScrollBar().setValue(down)

    def zoom(self) -> Zoom:
        """How much of time is in view."""
        return self._zoom

    def set_zoom(self, zoom: Zoom, at: float | None = None) -> None:
        """Show more or less of time; the day at x, by default today or the middle, stays put."""
        if zoom is self._zoom:
            return
        frame = self.frame
        today = frame.today_x() - frame.names
        beside = at - frame.names if at is not None else today
        if not 0 <= beside <= frame.chart:
            beside = frame.chart / 2
        day = frame.day_at(frame.names + beside)
        self._zoom = zoom
        self._rescale(day, beside / max(frame.chart, 1))
        self.zoom_changed.emit(zoom)

    def go_to_today(self) -> None:
        """Scroll time to where today is in view; at the zoom of a year to the year's beginning."""
        frame = self.frame
        if self._zoom is Zoom.YEAR:
            self.bar.setValue(round(frame.scale.x(home_day(date.fromordinal(frame.today)))))
        else:
            self.bar.setValue(frame.offset_to(frame.today, _TODAY_AT))

    def choose(self, action_id: int) -> bool:
        """Choose an action's line and bring it into view; False when it isn't there."""
        for number, line in enumerate(self.lines.rows()):
            if isinstance(line, ActionLine) and line.row.id == action_id:
                self.lines.choose(number)
                self._follow(line)
                return True
        return False

    def choose_first(self) -> None:
        """Choose the first action that is late, or the first there is."""
        actions = [line.row for line in self.lines.rows() if isinstance(line, ActionLine)]
        late = [row for row in actions if row.days_late > 0]
        for row in (late or actions)[:1]:
            self.choose(row.id)

    def _rescale(self, day: int, part: float) -> None:
        """Fit the frame to the width and the zoom; `day` stands at a part of the chart."""
        frame, width = self.frame, self.lines.viewport().width()
        frame.names = names_width(self.width())
        frame.chart = max(width - frame.names, 1)
        frame.scale = scale_for(self._zoom, self._span, frame.chart)
        offset = round(frame.scale.x(day) - frame.chart * part)
        self.bar.setPageStep(frame.chart)
        self.bar.setSingleStep(max(frame.chart // 12, 1))
        self.bar.setRange(0, frame.most())
        self.bar.setValue(offset)
        self._on_scrolled(self.bar.value())

    def _on_scrolled(self, value: int) -> None:
        self.frame.offset = value
        self.axis.update()
        self.lines.viewport().update()

    def _on_zoomed(self, step: int, at: float | None) -> None:
        self.set_zoom(Zoom(min(max(self._zoom + step, Zoom.YEAR), Zoom.MONTH)), at)

    def _on_day_asked(self, day: int) -> None:
        if not self.frame.first_day() < day < self.frame.last_day():
            self.bar.setValue(self.frame.offset_to(day, _FOLLOWED_AT))

    def _on_chosen(self, line: Line) -> None:
        if self.lines.by_keyboard and isinstance(line, ActionLine):
            self._follow(line)

    def _follow(self, line: ActionLine) -> None:
        """Scroll time to an action that lies wholly before or after what is in view."""
        row, frame = line.row, self.frame
        days = [day.toordinal() for day in (row.start, row.deadline) if day is not None]
        if days and (max(days) < frame.first_day() or min(days) > frame.last_day()):
            self.bar.setValue(frame.offset_to(max(days), _FOLLOWED_AT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout.activate()
        self._rescale(self.frame.nearest_day(), 0.0)
