"""Plain words for the abbreviations that officials write, for readers who are not officials."""

import re
from collections.abc import Callable

from tracker.i18n import current_language

_Words = str | Callable[[re.Match[str]], str]

_DRUGS = {
    "": "alkohol, narkotika, dopning och tobak",
    "S": "alkohol, narkotika, dopning, tobak och spel",
}
_BRA = "Brottsförebyggande rådet"

BEGIN, END = "\u2068", "\u2069"
"""Unicode's isolates, around people's own words inside a sentence in another language."""

_SPELLED_OUT: tuple[tuple[str, _Words], ...] = (
    (r"\bANDT(S?)-(\w+)", lambda found: f"{found[2]} kring {_DRUGS[found[1]]}"),
    (r"\bANDT(S?)\b", lambda found: _DRUGS[found[1]]),
    (r"\bLPO-chef", "lokalpolisområdeschef"),
    (r"\bLPO\b", "lokalpolisområde"),
    (r"\bSSPF\b", "samverkan mellan skola, socialtjänst, polis och fritid"),
    (r"\bBR[ÅA](:s\b|\b)|\bBrå(s?)\b", lambda found: _BRA + "s" * bool(found[1] or found[2])),
    (r"\b(?:GC|gc)-(?=[^\W\d_])", "gång- och cykel"),
    (r"\bdnr\b", "diarienummer"),
    (r"\b[åÅ]k\.? ?(?=\d|F\b)", "årskurs "),
    (r"\b[kK]l\.? ?(?=\d)", "klockan "),
    (r"\bv\. ?(?=\d)", "vecka "),
    (r"\bnr\.? ?(?=\d)", "nummer "),
    (r"(?<=\d) ?st\b\.?", " stycken"),
    (r"(?<=\d) ?tim\b\.?", " timmar"),
    (r"\b[cC]a\b\.?", "cirka"),
    (r"\b[tT]\. ?ex\.|\b[tT] ex\b", "till exempel"),
    (r"\b[bB]l\. ?a\.|\b[bB]l a\b", "bland annat"),
    (r"\bd\. ?v\. ?s\.|\bdvs\b\.?", "det vill säga"),
    (r"\bp\. ?g\. ?a\.|\bpga\b\.?", "på grund av"),
    (r"\bm\. ?a\. ?o\.", "med andra ord"),
    (r"\bf\. ?d\.", "före detta"),
    (r"\bfr\. ?o\. ?m\.", "från och med"),
    (r"\bt\. ?o\. ?m\.", "till och med"),
    (r"\binkl\b\.?", "inklusive"),
    (r"\bexkl\b\.?", "exklusive"),
    (r"\bresp\b\.?", "respektive"),
    (r"\bev\.", "eventuellt"),
    (r"\bmån\b(?=/)", "måndag"),
    (r"\btis\b(?=/)|(?<=/)tis\b", "tisdag"),
    (r"\bons\b(?=/)|(?<=/)ons\b", "onsdag"),
    (r"\btor\b(?=/)|(?<=/)tor\b", "torsdag"),
    (r"\bfre\b(?=/)|(?<=/)fre\b", "fredag"),
    (r"\blör\b(?=/)|(?<=/)lör\b", "lördag"),
    (r"\bsön\b(?=/)|(?<=/)sön\b", "söndag"),
    # These end sentences, and then the full stop is the sentence's too.
    (r"\bm\. ?m\.|\bmm\.", lambda found: "med mera" + _stop(found)),
    (r"\bm\. ?fl\.", lambda found: "med flera" + _stop(found)),
    (r"\bo\. ?s\. ?v\.|\bosv\b\.?", lambda found: "och så vidare" + _stop(found)),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), words) for pattern, words in _SPELLED_OUT)


def spelled_out(text: str) -> str:
    """Swedish text that people wrote, with the usual abbreviations of the trade in full."""
    text = text.replace(BEGIN, "").replace(END, "").strip()
    begins_with_capital = text[:1].isupper()
    for pattern, words in _PATTERNS:
        text = pattern.sub(words, text)
    return text[:1].upper() + text[1:] if begins_with_capital else text


def theirs(text: str) -> str:
    """People's own words, for a place in a sentence of ours.

    Books are written in Swedish. In another language's sentence the words are marked by `BEGIN`
    and `END`, so that a page can say which language they are in; on paper the marks are nothing.
    """
    return text if not text or current_language() == "sv" else f"{BEGIN}{text}{END}"


def _stop(found: re.Match[str]) -> str:
    """A full stop, where what was found ended its sentence with one."""
    after = found.string[found.end() :].lstrip()
    return "." if found[0].endswith(".") and (not after or after[0].isupper()) else ""
