"""The book as a whole: new, backed up, restored, checked, and its own settings."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from tracker.models.action import ActionTally
from tracker.models.book import Book, Copy
from tracker.models.book_file import SUFFIX, check_file, side_files
from tracker.models.clock import Clock
from tracker.models.engine import APPLICATION_ID, book_error, engine_for
from tracker.models.enums import Party
from tracker.models.errors import BookError, Invalid
from tracker.models.journal import FIRST_HASH, first_broken_link
from tracker.models.migrations import stamp
from tracker.models.schema import METADATA
from tracker.models.unit_of_work import UnitOfWork, draw_copy_number, first_id, tally
from tracker.services.agreements import (
    AgreementFields,
    add_agreement_in,
    municipality_in,
    police_area_in,
)
from tracker.services.context import AppContext
from tracker.services.people import organisation_in


@dataclass(frozen=True, slots=True)
class NewBook:
    """What a new book needs: a municipality; and, to begin with promises at once, the agreement."""

    municipality: str
    police_area: str | None = None
    agreement: AgreementFields | None = None
    shows_state_of: date | None = None
    is_example: bool = False


def create_book(path: Path, cmd: NewBook, *, clock: Clock, who: str) -> None:
    """Make a new book at `path`, whole or not at all. Raises `BookError` if something is there."""
    if not cmd.municipality.strip():
        raise Invalid("field.required", field="municipality")
    if path.exists():
        raise BookError("book.exists", book=str(path))
    if not path.parent.is_dir():
        raise BookError("book.no_folder", book=str(path), folder=str(path.parent))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        engine = engine_for(unfinished)
        try:
            _fill(engine, cmd, clock, who, str(path))
        finally:
            engine.dispose()
        os.replace(unfinished, path)
    except (OSError, sqlite3.Error) as error:
        raise _file_error(error, path) from error
    finally:
        for leftover in (unfinished, *side_files(unfinished)):
            leftover.unlink(missing_ok=True)


def fill_database(engine: Engine, cmd: NewBook, *, clock: Clock, who: str, book: str) -> None:
    """Make a new book in an empty database (PostgreSQL)."""
    _fill(engine, cmd, clock, who, book)


def _fill(engine: Engine, cmd: NewBook, clock: Clock, who: str, book: str) -> None:
    number = draw_copy_number()
    with engine.connect().execution_options(tracker_write=True) as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
        METADATA.create_all(connection)
        stamp(connection)
        with Session(connection) as session:
            session.add(Copy(number=number, next_id=first_id(number), last_hash=FIRST_HASH))
            session.flush()
    unit = UnitOfWork(engine, clock, lambda: who, book, lambda _changes: None)
    with unit.write("book.new") as tx:
        tx.add(
            Book(
                name=cmd.municipality.strip(),
                shows_state_of=cmd.shows_state_of,
                is_example=cmd.is_example,
            )
        )
        municipality_in(tx, cmd.municipality.strip())
        organisation_in(tx, cmd.municipality.strip(), Party.MUNICIPALITY)
        organisation_in(tx, "Polisen", Party.POLICE)
        if cmd.police_area:
            police_area_in(tx, cmd.police_area.strip())
        if cmd.agreement is not None:
            add_agreement_in(tx, cmd.agreement)


@dataclass(frozen=True, slots=True)
class BookSettings:
    """The book's name, the day it shows, and the limits of its follow-up colours."""

    version: int
    name: str
    shows_state_of: date | None
    is_example: bool
    on_track_percent: int
    risk_percent: int
    risk_days: int
    due_soon_days: int


def book_settings(ctx: AppContext) -> BookSettings:
    """The book's settings as they are now."""
    with ctx.read() as session:
        book = session.scalars(select(Book)).one()
        return BookSettings(
            book.version,
            book.name,
            book.shows_state_of,
            book.is_example,
            book.on_track_percent,
            book.risk_percent,
            book.risk_days,
            book.due_soon_days,
        )


def edit_book_settings(ctx: AppContext, settings: BookSettings) -> None:
    """Change the book's settings as the user saw them at `settings.version`."""
    if not 0 < settings.risk_percent <= settings.on_track_percent <= 100:
        raise Invalid("settings.limits", field="risk_percent")
    with ctx.write("book.settings") as tx:
        book_id = tx.session.scalars(select(Book.id)).one()
        book = tx.get(Book, book_id, settings.version)
        for name in BookSettings.__slots__:
            if name != "version":
                setattr(book, name, getattr(settings, name))
    ctx.clock.shown_day = settings.shows_state_of


