"""Ratings from 1 to 5 as surveys write them: 4, "4 – ganska trygg", "Mycket trygg", "Vet ej"."""

import re
from decimal import Decimal

from tracker.models.errors import Invalid
from tracker.models.search import folded
from tracker.services.spreadsheet.dates_and_numbers import parse_number

NO_RATING = 0
HIGHEST = 5
_MIDDLE = 3

_DIGIT_FIRST = re.compile(
    r"([1-5])\s*(?:[-–—=:.)]\s*(?=\D)|\(|(?:/|av|of|out of)\s*5\s*$|\s+[^\W\d]).*"
)
_DIGIT_LAST = re.compile(r"\D*[^\d\s,.]\s*(?:[-–—=:]\s*|\()([1-5])\)?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GOOD = _words(
    "trygg tryggt trygga säker säkert säkra bra god gott nöjd nöjda positiv positivt lugn lugnt "
    "instämmer stämmer håller hög högt safe secure good satisfied positive agree high"
)
_BAD = _words(
    "otrygg otryggt otrygga osäker osäkert osäkra dålig dåligt dåliga missnöjd missnöjda negativ "
    "negativt orolig oroligt låg lågt unsafe insecure bad poor dissatisfied negative disagree low"
)
_MUCH = _words(
    "mycket väldigt helt jätte extremt fullständigt starkt very extremely completely strongly "
    "fully totally"
)
_SOME = _words(
    "ganska rätt delvis något lite relativt tämligen mestadels fairly somewhat rather quite partly "
    "mostly"
)
_NOT = _words("inte ej icke not")
_AT_ALL = _words("alls all")
_NEITHER = _words("varken neither neutral neutralt neutrala okej ok medel sådär mittemellan")
_FILLING = _words(
    "jag är det känner mig eller och nor i på med särskilt så hög grad at i feel am it is or and "
    "a bit vare sig"
)
_KNOWN = _GOOD | _BAD | _MUCH | _SOME | _NOT | _AT_ALL | _NEITHER | _FILLING
_UNANSWERED = frozenset(
    {
        "-",
        "–",
        "?",
        "vet ej",
        "vet inte",
        "vet ej/ingen åsikt",
        "vet inte/ingen åsikt",
        "ingen åsikt",
        "ingen uppfattning",
        "vet ej / ingen uppfattning",
        "ej aktuellt",
        "ej svar",
        "inget svar",
        "vill ej svara",
        "vill inte svara",
        "vill inte uppge",
        "kan ej svara",
        "kan inte ta ställning",
        "don't know",
        "no opinion",
        "no answer",
        "not applicable",
        "n/a",
    }
)


def rating_of(text: str) -> int | None:
    """What a text on a scale stands for, `NO_RATING` for "vet ej"; None when it can't be told."""
    said = folded(text)
    if said in _UNANSWERED:
        return NO_RATING
    if match := _DIGIT_FIRST.fullmatch(said) or _DIGIT_LAST.fullmatch(said):
        return int(match[1])
    words = re.findall(r"\w+", said)
    return _of_words(frozenset(words)) if words and _KNOWN.issuperset(words) else None


def _of_words(words: frozenset[str]) -> int | None:
    if words & _NEITHER:
        return _MIDDLE
    if bool(words & _GOOD) == bool(words & _BAD):
        return None
    steps = 1 if words & _SOME or not words & (_MUCH | _AT_ALL) else 2
    is_good = bool(words & _GOOD) != bool(words & _NOT)
    return _MIDDLE + steps if is_good else _MIDDLE - steps


def parse_rating(text: str) -> int:
    """A rating from 1 to 5, or `NO_RATING`. Raises `Invalid` for other numbers and words."""
    found = int(text[:9]) if text.isascii() and text.isdecimal() else rating_of(text)
    if found is None:
        number = _number(text)
        if number is None:
            raise Invalid("input.rating", field="rating", value=text)
        found = int(number) if number == int(number) else -1
    elif found == NO_RATING and not text.isdecimal():
        return NO_RATING
    if not 1 <= found <= HIGHEST:
        raise Invalid("response.rating", field="rating", value=text)
    return found


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text)
    except Invalid:
        return None
