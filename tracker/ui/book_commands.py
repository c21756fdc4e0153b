"""Commands about the book as a file, the windows on it, and the program itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from tracker import settings

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

Handler = Callable[["MainWindow", object], object]


def _switch(window: "MainWindow", _about: object) -> None:
    menu = QMenu(window)
    for recent in settings.load().recent:
        entry = menu.addAction(f"{recent.name}  –  {recent.path}".replace("&", "&&"))
        entry.triggered.connect(
            lambda _checked=False, path=recent.path: window.app.open(path, replacing=window)
        )
    menu.addSeparator()
    for command in ("book.new", "book.open", "window.new", "book.close"):
        menu.addAction(window.commands.action(command))
    menu.popup(window.book_corner())


HANDLERS: dict[str, Handler] = {
    "book.switch": _switch,
    "book.new": lambda window, _about: window.app.ask_new(window),
    "book.open": lambda window, _about: window.app.ask_open(window),
    "book.example": lambda window, _about: window.app.open_example(window),
    "book.close": lambda window, _about: window.close(),
    "window.new": lambda window, _about: window.app.new_window(window.session),
}
