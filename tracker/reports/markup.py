"""Pages for the web, put together from elements. Text is escaped unless it already is markup."""

import html
import re
import unicodedata

# A number keeps the word that it counts, as on paper, but for words too long to have room with it.
_COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_]{1,12}(?![^\W\d_]))")
_JOINERS = "\u200c\u200d"
_VOID = frozenset({"img", "meta"})
_WITHOUT_A_CHARACTER = "\u25a1"


class Markup(str):
    """HTML that is safe on a page as it is. Only this module makes it of anything else."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Text that people wrote, inert and whole: the one way for it to reach a page.

    Control and direction characters go; a surrogate without its other half becomes a box.
    """
    if isinstance(text, Markup):
        return text
    text = "".join(map(_shown, unicodedata.normalize("NFC", text)))
    return Markup(html.escape(_COUNTED.sub("\xa0", text)))


def tag(name: str, /, *content: str, **attributes: str) -> Markup:
    """An element. `class_` is class and `aria_hidden` aria-hidden; an empty value is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(*content)}</{name}>")


def joined(*content: str) -> Markup:
    """Texts and elements, one after the other."""
    return Markup("".join(map(escaped, content)))


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if char in _JOINERS:
        return char
    if kind in ("Zl", "Zp") or (kind == "Cc" and char.isspace()):
        return " "
    if kind in ("Cc", "Cf"):
        return ""
    point = ord(char)
    is_no_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return _WITHOUT_A_CHARACTER if kind == "Cs" or is_no_character else char
