"""How the plan's cells are drawn, and how high they want to be."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tracker.models.enums import FollowUp
from tracker.services.queries.actions import ActionRow
from tracker.ui import icons
from tracker.ui.panels.promises import wrapped
from tracker.ui.panels.promises.plan_grid import (
    ACTION,
    CAUSE,
    FOLLOW_UP,
    GOAL,
    WHEN,
    WHO,
    Group,
    RowKind,
)
from tracker.ui.panels.promises.plan_model import PlanModel
from tracker.ui.panels.promises.plan_words import (
    CellWords,
    action_words,
    add_words,
    cause_words,
    follow_up_words,
    goal_words,
    when_words,
    who_words,
)
from tracker.ui.panels.promises.wrapped import Role
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens, Tone
from tracker.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex

PADDING = 8
FIRST = 12
TOP = 10
ROW_HEIGHT = 64
ADD_HEIGHT = 32
_LINK = 16.0
_ROLES: dict[int, tuple[Role, int]] = {
    ACTION: ("medium", 5),
    GOAL: ("body", 4),
    WHEN: ("body", 2),
    WHO: ("body", 3),
    FOLLOW_UP: ("body", 1),
}
_UNDER_LINES = 3
_WHY_LINES = 4
_MARK = 16.0


def _circle() -> float:
    """How large the circle around a cause's number is: 20 px, more when letters are larger."""
    return wrapped.line_height("strong")


def number_width(label: str = "00.00") -> float:
    """How much room the action's number takes before its title."""
    return wrapped.metrics("body").horizontalAdvance(label) + PADDING


