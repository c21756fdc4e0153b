"""The foot of a dialog that shows a list."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

from tracker.i18n import _
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.panels import Panel


class ListFoot(Panel):
    """Close at the left, what can be done with the list at the right."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__("sunken")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 12, 24, 12)
        self._row.setSpacing(8)
        close = Button(_("Close"), keys="Esc")
        close.clicked.connect(dialog.reject)
        self._row.addWidget(close)
        self._row.addStretch(1)

    def add(self, *buttons: QPushButton) -> None:
        """Put buttons last."""
        for button in buttons:
            self._row.addWidget(button)
