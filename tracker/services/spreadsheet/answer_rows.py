"""Reads the rows of a file of answers by a map, and says of those that can't be read why not."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from tracker.models.errors import Ambiguous, Invalid, TrackerError
from tracker.models.search import folded
from tracker.services.check import Finding
from tracker.services.spreadsheet.answer_dates import parse_day
from tracker.services.spreadsheet.answer_file import AnswerFile
from tracker.services.spreadsheet.dates_and_numbers import parse_yes_no
from tracker.services.spreadsheet.headings import normalised
from tracker.services.spreadsheet.ratings import NO_RATING, parse_rating
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role

T = TypeVar("T")

# A book's ids have their copy's number in the high bits, so they are never short.
_BOOK_ID = re.compile("[0-9]{13,19}")
# What somebody wrote beside "annat" is an answer in words, not an entry of a code book.
_LONGEST_THEME = 60
_Choices = tuple[tuple[str, ...], str]


class Answer(NamedTuple):
    """One row. `survey` is what its own column says; `contents` the whole row, to know it by.

    `row_id` is its id where the list was exported from a book; it may then say nothing, for the
    words of an answer that identifies somebody stay in the book. `tool_number` is the survey tool's
    own for the answer, `number` the row's in the sheet.
    """

    text: str | None
    place: str | None
    rating: int | None
    group: str | None
    answered_on: date | None
    deidentified: bool
    coder: str | None
    themes: tuple[str, ...]
    survey: str
    row_id: int | None
    tool_number: str
    contents: str
    number: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take in."""
        return self.text is None and self.rating is None and not self.themes


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
        self._headings = file.headings
        self._width = len(file.headings)
        words = {folded(word): rating for word, rating in columns.rating_words}
        self._ratings: _Parsed[int | None] = _Parsed(lambda text: _rating(text, words))
        self._days: _Parsed[date | None] = _Parsed(lambda text: parse_day(text) if text else None)
        self._ticks: _Parsed[bool] = _Parsed(parse_yes_no)
        self._texts = columns.of(Role.TEXT)
        self._themes: list[tuple[int, _Parsed[_Choices]]] = [
            (place, _Parsed(_choices(columns.columns[place]))) for place in columns.of(Role.THEMES)
        ]
        self._text_at = self._texts[0] if len(self._texts) == 1 else None

        def at(role: Role) -> int:
            # A role that no column has is read from an empty cell after the last one.
            return (columns.of(role) or [self._width])[0]

        self._rating_at, self._day_at = at(Role.RATING), at(Role.DATE)
        self._tick_at, self._coder_at = at(Role.DEIDENTIFIED), at(Role.CODER)
        self._place_at, self._group_at = at(Role.PLACE), at(Role.GROUP)
        self._survey_at, self._key_at = at(Role.SURVEY), at(Role.KEY)
        # By heading, so that moved or empty columns do not make it another row.
        self._named = sorted(
            (f"{normalised(heading)}=", place) for place, heading in enumerate(file.headings)
        )
        self._has_twins = len({heading for heading, _place in self._named}) < self._width

    def read(self, sheet: str, number: int, cells: list[str]) -> Answer | None:
        """The row's answer; None for one that can't be read. `cells` are used up."""
        is_wider = len(cells) > self._width and any(cells[self._width :])
        if len(cells) != self._width:
            cells[self._width :] = [""] * (self._width - len(cells))
        # What a role is read from that no column has.
        cells.append("")
        try:
            rating = self._ratings[cells[self._rating_at]]
            day = self._days[cells[self._day_at]]
            ticked = self._ticks[cells[self._tick_at]]
            themes, others = self._chosen(cells) if self._themes else ((), ())
        except TrackerError:
            self._say_what_is_wrong(sheet, number, cells, is_wider=is_wider)
            return None
        if is_wider:
            self._say_what_is_wrong(sheet, number, cells, is_wider=True)
            return None
        text = cells[self._text_at] if self._text_at is not None and not others else None
        if text is None:
            text = self._joined(cells, others)
        key = cells[self._key_at]
        row_id = int(key) if len(key) > 12 and _BOOK_ID.fullmatch(key) else None
        if row_id is None and not text and rating is None and not themes:
            self.refuse_empty(sheet, number)
            return None
        return Answer(
            text or None,
            cells[self._place_at] or None,
            rating,
            cells[self._group_at] or None,
            day,
            ticked,
            self._coder(cells, themes),
            themes,
            cells[self._survey_at],
            row_id,
            key,
            self._contents(cells),
            number,
        )

    def refuse(self, error: TrackerError, sheet: str, numbers: Iterable[int]) -> None:
        """Remember rows that can't be used after all, because of the survey that they name."""
        self.problems += [
            self._finding(error, sheet, number, self._survey_at) for number in numbers
        ]

    def number_known(self, sheet: str, number: int) -> Finding:
        """That the answer's own number came in before, with something else in its row."""
        return self._finding(Invalid("import.number_known"), sheet, number, self._key_at)

    def refuse_empty(self, sheet: str, number: int) -> None:
        """Remember that the row says nothing."""
        self.problems.append(self._finding(Invalid("response.empty"), sheet, number, None))

    def _chosen(self, cells: Sequence[str]) -> tuple[tuple[str, ...], Sequence[tuple[int, str]]]:
        """The themes, and what else stands among them, by column."""
        if len(self._themes) == 1:
            place, parse = self._themes[0]
            themes, other = parse[cells[place]]
            return themes, [(place, other)] if other else ()
        found: list[str] = []
        others = []
        for place, parse in self._themes:
            themes, other = parse[cells[place]]
            found += themes
            if other:
                others.append((place, other))
        return tuple(dict.fromkeys(found)), others

    def _joined(self, cells: Sequence[str], others: Sequence[tuple[int, str]]) -> str:
        """The free texts in order, each with its question where there can be several."""
        said = [(place, cells[place]) for place in self._texts if cells[place]]
        return "\n".join(
            _labelled(self._headings[place], text) for place, text in sorted([*said, *others])
        )

    def _contents(self, cells: Sequence[str]) -> str:
        if self._has_twins:
            named = [(start, cells[place]) for start, place in self._named if cells[place]]
            return "\x1f".join([start + text for start, text in sorted(named)])
        return "\x1f".join([start + cells[place] for start, place in self._named if cells[place]])

    def _coder(self, cells: Sequence[str], themes: tuple[str, ...]) -> str | None:
        """Who read it for themes: whoever the file says, else the file itself if it has any."""
        if self._coder_at < self._width:
            return cells[self._coder_at] or None
        return self._file if themes else None

    def _say_what_is_wrong(
        self, sheet: str, number: int, cells: Sequence[str], *, is_wider: bool
    ) -> None:
        parsers: list[tuple[int, _Parsed[Any]]] = [
            (self._rating_at, self._ratings),
            (self._day_at, self._days),
            (self._tick_at, self._ticks),
            *self._themes,
        ]
        for place, parse in parsers:
            try:
                parse[cells[place]]
            except TrackerError as error:
                self.problems.append(self._finding(error, sheet, number, place))
        if is_wider:
            # A separator in a text without quotation marks moves all that follows it.
            wider = Invalid("input.more_cells", count=self._width)
            self.problems.append(self._finding(wider, sheet, number, None))

    def _finding(self, error: TrackerError, sheet: str, number: int, place: int | None) -> Finding:
        params: dict[str, object] = {**error.params, "file": self._file, "row": number}
        if isinstance(error, Invalid) and error.field is not None:
            params["field"] = error.field
        if isinstance(error, Ambiguous):
            params["candidates"] = error.candidates
        if sheet:
            params["sheet"] = sheet
        if place is not None and place < self._width:
            params["column"] = self._headings[place]
        return Finding(error.code, params)


def _rating(text: str, words: dict[str, int]) -> int | None:
    if not text:
        return None
    said = folded(text)
    rating = words[said] if said in words else parse_rating(text)
    return None if rating == NO_RATING else rating


def _choices(column: ColumnMap) -> Callable[[str], _Choices]:
    separators = re.compile(f"[{re.escape(column.split)}\n]")

    def ticked(text: str) -> _Choices:
        # Some tools write the choice itself where others tick it.
        is_chosen = folded(text) == folded(column.theme) or parse_yes_no(text)
        return ((column.theme,) if is_chosen else ()), ""

    def split(text: str) -> _Choices:
        parts = [part for part in map(str.strip, separators.split(text)) if part]
        themes = tuple(dict.fromkeys(part for part in parts if len(part) <= _LONGEST_THEME))
        return themes, " ".join(part for part in parts if len(part) > _LONGEST_THEME)

    return ticked if column.theme else split


def _labelled(heading: str, text: str) -> str:
    return f"{heading} {text}" if heading.endswith(("?", ":", ".", "!")) else f"{heading}: {text}"
