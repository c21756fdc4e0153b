"""The kinds of report as a list to choose from."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.reports.registry import KINDS, ReportKind
from tracker.ui import fonts
from tracker.ui.tables.painted_list import Look, PaintedList
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.text import Text

PADDING = 24
_ROW = 32


class KindList(QWidget):
    """Every kind in the registry by its title, and for whom the chosen one is."""

    changed = Signal()
    pressed = Signal()
    """A click or Enter on a kind, be it the chosen one."""

    def __init__(self, kind: str = "", parent: QWidget | None = None) -> None:
        """`kind` is chosen from the start, when there is one of that name."""
        super().__init__(parent)
        self._list: PaintedList[ReportKind] = PaintedList(_("Kind of report"), _KindPainter())
        self._list.setObjectName("kinds")
        self._list.set_rows(KINDS)
        self._purpose = Text("", fonts.caption(), "text2", wrap=True)
        self._purpose.setContentsMargins(PADDING, 0, PADDING, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._list)
        layout.addWidget(self._purpose)
        self.setFocusProxy(self._list)
        self.choose(kind)
        self._list.chosen.connect(self._on_chosen)
        self._list.clicked.connect(lambda _index: self.pressed.emit())
        self._list.opened.connect(lambda _kind: self.pressed.emit())

    def value(self) -> ReportKind:
        """The kind chosen."""
        return self._list.current() or KINDS[0]

    def choose(self, name: str) -> None:
        """Choose the kind called `name`; the first one when there is none of that name."""
        names = [kind.name for kind in KINDS]
        self._list.choose(names.index(name) if name in names else 0)
        self._say_purpose()

    def _on_chosen(self, _kind: ReportKind) -> None:
        self._say_purpose()
        self.changed.emit()

    def _say_purpose(self) -> None:
        self._purpose.setText(_(self.value().purpose))


class _KindPainter:
    """One line with the title, semibold where it is chosen; see `RowPainter`."""

    def measure(self, rows: Sequence[ReportKind]) -> None:
        """See `RowPainter`."""

    def key(self, row: ReportKind) -> Hashable:
        """See `RowPainter`."""
        return row.name

    def height(self, row: ReportKind, width: int) -> int:
        """See `RowPainter`."""
        return max(_ROW, int(QFontMetricsF(fonts.body_strong()).height()) + 12)

    def spoken(self, row: ReportKind) -> str:
        """See `RowPainter`."""
        return _(row.title)

    def tip(self, row: ReportKind) -> str:
        """See `RowPainter`."""
        return f"{_(row.title)}\n{_(row.purpose)}"

    def link_area(self, rect: QRectF, row: ReportKind) -> QRectF | None:
        """See `RowPainter`."""
        return None

    def paint(
        self, painter: QPainter, rect: QRectF, row: ReportKind, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        row_ground(painter, rect, tokens, look)
        font = fonts.body_strong() if look.chosen else fonts.body()
        words = rect.adjusted(PADDING, 0, -PADDING, 0)
        paint.text(painter, words, _(row.title), font, tokens.tone("text"))


def row_ground(painter: QPainter, rect: QRectF, tokens: Tokens, look: Look) -> None:
    """What lies under a row: its colour, the mark of the chosen one, the ring of the keyboard."""
    painter.fillRect(rect, tokens.colour(look.ground))
    if look.chosen:
        mark = QRectF(rect.left(), rect.top(), 3, rect.height())
        painter.fillRect(mark, tokens.colour("accent"))
    if look.focused:
        paint.focus_ring(painter, rect, tokens, 2)
