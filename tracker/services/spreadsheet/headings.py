"""The columns of imported lists: what people call them, and which row of a sheet names them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.i18n import N_
from tracker.services.spreadsheet.dates_and_numbers import Cell, text_of


class ImportKind(StrEnum):
    """What the rows of a list are."""

    ACTIONS = "actions"
    LOG = "log"
    RESPONSES = "responses"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is understood: its field, the word for it in errors, and all its names.

    Earlier names are surer. A name can be shared: the first column listed here takes it.
    """

    field: str
    word: str
    names: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


_PROMISE = Column(
    "promise",
    N_("Promise"),
    _names("löfte, löftesnummer, löftesnr, medborgarlöfte, promise, promise number"),
)

# As in an exported book: a row that goes out and comes back is known by it.
_ID = Column("id", N_("Id"), _names("id"))

LOG = (
    Column(
        "action",
        N_("Action"),
        _names("åtgärd, åtgärdsnamn, insats, aktivitet, typ av insats, action, activity, vad"),
    ),
    Column("number", N_("No."), _names("nr, åtgärdsnummer, åtgärdsnr, no, action number")),
    Column("done_on", N_("Date"), _names("datum, dag, utförd, utfört, genomförd, när, date, day")),
    _PROMISE,
    Column(
        "quantity",
        N_("Quantity"),
        _names(
            "antal, antal insatser, antal gånger, antal tillfällen, antal pass, hur många, "
            "hur många gånger, gånger, mängd, st, stycken, stycketal, omfattning, kvantitet, "
            "quantity, qty, number, amount, count, how many, times, pieces"
        ),
    ),
    Column("hours", N_("Hours spent"), _names("timmar, antal timmar, tim, h, hours, hours spent")),
    Column("minutes", N_("Minutes"), _names("minuter, min, tid i minuter, minutes")),
    Column(
        "duration",
        N_("Time"),
        _names("tid, tidsåtgång, varaktighet, längd, nedlagd tid, time, duration, klockslag"),
    ),
    Column(
        "people",
        N_("Participants"),
        _names("deltagare, antal deltagare, personer, antal personer, participants, people"),
    ),
    Column("place", N_("Place"), _names("plats, ställe, område, var, place, location, where")),
    Column("result", N_("Result"), _names("resultat, utfall, effekt, result, outcome")),
    Column(
        "note",
        N_("Note"),
        _names(
            "anteckning, anteckningar, notering, kommentar, kommentarer, beskrivning, övrigt, "
            "insats, note, notes, comment, comments"
        ),
    ),
    Column("internal_note", N_("Internal note"), _names("intern anteckning, internal note")),
    Column("internal", N_("Internal"), _names("intern, internt, internal")),
    _ID,
    Column(
        "logged_by",
        N_("Logged by"),
        _names("loggad av, rapporterad av, rapportör, inlagd av, logged by, reported by"),
    ),
)

ACTIONS = (
    Column(
        "title",
        N_("Action"),
        _names("åtgärd, åtgärder, insats, aktivitet, rubrik, benämning, action, title, activity"),
    ),
    _PROMISE,
    Column(
        "party",
        N_("Party"),
        _names("part, ansvarig part, utförare, ansvarig organisation, party"),
    ),
    Column("owner", N_("Owner"), _names("ägare, ansvarig, vem, åtgärdsägare, owner, responsible")),
    Column("owner_name", N_("Owner's name"), _names("ägarens namn, namn, owner's name")),
    Column("organisation", N_("Organisation"), _names("organisation, arbetsgivare, employer")),
    Column(
        "support",
        N_("Support"),
        _names("stöd, medverkande, medverkar, i samverkan med, support, supported by"),
    ),
    Column(
        "planned",
        N_("Planned quantity"),
        _names(
            "planerat antal, planerat, antal, målantal, antal insatser, antal gånger, "
            "antal tillfällen, antal pass, hur många, hur många gånger, gånger, omfattning, mängd, "
            "kvantitet, st, stycken, stycketal, planned quantity, planned, quantity, qty, how many"
        ),
    ),
    Column("unit", N_("Unit"), _names("enhet, unit")),
    Column("goal", N_("Goal"), _names("operativt mål, operativa mål, mål, goal, target")),
    Column("start_on", N_("Start"), _names("start, startdatum, från, börjar, start date, from")),
    Column(
        "deadline",
        N_("Deadline"),
        _names(
            "slutdatum, slut, deadline, klart, klar senast, klart senast, senast, till, när, "
            "tidplan, end date, due, due date, when, to"
        ),
    ),
    Column(
        "recurrence",
        N_("Recurrence"),
        _names(
            "återkomst, återkommer, hur ofta, frekvens, intervall, datum för tillfällen, "
            "recurrence, recurs, how often, frequency"
        ),
    ),
    Column("kind", N_("Kind"), _names("typ, slag, typ av åtgärd, kind, type")),
    Column("status", N_("Status"), _names("status, läge")),
    Column(
        "status_reason",
        N_("Reason"),
        _names(
            "skäl, skäl till status, orsak till status, motivering, varför, kommentar, reason, "
            "reason for status, comment"
        ),
    ),
    Column("causes", N_("Cause"), _names("orsak, orsaker, orsaksnummer, cause, causes")),
    _ID,
    Column(
        "lawful",
        N_("The law's plan"),
        _names("lagens åtgärdsplan, lagen, enligt lag, the law's plan"),
    ),
)

