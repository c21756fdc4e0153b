"""All that falls on one day, in a list over the month."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, weekday
from tracker.labels import label
from tracker.messages.due import due_title
from tracker.services.queries.due import DueKind, DueRow
from tracker.ui import fonts
from tracker.ui.panels.timeline.month_days import shown_state
from tracker.ui.tables.list_rows import ListRow
from tracker.ui.tables.lists import RowList
from tracker.ui.theme import Theme
from tracker.ui.widgets.text import Text

_WIDTH = 440
_MOST_HEIGHT = 420


class DayList(QFrame):
    """Enter opens what is chosen, L logs it, F moves its deadline; Escape closes."""

    opened = Signal(object)
    log_asked = Signal(object)
    """An action's id, as that of `move_asked`."""
    move_asked = Signal(object)

    def __init__(
        self, day: date, rows: Sequence[DueRow], today: date, parent: QWidget, *, writable: bool
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = tuple(rows)
        named = f"{weekday(day)} {format_date(day, 'long')}"
        self.setAccessibleName(named)
        self.list = RowList(named, self)
        self.list.set_rows([_line(n, row, today) for n, row in enumerate(self._rows)])
        self.list.choose(0)
        self.list.opened.connect(self._on_opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 10, 1, 8)
        layout.setSpacing(8)
        title = Text(named, fonts.body_strong(tabular=True))
        title.setContentsMargins(16, 0, 16, 0)
        layout.addWidget(title)
        layout.addWidget(self.list)
        if writable:
            words = _("Enter opens, L logs, F moves the deadline")
            hint = Text(words, fonts.caption(), "text3")
            hint.setContentsMargins(16, 0, 16, 0)
            layout.addWidget(hint)
            for keys, signal in (("L", self.log_asked), ("F", self.move_asked)):
                QShortcut(QKeySequence(keys), self).activated.connect(partial(self._ask, signal))
        self.list.setFixedSize(_WIDTH, min(self.list.content_height(), _MOST_HEIGHT))

    def open_at(self, spot: QPoint) -> None:
        """Show with the upper left corner at a point of the screen, as far as there is room."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(spot.x(), screen.right() - self.width()))
        y = max(screen.top(), min(spot.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.list.setFocus()

    def _on_opened(self, number: int) -> None:
        row = self._rows[number]
        self.close()
        self.opened.emit(row)

    def _ask(self, signal: SignalInstance) -> None:
        number = self.list.current_id()
        row = None if number is None else self._rows[number]
        if row is not None and row.action_id is not None:
            self.close()
            signal.emit(row.action_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.colour("surface"))
        painter.setPen(tokens.colour("strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _line(number: int, row: DueRow, today: date) -> ListRow:
    state = shown_state(row, today)
    told = label(state) if state is not None else _("done") if row.ended else ""
    note = " · ".join(part for part in (told, row.owner, row.reason) if part)
    is_occasion = row.kind is DueKind.OCCASION
    lead, title = (row.label, row.title) if is_occasion else ("", due_title(row))
    return ListRow(number, title, lead=lead, party=row.party, note=note)
