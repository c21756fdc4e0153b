"""What can be done to actions, wherever they are shown: read what the dialog needs, then ask."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.models.enums import ActionStatus
from tracker.models.errors import NotFound
from tracker.services import actions, snoozing
from tracker.services import carry_over as carrying
from tracker.services.context import AppContext
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.carrying import CarryTarget, carry_targets
from tracker.services.queries.choices import PersonRow, causes_for, persons, reasons_used, units
from tracker.services.queries.plan import plan
from tracker.ui.desk import Desk
from tracker.ui.dialogs.action import EditActionDialog, NewActionDialog
from tracker.ui.dialogs.action_changes import (
    MoveDeadlineDialog,
    NoteDialog,
    OverrideDialog,
    OwnerDialog,
    StatusDialog,
)
from tracker.ui.dialogs.action_form import ActionChoices
from tracker.ui.dialogs.carry_over import CarryDialog, Plan
from tracker.ui.dialogs.people_commands import offer_new_person
from tracker.ui.dialogs.snooze import SnoozeDialog

Prepare = Callable[[EditActionDialog], object]


def new_action(
    desk: Desk,
    parent: QWidget,
    promise_id: int,
    cause_id: int | None = None,
    on_done: Callable[[int], object] | None = None,
) -> None:
    """Ask for a new action under a promise, against a cause when one is given.

    `on_done` is told its id.
    """

    def show(read: tuple[tuple[date, date], ActionChoices]) -> None:
        period, choices = read
        dialog = NewActionDialog(
            promise_id, period, choices, desk.today(), parent, cause_id=cause_id
        )
        offer_new_person(desk, dialog, dialog.owner)
        desk.ask(dialog, actions.add_action, on_done)

    def read() -> tuple[tuple[date, date], ActionChoices]:
        fields = plan(desk.ctx, promise_id).fields
        return (fields.period_start, fields.period_end), _choices(desk.ctx, promise_id)

    desk.read(read, show, owner=parent, key=("action.new", id(parent)))


def edit_action(
    desk: Desk, parent: QWidget, action_id: int, prepare: Prepare | None = None
) -> None:
    """Ask for an action's new values; `prepare` may put in what was typed elsewhere."""

    def show(read: tuple[ActionDetail, ActionChoices]) -> None:
        detail, choices = read
        dialog = EditActionDialog(detail, choices, desk.today(), parent)
        offer_new_person(desk, dialog, dialog.owner)
        desk.ask(dialog, actions.edit_action, reread=partial(action_detail, desk.ctx, action_id))
        if prepare is not None:
            prepare(dialog)

    def read() -> tuple[ActionDetail, ActionChoices]:
        detail = action_detail(desk.ctx, action_id)
        if detail is None:
            raise NotFound("row.missing", table="action", id=action_id)
        return detail, _choices(desk.ctx, detail.row.promise_id)

    desk.read(read, show, owner=parent, key=("action.edit", id(parent)))


def move_deadline(
    desk: Desk, parent: QWidget, rows: Sequence[ActionRow], deadline: date | None = None
) -> MoveDeadlineDialog:
    """Ask for one new deadline; `deadline` is what was chosen elsewhere. Returns what asks."""
    dialog = MoveDeadlineDialog(rows, desk.today(), parent, deadline=deadline)
    desk.ask(dialog, actions.move_deadline, reread=_again(desk, rows))
    desk.read(partial(reasons_used, desk.ctx), dialog.offer_reasons, owner=dialog)
    return dialog


def change_owner(desk: Desk, parent: QWidget, rows: Sequence[ActionRow]) -> None:
    """Ask for one new owner among those who hold their post today."""

    def show(found: list[PersonRow]) -> None:
        dialog = OwnerDialog(rows, found, parent)
        offer_new_person(desk, dialog, dialog.owner)
        desk.ask(dialog, actions.set_owner, reread=_again(desk, rows))

    active = partial(persons, desk.ctx, active_on=desk.today())
    desk.read(active, show, owner=parent, key=("action.owner", id(parent)))


def set_status(
    desk: Desk, parent: QWidget, rows: Sequence[ActionRow], status: ActionStatus | None = None
) -> None:
    """Ask for one status; `status` is chosen from the start."""
    dialog = StatusDialog(rows, parent, status=status)
    desk.ask(dialog, actions.set_status, reread=_again(desk, rows))


def write_note(desk: Desk, parent: QWidget, rows: Sequence[ActionRow]) -> None:
    """Ask for a note on actions."""
    desk.ask(NoteDialog(rows, parent), actions.add_notes)


def let_rest(desk: Desk, parent: QWidget, rows: Sequence[ActionRow]) -> None:
    """Ask until when actions rest, and why."""
    desk.ask(SnoozeDialog(rows, desk.today(), parent), snoozing.snooze)


def take_up_again(desk: Desk, action_ids: Sequence[int]) -> None:
    """Wake actions that rest."""
    desk.write(partial(snoozing.wake, desk.ctx, tuple(action_ids)))


def override_colour(desk: Desk, parent: QWidget, row: ActionRow) -> None:
    """Ask for a follow-up colour that goes before the rule's, or for going back to the rule."""
    desk.ask(OverrideDialog(row, parent), actions.override_colour, reread=_again(desk, [row]))


def carry_over(desk: Desk, parent: QWidget, rows: Sequence[ActionRow]) -> None:
    """Ask which promise of a later period to carry the actions over to, and go there."""
    ids = tuple(row.id for row in rows)

    def show(targets: list[CarryTarget]) -> None:
        if not targets:
            words = _("No promise has a later period. Make the promise for it first.")
            desk.refused.emit(words)
            return

        def find_plan(promise_id: int, then: Callable[[Plan], object], owner: QObject) -> object:
            work = partial(carrying.carry_plan, desk.ctx, ids, promise_id)
            return desk.read(work, then, owner=owner, key=(id(owner), "carry"))

        dialog = CarryDialog(rows, targets, find_plan, parent)

        def go_there(new_ids: tuple[int, ...]) -> None:
            desk.go("promises", dialog.chosen(), query=new_ids[0])

        desk.ask(dialog, carrying.carry_over, go_there, reread=_again(desk, rows))

    desk.read(partial(carry_targets, desk.ctx, ids), show, owner=parent, key=("carry", id(parent)))


def remove_action(desk: Desk, row: ActionRow) -> None:
    """Remove an action from a draft; it can be undone. The book refuses when it is signed."""
    desk.write(partial(actions.delete_action, desk.ctx, row.id, row.version))


def _again(desk: Desk, rows: Sequence[ActionRow]) -> Callable[[], list[ActionRow]]:
    return partial(action_rows, desk.ctx, [row.id for row in rows])


def _choices(ctx: AppContext, promise_id: int) -> ActionChoices:
    active = persons(ctx, active_on=ctx.today())
    return ActionChoices(active, causes_for(ctx, promise_id), units(ctx))
