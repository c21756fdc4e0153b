"""Svar: the workbench where answers are coded."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui.desk import Desk
from tracker.ui.page import PageView
from tracker.ui.widgets.panels import PageHeader


class AnswersPage(PageView):
    """Answers."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        layout = QVBoxLayout(self)
        layout.addWidget(PageHeader(_("Answers")))
        layout.addStretch()

    def refresh(self) -> None:
        pass
