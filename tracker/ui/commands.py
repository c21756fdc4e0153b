"""What each command does in a window. The table of commands is `ui.actions`."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from tracker.i18n import _
from tracker.models.errors import Invalid
from tracker.ui.actions import ACTIONS, MENUS
from tracker.ui.alerts import explain_failure
from tracker.ui.desk import Page

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

Handler = Callable[[object], object]


class Commands(QObject):
    """The window's QActions, made from the table, and the handler of each."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(_(spec.text), window)
            if spec.keys:
                action.setShortcut(QKeySequence(spec.keys))
            if spec.id == "edit.redo":
                action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
            action.triggered.connect(partial(self._on_triggered, spec.id))
            window.addAction(action)
            self._actions[spec.id] = action

    def menu(self) -> QMenu:
        """Everything the program can do, by group."""
        menu = QMenu(self._window)
        for title in MENUS:
            part = menu.addMenu(_(title))
            for spec in ACTIONS:
                if spec.menu == title:
                    part.addAction(self._actions[spec.id])
        return menu

    def action(self, command: str) -> QAction:
        """The QAction of a command in the table."""
        return self._actions[command]

    def is_enabled(self, command: str) -> bool:
        """Whether the command can be run now."""
        return command not in self._actions or self._actions[command].isEnabled()

    def disable_writing(self) -> None:
        """The book can't be written: only looking, printing and exporting are left."""
        for spec in ACTIONS:
            if spec.writes:
                self._actions[spec.id].setEnabled(False)
        self._window.hide_writing()

    def run(self, command: str, about: object = None) -> None:
        """Run a command by its id; `about` is the row it concerns, where it concerns one."""
        if not self.is_enabled(command):
            return
        page = next((page for page in get_args(Page) if f"go.{page}" == command), None)
        if page is not None:
            self._window.show_page(page).setFocus()
            return
        self._handlers()[command](about)

    def explain_failure(self, error: Exception) -> None:
        """Put an exception into words, in a box over the window."""
        explain_failure(self._window, error)

    def _refused(self, error: Exception) -> None:
        from tracker.messages import explain

        # Nothing to take back is no mistake; a box would make it one.
        if isinstance(error, Invalid):
            self._window.say(explain(error))
        else:
            self.explain_failure(error)

    def _on_triggered(self, command: str, _checked: bool = False) -> None:
        self.run(command)

    def _handlers(self) -> dict[str, Handler]:
        """Command id → what it does. The modules behind load when they are first needed."""
        from tracker.services.history import redo, undo
        from tracker.ui import book_commands, dialog_commands

        window, desk = self._window, self._window.desk
        return {
            "edit.undo": lambda _about: desk.write(partial(undo, desk.ctx), None, self._refused),
            "edit.redo": lambda _about: desk.write(partial(redo, desk.ctx), None, self._refused),
            "inspector.fold": lambda _about: window.toggle_inspector(),
            "inspector.focus": lambda _about: window.switch_to_inspector(),
            **{name: partial(run, window) for name, run in book_commands.HANDLERS.items()},
            **{name: partial(run, window) for name, run in dialog_commands.HANDLERS.items()},
        }
