"""Finds the one promise, action, survey, indicator and so on that a part of its name means."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.labels import label
from tracker.models.action import Action
from tracker.models.enums import ActionStatus, Party
from tracker.models.errors import Ambiguous, NotFound
from tracker.models.indicator import Indicator
from tracker.models.organisation import Person
from tracker.models.promise import DecisionRequest, Promise
from tracker.models.search import folded
from tracker.models.survey import Survey
from tracker.services.people import person_words

_SHOWN = 8
_PROMISE_NUMBER = re.compile(r"(?:l|löfte|promise)?\s*([0-9]+)\b\.?(?![.:,][0-9])", re.IGNORECASE)
# With a comma too: a spreadsheet in Swedish takes 5.2 for a number and shows 5,2.
_ACTION_LABEL = re.compile(r"l?\s*([0-9]+)([.:,])([0-9]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PromiseName:
    """A promise as people refer to it: ``L5 Levande stadskärna``."""

    id: int
    number: int
    title: str
    start: date
    end: date
    ended: bool

    def __str__(self) -> str:
        return f"L{self.number} {self.title}"

    def is_about(self, day: date) -> bool:
        """Whether its period includes the day."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class ActionName:
    """An action as people refer to it: ``5.2 Fotpatrullering``."""

    id: int
    promise: PromiseName
    number: int
    title: str
    party: Party
    status: ActionStatus
    start: date | None
    deadline: date | None

    @property
    def label(self) -> str:
        """Promise number and action number, ``5.2``."""
        return f"{self.promise.number}.{self.number}"

    def __str__(self) -> str:
        return f"{self.label} {self.title} ({label(self.party)}, {self.promise.title})"

    def is_about(self, day: date) -> bool:
        """Whether its own dates, or its promise's where it has none, include the day."""
        return (self.start or self.promise.start) <= day <= (self.deadline or self.promise.end)


@dataclass(frozen=True, slots=True)
class SurveyName:
    """A survey as people refer to it: ``2016-04-25 Torgsamtal på Stortorget``."""

    id: int
    title: str
    held_on: date

    def __str__(self) -> str:
        return f"{self.held_on.isoformat()} {self.title}"


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """An indicator as people refer to it: ``L5 Otrygga kvällstid``."""

    id: int
    name: str
    promise_number: int
    unit: str
    question_id: int | None

    @property
    def title(self) -> str:
        """With its promise's number."""
        return f"L{self.promise_number} {self.name}"

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as people refer to one: ``Kommunpolis, Kim Ek``."""

    id: int
    title: str
    active_to: date | None

    def __str__(self) -> str:
        return self.title

    def is_in_post(self, day: date) -> bool:
        """Whether the post isn't over by then."""
        return self.active_to is None or self.active_to >= day


@dataclass(frozen=True, slots=True)
class DecisionName:
    """A question to the signatories, by its words."""

    id: int
    title: str

    def __str__(self) -> str:
        return self.title


N = TypeVar("N", PromiseName, ActionName, SurveyName, IndicatorName, PersonName, DecisionName)


def promise_names(session: Session) -> list[PromiseName]:
    """Every promise of the book."""
    return [
        PromiseName(p.id, p.number, p.title, p.period_start, p.period_end, p.status.ended)
        for p in session.scalars(select(Promise).order_by(Promise.number, Promise.id))
    ]


class ActionNames:
    """Every action of the book, to be found by what it is called."""

    def __init__(self, session: Session) -> None:
        promises = {promise.id: promise for promise in promise_names(session)}
        self._all = [
            ActionName(row.id, promises[row.promise_id], *row[2:])
            for row in session.execute(
                select(
                    Action.id,
                    Action.promise_id,
                    Action.number,
                    Action.title,
                    Action.party,
                    Action.status,
                    Action.start_on,
                    Action.deadline,
                ).order_by(Action.promise_id, Action.number)
            )
        ]
        self._by_id = {action.id: action for action in self._all}
        self._by_title: dict[str, list[ActionName]] = {}
        for action in self._all:
            self._by_title.setdefault(folded(action.title), []).append(action)

    def find(
        self, text: str, *, promise: PromiseName | None = None, on: date | None = None
    ) -> ActionName:
        """The action called `text`: by label (5.2), whole title, or words of the title.

        `promise` leaves the others out; `on` tells apart actions whose dates differ. Raises
        `NotFound` or `Ambiguous` with the candidates.
        """
        found = [a for a in self._called(text) if promise is None or a.promise == promise]
        if not found:
            raise NotFound("action.none", text=text)
        if len(found) > 1 and on is not None:
            found = _narrowed(found, lambda action: action.is_about(on))
        if len(found) > 1 and on is not None:
            found = _narrowed(found, lambda action: not action.status.ended)
        return _only(found, "action.ambiguous", text)

    def by_id(self, action_id: int) -> ActionName | None:
        """The action with that id, if the book has it."""
        return self._by_id.get(action_id)

    def titled(self, title: str) -> Sequence[ActionName]:
        """The actions with that whole title."""
        return self._by_title.get(folded(title), ())

    def _called(self, text: str) -> Sequence[ActionName]:
        exact = self._by_title.get(folded(text))
        match = _ACTION_LABEL.match(text.strip())
        if exact is None and match:
            wanted = {f"{int(match[1])}.{int(match[3])}"}
            if match[2] == ",":
                # As a number 5.10 lost its last digit, so 5,1 may be either.
                wanted.add(f"{int(match[1])}.{match[3]}0")
            return [action for action in self._all if action.label in wanted]
        return exact or _holding_words(self._all, text)


