"""Takes in the answers of a web survey, in one operation that can be undone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.errors import Invalid, TrackerError
from tracker.models.search import folded
from tracker.models.survey import Response, ResponseTheme, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.check import Finding
from tracker.services.context import AppContext
from tracker.services.spreadsheet.answer_file import AnswerFile, open_answers
from tracker.services.spreadsheet.answer_rows import Answer, AnswerReader
from tracker.services.spreadsheet.column_guess import Guess, guess_columns
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.reading import Row
from tracker.services.spreadsheet.response_map import ResponseMap, Role
from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_targets import (
    Target,
    Targets,
    add_target,
    close_target,
)

Progress = Callable[[int, int], object]
"""Told how many rows of how many are done. It may raise, and then nothing is imported."""

_SHOWN_ROWS = 20
_AT_ONCE = 5_000
# Stays under the databases' limits.
_PARAMETERS = 500


@dataclass(frozen=True, slots=True)
class SurveyPreview:
    """What a file of answers looks like, and how it would be understood.

    `remarks` has for each column what is worth saying about the guess, if anything. `remembered`
    says that the map is the one used last time.
    """

    file: str
    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    guess: ResponseMap
    remembered: bool
    remarks: tuple[Finding | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """A file of answers, the survey they belong to, and what the columns are.

    `survey` is a title or a part of one; a new survey gets it, or the file's name if it is empty.
    Without a `map` the remembered one is used, or a guess.
    """

    path: Path
    survey: str
    map: ResponseMap | None = None
    dry_run: bool = False


def preview_answers(ctx: AppContext, path: Path, survey: str) -> SurveyPreview:
    """The first rows, and the map that an import without one would use."""
    file = open_answers(path)
    with ctx.read() as session:
        targets = Targets(session, "")
        guess, remembered = _understood(targets, file, _title(path, survey))
    return SurveyPreview(
        file=file.name,
        sheet=file.sheet,
        headings=file.headings,
        rows=tuple(file.first_rows(_SHOWN_ROWS)),
        total=file.total,
        guess=guess.map,
        remembered=remembered,
        remarks=guess.remarks,
    )


def import_answers(
    ctx: AppContext, cmd: ImportAnswers, progress: Progress | None = None
) -> ImportResult:
    """Add the file's new answers to the survey, and report the rows that can't be read.

    A fault in the file's make (quotation marks, encoding, columns) refuses all of it with
    `Invalid`; a cell that can't be read leaves its row out. Answers that are in the book already
    are recognised, so the same file twice adds nothing. A dry run only reads.
    """
    file = open_answers(cmd.path)
    if cmd.dry_run:
        with ctx.read() as session:
            return _Intake(session, None, file, cmd, ctx).run(progress)
    with ctx.write("import.responses") as tx:
        return _Intake(tx.session, tx, file, cmd, ctx).run(progress)


def _title(path: Path, survey: str) -> str:
    return survey.strip() or path.stem


def _understood(targets: Targets, file: AnswerFile, survey: str) -> tuple[Guess, bool]:
    """What the survey remembers of columns with these headings, else a guess."""
    remembered = targets.remembered(survey)
    if remembered is not None:
        try:
            return Guess(remembered.arranged(file.headings), (None,) * len(file.headings)), True
        except Invalid:
            # The survey got a file with other columns this time.
            pass
    return guess_columns(file.headings, file.first_rows()), False


class _Intake:
    """One import under way; `tx` is None in a dry run."""

    def __init__(
        self,
        session: Session,
        tx: Transaction | None,
        file: AnswerFile,
        cmd: ImportAnswers,
        ctx: AppContext,
    ) -> None:
        self._session, self._tx, self._file, self._cmd = session, tx, file, cmd
        self._targets = Targets(session, ctx.clock.now().isoformat())
        self._title = _title(cmd.path, cmd.survey)
        if cmd.map is None:
            self._map = _understood(self._targets, file, self._title)[0].map
        else:
            self._map = cmd.map.arranged(file.headings)
        self._map.check()
        self._reader = AnswerReader(file, self._map)
        self._new: list[Target] = []
        self._themes = {
            folded(name): row_id for row_id, name in session.execute(select(Theme.id, Theme.name))
        }
        self._added = self._duplicates = 0

    def run(self, progress: Progress | None) -> ImportResult:
        rows = self._file.rows()
        done = 0
        while chunk := list(islice(rows, _AT_ONCE)):
            self._take_in(chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, self._file.total)
        if self._tx is not None:
            for target in self._targets.all():
                if target.added:
                    close_target(self._tx, target, self._map, is_new=target in self._new)
        return ImportResult(
            kind=ImportKind.RESPONSES,
            file=self._file.name,
            added=self._added,
            duplicates=self._duplicates,
            problems=tuple(self._reader.problems),
            notes=tuple(self._notes()),
            dry_run=self._cmd.dry_run,
        )

    def _take_in(self, rows: list[tuple[str, Row]]) -> None:
        by_target: dict[int, tuple[Target, list[tuple[Answer, str]]]] = {}
        read = list(self._read(rows))
        ids = self._ids_in_book([answer for _target, answer in read])
        for target, answer in read:
            key = target.key(answer.contents)
            if key in target.known or answer.row_id in ids:
                self._duplicates += 1
                continue
            target.added += 1
            self._added += 1
            days = [day for day in (target.first_day, answer.answered_on) if day is not None]
            target.first_day = min(days, default=None)
            by_target.setdefault(id(target), (target, []))[1].append((answer, key))
        for target, answers in by_target.values():
            if target.id is None and target not in self._new:
                self._new.append(target)
                if self._tx is not None:
                    add_target(self._tx, target)
            if self._tx is not None:
                self._write(self._tx, target, answers)

    def _read(self, rows: list[tuple[str, Row]]) -> Iterator[tuple[Target, Answer]]:
        for sheet, row in rows:
            answer = self._reader.read(sheet, row)
            if answer is not None:
                try:
                    yield self._targets.of(answer.survey or self._title), answer
                except TrackerError as error:
                    self._reader.refuse(error, sheet, row, Role.SURVEY)

    def _ids_in_book(self, answers: list[Answer]) -> set[int]:
        ids = [answer.row_id for answer in answers if answer.row_id is not None]
        parts = (ids[start : start + _PARAMETERS] for start in range(0, len(ids), _PARAMETERS))
        return {
            row_id
            for part in parts
            for row_id in self._session.scalars(select(Response.id).where(Response.id.in_(part)))
        }

    def _write(self, tx: Transaction, target: Target, answers: list[tuple[Answer, str]]) -> None:
        rows: list[dict[str, Any]] = [
            {
                "survey_id": target.id,
                "text": answer.text,
                "place": answer.place,
                "rating": answer.rating,
                "respondent_group": answer.group,
                "answered_on": answer.answered_on,
                "deidentified": answer.deidentified,
                "coded_by": answer.coder,
                "source_key": key,
            }
            for answer, key in answers
        ]
        ids = tx.bulk_insert(Response, rows)
        self._add_themes(tx, {theme for answer, _key in answers for theme in answer.themes})
        tx.bulk_insert(
            ResponseTheme,
            [
                {"response_id": row_id, "theme_id": theme}
                for row_id, (answer, _key) in zip(ids, answers, strict=True)
                for theme in dict.fromkeys(self._themes[folded(name)] for name in answer.themes)
            ],
        )

    def _add_themes(self, tx: Transaction, names: set[str]) -> None:
        for name in sorted(names):
            if folded(name) not in self._themes:
                self._themes[folded(name)] = tx.add(Theme(name=name)).id

    def _notes(self) -> Iterator[Finding]:
        ignored = self._map.of(Role.IGNORED)
        headings = tuple(h for place in ignored if (h := self._file.headings[place]))
        if headings:
            yield Finding("import.columns_ignored", {"headings": headings})
        for target in self._new:
            yield Finding("import.survey_added", {"survey": target.title})
