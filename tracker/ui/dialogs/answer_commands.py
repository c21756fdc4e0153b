"""Commands about answers and the code book."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


def _codebook(window: "MainWindow", _about: object) -> None:
    from tracker.ui.dialogs.codebook_commands import open_codebook

    open_codebook(window.desk, window)


HANDLERS: "dict[str, Callable[[MainWindow, object], object]]" = {"theme.codebook": _codebook}
