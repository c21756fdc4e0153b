"""Themes by how many answers take them up: ranked, divided, and against the year before.

An answer counts once for each theme it takes up, whatever the number of its themes. The shares are
of the answers that have been coded: that somebody has read for themes, or that have one. Answers
that wait to be read say nothing yet, and ratings without words nothing about themes.

An answer's year is that of its survey; its place and group are those noted with it. What may be
told is decided by `models.small_groups`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.models.enums import SurveyMethod
from tracker.models.problem import Evidence, Problem
from tracker.models.small_groups import may_be_told, withheld
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.context import AppContext
from tracker.services.queries.responses import ResponseFilter, is_coded
from tracker.services.queries.theme_rows import (
    FEWEST_COMPARED,
    Before,
    By,
    Key,
    Part,
    ThemeBar,
    ThemeCounts,
    ThemeGroup,
    ThemeQuery,
    TooFewCompared,
    YearsCompared,
)


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


@dataclass(slots=True)
class _Tally:
    """Coded answers by key, and by theme and key."""

    coded: Counter[Key]
    themes: Mapping[int, Counter[Key]]

    def part(self, theme_id: int) -> Part:
        """The answers that take up a theme, whatever their key."""
        answers = sum(self.themes[theme_id].values())
        return Part(answers, sum(self.coded.values()), told=not answers or may_be_told(answers))


_EVERYTHING = ThemeQuery()


def theme_counts(ctx: AppContext, query: ThemeQuery = _EVERYTHING) -> ThemeCounts:
    """How many answers take up each theme."""
    with ctx.read() as session:
        return counted_in(session, query)


def counted_in(session: Session, query: ThemeQuery) -> ThemeCounts:
    """As `theme_counts`, in a transaction that reads more."""
    book = _read(session, query)
    chosen = [source for source in book.sources if _fits(source, query)]
    tally = book.tally(chosen, query.by)
    groups = _groups(tally, query.by, chosen)
    years, before = _compared(book, chosen)
    compared = years if isinstance(years, YearsCompared) else None
    too_few = years if isinstance(years, TooFewCompared) else None
    divided = book.tally(chosen, By.YEAR)
    of_years = _groups(divided, By.YEAR, chosen)
    problems = _problems(session)
    bars = [
        ThemeBar(
            theme_id,
            name,
            tally.part(theme_id),
            _cells(tally, theme_id, groups),
            _with_years(before(theme_id), of_years, _cells(divided, theme_id, of_years), compared),
            problems.get(theme_id, ()),
        )
        for theme_id, name in session.execute(select(Theme.id, Theme.name))
    ]
    return ThemeCounts(
        query,
        tuple(sorted(bars, key=_rank)),
        groups,
        sum(source.answers for source in chosen),
        sum(source.coded for source in chosen),
        sum(source.answers > 0 for source in chosen),
        compared,
        too_few,
    )


def most_taken_up(counts: ThemeCounts) -> list[ThemeBar]:
    """The themes by answers, for those who may be told them all."""
    return sorted(counts.bars, key=lambda bar: (-bar.part.answers, bar.name))


def answers_behind(
    query: ThemeQuery, theme_id: int | None = None, group: Key = None
) -> ResponseFilter:
    """The answers that a bar stands for: those of a theme, in one of the query's groups."""
    wanted = ResponseFilter(
        survey_id=query.survey_id, round_id=query.round_id, theme_id=theme_id, year=query.year
    )
    match query.by, group:
        case By.PLACE, str():
            return replace(wanted, place=group)
        case By.GROUP, str():
            return replace(wanted, group=group)
        case By.SURVEY, int():
            return replace(wanted, survey_id=group)
        case By.YEAR, int():
            return replace(wanted, year=group)
    return wanted


def _fits(source: _Source, query: ThemeQuery) -> bool:
    return (
        query.round_id in (None, source.round_id)
        and query.survey_id in (None, source.id)
        and query.year in (None, source.held_on.year)
    )


def _rank(bar: ThemeBar) -> tuple[int, str, int]:
    # The order among those that are not told would say which has most.
    return (-bar.part.answers if bar.part.told else 0, bar.name.casefold(), bar.theme_id)


# Reading

