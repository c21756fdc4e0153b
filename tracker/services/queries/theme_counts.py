"""Themes by how many answers take them up: ranked, divided, and against the year before.

An answer counts once for each theme it takes up, whatever the number of its themes. The shares are
of the answers that have been coded: that somebody has read for themes, or that have one. Answers
that wait to be read say nothing yet, and ratings without words nothing about themes.

An answer's year is that of its survey; its place and group are those noted with it. What may be
told is decided by `models.small_groups`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.enums import SurveyMethod
from tracker.models.problem import Evidence, Problem
from tracker.models.small_groups import may_be_told, withheld
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.context import AppContext

Key = str | int | None
"""A place or group, None where none is noted; a survey's id; or a year."""


class By(StrEnum):
    """What answers are divided by."""

    NONE = "none"
    PLACE = "place"
    GROUP = "group"
    SURVEY = "survey"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ThemeQuery:
    """Which answers are counted, and what they are divided by; all of them by default."""

    by: By = By.NONE
    round_id: int | None = None
    survey_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """`answers` of `of`; not `told` to the public when so few could be recognised."""

    answers: int
    of: int
    told: bool = True

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.answers / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Before:
    """A theme in the latest year and in the last one before it that has coded answers."""

    now: Part
    then: Part

    @property
    def told(self) -> bool:
        """Whether both may be told."""
        return self.now.told and self.then.told

    @property
    def points(self) -> int:
        """The change in whole per cent units of the shares as they are printed."""
        return round(self.now.share * 100) - round(self.then.share * 100)


