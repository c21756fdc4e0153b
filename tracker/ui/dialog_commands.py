"""Commands that open a dialog on the book."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tracker.i18n import _
from tracker.services.context import AppContext
from tracker.services.follow_up import answer_decision, ask_decision, withdraw_decision
from tracker.services.queries import choices
from tracker.services.queries.choices import Choice
from tracker.services.queries.overview import DecisionRow, decisions
from tracker.ui.dialogs import (
    answer_commands,
    collecting_commands,
    dialogue_commands,
    disposal_commands,
    due_commands,
    figure_commands,
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
    **answer_commands.HANDLERS,
    **meeting_commands.HANDLERS,
    **problem_commands.HANDLERS,
    **reassign_commands.HANDLERS,
    **{f"report.{name}": partial(_on_report, name) for name in _ON_REPORTS},
}
