"""Which rows of a log form came in before, and which of these have been corrected since.

A form is copied: two people fill in their own copies, one person begins on a blank copy each
month, rows are copied, sorted and used anew. So a row's key alone says little. This is the rule:

1. A file is a later state of a copy that came in before when it repeats at least one of that
   copy's rows exactly; of several the one that it repeats most of. What somebody else signed is
   never of the same copy.
2. In that copy a row that says the same as before is known, wherever it stands by now. Another
   with a known key is a correction when it is about the same day, or differs only by a day that
   was easily mistaken; else the row was used anew, and what it says is new.
3. A file that repeats no row is another copy, and all its rows are new. But a row with a known
   key about the same action on the same day is a correction if the same person filled it in, and
   left out if nobody wrote who did: it may be either.
4. A correction reaches an entry only while that is as the import left it.

What the book needs for this stands in the entries' own source keys.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.action import LogEntry
from tracker.models.search import folded
from tracker.services.log import LogFields
from tracker.services.spreadsheet.form_marks import RowKey

_PREFIX = "form"
_PARTS = 7
_NOBODY, _NO_DATE = "-", "-"
_SHORT = 12
_EASILY_MISTAKEN = timedelta(3)


class Fate(Enum):
    """What becomes of a row."""

    NEW = auto()
    REUSED = auto()
    """New, though its key came in before with something else."""
    KNOWN = auto()
    CORRECTED = auto()
    CHANGED_IN_BOOK = auto()
    """Corrected, but somebody has changed the entry in the book."""
    UNSURE = auto()
    """A correction or somebody else's; nobody wrote who filled it in."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row as it was read: its key, what it says, who filled it in, and a chosen occasion."""

    key: RowKey
    fields: LogFields
    writer: str = ""
    occasion: date | None = None

    @property
    def says(self) -> tuple[str, str]:
        """What tells it from other rows."""
        return digest_of(self.fields), _NO_DATE if self.occasion is None else str(self.occasion)


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a row, the entry it is about, and the key it is to be known by."""

    fate: Fate
    source_key: str
    entry: LogEntry | None = None
    like: date | None = None
    """Of a new row, on which other day the same row said all the same before."""


@dataclass(frozen=True, slots=True)
class _Imported:
    """An entry that a form's row brought in, with what its source key tells."""

    entry: LogEntry
    row: str
    copy: str
    writer: str
    says: tuple[str, str]

    @property
    def is_untouched(self) -> bool:
        return digest_of(_fields_of(self.entry)) == self.says[0]

    def may_be_of(self, name: str) -> bool:
        """Whether the person may have filled it in, as far as anybody wrote who did."""
        return _NOBODY in (self.writer, _writer(name)) or self.writer == _writer(name)


def digest_of(fields: LogFields) -> str:
    """What an entry says, in short. Who logged it and from which file is not part of that."""
    said = (
        fields.action_id,
        fields.done_on,
        f"{fields.quantity.normalize():f}",
        fields.minutes,
        fields.people,
        fields.place,
        fields.result,
        fields.note,
        fields.internal,
    )
    return _short("\x1f".join(map(str, said)), 2 * _SHORT)


def judge(session: Session, rows: Sequence[FormRow]) -> list[Judged]:
    """What becomes of each row, in the same order, without changing the book."""
    by_code: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        by_code[row.key.code].append(place)
    judged: dict[int, Judged] = {}
    for code, places in by_code.items():
        found = _Judge(_imported(session, code), [rows[place] for place in places]).judged()
        judged.update(zip(places, found, strict=True))
    return [judged[place] for place in range(len(rows))]


