"""What citizens said in words, whole: what the printed page and the page for the web both say."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tracker.i18n import _, format_number, ngettext
from tracker.reports.kinds.dialogue.parts import (
    Part,
    asked_part,
    figures_part,
    group_part,
    place_part,
    years_part,
)
from tracker.reports.ranking import MOST, RankingSpec, ranking
from tracker.reports.registry import kind_of
from tracker.reports.sentences import full_stop, listed, municipality_name, period, told_before
from tracker.reports.theme_words import Ranked, mean_rating, not_shown, why_not_shown
from tracker.services.reports.dialogue_rows import DialogueInput
from tracker.services.reports.public import made_public
from tracker.services.reports.rows import ReportInput


@dataclass(frozen=True, slots=True)
class DialogueReport:
    """Everything that the report says, in the current language and in reading order."""

    title: str
    round: str
    """The dialogue round's own title; empty for a year."""
    facts: tuple[tuple[str, str], ...]
    """Labels and values."""
    opening: str
    chart_title: str
    chart: RankingSpec | None
    chart_notes: str
    quotes_title: str
    quotes_note: str
    quotes: tuple[tuple[str, str], ...]
    """Each in quotation marks, and its theme."""
    parts: tuple[Part, ...]
    uncovered_title: str
    uncovered: tuple[str, ...]
    """What nobody should read out of it."""


def dialogue_report(data: ReportInput) -> DialogueReport:
    """The input in words, and nothing in it that is not the public's."""
    # It is public already when it comes from the book; whatever else is handed in becomes so.
    data = made_public(data)
    told = data.dialogue or DialogueInput()
    spec = chart_of(told)
    parts = (
        years_part(told), place_part(told), group_part(told), figures_part(told), asked_part(told),
    )  # fmt: skip
    return DialogueReport(
        title=kind_of(data.kind).heading(data),
        round=told.title.strip(),
        facts=tuple(_facts(data, told)),
        opening=" ".join(_opening(data, told, spec)),
        chart_title=_("What was taken up most"),
        chart=spec,
        chart_notes=" ".join(_chart_notes(told, spec)) if spec is not None else "",
        quotes_title=_("In people’s own words"),
        quotes_note=_(
            "A few of the answers, each with a theme it takes up. None of them says who wrote it."
        ),
        quotes=tuple(
            (_("“{text}”").format(text=" ".join(row.text.split())), row.theme)
            for row in told.quotes
        ),
        parts=tuple(part for part in parts if part is not None),
        uncovered_title=_("What this does not show"),
        uncovered=tuple(_uncovered(data, told)) if told.occasions else (),
    )


def _facts(data: ReportInput, told: DialogueInput) -> Iterator[tuple[str, str]]:
    if not told.occasions:
        return
    yield _("Asked"), period(data.period_from, data.period_to)
    yield _("Occasions"), format_number(len(told.occasions))
    if told.answers != 0:
        yield _("Answers"), not_shown() if told.answers is None else format_number(told.answers)
    if told.mean is not None and told.rated:
        text = ngettext("{mean} of 5 ({n} rating)", "{mean} of 5 ({n} ratings)", told.rated)
        mean, n = mean_rating(told.mean), format_number(told.rated)
        yield _("How safe people feel"), text.format(mean=mean, n=n)


def _opening(data: ReportInput, told: DialogueInput, spec: RankingSpec | None) -> Iterator[str]:
    place = municipality_name(data.municipality)
    if not told.occasions:
        text = _("{municipality} and the Police have not asked those who live here yet.")
        yield text.format(municipality=place)
        yield from told_before(data)
        return
    yield _(
        "{municipality} and the Police have asked those who live here what makes them feel unsafe."
    ).format(municipality=place)
    if spec is not None:
        yield f"{spec.finding}."
    elif told.answers == 0:
        yield _("No answers are kept in the book; what is known of them stands below.")
    else:
        yield _("The answers have not been sorted by theme yet.")
    yield from told_before(data)


def chart_of(told: DialogueInput) -> RankingSpec | None:
    """The ranked themes, with ticks for the year before where all are of the later year."""
    if not told.themes or not told.coded:
        return None
    before: dict[str, Fraction] = {}
    years = told.years
    if years is not None and years.now_of == told.coded:
        before = {
            row.name: Fraction(row.then, years.then_of)
            for row in years.changes
            if row.then is not None and years.then_of
        }
    rows = [Ranked(row.name, row.answers, before.get(row.name)) for row in told.themes]
    return ranking(rows, told.coded, years.then if years is not None else None)


def _chart_notes(told: DialogueInput, spec: RankingSpec) -> Iterator[str]:
    yield spec.caption
    yield _("An answer can take up several themes, so the shares add up to more than the whole.")
    if any(row.answers is None for row in spec.rows):
        yield why_not_shown()
    others = [row.name for row in told.themes[MOST:]]
    if others:
        yield _("Also taken up, but not drawn: {themes}.").format(themes=listed(others))


def _uncovered(data: ReportInput, told: DialogueInput) -> Iterator[str]:
    if told.limitation.strip():
        yield full_stop(told.limitation)
    place = municipality_name(data.municipality)
    yield _(
        "The answers are those of the people who were met and chose to answer. They need not hold "
        "for everybody who lives in {place}."
    ).format(place=place)
    waiting = (told.answers or 0) - (told.coded or 0)
    if told.coded is not None and waiting > 0:
        text = ngettext(
            "{n} answer has not been sorted by theme, or holds only a rating.",
            "{n} answers have not been sorted by theme, or hold only a rating.",
            waiting,
        )
        yield text.format(n=format_number(waiting))
    if told.too_few_compared:
        yield _("Too few have answered in this year or the one before for a comparison.")
    elif told.years is None and told.coded:
        yield _("There are no earlier answers to compare with.")
    yield _(
        "Numbers that rest on fewer than five people are not shown, so that nobody is singled out."
    )
    yield _("An answer tells what somebody feels, not what has happened or why.")
