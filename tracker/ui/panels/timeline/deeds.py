"""What is done from the timeline and the month: opening, moving a deadline, copying the picture."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.ui.desk import Desk
from tracker.ui.dialogs import action_commands


def ask_move(
    desk: Desk, parent: QWidget, action_id: int, day: date | None, done: Callable[[], object]
) -> None:
    """Ask why a deadline moves, to `day` if it is given; `done` when answered or given up."""

    def show(rows: Sequence[ActionRow]) -> None:
        if not rows:
            done()
            return
        dialog = action_commands.move_deadline(desk, parent, rows, day)
        dialog.finished.connect(lambda _result: done())

    work = partial(action_rows, desk.ctx, [action_id])
    desk.read(work, show, owner=parent, key=("timeline.move", id(parent)))


def copy_picture(desk: Desk, picture: QWidget, lines: Sequence[str]) -> None:
    """Put what is seen on the clipboard, and the lines as text for where pictures can't go."""
    copied = QMimeData()
    copied.setImageData(picture.grab().toImage())
    copied.setText("\n".join(lines))
    QGuiApplication.clipboard().setMimeData(copied)
    desk.said.emit(_("The timeline is copied as a picture, and its lines as text"))
