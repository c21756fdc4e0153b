"""The last page: what each signatory answers, and where they sign."""

from collections.abc import Sequence

from tracker.i18n import _, format_date, format_number, pgettext
from tracker.models.enums import ReportState
from tracker.reports import style
from tracker.reports.kinds.status.front import diary_label
from tracker.reports.kinds.status.promise import feedback_lines
from tracker.reports.pdf.blocks import Block, Columns, RichText, Space, Stack, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.table import Row
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import (
    cap,
    label_of,
    municipality_name,
    organisation_name,
    reason,
)
from tracker.reports.style import MM
from tracker.reports.symbols import CAUSE_RING, PartyMark, Rings
from tracker.reports.tables import column, table
from tracker.services.reports.rows import (
    DecisionOption,
    DecisionRow,
    ReportInput,
    SignatoryRow,
)

_HALF, _GUTTER = 80 * MM, 10 * MM
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
    if data.signatories:
        for start in range(0, len(data.signatories), 2):
            signing = data.signatories[start : start + 2]
            pair: list[Block] = [
                _Signature(row, organisation_name(row.organisation, data.police_area), airiness)
                for row in signing
            ]
            pair += [Space(0)] * (2 - len(pair))
            blocks.append(Columns(pair, [_HALF, _HALF], _GUTTER).spaced(gap + 3 * MM))
    else:
        text = _("No signatory has been entered in the agreement.")
        blocks.append(Text(text, style.BODY, tag="P").spaced(gap))
    blocks.append(_Panel(_about(data), _handed_over(data)).spaced(gap, at_foot=True))
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
        text = option.text.strip()
        self._has_line = text.endswith(_OPEN_END)
        text = text.rstrip("…._ ")
        if option.cost is not None:
            cost = _("{amount} kronor").format(amount=format_number(option.cost, 2))
            text = f"{text}, {cost}" if text else cost
        self._text = Text(text, style.BODY)

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


# Signatures


class _Signature(Block):
    """One signatory's lines. A name that is known is printed; otherwise it is written by hand."""

    __slots__ = ("_first_line", "_labels", "_name", "_organisation", "_step", "_title")

    _TOP = 2.2 * MM
    _PLACE, _DATE_AT = 45 * MM, 50 * MM

    def __init__(self, row: SignatoryRow, organisation: str, airiness: float) -> None:
        super().__init__()
        self._first_line, self._step = 21 * MM * airiness, 16.3 * MM * airiness
        self._organisation = PartyMark(row.party, organisation, style.ORGANISATION)
        self._title = Text(row.title, style.BODY, max_lines=2)
        self._name = Text(row.name or "", style.BODY, max_lines=1)
        self._labels = [
            Text(text, style.LABEL)
            for text in (
                pgettext("report", "Signature"),
                _("Name in print"),
                pgettext("report", "Place"),
                _("Date (year-month-day)"),
            )
        ]

    def _head(self, width: float) -> float:
        return self._TOP + self._organisation.height(width) + self._title.height(width)

    def height(self, width: float) -> float:
        lines = self._first_line + 2 * self._step + style.LABEL.leading + 1 * MM
        return self._head(width) + lines

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rule(x, y, width, 1.5, style.ACCENT)
        with pen.element("P"):
            self._organisation.draw(pen, x, y + self._TOP, width)
            self._title.draw(pen, x, y + self._TOP + self._organisation.height(width), width)
        y += self._head(width) + self._first_line
        signature, name, place, on = self._labels
        self._line(pen, x, y, width, signature)
        y += self._step
        with pen.element("P"):
            self._name.draw(pen, x, y - style.BODY.leading - 0.6 * MM, width)
        self._line(pen, x, y, width, name)
        y += self._step
        self._line(pen, x, y, self._PLACE, place)
        self._line(pen, x + self._DATE_AT, y, width - self._DATE_AT, on)

    def _line(self, pen: Pen, x: float, y: float, width: float, label: Text) -> None:
        pen.rule(x, y, width, 0.75, style.SECONDARY)
        with pen.element("P"):
            label.draw(pen, x, y + 1 * MM, width)


# The panel at the foot


