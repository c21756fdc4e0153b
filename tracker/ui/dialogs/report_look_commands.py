"""Rapporternas utseende: reads what is set, shows the dialog, reads the picture that is chosen."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tracker.models.errors import BookError, Invalid
from tracker.services.reports.logotype import printable_picture, read_picture
from tracker.services.reports.look import MunicipalityLook, municipality_looks, set_look
from tracker.ui.desk import Desk
from tracker.ui.dialogs.report_look import Brought, LookDialog


def open_looks(desk: Desk, parent: QWidget) -> None:
    """Show what is set for the book's municipalities, to be changed."""

    def show(looks: list[MunicipalityLook]) -> None:
        dialog = LookDialog(looks, parent)
        dialog.picture_asked.connect(partial(_bring, desk, dialog))
        desk.ask(dialog, set_look, reread=partial(municipality_looks, desk.ctx))

    desk.read(partial(municipality_looks, desk.ctx), show, owner=parent, key=("looks", id(parent)))


def _bring(desk: Desk, dialog: LookDialog, path: Path) -> None:
    desk.jobs.submit(
        partial(brought, path),
        dialog.show_picture,
        dialog.show_error,
        ("picture", id(dialog)),
        owner=dialog,
    )


def brought(path: Path) -> Brought:
    """A picture as it will be printed. Raises `Invalid` when it can't be."""
    try:
        data = read_picture(path)
    except BookError as error:
        raise Invalid(error.code, field="logotype", **error.params) from error
    return Brought(data, printable_picture(data))
