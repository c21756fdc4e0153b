"""The queue's rows: where they come from, how they are drawn, and ticking several of them."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.i18n import _, format_date
from tracker.messages.review import short_reason
from tracker.services.context import AppContext
from tracker.services.queries.review import (
    EVERYTHING,
    ReviewQuery,
    ReviewQueue,
    review_first,
    review_queue,
    review_rows,
)
from tracker.services.queries.snoozes import snoozes
from tracker.ui import icons
from tracker.ui.jobs import JobRunner
from tracker.ui.panels.review.looking import Looked, look_at
from tracker.ui.tables.column import Column
from tracker.ui.tables.list_rows import Index, ListRow, ListRowDelegate
from tracker.ui.tables.paged import PagedModel
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

ROW = 60
# Some more than there is room for.
_FIRST = 40
_MARK = 20
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Foremost:
    """The most urgent of the queue, and the first of them with all that is shown about it."""

    ids: "array[int]"
    rows: Sequence[ListRow]
    looked: Looked | None


class QueueSource:
    """The queue's ids, and its rows as they are drawn."""

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self.query = EVERYTHING
        self.found = ReviewQueue(array("q"), 0, ())
        """What the latest reading found. Changed on a worker, before the ids are delivered."""
        self._begun = count()
        self._latest = -1

    def foremost(self, query: ReviewQuery) -> Foremost | None:
        """The most urgent, where they are found long before all are."""
        self.query = query
        ids = review_first(self._ctx, query, _FIRST)
        if not ids:
            return None
        return Foremost(ids, self.rows(ids), look_at(self._ctx, ids[0], query.days))

    def ids(self, query: ReviewQuery, /) -> "array[int]":
        number = next(self._begun)
        found = review_queue(self._ctx, query)
        # A reading that began before another may end after it, and nobody waits for it any more.
        if number > self._latest:
            self._latest, self.query, self.found = number, query, found
        return found.ids

    def rows(self, ids: Sequence[int], /) -> Sequence[ListRow]:
        query = self.query
        resting = snoozes(self._ctx, ids) if query.resting else {}
        rows = []
        for row, reasons in review_rows(self._ctx, ids, days=query.days):
            note = short_reason(reasons[0]) if reasons else ""
            if row.id in resting:
                note = _("until {date}").format(date=format_date(resting[row.id].until))
            rows.append(
                ListRow(
                    row.id,
                    row.title,
                    lead=row.label,
                    party=row.party,
                    follow_up=row.colour,
                    note=note,
                )
            )
        return rows


