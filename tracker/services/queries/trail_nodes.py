"""The nodes of the trail: one short line each, with its figure."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.i18n import _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.messages.figures import figure_words, value_words
from tracker.messages.statements import percent, quote_statement
from tracker.models.problem import Cause, Evidence, Problem
from tracker.models.question import Figure, Question
from tracker.models.search import holds_word, sought_words
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext
from tracker.services.queries.actions import (
    ActionQuery,
    ActionRow,
    ActionSort,
    action_ids_in,
    action_rows_in,
    limits_of,
)
from tracker.services.queries.causes import whys_of
from tracker.services.queries.colour_sql import standings
from tracker.services.queries.indicators import IndicatorRow, indicators_of
from tracker.services.queries.promises import promise_rows_in
from tracker.services.queries.theme_counts import counted_in, most_taken_up
from tracker.services.queries.theme_rows import ThemeQuery
from tracker.services.queries.trail_rows import Amounts, Node, NodeKind, TrailQuery

_MOST_ANSWERS = 30


def read_nodes(ctx: AppContext, session: Session, query: TrailQuery) -> Iterator[Node]:
    """All nodes by kind, in the order of the chain."""
    yield from _surveys(session)
    yield from _figures(session)
    yield from _responses(session, query)
    yield from _themes(session)
    yield from _problems(session)
    yield from _causes(session)
    yield from _promises(ctx, session)


def _surveys(session: Session) -> Iterator[Node]:
    answers = select(func.count()).where(Response.survey_id == Survey.id).scalar_subquery()
    for survey, kept in session.execute(
        select(Survey, answers).order_by(Survey.held_on, Survey.starts_at.nulls_first(), Survey.id)
    ):
        parts = [format_date(survey.held_on, "short")]
        if count := survey.answered or kept:
            parts.insert(0, _answers(count))
        yield Node(
            (NodeKind.SURVEY, survey.id),
            "",
            survey.title,
            " · ".join(parts),
            amounts=Amounts(answers=survey.answered or kept, on=survey.held_on),
        )


def _figures(session: Session) -> Iterator[Node]:
    for figure, wording, unit, held_on in session.execute(
        select(Figure, Question.wording, Question.unit, Survey.held_on)
        .join(Question, Question.id == Figure.question_id)
        .join(Survey, Survey.id == Figure.survey_id)
        .order_by(Survey.held_on, Question.wording, Figure.id)
    ):
        words = figure_words(wording, figure.value, unit, figure.answers)
        when = format_date(held_on, "short")
        yield Node(
            (NodeKind.FIGURE, figure.id),
            "",
            words,
            when,
            within=figure.survey_id,
            amounts=Amounts(value=figure.value, answers=figure.answers, unit=unit, on=held_on),
        )


def _responses(session: Session, query: TrailQuery) -> Iterator[Node]:
    """Those that are quoted, the one asked for, and the first that hold what is typed.

    What is quoted without being ticked as de-identified keeps its words to itself.
    """
    asked = set() if query.response_id is None else {query.response_id}
    if words := sought_words(query.typed):
        matching = select(Response.id).where(*(holds_word(Response.text, word) for word in words))
        asked |= set(session.scalars(matching.order_by(Response.id).limit(_MOST_ANSWERS)))
    quoted = set(
        session.scalars(select(Evidence.response_id).where(Evidence.response_id.is_not(None)))
    )
    for row, survey in session.execute(
        select(Response, Survey.title)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Response.id.in_(asked | quoted))
        .order_by(Response.id)
    ):
        title = quote_statement(row.text) if row.text else _("An answer without text")
        if not row.deidentified and row.id not in asked:
            title = _("An answer that is not de-identified")
        figure = " · ".join(part for part in (row.place or "", survey) if part)
        yield Node((NodeKind.RESPONSE, row.id), "", title, figure, within=row.survey_id)


def _themes(session: Session) -> Iterator[Node]:
    counts = counted_in(session, ThemeQuery())
    words = _("{figure} · {share}")
    if counts.coded < counts.answers:
        words = _("{figure} · {share} of the coded")
    for bar in most_taken_up(counts):
        figure = _answers(bar.part.answers)
        if bar.part.of:
            figure = words.format(figure=figure, share=percent(bar.part.answers, bar.part.of))
        amounts = Amounts(answers=bar.part.answers)
        yield Node((NodeKind.THEME, bar.theme_id), "", bar.name, figure, amounts=amounts)


def _problems(session: Session) -> Iterator[Node]:
    for row in session.scalars(select(Problem).order_by(Problem.number, Problem.id)):
        figure = "" if row.priority is None else _("priority {n}").format(n=row.priority)
        yield Node((NodeKind.PROBLEM, row.id), str(row.number), row.title, figure)


def _causes(session: Session) -> Iterator[Node]:
    causes = session.execute(
        select(Cause, Problem.number)
        .join(Problem, Problem.id == Cause.problem_id)
        .order_by(Problem.number, Cause.number, Cause.id)
    ).all()
    whys = whys_of(session, [cause.id for cause, _number in causes])
    for cause, problem in causes:
        yield Node(
            (NodeKind.CAUSE, cause.id),
            f"{problem}.{cause.number}",
            cause.description,
            label(cause.kind),
            within=cause.problem_id,
            detail=whys.get(cause.id, ()),
        )


def _promises(ctx: AppContext, session: Session) -> Iterator[Node]:
    """Promises, then their actions, then their indicators."""
    today = ctx.today()
    rows = promise_rows_in(session, standings(session, today, limits_of(session)))
    rows.sort(key=lambda row: (row.number, row.id))
    for row in rows:
        figure = label(row.status)
        yield Node(
            (NodeKind.PROMISE, row.id), f"L{row.number}", row.title, figure, follow_up=row.colour
        )
    ids = action_ids_in(session, ActionQuery(sort=ActionSort.LABEL), today)
    for action in action_rows_in(session, ids, today):
        yield _action(action)
    indicators = indicators_of(session, [row.id for row in rows])
    for row in rows:
        for indicator in indicators.get(row.id, ()):
            yield _indicator(indicator, row.id, row.number)


def _action(row: ActionRow) -> Node:
    parts = []
    if row.planned is not None:
        done = _("{done} of {planned} {unit}").format(
            done=format_number(row.done), planned=format_number(row.planned), unit=row.unit
        )
        parts.append(done.strip())
    entries = ngettext("{n} log entry", "{n} log entries", row.entries)
    parts.append(entries.format(n=format_number(row.entries)))
    return Node(
        (NodeKind.ACTION, row.id),
        row.label,
        row.title,
        " · ".join(parts),
        follow_up=row.colour,
        party=row.party,
        within=row.promise_id,
        amounts=Amounts(done=row.done, planned=row.planned, unit=row.unit),
    )


def _indicator(row: IndicatorRow, promise_id: int, promise: int) -> Node:
    measured = [each for each in row.measurements if each.value is not None]
    amounts = Amounts(unit=row.unit)
    if not measured:
        figure = _("not measured")
    else:
        last = measured[-1]
        assert last.value is not None
        figure = _("{value}, {date}").format(
            value=value_words(last.value, row.unit), date=format_date(last.measured_on, "short")
        )
        amounts = replace(amounts, value=last.value, answers=last.answers, on=last.measured_on)
    return Node(
        (NodeKind.INDICATOR, row.id),
        f"L{promise}",
        row.name,
        figure,
        within=promise_id,
        amounts=amounts,
    )


def _answers(count: int) -> str:
    return ngettext("{n} answer", "{n} answers", count).format(n=format_number(count))
