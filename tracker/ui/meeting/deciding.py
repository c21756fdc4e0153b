"""Decisions at a point: the same dialogs as in Granskning, kept as decided by the meeting."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.services.context import AppContext
from tracker.services.meeting_points import Change, Decide, decide
from tracker.services.queries.action_detail import ActionDetail
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.choices import (
    PersonRow,
    causes_for,
    persons,
    reasons_used,
    units,
)
from tracker.services.queries.meeting_held import About
from tracker.services.queries.meetings import PointRow
from tracker.services.queries.overview import DecisionRow, decisions
from tracker.services.queries.plan import plan
from tracker.ui.desk import Desk
from tracker.ui.dialogs.action import NewActionDialog
from tracker.ui.dialogs.action_changes import (
    MoveDeadlineDialog,
    NoteDialog,
    OwnerDialog,
    StatusDialog,
)
from tracker.ui.dialogs.action_form import ActionChoices
from tracker.ui.dialogs.decision import AnswerDecisionDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.meeting import Responsible, ResponsibleDialog
from tracker.ui.dialogs.people_commands import offer_new_person
from tracker.ui.dialogs.snooze import SnoozeDialog

Period = tuple[date, date]


class Deciding(QObject):
    """Opens a dialog for what is decided at the point on the screen."""

    refused = Signal(str)
    """Why there is nothing to decide of that kind here."""
    responsible_chosen = Signal(object)
    """A `Responsible`: who sees to the point, to be kept with what is written at it."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._point: PointRow | None = None
        self._about = About()

    def show_point(self, point: PointRow | None, about: About) -> None:
        """What the next decision is about."""
        self._point, self._about = point, about

    # -- about the point's action

    def move_deadline(self) -> None:
        """A new deadline, with its reason."""
        row = self._row()
        if row is not None:
            dialog = MoveDeadlineDialog([row], self._desk.today(), self._window)
            self._ask(dialog)
            used = partial(reasons_used, self._desk.ctx)
            self._desk.read(used, dialog.offer_reasons, owner=dialog)

    def change_owner(self) -> None:
        """A new owner among those who hold their post."""
        row = self._row()
        if row is not None:
            self._desk.read(self._people, partial(self._ask_owner, row), owner=self)

    def _ask_owner(self, row: ActionRow, people: list[PersonRow]) -> None:
        dialog = OwnerDialog([row], people, self._window)
        offer_new_person(self._desk, dialog, dialog.owner)
        self._ask(dialog)

    def set_status(self) -> None:
        """A status, with its reason where it needs one."""
        row = self._row()
        if row is not None:
            self._ask(StatusDialog([row], self._window))

    def note_on_action(self) -> None:
        """A note that stays with the action."""
        row = self._row()
        if row is not None:
            self._ask(NoteDialog([row], self._window))

    def let_rest(self) -> None:
        """Until when Granskning leaves the action alone."""
        row = self._row()
        if row is not None:
            self._ask(SnoozeDialog([row], self._desk.today(), self._window))

    # -- about its promise, its question, and itself

    def new_action(self) -> None:
        """A new action under the promise that the point is about."""
        point = self._point
        if point is None or point.promise_id is None:
            self.refused.emit(_("The point is about no promise, so there is none to add it to."))
            return
        promise = point.promise_id
        self._desk.read(
            partial(_read_promise, self._desk.ctx, promise),
            partial(self._ask_action, promise),
            owner=self,
        )

    def _ask_action(self, promise_id: int, read: tuple[Period, ActionChoices]) -> None:
        period, choices = read
        dialog = NewActionDialog(promise_id, period, choices, self._desk.today(), self._window)
        offer_new_person(self._desk, dialog, dialog.owner)
        self._ask(dialog)

    def answer(self) -> None:
        """What was decided on the question."""
        row = self._about.decision
        if row is None or row.decided_on is not None:
            self.refused.emit(_("The point has no question that waits for an answer."))
            return
        self._ask(
            AnswerDecisionDialog(row, self._desk.today(), self._window, withdraw=False),
            partial(_read_decision, self._desk.ctx, row.id),
        )

    def choose_responsible(self) -> None:
        """Who sees to the point until the next meeting."""
        if self._point is not None:
            self._desk.read(self._people, self._ask_responsible, owner=self)

    def _ask_responsible(self, people: list[PersonRow]) -> None:
        point = self._point
        if point is None:
            return
        dialog = ResponsibleDialog(point, people, self._desk.today(), self._window)
        offer_new_person(self._desk, dialog, dialog.owner)

        def submitted(responsible: Responsible) -> None:
            dialog.saved()
            self.responsible_chosen.emit(responsible)

        dialog.submitted.connect(submitted)
        dialog.open()

    # -- how

    def _row(self) -> ActionRow | None:
        detail: ActionDetail | None = self._about.action
        if detail is None:
            self.refused.emit(_("The point is about no action of its own."))
            return None
        return detail.row

    def _people(self) -> list[PersonRow]:
        return persons(self._desk.ctx, active_on=self._desk.today())

    def _ask(self, dialog: FormDialog[Any], reread: Callable[[], object] | None = None) -> None:
        point, detail = self._point, self._about.action
        if point is None:
            return
        if reread is None and detail is not None:
            reread = partial(action_rows, self._desk.ctx, [detail.row.id])
        self._desk.ask(dialog, partial(_decided, point.id), reread=reread)


def _decided(point_id: int, ctx: AppContext, change: Change) -> None:
    decide(ctx, Decide(point_id, change))


def _read_decision(ctx: AppContext, row_id: int) -> DecisionRow:
    return next(row for row in decisions(ctx, open_only=False) if row.id == row_id)


def _read_promise(ctx: AppContext, promise_id: int) -> tuple[Period, ActionChoices]:
    fields = plan(ctx, promise_id).fields
    active = persons(ctx, active_on=ctx.today())
    choices = ActionChoices(active, causes_for(ctx, promise_id), units(ctx))
    return (fields.period_start, fields.period_end), choices
