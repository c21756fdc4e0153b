"""How far a book has come on the way from a dialogue to its first promise."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select

from tracker.models.dialogue import DialogueRound
from tracker.models.problem import Problem
from tracker.models.promise import Promise
from tracker.models.question import Figure
from tracker.models.survey import Response, Survey
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What there is of, in the order it comes about."""

    dialogue: bool
    answers: bool
    """Answers, or figures that sum answers up."""
    problem: bool
    promise: bool


def first_steps(ctx: AppContext) -> FirstSteps:
    """The steps that have been taken."""
    asked = or_(exists(select(DialogueRound.id)), exists(select(Survey.id)))
    answered = or_(exists(select(Response.id)), exists(select(Figure.id)))
    taken = select(asked, answered, exists(select(Problem.id)), exists(select(Promise.id)))
    with ctx.read() as session:
        return FirstSteps(*session.execute(taken).one())
