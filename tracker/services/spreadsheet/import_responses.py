"""Lists of answers become responses to a survey."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.book import Book
from tracker.models.enums import SurveyMethod
from tracker.models.errors import Ambiguous, TrackerError
from tracker.models.organisation import Municipality
from tracker.models.search import folded
from tracker.models.survey import Response, Survey
from tracker.models.unit_of_work import Transaction
from tracker.services.check import Finding
from tracker.services.spreadsheet.dates_and_numbers import (
    parse_date,
    parse_whole,
    parse_yes_no,
)
from tracker.services.spreadsheet.source_keys import KeyMaker, known_in_book
from tracker.services.spreadsheet.tables import RowReader, Table
from tracker.services.surveys import (
    ResponseFields,
    SurveyFields,
    add_responses_in,
    add_survey_in,
    check_response,
)

_THEMES = re.compile(r"\s*[,;/\n]\s*")


@dataclass(frozen=True, slots=True)
class _Answer:
    reader: RowReader
    survey: str
    fields: ResponseFields
    answered_on: date | None

    @property
    def identity(self) -> tuple[str, int | None]:
        """Its key, and its id where the list was exported from a book."""
        return self.fields.source_key or "", self.reader.row_id()


@dataclass(slots=True)
class ResponsePlan:
    """What an import of answers would do. `known_surveys` are ids by folded title."""

    known_surveys: dict[str, int]
    municipality: str
    today: date
    answers: list[_Answer] = field(default_factory=list)
    duplicates: int = 0
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many answers are new."""
        return len(self.answers)

    def carry_out(self, tx: Transaction, who: str) -> None:
        """Add the new answers, and the surveys that the book lacks."""
        by_survey: dict[str, list[_Answer]] = {}
        for answer in self.answers:
            by_survey.setdefault(folded(answer.survey), []).append(answer)
        for name, answers in by_survey.items():
            survey_id = self.known_surveys.get(name) or self._add_survey(tx, answers)
            add_responses_in(tx, survey_id, [answer.fields for answer in answers])

    def _add_survey(self, tx: Transaction, answers: Sequence[_Answer]) -> int:
        days = [answer.answered_on for answer in answers if answer.answered_on is not None]
        return add_survey_in(
            tx,
            SurveyFields(
                municipality=self.municipality,
                title=answers[0].survey,
                method=SurveyMethod.QUESTIONNAIRE,
                held_on=min(days, default=self.today),
                answered=len(answers),
            ),
        )


def plan_responses(
    session: Session, tables: Iterable[Table], today: date, survey: str
) -> ResponsePlan:
    """Read the lists against the book, without changing it.

    An answer belongs to the survey its row names, else to `survey`. A survey that the book lacks is
    added as a questionnaire.
    """
    surveys = _Surveys(session)
    keys = KeyMaker()
    plan = ResponsePlan(surveys.ids, surveys.municipality, today)
    read: list[_Answer] = []
    for table in tables:
        for reader in table.readers():
            answer = _read(reader, surveys, keys, survey)
            plan.problems += reader.problems
            if answer is not None and not reader.problems:
                read.append(answer)
    known = known_in_book(session, Response, [answer.identity for answer in read])
    for answer in read:
        if answer.identity in known:
            plan.duplicates += 1
        else:
            plan.answers.append(answer)
            surveys.note_if_new(answer)
            plan.notes += answer.reader.notes
    return plan


class _Surveys:
    """The book's surveys by title, and where a new one belongs."""

    def __init__(self, session: Session) -> None:
        self._titles = [
            (folded(title), title, row_id)
            for row_id, title in session.execute(
                select(Survey.id, Survey.title).order_by(Survey.held_on.desc())
            )
        ]
        self.ids = {name: row_id for name, _title, row_id in reversed(self._titles)}
        names = list(session.scalars(select(Municipality.name).order_by(Municipality.id)))
        book = session.scalars(select(Book.name)).one()
        self.municipality = book if book in names or not names else names[0]
        self._noted: set[str] = set()

    def title(self, text: str) -> str:
        """The title of the survey that `text` names; `text` itself for a new one.

        Raises `Ambiguous` when it is a part of several titles.
        """
        if folded(text) in self.ids:
            return text
        holding = [title for name, title, _id in self._titles if folded(text) in name]
        if len(holding) > 1:
            raise Ambiguous("survey.ambiguous", candidates=tuple(holding), text=text)
        return holding[0] if holding else text

    def note_if_new(self, answer: _Answer) -> None:
        """Say once that a survey is added."""
        name = folded(answer.survey)
        if name not in self.ids and name not in self._noted:
            self._noted.add(name)
            answer.reader.note("import.survey_added", "survey", survey=answer.survey)


def _read(row: RowReader, surveys: _Surveys, keys: KeyMaker, survey: str) -> _Answer | None:
    named = row.parsed("survey", lambda _cell: surveys.title(row.text("survey")))
    rating = row.parsed("rating", parse_whole)
    deidentified = row.parsed("deidentified", parse_yes_no)
    answered_on = row.parsed("answered_on", parse_date)
    if row.problems:
        return None
    title = named or survey
    fields = ResponseFields(
        text=row.text("text") or None,
        place=row.text("place") or None,
        rating=rating,
        respondent_group=row.text("respondent_group") or None,
        deidentified=bool(deidentified),
        themes=tuple(filter(None, _THEMES.split(row.text("themes")))),
        source_key=keys.key(folded(title), row.contents()),
    )
    try:
        check_response(fields)
    except TrackerError as error:
        row.refuse(error)
        return None
    return _Answer(row, title, fields, answered_on)
