"""Spåret: everything from answers to measurements, how it hangs together, and where it breaks."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import ActionCause
from tracker.models.past import IDS, portions
from tracker.models.problem import Evidence
from tracker.models.promise import PromiseProblem
from tracker.models.survey import Response, ResponseTheme
from tracker.services.context import AppContext
from tracker.services.queries.trail_gaps import trail_gaps
from tracker.services.queries.trail_nodes import read_nodes
from tracker.services.queries.trail_rows import BookTrail, Key, Node, NodeKind, Said, TrailQuery

Edge = tuple[Key, Key]
EVERYTHING = TrailQuery()


def book_trail(ctx: AppContext, query: TrailQuery = EVERYTHING) -> BookTrail:
    """Everything on the trail today; works in a book without any agreement, too."""
    with ctx.read() as session:
        nodes = tuple(read_nodes(ctx, session, query))
        known = {node.key for node in nodes}
        said = tuple(_said(session))
        edges = frozenset(
            edge for edge in _edges(session, nodes, said) if edge[0] in known and edge[1] in known
        )
        return BookTrail(nodes, edges, trail_gaps(ctx, session), said)


_OWNERS = {
    NodeKind.FIGURE: NodeKind.SURVEY,
    NodeKind.RESPONSE: NodeKind.SURVEY,
    NodeKind.CAUSE: NodeKind.PROBLEM,
    NodeKind.ACTION: NodeKind.PROMISE,
    NodeKind.INDICATOR: NodeKind.PROMISE,
}


def _edges(session: Session, nodes: Iterable[Node], said: Iterable[Said]) -> Iterator[Edge]:
    for node in nodes:
        if node.within is not None:
            yield (_OWNERS[node.kind], node.within), node.key
    yield from _to_themes(session, nodes)
    for row in said:
        yield row.source, row.problem
    for problem_id, promise_id in session.execute(
        select(PromiseProblem.problem_id, PromiseProblem.promise_id)
    ):
        yield (NodeKind.PROBLEM, problem_id), (NodeKind.PROMISE, promise_id)
    for cause_id, action_id in session.execute(select(ActionCause.cause_id, ActionCause.action_id)):
        yield (NodeKind.CAUSE, cause_id), (NodeKind.ACTION, action_id)


def _said(session: Session) -> Iterator[Said]:
    for row, ticked in session.execute(
        select(Evidence, Response.deidentified)
        .outerjoin(Response, Response.id == Evidence.response_id)
        .order_by(Evidence.id)
    ):
        statement = "" if ticked is False else row.statement
        yield Said(_source(row), (NodeKind.PROBLEM, row.problem_id), statement)


def _source(row: Evidence) -> Key:
    """What the evidence points to. A theme in one survey is still the theme."""
    for kind, row_id in (
        (NodeKind.RESPONSE, row.response_id),
        (NodeKind.FIGURE, row.figure_id),
        (NodeKind.THEME, row.theme_id),
    ):
        if row_id is not None:
            return kind, row_id
    assert row.survey_id is not None
    return NodeKind.SURVEY, row.survey_id


def _to_themes(session: Session, nodes: Iterable[Node]) -> Iterator[Edge]:
    for survey_id, theme_id in session.execute(
        select(Response.survey_id, ResponseTheme.theme_id)
        .join(ResponseTheme, ResponseTheme.response_id == Response.id)
        .distinct()
    ):
        yield (NodeKind.SURVEY, survey_id), (NodeKind.THEME, theme_id)
    coded = select(ResponseTheme.response_id, ResponseTheme.theme_id).where(
        ResponseTheme.response_id.in_(IDS)
    )
    for part in portions({node.id for node in nodes if node.kind is NodeKind.RESPONSE}):
        for response_id, theme_id in session.execute(coded, {IDS.key: part}):
            yield (NodeKind.RESPONSE, response_id), (NodeKind.THEME, theme_id)
