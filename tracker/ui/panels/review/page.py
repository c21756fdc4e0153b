"""Granskning: the queue, one action with all that is needed to decide, and the decisions."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.services.queries.log import LogQuery
from tracker.services.queries.review import ReviewQuery, Why
from tracker.ui import fonts
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.page import PageView
from tracker.ui.panels.occasions import OccasionsPanel
from tracker.ui.panels.review.aside import Aside
from tracker.ui.panels.review.deciding import Deciding
from tracker.ui.panels.review.decisions import DecisionBar
from tracker.ui.panels.review.detail import Detail
from tracker.ui.panels.review.empty import NothingLeft
from tracker.ui.panels.review.filtering import Filtering
from tracker.ui.panels.review.looking import Looked, ReadAhead, look_at
from tracker.ui.panels.review.panel import QueuePanel
from tracker.ui.panels.review.queue import QueueList, QueueModel, QueueSource
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel

# Narrower than this the notes and the trail stand under the action instead of beside it.
_ASIDE_FROM = 1000
_ASIDE_LETTERS = 100
_ASIDE_WIDTH = 320
_LEAST_ASIDE = 272


class ReviewPage(PageView):
    """The säkerhetssamordnare's inbox. What is decided leaves the queue, and the next one comes."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "action",
            "action_cause",
            "action_note",
            "book",
            "cause",
            "decision_request",
            "deviation",
            "evidence",
            "indicator",
            "log_entry",
            "measurement",
            "occasion",
            "person",
            "problem",
            "promise",
            "snooze",
            "survey",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._source = QueueSource(desk.ctx)
        self.model = QueueModel(self._source, desk.jobs, self)
        self.queue = QueueList(self.model)
        self.bar = DecisionBar(read_only=desk.read_only)
        self._panel = QueuePanel(self.queue, lambda: desk.run("app.shortcuts"))
        self._current: int | None = None
        self._number = 0
        self._wanted: int | None = None
        self._left: list[int] = []
        self._ahead = ReadAhead(desk, self)
        self._resetting = False
        self.shown: Looked | None = None
        self._detail: Detail | None = None
        self._aside: Aside | None = None
        self.filtering = Filtering(self, self._panel.filters)
        self.deciding = Deciding(self, self.queue, self.model, lambda: self.shown)
        self._lay_out()
        self._connect()
        self._set_keys()
        self.setFocusProxy(self.queue)

    # -- how it is put together

    def _lay_out(self) -> None:
        self._middle = ScrollPanel(margins=(24, 16, 24, 16), gap=24)
        self._beside = ScrollPanel(margins=(24, 16, 20, 16), gap=0)
        self._side = Panel("surface")
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(Rule(vertical=True))
        side.addWidget(self._beside, 1)
        content = QHBoxLayout()
        content.setSpacing(0)
        content.addWidget(self._middle, 1)
        content.addWidget(self._side)
        action = QWidget()
        column = QVBoxLayout(action)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(content, 1)
        column.addWidget(self.bar)
        self._stack = QStackedWidget()
        self._blank = Panel("surface")
        self._action_page = action
        self._empty = NothingLeft()
        for widget in (self._blank, self._action_page, self._empty):
            self._stack.addWidget(widget)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._panel)
        outer.addWidget(Rule(vertical=True))
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._on_resetting)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.desk.failed)
        self.queue.chosen.connect(self._on_chosen)
        self.model.ticks_changed.connect(lambda: self.bar.show_ticked(len(self.model.ticked())))
        self._panel.resting_asked.connect(self.filtering.turn)
        self._panel.filters.entered.connect(self.queue.setFocus)
        self.filtering.changed.connect(self._on_filter)
        self._empty.overview_asked.connect(lambda: self.desk.go("overview"))
        self._empty.clear_asked.connect(self._panel.filters.clear)
        self._empty.back_asked.connect(self.filtering.turn)
        bar, deciding = self.bar, self.deciding
        bar.next_asked.connect(partial(self._step, 1))
        bar.previous_asked.connect(partial(self._step, -1))
        bar.done_asked.connect(deciding.carry_out)
        bar.deadline_asked.connect(deciding.move_deadline)
        bar.owner_asked.connect(deciding.change_owner)
        bar.note_asked.connect(deciding.write_note)
        bar.rest_asked.connect(deciding.rest)
        bar.decision_asked.connect(deciding.record_decision)

    def _set_keys(self) -> None:
        """Letters work wherever nothing is being typed: a text field takes them for itself."""
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("J", self.bar.next.click),
            ("K", self.bar.previous.click),
            ("G", self.bar.done.click),
            ("F", self.bar.deadline.click),
            ("Ä", self.bar.owner.click),
            ("A", self.bar.note.click),
            ("V", self.bar.rest.click),
            ("B", self.bar.decide.click),
            ("T", self._on_occasions),
            ("X", self.queue.toggle_tick),
            ("R", self.filtering.turn),
            ("/", self._on_slash),
            ("Shift+F", self.filtering.open_views),
            ("?", lambda: self.desk.run("app.shortcuts")),
        )
        for key, run in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # -- the queue

    def refresh(self) -> None:
        """Read the queue and the action again."""
        self._ahead.forget()
        self.model.show(self._panel.filters.query())
        self.filtering.refresh()

    def open_at(self, target: Goto) -> None:
        """Choose an action of the queue, or show the part of it that is asked for."""
        self._wanted = target.row_id
        if isinstance(target.query, ReviewQuery):
            self.filtering.show(target.query)
        self.mark_stale()

    def _on_filter(self) -> None:
        # Ticks are seen marks: what a filter hides must not be changed.
        self.model.clear_ticks()
        self._left.clear()
        if self._panel.filters.is_set():
            self._panel.unfold_filters()
        self.bar.show_resting(resting=self._panel.filters.query().resting)
        self.model.show(self._panel.filters.query())

    def _on_slash(self) -> None:
        self._panel.unfold_filters()
        self._panel.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panel.filters.text.selectAll()

    def _on_resetting(self) -> None:
        self._resetting = True

    def _on_loaded(self, count: int) -> None:
        self._resetting = False
        self._panel.show_found(self._source.found)
        self.model.drop_ticks()
        number = self._where_now()
        if number is None:
            self._current = None
            self.shown = None
            filters = self._panel.filters
            self._empty.tell(filtered=filters.is_set(), resting=filters.query().resting)
            self._stack.setCurrentWidget(self._empty)
            self.inspect(None)
            return
        before = self._current
        self._number = number
        self.queue.choose(number)
        self._say_place()
        # Also when it is the same action: its facts may have changed.
        if self.model.id_at(number) == before:
            self._look(before)

    def _where_now(self) -> int | None:
        """The number of the row to show: what was asked for, what came back, the same, or next."""
        if not self.model.rowCount():
            return None
        wanted, self._wanted = self._wanted, None
        back = self._left[-1] if self._left else None
        for action_id in (wanted, back, self._current):
            number = None if action_id is None else self.model.find(action_id)
            if number is not None:
                if action_id == back:
                    self._left.pop()
                return number
        if self._current is not None:
            self._left.append(self._current)
        return min(self._number, self.model.rowCount() - 1)

    def _on_chosen(self, action_id: int) -> None:
        if self._resetting or action_id == self._current:
            return
        self._current = action_id
        self._number = self.queue.currentIndex().row()
        self.inspect(Subject("action", action_id))
        known = self._ahead.known(action_id)
        if known is not None:
            self._show(known)
        self._look(action_id)

    def _step(self, by: int) -> None:
        number = self.queue.currentIndex().row() + by
        if 0 <= number < self.model.rowCount():
            self.queue.choose(number)

    # -- the action

    def _look(self, action_id: int) -> None:
        work = partial(look_at, self.desk.ctx, action_id, self._source.query.days)
        self.desk.read(work, self._on_looked, owner=self)

    def _on_looked(self, looked: Looked | None) -> None:
        # Gone means that a change of the queue is on its way.
        if looked is None or looked.detail.row.id != self._current:
            return
        if looked != self.shown:
            self._show(looked)
        near = (self._number + 1, self._number - 1)
        ids = [self.model.id_at(n) for n in near if 0 <= n < self.model.rowCount()]
        self._ahead.read(ids, self._source.query.days)

    def _show(self, looked: Looked) -> None:
        self.shown = looked
        today = self.desk.today()
        occasions = None if looked.series is None else OccasionsPanel(self.desk, looked.series)
        before = None if self._detail is None else self._detail.occasions
        held = before is not None and self.window().focusWidget() is before.list
        self._take_away()
        self._detail = Detail(looked, today, occasions)
        self._detail.log_asked.connect(self._on_log)
        self._detail.reassign_asked.connect(self.deciding.reassign)
        self.bar.show_decision(waits=any(r.why is Why.DECISION for r in looked.reasons))
        self._aside = Aside(looked.detail, today)
        self._middle.body.addWidget(self._detail)
        self._place_aside()
        if before is not None and occasions is not None and occasions.take_over(before) and held:
            occasions.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._stack.setCurrentWidget(self._action_page)
        self._middle.verticalScrollBar().setValue(0)
        self._say_place()

    def _say_place(self) -> None:
        number, count = self._number, self.model.rowCount()
        if self._detail is not None:
            words = _("{number} of {count}")
            self._detail.set_place(
                words.format(number=format_number(number + 1), count=format_number(count))
            )
        self.bar.set_enabled(step_back=number > 0, step_on=number < count - 1)

    def _take_away(self) -> None:
        for widget in (self._detail, self._aside):
            if widget is not None:
                # Also of a window with a dialog in front of it.
                held: object = self.window().focusWidget()
                if isinstance(held, QWidget) and widget.isAncestorOf(held):
                    # Qt would give the keyboard to whatever comes next.
                    self.queue.setFocus()
                # Hidden first: it is deleted a little later, and two would be seen. It keeps its
                # parent: without one it is Python's, which may collect it on another thread.
                widget.hide()
                widget.deleteLater()

    def _place_aside(self) -> None:
        """Beside the action where there is room, else under it."""
        letter = QFontMetricsF(fonts.body()).averageCharWidth()
        beside = self.width() >= max(_ASIDE_FROM, int(letter * _ASIDE_LETTERS))
        self._side.setVisible(beside)
        room = min(max(self.width() - 264 - 664, _LEAST_ASIDE), _ASIDE_WIDTH)
        self._side.setFixedWidth(room)
        if self._aside is not None:
            body = self._beside.body if beside else self._middle.body
            body.addWidget(self._aside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_aside()

    def _on_occasions(self) -> None:
        """To the occasions of the action, and back."""
        occasions = None if self._detail is None else self._detail.occasions
        there = None if occasions is None else occasions.list
        to = self.queue if there is None or there.hasFocus() else there
        to.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_log(self) -> None:
        if self.shown is not None:
            self.desk.go("log", query=LogQuery(action_id=self.shown.detail.row.id))
