"""Commands that open a dialog on the book."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

Handler = Callable[["MainWindow", object], object]


def _id(about: object) -> int | None:
    return about if isinstance(about, int) else None


def _log_new(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.log_dialog import open_log_dialog

    open_log_dialog(window.desk, window, _id(about))


def _find(window: "MainWindow", about: object) -> None:
    from tracker.ui.dialogs.palette import open_palette

    open_palette(window.desk, window, window.commands.is_enabled)


HANDLERS: dict[str, Handler] = {
    "log.new": _log_new,
    "find.anything": _find,
}