class _Judge:
    """The rows of one form in a file, against what that form brought in before."""

    def __init__(self, imported: Sequence[_Imported], rows: Sequence[FormRow]) -> None:
        self._rows = rows
        self._imported = imported
        self._taken = {item.entry.source_key for item in imported}
        self._repeated = self._repeated_copy()
        self._copy = self._repeated or self._new_copy()
        self._left = [item for item in imported if self._repeated in ("", item.copy)]
        self._judged: dict[int, Judged] = {}

    def judged(self) -> list[Judged]:
        self._find_known(lambda row, item: item.row == str(row.key) and item.says == row.says)
        self._find_known(lambda row, item: item.says == row.says)
        for place, row in enumerate(self._rows):
            if place not in self._judged:
                self._judged[place] = self._changed(row) if self._repeated else self._other(row)
        return [self._judged[place] for place in range(len(self._rows))]

    def _repeated_copy(self) -> str:
        """The copy of which most rows are repeated exactly; empty when none is."""
        copies: defaultdict[str, list[_Imported]] = defaultdict(list)
        for item in self._imported:
            copies[item.copy].append(item)
        repeated = {copy: self._repeated_of(items) for copy, items in copies.items()}
        most = max(repeated.values(), default=0)
        return min(copy for copy, count in repeated.items() if count == most) if most else ""

    def _repeated_of(self, items: Sequence[_Imported]) -> int:
        by_words: defaultdict[tuple[str, str], list[_Imported]] = defaultdict(list)
        for each in items:
            by_words[each.says].append(each)
        count = 0
        for row in self._rows:
            same = by_words[row.says]
            item = next((item for item in same if item.may_be_of(row.writer)), None)
            if item is not None:
                same.remove(item)
                count += 1
        return count

    def _new_copy(self) -> str:
        content = sorted(f"{row.key}{row.writer}{row.says}" for row in self._rows)
        return _short("\x1f".join(content))

    def _find_known(self, is_it: Callable[[FormRow, _Imported], bool]) -> None:
        for place, row in enumerate(self._rows):
            if place in self._judged:
                continue
            item = next((i for i in self._left if is_it(row, i) and i.may_be_of(row.writer)), None)
            if item is not None:
                self._left.remove(item)
                self._judged[place] = Judged(Fate.KNOWN, item.entry.source_key or "", item.entry)

    def _changed(self, row: FormRow) -> Judged:
        """A row of a copy that came in before, which says something else now or is new."""
        same_key = [
            item for item in self._left if item.row == str(row.key) and item.may_be_of(row.writer)
        ]
        for item in same_key:
            if _is_corrected(_fields_of(item.entry), row.fields):
                return self._correction(row, item)
        return self._new(row, Fate.REUSED if same_key else Fate.NEW)

    def _other(self, row: FormRow) -> Judged:
        """A row of a copy of which nothing is repeated."""
        for item in self._left:
            about = (item.entry.action_id, item.entry.done_on)
            if item.row != str(row.key) or about != (row.fields.action_id, row.fields.done_on):
                continue
            if not row.writer:
                self._left.remove(item)
                return Judged(Fate.UNSURE, "", item.entry)
            if _writer(row.writer) == item.writer:
                return self._correction(row, item)
        return replace(self._new(row, Fate.NEW), like=self._other_day(row))

    def _other_day(self, row: FormRow) -> date | None:
        """The day on which the row came in before, saying the same of another day."""
        days = [
            item.entry.done_on
            for item in self._left
            if item.row == str(row.key)
            and item.may_be_of(row.writer)
            and item.says[0] == digest_of(replace(row.fields, done_on=item.entry.done_on))
        ]
        return max(days, default=None)

    def _correction(self, row: FormRow, item: _Imported) -> Judged:
        self._left.remove(item)
        if not item.is_untouched:
            return Judged(Fate.CHANGED_IN_BOOK, "", item.entry)
        return Judged(Fate.CORRECTED, self._source_key(row, item.copy), item.entry)

    def _new(self, row: FormRow, fate: Fate) -> Judged:
        return Judged(fate, self._source_key(row, self._copy))

    def _source_key(self, row: FormRow, copy: str) -> str:
        """Rows that say the same are told apart by a number."""
        parts = (_PREFIX, str(row.key), copy, _writer(row.writer), *row.says)
        number = 1
        while (key := ":".join((*parts, str(number)))) in self._taken:
            number += 1
        self._taken.add(key)
        return key


def _is_corrected(before: LogFields, now: LogFields) -> bool:
    """Whether the row may well tell of the same deed, rather than have been used for another."""
    if before.done_on == now.done_on:
        return True
    first, second = before.done_on, now.done_on
    is_near = abs(first - second) <= _EASILY_MISTAKEN
    is_other_year = (first.month, first.day) == (second.month, second.day)
    return (is_near or is_other_year) and digest_of(before) == digest_of(
        replace(now, done_on=first)
    )


def _imported(session: Session, code: str) -> list[_Imported]:
    """What a form brought in that the book still has, in the order that it came."""
    found = session.scalars(
        select(LogEntry)
        .where(LogEntry.source_key.startswith(f"{_PREFIX}:{code}/", autoescape=True))
        .order_by(LogEntry.id)
    )
    return [item for entry in found if (item := _told(entry)) is not None]


def _told(entry: LogEntry) -> _Imported | None:
    parts = (entry.source_key or "").split(":")
    if len(parts) != _PARTS:
        return None
    _prefix, row, copy, writer, digest, occasion, _number = parts
    return _Imported(entry, row, copy, writer, (digest, occasion))


def _fields_of(entry: LogEntry) -> LogFields:
    return LogFields(
        action_id=entry.action_id,
        done_on=entry.done_on,
        quantity=entry.quantity,
        minutes=entry.minutes,
        people=entry.people,
        place=entry.place,
        result=entry.result,
        note=entry.note,
        internal=entry.internal,
    )


def _writer(name: str) -> str:
    return _short(folded(name)) if name.strip() else _NOBODY


def _short(text: str, length: int = _SHORT) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
