"""What can be seen of a column in its first rows: what its texts look like, taken together."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracker.models.enums import Hint
from tracker.models.errors import TrackerError
from tracker.models.personal_data import looks_personal
from tracker.models.search import folded
from tracker.services.spreadsheet.answer_dates import parse_day
from tracker.services.spreadsheet.ratings import HIGHEST, rating_of

_DIGITS = re.compile(r"[-–−]?[0-9]{1,9}(?:[.,][0-9]+)?", re.ASCII)
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/(?:[0-9]{2}){1,2}(?:\s.*)?")
_TOKEN = re.compile(r"(?=.*[0-9])[0-9A-Za-z_-]{6,64}|\{?[0-9a-fA-F-]{32,36}\}?")
_TICKS = frozenset({"x", "1", "ja", "yes", "true", "sant", "vald", "valt", "✓", "✔", "checked"})
_NO_TICKS = frozenset({"0", "nej", "no", "false", "falskt", "ej vald", "ej valt", "-", "unchecked"})
_CONTACT = frozenset({Hint.EMAIL, Hint.PHONE, Hint.IDENTITY_NUMBER})
_LONGEST_CHOICE = 60
# A choice that several made; what fewer wrote may be anybody's own words.
_RECURS = 3


@dataclass(frozen=True)
class ColumnFacts:
    """The texts of one column's first rows that say anything, and how many rows there were."""

    heading: str
    filled: Sequence[str]
    rows: int

    @cached_property
    def distinct(self) -> int:
        """How many different texts there are."""
        return len(self._counts)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(map(folded, self.filled))

    def share(self, holds: Callable[[str], object]) -> float:
        """How large a part of the texts it holds for, from 0 to 1."""
        if not self.filled:
            return 0.0
        return sum(n for text, n in self._counts.items() if holds(text)) / len(self.filled)

    @cached_property
    def contacts(self) -> float:
        """The share that is somebody's address or number."""
        return self.share(_is_contact)

    @cached_property
    def numbers(self) -> float:
        """The share that is a number and nothing else."""
        return self.share(_DIGITS.fullmatch)

    @cached_property
    def largest(self) -> int:
        """The largest whole number."""
        return max((int(text) for text in self._counts if text.isdecimal()), default=0)

    @cached_property
    def ratings(self) -> float:
        """The share that can be read as a rating from 1 to 5, or as not knowing."""
        return self.share(is_rating)

    @cached_property
    def scores(self) -> float:
        """The share that is a rating, or a number that can have been meant as one."""
        return self.share(lambda text: is_rating(text) or _DIGITS.fullmatch(text))

    @cached_property
    def no_ratings(self) -> int:
        """How many different texts can not."""
        return sum(1 for text in self._counts if not is_rating(text))

    @cached_property
    def dates(self) -> float:
        """The share that is a day, with or without the time."""
        return self.share(_is_day)

    @cached_property
    def month_first(self) -> bool:
        """Whether a date is there that can only have been written month first."""
        return any(_MONTH_FIRST.fullmatch(text) for text in self._counts)

    @cached_property
    def ticks(self) -> float:
        """The share that is a tick or the lack of one."""
        return self.share(lambda text: text in _TICKS or text in _NO_TICKS)

    @cached_property
    def has_ticks_only(self) -> bool:
        """Whether a tick, or nothing, is all it holds."""
        return self.ticks == 1 and not {"ja", "yes", "nej", "no"} & self._counts.keys()

    def says(self, choice: str) -> bool:
        """Whether its ticks are the choice itself, written out."""
        return self.share(lambda text: text == folded(choice) or text in _TICKS) == 1

    @cached_property
    def words(self) -> float:
        """How many words a text has on average."""
        if not self.filled:
            return 0.0
        return sum(len(text.split()) for text in self.filled) / len(self.filled)

    @cached_property
    def is_token(self) -> bool:
        """Whether every text is another number or code."""
        return self.distinct == len(self.filled) > 0 and (
            self.share(lambda text: text.isdecimal() or _TOKEN.fullmatch(text)) == 1
        )

    @cached_property
    def is_long_token(self) -> bool:
        """Whether every row has another number or code that nobody would count up to."""
        return (
            self.is_token
            and 1 < len(self.filled) == self.rows
            and self.share(_TOKEN.fullmatch) == 1
        )

    @cached_property
    def is_choice(self) -> bool:
        """Whether few short texts come again and again."""
        return (
            0 < self.distinct < len(self.filled)
            and self.distinct <= max(2, min(30, len(self.filled) // 2))
            and max(map(len, self._counts)) <= _LONGEST_CHOICE
        )

    def splits(self, separator: str) -> bool:
        """Whether the cells are lists of recurring choices with `separator` between them."""
        several = [text for text in self.filled if separator in text.strip(separator)]
        if not several:
            # Microsoft Forms ends even a single choice with one.
            return bool(self.filled) and self.share(lambda text: text.endswith(separator)) == 1
        parts = [
            folded(part) for text in self.filled for part in text.split(separator) if part.strip()
        ]
        counts = Counter(parts)
        recurring = sum(n for n in counts.values() if n >= min(_RECURS, len(self.filled) // 2))
        return recurring >= 0.8 * len(parts) and all(
            len(part) <= _LONGEST_CHOICE for part, n in counts.items() if n >= _RECURS
        )


def is_rating(text: str) -> bool:
    """Whether a text is a rating from 1 to 5, in digits or in words we know."""
    if text.isdecimal():
        return text.isascii() and len(text) == 1 and 1 <= int(text) <= HIGHEST
    return rating_of(text) is not None


def _is_contact(text: str) -> bool:
    """The whole of it, or nearly: a phone number in a long answer does not make it one."""
    found = sum(len(words) for hint, words in looks_personal(text) if hint in _CONTACT)
    return found >= 0.7 * len(text)


def _is_day(text: str) -> bool:
    if text.isdecimal():
        return False
    try:
        parse_day(text)
    except TrackerError:
        return False
    return True
