"""What citizens said as one page for the web. The bars are drawn beside a table's figures."""

from collections.abc import Iterator

from tracker.i18n import _, current_language, format_number
from tracker.reports.kinds.dialogue.parts import Cell, Part
from tracker.reports.kinds.dialogue.telling import DialogueReport, dialogue_report
from tracker.reports.markup import Markup, tag
from tracker.reports.ranking import RankingSpec
from tracker.reports.theme_words import Ranked, not_shown, percent
from tracker.reports.web_frame import framed
from tracker.services.reports.rows import ReportInput

_FULL = 100


def web_page(data: ReportInput) -> str:
    """The whole page, in the current language; the same input gives the same page."""
    told = dialogue_report(data)
    return framed(told.title, data, *_main(told))


def _main(told: DialogueReport) -> Iterator[Markup]:
    yield tag("h1", told.title)
    if told.round:
        yield tag("p", _theirs(told.round), class_="round")
    yield tag("p", told.opening, class_="opening")
    if told.facts:
        pairs = (tag("div", tag("dt", name), tag("dd", value)) for name, value in told.facts)
        yield tag("dl", *pairs, class_="facts")
    if told.chart is not None:
        yield _section(
            told.chart_title, _bars(told.chart), tag("p", told.chart_notes, class_="caution")
        )
    if told.quotes:
        quotes = (
            tag("figure", tag("blockquote", _theirs(quote)), tag("figcaption", _theirs(theme)))
            for quote, theme in told.quotes
        )
        yield _section(told.quotes_title, tag("p", told.quotes_note, class_="caution"), *quotes)
    for part in told.parts:
        yield _section(part.title, *_part(part))
    if told.uncovered:
        listed = tag("ul", *(tag("li", text) for text in told.uncovered))
        yield _section(told.uncovered_title, listed)


def _section(title: str, *content: Markup) -> Markup:
    return tag("section", tag("h2", title), *content, class_="part")


def _theirs(text: str) -> Markup:
    """People's own words: books are written in Swedish, whatever the page's language."""
    return tag("span", text, lang="" if current_language() == "sv" else "sv")


def _table(title: str, head: Markup, rows: Iterator[Markup], kind: str = "") -> Markup:
    """A table that scrolls by itself where the screen is narrow."""
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_=kind)
    return tag("div", table, class_="wide", role="region", aria_label=title, tabindex="0")


# The chart


def _bars(spec: RankingSpec) -> Markup:
    names = [_("Theme"), _("Share"), _("Answers")]
    if spec.year is not None:
        names.append(str(spec.year))
    longest = max([_share(row, spec.of) for row in spec.rows], default=0.0)
    longest = max([longest, *(float(row.before or 0) for row in spec.rows)]) or 1.0
    head = tag(
        "tr",
        *(
            tag("th", name, scope="col", class_="n" if number else "")
            for number, name in enumerate(names)
        ),
        tag("td", aria_hidden="true", class_="bar"),
    )
    rows = (_bar(row, spec, longest) for row in spec.rows)
    return _table(spec.finding, head, rows, "bars")


def _share(row: Ranked, of: int) -> float:
    return (row.answers or 0) / of if of else 0.0


def _bar(row: Ranked, spec: RankingSpec, longest: float) -> Markup:
    if row.answers is None:
        told = ["", not_shown()]
    else:
        told = [percent(row.answers, spec.of), format_number(row.answers)]
    if spec.year is not None:
        before = row.before
        told.append("–" if before is None else percent(before.numerator, before.denominator))
    long = _share(row, spec.of) / longest * _FULL
    shapes = [tag("rect", y="2", height="10", width=f"{long:.2f}", class_="share")]
    if row.before is not None and row.answers is not None and spec.year is not None:
        x = min(row.before / longest * _FULL, _FULL - 0.6)
        shapes.append(tag("rect", x=f"{x:.2f}", height="14", width="0.6", class_="tick"))
    svg = tag(
        "svg", *shapes, viewBox=f"0 0 {_FULL} 14", preserveAspectRatio="none",
        aria_hidden="true", focusable="false",
    )  # fmt: skip
    return tag(
        "tr",
        tag("th", _theirs(row.name), scope="row"),
        *(tag("td", text, class_="n") for text in told),
        tag("td", svg, class_="bar", aria_hidden="true"),
    )


# The tables


def _part(part: Part) -> Iterator[Markup]:
    if part.before:
        yield tag("p", part.before)
    if part.rows:
        names = (
            tag("th", name, scope="col", class_=_kind(part, number))
            for number, name in enumerate(part.names)
        )
        yield _table(part.title, tag("tr", *names), (_row(part, row) for row in part.rows))


def _kind(part: Part, number: int) -> str:
    return "n" if number in part.numbers else ""


def _row(part: Part, row: tuple[Cell, ...]) -> Markup:
    cells = []
    for number, (value, *small) in enumerate(row):
        content = [_theirs(value) if number == part.heads else tag("span", value)]
        content += [tag("small", text) for text in small]
        if number == part.heads:
            cells.append(tag("th", *content, scope="row"))
        else:
            cells.append(tag("td", *content, class_=_kind(part, number)))
    return tag("tr", *cells)
