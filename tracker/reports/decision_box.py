"""*Kräver beslut*: the only filled band on a page, and what the signatories have to decide."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Mapping

from tracker.i18n import _, ngettext, pgettext
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.fonts import MIDDLE
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import day, decisions_note, full_stop, label_of
from tracker.reports.style import MM
from tracker.reports.symbols import DECISION_RING, PartyMark, draw_ring
from tracker.services.reports.rows import DecisionRow, ReportInput

_BAND = 8 * MM
_EDGE = 1.2
_INSIDE = 3.9 * MM
_WHEN_AT, _QUESTION_AT = 13.4 * MM, 51 * MM
_PAD = 1.7 * MM


class _Decision:
    """One row: when and who, the question and why."""

    def __init__(self, decision: DecisionRow, data: ReportInput, page: int | None) -> None:
        self.number = decision.number
        if decision.due is None:
            runs = [Run(_("no date"), style.TABLE_SECONDARY)]
        else:
            runs = [
                Run(pgettext("report", "by") + " ", style.TABLE_SECONDARY),
                Run(day(decision.due, data.as_of), style.QUESTION_DATE),
            ]
        self.when = RichText(runs, tag="P")
        self.who = PartyMark(decision.party, decision.decides, style.BODY_STRONG, max_lines=1)
        self.question = Text(decision.question, style.QUESTION, tag="P", max_lines=2)
        reason = full_stop(decision.reason) or _("Reason missing.")
        runs = [Run(reason, style.TABLE)]
        if decision.promise is not None:
            where = label_of(decision.promise)
            if page is not None:
                where = _("{promise}, page {page}").format(promise=where, page=page)
            runs.append(Run(f" ({where})", style.TABLE_SECONDARY))
        self.reason = RichText(runs, tag="P", max_lines=2)

    def height(self, width: float) -> float:
        return 2 * _PAD + max(self._left_height(), self._right_height(width))

    def _left_height(self) -> float:
        wide = _QUESTION_AT - _WHEN_AT
        return self.when.height(wide) + self.who.height(wide)

    def _right_height(self, width: float) -> float:
        wide = width - _QUESTION_AT - _INSIDE
        return self.question.height(wide) + self.reason.height(wide)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        y += _PAD
        wide = _QUESTION_AT - _WHEN_AT - 2 * MM
        with pen.element("LI"):
            with pen.element("Lbl"):
                middle = y + style.QUESTION_DATE.rise - MIDDLE * style.QUESTION_DATE.size
                centre = x + _INSIDE + DECISION_RING / 2
                draw_ring(pen, centre, middle, DECISION_RING, self.number, style.DECISION_NUMBER)
            with pen.element("LBody"):
                self.when.draw(pen, x + _WHEN_AT, y, wide)
                with pen.element("P"):
                    self.who.draw(pen, x + _WHEN_AT, y + self.when.height(wide), wide)
                wide = width - _QUESTION_AT - _INSIDE
                # The question stands on the date's line, though its own line is lower.
                drop = style.QUESTION_DATE.rise - style.QUESTION.rise
                self.question.draw(pen, x + _QUESTION_AT, y + drop, wide)
                top = y + drop + self.question.height(wide)
                self.reason.draw(pen, x + _QUESTION_AT, top, wide)


class DecisionBox(Block):
    """The decisions due first; the others are counted, and stand on the signature page."""

    __slots__ = ("_heading", "_last", "_note", "_rows")

    def __init__(
        self, data: ReportInput, most: int, page_of: Mapping[int, int], signature_page: int
    ) -> None:
        super().__init__()
        decisions = data.decisions
        self._heading = Text(_("Needs a decision"), style.BOX_HEADING, tag="H2")
        self._note = Text(decisions_note(decisions, data.as_of), style.BOX_NOTE, right=True)
        self._rows = [
            _Decision(row, data, None if row.promise is None else page_of.get(row.promise))
            for row in decisions[:most]
        ]
        self._last: Text | None = None
        more = len(decisions) - most
        if not decisions:
            text = _("No decision is needed before the next report.")
            self._last = Text(text, style.BODY, tag="P")
        elif more > 0:
            text = ngettext("and {n} more, page {page}", "and {n} more, page {page}", more)
            text = text.format(n=more, page=signature_page)
            self._last = Text(text, style.TABLE_SECONDARY, tag="P")

    def height(self, width: float) -> float:
        last = self._last.height(width) + 2 * _PAD if self._last else 0
        return _BAND + sum(row.height(width) for row in self._rows) + last

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        high = self.height(width)
        pen.rect(x, y, width, _BAND, fill=style.ACCENT)
        pen.rect(
            x + _EDGE / 2, y + _EDGE / 2, width - _EDGE, high - _EDGE,
            stroke=style.ACCENT, weight=_EDGE,
        )  # fmt: skip
        inner = width - 2 * _INSIDE
        top = y + (_BAND - style.BOX_HEADING.leading) / 2
        self._heading.draw(pen, x + _INSIDE, top, inner)
        with pen.element("P"):
            drop = style.BOX_HEADING.rise - style.BOX_NOTE.rise
            self._note.draw(pen, x + _INSIDE, top + drop, inner)
        y += _BAND
        if self._rows:
            with pen.element("L"):
                for number, row in enumerate(self._rows):
                    if number:
                        pen.rule(x + _EDGE, y, width - 2 * _EDGE, 0.5, style.HAIR)
                    row.draw(pen, x, y, width)
                    y += row.height(width)
        if self._last is not None:
            if self._rows:
                pen.rule(x + _EDGE, y, width - 2 * _EDGE, 0.5, style.HAIR)
            self._last.draw(pen, x + _INSIDE, y + _PAD, inner)
