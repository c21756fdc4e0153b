"""Commands that open a dialog on the book."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracker.i18n import _
from tracker.services.context import AppContext
from tracker.services.follow_up import answer_decision, ask_decision, withdraw_decision
from tracker.services.queries import choices
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.choices import Choice
from tracker.services.queries.overview import DecisionRow, decisions
from tracker.ui.dialogs import (
    answer_commands,
    collecting_commands,
    dialogue_commands,
    disposal_commands,
    due_commands,
    figure_commands,
    make_form_commands,
    meeting_commands,
    problem_commands,
    reassign_commands,
)

if TYPE_CHECKING:
    from tracker.ui.dialogs.decision import AnswerDecisionDialog
    from tracker.ui.main_window import MainWindow

Handler = Callable[["MainWindow", object], object]


def _id(about: object) -> int | None:
    return about if isinstance(about, int) else None


def _log_new(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.log_dialog import open_log_dialog

    open_log_dialog(window.desk, window, _id(about))


def _find(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.palette import open_palette

    open_palette(window.desk, window, window.commands.is_enabled)


def _carry_over(window: "MainWindow", about: object) -> None:
    """Of the action it is about, of those ticked in Åtgärder, or of the one in the inspector."""
    from tracker.ui.dialogs import action_commands
    from tracker.ui.panels.actions import ActionsPage

    desk = window.desk
    page = window.page(window.current_page)
    subject = desk.subject
    if about is None and isinstance(page, ActionsPage) and page.table.selected_count():
        page.carry_over()
        return
    action_id = _id(about)
    if action_id is None and subject is not None and subject.kind == "action":
        action_id = subject.row_id
    if action_id is None:
        desk.refused.emit(_("Choose the action to carry over first."))
        return
    desk.read(
        partial(action_rows, desk.ctx, [action_id]),
        partial(action_commands.carry_over, desk, window),
        owner=window,
        key="action.carry_over",
    )


def _action_new(window: "MainWindow", about: object) -> None:
    """Under the promise that it is about, or that Löften shows; else it is asked for."""
    from tracker.ui.dialogs.action_commands import new_action
    from tracker.ui.dialogs.action_promise import ActionPromiseDialog
    from tracker.ui.panels.promises import PromisesPage

    desk, page = window.desk, window.page(window.current_page)
    promise_id = _id(about)
    if promise_id is None and isinstance(page, PromisesPage):
        promise_id = page.promise_id()
    if promise_id is not None:
        new_action(desk, window, promise_id)
        return

    def show(promises: list[Choice]) -> None:
        if not promises:
            desk.refused.emit(_("An action is taken for a promise, and the book has none yet."))
            return
        dialog = ActionPromiseDialog(promises, window)

        def submitted(chosen: int) -> None:
            dialog.saved()
            new_action(desk, window, chosen)

        dialog.submitted.connect(submitted)
        dialog.open()

    desk.read(partial(choices.promises, desk.ctx), show, owner=window, key="action.new")


def _occasion_settle(window: "MainWindow", _about: object) -> None:
    """To the occasions of the action in the inspector, where I and M settle them."""
    from tracker.ui.pages import INSPECTED

    desk, subject = window.desk, window.desk.subject
    if subject is None or subject.kind != "action":
        desk.refused.emit(_("Choose the recurring action first."))
        return

    def show(rows: list[ActionRow]) -> None:
        if rows and window.current_page not in INSPECTED:
            desk.go("promises", rows[0].promise_id, rows[0].id)
        window.go_to_inspector()

    desk.read(partial(action_rows, desk.ctx, [subject.row_id]), show, owner=window)


def _decision_new(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.decision import AskDecisionDialog

    desk = window.desk

    def show(promises: list[Choice]) -> None:
        desk.ask(AskDecisionDialog(promises, desk.today(), window), ask_decision)

    desk.read(partial(choices.promises, desk.ctx), show, owner=window)


def _decision_answer(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.decision import AnswerDecisionDialog

    desk = window.desk

    def show(rows: list[DecisionRow]) -> None:
        row = next((row for row in rows if row.id == about), None)
        if row is not None:
            dialog = AnswerDecisionDialog(row, desk.today(), window)
            dialog.withdrawn.connect(partial(_withdraw, window, dialog))
            desk.ask(dialog, answer_decision, reread=partial(_decision, desk.ctx, row.id))

    desk.read(partial(decisions, desk.ctx), show, owner=window)


def _withdraw(window: "MainWindow", dialog: "AnswerDecisionDialog", row: DecisionRow) -> None:
    work = partial(withdraw_decision, window.desk.ctx, row.id, row.version)
    window.desk.write(work, lambda _done: dialog.saved(), dialog.show_error, owner=dialog)


def _decision(ctx: AppContext, row_id: int) -> DecisionRow:
    return next(row for row in decisions(ctx, open_only=False) if row.id == row_id)


def _people(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.people_commands import open_people

    open_people(window.desk, window, about if isinstance(about, int) else None)


def _report_look(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.report_look_commands import open_looks

    open_looks(window.desk, window)


def _on_report(name: str, window: "MainWindow", _about: object) -> None:
    """What the report page does by its button called `name`."""
    from tracker.ui.panels.reports import ReportsPage

    page = window.show_page("reports")
    assert isinstance(page, ReportsPage)
    page.setFocus()
    if not page.head().press(name):
        window.say(
            _("The report that is shown does not offer that. Final reports are in the archive.")
        )


def _agreement(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.agreement_commands import open_agreement

    open_agreement(window.desk, window)


_ON_REPORTS = ("save", "print", "mail", "settle", "hand_over", "compare", "seal")

HANDLERS: dict[str, Handler] = {
    "log.new": _log_new,
    "action.new": _action_new,
    "action.carry_over": _carry_over,
    "occasion.settle": _occasion_settle,
    "find.anything": _find,
    "decision.new": _decision_new,
    "decision.answer": _decision_answer,
    "agreement.edit": _agreement,
    "person.list": _people,
    "report.look": _report_look,
    **collecting_commands.HANDLERS,
    **disposal_commands.HANDLERS,
    **due_commands.HANDLERS,
    **dialogue_commands.HANDLERS,
    **figure_commands.HANDLERS,
    **make_form_commands.HANDLERS,
    **answer_commands.HANDLERS,
    **meeting_commands.HANDLERS,
    **problem_commands.HANDLERS,
    **reassign_commands.HANDLERS,
    **{f"report.{name}": partial(_on_report, name) for name in _ON_REPORTS},
}
