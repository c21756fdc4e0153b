"""What looks like somebody's name, by a list of common ones. It misses rather than cries wolf."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MAYBE_NAME = re.compile(r"[A-ZÅÄÖÉÜ][^\W\d_]*")
_PLACE_WORDS = (
    "allé backe bro gata gatan gränd hage hamn hus kyrka minne park parken plan plats skola skolan "
    "stig stiftelse torg torget udde väg vägen"
)
# A name with one of these after it is that of a street, a square, a school: "Olof Palmes gata".
_PLACES = frozenset(_PLACE_WORDS.split())
_SAINTS = frozenset(("sankt", "sankta"))
_FIRST_WORDS = (
    "av de den det du där en ett från han hon hos i inte jag man med men ni när och om på som så "
    "till vi vid"
)
# They begin a sentence whose full stop is missing: "Jag heter Lisa Jag bor här".
_NO_SURNAME = frozenset(_FIRST_WORDS.split())
_ENDS_SENTENCE = frozenset(".!?:;…•\n\r")
_BEFORE_SENTENCE = " \t\"'”“’»«(–—-*"


class _Kind(Enum):
    GIVEN = auto()
    FAMILY = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    kind: _Kind | None
    starts_sentence: bool


@dataclass(frozen=True)
class NameList:
    """Names in small letters. Those in `words` are also ordinary words: Björn, Sten, Berg, Liv.

    An ordinary word counts with another name beside it, or with a capital in the middle of a
    sentence. Small letters alone are never a name.
    """

    given: frozenset[str]
    family: frozenset[str]
    words: frozenset[str]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where `text` has a name: all its parts together, without a genitive's s."""
        if self._forms.isdisjoint(_MAYBE_NAME.findall(text)):
            return
        for run in self._runs(text):
            hit = [
                token.kind in (_Kind.GIVEN, _Kind.FAMILY) or _counts(run, place)
                for place, token in enumerate(run)
            ]
            for place, token in enumerate(run[1:], start=1):
                # A surname that the list lacks.
                if token.kind is None and run[place - 1].kind is _Kind.GIVEN:
                    hit[place] = token.word.casefold() not in _NO_SURNAME
            yield from _joined(run, hit)

    @cached_property
    def _forms(self) -> frozenset[str]:
        """Every name as it may be written, to pass over texts without one in no time."""
        names = self.given | self.family | self.words
        return frozenset(
            form + ending
            for name in names
            for form in (name.capitalize(), name.upper())
            for ending in ("", "s", "S")
        )

    def _runs(self, text: str) -> Iterator[list[_Token]]:
        """Words with a capital in a row, where one is a name and they do not name a place."""
        run: list[_Token] = []
        end = 0
        for match in _WORD.finditer(text):
            word = match[0]
            together = text[end : match.start()] == " "
            end = match.end()
            if run and (not together or not word[0].isupper()):
                if not (together and word.casefold() in _PLACES) and _names_somebody(run):
                    yield run
                run = []
            if word[0].isupper():
                run.append(self._token(text, match))
        if _names_somebody(run):
            yield run

    def _token(self, text: str, match: re.Match[str]) -> _Token:
        word, (start, end) = match[0], match.span()
        kind = self._kind(word.casefold())
        if kind is None and word[-1] in "sS" and len(word) > 2:
            kind = self._kind(word[:-1].casefold())
            end -= kind is not None
        return _Token(word, start, end, kind, kind is not None and _starts_sentence(text, start))

    def _kind(self, word: str) -> _Kind | None:
        if word in self.words:
            return _Kind.WORD
        if word in self.given:
            return _Kind.GIVEN
        if word in self.family:
            return _Kind.FAMILY
        first, hyphen, rest = word.partition("-")
        if hyphen and first in self.given | self.words and self._kind(rest) is not None:
            return _Kind.GIVEN
        return None


def _names_somebody(run: list[_Token]) -> bool:
    if all(token.kind is None for token in run):
        return False
    last = run[-1]
    is_place = last.kind is None and last.word.casefold() in _PLACES
    return not is_place and run[0].word.casefold() not in _SAINTS


def _counts(run: list[_Token], place: int) -> bool:
    """Whether an ordinary word is a name here."""
    token = run[place]
    if token.kind is not _Kind.WORD:
        return False
    beside = run[max(place - 1, 0) : place] + run[place + 1 : place + 2]
    if any(other.kind is not None for other in beside):
        return True
    return not token.starts_sentence and not token.word.isupper()


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(_BEFORE_SENTENCE)
    return not before or before[-1] in _ENDS_SENTENCE


def _joined(run: list[_Token], hit: list[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place, token in enumerate(run):
        if not hit[place]:
            continue
        if start is None:
            start = token.start
        if place + 1 == len(run) or not hit[place + 1]:
            yield start, token.end
            start = None
