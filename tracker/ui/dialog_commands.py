"""Commands that open a dialog on the book."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tracker.i18n import _
from tracker.models.errors import NotFound
from tracker.services.agreements import add_agreement, edit_agreement, first_agreement
from tracker.services.context import AppContext
from tracker.services.follow_up import answer_decision, ask_decision, withdraw_decision
from tracker.services.problems import add_cause, add_evidence, add_problem, edit_problem
from tracker.services.queries import choices
from tracker.services.queries.choices import Choice
from tracker.services.queries.evidence import (
    ProblemDetail,
    problem_detail,
    survey_rows,
)
from tracker.services.queries.overview import DecisionRow, decisions
from tracker.ui.dialogs import (
    answer_commands,
    collecting_commands,
    dialogue_commands,
    disposal_commands,
    figure_commands,
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


def _promise_new(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.promise_commands import new_promise

    desk = window.desk

    def show(agreements: list[Choice]) -> None:
        if agreements:
            new_promise(desk, window, lambda row_id: desk.go("promises", row_id))
        else:
            # A promise stands under an agreement, so that is what comes first.
            _agreement(window, None)

    desk.read(partial(choices.agreements, desk.ctx), show, owner=window)


def _problem_new(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.evidence import NewProblemDialog

    desk = window.desk

    def show(names: list[str]) -> None:
        desk.ask(
            NewProblemDialog(names, desk.today(), window),
            add_problem,
            lambda row_id: desk.go("problems", row_id),
        )

    desk.read(partial(choices.municipalities, desk.ctx), show, owner=window)


def _problem_edit(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.evidence import EditProblemDialog

    desk = window.desk

    def show(found: tuple[ProblemDetail, list[str]]) -> None:
        detail, names = found
        dialog = EditProblemDialog(detail, names, desk.today(), window)
        desk.ask(dialog, edit_problem, reread=partial(_problem_detail, desk.ctx, detail.row.id))

    desk.read(partial(_problem, desk.ctx, _id(about)), show, owner=window)


def _problem(ctx: AppContext, row_id: int | None) -> tuple[ProblemDetail, list[str]]:
    return _problem_detail(ctx, row_id), choices.municipalities(ctx)


def _problem_detail(ctx: AppContext, row_id: int | None) -> ProblemDetail:
    detail = None if row_id is None else problem_detail(ctx, row_id)
    if detail is None:
        raise NotFound("row.missing", table="problem", id=row_id)
    return detail


def _evidence_new(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.evidence import EvidenceDialog

    desk, problem_id = window.desk, _id(about)
    if problem_id is not None:
        desk.read(
            partial(survey_rows, desk.ctx),
            lambda rows: desk.ask(EvidenceDialog(problem_id, rows, window), add_evidence),
            owner=window,
            key=("evidence.new", id(window)),
        )


def _cause_new(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.cause import NewCauseDialog

    desk, problem_id = window.desk, _id(about)

    def show(found: list[Choice]) -> None:
        chosen = [choice for choice in found if choice.id == problem_id]
        desk.ask(NewCauseDialog(chosen or found, window), add_cause)

    desk.read(partial(choices.problems, desk.ctx), show, owner=window)


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
    from tracker.ui.dialogs.agreement import EditAgreementDialog, NewAgreementDialog

    desk = window.desk

    def show(detail: choices.AgreementDetail | str) -> None:
        today = desk.today()
        if isinstance(detail, str):
            year = date(today.year, 1, 1), date(today.year, 12, 31)
            fields = first_agreement(detail, "", *year)
            desk.ask(NewAgreementDialog(fields, today, window), add_agreement)
        else:
            dialog = EditAgreementDialog(detail, today, window)
            desk.ask(dialog, edit_agreement, reread=partial(choices.agreement, desk.ctx, detail.id))

    desk.read(partial(_newest_agreement, desk.ctx), show, owner=window)


def _newest_agreement(ctx: AppContext) -> choices.AgreementDetail | str:
    """The newest agreement, or in a book without any the municipality to make one for."""
    found = choices.agreements(ctx)
    return choices.agreement(ctx, found[0].id) if found else choices.municipalities(ctx)[0]


_ON_REPORTS = ("save", "print", "mail", "settle", "hand_over", "compare", "seal")

HANDLERS: dict[str, Handler] = {
    "log.new": _log_new,
    "find.anything": _find,
    "promise.new": _promise_new,
    "problem.new": _problem_new,
    "problem.edit": _problem_edit,
    "evidence.new": _evidence_new,
    "cause.new": _cause_new,
    "decision.new": _decision_new,
    "decision.answer": _decision_answer,
    "agreement.edit": _agreement,
    "person.list": _people,
    "report.look": _report_look,
    **collecting_commands.HANDLERS,
    **disposal_commands.HANDLERS,
    **dialogue_commands.HANDLERS,
    **figure_commands.HANDLERS,
    **answer_commands.HANDLERS,
    **{f"report.{name}": partial(_on_report, name) for name in _ON_REPORTS},
}
