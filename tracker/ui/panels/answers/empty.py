"""What stands where there are no answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.i18n import _
from tracker.ui.actions import BY_ID
from tracker.ui.widgets.notes import EmptyState

_FIRST_STEPS = ("survey.import", "survey.kiosk")


class NoAnswers(QStackedWidget):
    """A book without answers says how they come here; a filter without hits can be cleared."""

    clear_asked = Signal()
    command_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__(parent)
        # Whichever steps this program has.
        steps = [BY_ID[name] for name in _FIRST_STEPS if name in BY_ID] or [BY_ID["survey.new"]]
        first = None if read_only else steps[0]
        self._none = EmptyState(
            "answer",
            _("No answers yet"),
            _(
                "What citizens answered belongs here, one by one, to be read and given themes. "
                "Answers come from a file, or are taken in on the square."
            ),
            _(first.text) if first is not None else "",
            action_icon=first.icon if first is not None else "",
        )
        if first is not None:
            self._none.acted.connect(lambda: self.command_asked.emit(first.id))
            for other in steps[1:]:
                button = self._none.add_action(_(other.text), icon=other.icon)
                button.clicked.connect(
                    lambda _checked, name=other.id: self.command_asked.emit(name)
                )
        self._none_found = EmptyState(
            "filter",
            _("No hits"),
            _("No answer fits the filters."),
            _("Clear filters"),
            primary=False,
        )
        self._none_found.acted.connect(self.clear_asked)
        self.addWidget(self._none)
        self.addWidget(self._none_found)

    def _ask(self, command: str, _checked: bool) -> None:
        self.command_asked.emit(command)

    def tell(self, *, any_at_all: bool) -> None:
        """Whether the book has answers that the filter leaves out."""
        self.setCurrentWidget(self._none_found if any_at_all else self._none)
