"""The head of a report's first page: title, what it is of, and the sentence to begin with."""

from collections.abc import Sequence

from tracker.i18n import format_date, pgettext
from tracker.reports import style
from tracker.reports.panels import LabelledValues
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.sentences import diary_label, superseding
from tracker.reports.style import MM
from tracker.services.reports.rows import ReportInput


def report_head(
    title: str, data: ReportInput, opening: str, more: Sequence[tuple[str, str]] = ()
) -> list[Block]:
    """Title, as-of date and diary numbers, `more` labelled values, and the opening sentences."""
    facts = [(pgettext("report", "As of"), format_date(data.as_of, "long"))]
    facts += [(diary_label(data, row.party), row.number) for row in data.diary_numbers]
    return [
        Text(title, style.REPORT_TITLE, tag="H1"),
        LabelledValues([*facts, *more, *superseding(data)]).spaced(1.2 * MM),
        Text(opening, style.OPENING, tag="P").spaced(5 * MM),
    ]


def part_heading(text: str) -> Block:
    """The heading of a part of the first page."""
    return Text(text, style.SECTION, tag="H2").spaced(
        style.STEP_7, keep_with_next=True, needs=style.PART_NEEDS
    )
