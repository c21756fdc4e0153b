"""A municipality's own colour: how it is written, and whether text in it can be read on paper."""

import re

from tracker.models.errors import Invalid

LEAST_CONTRAST = 7.0
"""What text needs against its background to be read by most (WCAG 2.2, 1.4.6)."""
_VISIBLE = 1.2
"""From here on a line of the colour shows on white paper."""

_WRITTEN = re.compile(r"#?([0-9A-Fa-f]{6})")


def parse_colour(text: str) -> str:
    """``14406b`` as ``#14406B``; empty for none.

    Raises `Invalid` for what is no colour, and for one that can't be seen on white paper.
    """
    text = text.strip()
    if not text:
        return ""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise Invalid("look.colour", field="report_colour", value=text)
    colour = f"#{match[1].upper()}"
    if contrast_on_white(colour) < _VISIBLE:
        raise Invalid("look.invisible", field="report_colour", value=colour)
    return colour


def contrast_on_white(colour: str) -> float:
    """From 1 for white to 21 for black (WCAG 2.2, "contrast ratio"). `colour` as ``#14406B``."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def carries_text(colour: str) -> bool:
    """Whether headings and bars may have the colour; a paler one only colours the top rule."""
    return contrast_on_white(colour) >= LEAST_CONTRAST


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
