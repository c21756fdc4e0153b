"""Guesses what the columns of an unknown file of answers are, by their headings and contents."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.services.check import Finding
from tracker.services.spreadsheet.headings import ImportKind, column_places
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role

_KNOWN = {
    "text": Role.TEXT,
    "rating": Role.RATING,
    "themes": Role.THEMES,
    "place": Role.PLACE,
    "respondent_group": Role.GROUP,
    "deidentified": Role.DEIDENTIFIED,
    "survey": Role.SURVEY,
    "coded_by": Role.CODER,
    "answered_on": Role.DATE,
    "id": Role.KEY,
}
_ANY_SEPARATOR = ",;/"


@dataclass(frozen=True, slots=True)
class Guess:
    """A map, and for each column what is worth saying about the guess, if anything."""

    map: ResponseMap
    remarks: tuple[Finding | None, ...]


def guess_columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """The likeliest role of each column, from its heading and the texts in the first rows."""
    places = column_places(ImportKind.RESPONSES, headings)
    roles = {place: _KNOWN[field] for field, place in places.items()}
    columns = tuple(
        ColumnMap(heading, roles.get(at, Role.IGNORED), _ANY_SEPARATOR)
        for at, heading in enumerate(headings)
    )
    return Guess(ResponseMap(columns), (None,) * len(columns))
