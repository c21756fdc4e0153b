"""Opens Logga insats on a book: for something new, or to change what was logged."""

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.models.progress import Limits
from tracker.services.books import book_settings
from tracker.services.context import AppContext
from tracker.services.log import edit_log, log_done
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.log import LogRow, log_rows
from tracker.services.queries.series import OccasionRow
from tracker.ui.desk import Desk
from tracker.ui.dialogs.log_form import LogDialog
from tracker.ui.dialogs.log_help import log_help


def open_log_dialog(
    desk: Desk,
    parent: QWidget | None,
    action_id: int | None = None,
    *,
    occasion: OccasionRow | None = None,
) -> LogDialog:
    """Log something new: for an action when it is known already, on one of its occasions."""
    dialog = LogDialog(desk.today(), log_help(desk), parent)
    if occasion is not None:
        dialog.set_occasion(occasion)
    _prepare(desk, dialog, action_id)
    desk.ask(dialog, log_done)
    return dialog


def open_log_edit(desk: Desk, parent: QWidget | None, entry: LogRow) -> LogDialog:
    """Change an entry."""
    dialog = LogDialog(desk.today(), log_help(desk), parent, entry=entry)
    _prepare(desk, dialog, entry.action_id)
    desk.ask(dialog, edit_log, reread=partial(_entry, desk.ctx, entry.id))
    return dialog


def _prepare(desk: Desk, dialog: LogDialog, action_id: int | None) -> None:
    """Hand the dialog what it needs from the book. It is open by then: nobody waits for it."""

    def prepared(found: tuple[Limits, ActionRow | None]) -> None:
        limits, action = found
        if action is not None:
            dialog.set_action(action)
        dialog.set_limits(limits)

    desk.read(partial(_limits_and_action, desk.ctx, action_id), prepared, owner=dialog)


def _limits_and_action(ctx: AppContext, action_id: int | None) -> tuple[Limits, ActionRow | None]:
    book = book_settings(ctx)
    limits = Limits(book.on_track_percent, book.risk_percent, book.risk_days, book.due_soon_days)
    found = action_rows(ctx, (action_id,)) if action_id is not None else []
    return limits, next(iter(found), None)


def _entry(ctx: AppContext, entry_id: int) -> LogRow | None:
    return next(iter(log_rows(ctx, (entry_id,))), None)
