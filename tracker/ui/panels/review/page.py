"""Granskning: the queue, one action with all that is needed to decide, and the decisions."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.models.enums import ActionStatus
from tracker.services.actions import SetStatus, set_status
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.log import LogQuery
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.dialogs import action_commands
from tracker.ui.page import PageView
from tracker.ui.panels.review.aside import Aside
from tracker.ui.panels.review.decisions import DecisionBar
from tracker.ui.panels.review.detail import Detail
from tracker.ui.panels.review.looking import Looked, ReadAhead, look_at
from tracker.ui.panels.review.queue import QueueList, QueueModel, QueuePanel, QueueSource
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Panel, Rule, ScrollPanel

# Narrower than this the notes and the trail stand under the action instead of beside it.
_ASIDE_FROM = 1000
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
            "deviation",
            "evidence",
            "indicator",
            "log_entry",
            "measurement",
            "occasion",
            "person",
            "problem",
            "promise",
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
        self._empty = self._make_empty()
        for widget in (self._blank, self._action_page, self._empty):
            self._stack.addWidget(widget)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._panel)
        outer.addWidget(Rule(vertical=True))
        outer.addWidget(self._stack, 1)

    def _make_empty(self) -> QWidget:
        empty = EmptyState(
            "check",
            _("Everything is reviewed"),
            _(
                "No action waits for a decision. What is late, has fewer entries than expected, "
                "is due soon or has no owner comes here by itself."
            ),
            _("To the overview"),
            primary=False,
        )
        empty.acted.connect(lambda: self.desk.go("overview"))
        return empty

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._on_resetting)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.desk.failed)
        self.queue.chosen.connect(self._on_chosen)
        self.bar.next_asked.connect(partial(self._step, 1))
        self.bar.previous_asked.connect(partial(self._step, -1))
        self.bar.done_asked.connect(self._on_done)
        self.bar.deadline_asked.connect(self._on_deadline)
        self.bar.owner_asked.connect(self._on_owner)
        self.bar.note_asked.connect(self._on_note)

    def _set_keys(self) -> None:
        """Letters work wherever nothing is being typed: a text field takes them for itself."""
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("J", self.bar.next.click),
            ("K", self.bar.previous.click),
            ("G", self.bar.done.click),
            ("F", self.bar.deadline.click),
            ("Ä", self.bar.owner.click),
            ("A", self.bar.note.click),
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
        self.model.show(None)

    def open_at(self, target: Goto) -> None:
        """Choose an action of the queue."""
        self._wanted = target.row_id
        self.mark_stale()

    def _on_resetting(self) -> None:
        self._resetting = True

    def _on_loaded(self, count: int) -> None:
        self._resetting = False
        self._panel.show_found(self._source.found)
        number = self._where_now()
        if number is None:
            self._current = None
            self.shown = None
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
        self.desk.read(partial(look_at, self.desk.ctx, action_id), self._on_looked, owner=self)

    def _on_looked(self, looked: Looked | None) -> None:
        # Gone means that a change of the queue is on its way.
        if looked is None or looked.detail.row.id != self._current:
            return
        if looked != self.shown:
            self._show(looked)
        near = (self._number + 1, self._number - 1)
        self._ahead.read([self.model.id_at(n) for n in near if 0 <= n < self.model.rowCount()])

    def _show(self, looked: Looked) -> None:
        self.shown = looked
        today = self.desk.today()
        self._take_away()
        self._detail = Detail(looked.detail, looked.reasons, today)
        self._detail.log_asked.connect(self._on_log)
        self._aside = Aside(looked.detail, today)
        self._middle.body.addWidget(self._detail)
        self._place_aside()
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
                held: object = QApplication.focusWidget()
                if isinstance(held, QWidget) and widget.isAncestorOf(held):
                    # Qt would give the keyboard to whatever comes next.
                    self.queue.setFocus()
                # Hidden first: it is deleted a little later, and two would be seen. It keeps its
                # parent: without one it is Python's, which may collect it on another thread.
                widget.hide()
                widget.deleteLater()

    def _place_aside(self) -> None:
        """Beside the action where there is room, else under it."""
        beside = self.width() >= _ASIDE_FROM
        self._side.setVisible(beside)
        room = min(max(self.width() - 264 - 664, _LEAST_ASIDE), _ASIDE_WIDTH)
        self._side.setFixedWidth(room)
        if self._aside is not None:
            body = self._beside.body if beside else self._middle.body
            body.addWidget(self._aside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_aside()

    # -- decisions

    def _row(self) -> ActionRow | None:
        """The action on the screen, unless nothing can be written."""
        return None if self.shown is None or self.desk.read_only else self.shown.detail.row

    def _on_done(self) -> None:
        row = self._row()
        if row is None:
            return
        if row.planned is not None and row.done < row.planned:
            # Less was done than promised: perhaps it ended in another way.
            action_commands.set_status(self.desk, self, [row], ActionStatus.DONE)
        else:
            # What was pressed may vanish with the action: the keyboard stays with the queue.
            self.queue.setFocus()
            change = SetStatus(((row.id, row.version),), ActionStatus.DONE)
            self.desk.write(partial(set_status, self.desk.ctx, change), owner=self)

    def _on_deadline(self) -> None:
        row = self._row()
        if row is not None:
            action_commands.move_deadline(self.desk, self, [row])

    def _on_owner(self) -> None:
        row = self._row()
        if row is not None:
            action_commands.change_owner(self.desk, self, [row])

    def _on_note(self) -> None:
        row = self._row()
        if row is not None:
            action_commands.write_note(self.desk, self, row)

    def _on_log(self) -> None:
        if self.shown is not None:
            self.desk.go("log", query=LogQuery(action_id=self.shown.detail.row.id))
