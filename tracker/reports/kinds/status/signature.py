"""The last page: what each signatory answers, and where they sign."""

from collections.abc import Sequence

from tracker.i18n import _, format_date, pgettext
from tracker.reports import style
from tracker.reports.feedback import feedback_lines
from tracker.reports.options import option_words
from tracker.reports.pdf.blocks import Block, Columns, RichText, Space, Stack, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import label_of, municipality_name, reason
from tracker.reports.signatures import about_panel, signature_lines
from tracker.reports.style import MM
from tracker.reports.symbols import CAUSE_RING, PartyMark, Rings
from tracker.reports.tables import column, table
from tracker.services.reports.decision_option import DecisionOption
from tracker.services.reports.rows import DecisionRow, ReportInput

_OPEN_END = ("…", "...", "__")
"""An option that ends so gets a line to write on, e.g. ``Flytta tidsgränsen till …``."""


def signature_section(data: ReportInput, airiness: float) -> list[Block]:
    """Answers, signatures and what the registrator needs, to begin on a page of its own.

    `airiness` is 1 for the full space between parts and lines, less for a tighter page.
    """
    gap = style.STEP_7 * airiness
    blocks: list[Block] = [
        Text(_("Signatures"), style.REPORT_TITLE, tag="H2"),
        Columns([_statement(data), Space(0)], [142 * MM, 24 * MM], 4 * MM).spaced(2 * MM),
        *_general_feedback(data, gap),
        _heading(pgettext("report", "Answers")).spaced(
            gap, keep_with_next=True, needs=style.PART_NEEDS
        ),
        *_answers(data),
    ]
    blocks += signature_lines(data, airiness, gap)
    blocks.append(about_panel(data).spaced(gap, at_foot=True))
    return blocks


def _heading(text: str) -> Text:
    return Text(text, style.SECTION, tag="H3")


def _statement(data: ReportInput) -> Block:
    text = _(
        "We have read the status report on the citizens’ promises in {municipality}, as of "
        "{day}, and the deviations and undelivered actions that it states."
    ).format(municipality=municipality_name(data.municipality), day=format_date(data.as_of, "long"))
    return Text(text, style.OPENING, tag="P")


def _general_feedback(data: ReportInput, gap: float) -> list[Block]:
    """Feedback that belongs to no single promise."""
    rows = [row for row in data.feedback if row.promise is None]
    if not rows:
        return []
    return [
        _heading(_("Feedback to those who live here")).spaced(
            gap, keep_with_next=True, needs=style.PART_NEEDS
        ),
        feedback_lines(rows, data).spaced(style.STEP_1),
    ]


# Answers


def _answers(data: ReportInput) -> list[Block]:
    if not data.decisions:
        text = _("No decision is needed before the next report.")
        return [Text(text, style.BODY, tag="P").spaced(style.STEP_1)]
    columns = (column(9), column(95, 4 * MM, heads_row=True), column(66, 0))
    rows = [Row(_answer_cells(decision, data)) for decision in data.decisions]
    note = _(
        "A cross is an answer to the working group. Formal decisions are made by the "
        "municipality and the Police in their own order."
    )
    return [
        table(columns, ["", _("Question"), pgettext("report", "Answer")], rows),
        Text(note, style.TABLE_SECONDARY, tag="P").spaced(style.STEP_2),
    ]


def _answer_cells(decision: DecisionRow, data: ReportInput) -> tuple[Block, ...]:
    question = [Run(decision.question, style.BODY_STRONG)]
    if decision.promise is not None:
        question.append(Run(f" ({label_of(decision.promise)})", style.BODY_STRONG))
    who = decision.decides
    if decision.due is not None:
        who += " · " + _("by {day}").format(day=format_date(decision.due, "long"))
    options: Sequence[DecisionOption] = decision.options or (DecisionOption("…"),)
    return (
        Rings((decision.number,), CAUSE_RING, style.CAUSE_NUMBER, style.BODY_STRONG),
        Stack(
            [
                RichText(question),
                PartyMark(decision.party, who, style.BODY_SECONDARY).spaced(0.4 * MM),
                Text(reason(decision.reason), style.TABLE).spaced(0.6 * MM),
            ]
        ),
        Stack([_Option(option).spaced(0.8 * MM) for option in options]),
    )


class _Option(Block):
    """A box to cross, the option, and a line to write on if it asks for one."""

    __slots__ = ("_has_line", "_text")

    _BOX = 3.1 * MM
    _INDENT = 4.7 * MM
    _LINE = 26 * MM

    def __init__(self, option: DecisionOption) -> None:
        super().__init__()
        self._has_line = option.text.strip().endswith(_OPEN_END)
        self._text = Text(option_words(option), style.BODY)

    def height(self, width: float) -> float:
        return self._text.height(width - self._INDENT)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + style.BODY.rise - 0.33 * style.BODY.size
        edge = 1.0
        side = self._BOX - edge
        pen.rect(x + edge / 2, middle - side / 2, side, side, stroke=style.INK, weight=edge)
        room = width - self._INDENT
        self._text.draw(pen, x + self._INDENT, y, room)
        if self._has_line:
            lines = self._text.lines(room)
            start = lines[-1].width + (1.2 * MM if lines[-1].width else 0)
            end = min(start + self._LINE, room)
            bottom = y + self.height(width) - style.BODY.leading + style.BODY.rise + 0.6
            pen.rule(x + self._INDENT + start, bottom, end - start, 0.6, style.SECONDARY)
