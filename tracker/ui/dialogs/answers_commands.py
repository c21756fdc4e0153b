"""Commands that take answers in: one at a time on the spot, or many from a file."""

from functools import partial
from typing import TYPE_CHECKING

from tracker.i18n import _
from tracker.services.queries.kiosk import Occasion, Offered, occasions, offered
from tracker.ui.desk import Subject

if TYPE_CHECKING:
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


HANDLERS = {"survey.kiosk": _kiosk}
