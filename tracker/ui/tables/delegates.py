"""How cells are drawn: text, party, follow-up, bar, count, status, deadline, tick.

A delegate asks the model for the row and its column for the value; nothing passes through Qt's
variants, which would turn an enum into a string.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.models.enums import ActionStatus, FollowUp, Party, PromiseStatus
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.progress import Progress, count_runs, describe, paint_bar
from tracker.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from tracker.ui.tables.column import Column
    from tracker.ui.tables.model import TableModel

Index = QModelIndex | QPersistentModelIndex

PADDING = 12
ROW_HEIGHT = 32
_SELECTED = QStyle.StateFlag.State_Selected
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as a cell: red when late; `changed` tells the old date and the reason."""

    due: date | None
    late: bool = False
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a delegate draws one cell with."""

    painter: QPainter
    rect: QRectF
    tokens: Tokens
    selected: bool

    @property
    def backdrop(self) -> str:
        """The token of the row's own colour."""
        return "sel" if self.selected else "surface"


class CellDelegate(QStyledItemDelegate):
    """Draws the ground, the line below and a placeholder; `draw` draws the value."""

    def __init__(self, column: "Column[Any]", view: QAbstractItemView) -> None:
        super().__init__(view)
        self._column = column
        weights = {
            "normal": fonts.body,
            "medium": fonts.body_medium,
            "strong": fonts.body_strong,
        }
        self._font: QFont = weights[column.weight](tabular=True)
        self._metrics = QFontMetricsF(self._font)

    @classmethod
    def words(cls, value: Any) -> str:
        """The value as text: read out, copied, and shown where there is nothing to draw."""
        raise NotImplementedError

    def draw(self, cell: Cell, value: Any) -> None:
        """Draw `value` in `cell.rect`, which has the cell's padding taken off."""
        raise NotImplementedError

    def wanted_width(self, value: Any) -> float:
        """How wide the drawing of `value` wants to be, without padding."""
        return self._metrics.horizontalAdvance(self.words(value)[:400])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = Theme.current().tokens()
        selected = bool(option.state & _SELECTED)
        rect = QRectF(option.rect)
        painter.save()
        paint.prepare(painter)
        painter.fillRect(rect, tokens.colour("sel" if selected else "surface"))
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, tokens.colour("line"))
        row = cast("TableModel[Any]", index.model()).row_at(index.row())
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        if row is None:
            blank = QRectF(inner.left(), inner.center().y() - 4, min(inner.width(), 72) * 0.6, 8)
            paint.box(painter, blank, 2, tokens.colour("track"))
        else:
            painter.setClipRect(rect)
            self.draw(Cell(painter, inner, tokens, selected), self._column.get(row))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._column.width, max(ROW_HEIGHT, int(self._metrics.height()) + 12))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The column's own tooltip, or the whole text when it doesn't fit."""
        model = cast("TableModel[Any]", index.model())
        tip = model.data(index, Qt.ItemDataRole.ToolTipRole) or self._overflow(model, option, index)
        QToolTip.showText(event.globalPos(), tip, view)
        return bool(tip)

    def _overflow(
        self, model: "TableModel[Any]", option: QStyleOptionViewItem, index: Index
    ) -> str:
        row = model.row_at(index.row())
        if row is None:
            return ""
        value = self._column.get(row)
        fits = self.wanted_width(value) <= QRectF(option.rect).width() - 2 * PADDING + 1
        return "" if fits else plain_tip(self.words(value))


class TextCell(CellDelegate):
    """Words, dates and numbers, in the column's tone and weight."""

    @classmethod
    def words(cls, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return format_date(value, "iso")
        return format_number(value)

    def draw(self, cell: Cell, value: Any) -> None:
        colour = cell.tokens.tone(self._column.tone)
        align = _ALIGN[self._column.align]
        paint.text(cell.painter, cell.rect, self.words(value), self._font, colour, align)


class PartyCell(CellDelegate):
    """The badge and the party's name. The value is a `Party`."""

    @classmethod
    def words(cls, value: Party | None) -> str:
        return label(value) if value is not None else ""

    def wanted_width(self, value: Any) -> float:
        return super().wanted_width(value) + paint.BADGE + 8

    def draw(self, cell: Cell, value: Party | None) -> None:
        if value is None:
            return
        top = round(cell.rect.center().y() - paint.BADGE / 2)
        badge = QRectF(cell.rect.left(), top, paint.BADGE, paint.BADGE)
        paint.party_badge(cell.painter, badge, value, cell.tokens)
        rest = cell.rect.adjusted(paint.BADGE + 8, 0, 0, 0)
        paint.text(cell.painter, rest, label(value), self._font, cell.tokens.tone("text"))


class PartyBadgeCell(PartyCell):
    """The badge alone, where the column is narrow; the name is the tooltip and is read out."""

    def wanted_width(self, value: Any) -> float:
        # More than any cell has: the name always needs telling.
        return float("inf")

    def draw(self, cell: Cell, value: Party | None) -> None:
        if value is not None:
            top = round(cell.rect.center().y() - paint.BADGE / 2)
            badge = QRectF(cell.rect.left(), top, paint.BADGE, paint.BADGE)
            paint.party_badge(cell.painter, badge, value, cell.tokens)


class FollowUpCell(CellDelegate):
    """Symbol and word, filled for risk and sen. The value is a `FollowUp`; None is "avslutad"."""

    @classmethod
    def words(cls, value: FollowUp | None) -> str:
        return label(value) if value is not None else _("ended")

    def wanted_width(self, value: FollowUp | None) -> float:
        return paint.pill_size(value or FollowUp.ON_TRACK).width()

    def draw(self, cell: Cell, value: FollowUp | None) -> None:
        if value is None:
            left = cell.rect.adjusted(paint.TABLE_PILL.left, 0, 0, 0)
            paint.text(
                cell.painter, left, self.words(None), fonts.body(), cell.tokens.tone("text2")
            )
            return
        left_centre = QPointF(cell.rect.left(), cell.rect.center().y())
        filled = paint.needs_fill(value)
        paint.pill(cell.painter, left_centre, value, cell.tokens, filled=filled)


class StatusCell(CellDelegate):
    """The outline symbol and the word. The value is an `ActionStatus` or a `PromiseStatus`."""

    @classmethod
    def words(cls, value: ActionStatus | PromiseStatus | None) -> str:
        return label(value) if value is not None else ""

    def wanted_width(self, value: Any) -> float:
        return super().wanted_width(value) + paint.MARK + 6

    def draw(self, cell: Cell, value: ActionStatus | PromiseStatus | None) -> None:
        if value is not None:
            paint.status_mark(cell.painter, cell.rect, value, cell.tokens)


class CountCell(CellDelegate):
    """**17** av 30. The value is a `Progress`."""

    @classmethod
    def words(cls, value: Progress | None) -> str:
        return "".join(run.text for run in count_runs(value)) if value is not None else ""

    def draw(self, cell: Cell, value: Progress | None) -> None:
        if value is None:
            return
        normal, strong = fonts.body(tabular=True), fonts.body_strong(tabular=True)
        runs = count_runs(value)
        area = QRectF(cell.rect)
        if self._column.align == "right":
            spare = area.width() - paint.runs_width(runs, normal, strong)
            area.setLeft(area.left() + max(spare, 0))
        paint.text_runs(cell.painter, area, runs, normal, strong, cell.tokens)


class BarCell(CellDelegate):
    """The bar. The value is a `Progress`; one without a bar leaves the cell empty."""

    @classmethod
    def words(cls, value: Progress | None) -> str:
        return describe(value) if value is not None and value.has_bar else ""

    def wanted_width(self, value: Any) -> float:
        # The bar never says everything in words, so hovering always does.
        return float("inf")

    def draw(self, cell: Cell, value: Progress | None) -> None:
        if value is None or not value.has_bar:
            return
        backdrop = cell.tokens.colour(cell.backdrop)
        paint_bar(cell.painter, cell.rect, value, cell.tokens, backdrop, selected=cell.selected)


class DeadlineCell(CellDelegate):
    """An ISO date, red and semibold when late, with a pencil when it was moved."""

    _PENCIL: ClassVar[int] = 12

    @classmethod
    def words(cls, value: Deadline | None) -> str:
        if value is None or value.due is None:
            return ""
        parts = [format_date(value.due, "iso")]
        if value.late:
            parts.append(label(FollowUp.LATE))
        if value.changed:
            parts.append(_("moved: {change}").format(change=value.changed))
        return ", ".join(parts)

    def wanted_width(self, value: Deadline | None) -> float:
        if value is not None and value.changed:
            return float("inf")
        return self._metrics.horizontalAdvance("0000-00-00")

    def draw(self, cell: Cell, value: Deadline | None) -> None:
        if value is None or value.due is None:
            return
        font = fonts.body_strong(tabular=True) if value.late else self._font
        words = format_date(value.due, "iso")
        tone = cell.tokens.tone("late" if value.late else self._column.tone)
        paint.text(cell.painter, cell.rect, words, font, tone)
        if value.changed:
            left = cell.rect.left() + QFontMetricsF(font).horizontalAdvance(words) + 8
            side = self._PENCIL
            spot = QRectF(left, cell.rect.center().y() - side / 2, side, side)
            icons.paint(cell.painter, "pencil", spot, cell.tokens.tone("text2"))


class TickCell(CellDelegate):
    """The box that is ticked when the row is selected. The column's value is not used."""

    SIDE: ClassVar[float] = 16

    @classmethod
    def words(cls, value: Any) -> str:
        return ""

    def wanted_width(self, value: Any) -> float:
        return 0

    def draw(self, cell: Cell, value: Any) -> None:
        top = round(cell.rect.center().y() - self.SIDE / 2)
        left = round(cell.rect.center().x() - self.SIDE / 2)
        state = Qt.CheckState.Checked if cell.selected else Qt.CheckState.Unchecked
        box = QRectF(left, top, self.SIDE, self.SIDE)
        paint.check_box(cell.painter, box, state, cell.tokens, cell.tokens.colour("surface"))
