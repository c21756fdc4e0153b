"""What can be done to one of a recurring action's dates, wherever it is shown."""

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.enums import OccasionState
from tracker.services.context import AppContext
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.series import OccasionRow, occasions_of
from tracker.services.series import SettleOccasion, match_log, settle_occasion
from tracker.ui.desk import Desk
from tracker.ui.dialogs.log_dialog import open_log_dialog
from tracker.ui.dialogs.occasion import SettleDialog
from tracker.ui.dialogs.occasion_words import day_words


def log_occasion(desk: Desk, parent: QWidget, action: ActionRow, row: OccasionRow) -> None:
    """Log what was done on the occasion; of one that is done show the entry."""
    if row.state is OccasionState.DONE:
        desk.go("log", row.entry_id)
    elif not desk.read_only and row.state is OccasionState.OPEN:
        open_log_dialog(desk, parent, action.id, occasion=row)
    elif row.state is not OccasionState.OPEN:
        desk.refused.emit(_("The occasion is settled. Open it again before something is logged."))


def cancel_occasion(desk: Desk, parent: QWidget, action: ActionRow, row: OccasionRow) -> None:
    """Ask why there was no occasion."""
    if desk.read_only or _is_done(desk, row):
        return
    today = desk.today()
    dialog = SettleDialog(action, row, day_words(row.due_on, today), today, parent)
    again = partial(_again, desk.ctx, action.id, row.id)
    desk.ask(dialog, settle_occasion, reread=again)


def miss_occasion(desk: Desk, row: OccasionRow) -> None:
    """Settle it as missed, at once: it can be taken back."""
    if desk.read_only or _is_done(desk, row) or row.state is OccasionState.MISSED:
        return
    if row.due_on > desk.today():
        desk.refused.emit(_("The day has not come, so nobody has missed the occasion."))
        return
    _settle(desk, row, OccasionState.MISSED)


def reopen_occasion(desk: Desk, row: OccasionRow) -> None:
    """Take back that it was missed or cancelled."""
    if not (desk.read_only or _is_done(desk, row) or row.state is OccasionState.OPEN):
        _settle(desk, row, OccasionState.OPEN)


def match_entries(desk: Desk, action: ActionRow) -> None:
    """Let what was logged before stand for the occasions it was nearest to."""
    desk.write(partial(match_log, desk.ctx, (action.id,)))


def _settle(desk: Desk, row: OccasionRow, state: OccasionState) -> None:
    command = SettleOccasion(row.id, row.version, state)
    desk.write(partial(settle_occasion, desk.ctx, command))


def _is_done(desk: Desk, row: OccasionRow) -> bool:
    done = row.state is OccasionState.DONE
    if done:
        desk.refused.emit(_("An entry did the occasion. Remove or change the entry to open it."))
    return done


def _again(ctx: AppContext, action_id: int, occasion_id: int) -> OccasionRow | None:
    return next((row for row in occasions_of(ctx, action_id) if row.id == occasion_id), None)
