"""The book as a whole: a new one, and its own settings."""

import os
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from tracker.models.book import Book, Copy
from tracker.models.book_file import check_folder, file_error, remove_unfinished
from tracker.models.clock import Clock
from tracker.models.engine import APPLICATION_ID, begin_write, engine_for
from tracker.models.enums import Party
from tracker.models.errors import BookError, Invalid
from tracker.models.ids import draw_copy_number, first_id
from tracker.models.journal import FIRST_HASH
from tracker.models.migrations import stamp
from tracker.models.schema import METADATA
from tracker.models.unit_of_work import UnitOfWork
from tracker.paths import replace_file
from tracker.services.agreements import (
    AgreementFields,
    add_agreement_in,
    municipality_in,
    police_area_in,
)
from tracker.services.context import AppContext
from tracker.services.people import PersonFields, add_person_in, organisation_in


@dataclass(frozen=True, slots=True)
class NewBook:
    """What a new book needs: a municipality; and, to begin with promises at once, the agreement."""

    municipality: str
    police_area: str | None = None
    agreement: AgreementFields | None = None
    shows_state_of: date | None = None
    is_example: bool = False
    first_person: PersonFields | None = None
    """Whoever makes the book, where that is known."""


def create_book(path: Path, cmd: NewBook, *, clock: Clock, who: str) -> None:
    """Make a new book at `path`, whole or not at all. Raises `BookError` if something is there."""
    if not cmd.municipality.strip():
        raise Invalid("field.required", field="municipality")
    check_folder(path)
    if path.exists():
        raise BookError("book.exists", book=str(path))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        engine = engine_for(unfinished, access="create")
        try:
            fill_database(engine, cmd, clock=clock, who=who, book=str(path))
        finally:
            engine.dispose()
        replace_file(unfinished, path)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise file_error(error, path) from error
    finally:
        remove_unfinished(unfinished)


def fill_database(engine: Engine, cmd: NewBook, *, clock: Clock, who: str, book: str) -> None:
    """Make a new book in an empty file or database; `book` is its name in errors."""
    number = draw_copy_number()
    with begin_write(engine) as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
        METADATA.create_all(connection)
        stamp(connection)
        connection.execute(
            insert(Copy), {"number": number, "next_id": first_id(number), "last_hash": FIRST_HASH}
        )
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
        if cmd.first_person is not None:
            add_person_in(tx, cmd.first_person)


@dataclass(frozen=True, slots=True)
class BookSettings:
    """The book's name, the day it shows, its follow-up colours' limits, and its review's."""

    version: int
    name: str
    shows_state_of: date | None
    is_example: bool
    on_track_percent: int
    risk_percent: int
    risk_days: int
    due_soon_days: int
    silent_days: int = 90


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
            book.silent_days,
        )


def edit_book_settings(ctx: AppContext, settings: BookSettings) -> None:
    """Change the book's settings as the user saw them at `settings.version`."""
    if not 0 < settings.risk_percent <= settings.on_track_percent <= 100:
        raise Invalid("settings.limits", field="risk_percent")
    if settings.silent_days < 1:
        raise Invalid("settings.silent_days", field="silent_days")
    with ctx.write("book.settings") as tx:
        book_id = tx.session.scalars(select(Book.id)).one()
        book = tx.get(Book, book_id, settings.version)
        for name in BookSettings.__slots__:
            if name != "version":
                setattr(book, name, getattr(settings, name))


def gather(ctx: AppContext) -> None:
    """Bring what SQLite's log beside the book holds into the book's own file.

    Waits for nobody. SQLite would do it at the next thousand pages; until then a copy of the file
    alone would lack the latest work.
    """
    if ctx.engine.dialect.name != "sqlite" or ctx.read_only:
        return
    connection = ctx.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        connection.close()
