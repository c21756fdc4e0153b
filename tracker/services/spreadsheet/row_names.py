"""What rows are called by people, for the columns that refer to them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.i18n import format_date
from tracker.messages import operation_name
from tracker.models.action import Action, LogEntry
from tracker.models.coding import Coding
from tracker.models.dialogue import DialogueRound
from tracker.models.indicator import Indicator
from tracker.models.journal import Operation
from tracker.models.meeting import Meeting, MeetingPoint
from tracker.models.organisation import Agreement, Municipality, Organisation, Person, PoliceArea
from tracker.models.problem import Cause, Problem
from tracker.models.promise import DecisionRequest, Promise
from tracker.models.question import Figure, Question
from tracker.models.report import Report
from tracker.models.survey import Response, Survey, Theme

Parts = tuple[str, ...]
_Statement = Select[*tuple[Any, ...]]

_NAMES: dict[str, tuple[_Statement, Callable[..., Parts]]] = {
    "action": (
        select(Action.id, Promise.number, Action.number, Action.title).join(
            Promise, Promise.id == Action.promise_id
        ),
        lambda promise, number, title: (f"L{promise}", f"{promise}.{number}", title),
    ),
    "agreement": (select(Agreement.id, Agreement.title), lambda title: (title,)),
    "cause": (
        select(Cause.id, Cause.number, Cause.description),
        lambda number, text: (f"{number} {text}",),
    ),
    "coding": (
        select(Coding.id, Response.text, Coding.coder).join(
            Response, Response.id == Coding.response_id
        ),
        lambda text, coder: (text or "", coder),
    ),
    "decision_request": (
        select(DecisionRequest.id, DecisionRequest.question),
        lambda question: (question,),
    ),
    "dialogue_round": (select(DialogueRound.id, DialogueRound.title), lambda title: (title,)),
    "figure": (
        select(Figure.id, Question.wording).join(Question, Question.id == Figure.question_id),
        lambda wording: (wording,),
    ),
    "indicator": (
        select(Indicator.id, Promise.number, Indicator.name).join(
            Promise, Promise.id == Indicator.promise_id
        ),
        lambda promise, name: (f"L{promise}", name),
    ),
    "log_entry": (
        select(LogEntry.id, LogEntry.done_on, LogEntry.place),
        lambda done_on, place: (" ".join(filter(None, (format_date(done_on, "iso"), place))),),
    ),
    "meeting": (
        select(Meeting.id, Meeting.title, Meeting.held_on),
        lambda title, held_on: (f"{title} {format_date(held_on, 'iso')}",),
    ),
    "meeting_point": (
        select(MeetingPoint.id, Meeting.title, Meeting.held_on, MeetingPoint.title).join(
            Meeting, Meeting.id == MeetingPoint.meeting_id
        ),
        lambda title, held_on, point: (f"{title} {format_date(held_on, 'iso')}", point),
    ),
    "municipality": (select(Municipality.id, Municipality.name), lambda name: (name,)),
    "operation": (select(Operation.id, Operation.name), lambda name: (operation_name(name),)),
    "organisation": (select(Organisation.id, Organisation.name), lambda name: (name,)),
    "person": (select(Person.id, Person.role, Person.name), lambda role, name: (role, name or "")),
    "police_area": (select(PoliceArea.id, PoliceArea.name), lambda name: (name,)),
    "problem": (
        select(Problem.id, Problem.number, Problem.title),
        lambda number, title: (f"{number} {title}",),
    ),
    "promise": (
        select(Promise.id, Promise.number, Promise.title),
        lambda number, title: (f"L{number}", title),
    ),
    "question": (select(Question.id, Question.wording), lambda wording: (wording,)),
    "report": (
        select(Report.id, Report.kind, Report.as_of),
        lambda kind, as_of: (f"{kind} {format_date(as_of, 'iso')}",),
    ),
    "response": (select(Response.id, Response.text), lambda text: (text or "",)),
    "survey": (select(Survey.id, Survey.title), lambda title: (title,)),
    "theme": (select(Theme.id, Theme.name), lambda name: (name,)),
}


_IN_CITIZENS_WORDS = frozenset({"coding", "response"})
"""What is called by an answer's text."""


def names_of(
    session: Session, table: str, ids: set[int | None], *, internal: bool
) -> dict[int, Parts]:
    """The names of some rows of `table`, by id; fetched in batches so that memory is bounded.

    An answer that nobody has ticked as de-identified has no name unless `internal`.
    """
    statement, parts = _NAMES[table]
    if table in _IN_CITIZENS_WORDS and not internal:
        statement = statement.where(Response.deidentified)
    key = statement.selected_columns[0]
    wanted = [row_id for row_id in ids if row_id is not None]
    if not wanted:
        return {}
    rows = session.execute(statement.where(key.in_(wanted)))
    return {row_id: parts(*values) for row_id, *values in rows}
