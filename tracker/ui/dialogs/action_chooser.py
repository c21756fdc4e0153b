"""Which action was something done for: a search field and its candidates, below one another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.queries.actions import ActionRow
from tracker.ui import fonts
from tracker.ui.tables.action_search import ActionSearch, ActionSearchField, FindActions
from tracker.ui.tables.candidates import ENDED_HEIGHT, OPEN_HEIGHT, open_height
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import KeyHint, Text

_VISIBLE = 2 * OPEN_HEIGHT + ENDED_HEIGHT


class ActionChooser(QWidget):
    """Type a few letters, Enter takes the marked candidate; typing again lets it go.

    The candidates stand inside the dialog, so that nothing covers the fields below.
    """

    taken = Signal(object)
    """An `ActionRow`, or None when it was let go."""
    entered_again = Signal()
    """Enter was pressed in the search field with an action taken."""

    def __init__(self, find: FindActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        field = ActionSearchField(_("Write a few letters of the action"), large=True)
        self.search = ActionSearch(field, find)
        self.search.taken.connect(self.taken)
        self.search.entered_again.connect(self.entered_again)
        self.search.answered.connect(self._on_answered)
        self._candidates = self.search.candidates
        self._candidates.setFixedHeight(_VISIBLE)
        self._none = Text("", tone="text2")
        self._none.setContentsMargins(12, 12, 12, 12)
        self._none.setFixedHeight(_VISIBLE)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setVisible(False)
        box = self._box = QFrame()
        box.setProperty("card", True)
        inside = self._inside = QVBoxLayout(box)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._candidates)
        inside.addWidget(self._none)
        self._keys = _key_line()
        inside.addWidget(self._keys)
        layout = self._outer = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(field)
        layout.addWidget(box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(field)

    def start(self) -> None:
        """Show what is most likely before anything is typed."""
        self.search.start()

    def action(self) -> ActionRow | None:
        """The action taken."""
        return self.search.action()

    def set_action(self, row: ActionRow | None) -> None:
        """Take `row` from outside; with None let go and begin anew."""
        self.search.set_action(row)

    def set_compact(self, compact: bool) -> None:
        """Only as high as the action taken: the others are not needed any more."""
        self._candidates.setFixedHeight(open_height() if compact else _VISIBLE)
        self._keys.setVisible(not compact)
        # At once, so that whoever asks how high the field is now is told so.
        self._inside.activate()
        self._box.updateGeometry()
        self._outer.activate()
        self.updateGeometry()

    def none_words(self) -> str:
        """What stands there instead of candidates."""
        return self._none.whole_text()

    def _on_answered(self, typed: str, count: int) -> None:
        self._candidates.setVisible(count > 0)
        self._none.setVisible(count == 0)
        self._none.setText(
            _("No action holds “{text}”.").format(text=typed)
            if typed
            else _("There is no action to log on yet.")
        )


def _key_line() -> QWidget:
    line = Panel("sunken")
    row = QHBoxLayout(line)
    row.setContentsMargins(12, 5, 12, 5)
    row.setSpacing(6)
    small = fonts.caption()
    for widget in (
        KeyHint("↑"),
        KeyHint("↓"),
        Text(_("choose"), small, "text2"),
        KeyHint(_("Enter")),
        Text(_("take the action"), small, "text2"),
    ):
        row.addWidget(widget)
    row.insertSpacing(3, 8)
    row.addStretch(1)
    row.addWidget(Text(_("Latest logged first"), small, "text2"))
    return line