def backup_book(book: Path, target: Path | None, *, now: datetime) -> Path:
    """Copy the book, consistently even while it is in use. Returns where the copy is.

    Without `target` it goes beside the book with date and time in its name.
    """
    check_file(book)
    if target is None:
        target = book.with_name(f"{book.stem} {now.astimezone():%Y-%m-%d %H%M}{SUFFIX}")
    if target.resolve() == book.resolve():
        raise BookError("backup.same_file", book=str(book))
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with (
            closing(sqlite3.connect(f"{book.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        os.replace(unfinished, target)
    except (OSError, sqlite3.Error) as error:
        raise _file_error(error, target) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def restore_book(backup: Path, book: Path, *, now: datetime) -> Path | None:
    """Check a backup and put it in the book's place. Returns where the replaced book was kept."""
    check_file(backup)
    problems = check_sqlite(backup)
    if problems:
        raise BookError("book.damaged", book=str(backup))
    kept: Path | None = None
    if book.exists():
        kept = book.with_name(
            f"{book.stem} före återställning {now.astimezone():%Y-%m-%d %H%M%S}{SUFFIX}"
        )
        _close_log(book)
    incoming = backup_book(backup, book.with_name(f".{book.name}.incoming"), now=now)
    try:
        if kept is not None:
            os.replace(book, kept)
        os.replace(incoming, book)
    except OSError as error:
        if kept is not None and kept.exists() and not book.exists():
            os.replace(kept, book)
        raise _file_error(error, book) from error
    finally:
        incoming.unlink(missing_ok=True)
    return kept


def _close_log(book: Path) -> None:
    """Bring the write-ahead log into the file; fails when another program has the book open."""
    try:
        with closing(sqlite3.connect(book, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise book_error(error, book) from error


@dataclass(frozen=True, slots=True)
class Finding:
    """Something `check_book` found: a code for `tracker.messages`, and its parameters."""

    code: str
    params: dict[str, object]


def check_book(ctx: AppContext) -> list[Finding]:
    """Integrity of file, keys, journal chain and tallies; an empty list for a sound book."""
    findings: list[Finding] = []
    with ctx.read() as session:
        if session.get_bind().dialect.name == "sqlite":
            findings += _sqlite_findings(session)
        if findings:
            return findings
        broken = first_broken_link(session)
        if broken is not None:
            findings.append(Finding("check.chain", {"seq": broken}))
        findings += _tally_findings(session)
    return findings


def check_sqlite(path: Path) -> list[str]:
    """SQLite's own complaints about a file; empty when it is sound."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            rows = connection.execute("PRAGMA quick_check").fetchall()
    except sqlite3.Error as error:
        return [str(error)]
    return [row[0] for row in rows if row[0] != "ok"]


def _sqlite_findings(session: Session) -> list[Finding]:
    found = [
        Finding("check.file", {"detail": row[0]})
        for row in session.execute(text("PRAGMA integrity_check(20)"))
        if row[0] != "ok"
    ]
    found += [
        Finding("check.key", {"table": row[0], "row": row[1], "target": row[2]})
        for row in session.execute(text("PRAGMA foreign_key_check"))
    ]
    return found


def _tally_findings(session: Session) -> list[Finding]:
    counted = tally().subquery()
    columns = list(counted.c)
    wrong = session.scalar(
        select(func.count())
        .select_from(ActionTally)
        .join(counted, columns[0] == ActionTally.action_id, full=True)
        .where(
            (ActionTally.done.is_distinct_from(columns[1]))
            | (ActionTally.entries.is_distinct_from(columns[2]))
            | (ActionTally.last_on.is_distinct_from(columns[3]))
        )
    )
    return [Finding("check.tally", {"count": wrong})] if wrong else []


def _file_error(error: OSError | sqlite3.Error, path: Path) -> BookError:
    if isinstance(error, sqlite3.Error):
        return book_error(error, path)
    if isinstance(error, PermissionError):
        return BookError("file.not_writable", file=str(path))
    if error.errno is not None and error.errno in (28, 122):  # ENOSPC, EDQUOT
        return BookError("book.disk_full", book=str(path))
    return BookError("file.failed", file=str(path), detail=error.strerror or str(error))