def find_promise(names: Sequence[PromiseName], text: str, *, on: date | None = None) -> PromiseName:
    """The promise called `text`: L5, "Löfte 5", its title or words of it.

    Raises `NotFound`, or `Ambiguous` with the candidates.
    """
    found = [promise for promise in names if folded(promise.title) == folded(text)]
    match = _PROMISE_NUMBER.match(text.strip())
    if not found and match:
        found = [promise for promise in names if promise.number == int(match[1])]
    return one_promise(found or _holding_words(names, text), text, on=on)


def one_promise(found: Sequence[PromiseName], text: str, *, on: date | None = None) -> PromiseName:
    """The one of several called `text` that is about the day. Raises as `find_promise` does."""
    if not found:
        raise NotFound("promise.none", text=text)
    if len(found) > 1 and on is not None:
        found = _narrowed(list(found), lambda promise: promise.is_about(on))
    return _only(found, "promise.ambiguous", text)


def find_survey(session: Session, text: str) -> SurveyName:
    """The survey called `text`: its title, or words of it with its day, if that is needed.

    Raises `NotFound`, or `Ambiguous` with the candidates.
    """
    rows = session.execute(
        select(Survey.id, Survey.title, Survey.held_on).order_by(Survey.held_on, Survey.id)
    )
    names = [SurveyName(*row) for row in rows]
    words = folded(text).split()
    found = [name for name in names if folded(text) in (folded(name.title), folded(str(name)))]
    found = found or _holding_words(names, text)
    found = found or [n for n in names if words and all(w in folded(str(n)) for w in words)]
    if not found:
        raise NotFound("survey.none", text=text)
    return _only(found, "survey.ambiguous", text)


def find_indicator(session: Session, text: str) -> IndicatorName:
    """The indicator called `text`: its name, or words of it, perhaps with its promise (L5).

    Raises as `find_survey` does.
    """
    names = [
        IndicatorName(row.id, row.name, number, row.unit, row.question_id)
        for row, number in session.execute(
            select(Indicator, Promise.number)
            .join(Promise, Promise.id == Indicator.promise_id)
            .order_by(Promise.number, Indicator.id)
        )
    ]
    found = [name for name in names if folded(text) in (folded(name.name), folded(name.title))]
    found = found or _holding_words(names, text)
    if not found:
        raise NotFound("indicator.none", text=text)
    return _only(found, "indicator.ambiguous", text)


def find_person(session: Session, text: str, *, on: date | None = None) -> PersonName:
    """The person called `text`: role, name, or words of them; `on` prefers who is in post then.

    Raises as `find_survey` does.
    """
    people = session.scalars(select(Person).order_by(Person.id)).all()
    names = {
        person.id: PersonName(person.id, person_words(person), person.active_to)
        for person in people
    }
    wanted = folded(text)
    found = [
        names[person.id]
        for person in people
        if wanted in (folded(person.role), folded(person.name or ""), folded(person_words(person)))
    ]
    found = found or _holding_words(names.values(), text)
    if not found:
        raise NotFound("person.none", text=text)
    if len(found) > 1 and on is not None:
        found = _narrowed(found, lambda name: name.is_in_post(on))
    return _only(found, "person.ambiguous", text)


def find_decision(session: Session, text: str) -> DecisionName:
    """The question that waits for a decision, by words of it. Raises as `find_survey` does."""
    waiting = select(DecisionRequest).where(DecisionRequest.decided_on.is_(None))
    names = [DecisionName(row.id, row.question) for row in session.scalars(waiting)]
    found = [name for name in names if folded(text) == folded(name.title)]
    found = found or _holding_words(names, text)
    if not found:
        raise NotFound("decision.none", text=text)
    return _only(found, "decision.ambiguous", text)


def _holding_words(names: Iterable[N], text: str) -> list[N]:
    words = folded(text).split()
    return [n for n in names if words and all(word in folded(n.title) for word in words)]


def _narrowed(found: list[N], fits: Callable[[N], bool]) -> list[N]:
    return [name for name in found if fits(name)] or found


def _only(found: Sequence[N], code: str, text: str) -> N:
    if len(found) > 1:
        shown = tuple(str(name) for name in found[:_SHOWN])
        more = ("…",) if len(found) > _SHOWN else ()
        raise Ambiguous(code, candidates=shown + more, text=text)
    return found[0]
