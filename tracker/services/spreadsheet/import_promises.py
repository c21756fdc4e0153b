"""Which promise a list's rows belong to, and the drafts for those that the book lacks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.i18n import _
from tracker.messages import shortened
from tracker.models.errors import Invalid, NotFound
from tracker.models.organisation import Agreement, Municipality, PoliceArea
from tracker.models.promise import Promise
from tracker.models.search import folded
from tracker.models.unit_of_work import Transaction
from tracker.services.agreements import AgreementFields, add_agreement_in, first_agreement
from tracker.services.check import Finding
from tracker.services.naming import PromiseName, find_promise, one_promise, promise_names
from tracker.services.promises import AddPromise, PromiseFields, add_promise_in

# "L1 Förbättra utemiljön", "Löfte 1: …", "1. …". A longer number alone is a year or a quantity.
_NUMBERED = re.compile(
    r"(?:(?:l|löfte|promise)\s*([0-9]{1,4})|([0-9]{1,2}))"
    r"(?:\s*[.:)](?![0-9])\s*|\s*[–—-]\s+|\s+|$)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHOWN = 8

NamedBy = tuple[PromiseName, Iterable[date | None]]
"""A promise that a row belongs to, and the row's dates."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An agreement that drafts can stand under; without `id` it is `new`."""

    id: int | None
    start: date
    end: date
    numbers: frozenset[int] = frozenset()
    new: AgreementFields | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """The promises to add, each known by the stand-in that the list's rows were given."""

    _place: _Place | None = None
    _promises: tuple[PromiseName, ...] = ()

    def notes(self) -> list[Finding]:
        """What is added, for whoever imports."""
        if self._place is None:
            return []
        shown = tuple(shortened(str(promise)) for promise in self._promises[:_SHOWN])
        more = ("…",) if len(self._promises) > _SHOWN else ()
        params = {"count": len(self._promises), "candidates": shown + more}
        notes = [Finding("import.promises_added", params)]
        if self._place.new is not None:
            notes.append(Finding("import.agreement_added", {"text": self._place.new.title}))
        return notes

    def add(self, tx: Transaction) -> dict[int, int]:
        """Add them. Returns the promise's id for each stand-in's."""
        if self._place is None:
            return {}
        place = self._place
        agreement_id = place.id if place.new is None else add_agreement_in(tx, place.new)
        assert agreement_id is not None
        added = {}
        for draft in self._promises:
            fields = PromiseFields(draft.title, draft.title, place.start, place.end)
            command = AddPromise(agreement_id, fields, number=draft.number)
            added[draft.id] = add_promise_in(tx, command)
        return added


