"""Problems, the evidence they rest on, and their numbered causes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select

from tracker.models.action import ActionCause
from tracker.models.enums import CauseKind
from tracker.models.errors import Invalid
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.promise import PromiseProblem
from tracker.models.question import Figure
from tracker.models.survey import Response, Survey, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.agreements import municipality_in
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class ProblemFields:
    """What is entered about a problem: what, where, when, whom it hits, and why it comes first."""

    municipality: str
    title: str
    what: str = ""
    place: str | None = None
    time: str | None = None
    focus_area: str | None = None
    affected_group: str | None = None
    priority: int | None = None
    priority_reason: str | None = None
    lawful: bool = False
    decided_on: date | None = None
    decision_dnr: str | None = None


def add_problem(ctx: AppContext, fields: ProblemFields) -> int:
    """Add a problem with the next free number. Returns its id."""
    _check(fields)
    with ctx.write("problem.new") as tx:
        columns = _columns(tx, fields)
        last = tx.session.scalar(
            select(func.max(Problem.number)).where(
                Problem.municipality_id == columns["municipality_id"]
            )
        )
        return tx.add(Problem(number=(last or 0) + 1, **columns)).id


@dataclass(frozen=True, slots=True)
class EditProblem:
    """New values for a problem as the user saw it at `version`."""

    problem_id: int
    version: int
    fields: ProblemFields


def edit_problem(ctx: AppContext, cmd: EditProblem) -> None:
    """Change a problem."""
    _check(cmd.fields)
    with ctx.write("problem.edit") as tx:
        problem = tx.get(Problem, cmd.problem_id, cmd.version)
        for name, value in _columns(tx, cmd.fields).items():
            setattr(problem, name, value)


def delete_problem(ctx: AppContext, problem_id: int, version: int) -> None:
    """Remove a problem with its evidence and causes.

    Raises `Invalid` when a promise answers it, or an action one of its causes.
    """
    with ctx.write("problem.delete") as tx:
        problem = tx.get(Problem, problem_id, version)
        answering = tx.session.scalar(
            select(func.count())
            .select_from(PromiseProblem)
            .where(PromiseProblem.problem_id == problem_id)
        )
        if answering:
            raise Invalid("problem.is_answered", count=answering)
        causes = tx.session.scalars(select(Cause).where(Cause.problem_id == problem_id)).all()
        # A promise may have let go of the problem, and its actions still name the causes.
        _check_unanswered(tx, [cause.id for cause in causes])
        for row in tx.session.scalars(
            select(Evidence).where(Evidence.problem_id == problem_id)
        ).all():
            tx.delete(row)
        for cause in causes:
            tx.delete(cause)
        tx.delete(problem)


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """What a problem rests on, and what it says about it, with its figure.

    A survey, one of its answers or figures, or a theme (in the survey, or in all without one).
    """

    problem_id: int
    survey_id: int | None
    statement: str
    response_id: int | None = None
    theme_id: int | None = None
    figure_id: int | None = None


def add_evidence(ctx: AppContext, cmd: AddEvidence) -> int:
    """Link a problem to what it rests on. Returns the link's id."""
    if not cmd.statement.strip():
        raise Invalid("field.required", field="statement")
    if cmd.survey_id is None and cmd.theme_id is None:
        raise Invalid("field.required", field="survey_id")
    with ctx.write("evidence.new") as tx:
        tx.get(Problem, cmd.problem_id)
        for model, row_id in (
            (Survey, cmd.survey_id),
            (Response, cmd.response_id),
            (Theme, cmd.theme_id),
            (Figure, cmd.figure_id),
        ):
            if row_id is not None:
                tx.get(model, row_id)
        return tx.add(Evidence(**asdict(cmd))).id


def remove_evidence(ctx: AppContext, evidence_id: int, version: int) -> None:
    """Unlink a problem from a survey; both stay."""
    with ctx.write("evidence.delete") as tx:
        tx.delete(tx.get(Evidence, evidence_id, version))


@dataclass(frozen=True, slots=True)
class AddCause:
    """A cause of a problem; it gets the next number."""

    problem_id: int
    kind: CauseKind
    description: str


def add_cause(ctx: AppContext, cmd: AddCause) -> int:
    """Add a cause. Returns its id."""
    if not cmd.description.strip():
        raise Invalid("field.required", field="description")
    with ctx.write("cause.new") as tx:
        tx.get(Problem, cmd.problem_id)
        last = tx.session.scalar(
            select(func.max(Cause.number)).where(Cause.problem_id == cmd.problem_id)
        )
        return tx.add(Cause(number=(last or 0) + 1, **asdict(cmd))).id


@dataclass(frozen=True, slots=True)
class EditCause:
    """New words for a cause as the user saw it at `version`."""

    cause_id: int
    version: int
    kind: CauseKind
    description: str


def edit_cause(ctx: AppContext, cmd: EditCause) -> None:
    """Change a cause; its number stays, since actions and reports refer to it."""
    if not cmd.description.strip():
        raise Invalid("field.required", field="description")
    with ctx.write("cause.edit") as tx:
        cause = tx.get(Cause, cmd.cause_id, cmd.version)
        cause.kind, cause.description = cmd.kind, cmd.description


def delete_cause(ctx: AppContext, cause_id: int, version: int) -> None:
    """Remove a cause that no action answers; the others keep their numbers."""
    with ctx.write("cause.delete") as tx:
        cause = tx.get(Cause, cause_id, version)
        _check_unanswered(tx, [cause_id])
        tx.delete(cause)


def _check_unanswered(tx: Transaction, cause_ids: Sequence[int]) -> None:
    actions = tx.session.scalar(
        select(func.count(ActionCause.action_id.distinct())).where(
            ActionCause.cause_id.in_(cause_ids)
        )
    )
    if actions:
        raise Invalid("cause.is_answered", count=actions)


def _columns(tx: Transaction, fields: ProblemFields) -> dict[str, object]:
    values = asdict(fields)
    values["municipality_id"] = municipality_in(tx, values.pop("municipality"))
    return values


def _check(fields: ProblemFields) -> None:
    if not fields.title.strip():
        raise Invalid("field.required", field="title")
    if fields.priority is not None and fields.priority < 1:
        raise Invalid("problem.priority", field="priority")