class PlanDelegate(QStyledItemDelegate):
    """Draws every cell of the plan. The row that the keyboard is on is filled."""

    def __init__(self, view: QTableView, model: PlanModel) -> None:
        super().__init__(view)
        self._view, self._plan = view, model

    # -- measures

    def wanted_height(self, row: ActionRow, widths: list[int]) -> int:
        """How high an action's row must be for its words to show."""
        heights = [
            self._cell_height(column, words, self._text_width(column, widths[column], row))
            for column, words in self._cells(row)
        ]
        return max(ROW_HEIGHT, int(max(heights) + 2 * TOP + 0.99))

    def cause_height(self, group: Group, width: int) -> int:
        """How high a group must be for its cause to show."""
        words = cause_words(group)
        room = width - FIRST - PADDING - (_circle() + PADDING if group.cause is not None else 0)
        height = wrapped.height(words.main, "strong", room, 8)
        return int(height + wrapped.height(words.under, "caption", room, 4) + 2 * TOP)

    def _cells(self, row: ActionRow) -> list[tuple[int, CellWords]]:
        return [
            (ACTION, action_words(row)),
            (GOAL, goal_words(row)),
            (WHEN, when_words(row, self._plan.today())),
            (WHO, who_words(row)),
            (FOLLOW_UP, follow_up_words(row)),
        ]

    def _text_width(self, column: int, width: int, row: ActionRow) -> float:
        room = width - 2 * PADDING
        if column == ACTION:
            return room - number_width(row.label)
        if column == WHO:
            return room - paint.BADGE - PADDING
        return room

    def _cell_height(self, column: int, words: CellWords, width: float) -> float:
        role, most = _ROLES[column]
        beside = _LINK if column == ACTION else 0
        under = wrapped.height(words.under, "caption", width - beside, _UNDER_LINES)
        under += wrapped.height(words.last, "caption", width, _WHY_LINES)
        if column == FOLLOW_UP:
            pill = paint.pill_size(FollowUp.ON_TRACK).height()
            return max(pill, wrapped.height(words.main, "caption", width - _MARK, 2)) + under
        return wrapped.height(words.main, role, width, most) + under

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    # -- drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = Theme.current().tokens()
        grid = self._plan.grid()
        number, column = index.row(), index.column()
        row, rect = grid.rows[number], QRectF(option.rect)
        painter.save()
        paint.prepare(painter)
        painter.setClipRect(rect)
        if row.kind is RowKind.ADD_CAUSE:
            self._paint_add(painter, rect, number, tokens, FIRST)
        elif column == CAUSE:
            self._paint_cause(painter, rect, number, tokens)
        elif row.action is None:
            self._paint_ground(painter, rect, number, tokens, "surface")
            self._paint_add(painter, rect, number, tokens, PADDING * 2)
        else:
            here = self._view.currentIndex().row() == number
            current = self._view.currentIndex() == index and self._view.hasFocus()
            ground = "surface" if current or not here else "sel"
            self._paint_ground(painter, rect, number, tokens, ground)
            self._paint_action(painter, rect, row.action, column, tokens)
            if here and self._plan.is_locked(number, column):
                spot = QRectF(rect.right() - PADDING - 12, rect.top() + TOP + 4, 12, 12)
                icons.paint(painter, "lock", spot, tokens.tone("text2"))
        if self._view.currentIndex() == index and self._view.hasFocus():
            paint.outline(painter, rect.adjusted(0, 0, -1, -1), 1, tokens.colour("accent"), 2)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, number: int, tokens: Tokens, name: str
    ) -> None:
        painter.fillRect(rect, tokens.colour(name))
        group = self._plan.grid().group_at(number)
        ends = group is not None and group.last == number
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, tokens.colour("strong" if ends else "line"))

    def _paint_add(
        self, painter: QPainter, rect: QRectF, number: int, tokens: Tokens, indent: float
    ) -> None:
        left = rect.left() + indent
        tone: Tone = "text2"
        if self._plan.grid().rows[number].kind is not RowKind.NO_ACTION:
            icon = QRectF(left, rect.top() + (rect.height() - 12) / 2, 12, 12)
            icons.paint(painter, "plus", icon, tokens.tone(tone))
            left += 20
        words = QRectF(left, rect.top(), rect.right() - left - PADDING, rect.height() - 1)
        font = wrapped.font("caption")
        paint.text(painter, words, add_words(self._plan.grid(), number), font, tokens.tone(tone))

    def _paint_cause(self, painter: QPainter, rect: QRectF, number: int, tokens: Tokens) -> None:
        group = self._plan.grid().group_at(number)
        if group is None:
            return
        painter.fillRect(rect, tokens.colour("sunken"))
        painter.fillRect(
            QRectF(rect.right() - 1, rect.top(), 1, rect.height()), tokens.colour("line")
        )
        under = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(under, tokens.colour("strong"))
        words = cause_words(group)
        needed = self.cause_height(group, int(rect.width()))
        # A long group's cause stays in view for as long as one of its actions does.
        top = min(max(rect.top(), 0.0), max(rect.bottom() - needed, rect.top())) + TOP
        left = rect.left() + FIRST
        if group.cause is not None:
            side = _circle()
            circle = QRectF(left, top, side, side)
            paint.outline(painter, circle, side / 2, tokens.tone("text2"), 1)
            painter.setFont(wrapped.font("caption"))
            painter.setPen(tokens.tone("text"))
            centre = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(circle, centre, str(group.cause.number))
            left += side + PADDING
        width = rect.right() - left - PADDING
        at = QPointF(left, top)
        tone: Tone = "text" if group.cause is not None else "at_risk"
        y = wrapped.draw(painter, at, words.main, "strong", width, 8, tokens.tone(tone))
        at = QPointF(left, y)
        wrapped.draw(painter, at, words.under, "caption", width, 4, tokens.tone("text2"))

    def _paint_action(
        self, painter: QPainter, rect: QRectF, row: ActionRow, column: int, tokens: Tokens
    ) -> None:
        words = dict(self._cells(row))[column]
        at = QPointF(rect.left() + PADDING, rect.top() + TOP)
        width = self._text_width(column, int(rect.width()), row)
        if column == ACTION:
            grey = tokens.tone("text2")
            wrapped.draw(painter, at, row.label, "body", number_width(row.label), 1, grey)
            at.setX(at.x() + number_width(row.label))
        elif column == WHO:
            badge = QRectF(at.x(), at.y(), paint.BADGE, paint.BADGE)
            paint.party_badge(painter, badge, row.party, tokens)
            at.setX(at.x() + paint.BADGE + PADDING)
        elif column == FOLLOW_UP:
            self._paint_follow_up(painter, at, width, row, words, tokens)
            return
        role, most = _ROLES[column]
        tone = _tone(row, column)
        y = wrapped.draw(painter, at, words.main, role, width, most, tokens.tone(tone))
        if column == ACTION and row.carried_from:
            icons.paint(painter, "link", QRectF(at.x(), y + 2, 12, 12), tokens.tone("text2"))
            at.setX(at.x() + _LINK)
            width -= _LINK
        if column == WHEN and row.moved_from is not None:
            after = wrapped.metrics(role).horizontalAdvance(words.main) + 6
            spot = QRectF(at.x() + after, at.y() + 4, 12, 12)
            icons.paint(painter, "pencil", spot, tokens.tone("text2"))
        under = QPointF(at.x(), y)
        grey = tokens.tone("text2")
        y = wrapped.draw(painter, under, words.under, "caption", width, _UNDER_LINES, grey)
        if words.last:
            at = QPointF(rect.left() + PADDING + number_width(row.label), y)
            width = self._text_width(column, int(rect.width()), row)
            wrapped.draw(painter, at, words.last, "caption", width, _WHY_LINES, grey)

    def _paint_follow_up(
        self,
        painter: QPainter,
        at: QPointF,
        width: float,
        row: ActionRow,
        words: CellWords,
        tokens: Tokens,
    ) -> None:
        grey = tokens.tone("text2")
        if row.colour is None:
            icon = QRectF(at.x(), at.y() + 2, paint.MARK, paint.MARK)
            icons.paint(painter, paint.status_icon(row.status), icon, grey)
            beside = QPointF(at.x() + _MARK, at.y())
            y = wrapped.draw(painter, beside, words.main, "caption", width - _MARK, 2, grey)
            inset = _MARK
        else:
            extent = paint.pill_size(row.colour).height()
            middle = QPointF(at.x(), at.y() + extent / 2)
            filled = paint.needs_fill(row.colour)
            paint.pill(painter, middle, row.colour, tokens, filled=filled)
            y, inset = at.y() + extent, 2.0
        under = QPointF(at.x() + inset, y)
        wrapped.draw(painter, under, words.under, "caption", width - inset, _UNDER_LINES, grey)


def _tone(row: ActionRow, column: int) -> Tone:
    """What lacks is said in the tone of a warning."""
    lacks = (column == WHEN and row.deadline is None) or (column == WHO and row.owner_id is None)
    return "at_risk" if lacks else "text"
