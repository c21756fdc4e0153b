"""Short facts under one another, each with a dash."""

from collections.abc import Sequence

from tracker.reports.pdf.blocks import Block, Columns, Stack, Text
from tracker.reports.pdf.text import TextStyle
from tracker.reports.style import MM

_INDENT = 3.4 * MM


def bullets(texts: Sequence[str], text_style: TextStyle, width: float, gap: float) -> Block:
    """The texts as a list, `width` points wide and `gap` points apart. There must be one."""
    return Stack([_bullet(text, text_style, width).spaced(gap) for text in texts], "L")


def _bullet(text: str, text_style: TextStyle, width: float) -> Block:
    words = Text(text, text_style, tag="LBody")
    mark = Text("–", text_style, tag="Lbl")
    return Columns([mark, words], [_INDENT, width - _INDENT], 0, "LI")
