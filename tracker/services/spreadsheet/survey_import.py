"""Takes in the answers of a web survey, in one operation that can be undone."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.bulk import Same
from tracker.models.errors import Invalid, TrackerError
from tracker.models.search import folded
from tracker.models.survey import Response, ResponseTheme, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.check import Finding
from tracker.services.context import AppContext
from tracker.services.spreadsheet.answer_file import AnswerFile, Numbered, open_answers
from tracker.services.spreadsheet.answer_rows import Answer, AnswerReader
from tracker.services.spreadsheet.column_facts import ColumnFacts
from tracker.services.spreadsheet.column_guess import Guess, guess_columns
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.response_map import ResponseMap, Role
from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_targets import (
    Target,
    Targets,
    add_target,
    close_target,
)
from tracker.services.spreadsheet.tables import check_kind

Progress = Callable[[int, int], object]
"""Told how many rows of how many are done. It may raise, and then nothing is imported."""

_SHOWN_ROWS = 20
_AT_ONCE = 5000
# A code book is read by people; a column of free texts is no list of themes.
_MOST_NEW_THEMES = 200
# A tool's number can happen to look like somebody's own.
_MOST_CONTACTS = 0.5
# Stays under the databases' limits.
_PARAMETERS = 500
_COLUMNS = (
    "text",
    "place",
    "rating",
    "respondent_group",
    "answered_on",
    "deidentified",
    "coded_by",
    "themes",
)


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
    Without a `map` the remembered one is used, or a guess. `renumbered` says that the survey tool's
    numbers begin again in this file, so that a number known before is somebody else's.
    """

    path: Path
    survey: str
    map: ResponseMap | None = None
    dry_run: bool = False
    renumbered: bool = False


