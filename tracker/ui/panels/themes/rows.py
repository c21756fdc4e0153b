"""The rows of the themes page: a bar for each theme, under a heading for each group."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.i18n import _, format_number, ngettext
from tracker.reports.theme_words import not_shown, percent
from tracker.services.queries.theme_rows import (
    Before,
    By,
    Part,
    ThemeBar,
    ThemeCounts,
    ThemeGroup,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A group, above its bars."""

    group: ThemeGroup
    words: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A theme in all answers or in a group; `tick` is the share that it is compared with."""

    theme: ThemeBar
    part: Part
    group: ThemeGroup | None = None
    tick: float | None = None
    before: Before | None = None
    year: int | None = None
    """The year of what came before."""


Row = Heading | Bar


def theme_rows(counts: ThemeCounts) -> list[Row]:
    """All bars; in groups, from the most common theme in each to the least."""
    if counts.query.by is By.NONE:
        return [_bar(counts, theme) for theme in counts.bars]
    rows: list[Row] = []
    for at, group in enumerate(counts.groups):
        rows.append(Heading(group, group_words(counts.query.by, group), first=not rows))
        if group.told:
            found = [(bar, bar.cells[at]) for bar in counts.bars if bar.cells[at].is_seen]
            # The order among those that are not told would say which has most.
            found.sort(key=lambda each: -each[1].answers if each[1].told else 0)
            rows += [
                Bar(bar, cell, group, bar.part.share if bar.part.told else None)
                for bar, cell in found
            ]
    return rows


def _bar(counts: ThemeCounts, theme: ThemeBar) -> Bar:
    """The tick is the year before's where the bar is of one year, the latest."""
    before, years = theme.before, counts.years
    if before is None or years is None:
        return Bar(theme, theme.part)
    is_one_year = before.now.of == theme.part.of
    tick = before.then.share if is_one_year and before.then.told else None
    return Bar(theme, theme.part, None, tick, before, years.then)


def group_words(by: By, group: ThemeGroup) -> str:
    """The group's name, or that it has none."""
    if group.name.strip():
        return group.name
    return _("No group given") if by is By.GROUP else _("No place given")


def count_words(part: Part) -> str:
    """``104 of 400``, or that it is not shown."""
    if part.told:
        return _("{n} of {total}").format(
            n=format_number(part.answers), total=format_number(part.of)
        )
    return not_shown()


def group_count_words(group: ThemeGroup) -> str:
    """``30 answers``."""
    if not group.told:
        return not_shown()
    text = ngettext("{n} answer", "{n} answers", group.answers)
    return text.format(n=format_number(group.answers))


def share_words(part: Part) -> str:
    """``26 %``; empty where it may not be told."""
    return percent(part.answers, part.of) if part.told else ""


def change_words(bar: Bar) -> str:
    """``↑ 9``: whole percentage points since the year before; empty where nothing is compared."""
    if bar.before is None or not bar.before.told:
        return ""
    points = bar.before.points
    if not points:
        return _("as before")
    return f"{'↑' if points > 0 else '↓'}\u2009{format_number(abs(points))}"


def change_sentence(bar: Bar) -> str:
    """``up 9 percentage points since 2016``; empty as `change_words`."""
    if bar.before is None or not bar.before.told:
        return ""
    points = bar.before.points
    if not points:
        return _("the same share as in {year}").format(year=bar.year)
    text = (
        ngettext(
            "up {n} percentage point since {year}", "up {n} percentage points since {year}", points
        )
        if points > 0
        else ngettext(
            "down {n} percentage point since {year}",
            "down {n} percentage points since {year}",
            -points,
        )
    )
    return text.format(n=format_number(abs(points)), year=bar.year)


def spoken(row: Row) -> str:
    """A row as it is read out."""
    if isinstance(row, Heading):
        return f"{row.words}, {group_count_words(row.group)}"
    parts = [row.theme.name, share_words(row.part), count_words(row.part)]
    if row.group is not None and row.tick is not None:
        parts.append(_("all answers {share}").format(share=share_words(row.theme.part)))
    return ", ".join(part for part in (*parts, change_sentence(row)) if part)


def any_withheld(rows: Sequence[Row]) -> bool:
    """Whether some number is not shown."""
    return any(not (row.group.told if isinstance(row, Heading) else row.part.told) for row in rows)