def _about(data: ReportInput) -> list[tuple[Text, Text]]:
    state = _("Draft, not final")
    if data.state is ReportState.FINAL:
        state = _("Final")
        if data.settled_on is not None:
            state = _("Made final {day}").format(day=format_date(data.settled_on, "long"))
    checksum = data.checksum or _("set when the report is made final")
    pairs = [
        (pgettext("report", "As of"), format_date(data.as_of, "long")),
        (_("State of the report"), state),
    ]
    pairs += [(diary_label(data, row.party), row.number) for row in data.diary_numbers]
    pairs.append((_("Checksum"), checksum))
    return [(Text(name, style.TABLE_SECONDARY), Text(value, style.TABLE)) for name, value in pairs]


def _handed_over(data: ReportInput) -> list[str]:
    roles = [cap(row.role or row.title) for row in data.signatories]
    return [*roles, _("Registrar")]


class _Panel(Block):
    """About the report, and to whom it has been handed over."""

    __slots__ = ("_about", "_note", "_receivers")

    _PAD = 4 * MM
    _GUTTER = 10 * MM
    _ROW_PAD = 0.75 * MM
    _RECEIVER_ROW = 6.9 * MM
    _NAME_WIDTH = 27 * MM
    _DATE_AT, _SIGNED_AT = 36 * MM, 56 * MM

    def __init__(self, about: list[tuple[Text, Text]], receivers: Sequence[str]) -> None:
        super().__init__()
        self._about = about
        self._receivers = [Text(name, style.TABLE, max_lines=1) for name in receivers]
        note = _(
            "A report handed over to the other authority normally becomes a public document. "
            "Both must register it."
        )
        self._note = Text(note, style.LABEL, tag="P")

    def _half(self, width: float) -> float:
        return (width - 2 * self._PAD - self._GUTTER) / 2

    def _row(self, name: Text, value: Text, half: float) -> float:
        high = max(name.height(self._NAME_WIDTH - 2 * MM), value.height(half - self._NAME_WIDTH))
        return high + 2 * self._ROW_PAD

    def height(self, width: float) -> float:
        half = self._half(width)
        left = sum(self._row(name, value, half) for name, value in self._about)
        receivers = len(self._receivers) * self._RECEIVER_ROW
        right = style.TABLE.leading + receivers + 1.5 * MM + self._note.height(half)
        return 2 * self._PAD * 0.8 + style.ORGANISATION.leading + 1 * MM + max(left, right)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        half = self._half(width)
        pen.rect(x, y, width, self.height(width), fill=style.TINT)
        top, left = y + self._PAD * 0.8, x + self._PAD
        Text(_("About the report"), style.ORGANISATION, tag="H3").draw(pen, left, top, half)
        self._draw_about(pen, left, top + style.ORGANISATION.leading + 1 * MM, half)
        left += half + self._GUTTER
        Text(_("Handed over"), style.ORGANISATION, tag="H3").draw(pen, left, top, half)
        self._draw_receivers(pen, left, top + style.ORGANISATION.leading + 1 * MM, half)

    def _draw_about(self, pen: Pen, x: float, y: float, half: float) -> None:
        for number, (name, value) in enumerate(self._about):
            if number:
                pen.rule(x, y, half, 0.4, style.HAIR)
            with pen.element("P"):
                name.draw(pen, x, y + self._ROW_PAD, self._NAME_WIDTH - 2 * MM)
                value.draw(pen, x + self._NAME_WIDTH, y + self._ROW_PAD, half - self._NAME_WIDTH)
            y += self._row(name, value, half)

    def _draw_receivers(self, pen: Pen, x: float, y: float, half: float) -> None:
        with pen.element("P"):
            Text(_("To whom"), style.TABLE_SECONDARY).draw(pen, x, y, half)
            Text(_("Date"), style.TABLE_SECONDARY).draw(pen, x + self._DATE_AT, y, half)
            Text(_("Initials"), style.TABLE_SECONDARY).draw(pen, x + self._SIGNED_AT, y, half)
        y += style.TABLE.leading + 1 * MM
        for receiver in self._receivers:
            pen.rule(x, y, half, 0.4, style.RULE)
            with pen.element("P"):
                drop = (self._RECEIVER_ROW - style.TABLE.leading) / 2
                receiver.draw(pen, x, y + drop, self._DATE_AT - 2 * MM)
            y += self._RECEIVER_ROW
        self._note.draw(pen, x, y + 0.5 * MM, half)
