"""A page of the window: fresh while it is seen, stale until it is seen again."""

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.models.journal import ChangeSet
from tracker.ui.desk import Desk, Goto, Subject, touches
from tracker.ui.widgets.panels import Panel


class PageView(Panel):
    """Base of every page. Subclasses say which tables they show and how they `refresh`."""

    tables: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, surface: str = "bg") -> None:
        super().__init__(surface, parent)
        self.desk = desk
        self._stale = True
        self._subject: Subject | None = None
        desk.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read again what is shown, keeping selection and scroll position."""
        raise NotImplementedError

    def open_at(self, target: Goto) -> None:
        """Come here for a row or with a query. The page is shown right after."""

    def inspect(self, subject: Subject | None) -> None:
        """Show what is chosen here in the inspector: now, and whenever the page is shown again.

        A page that is not in front only remembers it, for the inspector is another page's then.
        """
        self._subject = subject
        if self.isVisible():
            self.desk.inspect(subject)

    def is_drawn(self) -> bool:
        """Whether what was read is also on the screen, once the book's jobs are idle."""
        return True

    def _on_changed(self, changes: ChangeSet) -> None:
        if not touches(changes, self.tables):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def mark_stale(self) -> None:
        """Read again now if seen, else when next seen: the day or the language changed."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Another page may have shown something else in the inspector meanwhile.
        if self.desk.subject != self._subject:
            self.desk.inspect(self._subject)
        self._freshen()

    def _freshen(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
