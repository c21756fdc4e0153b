"""The text field of a filter bar: filters as one types, and Enter goes on to what is found."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.ui.widgets.fields import SearchField

_WIDTH = 216


class FilterText(SearchField):
    """Tells of what is typed a moment after the last letter, or at once by Enter."""

    filtered = Signal()
    entered = Signal()
    """Enter or the down arrow: on to the rows of all that was typed."""

    def __init__(
        self, pause_ms: int, parent: QWidget | None = None, *, stretches: bool = False
    ) -> None:
        """A fast pair of letters asks once: it comes within `pause_ms`."""
        super().__init__(_("Filter by text"), parent, keys="/")
        if not stretches:
            self.setFixedWidth(_WIDTH)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(pause_ms)
        self._later.timeout.connect(self.filtered)
        self.textChanged.connect(lambda _text: self._later.start())
        self.returnPressed.connect(self._on_entered)
        self.stepped.connect(self._on_stepped)

    def words(self) -> str:
        """What is typed, with single spaces."""
        return " ".join(self.text().split())

    def show_words(self, words: str) -> None:
        """Show what is asked for already; nobody is told."""
        if self.words() != words:
            self.setText(words)
            self._later.stop()

    def flush(self) -> None:
        """Tell at once of what hasn't been told of yet."""
        if self._later.isActive():
            self.settle()
            self.filtered.emit()

    def settle(self) -> None:
        """What is typed is asked for now, together with something else."""
        self._later.stop()

    def _on_stepped(self, by: int) -> None:
        if by > 0:
            self._on_entered()

    def _on_entered(self) -> None:
        self.flush()
        self.entered.emit()
