"""Commands that take answers in: one at a time on the spot, or many from a file."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.i18n import _
from tracker.models.search import folded
from tracker.services.queries.evidence import SurveyRow, survey_rows
from tracker.services.queries.kiosk import Occasion, Offered, occasions, offered
from tracker.services.queries.responses import ResponseFilter
from tracker.ui.desk import Page, Subject

if TYPE_CHECKING:
    from tracker.ui.dialogs.answers_import import AnswersImportDialog
    from tracker.ui.kiosk.start import StartKiosk
    from tracker.ui.main_window import MainWindow


def _kiosk(window: "MainWindow", about: object) -> None:
    desk = window.desk
    desk.read(partial(occasions, desk.ctx), partial(_ask, window, about), owner=window)


def _ask(window: "MainWindow", about: object, found: list[Occasion]) -> None:
    from tracker.ui.kiosk.start import StartKioskDialog

    if not found:
        window.say(_("Answers are taken in a survey. Add it first."))
        window.desk.run("survey.new")
        return
    dialog = StartKioskDialog(found, _survey(window, about), window)

    def begin(start: "StartKiosk") -> None:
        dialog.saved()
        window.desk.read(
            partial(offered, window.desk.ctx, start.survey_id),
            partial(_open, window, start),
            owner=window,
            key=("kiosk", id(window)),
        )

    dialog.submitted.connect(begin)
    dialog.open()


def _open(window: "MainWindow", start: "StartKiosk", found: Offered) -> None:
    from tracker.ui.kiosk.window import open_kiosk

    open_kiosk(window.desk, found, start, window)


def _survey(window: "MainWindow", about: object) -> int | None:
    """The survey that a command is about: the one named, else the one chosen on Underlag."""
    if isinstance(about, int):
        return about
    match window.desk.subject:
        case Subject("survey", row_id) if window.current_page == "surveys":
            return row_id
    return None


def _import(window: "MainWindow", about: object) -> None:
    import_answers_from(window, None, about)


def import_answers_from(window: "MainWindow", path: Path | None, about: object = None) -> None:
    """Ask what a file's columns are and import its answers, to the survey it is about if any."""
    desk = window.desk
    desk.read(
        partial(survey_rows, desk.ctx),
        partial(_ask_columns, window, path, _survey(window, about)),
        owner=window,
        key=("survey.import", id(window)),
    )


def _ask_columns(
    window: "MainWindow", path: Path | None, survey: int | None, rows: list[SurveyRow]
) -> None:
    from tracker.ui.book_commands import book_folder
    from tracker.ui.dialogs.answers_import import AnswersImportDialog
    from tracker.ui.dialogs.answers_import_work import AnswersImport

    chosen = next((row.title for row in rows if row.id == survey), "")
    titles = [row.title for row in rows]
    dialog = AnswersImportDialog(titles, chosen, path, book_folder(window), window)
    AnswersImport(window.desk, dialog)
    to: Page = "answers" if window.current_page == "answers" else "surveys"
    dialog.accepted.connect(partial(_go_to_imported, window, dialog, to))
    dialog.coding_asked.connect(partial(_go_to_imported, window, dialog, "answers"))
    dialog.open()


def _go_to_imported(window: "MainWindow", dialog: "AnswersImportDialog", to: Page) -> None:
    """Show the survey that the answers went to, or on Svar its answers."""
    desk, title = window.desk, folded(dialog.survey.title())

    def go(rows: list[SurveyRow]) -> None:
        survey = next((row.id for row in rows if folded(row.title) == title), None)
        if to == "answers":
            desk.go(to, query=ResponseFilter(survey_id=survey))
        else:
            desk.go(to, survey)

    desk.read(partial(survey_rows, desk.ctx), go, owner=window, key=("imported", id(window)))


HANDLERS = {"survey.kiosk": _kiosk, "survey.import": _import}
