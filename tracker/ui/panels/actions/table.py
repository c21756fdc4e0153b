"""The table of actions: its rows from the book, and the lines over groups."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from tracker.i18n import _, ngettext
from tracker.labels import label
from tracker.services.context import AppContext
from tracker.services.queries.action_ids import (
    ActionGroup,
    ActionGrouping,
    ActionOrder,
    ActionQuery,
    grouped_action_ids,
)
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.ui import fonts
from tracker.ui.jobs import JobRunner
from tracker.ui.panels.actions.columns import LEAST_TITLE, NARROW, Heading, Line, action_columns
from tracker.ui.tables.delegates import PADDING
from tracker.ui.tables.model import Index
from tracker.ui.tables.paged import PagedModel
from tracker.ui.tables.view import TableView
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint

# Whether all selected have one owner is told for as many as are on a screen or two.
MOST_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows are asked for."""

    query: ActionQuery
    grouping: ActionGrouping | None = None


class ActionSource:
    """The ids of actions, a heading's own before each group; and the lines that belong to ids."""

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self._order = ActionOrder(ctx)
        self._groups: list[ActionGroup] = []

    def forget(self) -> None:
        """The book has changed."""
        self._order.forget()

    def ids(self, asked: Asked, /) -> "array[int]":
        if asked.grouping is None:
            return self._order.ids(asked.query)
        ids, groups = grouped_action_ids(self._ctx, asked.query, asked.grouping)
        self._groups = groups
        lined = array("q")
        first = 0
        for number, group in enumerate(groups):
            lined.append(-1 - number)
            lined.extend(ids[first : first + group.count])
            first += group.count
        return lined

    def rows(self, ids: Sequence[int], /) -> Sequence[Line]:
        found: list[Line] = list(action_rows(self._ctx, [row_id for row_id in ids if row_id > 0]))
        groups = self._groups
        for heading in (row_id for row_id in ids if row_id < 0):
            if -heading <= len(groups):
                found.append(Heading(heading, group_words(groups[-1 - heading])))
        return found


def group_words(group: ActionGroup) -> str:
    """``L4 Unga och ANDT · 4 åtgärder``."""
    count = ngettext("{count} action", "{count} actions", group.count).format(count=group.count)
    if group.party is not None:
        name = label(group.party)
    elif group.promise_number is not None:
        name = f"L{group.promise_number} {group.title}"
    else:
        name = group.title or _("No owner")
    return f"{name}  ·  {count}"