_COLUMNS = {By.PLACE: (Response.place,), By.GROUP: (Response.respondent_group,)}
_Where = tuple[int, str]
"""A survey, and a place or group in it."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """Every answer in the book.

    The years compared need others than those chosen, and one pass over all takes less time than
    three over some.
    """

    sources: tuple[_Source, ...]
    """By date."""
    coded: Mapping[_Where, int]
    themes: Mapping[int, Mapping[_Where, int]]

    def tally(self, chosen: Iterable[_Source], by: By) -> _Tally:
        """The answers of some surveys, divided."""
        year_of = {source.id: source.held_on.year for source in chosen}

        def divided(counts: Mapping[_Where, int]) -> Counter[Key]:
            found: Counter[Key] = Counter()
            for (survey_id, value), answers in counts.items():
                if answers and survey_id in year_of:
                    keys: dict[By, Key] = {By.SURVEY: survey_id, By.YEAR: year_of[survey_id]}
                    found[keys.get(by, value)] += answers
            return found

        themes: dict[int, Counter[Key]] = defaultdict(Counter)
        for theme_id, counts in self.themes.items():
            themes[theme_id] = divided(counts)
        return _Tally(divided(self.coded), themes)


def _read(session: Session, query: ThemeQuery) -> _Counted:
    columns = (Response.survey_id, *_COLUMNS.get(query.by, ()))
    answers: Counter[int] = Counter()
    read: Counter[int] = Counter()
    coded: Counter[_Where] = Counter()
    for survey_id, *value, total, n in session.execute(
        select(*columns, func.count(), func.count().filter(is_coded())).group_by(*columns)
    ):
        # A place that is null and one that is empty are the same.
        coded[survey_id, _value(value)] += n
        answers[survey_id] += total
        read[survey_id] += n
    themes: dict[int, Counter[_Where]] = defaultdict(Counter)
    for theme_id, survey_id, *value, n in session.execute(
        select(ResponseTheme.theme_id, *columns, func.count())
        .join(Response, Response.id == ResponseTheme.response_id)
        .group_by(ResponseTheme.theme_id, *columns)
    ):
        themes[theme_id][survey_id, _value(value)] += n
    surveys = session.execute(
        select(Survey.id, Survey.title, Survey.held_on, Survey.method, Survey.round_id)
        .where(*_within(query))
        .order_by(Survey.held_on, Survey.starts_at.nulls_first(), Survey.id)
    )
    sources = (_Source(*row, answers[row.id], read[row.id]) for row in surveys)
    return _Counted(tuple(sources), coded, themes)


def _within(query: ThemeQuery) -> Iterator[ColumnElement[bool]]:
    if query.municipality_id is not None:
        yield Survey.municipality_id == query.municipality_id
    if query.until is not None:
        yield Survey.held_on <= query.until


def _value(columns: Sequence[str | None]) -> str:
    """The place or group, where answers are divided by one; empty where none is noted."""
    return (columns[0] if columns else None) or ""


def _problems(session: Session) -> dict[int | None, tuple[tuple[int, int, str], ...]]:
    """By theme: what takes it up, in all answers or in one survey's."""
    found: dict[int | None, dict[int, tuple[int, int, str]]] = defaultdict(dict)
    for theme_id, problem_id, number, title in session.execute(
        select(Evidence.theme_id, Problem.id, Problem.number, Problem.title)
        .join(Problem, Problem.id == Evidence.problem_id)
        .where(Evidence.theme_id.is_not(None))
        .order_by(Problem.number, Problem.id)
    ):
        found[theme_id][problem_id] = (problem_id, number, title)
    return {theme_id: tuple(rows.values()) for theme_id, rows in found.items()}


# Dividing


def _groups(tally: _Tally, by: By, chosen: Iterable[_Source]) -> tuple[ThemeGroup, ...]:
    """Occasions and years by date, others by size; what has no place or group comes last."""
    named: list[tuple[Key, str]]
    if by is By.NONE:
        return ()
    if by is By.SURVEY:
        named = [(source.id, source.title) for source in chosen if source.coded]
    elif by is By.YEAR:
        named = [(year, str(year)) for year in sorted(tally.coded, key=str)]
    else:
        named = [(key, str(key)) for key in tally.coded]
    hidden = withheld([tally.coded[key] for key, _name in named], tally.coded.total())
    groups = [
        ThemeGroup(key, name, tally.coded[key], told=place not in hidden)
        for place, (key, name) in enumerate(named)
    ]
    if by in _COLUMNS:
        groups.sort(key=_group_rank)
    return tuple(groups)


def _group_rank(group: ThemeGroup) -> tuple[bool, int, str]:
    # As for themes: the order among those that are not told says nothing.
    return group.key == "", -group.answers if group.told else 0, group.name


def _cells(tally: _Tally, theme_id: int, groups: tuple[ThemeGroup, ...]) -> tuple[Part, ...]:
    found = [tally.themes[theme_id][group.key] for group in groups]
    known = [n if group.told else None for n, group in zip(found, groups, strict=True)]
    hidden = withheld(known, sum(found))
    return tuple(
        Part(n, group.answers, told=place not in hidden)
        for place, (n, group) in enumerate(zip(found, groups, strict=True))
    )


def _with_years(
    before: Before | None,
    groups: tuple[ThemeGroup, ...],
    cells: tuple[Part, ...],
    years: YearsCompared | None,
) -> Before | None:
    """`before`, told no more of than the same years as parts of all that is chosen."""
    if before is None or years is None or len(groups) < 2:
        return before
    told = {group.key: cell.told for group, cell in zip(groups, cells, strict=True)}
    return Before(
        replace(before.now, told=before.now.told and told.get(years.now, True)),
        replace(before.then, told=before.then.told and told.get(years.then, True)),
    )


def _compared(
    book: _Counted, chosen: Iterable[_Source]
) -> tuple[YearsCompared | TooFewCompared | None, Callable[[int], Before | None]]:
    """The latest year of what is chosen, and the last year before it with enough coded answers."""
    latest = max((source.held_on.year for source in chosen if source.coded), default=0)
    earlier: Counter[int] = Counter()
    for source in book.sources:
        if source.coded and source.held_on.year < latest:
            earlier[source.held_on.year] += source.coded
    if not earlier:
        return None, lambda _theme_id: None
    enough = [year for year, coded in earlier.items() if coded >= FEWEST_COMPARED]
    before = max(enough or earlier)
    now = [s for s in chosen if s.coded and s.held_on.year == latest]
    then = [s for s in book.sources if s.coded and s.held_on.year == before]
    now_of = sum(source.coded for source in now)
    if not enough or now_of < FEWEST_COMPARED:
        too_few = TooFewCompared(latest, before, now_of, earlier[before])
        return too_few, lambda _theme_id: None
    tallies = [book.tally(sources, By.NONE) for sources in (now, then)]
    asked = [{source.method for source in sources} for sources in (now, then)]
    years = YearsCompared(latest, before, same_methods=asked[0] == asked[1])
    return years, lambda theme_id: Before(*(tally.part(theme_id) for tally in tallies))
