"""Answers as rows, for coding them and for whoever wants to see those behind a figure."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.past import portions
from tracker.models.personal_data import Trace
from tracker.models.search import holds_word, sought_words
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.context import AppContext
from tracker.services.queries.fetching import fetched_ids
from tracker.services.traces import trace_finder


class ResponseState(StrEnum):
    """How far the work with an answer has come."""

    ALL = "all"
    UNCODED = "uncoded"
    CODED = "coded"
    NO_THEME = "no_theme"
    NOT_DEIDENTIFIED = "not_deidentified"
    WITH_HINTS = "with_hints"


@dataclass(frozen=True, slots=True)
class ResponseFilter:
    """Which answers. None, or no text, means all; an empty place or group those without one.

    Text: every word stands in the answer or its place. `year` is that of the survey.
    """

    text: str = ""
    survey_id: int | None = None
    round_id: int | None = None
    theme_id: int | None = None
    place: str | None = None
    group: str | None = None
    state: ResponseState = ResponseState.ALL
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """An answer with its themes (id, name) in the code book's order, and where to look twice."""

    id: int
    version: int
    survey_id: int
    survey_title: str
    text: str
    place: str
    rating: int | None
    group: str
    answered_on: date | None
    themes: tuple[tuple[int, str], ...]
    deidentified: bool
    coded_by: str | None
    hints: tuple[Trace, ...]

    @property
    def is_coded(self) -> bool:
        """Whether somebody has read it for themes, or it came with some."""
        return self.coded_by is not None or bool(self.themes)


@dataclass(frozen=True, slots=True)
class ResponseCounts:
    """How many answers there are, and how many of them are done."""

    total: int
    coded: int
    deidentified: int
    hinted: int


def response_ids(ctx: AppContext, query: ResponseFilter) -> "array[int]":
    """The answers that fit, in the order they were entered."""
    with ctx.read() as session:
        return response_ids_in(session, query)


def response_ids_in(session: Session, query: ResponseFilter) -> "array[int]":
    """As `response_ids`, inside a read that does more."""
    fitting = select(Response.id).where(*conditions(query)).order_by(Response.id)
    ids = fetched_ids(session, fitting)
    if query.state is not ResponseState.WITH_HINTS:
        return ids
    hinted = _hinted(session, query)
    return array("q", [row_id for row_id in ids if row_id in hinted])


def response_page(ctx: AppContext, ids: Sequence[int]) -> list[ResponseRow]:
    """The rows of `ids`, in that order; an id that is gone is left out."""
    with ctx.read() as session:
        find_traces = trace_finder(session)
        themes = _themes(session, ids)
        by_id = {
            response.id: ResponseRow(
                response.id,
                response.version,
                response.survey_id,
                title,
                response.text or "",
                response.place or "",
                response.rating,
                response.respondent_group or "",
                response.answered_on,
                tuple(themes.get(response.id, ())),
                response.deidentified,
                response.coded_by,
                find_traces(response.text or ""),
            )
            for part in portions(ids)
            for response, title in session.execute(
                select(Response, Survey.title)
                .join(Survey, Survey.id == Response.survey_id)
                .where(Response.id.in_(part))
            )
        }
    return [by_id[row_id] for row_id in ids if row_id in by_id]


def response_detail(ctx: AppContext, response_id: int) -> ResponseRow | None:
    """One answer; None when it is gone."""
    return next(iter(response_page(ctx, [response_id])), None)


def response_counts(ctx: AppContext, query: ResponseFilter) -> ResponseCounts:
    """The counts of what fits."""
    wanted = conditions(query)
    with ctx.read() as session:
        total, coded, deidentified = session.execute(
            select(
                func.count(),
                func.count().filter(is_coded()),
                func.count().filter(Response.deidentified),
            ).where(*wanted)
        ).one()
        return ResponseCounts(total, coded, deidentified, len(_hinted(session, query)))


def is_unquotable() -> ColumnElement[bool]:
    """Holds words, and nobody has ticked that they identify nobody."""
    return and_(Response.text.is_not(None), Response.deidentified.is_(False))


def is_coded() -> ColumnElement[bool]:
    """Answers that somebody has read for themes, or that came with some."""
    return or_(Response.coded_by.is_not(None), has_theme())


def has_theme() -> ColumnElement[bool]:
    """Answers with a theme."""
    return exists().where(ResponseTheme.response_id == Response.id).correlate(Response)


def conditions(query: ResponseFilter) -> list[ColumnElement[bool]]:
    """What an answer must be; what it says of persons is not asked of the database."""
    return [*_of_answer(query), *_of_survey(query), *_of_state(query.state)]


def _of_answer(query: ResponseFilter) -> Iterator[ColumnElement[bool]]:
    for word in sought_words(query.text):
        yield or_(holds_word(Response.text, word), holds_word(Response.place, word))
    if query.theme_id is not None:
        yield exists().where(
            ResponseTheme.response_id == Response.id, ResponseTheme.theme_id == query.theme_id
        )
    if query.place is not None:
        yield func.coalesce(Response.place, "") == query.place
    if query.group is not None:
        yield func.coalesce(Response.respondent_group, "") == query.group


def _of_survey(query: ResponseFilter) -> Iterator[ColumnElement[bool]]:
    if query.survey_id is not None:
        yield Response.survey_id == query.survey_id
    if query.round_id is not None:
        yield Response.survey_id.in_(select(Survey.id).where(Survey.round_id == query.round_id))
    if query.year is not None:
        held = and_(
            Survey.held_on >= date(query.year, 1, 1), Survey.held_on <= date(query.year, 12, 31)
        )
        yield Response.survey_id.in_(select(Survey.id).where(held))


def _of_state(state: ResponseState) -> Iterator[ColumnElement[bool]]:
    match state:
        case ResponseState.UNCODED:
            yield ~is_coded()
        case ResponseState.CODED:
            yield is_coded()
        case ResponseState.NO_THEME:
            yield and_(Response.coded_by.is_not(None), ~has_theme())
        case ResponseState.NOT_DEIDENTIFIED:
            yield is_unquotable()
        case ResponseState.WITH_HINTS:
            yield Response.text.is_not(None)


def _hinted(session: Session, query: ResponseFilter) -> set[int]:
    """Of the answers that fit, those that hold what looks like personal data."""
    find_traces = trace_finder(session)
    texts = select(Response.id, Response.text).where(*conditions(query), Response.text.is_not(None))
    return {row_id for row_id, text in session.execute(texts) if find_traces(text or "")}


def _themes(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for part in portions(ids):
        for response_id, theme_id, name in session.execute(
            select(ResponseTheme.response_id, Theme.id, Theme.name)
            .join(Theme, Theme.id == ResponseTheme.theme_id)
            .where(ResponseTheme.response_id.in_(part))
            .order_by(Theme.position, Theme.name)
        ):
            found.setdefault(response_id, []).append((theme_id, name))
    return found
