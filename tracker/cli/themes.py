"""`lofte themes`: what citizens took up, ranked or divided."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.cli.books import book_path, count, opened
from tracker.cli.framework import WrongUsage
from tracker.cli.output import Cell, say, say_heading, say_json, say_table
from tracker.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from tracker.services.context import AppContext
    from tracker.services.queries.theme_rows import (
        Before,
        Part,
        ThemeBar,
        ThemeCounts,
        ThemeGroup,
        ThemeQuery,
        YearsCompared,
    )

_CHOICES = ("place", "group", "survey", "year")


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """What was given on the command line."""

    by: str = ""
    round: str = ""
    survey: str = ""
    year: str | None = None


def themes(book: str, words: ThemeWords, *, as_json: bool) -> None:
    """Print the themes of the answers asked for."""
    by = words.by.strip().casefold()
    if by and by not in _CHOICES:
        raise WrongUsage(
            _("{option}: write one of {choices}.").format(
                option="--by", choices=", ".join(_CHOICES)
            )
        )
    year = None if words.year is None else count("--year", words.year)
    from tracker.services.queries.theme_counts import theme_counts

    with opened(book) as ctx:
        query, about = _query(ctx, by, words, year)
        counts = theme_counts(ctx, query)
    if as_json:
        say_json({"book": book_path(book), **_json(counts)})
    else:
        _show(counts, about)


def _query(
    ctx: "AppContext", by: str, words: ThemeWords, year: int | None
) -> "tuple[ThemeQuery, list[str]]":
    """What is asked, and the names of what it is limited to."""
    from tracker.services.naming import find_survey
    from tracker.services.queries.rounds import find_round
    from tracker.services.queries.theme_rows import By, ThemeQuery

    about: list[str] = []
    round_id = survey_id = None
    if words.round.strip():
        found = find_round(ctx, words.round)
        round_id = found.id
        about.append(found.title)
    if words.survey.strip():
        with ctx.read() as session:
            survey = find_survey(session, words.survey)
        survey_id = survey.id
        about.append(str(survey))
    if year is not None:
        about.append(str(year))
    return ThemeQuery(By(by or By.NONE), round_id, survey_id, year), about


# As text


def _show(counts: "ThemeCounts", about: list[str]) -> None:
    say_heading(" · ".join((_("Themes"), *about)))
    coded = ngettext("{n} coded answer", "{n} coded answers", counts.coded)
    surveys = ngettext("{n} survey", "{n} surveys", counts.surveys)
    parts = [
        coded.format(n=format_number(counts.coded)),
        surveys.format(n=format_number(counts.surveys)),
    ]
    waiting = counts.answers - counts.coded
    if waiting:
        text = ngettext(
            "{n} answer waits to be read for themes",
            "{n} answers wait to be read for themes",
            waiting,
        )
        parts.append(text.format(n=format_number(waiting)))
    say(", ".join(parts))
    if not counts.coded:
        return
    say("")
    _say_ranked(counts)
    for place, group in enumerate(counts.groups):
        _say_group(counts, place, group)
    if _is_withheld(counts):
        from tracker.reports.theme_words import why_not_shown

        say("")
        say(f"{why_not_shown()} " + _("Their answers open in the window."))


def _say_ranked(counts: "ThemeCounts") -> None:
    years = counts.years
    headings = [_("Theme"), _("Share"), _("Answers")]
    if years is not None:
        headings += [str(years.then), str(years.now)]
    rows = [
        [bar.name, *_cells(bar.part), *(_before_cells(bar.before) if years is not None else ())]
        for bar in counts.bars
    ]
    say_table(headings, rows, right=range(1, len(headings)))
    if counts.too_few is not None:
        from tracker.reports.theme_words import too_few_compared

        say("")
        say(f"{too_few_compared(counts.too_few)}.")
    if years is not None and not years.same_methods:
        say("")
        say(_different(years))


def _say_group(counts: "ThemeCounts", place: int, group: "ThemeGroup") -> None:
    say("")
    words = _group_words(counts, group)
    if not group.told:
        from tracker.reports.theme_words import not_shown

        say_heading(f"{words}: {not_shown()}")
        return
    text = ngettext("{n} answer", "{n} answers", group.answers)
    say_heading(f"{words}: {text.format(n=format_number(group.answers))}")
    found = [(bar, bar.cells[place]) for bar in counts.bars if bar.cells[place].is_seen]
    found.sort(key=lambda each: -each[1].answers if each[1].told else 0)
    rows = [[bar.name, *_cells(cell)] for bar, cell in found]
    say_table([_("Theme"), _("Share"), _("Answers")], rows, right=(1, 2))


def _cells(part: "Part") -> list[Cell | str]:
    from tracker.reports.theme_words import not_shown, percent

    if not part.told:
        return ["", Cell(not_shown(), "dim")]
    return [percent(part.answers, part.of), format_number(part.answers)]


def _before_cells(before: "Before | None") -> Iterator[Cell | str]:
    from tracker.reports.theme_words import not_shown, percent

    for part in (before.then, before.now) if before is not None else ():
        yield percent(part.answers, part.of) if part.told else Cell(not_shown(), "dim")


def _group_words(counts: "ThemeCounts", group: "ThemeGroup") -> str:
    from tracker.services.queries.theme_rows import By

    if group.name.strip():
        return group.name
    return _("No group given") if counts.query.by is By.GROUP else _("No place given")


def _different(years: "YearsCompared") -> str:
    return _(
        "People were asked in different ways in {then} and {now}, so a difference may come from "
        "how they were asked."
    ).format(then=years.then, now=years.now)


def _is_withheld(counts: "ThemeCounts") -> bool:
    if not all(group.told for group in counts.groups):
        return True
    return not all(
        (bar.before is None or bar.before.told)
        and all(part.told for part in (bar.part, *bar.cells))
        for bar in counts.bars
    )


# As JSON: a number that may not be told is null, and `withheld` is then true


def _json(counts: "ThemeCounts") -> dict[str, Any]:
    query, years = counts.query, counts.years
    return {
        "by": query.by.value,
        "answers": counts.answers,
        "coded": counts.coded,
        "surveys": counts.surveys,
        "years": years
        and {"now": years.now, "before": years.then, "same_methods": years.same_methods},
        "themes": [_theme_json(bar) for bar in counts.bars],
        "groups": [_group_json(counts, at, group) for at, group in enumerate(counts.groups)],
    }


def _theme_json(bar: "ThemeBar") -> dict[str, Any]:
    return {
        "id": str(bar.theme_id),
        "name": bar.name,
        **_part_json(bar.part),
        "year": None if bar.before is None else _part_json(bar.before.now),
        "year_before": None if bar.before is None else _part_json(bar.before.then),
        "problems": [
            {"id": str(row_id), "number": number, "title": title}
            for row_id, number, title in bar.problems
        ],
    }


def _group_json(counts: "ThemeCounts", place: int, group: "ThemeGroup") -> dict[str, Any]:
    return {
        "id": str(group.key) if isinstance(group.key, int) else None,
        "name": group.name or None,
        "coded": group.answers if group.told else None,
        "withheld": not group.told,
        "themes": [
            {"id": str(bar.theme_id), "name": bar.name, **_part_json(bar.cells[place])}
            for bar in counts.bars
        ]
        if group.told
        else [],
    }


def _part_json(part: "Part") -> dict[str, Any]:
    return {
        "answers": part.answers if part.told else None,
        "of": part.of,
        "share": round(part.share, 4) if part.told else None,
        "withheld": not part.told,
    }
