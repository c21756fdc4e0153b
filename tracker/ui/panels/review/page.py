"""Granskning: the queue, one action with all that is needed to decide, and the decisions."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.services.queries.log import LogQuery
from tracker.services.queries.review import ReviewQuery, Why
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.page import PageView
from tracker.ui.panels.review.action_view import ActionView
from tracker.ui.panels.review.deciding import Deciding
from tracker.ui.panels.review.decisions import DecisionBar
from tracker.ui.panels.review.empty import NothingLeft
from tracker.ui.panels.review.filtering import Filtering
from tracker.ui.panels.review.looking import Looked, ReadAhead, look_at
from tracker.ui.panels.review.panel import QueuePanel
from tracker.ui.panels.review.queue import Foremost, QueueList, QueueModel, QueueSource
from tracker.ui.widgets.panels import Panel, Rule


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
        self.view = ActionView(desk, self.queue)
        self.filtering = Filtering(self, self._panel.filters)
        self.deciding = Deciding(self, self.queue, self.model, lambda: self.shown)
        self._lay_out()
        self._connect()
        self._set_keys()
        self.setFocusProxy(self.queue)

    # -- how it is put together

    def _lay_out(self) -> None:
        action = QWidget()
        column = QVBoxLayout(action)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
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
        self.model.begun.connect(self._on_begun)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.desk.failed)
        self.queue.chosen.connect(self._on_chosen)
        self.model.ticks_changed.connect(lambda: self.bar.show_ticked(len(self.model.ticked())))
        self._panel.resting_asked.connect(self.filtering.turn)
        self._panel.filters.entered.connect(self.queue.setFocus)
        self._panel.filters.text.left.connect(self.queue.setFocus)
        self.filtering.changed.connect(self._on_filter)
        self._empty.overview_asked.connect(lambda: self.desk.go("overview"))
        self._empty.clear_asked.connect(self._panel.filters.clear)
        self._empty.turn_asked.connect(self.filtering.turn)
        self.view.log_asked.connect(self._on_log)
        self.view.reassign_asked.connect(self.deciding.reassign)
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
        elif target.row_id is None and self._panel.filters.query().resting:
            self.filtering.turn()
        self.mark_stale()

    def _on_filter(self) -> None:
        # Ticks are seen marks: what a filter hides must not be changed.
        self.model.clear_ticks()
        self._left.clear()
        self._ahead.forget()
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

    def _on_begun(self, foremost: Foremost) -> None:
        """Show the most urgent one while the others are looked for."""
        self._resetting = False
        self.queue.fit_rows()
        if self._wanted is None:
            if foremost.looked is not None:
                self._ahead.know(foremost.looked)
            self.queue.choose(0)

    def _on_loaded(self, count: int) -> None:
        self._resetting = False
        # What has been read since may have been asked for with other days ahead.
        self._ahead.forget()
        self.model.drop_ticks()
        number = self._where_now()
        self._place_keyboard(is_empty=number is None)
        if number is None:
            self._current = None
            self.shown = None
            self.inspect(None)
            return
        before = self._current
        self._number = number
        self.queue.choose(number)
        self._say_place()
        # Also when it is the same action: its facts may have changed.
        if self.model.id_at(number) == before:
            self._look(before)

    def _place_keyboard(self, *, is_empty: bool) -> None:
        """Show or hide the list. Qt would give the keyboard to whatever comes after it."""
        held: object = self.window().focusWidget()
        filters, found = self._panel.filters, self._source.found
        holder = held if isinstance(held, QWidget) and self.isAncestorOf(held) else None
        if is_empty:
            self._empty.tell(found, filtered=filters.is_set(), resting=filters.query().resting)
            leaves = holder is not None and not filters.isAncestorOf(holder)
        else:
            leaves = holder is self.queue or (
                holder is not None and self._empty.isAncestorOf(holder)
            )
        self._panel.show_found(found)
        self.setFocusProxy(self._empty if is_empty else self.queue)
        if is_empty:
            self._stack.setCurrentWidget(self._empty)
        if leaves:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if known is None:
            self._look(action_id)
            return
        self._show(known)
        # Once it is painted: two threads of Python take their time from each other.
        QTimer.singleShot(0, self, self._read_ahead)

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
        self._read_ahead()

    def _read_ahead(self) -> None:
        near = (self._number + 1, self._number - 1)
        ids = [self.model.id_at(n) for n in near if 0 <= n < self.model.rowCount()]
        self._ahead.read(ids, self._source.query.days)

    def _show(self, looked: Looked) -> None:
        self.shown = looked
        self.view.show_action(looked, self.desk.today(), self.width())
        self.bar.show_decision(waits=any(r.why is Why.DECISION for r in looked.reasons))
        self._stack.setCurrentWidget(self._action_page)
        self._say_place()

    def _say_place(self) -> None:
        number, count = self._number, self.model.rowCount()
        if self.model.is_whole():
            words = _("{number} of {count}")
            self.view.set_place(
                words.format(number=format_number(number + 1), count=format_number(count))
            )
        self.bar.set_enabled(step_back=number > 0, step_on=number < count - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.place_aside(self.width())

    def _on_occasions(self) -> None:
        """To the occasions of the action, and back."""
        there = self.view.occasions()
        to = self.queue if there is None or there.hasFocus() else there
        to.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_log(self) -> None:
        if self.shown is not None:
            self.desk.go("log", query=LogQuery(action_id=self.shown.detail.row.id))
