"""Ctrl+K: any promise, action, person, indicator, survey, problem or answer by a few letters."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select

from tracker.models.enums import Party
from tracker.models.indicator import Indicator
from tracker.models.organisation import Organisation, Person
from tracker.models.problem import Problem
from tracker.models.promise import Promise
from tracker.models.search import folded, holds_word, sought_words
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext
from tracker.services.queries.actions import matching_actions


class FoundKind(StrEnum):
    """What was found."""

    PROMISE = "promise"
    ACTION = "action"
    PERSON = "person"
    SURVEY = "survey"
    PROBLEM = "problem"
    INDICATOR = "indicator"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds what was typed: where it is, and two lines to show.

    `within` is the survey of an answer, or the promise of an indicator.
    """

    kind: FoundKind
    id: int
    title: str
    subtitle: str
    party: Party | None = None
    within: int | None = None


def find(ctx: AppContext, typed: str, *, each: int = 6) -> list[Found]:
    """At most `each` of every kind that hold all words typed; nothing for nothing typed.

    A role that is written out whole comes first, before everything its holder owns.
    """
    words = sought_words(typed)
    if not words:
        return []
    with ctx.read() as session:

        def holds(*texts: str | None) -> bool:
            text = folded(" ".join(part for part in texts if part))
            return all(word in text for word in words)

        promises = [
            Found(FoundKind.PROMISE, p.id, f"L{p.number} {p.title}", p.text)
            for p in session.scalars(select(Promise).order_by(Promise.number))
            if holds(f"L{p.number}", p.title, p.text)
        ]
        people = [
            Found(FoundKind.PERSON, p.id, p.role, p.name or o.name, o.party)
            for p, o in session.execute(
                select(Person, Organisation)
                .join(Organisation, Organisation.id == Person.organisation_id)
                .order_by(Person.role)
            )
            if holds(p.role, p.name, o.name)
        ]
        surveys = [
            Found(FoundKind.SURVEY, s.id, s.title, s.place or "")
            for s in session.scalars(select(Survey).order_by(Survey.held_on.desc()))
            if holds(s.title, s.place, s.audience)
        ]
        problems = [
            Found(FoundKind.PROBLEM, p.id, p.title, p.what)
            for p in session.scalars(select(Problem).order_by(Problem.number))
            if holds(p.title, p.what, p.place)
        ]
        indicators = [
            Found(FoundKind.INDICATOR, i.id, i.name, f"L{p.number} {p.title}", within=i.promise_id)
            for i, p in session.execute(
                select(Indicator, Promise)
                .join(Promise, Promise.id == Indicator.promise_id)
                .order_by(Promise.number, Indicator.id)
            )
            if holds(i.name)
        ]
        statement = select(Response.id, Response.text, Response.place, Response.survey_id)
        for word in words:
            statement = statement.where(
                or_(holds_word(Response.text, word), holds_word(Response.place, word))
            )
        responses = [
            Found(FoundKind.RESPONSE, response_id, text or "", place or "", within=survey_id)
            for response_id, text, place, survey_id in session.execute(
                statement.order_by(Response.id).limit(each)
            )
        ]
    actions = [
        Found(
            FoundKind.ACTION,
            row.id,
            f"{row.label} {row.title}",
            f"L{row.promise_number} {row.promise_title}",
            row.party,
        )
        for row in matching_actions(ctx, typed, each)[0]
    ]
    named = [person for person in people if folded(person.title) == folded(typed)][:each]
    return [
        *named,
        *promises[:each],
        *actions,
        *[person for person in people if person not in named][: each - len(named)],
        *indicators[:each],
        *problems[:each],
        *surveys[:each],
        *responses,
    ]
