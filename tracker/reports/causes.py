"""A promise's causes, each with the number that its actions refer to."""

from collections.abc import Sequence

from tracker.i18n import _
from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Columns, Stack, Text
from tracker.reports.style import MM
from tracker.reports.symbols import CAUSE_RING, Rings
from tracker.services.reports.rows import CauseRow

_GAP = 3 * MM


def causes_list(causes: Sequence[CauseRow], width: float) -> Block:
    """The causes `width` points wide, or that they are missing."""
    if not causes:
        return Text(_("Causes are missing."), style.BODY, tag="P").spaced(style.STEP_1 / 2)
    rows = [_cause(cause, width).spaced(style.STEP_1 / 2) for cause in causes]
    return Stack(rows, "L").spaced(style.STEP_1 / 2)


def _cause(cause: CauseRow, width: float) -> Block:
    ring = Rings((cause.number,), CAUSE_RING, style.CAUSE_NUMBER, style.BODY)
    words = Text(cause.text, style.BODY, tag="LBody")
    return Columns(
        [Stack([ring], "Lbl"), words], [CAUSE_RING, width - CAUSE_RING - _GAP], _GAP, "LI"
    )