class ActionModel(PagedModel[Asked, Line]):
    """Pages of actions. Headings can be walked over but not selected."""

    def __init__(self, source: ActionSource, jobs: JobRunner, parent: QWidget) -> None:
        super().__init__(action_columns(), source, lambda line: line.id, jobs, parent)
        self._named_by = next(n for n, column in enumerate(self.columns()) if column.id == "title")
        self._grouped = False
        self.modelReset.connect(self._on_reset)

    def is_grouped(self) -> bool:
        """Whether there are headings among the rows."""
        return self._grouped

    def _on_reset(self) -> None:
        # A group begins with its heading. Kept, since every cell painted asks.
        self._grouped = self.rowCount() > 0 and self.id_at(0) < 0

    def action_at(self, number: int) -> ActionRow | None:
        """The action of a row; None for a heading and for what isn't loaded."""
        line = self.row_at(number)
        return line if isinstance(line, ActionRow) else None

    def words(self, number: int, column: int) -> str:
        line = self.row_at(number)
        if isinstance(line, Heading):
            return line.words if column == self._named_by else ""
        return super().words(number, column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._grouped and index.isValid() and self.id_at(index.row()) < 0:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class ActionTable(TableView[Line]):
    """The table itself. Headings are drawn across it and never count as selected."""

    def __init__(self, model: ActionModel, parent: QWidget) -> None:
        # First: the base class asks for counts while it is being made.
        self._lines = model
        self._is_narrow = False
        super().__init__(model, _("Actions"), parent, several=True)
        self.header().keep_widths("action")

    def selectable_count(self) -> int:
        if not self._lines.is_grouped():
            return super().selectable_count()
        return _actions_in(self._lines.ids_between(0, self._lines.rowCount() - 1))

    def selected_count(self) -> int:
        if not self._lines.is_grouped():
            return super().selected_count()
        return len(self.selected_ids())

    def selected_ids(self) -> list[int]:
        return [row_id for row_id in super().selected_ids() if row_id > 0]

    def selected_rows(self) -> list[ActionRow] | None:
        """The actions selected; None when they are many or not all loaded."""
        ranges = self.selectionModel().selection().toList()
        if sum(part.height() for part in ranges) > MOST_LOOKED_AT:
            return None
        numbers = [n for part in ranges for n in range(part.top(), part.bottom() + 1)]
        found = [self._lines.action_at(n) for n in numbers if self._lines.id_at(n) > 0]
        return [row for row in found if row is not None] if all(found) else None

    def shown_columns(self) -> tuple[str, ...]:
        """The ids of the columns that show, as they stand from left to right."""
        header = self.header()
        columns = self._lines.columns()
        order = [header.logicalIndex(place) for place in range(len(columns))]
        return tuple(columns[n].id for n in order if not header.isSectionHidden(n))

    def show_columns(self, ids: Sequence[str]) -> None:
        """Show these columns in this order; the one with the boxes stays first."""
        header = self.header()
        columns = self._lines.columns()
        for number, column in enumerate(columns):
            header.setSectionHidden(number, column.id not in ids and number > 0)
        numbers = {column.id: number for number, column in enumerate(columns)}
        place = 1
        for number in (numbers[column] for column in ids if numbers.get(column, 0) > 0):
            header.moveSection(header.visualIndex(number), place)
            place += 1
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Give the titles room: first from the other columns, then by scrolling sideways."""
        header, columns = self.header(), self._lines.columns()
        numbers = [n for n in range(len(columns)) if not header.isSectionHidden(n)]
        others = [n for n in numbers if not columns[n].stretch]
        natural = {n: header.natural_width(n) for n in others}
        width = self.viewport().width()
        narrow = width - sum(natural.values()) < LEAST_TITLE
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            for n in others:
                header.resizeSection(
                    n, NARROW.get(columns[n].id, natural[n]) if narrow else natural[n]
                )
        left = width - sum(header.sectionSize(n) for n in others)
        mode = QHeaderView.ResizeMode
        for n in numbers:
            if columns[n].stretch:
                fits = left >= LEAST_TITLE
                header.setSectionResizeMode(n, mode.Stretch if fits else mode.Interactive)
                header.resizeSection(n, max(left, LEAST_TITLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._lines.is_grouped():
            painter = QPainter(self.viewport())
            paint.prepare(painter)
            self._paint_headings(painter)

    def _paint_headings(self, painter: QPainter) -> None:
        last = self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self._lines.rowCount() - 1
        for number in range(max(self.rowAt(0), 0), last + 1):
            if self._lines.id_at(number) < 0:
                self._paint_heading(painter, number)

    def _paint_heading(self, painter: QPainter, number: int) -> None:
        tokens = Theme.current().tokens()
        top, height = self.rowViewportPosition(number), self.rowHeight(number)
        area = QRectF(0, top, self.viewport().width(), height)
        painter.fillRect(area, tokens.colour("sunken"))
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, tokens.colour("strong"))
        words = area.adjusted(PADDING + 12, 0, -PADDING, -1)
        spoken = self._lines.row_at(number)
        if isinstance(spoken, Heading):
            font = fonts.body_strong(tabular=True)
            paint.text(painter, words, spoken.words, font, tokens.tone("text"))
        if self.currentIndex().row() == number and self.hasFocus():
            paint.focus_ring(painter, area, tokens, 2)


def _actions_in(ids: Sequence[int]) -> int:
    return sum(row_id > 0 for row_id in ids)
