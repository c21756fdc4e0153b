"""Åtgärder: find actions among a hundred thousand, and change several at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import ActionGrouping, ActionQuery, ActionSort
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.choices import persons, promises, years
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.dialogs import action_commands
from tracker.ui.jobs import Job
from tracker.ui.page import PageView
from tracker.ui.panels.actions.bulk import BulkBar
from tracker.ui.panels.actions.columns import Line
from tracker.ui.panels.actions.empty import NoActions
from tracker.ui.panels.actions.filters import FilterBar, FilterChoices
from tracker.ui.panels.actions.menus import (
    ColumnMenu,
    ViewMenu,
    built_in_views,
    first_view,
    grouping_menu,
    grouping_names,
    open_below,
    owner_views,
)
from tracker.ui.panels.actions.naming import NameViewDialog
from tracker.ui.panels.actions.printing import MOST_PRINTED, TablePrint, ask_and_print
from tracker.ui.panels.actions.table import ActionModel, ActionSource, ActionTable, Asked
from tracker.ui.panels.actions.views import ActionView, ViewStore, from_query
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.panels import PageHeader

_FETCHED_AT_ONCE = 1000

Change = Callable[[Desk, QWidget, Sequence[ActionRow]], object]


class ActionsPage(PageView):
    """The big table with its filters, views and groups; ticked rows are changed as one step."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "action",
            "action_note",
            "book",
            "deviation",
            "log_entry",
            "occasion",
            "organisation",
            "person",
            "promise",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view = first_view()
        self._wanted: int | None = None
        self._choices = FilterChoices()
        self._fetching: Job[list[ActionRow]] | None = None
        self._store = ViewStore(desk.ctx.book)
        self._saved = self._store.views()
        self._source = ActionSource(desk.ctx)
        self.model = ActionModel(self._source, desk.jobs, self)
        self.table = ActionTable(self.model, self)
        self.filters = FilterBar()
        self.bulk = BulkBar(read_only=desk.read_only)
        self._nothing = NoActions()
        self.table.set_empty_state(self._nothing)
        self._lay_out()
        self._connect()
        self._set_keys()
        self.setFocusProxy(self.table)
        columns = self._store.columns()
        if columns is not None:
            self.table.show_columns(columns)
        self.filters.show_view(self._view)
        self._say()

    def _lay_out(self) -> None:
        self._header = PageHeader(_("Actions"))
        self.view_button = Button("", opens_menu=True)
        self.group_button = Button("", opens_menu=True)
        self.column_button = Button(_("Columns"), icon="columns")
        self.print_button = Button(_("Print"), icon="printer")
        self.new_button = Button(_("New action"), icon="plus")
        for button in (
            self.view_button,
            self.group_button,
            self.column_button,
            self.print_button,
            self.new_button,
        ):
            self._header.add(button)
        # Not before it has a parent: shown alone it would be a window, and take the keyboard.
        self.new_button.setVisible(not self.desk.read_only)
        above = QVBoxLayout()
        above.setContentsMargins(24, 18, 24, 12)
        above.setSpacing(12)
        above.addWidget(self._header)
        above.addWidget(self.filters)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(above)
        outer.addWidget(self.table, 1)
        outer.addWidget(self.bulk)
        self.bulk.setVisible(False)

    def _connect(self) -> None:
        self.model.sort_asked.connect(self._on_sort)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.desk.failed)
        self.model.dataChanged.connect(self._say_selection)
        self.table.current_changed.connect(self._on_current)
        self.table.selection_changed.connect(self._say_selection)
        self.table.opened.connect(self._on_opened)
        self.filters.changed.connect(self._on_filters)
        self.filters.entered.connect(self._on_entered)
        self.filters.save_asked.connect(self._on_save)
        self._nothing.clear_asked.connect(self.filters.clear_link.click)
        self._nothing.promises_asked.connect(lambda: self.desk.go("promises"))
        self.view_button.clicked.connect(self._on_view_button)
        self.group_button.clicked.connect(self._on_group_button)
        self.column_button.clicked.connect(self._on_column_button)
        self.print_button.clicked.connect(self._on_print)
        self.new_button.clicked.connect(lambda: self.desk.run("action.new"))
        self.bulk.owner_asked.connect(partial(self._change, action_commands.change_owner))
        self.bulk.deadline_asked.connect(partial(self._change, action_commands.move_deadline))
        self.bulk.status_asked.connect(partial(self._change, action_commands.set_status))
        self.bulk.carry_asked.connect(self.carry_over)
        self.bulk.cleared.connect(self.table.clearSelection)
        self.bulk.stopped.connect(self._on_stop)

    def _set_keys(self) -> None:
        """Letters work wherever nothing is being typed: a text field takes them for itself."""
        self._key("/", self, self._on_slash)
        self._key("Ä", self, self.bulk.owner.click)
        self._key("F", self, self.bulk.deadline.click)
        self._key("S", self, self.bulk.status.click)
        self._key("N", self, self.bulk.carry.click)
        # Not on the whole page: in the text field Escape clears the text.
        self._key("Esc", self.table, self.table.clearSelection)
        self._key("Esc", self.bulk, self.table.clearSelection)

    def _key(self, keys: str, widget: QWidget, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    # -- what is shown

    def refresh(self) -> None:
        """Find the rows and the filters' choices again."""
        self._source.forget()
        # Another window may have saved one.
        self._saved = self._store.views()
        self._show()
        self.desk.read(partial(_read_choices, self.desk.ctx), self._on_choices, owner=self)

    def open_at(self, target: Goto) -> None:
        """Show what `target.query` finds, and choose its row."""
        if isinstance(target.query, ActionQuery):
            self._view = from_query(target.query, self.desk.today())
            self.filters.show_view(self._view)
        self._wanted = target.row_id
        self.mark_stale()

    def view(self) -> ActionView:
        """What the table is asked to show now."""
        return self._view

    def show_view(self, view: ActionView) -> None:
        """Show a view, with its columns when it has any."""
        self._view = view
        self.filters.show_view(view)
        if view.columns is not None:
            self.table.show_columns(view.columns)
        self._show()

    def _show(self) -> None:
        self.model.show(Asked(self._view.asked(self.desk.today()), self._view.grouping))
        self._say()

    def _say(self) -> None:
        """The buttons' words, the mark in the head."""
        known = [*self._built_in(), *owner_views(self._choices.persons), *self._saved]
        name = next((v.name for v in known if v.shows_same(self._view)), _("own selection"))
        self.view_button.set_words(_("View: {name}").format(name=name))
        grouping = dict(grouping_names())[self._view.grouping]
        self.group_button.set_words(_("Group: {name}").format(name=grouping))
        query = self._view.query
        # The most urgent first is a list that falls, though its ranks rise.
        falling = query.descending != (query.sort is ActionSort.URGENCY)
        self.model.set_sorted_by(query.sort, falling)
        self._say_selection()

    def _built_in(self) -> list[ActionView]:
        return built_in_views(self._choices.persons, self.desk.ctx.who())

    def _say_selection(self) -> None:
        total, count = self.table.selectable_count(), self.table.selected_count()
        words = ngettext("{count} shown", "{count} shown", total)
        parts = [words.format(count=format_number(total))]
        if count:
            words = ngettext("{count} selected", "{count} selected", count)
            parts.append(words.format(count=format_number(count)))
        self._header.set_subtitle(" · ".join(parts))
        self.bulk.setVisible(count > 0)
        if count:
            self.bulk.show_selection(count, self.table.selected_rows())
        printable = 0 < total <= MOST_PRINTED
        self.print_button.setEnabled(printable)
        tip = _("A list of at most {count} actions can be printed: filter first.")
        self.print_button.setToolTip(
            "" if printable else tip.format(count=format_number(MOST_PRINTED))
        )

    # -- what the user asks

    def _on_choices(self, choices: FilterChoices) -> None:
        self._choices = choices
        self.filters.set_choices(choices)
        self._say_nothing()
        self._say()

    def _on_filters(self) -> None:
        self._view = replace(self.filters.view(), name="")
        self._show()

    def _on_sort(self, key: str, falling: bool) -> None:
        sort = ActionSort(key)
        descending = falling != (sort is ActionSort.URGENCY)
        query = replace(self._view.query, sort=sort, descending=descending)
        self.show_view(replace(self._view, query=query, columns=None))

    def _say_nothing(self) -> None:
        # Without a promise there can't be an action, so it isn't the filters' doing.
        filtered = self._view.filters() and bool(self._choices.promises)
        self._nothing.tell(filtered=filtered)

    def _on_loaded(self, count: int) -> None:
        self._say_nothing()
        self._say_selection()
        if self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None
        if self.model.find(wanted) is not None:
            self.table.select_ids([wanted])
        elif self._view.filters():
            # It was asked for by name, so the filters give way.
            self._wanted = wanted
            self.show_view(ActionView(query=ActionQuery()))

    def _on_current(self, row_id: int | None) -> None:
        if row_id is not None and row_id > 0:
            self.inspect(Subject("action", row_id))

    def _on_opened(self, row_id: int) -> None:
        row = self.model.action_at(self.table.currentIndex().row())
        if row is not None:
            self.desk.go("promises", row.promise_id, query=row_id)

    def _on_slash(self) -> None:
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def _on_entered(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # -- views, groups, columns, paper

    def _on_view_button(self) -> None:
        menu = ViewMenu(
            self._view,
            self._choices.persons,
            self._saved,
            self.desk.ctx.who(),
            self.view_button,
        )
        menu.on_chosen(self.show_view)
        menu.on_removed(self._on_removed)
        menu.save.triggered.connect(self._on_save)
        open_below(menu, self.view_button)

    def _on_save(self) -> None:
        dialog = NameViewDialog({view.name for view in self._saved}, self)

        def save(name: str) -> None:
            columns = self.table.shown_columns()
            self._store.save(replace(self._view, name=name, columns=columns))
            self._saved = self._store.views()
            dialog.saved()
            self._say()

        dialog.submitted.connect(save)
        dialog.open()

    def _on_removed(self, name: str) -> None:
        self._store.remove(name)
        self._saved = self._store.views()
        self._say()

    def _on_group_button(self) -> None:
        menu = grouping_menu(self._view.grouping, self._on_grouping, self.group_button)
        open_below(menu, self.group_button)

    def _on_grouping(self, grouping: ActionGrouping | None) -> None:
        self.show_view(replace(self._view, grouping=grouping, columns=None))

    def _on_column_button(self) -> None:
        menu = ColumnMenu(self.table.header(), self.model.columns(), self.column_button)
        menu.aboutToHide.connect(lambda: self._store.keep_columns(self.table.shown_columns()))
        open_below(menu, self.column_button)

    def _on_print(self) -> None:
        ids = self.model.ids_between(0, self.model.rowCount() - 1)
        self.desk.read(partial(self._source.rows, ids), self._on_printable, owner=self)

    def _on_printable(self, lines: Sequence[Line]) -> None:
        by_id = {line.id: line for line in lines}
        ids = self.model.ids_between(0, self.model.rowCount() - 1)
        printed = TablePrint(
            self.table,
            [by_id[row_id] for row_id in ids if row_id in by_id],
            filters=self.filters.summary(),
            today=self.desk.today(),
        )
        ask_and_print(printed, self.desk, self)

    # -- changing what is ticked

    def _change(self, change: Change) -> None:
        """Hand the ticked actions, in the versions that are seen, to a dialog."""
        count = self.table.selected_count()
        if not count or self.desk.read_only or self._fetching is not None:
            return
        rows = self.table.selected_rows()
        if rows is not None:
            change(self.desk, self, rows)
            return
        ids = self.table.selected_ids()

        def done(found: list[ActionRow]) -> None:
            self._end_fetching()
            change(self.desk, self, found)

        self.bulk.show_progress(0, count)
        self._fetching = self.desk.jobs.start(
            partial(_fetch, self.desk.ctx, ids),
            done,
            self._on_fetch_failed,
            on_progress=self.bulk.show_progress,
            owner=self,
        )

    def carry_over(self) -> None:
        """Ask where the ticked actions are to be carried over to."""
        self._change(action_commands.carry_over)

    def _on_stop(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
        self._end_fetching()

    def _on_fetch_failed(self, error: Exception) -> None:
        self._end_fetching()
        self.desk.failed.emit(error)

    def _end_fetching(self) -> None:
        self._fetching = None
        self.bulk.show_progress(None)


def _read_choices(ctx: AppContext) -> FilterChoices:
    return FilterChoices(years(ctx), persons(ctx), promises(ctx))


def _fetch(ctx: AppContext, ids: Sequence[int], job: Job[list[ActionRow]]) -> list[ActionRow]:
    rows: list[ActionRow] = []
    for start in range(0, len(ids), _FETCHED_AT_ONCE):
        job.report(start, len(ids))
        rows += action_rows(ctx, ids[start : start + _FETCHED_AT_ONCE])
    return rows
