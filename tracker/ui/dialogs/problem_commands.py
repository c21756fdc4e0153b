"""From answers to a promise: what can be done to problems, their evidence and their causes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.models.enums import CauseKind
from tracker.models.errors import NotFound
from tracker.services import problems
from tracker.services.context import AppContext
from tracker.services.queries import choices
from tracker.services.queries.choices import Choice
from tracker.services.queries.evidence import EvidenceRow, ProblemDetail, problem_detail
from tracker.services.queries.evidence_choices import Source, sources, theme_source
from tracker.services.queries.plan import CauseRow
from tracker.ui.desk import Desk

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


def new_problem(desk: Desk, parent: QWidget) -> None:
    """Ask for a problem, and show it with what comes next."""
    from tracker.ui.dialogs.problem import NewProblemDialog

    def show(names: list[str]) -> None:
        dialog = NewProblemDialog(names, desk.today(), parent)
        desk.ask(dialog, problems.add_problem, partial(desk.go, "problems"))

    desk.read(partial(choices.municipalities, desk.ctx), show, owner=parent)


def problem_from_theme(desk: Desk, parent: QWidget, theme_id: int) -> None:
    """Ask for a problem that a theme shows, and show it with what comes next."""
    from tracker.ui.dialogs.problem import ProblemFromThemeDialog

    def show(read: tuple[Source, list[str]]) -> None:
        dialog = ProblemFromThemeDialog(*read, desk.today(), parent)
        desk.ask(dialog, problems.add_problem_from_theme, partial(desk.go, "problems"))

    def read() -> tuple[Source, list[str]]:
        theme = theme_source(desk.ctx, theme_id)
        if theme is None:
            raise NotFound("row.missing", table="theme", id=theme_id)
        return theme, choices.municipalities(desk.ctx)

    desk.read(read, show, owner=parent, key=("problem.from_theme", id(parent)))


def edit_problem(desk: Desk, parent: QWidget, problem_id: int) -> None:
    """Ask for a problem's new values."""
    from tracker.ui.dialogs.problem import EditProblemDialog

    def show(read: tuple[ProblemDetail, list[str]]) -> None:
        dialog = EditProblemDialog(*read, desk.today(), parent)
        again = partial(_detail, desk.ctx, problem_id)
        desk.ask(dialog, problems.edit_problem, reread=again)

    def read() -> tuple[ProblemDetail, list[str]]:
        return _detail(desk.ctx, problem_id), choices.municipalities(desk.ctx)

    desk.read(read, show, owner=parent, key=("problem.edit", id(parent)))


def add_evidence(desk: Desk, parent: QWidget, problem_id: int) -> None:
    """Ask what a problem rests on."""
    from tracker.ui.dialogs.evidence import EvidenceDialog

    dialog = EvidenceDialog(problem_id, parent)

    def seek(typed: str) -> None:
        desk.read(
            partial(sources, desk.ctx, typed),
            dialog.show_sources,
            owner=dialog,
            key=("evidence", id(dialog)),
        )

    dialog.sought.connect(seek)
    desk.ask(dialog, problems.link_evidence)
    seek("")


def edit_evidence(desk: Desk, parent: QWidget, problem_id: int, row: EvidenceRow) -> None:
    """Ask for other words for what evidence says."""
    from tracker.ui.dialogs.evidence import EditEvidenceDialog

    def again() -> EvidenceRow:
        found = [e for e in _detail(desk.ctx, problem_id).evidence if e.id == row.id]
        if not found:
            raise NotFound("row.missing", table="evidence", id=row.id)
        return found[0]

    desk.ask(EditEvidenceDialog(row, parent), problems.edit_evidence, reread=again)


def new_cause(
    desk: Desk, parent: QWidget, problem_id: int | None, kind: CauseKind | None = None
) -> None:
    """Ask for a cause of a problem, on one of Brå's three sides where that is known."""
    from tracker.ui.dialogs.cause import NewCauseDialog

    def show(found: list[Choice]) -> None:
        chosen = [choice for choice in found if choice.id == problem_id]
        desk.ask(NewCauseDialog(chosen or found, parent, kind=kind), problems.add_cause)

    desk.read(
        partial(choices.problems, desk.ctx), show, owner=parent, key=("cause.new", id(parent))
    )


def edit_cause(desk: Desk, parent: QWidget, cause: CauseRow) -> None:
    """Ask for other words for a cause, and for its chain of "varför?"."""
    from tracker.ui.dialogs.cause import EditCauseDialog

    def again() -> CauseRow:
        found = [c for c in _detail(desk.ctx, cause.problem_id).causes if c.id == cause.id]
        if not found:
            raise NotFound("row.missing", table="cause", id=cause.id)
        return found[0]

    desk.ask(EditCauseDialog(cause, parent), problems.edit_cause, reread=again)


def new_promise(desk: Desk, parent: QWidget, problem_ids: Sequence[int] = ()) -> None:
    """Ask for a draft that answers problems; before the first one, for the agreement above it."""
    from tracker.ui.dialogs.agreement_commands import open_agreement
    from tracker.ui.dialogs.promise_commands import new_promise as ask

    def go_on(_agreement_id: int | None = None) -> None:
        ask(desk, parent, partial(desk.go, "promises"), problem_ids)

    def show(agreements: list[Choice]) -> None:
        if agreements:
            go_on()
        else:
            open_agreement(desk, parent, go_on)

    desk.read(
        partial(choices.agreements, desk.ctx), show, owner=parent, key=("promise", id(parent))
    )


def _detail(ctx: AppContext, problem_id: int) -> ProblemDetail:
    detail = problem_detail(ctx, problem_id)
    if detail is None:
        raise NotFound("row.missing", table="problem", id=problem_id)
    return detail


def _about_a_row(ask: Callable[[Desk, QWidget, int], None]) -> "Handler":
    """A command that concerns one row; without a row there is nothing to ask about."""

    def run(window: "MainWindow", about: object) -> None:
        if isinstance(about, int):
            ask(window.desk, window, about)

    return run


def _problem_new(window: "MainWindow", _about: object) -> None:
    new_problem(window.desk, window)


def _cause_new(window: "MainWindow", about: object) -> None:
    new_cause(window.desk, window, about if isinstance(about, int) else None)


def _promise_new(window: "MainWindow", about: object) -> None:
    """About a problem, it is one that the promise answers."""
    new_promise(window.desk, window, (about,) if isinstance(about, int) else ())


Handler = Callable[["MainWindow", object], object]

HANDLERS: dict[str, Handler] = {
    "problem.new": _problem_new,
    "problem.from_theme": _about_a_row(problem_from_theme),
    "problem.edit": _about_a_row(edit_problem),
    "evidence.new": _about_a_row(add_evidence),
    "cause.new": _cause_new,
    "promise.new": _promise_new,
}
