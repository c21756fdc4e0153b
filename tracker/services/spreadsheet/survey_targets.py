"""The surveys that imported answers belong to: found by title, and what they know already."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2s, sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.book import Book
from tracker.models.enums import SurveyMethod
from tracker.models.errors import Ambiguous, Invalid
from tracker.models.journal import Change, ChangeKind, Operation
from tracker.models.organisation import Municipality
from tracker.models.search import folded
from tracker.models.survey import Response, Survey
from tracker.models.unit_of_work import Transaction
from tracker.services.spreadsheet.response_map import ResponseMap
from tracker.services.surveys import SurveyFields, add_survey_in

_SCOPE = "known_as"
# 96 bits tell apart more answers than there will ever be; answers known by a title have them all.
_DIGITS = 24
# What a number's digest follows. Two numbers that share one only make somebody look for nothing.
_MARK = "/"
_MARK_BYTES = 6


@dataclass(slots=True, eq=False)
class Target:
    """A survey that answers come to. `id` is None until it is added.

    Its answers' keys are made from `scope`, which stays when it gets another title. An answer is
    kept under what its row is known by, followed by the mark of the survey tool's number for it
    where there is one. `known` and `marks` are those of all that it has, or had until somebody
    removed them.
    """

    title: str
    id: int | None
    scope: str
    known: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    added: int = 0
    first_day: date | None = None
    _seen: dict[str, int] = field(default_factory=dict)

    def keys(self, contents: Iterable[str]) -> list[str]:
        """What rows are known by. Equal rows of a file are two people, so their keys differ."""
        scope, seen, found = f"{self.scope}\x1f", self._seen, []
        digits = _DIGITS if "\x1f" in self.scope else None
        for text in contents:
            key = sha256((scope + text).encode()).hexdigest()[:digits] + "-1"
            if key in seen:
                seen[key] += 1
                key = f"{key[:-1]}{seen[key]}"
            else:
                seen[key] = 1
            found.append(key)
        return found

    def marks_of(self, numbers: Iterable[str]) -> list[str]:
        """What the survey tool's numbers are known by, in the same order; nothing for no number."""
        # A started digest is copied: half the time of beginning anew each time.
        started, found = blake2s(self.scope.encode(), digest_size=_MARK_BYTES).copy, []
        for number in numbers:
            digest = started()
            digest.update(number.encode())
            found.append(_MARK + digest.hexdigest() if number else "")
        return found

    def remember(self, kept_under: Iterable[str]) -> None:
        """Know the answers that are kept under these."""
        for text in kept_under:
            key, mark, digest = text.partition(_MARK)
            self.known.add(key)
            if mark:
                self.marks.add(mark + digest)

    def count(self, days: Iterable[date | None]) -> None:
        """Count answers that come to it, given on these days."""
        given = list(days)
        self.added += len(given)
        first = {self.first_day, *given} - {None}
        self.first_day = min((day for day in first if day is not None), default=None)


class Targets:
    """The book's surveys by title. `first_id` is the operation's first id, if it writes.

    It tells apart surveys that have the same title in turn.
    """

    def __init__(self, session: Session, first_id: int = 0) -> None:
        self._session = session
        self._first_id = first_id
        self._by_text: dict[str, Target] = {}
        self._by_name: dict[str, Target] = {}
        found = session.execute(
            select(Survey.id, Survey.title, Survey.mapping).order_by(Survey.held_on.desc())
        )
        self._surveys = [(folded(title), title, row_id, kept) for row_id, title, kept in found]

    def of(self, text: str) -> Target:
        """The survey whose title is `text` or holds it; a new one if there is none.

        Raises `Ambiguous` when it is a part of several titles.
        """
        if text not in self._by_text:
            target = self._find(text)
            self._by_text[text] = self._by_name.setdefault(folded(target.title), target)
        return self._by_text[text]

    def all(self) -> list[Target]:
        """Those asked for so far."""
        return list(self._by_name.values())

    def remembered(self, text: str) -> ResponseMap | None:
        """How the columns of that survey's last file were understood."""
        survey = self._survey(text)
        return None if survey is None or not survey[3] else ResponseMap.from_json(survey[3])

    def _find(self, text: str) -> Target:
        survey = self._survey(text)
        if survey is None:
            return Target(text, None, f"{folded(text)}\x1f{self._first_id}")
        name, title, row_id, kept = survey
        if folded(title) in self._by_name:
            return self._by_name[folded(title)]
        keys = select(Response.source_key).where(
            Response.survey_id == row_id, Response.source_key.is_not(None)
        )
        kept_under = {key for key in self._session.scalars(keys) if key is not None}
        kept_under |= self._removed(row_id)
        scope = json.loads(kept).get(_SCOPE) if kept else None
        if scope is None:
            # Answers from before surveys remembered anything are known by the title.
            scope = name if kept_under else f"{name}\x1f{self._first_id}"
        target = Target(title, row_id, scope)
        target.remember(kept_under)
        return target

    def _removed(self, survey_id: int) -> set[str]:
        """What answers were known by that somebody has removed: they are not to come back."""
        taken_back = select(Operation.undo_of).where(Operation.undo_of.is_not(None))
        gone = self._session.scalars(
            select(Change.before)
            .join(Operation, Operation.id == Change.operation_id)
            .where(
                Operation.name == "response.delete",
                Operation.undo_of.is_(None),
                Operation.id.not_in(taken_back),
                Change.table_name == Response.__tablename__,
                Change.kind == ChangeKind.DELETE,
            )
        )
        rows = (row for row in gone if row is not None and row.get("survey_id") == survey_id)
        return {row["source_key"] for row in rows if row.get("source_key")}

    def _survey(self, text: str) -> tuple[str, str, int, str | None] | None:
        same = [survey for survey in self._surveys if survey[0] == folded(text)]
        holding = same[:1] or [survey for survey in self._surveys if folded(text) in survey[0]]
        if len(holding) > 1:
            titles = tuple(title for _name, title, _id, _kept in holding)
            raise Ambiguous("survey.ambiguous", candidates=titles, text=text)
        return holding[0] if holding else None


def add_target(tx: Transaction, target: Target) -> None:
    """Add the survey to the book, as a questionnaire."""
    names = list(tx.session.scalars(select(Municipality.name).order_by(Municipality.id)))
    book = tx.session.scalars(select(Book.name)).one()
    fields = SurveyFields(
        municipality=book if book in names or not names else names[0],
        title=target.title,
        method=SurveyMethod.QUESTIONNAIRE,
        held_on=tx.today,
    )
    target.id = add_survey_in(tx, fields)


def close_target(tx: Transaction, target: Target, columns: ResponseMap, *, is_new: bool) -> None:
    """Let the survey remember how the file was understood; a new one also its day and numbers."""
    if target.id is None:
        raise Invalid("row.missing")
    survey = tx.get(Survey, target.id)
    survey.mapping = json.dumps(
        {_SCOPE: target.scope, **json.loads(columns.to_json())}, ensure_ascii=False
    )
    if is_new:
        survey.held_on = target.first_day or survey.held_on
        survey.answered = target.added
