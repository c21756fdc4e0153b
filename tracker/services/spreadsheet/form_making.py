"""Makes a log form of a book: which actions it offers, its code, and its file."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from tracker.models.book import Book, Copy
from tracker.models.book_file import check_target, write_file
from tracker.models.errors import Invalid
from tracker.services.context import AppContext
from tracker.services.spreadsheet.form_actions import FormQuery, form_actions
from tracker.services.spreadsheet.form_marks import form_code
from tracker.services.spreadsheet.log_form import log_form


@dataclass(frozen=True, slots=True)
class MadeForm:
    """A form that was written: its code, and how many actions its list offers."""

    code: str
    actions: int


def make_form(ctx: AppContext, path: Path, query: FormQuery) -> MadeForm:
    """Write a log form to `path`, whole or not at all, in the current language.

    Raises `Invalid` when there is nothing to log, as `find_owner` for an owner, and `BookError`
    when the file can't be written. The book is not changed.
    """
    check_target(path)
    made = ctx.clock.now()
    with ctx.read() as session:
        actions = form_actions(session, query, ctx.today())
        name, copy = (
            session.scalars(select(Book.name)).one(),
            session.scalars(select(Copy.number)).one(),
        )
    if not actions:
        raise Invalid("form.no_actions")
    code = form_code(copy, made)
    write_file(path, log_form(name, code, actions, made.astimezone()))
    return MadeForm(code, len(actions))