RESPONSES = (
    Column(
        "text",
        N_("Answer"),
        _names(
            "svar, synpunkt, synpunkter, fritext, fritextsvar, kommentar, text, citat, åsikt, "
            "answer, response, comment"
        ),
    ),
    Column(
        "rating",
        N_("Rating"),
        _names("betyg, trygghet, trygghetsbetyg, skattning, poäng, skala, rating, score"),
    ),
    Column("themes", N_("Themes"), _names("tema, teman, kategori, kategorier, theme, themes")),
    Column("place", N_("Place"), _names("plats, område, bostadsområde, stadsdel, place, area")),
    Column(
        "respondent_group",
        N_("Group"),
        _names("grupp, målgrupp, ålder, åldersgrupp, group, age group"),
    ),
    Column(
        "deidentified",
        N_("De-identified"),
        _names("avidentifierad, avidentifierat, anonymiserad, de-identified, deidentified"),
    ),
    Column("survey", N_("Survey"), _names("underlag, enkät, tillfälle, survey")),
    Column("coded_by", N_("Coded by"), _names("kodat av, kodad av, coded by")),
    Column("answered_on", N_("Date"), _names("datum, svarsdatum, date")),
    _ID,
)

COLUMNS: dict[ImportKind, tuple[Column, ...]] = {
    ImportKind.LOG: LOG,
    ImportKind.ACTIONS: ACTIONS,
    ImportKind.RESPONSES: RESPONSES,
}
NEEDED: dict[ImportKind, tuple[frozenset[str], ...]] = {
    ImportKind.LOG: (frozenset({"action"}), frozenset({"done_on"})),
    ImportKind.ACTIONS: (frozenset({"title"}),),
    ImportKind.RESPONSES: (frozenset({"text", "rating", "themes"}),),
}
"""At least one column of each set must be there."""


def normalised(heading: Cell) -> str:
    """A heading as it is compared: no case, unit, spaces or punctuation. "Antal (st)*" → antal."""
    text = re.sub(r"\(.*?\)|\[.*?\]", "", text_of(heading)).casefold()
    return "".join(c for c in text if c.isalnum())


_ALL_NAMES = frozenset(
    normalised(name) for columns in COLUMNS.values() for column in columns for name in column.names
)


def known_headings(cells: Iterable[Cell]) -> int:
    """How many of the cells are headings of some kind of list."""
    return len({normalised(cell) for cell in cells} & _ALL_NAMES)


def column_places(kind: ImportKind, cells: Sequence[Cell]) -> dict[str, int]:
    """Which cell of a heading row names which field; surer names win over vaguer ones."""
    headings = [normalised(cell) for cell in cells]
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        for name in map(normalised, column.names):
            if name in headings and headings.index(name) not in places.values():
                places[column.field] = headings.index(name)
                break
    return places


def is_enough(kind: ImportKind, fields: Iterable[str]) -> bool:
    """Whether the columns that must be there are."""
    return all(needed & set(fields) for needed in NEEDED[kind])