def preview_answers(ctx: AppContext, path: Path, survey: str) -> SurveyPreview:
    """The first rows, and the map that an import without one would use."""
    file = open_answers(path)
    with ctx.read() as session:
        targets = Targets(session)
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
    are recognised, so the same file twice adds nothing.

    A row whose number came in before but which says something else is most likely a correction. As
    a new answer it would count twice, and put over the old one it could undo masking and coding: it
    is held back and named, also when the old answer was removed since, for a person to change the
    answer. Only `renumbered` lets such rows in, since no share of them tells a second round, whose
    numbers begin at 1 again, from a first one with a column more. A dry run only reads.
    """
    file = open_answers(cmd.path)
    if cmd.dry_run:
        with ctx.read() as session:
            return _Intake(session, None, file, cmd).run(progress)
    with _nothing_collected(), ctx.write("import.responses") as tx:
        return _Intake(tx.session, tx, file, cmd).run(progress)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Hundreds of thousands of rows are made here and kept to the end.

    Looking among them for garbage, time and again, would take as long as all the rest.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _title(path: Path, survey: str) -> str:
    return survey.strip() or path.stem


def _understood(targets: Targets, file: AnswerFile, survey: str) -> tuple[Guess, bool]:
    """What the survey remembers of columns with these headings, else a guess."""
    try:
        remembered = targets.remembered(survey)
        if remembered is not None:
            return Guess(remembered.arranged(file.headings), (None,) * len(file.headings)), True
    except Invalid:
        # The survey got a file with other columns this time.
        pass
    check_kind(file.name, file.headings, ImportKind.RESPONSES)
    return guess_columns(file.headings, file.first_rows()), False


def _is_another_file(targets: Targets, file: AnswerFile, survey: str) -> bool:
    """Whether the survey remembers columns, and these are others: perhaps the wrong file."""
    try:
        remembered = targets.remembered(survey)
    except Invalid:
        # A later version of the program understood more than this one.
        return False
    try:
        if remembered is not None:
            remembered.arranged(file.headings)
    except Invalid:
        return True
    return False


def _has_numbers(file: AnswerFile, columns: ResponseMap) -> bool:
    """Whether a column has the survey tool's number of each answer, and not a person's own."""
    for place in columns.of(Role.KEY):
        rows = file.first_rows()
        facts = ColumnFacts(file.headings[place], [r[place] for r in rows if r[place]], len(rows))
        return facts.is_token and facts.contacts < _MOST_CONTACTS
    return False


class _Intake:
    """One import under way; `tx` is None in a dry run."""

    def __init__(
        self,
        session: Session,
        tx: Transaction | None,
        file: AnswerFile,
        cmd: ImportAnswers,
    ) -> None:
        self._session, self._tx, self._file, self._cmd = session, tx, file, cmd
        self._targets = Targets(session, 0 if tx is None else tx.next_id)
        self._title = _title(cmd.path, cmd.survey)
        self._has_other_columns = _is_another_file(self._targets, file, self._title)
        if cmd.map is None:
            self._map = _understood(self._targets, file, self._title)[0].map
        else:
            self._map = cmd.map.arranged(file.headings)
        self._map.check()
        self._reader = AnswerReader(file, self._map)
        self._has_numbers = _has_numbers(file, self._map)
        self._new: list[Target] = []
        book = session.execute(select(Theme.id, Theme.name, Theme.position)).all()
        self._themes = {folded(name): row_id for row_id, name, _position in book}
        self._in_code_book = frozenset(self._themes)
        self._last_position = max((position for _id, _name, position in book), default=0)
        self._new_themes: set[str] = set()
        self._known_themes: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._duplicates = 0
        self._held_back: list[Finding] = []

    def run(self, progress: Progress | None) -> ImportResult:
        done = 0
        for sheet in self._file.sheets:
            rows = sheet.rows()
            while portion := list(islice(rows, _AT_ONCE)):
                self._take_in(sheet.name, portion)
                done += len(portion)
                if progress is not None:
                    progress(done, max(done, self._file.at_most))
        if self._tx is not None:
            for target in self._targets.all():
                if target.added:
                    close_target(self._tx, target, self._map, is_new=target in self._new)
        return ImportResult(
            kind=ImportKind.RESPONSES,
            file=self._file.name,
            added=sum(target.added for target in self._targets.all()),
            duplicates=self._duplicates,
            problems=tuple(self._reader.problems),
            notes=tuple(self._notes()),
            dry_run=self._cmd.dry_run,
            held_back=len(self._held_back),
        )

    def _take_in(self, sheet: str, rows: Sequence[Numbered]) -> None:
        for target, read in self._read(sheet, rows).items():
            keys = target.keys(answer.contents for answer in read)
            ids = self._ids_in_book(read)
            new = [
                (answer, key)
                for answer, key in zip(read, keys, strict=True)
                if key not in target.known and answer.row_id not in ids
            ]
            self._duplicates += len(read) - len(new)
            if self._has_numbers:
                new = self._numbered(sheet, target, new)
            # Only a row with a book's id gets here without saying anything.
            if any(answer.row_id is not None and answer.is_empty for answer, _key in new):
                new = [pair for pair in new if not self._refused(sheet, pair[0])]
            if new:
                self._add(target, *zip(*new, strict=True))

    def _numbered(
        self, sheet: str, target: Target, new: Sequence[tuple[Answer, str]]
    ) -> list[tuple[Answer, str]]:
        """The rows with their number's mark after the key, but for those that are held back."""
        marks = target.marks_of([answer.tool_number for answer, _key in new])
        marked = zip(new, marks, strict=True)
        if self._cmd.renumbered or target.marks.isdisjoint(marks):
            return [(answer, key + mark) for (answer, key), mark in marked]
        taken_in = []
        for (answer, key), mark in marked:
            if mark in target.marks:
                self._held_back.append(self._reader.number_known(sheet, answer.number))
            else:
                taken_in.append((answer, key + mark))
        return taken_in

    def _refused(self, sheet: str, answer: Answer) -> bool:
        if answer.is_empty:
            self._reader.refuse_empty(sheet, answer.number)
        return answer.is_empty

    def _check_themes(self, answers: Sequence[Answer]) -> None:
        """Refuse what is no list of choices before it fills the code book with nonsense."""
        for names in {answer.themes for answer in answers}:
            self._new_themes.update({folded(name) for name in names} - self._in_code_book)
        if len(self._new_themes) > _MOST_NEW_THEMES:
            raise Invalid("import.too_many_themes", file=self._file.name, most=_MOST_NEW_THEMES)

    def _add(self, target: Target, answers: Sequence[Answer], keys: Sequence[str]) -> None:
        self._check_themes(answers)
        target.count(answer.answered_on for answer in answers)
        if target.id is None and target not in self._new:
            self._new.append(target)
            if self._tx is not None:
                add_target(self._tx, target)
        if self._tx is not None:
            self._write(self._tx, target, answers, keys)

    def _read(self, sheet: str, rows: Sequence[Numbered]) -> dict[Target, list[Answer]]:
        """The rows' answers, by the survey they belong to."""
        by_survey: dict[str, list[Answer]] = {}
        for number, cells in rows:
            answer = self._reader.read(sheet, number, cells)
            if answer is not None:
                by_survey.setdefault(answer.survey, []).append(answer)
        found: dict[Target, list[Answer]] = {}
        for survey, answers in by_survey.items():
            try:
                target = self._targets.of(survey or self._title)
            except TrackerError as error:
                self._reader.refuse(error, sheet, [answer.number for answer in answers])
            else:
                found.setdefault(target, []).extend(answers)
        return found

    def _ids_in_book(self, answers: Sequence[Answer]) -> set[int | None]:
        """Which of them are in the book already, by the id in an exported list."""
        ids = [answer.row_id for answer in answers if answer.row_id is not None]
        parts = (ids[start : start + _PARAMETERS] for start in range(0, len(ids), _PARAMETERS))
        return {
            row_id
            for part in parts
            for row_id in self._session.scalars(select(Response.id).where(Response.id.in_(part)))
        }

    def _write(
        self, tx: Transaction, target: Target, answers: Sequence[Answer], keys: Sequence[str]
    ) -> None:
        columns: dict[str, Any] = dict(zip(_COLUMNS, zip(*answers, strict=True), strict=False))
        themes = columns.pop("themes")
        columns |= {"survey_id": Same(target.id), "source_key": keys}
        ids = tx.insert_columns(Response, columns, len(keys))
        links = [
            (row_id, theme_id)
            for row_id, names in zip(ids, themes, strict=True)
            for theme_id in self._theme_ids(tx, names)
        ]
        if links:
            responses, found = zip(*links, strict=True)
            linked = {"response_id": responses, "theme_id": found}
            tx.insert_columns(ResponseTheme, linked, len(links))

    def _theme_ids(self, tx: Transaction, names: tuple[str, ...]) -> Sequence[int]:
        """The themes of one answer, each once; those that the code book lacks come last in it."""
        if names not in self._known_themes:
            found = []
            for name in names:
                if folded(name) not in self._themes:
                    self._themes[folded(name)] = self._add_theme(tx, name)
                found.append(self._themes[folded(name)])
            self._known_themes[names] = tuple(dict.fromkeys(found))
        return self._known_themes[names]

    def _add_theme(self, tx: Transaction, name: str) -> int:
        self._last_position += 1
        return tx.add(Theme(name=name, position=self._last_position)).id

    def _notes(self) -> Iterator[Finding]:
        if self._held_back:
            yield Finding("import.numbers_known", {"count": len(self._held_back)})
            yield from self._held_back
        yield from self._file.notes
        if self._has_other_columns:
            yield Finding("import.other_columns", {"survey": self._title})
        ignored = self._map.of(Role.IGNORED)
        headings = tuple(h for place in ignored if (h := self._file.headings[place]))
        if headings:
            yield Finding("import.columns_ignored", {"headings": headings, "count": len(headings)})
        for target in self._new:
            code = "import.survey_to_add" if self._tx is None else "import.survey_added"
            yield Finding(code, {"survey": target.title})
