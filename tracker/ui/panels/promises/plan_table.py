"""Brå's plan on the screen: cell by cell with the arrows, typed over in place, opened by Enter."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from tracker.i18n import _
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.choices import PersonRow
from tracker.services.queries.plan import CauseRow
from tracker.ui.panels.promises.plan_arrangement import PlanArrangement
from tracker.ui.panels.promises.plan_delegate import ADD_HEIGHT
from tracker.ui.panels.promises.plan_editors import EditingDelegate
from tracker.ui.panels.promises.plan_grid import (
    ACTION,
    CAUSE,
    FOLLOW_UP,
    Grid,
    GridRow,
    RowKind,
)
from tracker.ui.panels.promises.plan_header import PlanHeader
from tracker.ui.panels.promises.plan_model import PlanModel
from tracker.ui.panels.promises.plan_moves import moved

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanTable(QTableView):
    """The plan of one promise.

    Arrows move cell by cell, F2, a double click or typing edits, Enter opens, Delete removes from
    a draft. Locked cells ask for a reason instead of being typed over.
    """

    action_chosen = Signal(object)
    """The `ActionRow` that the keyboard is on."""
    action_opened = Signal(object, int)
    """Enter on an action: its `ActionRow` and the column."""
    cause_opened = Signal(object)
    """Enter or a double click on a cause: its `CauseRow`."""
    locked_touched = Signal(object, int)
    """Somebody wants to change a signed value: its `ActionRow` and the column."""
    status_asked = Signal(object)
    """F2 on the follow-up of an `ActionRow`."""
    removal_asked = Signal(object)
    """Delete on an `ActionRow`, or on a `CauseRow`."""
    adding_asked = Signal(object)
    """Add an action against the cause with this id, or against none."""
    cause_asked = Signal()
    """Add a cause."""
    menu_asked = Signal(object, QPoint)
    """The context menu of an `ActionRow`, at a place on the screen."""
    edited = Signal(object, int, object)
    """An `ActionRow`, the column, and the value typed over it."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = PlanModel(today, self)
        self._delegate = EditingDelegate(self, self._plan)
        self._wanted: tuple[int, int | None] | None = None
        self.setModel(self._plan)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(PlanHeader(self))
        self._set_up()
        self._delegate.edited.connect(self.edited)
        self._arrangement = PlanArrangement(self, self._plan, self._delegate)
        self.clicked.connect(self._on_clicked)

    def _set_up(self) -> None:
        self.setAccessibleName(_("Action plan"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setMinimumSectionSize(ADD_HEIGHT)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # The words of a long group's cause follow the scrolling, so they can't just be moved.
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def plan_model(self) -> PlanModel:
        """The model, as the kind it is."""
        return self._plan

    def set_plan(self, grid: Grid, persons: Sequence[PersonRow], today: date) -> None:
        """Show a plan; the keyboard stays on the same action, or goes to the nearest row."""
        before = self._here()
        at, column = self.currentIndex().row(), max(self.currentIndex().column(), 0)
        self._delegate.set_persons(persons)
        self._plan.set_grid(grid, today)
        if before is not None:
            self._go_back(before, at, column)
        if self._wanted is not None and self.choose(*self._wanted):
            self._wanted = None

    def clear_place(self) -> None:
        """Another promise is about to be shown, where the keyboard is nowhere yet."""
        self.setCurrentIndex(QModelIndex())

    def choose(self, action: int, cause: int | None = None) -> bool:
        """Go to an action; False when it isn't in the plan."""
        number = self._plan.grid().find(action, cause)
        if number is not None:
            self.setCurrentIndex(self._plan.index(number, ACTION))
            self.scrollTo(self.currentIndex())
        return number is not None

    def choose_when_shown(self, action: int) -> None:
        """Go to an action that was just added, as soon as the plan holds it."""
        if not self.choose(action):
            self._wanted = (action, None)

    def current_action(self) -> ActionRow | None:
        """The action that the keyboard is on."""
        row = self._row(self.currentIndex())
        return row.action if row is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrangement.fit_columns()
        # While the window is dragged, rows are fitted once the event loop is free.
        self._arrangement.fit_soon()

    # -- moving

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = self.currentIndex()
        page = max(self.viewport().height() // 64, 1)
        place = moved(self._plan.grid(), index.row(), index.column(), action.name, page)
        if place is None:
            return QModelIndex()
        return self._plan.index(*place)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """The current cell is what is chosen; nothing else is ever selected."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        before, now = self._row(previous), self._row(current)
        if now is None or now.action is None:
            return
        if before is None or before.action is None or before.action.id != now.action.id:
            self.action_chosen.emit(now.action)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if keyboard and not self.currentIndex().isValid() and self._plan.rowCount():
            self.setCurrentIndex(self._plan.index(0, ACTION))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- doing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row(self.currentIndex())
        # What an editor leaves over, such as the Enter that saves it, is not meant for the table.
        typing = self.state() is QAbstractItemView.State.EditingState
        if typing or row is None or not self._pressed(row, event):
            super().keyPressEvent(event)

    def _pressed(self, row: GridRow, event: QKeyEvent) -> bool:
        """Whether the key did something here."""
        key, typed = Qt.Key(event.key()), event.text()
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        if key in _ENTER or (key is Qt.Key.Key_Space and row.action is None):
            self._open(row)
        elif key is Qt.Key.Key_F2:
            self.start_typing()
        elif key is Qt.Key.Key_Delete:
            self._remove(row)
        elif typed.strip() and typed.isprintable():
            self.start_typing(typed)
        else:
            return False
        return True

    def _remove(self, row: GridRow) -> None:
        on_cause = self.currentIndex().column() == CAUSE
        about = self._cause(self.currentIndex().row()) if on_cause else row.action
        if about is not None and self._plan.grid().writable:
            self.removal_asked.emit(about)

    def start_typing(self, typed: str = "") -> None:
        """Type over the current cell, beginning with `typed`; a locked one asks for a reason."""
        index = self.currentIndex()
        row = self._row(index)
        if row is None or not self._plan.grid().writable:
            return
        if row.action is None or index.column() == CAUSE:
            if not typed:
                self._open(row)
        elif self._plan.is_typed(index.row(), index.column()):
            self.edit(index)
            self._pass_on(typed)
        elif self._plan.is_locked(index.row(), index.column()):
            self.locked_touched.emit(row.action, index.column())
        elif index.column() == FOLLOW_UP and not typed:
            self.status_asked.emit(row.action)

    def _pass_on(self, typed: str) -> None:
        """The key that began the typing is the first that the editor hears of."""
        field = QApplication.focusWidget()
        if typed and field is not None and field is not self:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, typed)
                QApplication.sendEvent(field, key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row(self.indexAt(event.position().toPoint()))
        if row is not None and row.action is not None:
            self.start_typing()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = self._row(index)
        if row is not None and row.action is not None and index.column() != CAUSE:
            place = event.pos() if by_mouse else self.visualRect(index).bottomLeft()
            self.menu_asked.emit(row.action, self.viewport().mapToGlobal(place))

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row is None or row.action is not None:
            return
        if index.column() != CAUSE or row.kind is RowKind.ADD_CAUSE:
            self._open(row)

    def _open(self, row: GridRow) -> None:
        if row.kind is RowKind.ADD_CAUSE:
            self.cause_asked.emit()
        elif self.currentIndex().column() == CAUSE:
            cause = self._cause(self.currentIndex().row())
            if cause is not None and self._plan.grid().writable:
                self.cause_opened.emit(cause)
        elif row.action is not None:
            self.action_opened.emit(row.action, self.currentIndex().column())
        elif row.kind is RowKind.ADD_ACTION:
            cause = self._cause(self.currentIndex().row())
            self.adding_asked.emit(cause.id if cause is not None else None)

    # -- places

    def _row(self, index: Index) -> GridRow | None:
        rows = self._plan.grid().rows
        return rows[index.row()] if 0 <= index.row() < len(rows) else None

    def _cause(self, number: int) -> CauseRow | None:
        group = self._plan.grid().group_at(number)
        return group.cause if group is not None else None

    def _here(self) -> tuple[int, int | None] | None:
        row = self._row(self.currentIndex())
        if row is None:
            return None
        cause = self._plan.grid().cause_id(self.currentIndex().row())
        return (row.action.id if row.action is not None else 0), cause

    def _go_back(self, before: tuple[int, int | None], at: int, column: int) -> None:
        action, cause = before
        number = self._plan.grid().find(action, cause) if action else None
        if number is None:
            number = min(at, self._plan.rowCount() - 1)
        if number >= 0 and self.currentIndex() != self._plan.index(number, column):
            self.setCurrentIndex(self._plan.index(number, column))
