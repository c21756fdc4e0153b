"""Text on several lines inside a cell: broken once per text and width, drawn line by line."""

import re
from functools import cache, lru_cache
from typing import Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from tracker.ui import fonts
from tracker.ui.widgets import paint

Role = Literal["body", "medium", "strong", "caption"]

# A cell shows no more than this, and breaking ten thousand characters takes milliseconds.
_LONGEST = 600
_HYPHEN = "\u00ad"
_SYLLABLE = re.compile(r"(?<=[a-zåäöéü])(?=[bcdfghjklmnpqrstvwxz][aeiouyåäöéü])", re.IGNORECASE)


@cache
def font(role: Role) -> QFont:
    """The font of a role, tabular."""
    makers = {
        "body": fonts.body,
        "medium": fonts.body_medium,
        "strong": fonts.body_strong,
        "caption": fonts.caption,
    }
    return makers[role](tabular=True)


@cache
def metrics(role: Role) -> QFontMetricsF:
    """The measures of a role's font."""
    return QFontMetricsF(font(role))


@cache
def line_height(role: Role) -> float:
    """How far apart lines stand: 20 px for body, 16 for captions, more when letters are larger."""
    return max(16.0 if role == "caption" else 20.0, float(int(metrics(role).height() + 0.99)))


@lru_cache(maxsize=16384)
def _advance(text: str, role: Role) -> float:
    return metrics(role).horizontalAdvance(text)


def lines(text: str, role: Role, width: float, most: int) -> tuple[str, ...]:
    """`text` broken to `width`, at most `most` lines, the last one elided when there is more."""
    line = " ".join(text[:_LONGEST].split())
    if not line:
        return ()
    # Most cells fit on one line, which needs no layout.
    if _advance(line, role) <= width:
        return (line,)
    return _broken(line, role, int(width), most)


@lru_cache(maxsize=8192)
def _broken(text: str, role: Role, width: int, most: int) -> tuple[str, ...]:
    room = width - _advance("-", role)
    words = (word if _advance(word, role) <= room else _divided(word) for word in text.split(" "))
    text = " ".join(words)
    layout = QTextLayout(text, font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 8))
        start = line.textStart()
        part = text[start : start + line.textLength()].rstrip()
        found.append(part[:-1] + "-" if part.endswith(_HYPHEN) else part)
        if len(found) == most:
            found[-1] = paint.elided(text[start:].replace(_HYPHEN, ""), metrics(role), width)
    layout.endLayout()
    return tuple(part.replace(_HYPHEN, "") for part in found)


def _divided(word: str) -> str:
    """A word wider than its cell, with the places where it may be divided marked.

    Swedish lets the last consonant before a vowel begin the next line (Svenska skrivregler,
    enkonsonantsprincipen): natt-vand-rings-le-da-re.
    """
    marked = _SYLLABLE.sub(_HYPHEN, word)
    # Never a letter alone on its line.
    return marked[:2].replace(_HYPHEN, "") + marked[2:]


def height(text: str, role: Role, width: float, most: int) -> float:
    """How high the lines are."""
    return len(lines(text, role, width, most)) * line_height(role)


def draw(
    painter: QPainter,
    at: QPointF,
    text: str,
    role: Role,
    width: float,
    most: int,
    colour: QColor,
) -> float:
    """Draw the lines with their upper left at `at`; returns the y under them."""
    painter.setFont(font(role))
    painter.setPen(colour)
    step = line_height(role)
    measures = metrics(role)
    baseline = (step - measures.height()) / 2 + measures.ascent()
    y = at.y()
    for line in lines(text, role, width, most):
        painter.drawText(QPointF(at.x(), y + baseline), line)
        y += step
    return y
