"""Page one: what was said most, in a sentence, a chart and in people's own words."""

from collections.abc import Iterator

from tracker.i18n import _, format_number, ngettext
from tracker.reports import style
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.text import Run
from tracker.reports.ranking import MOST, Ranking, RankingSpec, ranking
from tracker.reports.registry import kind_of
from tracker.reports.sentences import listed, municipality_name, period
from tracker.reports.theme_words import Ranked, few, mean_rating
from tracker.services.reports.dialogue_rows import DialogueInput
from tracker.services.reports.rows import ReportInput


def front(data: ReportInput, told: DialogueInput) -> list[Block]:
    """The title, the facts, the ranked themes and the quotes."""
    blocks: list[Block] = [Text(_title(data), style.PUBLIC_TITLE, tag="H1")]
    if told.title.strip():
        blocks.append(Text(told.title, style.PROMISE_TITLE, tag="P").spaced(style.STEP_1))
    facts = _facts(data, told)
    if facts:
        blocks.append(LabelledValues(facts).spaced(style.STEP_2))
    blocks.append(Text(_opening(data, told), style.OPENING, tag="P").spaced(style.STEP_4))
    spec = chart_of(told)
    if spec is not None:
        blocks += _chart(told, spec)
    if told.quotes:
        blocks += _quotes(told)
    return blocks


def _title(data: ReportInput) -> str:
    return kind_of(data.kind).heading(data)


def _facts(data: ReportInput, told: DialogueInput) -> list[tuple[str, str]]:
    if not told.occasions:
        return []
    facts = [(_("Asked"), period(data.period_from, data.period_to))]
    facts.append((_("Occasions"), format_number(len(told.occasions))))
    if told.answers != 0:
        facts.append((_("Answers"), few() if told.answers is None else format_number(told.answers)))
    if told.mean is not None and told.rated:
        text = ngettext("{mean} of 5 ({n} rating)", "{mean} of 5 ({n} ratings)", told.rated)
        mean, n = mean_rating(told.mean), format_number(told.rated)
        facts.append((_("How safe people feel"), text.format(mean=mean, n=n)))
    return facts


def _opening(data: ReportInput, told: DialogueInput) -> str:
    place = municipality_name(data.municipality)
    if not told.occasions:
        return _("{municipality} and the Police have not asked those who live here yet.").format(
            municipality=place
        )
    text = _(
        "{municipality} and the Police have asked those who live here what makes them feel unsafe."
    )
    sentences = [text.format(municipality=place)]
    spec = chart_of(told)
    if spec is not None:
        sentences.append(f"{spec.finding}.")
    elif told.answers == 0:
        sentences.append(_("No answers are kept in the book; what is known of them stands below."))
    else:
        sentences.append(_("The answers have not been sorted by theme yet."))
    return " ".join(sentences)


# The chart


def chart_of(told: DialogueInput) -> RankingSpec | None:
    """The ranked themes, with ticks for the year before where all are of the later year."""
    if not told.themes or not told.coded:
        return None
    before: dict[str, float] = {}
    years = told.years
    if years is not None and years.now_of == told.coded:
        before = {
            row.name: row.then / years.then_of
            for row in years.changes
            if row.then is not None and years.then_of
        }
    rows = [Ranked(row.name, row.answers, before.get(row.name)) for row in told.themes]
    return ranking(rows, told.coded, years.then if years is not None else None)


def _chart(told: DialogueInput, spec: RankingSpec) -> list[Block]:
    head = Text(_("What was taken up most"), style.SECTION, tag="H2")
    return [
        head.spaced(style.STEP_7, keep_with_next=True),
        Ranking(spec).spaced(style.STEP_2),
        Text(" ".join(_about(told, spec)), style.TABLE_SECONDARY, tag="P").spaced(style.STEP_2),
    ]


def _about(told: DialogueInput, spec: RankingSpec) -> Iterator[str]:
    """How the chart is to be read."""
    yield spec.caption
    yield _("An answer can take up several themes, so the shares add up to more than the whole.")
    if any(row.answers is None for row in spec.rows):
        yield _("Where fewer than five answers take up a theme we show no number.")
    others = [row.name for row in told.themes[MOST:]]
    if others:
        yield _("Also taken up, but not drawn: {themes}.").format(themes=listed(others))


# In their own words


def _quotes(told: DialogueInput) -> list[Block]:
    head = Text(_("In people’s own words"), style.SECTION, tag="H2")
    note = _("A few of the answers, each with a theme it takes up. None of them says who wrote it.")
    blocks: list[Block] = [
        head.spaced(style.STEP_7, keep_with_next=True),
        Text(note, style.TABLE_SECONDARY, tag="P").spaced(keep_with_next=True),
    ]
    for quote in told.quotes:
        runs = (
            Run(_("“{text}”").format(text=_flat(quote.text)), style.SIGNED_TEXT),
            Run(f"  {quote.theme}", style.TABLE_SECONDARY),
        )
        blocks.append(RichText(runs, tag="P").spaced(style.STEP_2))
    return blocks


def _flat(text: str) -> str:
    return " ".join(text.split())
