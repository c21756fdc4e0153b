"""The state of a day that has passed, as reports give it. This is the whole rule.

A report as of a day says what the book held at the end of that day: every row with the values it
had, and rows that have been removed since, even a log entry that was taken out as a duplicate,
for it was counted then. The journal tells (`tracker.models.past`); a report as of today does not
ask it.

Books are often filled in afterwards, so a row that was entered later counts as if it had always
been there, with these exceptions.

- A row that bears a day counts from that day, whenever it was entered: log entries, measurements,
  notes, deviations and signed versions; feedback once the day it is planned for has come; evidence
  from the day of its survey, and an indicator from the day of its start value.
- A promise counts from the day it was signed; a draft from when it was written.
- A problem that no promise answers counts from when it was entered.
- An action that was added to a promise which stood signed in the book changed what had been
  promised, and counts from when it was added.
- A question for decision counts from when it was asked.
- What is entered together with a row is part of it: what a promise and an action answer, the days
  of a recurrence, the choices to decide between, the parties' diary numbers and signatories. A row
  that stood then has the parts it had then.
- What came instead of a row that stood then counts from when it did so. It is taken to have come
  instead if that row has been removed and belonged to the same, on the same day if they bear one.

Feedback that was given, a question that was answered and a recurrence's date that was done by the
day are so whenever it was written down. Which agreement is reported on follows from the agreements
as they are now, and so does how the report looks. The answers to a survey bear no day and are never
altered: they are counted as they are, and so are the themes that were found in them. An owner is
found under every name, then or now.
"""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from tracker.models.action import Action, ActionCause, ActionNote, LogEntry, Occasion
from tracker.models.base import Row
from tracker.models.book import Book
from tracker.models.dialogue import DialogueRound
from tracker.models.indicator import Indicator, Measurement
from tracker.models.organisation import (
    Agreement,
    AgreementDnr,
    Municipality,
    Organisation,
    Person,
    PoliceArea,
    Signatory,
)
from tracker.models.past import Past
from tracker.models.problem import Cause, Evidence, Problem, Why
from tracker.models.promise import (
    DecisionOption,
    DecisionRequest,
    Deviation,
    Feedback,
    Promise,
    PromiseProblem,
    PromiseVersion,
)
from tracker.models.question import Figure
from tracker.models.survey import Survey

_REPORTED: tuple[type[Row], ...] = (
    Action, ActionCause, ActionNote, Agreement, AgreementDnr, Book, Cause, DecisionOption,
    DecisionRequest, Deviation, DialogueRound, Evidence, Feedback, Figure, Indicator, LogEntry,
    Measurement, Municipality, Occasion, Organisation, Person, PoliceArea, Problem, Promise,
    PromiseProblem, PromiseVersion, Signatory, Survey, Why,
)  # fmt: skip
"""What reports tell of. Large files and what was answered in surveys are not among it."""


def book_at(session: Session, as_of: date, today: date) -> Past:
    """The book at the end of a day, or as it is when that day is not over."""
    if as_of >= today:
        return Past(session)
    return Past(session, _end_of(as_of), _REPORTED)


def earlier(past: Past, day: date) -> Past:
    """The book at the end of a day before that of `past`, by what was in it on the later one."""
    return Past(past.session, _end_of(day), _REPORTED, seen_from=past)


def _end_of(day: date) -> datetime:
    """The last instant of a calendar day where the program runs."""
    return datetime.combine(day, time.max).astimezone(UTC)


def done_by(as_of: date, then: date | None, now: date | None) -> date | None:
    """When something was done, as the book said then or as it has been written down since."""
    return next((day for day in (then, now) if day is not None and day <= as_of), None)
