"""Where the signatories sign, and what the registrator needs: the foot of what is signed."""

from collections.abc import Sequence

from tracker.i18n import _, format_date, pgettext
from tracker.models.enums import ReportState
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Columns, Space, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.sentences import cap, diary_label, organisation_name, superseding
from tracker.reports.style import MM
from tracker.reports.symbols import PartyMark
from tracker.services.reports.rows import ReportInput, SignatoryRow

_HALF, _GUTTER = 80 * MM, 10 * MM


def signature_lines(data: ReportInput, airiness: float, gap: float) -> list[Block]:
    """Lines for every signatory, two side by side and `gap` points below what is signed.

    `airiness` is 1 for the full space to write in, less for a tighter page.
    """
    if not data.signatories:
        text = _("No signatory has been entered in the agreement.")
        return [Text(text, style.BODY, tag="P").spaced(gap)]
    rows: list[Block] = []
    for start in range(0, len(data.signatories), 2):
        signing = data.signatories[start : start + 2]
        pair: list[Block] = [
            _Signature(
                row,
                organisation_name(row.organisation, data.police_area, data.municipality),
                airiness,
            )
            for row in signing
        ]
        pair += [Space(0)] * (2 - len(pair))
        rows.append(Columns(pair, [_HALF, _HALF], _GUTTER).spaced(gap + 3 * MM))
    return rows


def about_panel(data: ReportInput) -> Block:
    """About the report, and to whom it has been handed over."""
    return _Panel(_about(data), _handed_over(data))


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
    pairs += superseding(data)
    pairs.append((_("Checksum of the data"), checksum))
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
