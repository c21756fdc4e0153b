"""Two-line rows: the value, the model that holds them, and how they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tracker.labels import label
from tracker.models.enums import FollowUp, Party
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.paint import Run

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: ``lead title`` over ``pill note``, with `right` over `right_note` at the edge.

    A chosen row's title is semibold; with `strong` every title is. `matched` is the part of the
    title, from its start, that a search found. `heading` rows start a group, show `title` only
    and can't be chosen.
    """

    id: int
    title: str
    lead: str = ""
    party: Party | None = None
    icon: str = ""
    follow_up: FollowUp | None = None
    note: str = ""
    note_icon: str = ""
    right: tuple[Run, ...] = ()
    right_note: str = ""
    right_icon: str = ""
    keys: str = ""
    strong: bool = False
    matched: int = 0
    heading: bool = False

    def spoken(self) -> str:
        """The row as it is read out."""
        party = label(self.party) if self.party else ""
        follow_up = label(self.follow_up) if self.follow_up else ""
        right = "".join(run.text for run in self.right)
        parts = (f"{self.lead} {self.title}".strip(), party, follow_up, self.note, right)
        return ", ".join(part for part in (*parts, self.right_note) if part)


class ListRowModel(QAbstractListModel):
    """Holds the rows of a `RowList`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ListRow, ...] = ()

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, number: int) -> ListRow:
        """The row."""
        return self._rows[number]

    def find(self, row_id: int) -> int | None:
        """The number of the row with this id; headings are not found."""
        for number, row in enumerate(self._rows):
            if row.id == row_id and not row.heading:
                return number
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()].spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren


class ListRowDelegate(QStyledItemDelegate):
    """Draws a `ListRow`."""

    PADDING = 16

    def __init__(self, height: int, parent: QAbstractItemView, *, lines: bool) -> None:
        super().__init__(parent)
        self._height = height
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = cast(ListRowModel, index.model()).row_at(index.row())
        title = QFontMetricsF(fonts.body_strong()).height()
        note = QFontMetricsF(fonts.caption()).height()
        if row.heading:
            return QSize(80, max(32, int(note) + 14))
        return QSize(80, max(self._height, int(title + note) + 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = cast(ListRowModel, index.model()).row_at(index.row())
        tokens = Theme.current().tokens()
        rect = QRectF(option.rect)
        painter.save()
        paint.prepare(painter)
        painter.setClipRect(rect)
        if row.heading:
            area = rect.adjusted(self.PADDING, 6, -self.PADDING, 0)
            paint.text(painter, area, row.title, fonts.caption(), tokens.tone("text2"))
        else:
            self._paint_ground(painter, rect, option, tokens)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_row(painter, rect, row, tokens, chosen=chosen)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, tokens: Tokens
    ) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.colour("sel"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), tokens.tone("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.colour("hover"))
        if self._lines:
            under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(under, tokens.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect, tokens, 2)

    def _paint_row(
        self, painter: QPainter, rect: QRectF, row: ListRow, tokens: Tokens, *, chosen: bool
    ) -> None:
        area = rect.adjusted(self.PADDING, 0, -self.PADDING, 0)
        title_height = max(20.0, QFontMetricsF(fonts.body_strong()).height())
        note_height = max(20.0, QFontMetricsF(fonts.caption()).height())
        two = bool(row.note or row.follow_up or row.right_note or row.note_icon)
        height = title_height + (note_height if two else 0)
        top = round(rect.center().y() - height / 2)
        left = self._paint_left(painter, area, top, title_height, row, tokens)
        right = self._paint_right(painter, area, top, title_height, note_height, row, tokens)
        title = QRectF(left, top, right - left - 8, title_height)
        font = fonts.body_strong() if chosen or row.strong else fonts.body()
        if row.matched:
            self._paint_matched(painter, title, row, tokens)
        else:
            paint.text(painter, title, row.title, font, tokens.tone("text"))
        if two:
            under = QRectF(left, top + title_height, right - left - 8, note_height)
            self._paint_note(painter, under, row, tokens)

    def _paint_left(
        self,
        painter: QPainter,
        area: QRectF,
        top: float,
        height: float,
        row: ListRow,
        tokens: Tokens,
    ) -> float:
        """Badge or icon, and the number; returns where the title begins."""
        left = area.left()
        middle = top + height / 2
        if row.party is not None:
            badge = QRectF(left, round(middle - paint.BADGE / 2), paint.BADGE, paint.BADGE)
            paint.party_badge(painter, badge, row.party, tokens)
            left += paint.BADGE + 10
        elif row.icon:
            spot = QRectF(left, round(area.center().y() - 10), 20, 20)
            icons.paint(painter, row.icon, spot, tokens.tone("accent"))
            left += 20 + 16
        if row.lead:
            width = max(QFontMetricsF(fonts.body_strong()).horizontalAdvance(row.lead) + 6, 28)
            font = fonts.body(tabular=True) if row.party else fonts.body_strong(tabular=True)
            lead = QRectF(left, top, width, height)
            paint.text(painter, lead, row.lead, font, tokens.tone("text2"))
            left += width
        return left

    def _paint_right(
        self,
        painter: QPainter,
        area: QRectF,
        top: float,
        title_height: float,
        note_height: float,
        row: ListRow,
        tokens: Tokens,
    ) -> float:
        """What stands at the right edge; returns where it begins."""
        normal, strong = fonts.caption(tabular=True), fonts.body_strong(tabular=True)
        right_edge = area.right()
        if row.keys:
            extent = paint.key_hint_size(row.keys)
            right_edge -= extent.width()
            middle = QPointF(right_edge, area.center().y())
            paint.key_hint(painter, middle, row.keys, tokens)
            right_edge -= 10
        width = paint.runs_width(row.right, normal, strong)
        first = QRectF(right_edge - width, top, width + 1, title_height)
        if not row.right_note:
            first.moveTop(area.center().y() - title_height / 2)
        paint.text_runs(painter, first, row.right, normal, strong, tokens)
        note_width = QFontMetricsF(normal).horizontalAdvance(row.right_note)
        note = QRectF(right_edge - note_width, top + title_height, note_width + 1, note_height)
        paint.text(painter, note, row.right_note, normal, tokens.tone("text2"))
        if row.right_icon:
            note_width += 20
            spot = QRectF(right_edge - note_width, note.center().y() - 7, 14, 14)
            icons.paint(painter, row.right_icon, spot, tokens.tone("text2"))
        return right_edge - max(width, note_width)

    def _paint_matched(self, painter: QPainter, rect: QRectF, row: ListRow, tokens: Tokens) -> None:
        found, rest = row.title[: row.matched], row.title[row.matched :]
        bold = fonts.body_strong()
        bold.setUnderline(True)
        runs = (Run(found, strong=True, tone="accent"), Run(rest))
        paint.text_runs(painter, rect, runs, fonts.body(), bold, tokens)

    def _paint_note(self, painter: QPainter, rect: QRectF, row: ListRow, tokens: Tokens) -> None:
        left = rect.left()
        if row.follow_up is not None:
            spot = QPointF(left, rect.center().y())
            filled = paint.needs_fill(row.follow_up)
            paint.pill(painter, spot, row.follow_up, tokens, filled=filled)
            left += paint.pill_size(row.follow_up).width() + 8
        if row.note_icon:
            icon = QRectF(left, rect.center().y() - 6, 12, 12)
            icons.paint(painter, row.note_icon, icon, tokens.tone("text2"))
            left += 20
        words = QRectF(left, rect.top(), rect.right() - left, rect.height())
        paint.text(painter, words, row.note, fonts.caption(tabular=True), tokens.tone("text2"))
