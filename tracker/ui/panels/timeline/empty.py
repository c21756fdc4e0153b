"""What stands where there is nothing to draw."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.i18n import _
from tracker.ui.widgets.notes import EmptyState


class NoTimeline(QStackedWidget):
    """Why nothing is drawn, and the first step."""

    clear_asked = Signal()
    promises_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._none = EmptyState(
            "timeline",
            _("Nothing to see over time yet"),
            _(
                "Here every action has a bar from its start to its deadline, and every date of a "
                "recurring one its mark. Actions are planned under a promise."
            ),
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
        self.addWidget(self._none)
        self.addWidget(self._none_found)

    def tell(self, *, filtered: bool) -> None:
        """Nothing was found, among everything or some."""
        shown = self._none_found if filtered else self._none
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown)
