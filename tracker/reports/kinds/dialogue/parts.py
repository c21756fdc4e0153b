"""The tables of the report in words: a row to each fact, so that a listener hears it whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.i18n import _, format_date, format_number, format_time, ngettext
from tracker.labels import label
from tracker.models.rounding import whole_percent
from tracker.reports.sentences import full_stop, measured
from tracker.reports.theme_words import mean_rating, not_shown, percent
from tracker.services.reports.dialogue_rows import (
    DialogueInput,
    FigureRow,
    GroupRow,
    HeldRow,
    YearsRow,
)

_MOST_ROWS, _MOST_THEMES, _MOST_CHANGES = 25, 4, 20

Cell = tuple[str, ...]
"""A value, and what stands small below it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report with its table; `widths` are millimetres of a page's 170."""

    title: str
    names: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    """The columns of numbers."""
    heads: int = 0
    """The column that says what the rest of its row is about."""
    before: str = ""
    """What is said above the table."""


def years_part(told: DialogueInput) -> Part | None:
    """The themes in the latest year and in the one before it that has answers."""
    years = told.years
    if years is None or not years.changes:
        return None
    return Part(
        _("{now} against {then}").format(now=years.now, then=years.then),
        (
            _("Theme"),
            _("{year}, of {n}").format(year=years.then, n=format_number(years.then_of)),
            _("{year}, of {n}").format(year=years.now, n=format_number(years.now_of)),
            _("Difference"),
        ),
        (70, 34, 34, 32),
        tuple(
            (
                (row.name,),
                (_share(row.then, years.then_of),),
                (_share(row.now, years.now_of),),
                (_difference(row.now, row.then, years),),
            )
            for row in years.changes[:_MOST_CHANGES]
        ),
        frozenset({1, 2, 3}),
        before=" ".join(_caution(years)),
    )


def _caution(years: YearsRow) -> Iterator[str]:
    if not years.same_methods:
        yield _(
            "People were asked in different ways the two years, so a difference may come from how "
            "they were asked."
        )
    yield _("The figures show what has changed, not why it did.")


def _share(answers: int | None, of: int) -> str:
    return not_shown() if answers is None else percent(answers, of)


def _difference(now: int | None, then: int | None, years: YearsRow) -> str:
    """In whole percentage points, with its sign; nothing where one of the two is not told."""
    if now is None or then is None:
        return "–"
    points = whole_percent(now, years.now_of) - whole_percent(then, years.then_of)
    if not points:
        return _("none")
    sign = "+" if points > 0 else "−"
    return _("{sign}{n} points").format(sign=sign, n=format_number(abs(points)))


def place_part(told: DialogueInput) -> Part | None:
    """By the place that the answers speak of."""
    title, name = _("What was taken up where"), _("Place")
    return _groups(told, told.places, title, name, _("No place given"))


def group_part(told: DialogueInput) -> Part | None:
    """By the group that those who answered belong to."""
    title, name = _("What different groups took up"), _("Group")
    return _groups(told, told.groups, title, name, _("No group given"))


def _groups(
    told: DialogueInput, groups: Sequence[GroupRow], title: str, name: str, nameless: str
) -> Part | None:
    if not groups:
        return None
    shown = [row for row in groups if row.answers is not None]
    return Part(
        title,
        (name, _("Answers"), _("Rating, 1–5"), _("Most often taken up")),
        (44, 20, 26, 80),
        tuple(
            (
                (row.name.strip() or nameless,),
                (format_number(row.answers or 0),),
                ("–" if row.mean is None else mean_rating(row.mean),),
                (_most(told, row),),
            )
            for row in shown[:_MOST_ROWS]
        ),
        frozenset({1, 2}),
        before=" ".join(_left_out(groups, shown)),
    )


def _most(told: DialogueInput, row: GroupRow) -> str:
    """``synlig polis 40 %, utemiljö 37 %``: of the answers there, the most common first."""
    found = [
        (answers, theme.name)
        for theme, answers in zip(told.themes, row.themes, strict=True)
        if answers
    ]
    found.sort(key=lambda each: -each[0])
    named = [f"{name}\xa0{percent(n, row.answers or 0)}" for n, name in found[:_MOST_THEMES]]
    return ", ".join(named) or _("nothing in five answers or more")


def _left_out(groups: Sequence[GroupRow], shown: Sequence[GroupRow]) -> Iterator[str]:
    hidden = len(groups) - len(shown)
    if hidden:
        text = ngettext(
            "Left out: one, where fewer than five answered, or so that nobody can work out that "
            "they were so few.",
            "Left out: {n}, where fewer than five answered, or so that nobody can work out that "
            "they were so few.",
            hidden,
        )
        yield text.format(n=format_number(hidden))
    more = len(shown) - _MOST_ROWS
    if more > 0:
        text = ngettext("The smallest one has no room.", "The {n} smallest have no room.", more)
        yield text.format(n=format_number(more))


def figures_part(told: DialogueInput) -> Part | None:
    """What was counted elsewhere, with its source."""
    if not told.figures:
        return None
    return Part(
        _("Other figures"),
        (_("Question"), _("Figure"), _("Answers"), _("Source and limitation")),
        (64, 22, 20, 64),
        tuple(map(_figure, told.figures)),
        frozenset({1, 2}),
        before=_("The answers themselves are kept by those who asked."),
    )


def _figure(row: FigureRow) -> tuple[Cell, ...]:
    if row.withheld:
        value, answers = "–", not_shown()
    else:
        value = measured(row.value, row.unit)
        answers = "–" if row.answers is None else format_number(row.answers)
    about = " ".join(full_stop(text) for text in (row.source, row.limitation) if text.strip())
    return (_question(row),), (value,), (answers,), (about or _("Source not stated."),)


def _question(row: FigureRow) -> str:
    """With its unit, which "%" leaves to the figure."""
    unit = row.unit.strip()
    return f"{row.question}, {unit}" if unit not in ("", "%") else row.question


def asked_part(told: DialogueInput) -> Part | None:
    """Every occasion: when, where, how many answered, and whom it missed."""
    if not told.occasions:
        return None
    return Part(
        _("How people were asked"),
        (_("Date"), _("How and where"), _("Answered"), _("What limits it")),
        (24, 68, 24, 54),
        tuple(map(_occasion, told.occasions)),
        frozenset({2}),
        heads=1,
    )


def _occasion(row: HeldRow) -> tuple[Cell, ...]:
    how = " · ".join(text for text in (label(row.method), row.place, row.audience) if text.strip())
    day = format_date(row.held_on, "short")
    if row.starts_at is None:
        when: Cell = (day,)
    else:
        end = "" if row.ends_at is None else format_time(row.ends_at)
        when = (day, f"{format_time(row.starts_at)}–{end}")
    return when, (row.title, how), (_answered(row),), (row.limitation.strip() or "–",)


def _answered(row: HeldRow) -> str:
    if row.withheld:
        return not_shown()
    if row.answered is None:
        return "–"
    if row.asked is None:
        return format_number(row.answered)
    return _("{done}\u00a0of\u00a0{planned}").format(
        done=format_number(row.answered), planned=format_number(row.asked)
    )
