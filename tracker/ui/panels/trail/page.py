"""Spåret: from one answer to the last measurement, and back."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui.desk import Desk
from tracker.ui.page import PageView
from tracker.ui.widgets.panels import PageHeader


class TrailPage(PageView):
    """The trail."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        layout = QVBoxLayout(self)
        layout.addWidget(PageHeader(_("The trail")))
        layout.addStretch()

    def refresh(self) -> None:
        pass
