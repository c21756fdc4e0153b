"""What a problem can rest on: themes, figures, surveys, and answers that may be quoted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from tracker.messages.figures import figure_words
from tracker.messages.statements import quote_statement, theme_statement
from tracker.models.enums import Hint
from tracker.models.question import Figure, Question
from tracker.models.search import folded, holds_word, sought_words
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.queries.theme_counts import counted_in, most_taken_up
from tracker.services.queries.theme_rows import ThemeQuery
from tracker.services.traces import Finder, trace_finder

MOST_QUOTES = 40


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be chosen. `statement` is filled in as what it says; may be empty."""

    kind: EvidenceKind
    id: int
    survey_id: int | None
    title: str
    detail: str
    statement: str
    held_on: date | None = None
    answers: int | None = None
    hints: tuple[Hint, ...] = ()
    """What in a quote looks as if it pointed a person out."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All that holds what was sought; `unquotable` answers do, but are not ticked."""

    rows: tuple[Source, ...]
    unquotable: int = 0


def sources(ctx: AppContext, typed: str = "") -> Sources:
    """What holds all words typed, by kind. Quotes only when something is sought, the first few."""
    words = sought_words(typed)
    with ctx.read() as session:
        rows = [*_themes(session), *_figures(session), *_surveys(session)]
        held = [row for row in rows if _holds(row, words)]
        if not words:
            return Sources(tuple(held))
        matching = _matching(words)
        quotes = session.execute(
            matching.where(Response.deidentified.is_(True)).order_by(Response.id).limit(MOST_QUOTES)
        )
        find_traces = trace_finder(session)
        held += [_quote(find_traces, *row) for row in quotes]
        not_ticked = matching.where(Response.deidentified.is_(False)).subquery()
        unquotable = session.scalar(select(func.count()).select_from(not_ticked)) or 0
        return Sources(tuple(held), unquotable)


def theme_source(ctx: AppContext, theme_id: int) -> Source | None:
    """One theme with its answers counted; None when it is gone."""
    with ctx.read() as session:
        return next((row for row in _themes(session) if row.id == theme_id), None)


def _holds(row: Source, words: list[str]) -> bool:
    text = folded(f"{row.title} {row.detail}")
    return all(word in text for word in words)


def _themes(session: Session) -> list[Source]:
    counts = counted_in(session, ThemeQuery())
    all_coded = counts.coded == counts.answers
    return [
        Source(
            EvidenceKind.THEME,
            bar.theme_id,
            None,
            bar.name,
            "",
            theme_statement(bar.name, bar.part.answers, bar.part.of, all_coded=all_coded),
            answers=bar.part.answers,
        )
        for bar in most_taken_up(counts)
    ]


def _figures(session: Session) -> list[Source]:
    found = session.execute(
        select(Figure, Question.wording, Question.unit, Survey.title, Survey.held_on)
        .join(Question, Question.id == Figure.question_id)
        .join(Survey, Survey.id == Figure.survey_id)
        .order_by(Survey.held_on.desc(), Question.wording)
    )
    return [
        Source(
            EvidenceKind.FIGURE,
            figure.id,
            figure.survey_id,
            figure_words(wording, Decimal(figure.value), unit, figure.answers),
            title,
            figure_words(wording, Decimal(figure.value), unit, figure.answers),
            held_on,
            figure.answers,
        )
        for figure, wording, unit, title, held_on in found
    ]


def _surveys(session: Session) -> list[Source]:
    return [
        Source(
            EvidenceKind.SURVEY,
            row.id,
            row.id,
            row.title,
            row.place or "",
            " ".join((row.result or "").split()),
            row.held_on,
            row.answered,
        )
        for row in session.scalars(select(Survey).order_by(Survey.held_on.desc(), Survey.id))
    ]


def _matching(words: list[str]) -> Select[int, int, str | None, str | None, str, date]:
    statement = (
        select(
            Response.id,
            Response.survey_id,
            Response.text,
            Response.place,
            Survey.title,
            Survey.held_on,
        )
        .join(Survey, Survey.id == Response.survey_id)
        .where(Response.text.is_not(None))
    )
    for word in words:
        statement = statement.where(
            or_(holds_word(Response.text, word), holds_word(Response.place, word))
        )
    return statement


def _quote(
    find_traces: Finder,
    response_id: int,
    survey_id: int,
    text: str | None,
    place: str | None,
    survey: str,
    held_on: date,
) -> Source:
    words = quote_statement(text or "")
    detail = ", ".join(part for part in (survey, place) if part)
    found = {trace.hint for trace in find_traces(text or "")}
    hints = tuple(hint for hint in Hint if hint in found)
    return Source(
        EvidenceKind.QUOTE, response_id, survey_id, words, detail, words, held_on, hints=hints
    )
