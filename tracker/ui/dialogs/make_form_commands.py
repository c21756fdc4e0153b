"""The command that makes a form to log on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.i18n import _, current_language
from tracker.services.context import AppContext
from tracker.services.reports.owners import owner_names
from tracker.ui.alerts import tell

if TYPE_CHECKING:
    from tracker.ui.dialogs.make_form import FormAsked
    from tracker.ui.main_window import MainWindow


def _make_form(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.make_form import MakeFormDialog

    desk = window.desk

    def show(owners: list[str]) -> None:
        dialog = MakeFormDialog(owners, partial(_suggested, window), window)
        desk.ask(dialog, make, partial(_told, window))

    desk.read(partial(owner_names, desk.ctx), show, owner=window, key=("form.make", id(window)))


def make(ctx: AppContext, asked: "FormAsked") -> "FormAsked":
    """Write the form in the current language, whole or not at all."""
    from tracker.models.book_file import write_file
    from tracker.reports.making import make_report
    from tracker.services.reports.reading import ReportQuery
    from tracker.services.spreadsheet.form_actions import FormQuery
    from tracker.services.spreadsheet.form_making import make_form

    if asked.is_paper:
        query = ReportQuery(kind="log_form", owner=asked.owner)
        write_file(asked.path, make_report(ctx, query, current_language()).pdf)
    else:
        make_form(ctx, asked.path, FormQuery(asked.owner))
    return asked


def _told(window: "MainWindow", asked: "FormAsked") -> None:
    from tracker.ui.dialogs.make_form import after

    saved = _("It is saved as {file}").format(file=asked.path)
    text = "\n\n".join((saved, after(is_paper=asked.is_paper)))
    tell(window, _("The form is made"), text, icon="check")


def _suggested(window: "MainWindow", ending: str) -> Path:
    """Beside the book, under a name that nothing there has."""
    book = window.desk.ctx.book
    folder = Path.home() if "://" in book else Path(book).parent
    day = window.desk.today().isoformat()
    stem = _("Log form {day}").format(day=day)
    names = [stem, *(f"{stem} ({number})" for number in range(2, 100))]
    free = (folder / f"{name}{ending}" for name in names)
    return next((path for path in free if not path.exists()), folder / f"{stem}{ending}")


HANDLERS: dict[str, Callable[["MainWindow", object], object]] = {"form.make": _make_form}
