"""*Kräver beslut*: the only filled band on a page, and what the signatories have to decide."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Mapping
from datetime import date

from tracker.i18n import _, pgettext
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, RichText, Text
from tracker.reports.pdf.fonts import MIDDLE
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.text import Run
from tracker.reports.sentences import day, full_stop, label_of, short_day
from tracker.reports.style import MM, BoxLook
from tracker.reports.symbols import DECISION_RING, PartyMark, draw_ring
from tracker.services.reports.rows import DecisionRow, ReportInput

_EDGE = 1.2


class _Decision:
    """One row: when and who, the question and why."""

    def __init__(
        self, decision: DecisionRow, data: ReportInput, page: int | None, look: BoxLook
    ) -> None:
        self._look = look
        self.number = decision.number
        self.when = self._when(decision.due, data.as_of)
        self.who = PartyMark(decision.party, decision.decides, look.who)
        self.question = Text(decision.question, look.question, tag="P", max_lines=2)
        reason = full_stop(decision.reason) or _("Reason missing.")
        runs = [Run(reason, look.reason)]
        if decision.promise is not None:
            where = label_of(decision.promise)
            if page is not None:
                where = _("{promise}, page {page}").format(promise=where, page=page)
            runs.append(Run(f" ({where})", look.where))
        self.reason = RichText(runs, tag="P", max_lines=2)

    def _when(self, due: date | None, as_of: date) -> Text:
        """The day, with its month in short where the whole does not fit on a line."""
        look, by = self._look, pgettext("report", "by") + " "
        if due is None:
            return Text(_("no date"), look.by, tag="P")
        whole = RichText([Run(by, look.by), Run(day(due, as_of), look.date)], tag="P")
        if len(whole.lines(self._left_width())) == 1:
            return whole
        return RichText([Run(by, look.by), Run(short_day(due, as_of), look.date)], tag="P")

    def height(self, width: float) -> float:
        return 2 * self._look.pad + max(self._left_height(), self._right_height(width))

    def _left_width(self) -> float:
        return self._look.question_at - self._look.when_at - 2 * MM

    def _right_width(self, width: float) -> float:
        return width - self._look.question_at - self._look.inside

    def _left_height(self) -> float:
        wide = self._left_width()
        return self.when.height(wide) + self.who.height(wide)

    def _right_height(self, width: float) -> float:
        wide = self._right_width(width)
        return self.question.height(wide) + self.reason.height(wide)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        look = self._look
        y += look.pad
        with pen.element("LI"):
            with pen.element("Lbl"):
                middle = y + look.date.rise - MIDDLE * look.date.size
                centre = x + look.inside + DECISION_RING / 2
                draw_ring(pen, centre, middle, DECISION_RING, self.number, style.DECISION_NUMBER)
            with pen.element("LBody"):
                wide = self._left_width()
                self.when.draw(pen, x + look.when_at, y, wide)
                with pen.element("P"):
                    self.who.draw(pen, x + look.when_at, y + self.when.height(wide), wide)
                wide = self._right_width(width)
                # The question stands on the date's line, though its own line is lower.
                drop = look.date.rise - look.question.rise
                self.question.draw(pen, x + look.question_at, y + drop, wide)
                top = y + drop + self.question.height(wide)
                self.reason.draw(pen, x + look.question_at, top, wide)


class DecisionBox(Block):
    """The `most` decisions due first, and `left_out`: where the others are told of."""

    __slots__ = ("_heading", "_last", "_look", "_note", "_rows")

    def __init__(
        self,
        data: ReportInput,
        most: int,
        left_out: str,
        note: str = "",
        page_of: Mapping[int, int] | None = None,
        look: BoxLook = style.BOX,
    ) -> None:
        """`note` stands in the band. With `page_of`, each says where its promise is."""
        super().__init__()
        self._look = look
        self._heading = Text(_("Needs a decision"), look.heading, tag="H2")
        self._note = Text(note, style.BOX_NOTE, tag="P", right=True) if note else None
        pages = page_of or {}
        self._rows = [
            _Decision(row, data, pages.get(row.promise or 0), look) for row in data.decisions[:most]
        ]
        self._last: Text | None = None
        if not data.decisions:
            text = _("No decision is needed before the next report.")
            self._last = Text(text, look.last, tag="P")
        elif left_out:
            self._last = Text(left_out, look.where, tag="P")

    def height(self, width: float) -> float:
        last = self._last.height(width) + 2 * self._look.pad if self._last else 0
        return self._look.band + sum(row.height(width) for row in self._rows) + last

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        look, high = self._look, self.height(width)
        pen.rect(x, y, width, look.band, fill=style.ACCENT)
        pen.rect(
            x + _EDGE / 2, y + _EDGE / 2, width - _EDGE, high - _EDGE,
            stroke=style.ACCENT, weight=_EDGE,
        )  # fmt: skip
        inner = width - 2 * look.inside
        top = y + (look.band - look.heading.leading) / 2
        self._heading.draw(pen, x + look.inside, top, inner)
        if self._note is not None:
            drop = look.heading.rise - style.BOX_NOTE.rise
            self._note.draw(pen, x + look.inside, top + drop, inner)
        y += look.band
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
            self._last.draw(pen, x + look.inside, y + look.pad, inner)
