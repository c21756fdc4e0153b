"""The one way for text that people wrote to reach paper."""

import re
import unicodedata
from collections.abc import Callable, Container

BOX = "\u25a1"
"""Stands for a character that the fonts cannot draw."""

_ZERO_WIDTH_JOINER = "\u200d"
_SAME_ON_PAPER = str.maketrans(
    {
        "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n",
        "\t": " ", "\u2011": "-", "\u2007": "\xa0", "\u202f": "\xa0",
    }
)  # fmt: skip
_SPACES = re.compile(r" *\n[ \n]*|  +")


def printable(
    text: str, known: Container[str], boxed: Callable[[str], object] | None = None
) -> str:
    """`text` with nothing left in it but characters in `known`, spaces and line feeds.

    Text is drawn literally, never parsed, so markup needs no escape. Control and direction
    characters go; a character without a glyph becomes a box, and a joined or accented sequence
    of such characters one box; `boxed` is told of each. The answer is the same when given again.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_SAME_ON_PAPER)
    return _SPACES.sub(_one_space, "".join(_drawable(text, known, boxed)))


def _one_space(run: re.Match[str]) -> str:
    """A paragraph mark, a line feed or a space for a run of any of them."""
    return "\n" * min(run[0].count("\n"), 2) or " "


def _drawable(text: str, known: Container[str], boxed: Callable[[str], object] | None) -> list[str]:
    out: list[str] = []
    joined = False
    for char in text:
        if char in known or char == "\n":
            out.append(char)
        elif char == _ZERO_WIDTH_JOINER:
            joined = True
            continue
        else:
            kind = unicodedata.category(char)
            if kind == "Zs":
                out.append(" ")
            elif kind not in ("Cc", "Cf") and not _continues(char, kind, joined, out):
                out.append(BOX)
                if boxed is not None:
                    boxed(char)
        joined = False
    return out


def _continues(char: str, kind: str, joined: bool, out: list[str]) -> bool:
    """Whether `char` only changes the box before it: an accent, a skin tone, a joined part."""
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    is_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    follows_box = bool(out) and out[-1] == BOX
    return is_selector or (follows_box and (joined or is_tone or kind in ("Mn", "Me")))
