"""Spåret: from one answer to the last measurement, and back."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.queries.trail import book_trail
from tracker.services.queries.trail_rows import BookTrail, Key, Node, NodeKind, TrailGap, TrailQuery
from tracker.ui.desk import Desk, Goto
from tracker.ui.page import PageView
from tracker.ui.panels.trail.chain_view import ChainView
from tracker.ui.panels.trail.followed import Followed
from tracker.ui.panels.trail.gap_actions import mend
from tracker.ui.panels.trail.gap_list import GapList
from tracker.ui.panels.trail.opening import open_node
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import PageHeader, Panel, Rule
from tracker.ui.widgets.waiting import Waiting

_TYPING_MS = 200
_SEARCH_WIDTH = 260


class TrailPage(PageView):
    """The page. `open_at` takes what to follow as its query: (kind, id)."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "survey", "response", "theme", "response_theme", "question", "figure", "problem",
            "evidence", "cause", "why", "promise", "promise_problem", "promise_version", "action",
            "action_cause", "occasion", "log_entry", "indicator", "measurement", "feedback", "book",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._wanted: Key | None = None
        self._response: int | None = None
        self.header = PageHeader(_("The trail"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find on the trail, also among the answers"))
        self.search.setAccessibleName(_("Find on the trail, also among the answers"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.search.installEventFilter(self)
        self.only = Button(_("Only what hangs together"), icon="filter")
        self.only.setCheckable(True)
        self.gaps = GapList(desk.today(), writable=not desk.read_only)
        self.chain = ChainView()
        self.followed = Followed()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._place()
        self._connect()
        self.setFocusProxy(self.waiting)

    def _place(self) -> None:
        self.header.add(self.search)
        self.header.add(self.only)
        self.header.setContentsMargins(24, 20, 24, 8)
        content = Panel("surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.gaps.setContentsMargins(20, 0, 24, 8)
        column.addWidget(self.gaps)
        column.addWidget(Rule())
        column.addWidget(self.chain, 1)
        column.addWidget(Rule())
        column.addWidget(self.followed)
        self._empty = EmptyState(
            "trail",
            _("Nothing to follow yet"),
            _(
                "Here everything that was said can be followed to what was promised, done and "
                "measured. It begins with a survey and its answers, or with a problem."
            ),
            "" if self.desk.read_only else _("New survey…"),
            action_icon="plus",
        )
        self.waiting = Waiting(_("Reading…"))
        self._content = content
        self._stack = QStackedWidget()
        for widget in (self.waiting, content, self._empty):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._empty.acted.connect(partial(self.desk.run, "survey.new"))
        self.chain.chosen.connect(self._on_chosen)
        self.chain.opened.connect(partial(open_node, self.desk))
        self.followed.opened.connect(partial(open_node, self.desk))
        self.followed.let_go.connect(lambda: self.chain.follow(None))
        self.gaps.chosen.connect(self._on_gap)
        self.gaps.mend_asked.connect(self._on_mend)
        self.only.toggled.connect(self.chain.show_only_connected)
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.refresh)

    # -- reading

    def refresh(self) -> None:
        self.waiting.start()
        query = TrailQuery(self.search.text(), self._response)
        self.desk.read(partial(book_trail, self.desk.ctx, query), self._on_read, owner=self)

    def open_at(self, target: Goto) -> None:
        if isinstance(target.query, tuple):
            kind, row_id = target.query
            self._wanted = (NodeKind(kind), row_id)
            self._response = row_id if self._wanted[0] is NodeKind.RESPONSE else None
            self.search.clear()
            self._typing.stop()
        self.mark_stale()

    def _on_read(self, trail: BookTrail) -> None:
        waited = self.waiting.hasFocus()
        self.waiting.stop()
        self._stack.setCurrentWidget(self._content if trail.nodes else self._empty)
        self.search.setVisible(bool(trail.nodes))
        self.only.setVisible(bool(trail.nodes))
        self.gaps.show_gaps(trail.gaps, empty=not trail.nodes)
        self.chain.show_trail(trail)
        self.chain.show_matching(self.search.text())
        if self._wanted is not None:
            self.chain.follow(self._wanted, focus=self.isVisible())
            self._wanted = None
        self._on_chosen(self.chain.node())
        self.setFocusProxy(self.chain.first() if trail.nodes else self._empty)
        if waited:
            self.setFocus()

    # -- following and doing

    def _on_chosen(self, node: Node | None) -> None:
        self._response = node.id if node is not None and node.kind is NodeKind.RESPONSE else None
        self.followed.show_node(node, len(self.chain.connected()) - 1)

    def _on_gap(self, row: TrailGap) -> None:
        self.chain.follow(row.node)

    def _on_mend(self, row: TrailGap) -> None:
        mend(self.desk, self.window(), row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field Enter goes to the first that was found, Escape lets go of it."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                found = self.chain.matching()
                if found:
                    self.chain.follow(found[0].key, focus=True)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Most of the page is the chain's: it, its heads and what is followed have their own height.
        self.gaps.fit(event.size().height() // 7)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)
