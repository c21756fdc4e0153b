"""The keys to what is drawn: bars with their tick, and the symbols of the follow-up."""
# ruff: noqa: D102 - the methods are those of Block

from collections.abc import Iterable
from datetime import date

from tracker.i18n import _, pgettext
from tracker.models.enums import FollowUp
from tracker.reports import style
from tracker.reports.bars import THICK, draw_done, draw_tick, draw_track
from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.fonts import safe
from tracker.reports.pdf.pen import Pen
from tracker.reports.sentences import day
from tracker.reports.style import MM
from tracker.reports.symbols import StateMark, state_word
from tracker.services.reports.rows import ActionRow

_SAMPLE = 8 * MM
_GAP = 1.7 * MM
_NEXT = 4 * MM


class BarLegend(Block):
    """What the light bar, the dark bar and the tick mean."""

    __slots__ = ("_as_of", "_text")

    def __init__(self, actions: Iterable[ActionRow], as_of: date) -> None:
        """Where no bar of the actions has a tick, there is none to explain."""
        super().__init__()
        ticked = [row for row in actions if row.expected and not row.status.ended]
        self._as_of = as_of if ticked else None
        self._text = _("expected by {day}, spread evenly from start to deadline")
        if any(row.series for row in ticked):
            self._text = _(
                "expected by {day}, by the action's own dates or spread evenly to the deadline"
            )

    def height(self, width: float) -> float:
        return style.LABEL.leading + 0.6 * MM

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + self.height(width) / 2
        top = middle - THICK / 2
        with pen.element("P"):
            draw_track(pen, x, top, _SAMPLE)
            x = self._word(pen, x + _SAMPLE + _GAP, middle, pgettext("report", "promised"))
            draw_done(pen, x, top, _SAMPLE)
            x = self._word(pen, x + _SAMPLE + _GAP, middle, pgettext("report", "done"))
            if self._as_of is not None:
                draw_tick(pen, x + 1 * MM, top)
                text = self._text.format(day=day(self._as_of, self._as_of))
                self._word(pen, x + 2 * MM + _GAP, middle, text)

    def _word(self, pen: Pen, x: float, middle: float, text: str) -> float:
        """Set `text` around `middle`; returns where the next sample begins."""
        text = safe(text)
        pen.word(x, middle + 0.25 * style.LABEL.size, f"{text} ", style.LABEL)
        return x + style.LABEL.width(text) + _NEXT


class ColourLegend(Block):
    """Which symbol stands for the green, yellow and red of Brå's plan."""

    __slots__ = ("_marks", "_title")

    def __init__(self) -> None:
        super().__init__()
        self._title = pgettext("report", "Follow-up") + ":"
        words = (
            (FollowUp.ON_TRACK, _("{word} (green)").format(word=state_word(FollowUp.ON_TRACK))),
            (FollowUp.AT_RISK, _("{word} (yellow)").format(word=state_word(FollowUp.AT_RISK))),
            (FollowUp.LATE, _("{word} (red)").format(word=state_word(FollowUp.LATE))),
            (FollowUp.NOT_STARTED, _("Not started, or without a target")),
        )
        size = style.SymbolSize(2.6 * MM, 1.2 * MM)
        self._marks = [StateMark(state, style.LABEL_INK, size, word) for state, word in words]

    def height(self, width: float) -> float:
        return style.LABEL.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element("P"):
            pen.word(x, y + style.LABEL.rise, f"{safe(self._title)} ", style.LABEL)
            x += style.LABEL.width(safe(self._title)) + _NEXT / 2
            for mark in self._marks:
                mark.draw(pen, x, y, width)
                x += mark.natural_width(width) + _NEXT
