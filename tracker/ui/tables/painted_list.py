"""A list whose rows a painter draws: one widget however many rows, of whatever kinds, it has."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.text import plain_tip

R = TypeVar("R", contravariant=True)
Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


@dataclass(frozen=True, slots=True)
class Look:
    """The state a row is drawn in."""

    chosen: bool
    hot: bool
    focused: bool

    @property
    def ground(self) -> str:
        """The token of the row's own colour."""
        return "sel" if self.chosen else "hover" if self.hot else "surface"


class RowPainter(Protocol[R]):
    """How the rows of one list look and sound."""

    def measure(self, rows: Sequence[R], /) -> None:
        """Called with all rows before any is drawn, for what depends on the others."""

    def key(self, row: R, /) -> Hashable:
        """What stays the same when the row's facts change, so that it stays chosen."""

    def height(self, row: R, width: int, /) -> int:
        """In pixels, in a list of `width`."""

    def spoken(self, row: R, /) -> str:
        """The row as it is read out."""

    def tip(self, row: R, /) -> str:
        """What hovering tells beyond what is drawn; may be empty."""

    def paint(self, painter: QPainter, rect: QRectF, row: R, tokens: Tokens, look: Look, /) -> None:
        """Draw the row, its ground included."""

    def link_area(self, rect: QRectF, row: R, /) -> QRectF | None:
        """The part of the row that a click opens; elsewhere a click only chooses."""


class _Rows(QAbstractListModel, Generic[Row]):
    def __init__(self, painter: RowPainter[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = painter
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._painter.spoken(self.rows[index.row()])
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, painter: RowPainter[Any], view: "PaintedList[Any]") -> None:
        super().__init__(view)
        self._painter = painter
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(80, self._painter.height(self._view.rows()[index.row()], width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state
        look = Look(
            chosen=bool(state & QStyle.StateFlag.State_Selected),
            hot=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus) and self._view.by_keyboard,
        )
        painter.save()
        paint.prepare(painter)
        rect = QRectF(option.rect)
        painter.setClipRect(rect)
        tokens = Theme.current().tokens()
        self._painter.paint(painter, rect, self._view.rows()[index.row()], tokens, look)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        tip = self._painter.tip(self._view.rows()[index.row()]) if index.isValid() else ""
        QToolTip.showText(event.globalPos(), plain_tip(tip), view)
        return bool(tip)


class PaintedList(QListView, Generic[Row]):
    """Rows of any height and kind. Arrows move, Enter, a double click or a row's link opens.

    A `fitted` list is as high as its rows: the page around it scrolls, and follows the keys.
    """

    chosen = Signal(object)
    """The row chosen by mouse or arrows."""
    opened = Signal(object)
    """The row to be opened."""

    def __init__(
        self,
        name: str,
        painter: RowPainter[Row],
        parent: QWidget | None = None,
        *,
        fitted: bool = True,
    ) -> None:
        """`name` is read out."""
        super().__init__(parent)
        self._painter = painter
        self._fitted = fitted
        self.by_keyboard = False
        """Whether the last thing done here was by keyboard: only then the focus is drawn."""
        self._rows: _Rows[Row] = _Rows(painter, self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(painter, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        if fitted:
            self.setVerticalScrollBarPolicy(off)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.activated.connect(lambda index: self.opened.emit(self.rows()[index.row()]))

    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows.rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what was chosen stays chosen when it is still there."""
        current = self.current() if self.selectionModel().hasSelection() else None
        key = None if current is None else self._painter.key(current)
        self._painter.measure(rows)
        blocked = self.blockSignals(True)
        self._rows.set_rows(rows)
        self.blockSignals(blocked)
        if key is not None:
            for number, row in enumerate(rows):
                if self._painter.key(row) == key:
                    self.setCurrentIndex(self._rows.index(number, 0))
            if self.hasFocus():
                self._go_somewhere()
        self._fit()

    def current(self) -> Row | None:
        """The row chosen."""
        index = self.currentIndex()
        return self.rows()[index.row()] if index.isValid() else None

    def content_height(self) -> int:
        """How high all rows are together."""
        width = self.viewport().width()
        return sum(self._painter.height(row, width) for row in self.rows())

    def choose(self, number: int) -> None:
        """Choose the row at `number`, as far as there is one."""
        if self.rows():
            number = min(max(number, 0), len(self.rows()) - 1)
            self.setCurrentIndex(self._rows.index(number, 0))

    def step(self, by: int) -> None:
        """Move the choice; the ends hold."""
        self.choose(self.currentIndex().row() + by)

    def _fit(self) -> None:
        if self._fitted:
            self.setFixedHeight(self.content_height())

    def _go_somewhere(self) -> None:
        if not self.selectionModel().hasSelection() and self.rows():
            self.choose(self.currentIndex().row())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._follow(current)
            self.chosen.emit(self.rows()[current.row()])

    def _follow(self, index: Index) -> None:
        """Let the page scroll to the row that the keyboard is on."""
        if not self.hasFocus():
            return
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            rect = self.visualRect(index)
            page = area.widget()
            assert page is not None
            spot = self.viewport().mapTo(page, rect.center())
            area.ensureVisible(spot.x(), spot.y(), 0, rect.height() + 24)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.by_keyboard = True
            self._go_somewhere()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        if event.key() in _MOVES and not self.selectionModel().hasSelection() and self.rows():
            # Qt has moved to the first row without choosing it; the first press chooses it.
            self.choose(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._over_link(event, index):
            self.opened.emit(self.rows()[index.row()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._over_link(event, index):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def _over_link(self, event: QMouseEvent, index: QModelIndex) -> bool:
        area = self._painter.link_area(QRectF(self.visualRect(index)), self.rows()[index.row()])
        return area is not None and area.contains(event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()
