"""What the plan's cells and menus do to the book."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from tracker.i18n import _
from tracker.models.errors import Conflict, NotFound
from tracker.services.actions import EditAction, SetOwner, edit_action, set_owner
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import action_detail
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.plan import CauseRow
from tracker.ui.desk import Desk
from tracker.ui.dialogs import action_commands, promise_commands
from tracker.ui.dialogs.action import EditActionDialog
from tracker.ui.panels.promises.plan_grid import ACTION, GOAL, WHEN, WHO
from tracker.ui.panels.promises.plan_table import PlanTable

_FIELDS = {ACTION: "title", GOAL: "goal", WHEN: "deadline", WHO: "owner_id"}


def change_field(ctx: AppContext, row: ActionRow, name: str, value: object) -> None:
    """Change one field of an action as it was seen in `row`; what isn't typed stays as it is."""
    if name == "owner_id" and isinstance(value, int):
        set_owner(ctx, SetOwner(((row.id, row.version),), value))
        return
    detail = action_detail(ctx, row.id, log_limit=0)
    if detail is None:
        raise NotFound("row.missing", table="action", id=row.id)
    if detail.row.version != row.version:
        raise Conflict("row.changed", table="action", id=row.id)
    fields = replace(detail.fields, **{name: value})  # type: ignore[arg-type]
    edit_action(ctx, EditAction(row.id, row.version, fields))


class PlanActions(QObject):
    """Connects a `PlanTable` to the dialogs and services on actions."""

    def __init__(
        self, desk: Desk, table: PlanTable, go_to_source: Callable[[ActionRow], object]
    ) -> None:
        """`go_to_source` shows the action that one was carried over from."""
        super().__init__(table)
        self._desk, self._table, self._go_to_source = desk, table, go_to_source
        table.edited.connect(self._on_edited)
        table.action_opened.connect(self._on_opened)
        table.locked_touched.connect(self._on_locked)
        table.status_asked.connect(lambda row: self._ask_status(row))
        table.removal_asked.connect(self._on_removal)
        table.menu_asked.connect(self._on_menu)

    def _window(self) -> QWidget:
        return self._table.window()

    def _on_edited(self, row: ActionRow, column: int, value: object) -> None:
        name = _FIELDS[column]
        if name == "deadline" and row.deadline is not None and isinstance(value, date):
            # Every move of a deadline says why.
            action_commands.move_deadline(self._desk, self._window(), [row], value)
            return
        work = partial(change_field, self._desk.ctx, row, name, value)
        refused = partial(self._on_refused, row, name, value)
        self._desk.write(work, on_error=refused, owner=self)

    def _on_refused(self, row: ActionRow, name: str, value: object, error: Exception) -> None:
        """What was typed isn't lost: it goes into the dialog, beside what the book says."""

        def prepare(dialog: EditActionDialog) -> None:
            dialog.show_error(error)
            dialog.put(name, value)

        action_commands.edit_action(self._desk, self._window(), row.id, prepare)

    def _on_removal(self, row: ActionRow | CauseRow) -> None:
        if isinstance(row, CauseRow):
            promise_commands.remove_cause(self._desk, row)
        else:
            action_commands.remove_action(self._desk, row)

    def _on_opened(self, row: ActionRow, column: int) -> None:
        """The form begins where the keyboard was, so that typing changes that and nothing else."""
        if self._desk.read_only:
            return
        name = _FIELDS.get(column, "title")
        action_commands.edit_action(
            self._desk, self._window(), row.id, lambda dialog: dialog.focus_on(name)
        )

    def _on_locked(self, row: ActionRow, column: int) -> None:
        if column == WHEN:
            action_commands.move_deadline(self._desk, self._window(), [row])

    def _ask_status(self, row: ActionRow) -> None:
        action_commands.set_status(self._desk, self._window(), [row])

    def menu(self, row: ActionRow) -> QMenu:
        """What can be done to one action."""
        desk, window = self._desk, self._window()
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not desk.read_only:
            menu.addAction(_("Log a completed action"), lambda: desk.run("log.new", row.id))
            menu.addSeparator()
            for words, run in (
                (_("Edit…"), partial(action_commands.edit_action, desk, window, row.id)),
                (
                    _("Move the deadline…"),
                    partial(action_commands.move_deadline, desk, window, [row]),
                ),
                (_("Change owner…"), partial(action_commands.change_owner, desk, window, [row])),
                (_("Set status…"), partial(action_commands.set_status, desk, window, [row])),
                (
                    _("Carry over to the next year…"),
                    partial(action_commands.carry_over, desk, window, [row]),
                ),
                (_("Write a note…"), partial(action_commands.write_note, desk, window, [row])),
                (
                    _("Set the follow-up colour by hand…"),
                    partial(action_commands.override_colour, desk, window, row),
                ),
            ):
                menu.addAction(words, run)
        if row.carried_from:
            menu.addSeparator()
            menu.addAction(_("Show where it was carried from"), lambda: self._go_to_source(row))
        if not desk.read_only and not row.promise_status.locked:
            menu.addSeparator()
            menu.addAction(_("Remove"), lambda: action_commands.remove_action(desk, row))
        return menu

    def _on_menu(self, row: ActionRow, at: QPoint) -> None:
        menu = self.menu(row)
        if not menu.isEmpty():
            menu.popup(at)
