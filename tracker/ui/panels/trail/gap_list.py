"""Where the chain is broken, above the chain: each with the button that mends it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.services.queries.trail_rows import TrailGap
from tracker.ui.panels.trail.gap_painter import GapPainter
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.foldable import Foldable
from tracker.ui.widgets.notes import IconText
from tracker.ui.widgets.panels import Rule

_MOST_IN_VIEW = 3


class GapList(QWidget):
    """A section that folds. Arrows follow a break in the chain below, Enter mends it."""

    chosen = Signal(object)
    """The `TrailGap` that the keyboard is on."""
    mend_asked = Signal(object)

    def __init__(self, today: date, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = 0
        self._painter = GapPainter(today, writable=writable)
        self.section = Foldable(_("Breaks in the chain"))
        self.rows: PaintedList[TrailGap] = PaintedList(
            _("Breaks in the chain"), self._painter, fitted=False
        )
        self.rows.chosen.connect(self.chosen)
        if writable:
            self.rows.opened.connect(self.mend_asked)
        self._none = IconText("check", _("No break: every step leads on to the next."))
        self.section.body.setSpacing(0)
        self.section.body.addWidget(Rule())
        self.section.body.addWidget(self.rows)
        self.section.body.addWidget(self._none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.section)

    def show_gaps(self, gaps: tuple[TrailGap, ...], *, empty: bool) -> None:
        """Show them; `empty` is a book in which nothing can be broken yet."""
        self.section.set_count(format_number(len(gaps)) if gaps else "")
        self.rows.set_rows(gaps)
        self.rows.setVisible(bool(gaps))
        self._none.setVisible(not gaps)
        self._fit()
        self.setVisible(not empty)

    def fit(self, room: int) -> None:
        """Take no more than `room` in height, but for the first row; the rest scrolls."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        row, count = self._painter.row_height(), len(self.rows.rows())
        seen = min(count, _MOST_IN_VIEW, max(1, self._room // row))
        # Half a row more shows that there is more to see.
        self.rows.setFixedHeight(row * seen + (row // 2 if count > seen else 0) + 2)
