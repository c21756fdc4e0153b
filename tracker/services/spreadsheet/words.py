"""Reads the domain's closed vocabularies in either language, and the words people use for them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from tracker.i18n import LANGUAGES, language
from tracker.labels import label, party_letter
from tracker.models.enums import ActionKind, ActionStatus, Party
from tracker.models.errors import Invalid
from tracker.models.search import folded
from tracker.services.spreadsheet.dates_and_numbers import Cell, text_of

E = TypeVar("E", bound=StrEnum)

_PARTY_WORDS: dict[Party, str] = {
    Party.POLICE: "polisen, polisens, polisiär, polisiära, lpo",
    Party.MUNICIPALITY: "kommunen, kommunens, kommunal, kommunala",
    Party.JOINT: "gemensamma, gemensamt, båda, polis och kommun, kommun och polis, polis/kommun, "
    "kommun/polis, polis + kommun, kommun + polis",
    Party.OTHER: "annan, andra, övrig, övriga, annan aktör",
}
_STATUS_WORDS: dict[ActionStatus, str] = {
    ActionStatus.PLANNED: "planerat, ej påbörjad, ej påbörjat, inte påbörjad, not started",
    ActionStatus.ONGOING: "pågående, påbörjad, påbörjat, under arbete, i gång, started",
    ActionStatus.DONE: "genomfört, klar, klart, färdig, utförd, utfört, avslutad, done, completed",
    ActionStatus.PARTLY_DONE: "delvis, delvis genomfört, delvis klar, partly done",
    ActionStatus.NOT_DONE: "ej genomfört, inte genomförd, ej utförd, not done",
    ActionStatus.DROPPED: "utgår, inställd, avbruten, struken, cancelled",
}
_KIND_WORDS: dict[ActionKind, str] = {
    ActionKind.SINGLE: "punkt, engång, engångs, engångsinsats, engångsåtgärd, single",
    ActionKind.RECURRING: "löpande, regelbunden, återkommande insats",
    ActionKind.ORDINARY: "ordinarie",
}
_LATE_WORDS = frozenset({"försenad", "försenat", "sen", "sent", "late", "overdue"})


def parse_party(value: Cell) -> Party:
    """Polis, Kommun, Gemensam or Annan part; a badge letter will do."""
    letters = {party_letter(party).casefold(): party for party in Party}
    text = folded(text_of(value))
    return letters[text] if text in letters else _member(Party, _PARTY_WORDS, value)


def parse_status(value: Cell) -> ActionStatus:
    """An action's status. What is late is not a status; see `is_late_word`."""
    return _member(ActionStatus, _STATUS_WORDS, value)


def parse_kind(value: Cell) -> ActionKind:
    """Punktinsats, återkommande or ordinarie."""
    return _member(ActionKind, _KIND_WORDS, value)


def is_late_word(value: Cell) -> bool:
    """Whether it says that something is late, which is derived and never imported."""
    return folded(text_of(value)) in _LATE_WORDS


def choices(kind: type[StrEnum]) -> tuple[str, ...]:
    """What can be written, in the current language."""
    return tuple(label(member) for member in kind)


def _member(kind: type[E], words: dict[E, str], value: Cell) -> E:
    text = folded(text_of(value))
    for member in kind:
        if text == member.value or text in _labels(member) or text in words[member].split(", "):
            return member
    raise Invalid("input.choice", value=text_of(value), choices=choices(kind))


def _labels(member: StrEnum) -> Iterable[str]:
    for lang in LANGUAGES:
        with language(lang):
            yield folded(label(member))