@dataclass(frozen=True, slots=True)
class ThemeBar:
    """A theme; `cells` are its parts in the groups, in their order."""

    theme_id: int
    name: str
    part: Part
    cells: tuple[Part, ...] = ()
    before: Before | None = None
    problems: tuple[tuple[int, int, str], ...] = ()
    """The problems that take it up: id, number, title."""


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The answers of one place, group, survey or year. `name` is empty where none is noted."""

    key: Key
    name: str
    answers: int
    """That are coded."""
    told: bool = True


@dataclass(frozen=True, slots=True)
class YearsCompared:
    """The two years of `Before`, and whether people were asked in the same ways."""

    now: int
    then: int
    same_methods: bool


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """Themes by answers, the most common first; those too few to be told by name, last."""

    query: ThemeQuery
    bars: tuple[ThemeBar, ...]
    groups: tuple[ThemeGroup, ...]
    answers: int
    """All that the query fits."""
    coded: int
    surveys: int
    """That have answers among these."""
    years: YearsCompared | None


@dataclass(frozen=True, slots=True)
class _Source:
    """A survey, and how many of its answers there are and are coded."""

    id: int
    title: str
    held_on: date
    method: SurveyMethod
    round_id: int | None
    answers: int
    coded: int


@dataclass(frozen=True, slots=True)
class _Tally:
    """Coded answers by key, and by theme and key."""

    coded: Mapping[Key, int]
    themes: Mapping[tuple[int, Key], int]

    def of(self, theme_id: int) -> int:
        """The answers that take up a theme, whatever their key."""
        return sum(n for (theme, _key), n in self.themes.items() if theme == theme_id)


def theme_counts(ctx: AppContext, query: ThemeQuery = ThemeQuery()) -> ThemeCounts:
    """How many answers take up each theme."""
    with ctx.read() as session:
        return counted_in(session, query)


def years_with_answers(ctx: AppContext) -> list[int]:
    """The years whose surveys have answers, the latest first."""
    with ctx.read() as session:
        found = {source.held_on.year for source in _sources(session) if source.answers}
    return sorted(found, reverse=True)


def counted_in(session: Session, query: ThemeQuery) -> ThemeCounts:
    """As `theme_counts`, in a transaction that reads more."""
    everything = _sources(session)
    chosen = [source for source in everything if _fits(source, query)]
    tally = _tally(session, query, {source.id: source.held_on.year for source in chosen})
    groups = _groups(tally, query.by, chosen)
    years, before = _compared(session, query, chosen, everything)
    themes = dict(session.execute(select(Theme.id, Theme.name)).all())
    coded = sum(tally.coded.values())
    problems = _problems(session)
    bars = [
        ThemeBar(
            theme_id,
            name,
            _part(tally.of(theme_id), coded),
            _cells(tally, theme_id, groups),
            before.get(theme_id),
            problems.get(theme_id, ()),
        )
        for theme_id, name in themes.items()
    ]
    return ThemeCounts(
        query,
        tuple(sorted(bars, key=_rank)),
        groups,
        sum(source.answers for source in chosen),
        coded,
        sum(source.answers > 0 for source in chosen),
        years,
    )


def _fits(source: _Source, query: ThemeQuery) -> bool:
    return (
        query.round_id in (None, source.round_id)
        and query.survey_id in (None, source.id)
        and query.year in (None, source.held_on.year)
    )


def _rank(bar: ThemeBar) -> tuple[int, str, int]:
    # The order among those that are not told would say which has most.
    return (-bar.part.answers if bar.part.told else 0, bar.name.casefold(), bar.theme_id)


def _part(answers: int, of: int) -> Part:
    return Part(answers, of, told=not answers or may_be_told(answers))


# Reading


def _is_coded() -> ColumnElement[bool]:
    return or_(
        Response.coded_by.is_not(None), exists().where(ResponseTheme.response_id == Response.id)
    )


def _sources(session: Session) -> list[_Source]:
    """Every survey, by date."""
    coded = func.sum(case((_is_coded(), 1), else_=0))
    of_survey = {
        survey_id: (answers, n)
        for survey_id, answers, n in session.execute(
            select(Response.survey_id, func.count(), coded).group_by(Response.survey_id)
        )
    }
    rows = session.execute(
        select(Survey.id, Survey.title, Survey.held_on, Survey.method, Survey.round_id).order_by(
            Survey.held_on, Survey.starts_at.nulls_first(), Survey.id
        )
    )
    return [_Source(*row, *of_survey.get(row.id, (0, 0))) for row in rows]


_COLUMNS = {By.PLACE: Response.place, By.GROUP: Response.respondent_group}


def _tally(session: Session, query: ThemeQuery, year_of: Mapping[int, int]) -> _Tally:
    column = _COLUMNS.get(query.by, Response.survey_id)
    surveys = Response.survey_id.in_(_surveys(query))
    coded: Counter[Key] = Counter()
    for value, answers in session.execute(
        select(column, func.count()).where(surveys, _is_coded()).group_by(column)
    ):
        coded[_key(query.by, value, year_of)] += answers
    themes: Counter[tuple[int, Key]] = Counter()
    for theme_id, value, answers in session.execute(
        select(ResponseTheme.theme_id, column, func.count())
        .join(Response, Response.id == ResponseTheme.response_id)
        .where(surveys)
        .group_by(ResponseTheme.theme_id, column)
    ):
        themes[theme_id, _key(query.by, value, year_of)] += answers
    return _Tally(coded, themes)


def _surveys(query: ThemeQuery) -> Select[int]:
    statement = select(Survey.id)
    if query.round_id is not None:
        statement = statement.where(Survey.round_id == query.round_id)
    if query.survey_id is not None:
        statement = statement.where(Survey.id == query.survey_id)
    if query.year is not None:
        days = date(query.year, 1, 1), date(query.year, 12, 31)
        statement = statement.where(Survey.held_on.between(*days))
    return statement


def _key(by: By, value: Key, year_of: Mapping[int, int]) -> Key:
    """Surveys are few, so years are made of them here."""
    if by is By.NONE:
        return None
    return year_of[value] if by is By.YEAR and isinstance(value, int) else value


def _problems(session: Session) -> dict[int, tuple[tuple[int, int, str], ...]]:
    """By theme: what takes it up, as such or in one survey."""
    found: dict[int | None, dict[int, tuple[int, int, str]]] = {}
    for theme_id, problem_id, number, title in session.execute(
        select(Evidence.theme_id, Problem.id, Problem.number, Problem.title)
        .join(Problem, Problem.id == Evidence.problem_id)
        .where(Evidence.theme_id.is_not(None))
        .order_by(Problem.number, Problem.id)
    ):
        found.setdefault(theme_id, {})[problem_id] = (problem_id, number, title)
    return {
        theme_id: tuple(rows.values()) for theme_id, rows in found.items() if theme_id is not None
    }


# Dividing


def _groups(tally: _Tally, by: By, sources: Iterable[_Source]) -> tuple[ThemeGroup, ...]:
    """Occasions and years by date, others by size; what has no place or group comes last."""
    if by is By.NONE:
        return ()
    named: list[tuple[Key, str]]
    if by is By.SURVEY:
        named = [(source.id, source.title) for source in sources if tally.coded.get(source.id)]
    elif by is By.YEAR:
        named = [(year, str(year)) for year in sorted(tally.coded, key=str)]
    else:
        keys = sorted(tally.coded, key=lambda key: (key is None, -tally.coded[key], str(key)))
        named = [(key, "" if key is None else str(key)) for key in keys]
    hidden = withheld([tally.coded[key] for key, _name in named], sum(tally.coded.values()))
    return tuple(
        ThemeGroup(key, name, tally.coded[key], told=place not in hidden)
        for place, (key, name) in enumerate(named)
    )


def _cells(tally: _Tally, theme_id: int, groups: tuple[ThemeGroup, ...]) -> tuple[Part, ...]:
    found = [tally.themes.get((theme_id, group.key), 0) for group in groups]
    known = [n if group.told else None for n, group in zip(found, groups, strict=True)]
    hidden = withheld(known, sum(found))
    return tuple(
        Part(n, group.answers, told=place not in hidden)
        for place, (n, group) in enumerate(zip(found, groups, strict=True))
    )


def _compared(
    session: Session,
    query: ThemeQuery,
    chosen: Iterable[_Source],
    everything: Iterable[_Source],
) -> tuple[YearsCompared | None, Mapping[int, Before]]:
    """The latest year of what is chosen, and the last year before it that has coded answers."""
    now = max((source.held_on.year for source in chosen if source.coded), default=0)
    then = max((s.held_on.year for s in everything if s.coded and s.held_on.year < now), default=0)
    if not then:
        return None, {}
    latest = _tally(session, replace(query, by=By.NONE, year=now), {})
    earlier = _tally(session, ThemeQuery(year=then), {})
    ways = [
        {s.method for s in sources if s.coded and s.held_on.year == year}
        for sources, year in ((chosen, now), (everything, then))
    ]
    themes = {theme_id for theme_id, _key in (*latest.themes, *earlier.themes)}
    return YearsCompared(now, then, ways[0] == ways[1]), {
        theme_id: Before(*(_part(t.of(theme_id), t.coded[None]) for t in (latest, earlier)))
        for theme_id in themes
    }
