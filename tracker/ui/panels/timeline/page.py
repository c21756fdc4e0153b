"""The page timeline."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui.desk import Desk
from tracker.ui.page import PageView
from tracker.ui.widgets.notes import EmptyState


class TimelinePage(PageView):
    """The page timeline."""

    tables: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        layout = QVBoxLayout(self)
        layout.addWidget(EmptyState("timeline", _("Timeline"), ""))

    def refresh(self) -> None:
        """Read again."""
