"""What the columns of a file of answers mean: guessed, looked over by a person, remembered."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tracker.models.errors import Invalid
from tracker.services.spreadsheet.ratings import HIGHEST, NO_RATING


class Role(StrEnum):
    """What a column is to an answer. A `SURVEY` names the survey that its row belongs to.

    A `CODER` says who read it for themes. A `KEY` is the survey tool's own number, by which answers
    that are equal otherwise are told apart and one that was corrected is recognised; only a digest
    of it is kept.
    """

    TEXT = "text"
    RATING = "rating"
    THEMES = "themes"
    PLACE = "place"
    GROUP = "group"
    DATE = "date"
    DEIDENTIFIED = "deidentified"
    SURVEY = "survey"
    CODER = "coder"
    KEY = "key"
    IGNORED = "ignored"


SINGLE = frozenset(Role) - {Role.TEXT, Role.THEMES, Role.IGNORED}
"""The roles that one column at most can have."""
_KEYS = ("column", "rating_words")
_COLUMN_KEYS = ("heading", "role", "split", "theme")
# How tomllib names the place, but for what is missing at the very end.
_LINE = re.compile(r"at line ([0-9]+)")
_NEEDED = (Role.TEXT, Role.RATING, Role.THEMES)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One column. `split` holds the characters that part several themes in one cell.

    In a column of its own per choice a tick means `theme`.
    """

    heading: str
    role: Role
    split: str = ";"
    theme: str = ""


@dataclass(frozen=True, slots=True)
class ResponseMap:
    """A role for each column, in the file's order, and which rating a word in it stands for.

    `rating_words` are as in the file without case; `NO_RATING` is for words like "vet ej".
    """

    columns: tuple[ColumnMap, ...]
    rating_words: tuple[tuple[str, int], ...] = ()

    def of(self, role: Role) -> list[int]:
        """Where the columns with that role are."""
        return [place for place, column in enumerate(self.columns) if column.role is role]

    def check(self) -> None:
        """Raise `Invalid` when no answer could come of it, or two columns would be one value."""
        if not any(column.role in _NEEDED for column in self.columns):
            raise Invalid("map.nothing")
        for role in SINGLE:
            headings = tuple(self.columns[place].heading for place in self.of(role))
            if len(headings) > 1:
                raise Invalid("map.several", headings=headings)
        for word, rating in self.rating_words:
            if not NO_RATING <= rating <= HIGHEST:
                raise Invalid("map.rating_word", text=word, value=rating)

    def arranged(self, headings: Sequence[str]) -> "ResponseMap":
        """The same map in the order of a file's headings.

        Raises `Invalid` that names the columns that either side lacks.
        """
        mine = Counter(_same(column.heading) for column in self.columns)
        theirs = Counter(map(_same, headings))
        if mine != theirs:
            missing = _named((column.heading for column in self.columns), mine - theirs)
            unknown = _named(headings, theirs - mine)
            only = "map.missing_columns" if missing else "map.unknown_columns"
            both = missing and unknown
            raise Invalid("map.other_columns" if both else only, missing=missing, unknown=unknown)
        waiting: dict[str, list[ColumnMap]] = {}
        for column in self.columns:
            waiting.setdefault(_same(column.heading), []).append(column)
        ordered = tuple(waiting[_same(heading)].pop(0) for heading in headings)
        return ResponseMap(ordered, self.rating_words)

    def to_json(self) -> str:
        """As a survey remembers it."""
        return json.dumps(self._data(), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "ResponseMap":
        """What `to_json` wrote. Raises `Invalid` for anything else."""
        try:
            return cls._from(json.loads(text))
        except ValueError as error:
            raise Invalid("map.unreadable") from error

    def to_toml(self) -> str:
        """As a file for a person to edit."""
        lines = [f"# role: {', '.join(Role)}"]
        for column in self._data()["column"]:
            lines += ["", "[[column]]"]
            lines += [f"{name} = {_quoted(value)}" for name, value in column.items()]
        if self.rating_words:
            lines += ["", "[rating_words]"]
            lines += [f"{_quoted(word)} = {rating}" for word, rating in self.rating_words]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, text: str) -> "ResponseMap":
        """What `to_toml` wrote. Raises `Invalid` for anything else: which line, or which word."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = _LINE.search(str(error))
            number = int(line[1]) if line else text.rstrip().count("\n") + 1
            raise Invalid("map.line", number=number) from error
        try:
            _check_keys(data)
            return cls._from(data)
        except ValueError as error:
            raise Invalid("map.unreadable") from error

    def _data(self) -> dict[str, Any]:
        columns = []
        for column in self.columns:
            data = {"heading": column.heading, "role": column.role.value}
            if column.role is Role.THEMES:
                data |= {"theme": column.theme} if column.theme else {"split": column.split}
            columns.append(data)
        return {"column": columns, "rating_words": dict(self.rating_words)}

    @classmethod
    def _from(cls, data: Any) -> "ResponseMap":
        try:
            columns = tuple(
                ColumnMap(
                    _text(column["heading"]),
                    _role(column),
                    _text(column.get("split", ";")),
                    _text(column.get("theme", "")),
                )
                for column in data["column"]
            )
            words: Mapping[str, Any] = data.get("rating_words", {})
            ratings = tuple((word, _whole(rating)) for word, rating in words.items())
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("not a map") from error
        return cls(columns, ratings)


def _check_keys(data: Mapping[str, Any]) -> None:
    """A person's slip of the pen would otherwise be a setting that is passed over."""
    columns = data.get("column")
    listed = columns if isinstance(columns, list) else []
    tables = [column for column in listed if isinstance(column, dict)]
    for table, known in ((data, _KEYS), *((column, _COLUMN_KEYS) for column in tables)):
        for key in table:
            if key not in known:
                raise Invalid("map.key", text=key, choices=known)


def _role(column: Mapping[str, Any]) -> Role:
    role = column["role"]
    if role not in list(Role):
        choices = tuple(known.value for known in Role)
        raise Invalid("map.role", heading=column["heading"], text=str(role), choices=choices)
    return Role(role)


def _same(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _named(headings: Iterable[str], wanted: Counter[str]) -> tuple[str, ...]:
    left = wanted.copy()
    found = []
    for heading in headings:
        if left[_same(heading)] > 0:
            left[_same(heading)] -= 1
            found.append(heading)
    return tuple(found)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a whole number")
    return value


def _quoted(text: str) -> str:
    """A TOML basic string, which is JSON's but for one character (toml.io/en/v1.0.0#string)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
