"""What stands where there are no rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.i18n import _
from tracker.ui.widgets.notes import EmptyState


class NoActions(QStackedWidget):
    """Nothing until the first answer is here; then why there are no rows, and what to do."""

    clear_asked = Signal()
    promises_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._none = EmptyState(
            "action",
            _("No actions yet"),
            _("Actions are planned under a promise. Here they all come together."),
            _("To the promises"),
            action_icon="promise",
        )
        self._none_found = EmptyState(
            "filter",
            _("No matches"),
            _("No action fits the filters."),
            _("Clear filters"),
            primary=False,
        )
        self._none.acted.connect(self.promises_asked)
        self._none_found.acted.connect(self.clear_asked)
        for widget in (QWidget(), self._none, self._none_found):
            self.addWidget(widget)

    def tell(self, *, filtered: bool) -> None:
        """The rows have been looked for, among all actions or some."""
        self.setCurrentWidget(self._none_found if filtered else self._none)
