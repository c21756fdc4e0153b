"""Möten: the meetings, the agenda of the chosen one, and what it decided and changed."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, ngettext
from tracker.messages import operation_name
from tracker.models.enums import MeetingState
from tracker.services.meeting_points import MovePoint, move_point, remove_point
from tracker.services.meeting_undo import take_back_decision
from tracker.services.meetings import delete_meeting, refresh_agenda, reopen_meeting
from tracker.services.queries.meeting_held import Held, look_at_meeting
from tracker.services.queries.meetings import MeetingRow, meetings
from tracker.ui import fonts
from tracker.ui.desk import Desk, Goto
from tracker.ui.meeting.words import state_words
from tracker.ui.page import PageView
from tracker.ui.panels.meetings.detail import MeetingView
from tracker.ui.tables.list_rows import ListRow
from tracker.ui.tables.lists import RowList
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text

_LIST_WIDTH = 264


class MeetingsPage(PageView):
    """The list to the left, the next meeting first; the chosen one to the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "action",
            "agreement",
            "attendance",
            "meeting",
            "meeting_change",
            "meeting_point",
            "person",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._wanted: int | None = None
        self.shown: Held | None = None
        self.rows = RowList(_("Meetings"))
        self.view = MeetingView(read_only=desk.read_only)
        self._empty = EmptyState(
            "meeting",
            _("No meeting yet"),
            _(
                "The working group's meetings stand here. The agenda is made from the book: what "
                "is late, what is to be decided, and what was left open last time."
            ),
            "" if desk.read_only else _("New meeting…"),
            action_icon="plus",
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.rows)

    # -- how it is put together

    def _lay_out(self) -> None:
        side = Panel("surface")
        side.setFixedWidth(_LIST_WIDTH)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 4)
        head.addWidget(Text(_("Meetings"), fonts.section_title()), 1)
        self.new = Button(_("New"), icon="plus", kind="flat")
        self.new.setAccessibleName(_("New meeting…"))
        head.addWidget(self.new)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        self.new.setVisible(not self.desk.read_only)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(Rule(vertical=True))
        row.addWidget(self.view, 1)
        self._both = both
        self._blank = Panel("surface")
        self._stack = QStackedWidget()
        for widget in (self._blank, self._both, self._empty):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self.rows.chosen.connect(self._on_chosen)
        self.rows.opened.connect(
            lambda _row: self.view.agenda.setFocus(Qt.FocusReason.TabFocusReason)
        )
        self.new.clicked.connect(partial(self.desk.run, "meeting.new"))
        self._empty.acted.connect(partial(self.desk.run, "meeting.new"))
        view = self.view
        view.start_asked.connect(self.start)
        view.edit_asked.connect(lambda: self.desk.run("meeting.edit", self._id()))
        view.point_asked.connect(lambda: self.desk.run("meeting.point_new", self._id()))
        view.minutes_asked.connect(lambda: self.desk.run("meeting.minutes", self._id()))
        view.refresh_asked.connect(self._on_refresh)
        view.reopen_asked.connect(self._on_reopen)
        view.delete_asked.connect(self._on_delete)
        view.move_asked.connect(self._on_move)
        view.remove_asked.connect(self._on_remove)
        view.action_asked.connect(lambda row_id: self.desk.go("actions", row_id))
        view.take_back_asked.connect(self._on_take_back)
        begin = dict.fromkeys(("F11", "Ctrl+Return", "Ctrl+Enter"), self.start)
        for keys, run in {**begin, "Ins": view.ask_point}.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # -- reading

    def refresh(self) -> None:
        """Read the list again, and the meeting that is chosen."""
        self.desk.read(partial(meetings, self.desk.ctx), self._on_rows, owner=self)

    def open_at(self, target: Goto) -> None:
        """Choose a meeting."""
        self._wanted = target.row_id
        self.mark_stale()

    def _on_rows(self, rows: list[MeetingRow]) -> None:
        self._stack.setCurrentWidget(self._both if rows else self._empty)
        self.setFocusProxy(self.rows if rows else self._empty)
        before = self._id()
        self.rows.set_rows(_list_rows(rows, self.desk))
        wanted, self._wanted = self._wanted, None
        ids = [row.id for row in rows]
        chosen = next((i for i in (wanted, before) if i in ids), ids[0] if ids else None)
        if chosen is None:
            self.shown = None
            return
        self.rows.choose(chosen)
        self._look(chosen)

    def _on_chosen(self, meeting_id: int | None) -> None:
        if meeting_id is not None and meeting_id != self._id():
            self._look(meeting_id)

    def _look(self, meeting_id: int) -> None:
        self.desk.read(
            partial(look_at_meeting, self.desk.ctx, meeting_id), self._on_looked, owner=self
        )

    def _on_looked(self, held: Held | None) -> None:
        # Another may have been chosen since.
        if held is not None and held.detail.row.id == self.rows.current_id():
            self.shown = held
            self.view.show_held(held)

    def _id(self) -> int | None:
        return None if self.shown is None else self.shown.detail.row.id

    # -- what can be done

    def start(self) -> None:
        """Begin the meeting, or go on with it; a closed one shows its minutes."""
        if self.shown is None:
            return
        row = self.shown.detail.row
        if row.state is MeetingState.CLOSED:
            self.desk.run("meeting.minutes", row.id)
        elif not self.desk.read_only:
            self.desk.run("meeting.start", row.id)

    def _on_refresh(self) -> None:
        if self.shown is not None:
            row = self.shown.detail.row
            self.desk.write(partial(refresh_agenda, self.desk.ctx, row.id, row.version))

    def _on_reopen(self) -> None:
        if self.shown is not None:
            row = self.shown.detail.row
            self.desk.write(partial(reopen_meeting, self.desk.ctx, row.id, row.version))

    def _on_delete(self) -> None:
        if self.shown is not None:
            row = self.shown.detail.row
            self.desk.write(partial(delete_meeting, self.desk.ctx, row.id, row.version))

    def _on_take_back(self, operation_id: int) -> None:
        work = partial(take_back_decision, self.desk.ctx, operation_id)
        self.desk.write(work, self._on_taken_back)

    def _on_taken_back(self, name: str) -> None:
        self.desk.said.emit(_("Undone: {operation}").format(operation=operation_name(name)))

    def _on_move(self, point_id: int, version: int, by: int) -> None:
        self.desk.write(partial(move_point, self.desk.ctx, MovePoint(point_id, version, by)))

    def _on_remove(self, point_id: int, version: int) -> None:
        self.desk.write(partial(remove_point, self.desk.ctx, point_id, version))


def _list_rows(rows: list[MeetingRow], desk: Desk) -> list[ListRow]:
    """Those to come under one heading, those that were held under another."""
    found: list[ListRow] = []
    for closed, heading in ((False, _("To come")), (True, _("Held meetings"))):
        group = [row for row in rows if (row.state is MeetingState.CLOSED) is closed]
        if group:
            found.append(ListRow(-1 - closed, heading, heading=True))
        found += [_list_row(row, desk) for row in group]
    return found


def _list_row(row: MeetingRow, desk: Desk) -> ListRow:
    closed = row.state is MeetingState.CLOSED
    changes = ngettext("{n} change", "{n} changes", row.changes).format(n=row.changes)
    note = changes if closed and row.changes else ""
    if not closed:
        note = state_words(row, desk.today())
    return ListRow(row.id, format_date(row.held_on), note=row.title, right_note=note)