class QueueModel(PagedModel[ReviewQuery, ListRow]):
    """The queue's rows, page by page, and which of them are ticked."""

    ticks_changed = Signal()
    begun = Signal(object)
    """The most urgent are here, a `Foremost`; the others are on their way."""

    def __init__(self, source: QueueSource, jobs: JobRunner, parent: QWidget) -> None:
        spoken = ListRow.spoken
        column: Column[ListRow] = Column("row", _("Action"), get=spoken, tip=spoken)
        super().__init__((column,), source, lambda row: row.id, jobs, parent)
        self._foremost = source.foremost
        self._ticked: dict[int, None] = {}

    def show(self, query: ReviewQuery) -> None:
        """As every table; but with nothing to look at meanwhile, the most urgent come first."""
        if self.rowCount():
            super().show(query)
            return
        self._jobs.submit(
            partial(self._foremost, query),
            partial(self._on_foremost, query),
            # Reading all of it says what is wrong.
            lambda _error: super(QueueModel, self).show(query),
            (self, "foremost"),
            owner=self,
        )

    def _on_foremost(self, query: ReviewQuery, found: Foremost | None) -> None:
        if found is not None and not self.rowCount():
            self.begin(found.ids, found.rows)
            self.begun.emit(found)
        super().show(query)

    def ticked(self) -> tuple[int, ...]:
        """The ids that are ticked, in the order they were."""
        return tuple(self._ticked)

    def is_ticked(self, row_id: int) -> bool:
        """Whether a row is ticked."""
        return row_id in self._ticked

    def tick(self, row_ids: Iterable[int], *, on: bool = True) -> None:
        """Tick rows, or take their ticks away."""
        for row_id in row_ids:
            if on:
                self._ticked[row_id] = None
            else:
                self._ticked.pop(row_id, None)
        self._tell()

    def clear_ticks(self) -> None:
        """Tick nothing."""
        self._ticked.clear()
        self._tell()

    def drop_ticks(self) -> None:
        """After a reading: what left the queue is ticked no more."""
        if self._ticked:
            here = frozenset(self.ids_between(0, self.rowCount() - 1))
            self._ticked = {row_id: None for row_id in self._ticked if row_id in here}
            self._tell()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.AccessibleTextRole or not index.isValid():
            return super().data(index, role)
        row = self.row_at(index.row())
        words = "" if row is None else row.spoken()
        ticked = self.is_ticked(self.id_at(index.row()))
        return _("{row}, ticked").format(row=words) if ticked else words

    def _tell(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
        self.ticks_changed.emit()


class _QueueDelegate(ListRowDelegate):
    """As in other lists; a row that isn't loaded yet is a grey stroke, a ticked one has a mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if cast(QueueModel, index.model()).row_at(index.row()) is None:
            return QSize(80, ROW)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(QueueModel, index.model())
        rect, tokens = QRectF(option.rect), Theme.current().tokens()
        ticked = model.is_ticked(model.id_at(index.row()))
        if ticked and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.colour("tint"))
        if model.row_at(index.row()) is not None:
            super().paint(painter, option, index)
            if ticked:
                self._paint_tick(painter, rect, tokens)
            return
        stroke = QRectF(rect.left() + 46, rect.top() + 16, rect.width() * 0.5, 8)
        painter.save()
        paint.prepare(painter)
        paint.box(painter, stroke, 2, tokens.colour("track"))
        painter.restore()

    def _paint_tick(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Under the party's badge, where nothing else stands."""
        mark = QRectF(rect.left() + self.PADDING, rect.center().y() + 3, _MARK, _MARK)
        painter.save()
        paint.prepare(painter)
        paint.box(painter, mark, 4, tokens.colour("accent_fill"))
        icons.paint(painter, "check", mark.adjusted(3, 3, -3, -3), tokens.tone("on_accent"))
        painter.restore()


class QueueList(QTableView):
    """The queue itself: a table of one column, since a list takes long to lay out 50,000 rows.

    `chosen` tells the id of the row that the keyboard is on.
    Ctrl with a click ticks a row and Shift ticks all on the way; Shift with the arrows too.
    """

    chosen = Signal(object)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = model
        self.setModel(model)
        self.setItemDelegate(_QueueDelegate(ROW, self, lines=True))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(_("To review"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)

    def choose(self, number: int) -> None:
        """Go to a row by its number."""
        index = self._queue.index(number, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def fit_rows(self) -> int:
        """Make each row as high as the present font asks, and tell how high that is."""
        if self._queue.rowCount():
            height = max(self.sizeHintForRow(0), ROW)
            if height != self.verticalHeader().defaultSectionSize():
                self.verticalHeader().setDefaultSectionSize(height)
        return self.verticalHeader().defaultSectionSize()

    def toggle_tick(self) -> None:
        """Tick the row that the keyboard is on, or take its tick away."""
        index = self.currentIndex()
        if index.isValid():
            row_id = self._queue.id_at(index.row())
            self._queue.tick((row_id,), on=not self._queue.is_ticked(row_id))

    def tick_all(self) -> None:
        """Tick the whole queue as it is filtered, once it is here."""
        if self._queue.rowCount() and self._queue.is_whole():
            self._queue.tick(self._queue.ids_between(0, self._queue.rowCount() - 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._queue.id_at(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, held = _STEPS.get(Qt.Key(event.key())), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if step is not None and (shift or control):
            number = self.currentIndex().row()
            to = min(max(number + step, 0), self._queue.rowCount() - 1)
            if number >= 0:
                if shift:
                    self._queue.tick(self._queue.ids_between(min(number, to), max(number, to)))
                self.choose(to)
        elif event.key() in _ENDS and self._queue.rowCount():
            # Of the queue, not of the row.
            self.choose(0 if event.key() == Qt.Key.Key_Home else self._queue.rowCount() - 1)
        elif event.key() == Qt.Key.Key_Space:
            self.toggle_tick()
        elif event.key() == Qt.Key.Key_Escape and self._queue.ticked():
            self._queue.clear_ticks()
        elif event.key() == Qt.Key.Key_A and control:
            self.tick_all()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, held = self.indexAt(event.position().toPoint()), event.modifiers()
        before = self.currentIndex().row()
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif held & Qt.KeyboardModifier.ShiftModifier and before >= 0:
            first, last = sorted((before, index.row()))
            self._queue.tick(self._queue.ids_between(first, last))
            self.choose(index.row())
        elif held & Qt.KeyboardModifier.ControlModifier:
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.toggle_tick()
        else:
            super().mousePressEvent(event)
