"""The queue at the left: what is left to review, and what was handled today."""

from array import array
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _, format_number, ngettext
from tracker.messages.review import short_reason
from tracker.models.enums import FollowUp
from tracker.services.context import AppContext
from tracker.services.queries.review import ReviewQueue, review_queue, review_rows
from tracker.ui import fonts
from tracker.ui.jobs import JobRunner
from tracker.ui.panels.review.words import done_words
from tracker.ui.tables.column import Column
from tracker.ui.tables.list_rows import Index, ListRow, ListRowDelegate
from tracker.ui.tables.paged import PagedModel
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.progress import Progress, ProgressBar
from tracker.ui.widgets.text import KeyHint, Text

WIDTH = 264
ROW = 60
_DONE_SHOWN = 5
_MOST_HEIGHT = 16_777_215


class QueueSource:
    """The queue's ids, and its rows as they are drawn. `read` is told what each reading found."""

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self.found = ReviewQueue(array("q"), 0, ())
        """What the latest reading found. Changed on a worker, before the ids are delivered."""

    def ids(self, _query: None, /) -> "array[int]":
        self.found = review_queue(self._ctx)
        return self.found.ids

    def rows(self, ids: Sequence[int], /) -> Sequence[ListRow]:
        return [
            ListRow(
                row.id,
                row.title,
                lead=row.label,
                party=row.party,
                follow_up=row.colour,
                note=short_reason(reasons[0]) if reasons else "",
            )
            for row, reasons in review_rows(self._ctx, ids)
        ]


class QueueModel(PagedModel[None, ListRow]):
    """The queue's rows, page by page."""

    def __init__(self, source: QueueSource, jobs: JobRunner, parent: QWidget) -> None:
        spoken = ListRow.spoken
        column: Column[ListRow] = Column("row", _("Action"), get=spoken, tip=spoken)
        super().__init__((column,), source, lambda row: row.id, jobs, parent)


class _QueueDelegate(ListRowDelegate):
    """As in other lists; a row that isn't loaded yet is a grey stroke."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if cast(QueueModel, index.model()).row_at(index.row()) is None:
            return QSize(80, ROW)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if cast(QueueModel, index.model()).row_at(index.row()) is not None:
            super().paint(painter, option, index)
            return
        rect = QRectF(option.rect)
        stroke = QRectF(rect.left() + 46, rect.top() + 16, rect.width() * 0.5, 8)
        painter.save()
        paint.prepare(painter)
        paint.box(painter, stroke, 2, Theme.current().tokens().colour("track"))
        painter.restore()


class QueueList(QListView):
    """The queue itself. `chosen` tells the id of the row that the keyboard is on."""

    chosen = Signal(object)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = model
        self.setModel(model)
        self.setItemDelegate(_QueueDelegate(ROW, self, lines=True))
        self.setAccessibleName(_("To review"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
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

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._queue.id_at(current.row()))


class QueuePanel(Panel):
    """Title, how much is left, the queue, what is done, and where the keys are told."""

    def __init__(self, rows: QueueList, on_keys: Callable[[], object]) -> None:
        super().__init__("surface")
        self.setFixedWidth(WIDTH)
        self._list = rows
        self._left = Text("", fonts.body_strong(tabular=True))
        self._handled = Text("", fonts.caption(tabular=True), "text2")
        self._bar = ProgressBar()
        self._done = _DoneToday()
        head = QVBoxLayout()
        head.setContentsMargins(16, 18, 16, 10)
        head.setSpacing(4)
        head.addWidget(Text(_("Review"), fonts.page_title()))
        line = QHBoxLayout()
        line.addWidget(self._left, 1)
        line.addWidget(self._handled)
        head.addLayout(line)
        head.addWidget(self._bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule())
        layout.addWidget(rows, 100)
        layout.addWidget(self._done)
        layout.addStretch(1)
        layout.addWidget(Rule())
        layout.addLayout(_foot(on_keys))

    def show_found(self, found: ReviewQueue) -> None:
        """Count what is left and tell what is done."""
        left = len(found.ids)
        words = ngettext("{count} left", "{count} left", left)
        self._left.setText(words.format(count=format_number(left)))
        handled = _("{done} of {total} done today").format(
            done=format_number(found.handled), total=format_number(left + found.handled)
        )
        self._handled.setText(handled if found.handled or left else "")
        total = max(left + found.handled, 1)
        self._bar.set_progress(Progress(found.handled, total, follow_up=FollowUp.ON_TRACK))
        self._bar.setAccessibleDescription(handled)
        self._bar.setToolTip("")
        # No higher than its rows, so that what is done stands right under a short queue.
        row = max(self._list.sizeHintForRow(0), ROW) if left else 0
        self._list.setMaximumHeight(min(row * left, _MOST_HEIGHT))
        self._list.setVisible(left > 0)
        self._done.show_found(found)


class _DoneToday(QWidget):
    """What was handled today, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 12, 16, 12)
        self._lines.setSpacing(2)

    def show_found(self, found: ReviewQueue) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self.setVisible(bool(found.latest))
        if not found.latest:
            return
        self._lines.addWidget(Text(_("Done today"), fonts.caption(), "text2"))
        shown = found.latest[:_DONE_SHOWN]
        for reviewed in shown:
            self._lines.addWidget(_done_line(reviewed.row.title, done_words(reviewed)))
        if found.handled > len(shown):
            more = _("and {count} more").format(count=format_number(found.handled - len(shown)))
            words = Text(more, fonts.caption(tabular=True), "text2")
            words.setContentsMargins(26, 4, 0, 0)
            self._lines.addWidget(words)


def _done_line(title: str, note: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(4, 5, 0, 0)
    row.setSpacing(8)
    row.addWidget(Icon("check", "text2", 14), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(title, fonts.caption()).elidable())
    words.addWidget(Text(note, fonts.caption(tabular=True), "text2").elidable())
    row.addLayout(words, 1)
    return line


def _foot(on_keys: Callable[[], object]) -> QHBoxLayout:
    foot = QHBoxLayout()
    foot.setContentsMargins(16, 8, 16, 8)
    foot.setSpacing(6)
    link = LinkButton(_("All shortcuts"))
    link.clicked.connect(lambda: on_keys())
    foot.addWidget(KeyHint("?"))
    foot.addWidget(link)
    foot.addStretch(1)
    return foot
