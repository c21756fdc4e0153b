"""Problems, the evidence they rest on, and their numbered causes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select

from tracker.models.action import ActionCause
from tracker.models.enums import CauseKind
from tracker.models.errors import Conflict, Invalid
from tracker.models.problem import Cause, Evidence, Problem, Why
from tracker.models.promise import PromiseProblem
from tracker.models.question import Figure
from tracker.models.survey import Response, Survey, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.agreements import municipality_in
from tracker.services.context import AppContext

MOST_WHYS = 7
"""A chain of "varför?" that is longer says no more."""


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
        return _add(tx, fields)


@dataclass(frozen=True, slots=True)
class AddProblemFromTheme:
    """A problem that answers take up: the theme is its first evidence, with what it says."""

    theme_id: int
    statement: str
    fields: ProblemFields


def add_problem_from_theme(ctx: AppContext, cmd: AddProblemFromTheme) -> int:
    """Add a problem that rests on a theme of all answers. Returns the problem's id."""
    _check(cmd.fields)
    _check_statement(cmd.statement)
    with ctx.write("problem.from_theme") as tx:
        tx.get(Theme, cmd.theme_id)
        problem_id = _add(tx, cmd.fields)
        _link(tx, AddEvidence(problem_id, None, cmd.statement, theme_id=cmd.theme_id))
        return problem_id


def _add(tx: Transaction, fields: ProblemFields) -> int:
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
            _delete_cause(tx, cause)
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
    """Link a problem to what it rests on. Returns the link's id.

    Raises `Invalid` for an answer that nobody has ticked as de-identified.
    """
    return link_evidence(ctx, (cmd,))[0]


def link_evidence(ctx: AppContext, links: Sequence[AddEvidence]) -> list[int]:
    """As `add_evidence`, of several at once: all of them, or none. Returns their ids."""
    for cmd in links:
        _check_statement(cmd.statement)
    with ctx.write("evidence.new") as tx:
        return [_link(tx, cmd) for cmd in links]


def _link(tx: Transaction, cmd: AddEvidence) -> int:
    tx.get(Problem, cmd.problem_id)
    survey_id = cmd.survey_id
    if cmd.theme_id is not None:
        tx.get(Theme, cmd.theme_id)
    # An answer and a figure know their survey, so it need not be said.
    if cmd.response_id is not None:
        response = tx.get(Response, cmd.response_id)
        if not response.deidentified:
            raise Invalid("evidence.not_deidentified", field="response_id")
        survey_id = response.survey_id
    if cmd.figure_id is not None:
        survey_id = tx.get(Figure, cmd.figure_id).survey_id
    if survey_id is None and cmd.theme_id is None:
        raise Invalid("field.required", field="survey_id")
    if survey_id is not None:
        tx.get(Survey, survey_id)
    return tx.add(Evidence(**{**asdict(cmd), "survey_id": survey_id})).id


def _check_statement(statement: str) -> None:
    if not statement.strip():
        raise Invalid("field.required", field="statement")


@dataclass(frozen=True, slots=True)
class EditEvidence:
    """Other words for what evidence says, as the user saw it at `version`."""

    evidence_id: int
    version: int
    statement: str


def edit_evidence(ctx: AppContext, cmd: EditEvidence) -> None:
    """Change what evidence says; what it points to stays."""
    _check_statement(cmd.statement)
    with ctx.write("evidence.edit") as tx:
        tx.get(Evidence, cmd.evidence_id, cmd.version).statement = cmd.statement


def remove_evidence(ctx: AppContext, evidence_id: int, version: int) -> None:
    """Unlink a problem from what it rests on; both stay."""
    with ctx.write("evidence.delete") as tx:
        tx.delete(tx.get(Evidence, evidence_id, version))


@dataclass(frozen=True, slots=True)
class AddCause:
    """A cause of a problem; it gets the next number. `whys` is its chain of "varför?"."""

    problem_id: int
    kind: CauseKind
    description: str
    whys: tuple[str, ...] = ()


def add_cause(ctx: AppContext, cmd: AddCause) -> int:
    """Add a cause. Returns its id."""
    if not cmd.description.strip():
        raise Invalid("field.required", field="description")
    with ctx.write("cause.new") as tx:
        tx.get(Problem, cmd.problem_id)
        last = tx.session.scalar(
            select(func.max(Cause.number)).where(Cause.problem_id == cmd.problem_id)
        )
        cause = Cause(
            problem_id=cmd.problem_id,
            number=(last or 0) + 1,
            kind=cmd.kind,
            description=cmd.description,
        )
        cause_id = tx.add(cause).id
        _replace_whys(tx, cause_id, cmd.whys)
        return cause_id


@dataclass(frozen=True, slots=True)
class EditCause:
    """New words for a cause as the user saw it at `version`.

    `whys` None keeps its chain; else it replaces the one that was `seen`.
    """

    cause_id: int
    version: int
    kind: CauseKind
    description: str
    whys: tuple[str, ...] | None = None
    seen: tuple[str, ...] | None = None


def edit_cause(ctx: AppContext, cmd: EditCause) -> None:
    """Change a cause; its number stays, since actions and reports refer to it."""
    if not cmd.description.strip():
        raise Invalid("field.required", field="description")
    with ctx.write("cause.edit") as tx:
        cause = tx.get(Cause, cmd.cause_id, cmd.version)
        cause.kind, cause.description = cmd.kind, cmd.description
        if cmd.whys is not None:
            _replace_whys(tx, cause.id, cmd.whys, cmd.seen)


@dataclass(frozen=True, slots=True)
class SetWhys:
    """The whole chain of a cause, first the answer to why the cause is there.

    With `seen`, a chain that somebody else has changed since raises `Conflict`.
    """

    cause_id: int
    version: int
    texts: tuple[str, ...]
    seen: tuple[str, ...] | None = None


def set_whys(ctx: AppContext, cmd: SetWhys) -> None:
    """Replace a cause's chain. Raises `Invalid` when it is longer than `MOST_WHYS`."""
    with ctx.write("cause.whys") as tx:
        cause = tx.get(Cause, cmd.cause_id, cmd.version)
        _replace_whys(tx, cause.id, cmd.texts, cmd.seen)


def delete_cause(ctx: AppContext, cause_id: int, version: int) -> None:
    """Remove a cause that no action answers, with its chain; the others keep their numbers."""
    with ctx.write("cause.delete") as tx:
        cause = tx.get(Cause, cause_id, version)
        _check_unanswered(tx, [cause_id])
        _delete_cause(tx, cause)


def _delete_cause(tx: Transaction, cause: Cause) -> None:
    _replace_whys(tx, cause.id, ())
    tx.delete(cause)


def _replace_whys(
    tx: Transaction, cause_id: int, texts: Sequence[str], seen: Sequence[str] | None = None
) -> None:
    wanted = [text.strip() for text in texts if text.strip()]
    if len(wanted) > MOST_WHYS:
        raise Invalid("cause.too_many_whys", field="whys", most=MOST_WHYS)
    links = tx.session.scalars(
        select(Why).where(Why.cause_id == cause_id).order_by(Why.number)
    ).all()
    if seen is not None and [link.text for link in links] != list(seen):
        raise Conflict("row.changed")
    for link, text in zip(links, wanted, strict=False):
        link.text = text
    for link in links[len(wanted) :]:
        tx.delete(link)
    for number, text in enumerate(wanted[len(links) :], start=len(links) + 1):
        tx.add(Why(cause_id=cause_id, number=number, text=text))


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
