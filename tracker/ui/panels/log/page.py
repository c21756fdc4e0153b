"""Insatser: everything that was done, newest first, with a row for the next one on top."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.models.progress import Limits
from tracker.services.books import book_settings
from tracker.services.context import AppContext
from tracker.services.log import delete_log
from tracker.services.queries.actions import action_rows
from tracker.services.queries.choices import Choice, promises, years
from tracker.services.queries.log import LogQuery, LogRow, log_ids, log_rows
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.dialogs.log_dialog import open_log_edit
from tracker.ui.page import PageView
from tracker.ui.panels.log.columns import log_columns
from tracker.ui.panels.log.filters import LogChoices, LogFilters
from tracker.ui.panels.log.quick_entry import QuickEntry
from tracker.ui.tables.model import Replaced
from tracker.ui.tables.paged import PagedModel
from tracker.ui.tables.view import TableView
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import PageHeader

_WIDE_FROM = 1000


@dataclass(frozen=True, slots=True)
class _Source:
    """The log as the table asks for it, on worker threads."""

    ctx: AppContext

    def ids(self, query: LogQuery) -> "array[int]":
        """See `Source`."""
        return log_ids(self.ctx, query)

    def rows(self, ids: Sequence[int]) -> list[LogRow]:
        """See `Source`."""
        return log_rows(self.ctx, ids)


def _read_choices(ctx: AppContext, action_id: int | None) -> tuple[LogChoices, Limits]:
    book = book_settings(ctx)
    limits = Limits(book.on_track_percent, book.risk_percent, book.risk_days, book.due_soon_days)
    rows = action_rows(ctx, (action_id,)) if action_id is not None else []
    action = next((Choice(row.id, f"{row.label} {row.title}") for row in rows), None)
    return LogChoices(years(ctx), promises(ctx), action), limits


class LogPage(PageView):
    """The log as a table of any length. Enter or F2 edits, Delete removes, both can be undone."""

    tables: ClassVar[frozenset[str]] = frozenset({"log_entry", "action", "promise", "book"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._wanted: int | None = None
        self._at_top = True
        self._header = PageHeader(_("Log"))
        self._edit = Button(_("Edit…"), icon="pencil", keys="F2")
        self._delete = Button(_("Remove"), icon="trash", keys=_("Del"))
        self._edit.clicked.connect(self._on_edit)
        self._delete.clicked.connect(self._on_delete)
        self.quick = QuickEntry(desk, self)
        for button in (self._edit, self._delete):
            self._header.add(button)
            button.setVisible(not desk.read_only)
        self.quick.setVisible(not desk.read_only)
        self.filters = LogFilters(desk.today)
        self.filters.changed.connect(self._on_filters)
        self._model: PagedModel[LogQuery, LogRow] = PagedModel(
            log_columns(), _Source(desk.ctx), lambda row: row.id, desk.jobs, self
        )
        self._model.set_sorted_by("done_on", True)
        self.table: TableView[LogRow] = TableView(self._model, _("Log"))
        self.table.header().keep_widths("log")
        self._empty = self._make_empty()
        self.table.set_empty_state(self._empty)
        self._connect()
        self._arrange()
        self._on_current(None)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 0)
        layout.setSpacing(0)
        self._header.setContentsMargins(24, 0, 24, 0)
        beside = QVBoxLayout()
        beside.setContentsMargins(24, 12, 24, 12)
        beside.addWidget(self.filters)
        rows = QVBoxLayout()
        # The cells' own padding brings their text under the title.
        rows.setContentsMargins(12, 0, 12, 0)
        rows.addWidget(self.table)
        layout.addWidget(self._header)
        layout.addLayout(beside)
        layout.addWidget(self.quick)
        layout.addLayout(rows, 1)
        self.setFocusProxy(self.table)

    def _make_empty(self) -> QStackedWidget:
        stack = QStackedWidget()
        first = EmptyState(
            "log",
            _("Nothing logged yet"),
            _("Here is everything that was done. Log the first one and it shows in the overview."),
            "" if self.desk.read_only else _("Log a completed action"),
            action_icon="plus",
            keys="Ctrl+L",
        )
        first.acted.connect(lambda: self.desk.run("log.new"))
        none = EmptyState(
            "filter",
            _("No hits"),
            _("No entry fits the filters."),
            _("Clear filters"),
            primary=False,
        )
        none.acted.connect(self.filters.clear)
        stack.addWidget(first)
        stack.addWidget(none)
        return stack

    def _connect(self) -> None:
        self._model.loaded.connect(self._on_loaded)
        self._model.failed.connect(self.desk.failed)
        self._model.sort_asked.connect(self._on_sort)
        self._model.replaced.connect(self._on_replaced)
        self.table.opened.connect(self._on_edit)
        self.table.current_changed.connect(self._on_current)
        self.filters.entered.connect(self.table.setFocus)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, widget, run in (
            ("F2", self.table, self._on_edit),
            ("Del", self.table, self._on_delete),
            ("/", self.table, self.filters.text.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(inside)
            shortcut.activated.connect(run)

    def subtitle(self) -> str:
        """How many entries there are, or are shown."""
        return self._header.subtitle()

    def refresh(self) -> None:
        """Read the log again. At its top what is new shows; elsewhere the view stays put."""
        self._at_top = self.table.verticalScrollBar().value() == 0
        self._read_choices()
        self._model.show(self.filters.query())

    def open_at(self, target: Goto) -> None:
        """Come here for an entry, whatever the filters were, or with a query."""
        self._wanted = target.row_id
        if isinstance(target.query, LogQuery):
            self.filters.show_query(target.query)
        elif target.row_id is not None:
            self.filters.show_query(LogQuery())
        self.mark_stale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _WIDE_FROM
        if narrow != (event.oldSize().width() < _WIDE_FROM) or event.oldSize().width() < 0:
            # What was done is read more often than who wrote it down; the menu brings it back.
            self.table.header().setSectionHidden(len(self._model.columns()) - 1, narrow)

    def _read_choices(self) -> None:
        work = partial(_read_choices, self.desk.ctx, self.filters.query().action_id)
        self.desk.read(work, self._on_choices, owner=self)

    def _on_choices(self, read: tuple[LogChoices, Limits]) -> None:
        choices, limits = read
        self.filters.set_choices(choices)
        self.quick.set_book(self.desk.today(), limits)

    def _on_filters(self) -> None:
        self._model.show(self.filters.query())

    def _on_sort(self, key: str, descending: bool) -> None:
        self.filters.show_query(replace(self.filters.query(), ascending=not descending))
        self._model.set_sorted_by(key, descending)
        self._model.show(self.filters.query())

    def _on_loaded(self, count: int) -> None:
        filtering = self.filters.is_filtering()
        words = (
            ngettext("{count} entry shown", "{count} entries shown", count)
            if filtering
            else ngettext("{count} entry", "{count} entries", count)
        )
        self._header.set_subtitle(words.format(count=format_number(count)))
        self._empty.setCurrentIndex(1 if filtering else 0)
        if self._wanted is None and self.table.current_id() is None and count:
            self._wanted = self._model.id_at(0)
        if self._wanted is not None:
            self.table.select_ids([self._wanted])
            self._wanted = None
        self._on_current(self.table.current_id())

    def _on_replaced(self, replaced: Replaced) -> None:
        if replaced.same_query and self._at_top:
            self.table.scrollToTop()

    def _on_current(self, row_id: int | None) -> None:
        for button in (self._edit, self._delete):
            button.setEnabled(row_id is not None)
        if row_id is not None:
            self.inspect(Subject("log", row_id))

    def _current(self) -> LogRow | None:
        index = self.table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def _on_edit(self) -> None:
        row = self._current()
        if row is not None and not self.desk.read_only:
            open_log_edit(self.desk, self.window(), row)

    def _on_delete(self) -> None:
        row = self._current()
        if row is None or self.desk.read_only:
            return
        number = self.table.currentIndex().row()
        below = min(number + 1, self._model.rowCount() - 1)
        next_id = self._model.id_at(below if below != number else max(number - 1, 0))
        self._wanted = next_id if next_id != row.id else None
        self.desk.write(partial(delete_log, self.desk.ctx, row.id, row.version), owner=self)
