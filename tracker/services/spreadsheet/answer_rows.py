"""Reads the rows of a file of answers by a map, and says of those that can't be read why not."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

from tracker.models.errors import Ambiguous, Invalid, TrackerError
from tracker.models.search import folded
from tracker.services.check import Finding
from tracker.services.spreadsheet.answer_file import AnswerFile, texts
from tracker.services.spreadsheet.dates_and_numbers import parse_date, parse_whole, parse_yes_no
from tracker.services.spreadsheet.headings import normalised
from tracker.services.spreadsheet.reading import Row
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role
from tracker.services.surveys import ResponseFields, check_response

T = TypeVar("T")

# A book's ids have their copy's number in the high bits, so they are never short.
_BOOK_ID = re.compile("[0-9]{13,19}")


class Answer(NamedTuple):
    """One row. `survey` is what its own column says; `contents` the whole row, to know it by.

    `row_id` is its id where the list was exported from a book.
    """

    text: str | None
    rating: int | None
    themes: tuple[str, ...]
    place: str | None
    group: str | None
    answered_on: date | None
    deidentified: bool
    coder: str | None
    survey: str
    row_id: int | None
    contents: str


class _Parsed(dict[str, T]):
    """What each text means, worked out once: most columns say few different things."""

    def __init__(self, parse: Callable[[str], T]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: str) -> T:
        value = self[text] = self._parse(text)
        return value


class AnswerReader:
    """Reads rows of one file. `problems` gathers what is wrong with those left out."""

    def __init__(self, file: AnswerFile, columns: ResponseMap) -> None:
        self.problems: list[Finding] = []
        self._file = file.name
        self._map = columns
        self._width = len(file.headings)
        words = {folded(word): rating or None for word, rating in columns.rating_words}
        self._ratings: _Parsed[int | None] = _Parsed(lambda text: _rating(text, words))
        self._dates: _Parsed[date | None] = _Parsed(lambda text: parse_date(text) if text else None)
        self._ticks: _Parsed[bool] = _Parsed(parse_yes_no)
        self._texts = columns.of(Role.TEXT)
        self._themes = [
            (place, _Parsed(_splitter(columns.columns[place]))) for place in columns.of(Role.THEMES)
        ]
        self._single = {role: (columns.of(role) or [self._width])[0] for role in Role}
        # By heading, so that moved or empty columns do not make it another row.
        self._order = sorted(
            (normalised(heading), place) for place, heading in enumerate(file.headings)
        )

    def read(self, sheet: str, row: Row) -> Answer | None:
        """The row's answer; None for one that can't be read."""
        cells = (*texts(row.cells, self._width), "")
        found: list[Finding] = []

        def parsed(role: Role, parse: _Parsed[T]) -> T | None:
            try:
                return parse[cells[self._single[role]]]
            except TrackerError as error:
                found.append(self._finding(error, sheet, row, self._single[role]))
                return None

        rating = parsed(Role.RATING, self._ratings)
        day = parsed(Role.DATE, self._dates)
        ticked = parsed(Role.DEIDENTIFIED, self._ticks)
        themes = [theme for place, parse in self._themes for theme in parse[cells[place]]]
        text = self._text(cells)
        if not found:
            try:
                check_response(ResponseFields(text, rating=rating, themes=tuple(themes)))
            except TrackerError as error:
                place = self._single[Role.RATING] if error.code == "response.rating" else None
                found.append(self._finding(error, sheet, row, place))
        if found:
            self.problems += found
            return None
        return Answer(
            text,
            rating,
            tuple(dict.fromkeys(themes)),
            cells[self._single[Role.PLACE]] or None,
            cells[self._single[Role.GROUP]] or None,
            day,
            bool(ticked),
            self._coder(cells, themes),
            cells[self._single[Role.SURVEY]],
            int(key) if _BOOK_ID.fullmatch(key := cells[self._single[Role.KEY]]) else None,
            self._contents(cells),
        )

    def refuse(self, error: TrackerError, sheet: str, row: Row, role: Role) -> None:
        """Remember that the row can't be used after all, because of the column with that role."""
        self.problems.append(self._finding(error, sheet, row, self._single[role]))

    def _text(self, cells: tuple[str, ...]) -> str | None:
        if len(self._texts) == 1:
            return cells[self._texts[0]] or None
        parts = [
            _labelled(self._map.columns[place].heading, cells[place])
            for place in self._texts
            if cells[place]
        ]
        return "\n".join(parts) or None

    def _coder(self, cells: tuple[str, ...], themes: list[str]) -> str | None:
        """Who read it for themes: whoever the file says, else the file itself if it has any."""
        place = self._single[Role.CODER]
        if place < self._width:
            return cells[place] or None
        return self._file if themes else None

    def _contents(self, cells: tuple[str, ...]) -> str:
        named = sorted((heading, cells[place]) for heading, place in self._order if cells[place])
        return "\x1f".join(f"{heading}={text}" for heading, text in named)

    def _finding(self, error: TrackerError, sheet: str, row: Row, place: int | None) -> Finding:
        params: dict[str, object] = {**error.params, "file": self._file, "row": row.number}
        if isinstance(error, Invalid) and error.field is not None:
            params["field"] = error.field
        if isinstance(error, Ambiguous):
            params["candidates"] = error.candidates
        if sheet:
            params["sheet"] = sheet
        if place is not None and place < self._width:
            params["column"] = self._map.columns[place].heading
        return Finding(error.code, params)


def _rating(text: str, words: dict[str, int | None]) -> int | None:
    if not text:
        return None
    word = folded(text)
    return words[word] if word in words else parse_whole(text)


def _splitter(column: ColumnMap) -> Callable[[str], tuple[str, ...]]:
    separators = re.compile(rf"\s*[{re.escape(column.split)}\n]\s*")

    def split(text: str) -> tuple[str, ...]:
        if column.theme:
            return (column.theme,) if parse_yes_no(text) else ()
        return tuple(filter(None, separators.split(text)))

    return split


def _labelled(heading: str, text: str) -> str:
    return f"{heading} {text}" if heading.endswith(("?", ":", ".", "!")) else f"{heading}: {text}"