class ListedPromises:
    """Finds the promise that a row names, or makes a stand-in for it with a negative id."""

    def __init__(self, session: Session) -> None:
        self._names = promise_names(session)
        self._drafts: list[PromiseName] = []
        self._said: dict[int, PromiseName] = {}
        self._taken: dict[str, PromiseName] = {}

    def named(self, text: str, day: date | None) -> PromiseName:
        """The promise called `text`, or a draft.

        A promise with that number but another title is another promise. A number alone makes a
        draft only in a book without promises. What was found by less
        than its whole name is told by `notes`. Raises `Ambiguous`, or `NotFound` for what can't
        be a promise's name.
        """
        text = " ".join(text.split())
        number, title = _parts(text)
        if number is None or any(folded(p.title) == folded(text) for p in self._names):
            found = self._by_words(text, day)
        elif title:
            found = self._said[number] = self._by_both(number, title, text, day)
        else:
            found = self._by_number(number, text, day)
        title = title or (found.title if number is not None else text)
        exact = folded(found.title) in (folded(title), folded(text))
        if found.id > 0 and not (exact and number in (None, found.number)):
            self._taken[text] = found
        return found

    def unnamed(self) -> PromiseName:
        """The one promise there is, or the draft for what belongs nowhere else.

        Raises `Invalid` when the row must say which promise it belongs to.
        """
        title = _("Imported actions")
        running = [promise for promise in self._names if not promise.ended]
        catching = [promise for promise in running if folded(promise.title) == folded(title)]
        if len(running) == 1 or catching:
            return (catching or running)[-1]
        if running:
            raise Invalid("import.promise_missing")
        return next((p for p in self._drafts if p.title == title), None) or self._draft(0, title)

    def notes(self) -> list[Finding]:
        """What was taken to be which promise."""
        return [
            Finding("import.promise_taken", {"text": text, "promise": shortened(str(promise))})
            for text, promise in self._taken.items()
        ]

    def drafts(self, session: Session, rows: Sequence[NamedBy], today: date) -> Drafts:
        """The drafts that `rows` need, under the agreement that fits their dates best."""
        used = {promise.id for promise, _days in rows}
        drafts = [draft for draft in self._drafts if draft.id in used]
        if not drafts:
            return Drafts()
        days = [
            day for promise, dates in rows if promise.id < 0 for day in dates if day is not None
        ]
        place = _place(session, days, today)
        return Drafts(place, tuple(_numbered(drafts, place.numbers)))

    def _by_words(self, text: str, day: date | None) -> PromiseName:
        try:
            return find_promise([*self._names, *self._drafts], text, on=day)
        except NotFound:
            if not any(character.isalpha() for character in text):
                raise
            return self._draft(0, text)

    def _by_number(self, number: int, text: str, day: date | None) -> PromiseName:
        if number in self._said:
            return self._said[number]
        found = [p for p in (*self._names, *self._drafts) if p.number == number]
        if not found and self._names:
            # A mere number says nothing of the promise it would make: in a book that has
            # promises it is more likely a slip.
            raise NotFound("promise.none", text=text)
        if not found:
            return self._draft(number, _("Promise {number}").format(number=number))
        return one_promise(found, text, on=day)

    def _by_both(self, number: int, title: str, text: str, day: date | None) -> PromiseName:
        every = (*self._names, *self._drafts)
        found = [p for p in every if p.number == number and _alike(p.title, title)]
        # Its number may have been taken when it came into the book.
        found = found or [p for p in self._names if folded(p.title) == folded(title)]
        return one_promise(found, text, on=day) if found else self._draft(number, title)

    def _draft(self, number: int, title: str) -> PromiseName:
        draft = PromiseName(-1 - len(self._drafts), number, title, date.min, date.max, ended=False)
        self._drafts.append(draft)
        return draft


def _parts(text: str) -> tuple[int | None, str]:
    """``L1 Förbättra utemiljön`` → 1 and the title; None and the text where no number is said."""
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return None, text
    title = match[3].strip()
    worded = any(character.isalpha() for character in title)
    return int(match[1] or match[2]), title if worded else ""


def _alike(one: str, other: str) -> bool:
    """Whether one title says no more than the other does."""
    first, second = folded(one), folded(other)
    return all(word in second for word in first.split()) or all(
        word in first for word in second.split()
    )


def _place(session: Session, days: Sequence[date], today: date) -> _Place:
    agreements = session.scalars(select(Agreement)).all()
    if not agreements:
        return _first_place(session, days, today)
    best = max(
        agreements,
        key=lambda a: (sum(a.period_start <= day <= a.period_end for day in days), a.period_end),
    )
    numbers = session.scalars(select(Promise.number).where(Promise.agreement_id == best.id))
    return _Place(best.id, best.period_start, best.period_end, frozenset(numbers))


def _first_place(session: Session, days: Sequence[date], today: date) -> _Place:
    """An agreement over the years of the list's dates, or this year where it has none."""
    municipality = session.scalars(select(Municipality.name).order_by(Municipality.id)).first()
    area = session.scalars(select(PoliceArea.name).order_by(PoliceArea.id)).first()
    years = [day.year for day in days] or [today.year]
    start, end = date(min(years), 1, 1), date(max(years), 12, 31)
    return _Place(None, start, end, new=first_agreement(municipality or "", area or "", start, end))


def _numbered(drafts: Sequence[PromiseName], taken: Iterable[int]) -> list[PromiseName]:
    """Each under the number that the list gives it if that is free, else under the next one."""
    used = set(taken)
    numbers: dict[int, int] = {}
    for draft in drafts:
        if draft.number and draft.number not in used:
            numbers[draft.id] = draft.number
            used.add(draft.number)
    for draft in drafts:
        if draft.id not in numbers:
            numbers[draft.id] = max(used, default=0) + 1
            used.add(numbers[draft.id])
    return [PromiseName(d.id, numbers[d.id], d.title, d.start, d.end, d.ended) for d in drafts]
