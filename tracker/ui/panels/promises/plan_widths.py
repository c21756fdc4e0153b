"""How wide the plan's columns are: enough for their words, and the rest shared."""

from tracker.ui.panels.promises import wrapped
from tracker.ui.panels.promises.plan_grid import COLUMNS

# Least width in average letters, and the share of what is left over; in Brå's order.
_LETTERS = (13, 17, 13, 9.5, 14, 12.5)
_SHARES = (16, 36, 24, 4, 20, 0)


def widths_for(room: int) -> list[int]:
    """Widths that fill `room`; wider than it, so that the table scrolls, when letters are large."""
    letter = wrapped.metrics("body").averageCharWidth()
    least = [int(letters * letter) for letters in _LETTERS]
    spare = max(room - sum(least), 0)
    widths = [width + spare * share // 100 for width, share in zip(least, _SHARES, strict=True)]
    if spare:
        widths[1] += room - sum(widths)
    assert len(widths) == COLUMNS
    return widths
