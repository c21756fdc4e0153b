"""Gallring: free texts are deleted when their date has passed; counts, ratings and themes stay.

A working assumption on gallring of public records and on GDPR's storage limitation (art. 5.1 e),
to be confirmed by the municipality's archivist. Backups and exported files keep what they hold.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.models.disposal import Disposal
from tracker.models.errors import Conflict, Invalid
from tracker.models.forgetting import Remembered, forget_earlier, forget_texts
from tracker.models.past import portions
from tracker.models.survey import Response, Survey
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class DueTexts:
    """The free texts of a survey, as many as the user saw were due on the date he saw."""

    survey_id: int
    until: date
    texts: int


@dataclass(frozen=True, slots=True)
class DisposeTexts:
    """What to delete for good.

    With `earlier` also, out of the history, what answers said before they were masked, edited or
    removed.
    """

    due: tuple[DueTexts, ...] = ()
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Disposed:
    """What was deleted: free texts, answers' earlier words, and changes that held either."""

    texts: int
    earlier: int
    history: int


def dispose_texts(ctx: AppContext, cmd: DisposeTexts) -> Disposed:
    """Delete what is named, in the book and in its history, and note it in the log.

    This can't be taken back. Raises `Conflict` when there are other texts than the user saw, or
    another date; `Invalid` when a date has not passed; `BookError` when the journal is not whole.
    """
    with ctx.write("response.dispose", undoable=False) as tx:
        chain, who = tx.last_hash, ctx.who()
        log = _Log(tx, who, chain)
        due = _checked(tx, cmd.due)
        texts = forget_texts(tx, due)
        found = Counter(due[change.row_id].survey_id for change in texts)
        for survey in cmd.due:
            title = tx.get(Survey, survey.survey_id).title
            log.note(title, survey.until, survey.texts, found[survey.survey_id])
        earlier = forget_earlier(tx) if cmd.earlier else []
        log.earlier(earlier)
    _leave_no_trace(ctx)
    return Disposed(
        len(due),
        len({change.row_id for change in earlier}),
        len(texts) + len(earlier),
    )


@dataclass(frozen=True, slots=True)
class _Log:
    """Writes the log of one gallring."""

    tx: Transaction
    who: str
    chain: str

    def note(self, survey: str, until: date | None, texts: int, history: int) -> None:
        """A line about one survey."""
        self.tx.add(
            Disposal(
                survey=survey,
                done_on=self.tx.today,
                done_by=self.who,
                retention_until=until,
                texts=texts,
                history=history,
                chain_before=self.chain,
            )
        )

    def earlier(self, changes: Sequence[Remembered]) -> None:
        """A line for each survey whose answers said something else before."""
        counted = Counter(_surveys_of(self.tx, changes))
        for survey, history in counted.items():
            self.note(survey, None, 0, history)


def _surveys_of(tx: Transaction, changes: Sequence[Remembered]) -> Iterator[str]:
    """The title of each change's answer's survey; empty when both are gone."""
    answers = {
        row_id: survey_id
        for part in portions({change.row_id for change in changes})
        for row_id, survey_id in tx.session.execute(
            select(Response.id, Response.survey_id).where(Response.id.in_(part))
        )
    }
    surveys = tx.session.execute(select(Survey.id, Survey.title))
    titles: dict[Any, str] = {survey.id: survey.title for survey in surveys}
    for change in changes:
        said = {**(change.before or {}), **(change.after or {})}
        yield titles.get(answers.get(change.row_id, said.get("survey_id")), "")


def _checked(tx: Transaction, surveys: Sequence[DueTexts]) -> dict[int, DueTexts]:
    """The answers that lose their text, each with the survey it is due in."""
    answers: dict[int, DueTexts] = {}
    for due in surveys:
        survey = tx.get(Survey, due.survey_id)
        ids = _texts_of(tx, due.survey_id)
        if survey.retention_until != due.until or len(ids) != due.texts:
            raise Conflict("disposal.changed", table="survey", id=survey.id, survey=survey.title)
        if due.until >= tx.today:
            raise Invalid("disposal.not_due", survey=survey.title, until=due.until)
        answers |= dict.fromkeys(ids, due)
    return answers


def _texts_of(tx: Transaction, survey_id: int) -> Sequence[int]:
    return tx.session.scalars(
        select(Response.id).where(Response.survey_id == survey_id, Response.text.is_not(None))
    ).all()


def _leave_no_trace(ctx: AppContext) -> None:
    """Empty the write-ahead log into the book: until then it holds the pages as they were."""
    with ctx.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
