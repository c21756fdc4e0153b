"""Tidslinje: the promises' actions over time, or all that falls in a month. One filter for both."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.queries.due import DueRow
from tracker.services.queries.timeline import timeline
from tracker.services.queries.timeline_rows import Timeline, TimelineQuery
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.due_places import show_due
from tracker.ui.page import PageView
from tracker.ui.panels.timeline.day_list import DayList
from tracker.ui.panels.timeline.deeds import ask_move, copy_picture
from tracker.ui.panels.timeline.empty import NoTimeline
from tracker.ui.panels.timeline.filters import TimelineFilters
from tracker.ui.panels.timeline.head import TimelineHead, View
from tracker.ui.panels.timeline.legend import TimelineLegend
from tracker.ui.panels.timeline.lines import ActionLine, Line, spoken
from tracker.ui.panels.timeline.month_days import MonthDays, month_words
from tracker.ui.panels.timeline.month_view import MonthView
from tracker.ui.panels.timeline.reading import read_choices, read_month, timeline_words
from tracker.ui.panels.timeline.view import TimelineView
from tracker.ui.tables.row_actions import RowActions
from tracker.ui.widgets.calendar import month_later
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.panels import ScrollPanel


class TimelinePage(PageView):
    """Holds the two views; each is read when it is seen."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "action",
            "action_note",
            "book",
            "decision_request",
            "deviation",
            "feedback",
            "indicator",
            "log_entry",
            "measurement",
            "meeting",
            "meeting_point",
            "occasion",
            "person",
            "promise",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted: int | None = None
        self._found: Timeline | None = None
        self._found_for = TimelineQuery()
        self._unread = set(View)
        can_move = not desk.read_only
        self.head = TimelineHead()
        self.filters = TimelineFilters()
        self.left_out = IconText("info", "")
        self.left_out.setVisible(False)
        self.timeline = TimelineView(desk.today(), can_move=can_move)
        self.month = MonthView(desk.today(), can_move=can_move)
        self._nothing = NoTimeline()
        self._lay_out()
        self._connect()
        self._set_keys()
        self.head.show_month(desk.today())
        self.setFocusProxy(self.timeline)

    def _lay_out(self) -> None:
        above = QVBoxLayout()
        above.setContentsMargins(24, 18, 24, 12)
        above.setSpacing(12)
        for widget in (self.head, self.filters, self.left_out):
            above.addWidget(widget)
        over_time = QWidget()
        column = QVBoxLayout(over_time)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.timeline, 1)
        column.addWidget(TimelineLegend())
        self._over_time = over_time
        self._month_panel = ScrollPanel(margins=(0, 0, 0, 0), gap=0)
        self._month_panel.body.addWidget(self.month)
        self._views = QStackedWidget()
        for view in (over_time, self._month_panel, self._nothing):
            self._views.addWidget(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(above)
        outer.addWidget(self._views, 1)

    def _connect(self) -> None:
        head, lines, days = self.head, self.timeline.lines, self.month
        head.view_changed.connect(self._on_view)
        head.zoom_changed.connect(self.timeline.set_zoom)
        head.turned.connect(lambda by: days.choose(month_later(days.day(), by)))
        head.today_asked.connect(self._on_today)
        self.timeline.zoom_changed.connect(head.zoom.set_value)
        self.filters.changed.connect(self._on_filtered)
        self.filters.entered.connect(self._to_view)
        self.filters.text.left.connect(self._to_view)
        lines.chosen.connect(self._on_line)
        lines.opened.connect(self._on_line_opened)
        lines.move_asked.connect(lambda line, day: self._ask_move(line.row.id, day))
        days.turned.connect(self._on_turned)
        days.chosen.connect(self._on_due)
        days.opened.connect(partial(show_due, self.desk))
        days.day_opened.connect(self._on_day_opened)
        days.move_asked.connect(lambda row, day: self._ask_move(row.action_id, day))
        self._nothing.clear_asked.connect(self.filters.clear_link.click)
        self._nothing.promises_asked.connect(lambda: self.desk.go("promises"))

    def _set_keys(self) -> None:
        """Letters work wherever nothing is being typed: a text field takes them for itself."""
        for keys, view in (("1", View.TIMELINE), ("T", View.TIMELINE),
                           ("2", View.MONTH), ("M", View.MONTH)):  # fmt: skip
            self._key(keys, partial(self.head.view.set_value, view))
        self._key("/", self._on_slash)
        offered: RowActions[ActionLine] = RowActions(
            self.timeline.lines, self.timeline.lines.current_action
        )
        offered.add(_("Open the action"), self._on_line_opened)
        about_all: RowActions[TimelinePage] = RowActions(self.timeline.lines, lambda: self)
        about_all.add(_("Copy the picture"), TimelinePage.copy_picture, "Ctrl+C")
        if not self.desk.read_only:
            offered.add(_("Log a completed action"), lambda line: self._log(line.row.id))
            offered.add(_("Move the deadline…"), lambda line: self._ask_move(line.row.id, None))
            self._key("L", self._on_log)
            self._key("F", self._on_move)

    def _key(self, keys: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    # -- what is shown

    def view(self) -> View:
        """Which of the two views is in front."""
        return self.head.view.value()

    def refresh(self) -> None:
        """Read again what the view in front shows, and the other when it comes to the front."""
        self.desk.read(partial(read_choices, self.desk.ctx), self.filters.set_choices, owner=self)
        self._on_filtered()

    def _on_filtered(self) -> None:
        self._unread = set(View)
        self._read_front()

    def _read_front(self) -> None:
        view, ctx, query = self.view(), self.desk.ctx, self.filters.query()
        if view not in self._unread:
            return
        self._unread.discard(view)
        if view is View.MONTH:
            work = partial(read_month, ctx, query, self.month.day())
            self.desk.read(work, self._on_month_read, owner=self)
        else:
            self.desk.read(partial(timeline, ctx, query), self._on_read, owner=self)

    def open_at(self, target: Goto) -> None:
        """Show what a `TimelineQuery` finds; with a row id choose that action."""
        if isinstance(target.query, TimelineQuery):
            self.filters.show_query(target.query)
        self._wanted = target.row_id
        if target.row_id is not None:
            self.head.view.set_value(View.TIMELINE)
        self.mark_stale()

    def _on_read(self, found: Timeline) -> None:
        self._found = found
        self.timeline.show_timeline(found)
        query, before = self.filters.query(), self._found_for
        self._found_for = query
        # Whoever looks for words looks for an action; above it stands its promise.
        lines, sought = self.timeline.lines, bool(query.text) and query != before
        if self._wanted is not None and self.timeline.choose(self._wanted):
            self._wanted = None
        elif lines.current() is None or (sought and lines.current_action() is None):
            self.timeline.choose_first()
        words = ngettext(
            "{n} more action is not shown. Filter to see it.",
            "{n} more actions are not shown. Filter to see them.",
            found.left_out,
        )
        self.left_out.set_text(words.format(n=format_number(found.left_out)))
        self._arrange()

    def _on_month_read(self, days: MonthDays) -> None:
        self.month.show_days(days)
        self.head.show_month(days.month)
        self._arrange()

    def _arrange(self) -> None:
        """Put the view in front that there is something for; the keyboard follows."""
        had_keyboard = self._has_keyboard()
        is_month, found = self.view() is View.MONTH, self._found
        is_empty = found is not None and not found.promises
        if is_empty:
            self._nothing.tell(filtered=self.filters.query() != TimelineQuery())
        front = self._month_panel if is_month else self._nothing if is_empty else self._over_time
        self._views.setCurrentWidget(front)
        self.setFocusProxy(self.month if is_month else self._nothing if is_empty else self.timeline)
        self.left_out.setVisible(not is_month and found is not None and found.left_out > 0)
        self.head.set_subtitle(
            month_words(self.month.days()) if is_month else timeline_words(found)
        )
        if had_keyboard:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_view(self, view: View) -> None:
        # Else Qt gives the keyboard to what comes after the control that has just been hidden.
        with_keyboard = self._is_asked_here()
        self._arrange()
        if with_keyboard:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read_front()
        if view is View.TIMELINE:
            self._on_line(self.timeline.lines.current())
        else:
            self._on_due(self.month.current())

    def _has_keyboard(self) -> bool:
        """Whether the keyboard is in one of the views, not in the head or the filters."""
        here: QWidget | None = self.window().focusWidget()
        return here is not None and self._views.isAncestorOf(here)

    def _is_asked_here(self) -> bool:
        """Whether the keyboard is on this page."""
        here: QWidget | None = self.window().focusWidget()
        return here is not None and self.isAncestorOf(here)

    def _to_view(self) -> None:
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_slash(self) -> None:
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def _on_today(self) -> None:
        if self.view() is View.MONTH:
            self.month.choose(self.desk.today())
        else:
            self.timeline.go_to_today()

    def _on_turned(self, day: date) -> None:
        self.head.show_month(day)
        self._unread.add(View.MONTH)
        self._read_front()

    # -- what is chosen

    def _on_line(self, line: Line | None) -> None:
        self.inspect(Subject("action", line.row.id) if isinstance(line, ActionLine) else None)

    def _on_line_opened(self, line: Line) -> None:
        action = line.row.id if isinstance(line, ActionLine) else None
        self.desk.go("promises", line.span.id, query=action)

    def _on_due(self, row: DueRow | None) -> None:
        if self.view() is View.MONTH:
            action = None if row is None else row.action_id
            self.inspect(None if action is None else Subject("action", action))

    def _on_day_opened(self, day: date) -> None:
        days, layout = self.month.days(), self.month.layout_now()
        # Under the window rather than the page, whose keys would be heard in the list too.
        window, writable = self.window(), not self.desk.read_only
        popup = DayList(day, days.on(day), days.today, window, writable=writable)
        popup.opened.connect(partial(show_due, self.desk))
        popup.log_asked.connect(self._log)
        popup.move_asked.connect(lambda action_id: self._ask_move(action_id, None))
        cell = layout.cell(day)
        corner = QPointF(0, 0) if cell is None else cell.topLeft()
        popup.open_at(self.month.mapToGlobal(corner.toPoint() + QPoint(8, 28)))

    def copy_picture(self) -> None:
        """Put the timeline as it is seen on the clipboard."""
        copy_picture(self.desk, self._over_time, list(map(spoken, self.timeline.lines.rows())))

    # -- what is changed

    def _log(self, action_id: int) -> None:
        self.desk.run("log.new", action_id)

    def _on_log(self) -> None:
        if self.view() is View.MONTH:
            self._with_due(self._log)
        elif (line := self.timeline.lines.current_action()) is not None:
            self._log(line.row.id)

    def _on_move(self) -> None:
        lines = self.timeline.lines
        if self.view() is View.MONTH:
            self._with_due(lambda action_id: self._ask_move(action_id, None))
        elif (line := lines.current_action()) is not None:
            self._ask_move(line.row.id, lines.pending_day())

    def _with_due(self, run: Callable[[int], object]) -> None:
        """Do something with the action chosen on a day; of several the day's list lets choose."""
        row, day = self.month.current(), self.month.day()
        if row is not None and row.action_id is not None:
            run(row.action_id)
        elif len(self.month.days().on(day)) > 1:
            self._on_day_opened(day)

    def _ask_move(self, action_id: int, day: date | None) -> None:
        """Until it is answered why, the new deadline is only drawn."""
        ask_move(self.desk, self, action_id, day, self._put_back)

    def _put_back(self) -> None:
        self.timeline.lines.put_back()
        self.month.put_back()
