"""How the plan's cells are arranged: what spans what, how wide columns and how high rows are."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView

from tracker.ui.panels.promises.plan_delegate import ADD_HEIGHT, PlanDelegate
from tracker.ui.panels.promises.plan_grid import ACTION, CAUSE, COLUMNS, RowKind
from tracker.ui.panels.promises.plan_model import PlanModel
from tracker.ui.panels.promises.plan_widths import widths_for


class PlanArrangement(QObject):
    """Keeps a table arranged for what its model shows and for the room it has."""

    def __init__(self, table: QTableView, model: PlanModel, delegate: PlanDelegate) -> None:
        super().__init__(table)
        self._table, self._plan, self._delegate = table, model, delegate
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit)
        model.regrouped.connect(self._on_regrouped)
        model.dataChanged.connect(self.fit_rows)
        # The bar takes room from the columns when it comes.
        table.verticalScrollBar().rangeChanged.connect(lambda *_range: self.fit_soon())

    def fit_soon(self) -> None:
        """Fit once, when the event loop is free."""
        self._soon.start(0)

    def fit_columns(self) -> None:
        """Share the room among the columns; they scroll only when it is too small for words."""
        header, room = self._table.horizontalHeader(), self._table.viewport().width()
        widths = widths_for(room)
        fits = sum(widths) <= room
        policy = Qt.ScrollBarPolicy
        self._table.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        for column, width in enumerate(widths):
            header.resizeSection(column, width)

    def fit_rows(self) -> None:
        """Let every row be as high as its words, and every group as high as its cause's."""
        header, grid = self._table.verticalHeader(), self._plan.grid()
        widths = [self._table.columnWidth(column) for column in range(COLUMNS)]
        add = max(ADD_HEIGHT, self._table.fontMetrics().height() + 12)
        heights = [
            self._delegate.wanted_height(row.action, widths) if row.action is not None else add
            for row in grid.rows
        ]
        for group in grid.groups:
            spare = self._delegate.cause_height(group, widths[CAUSE])
            spare -= sum(heights[group.first : group.last + 1])
            if spare > 0:
                heights[group.last] += spare
        for number, height in enumerate(heights):
            if header.sectionSize(number) != height:
                header.resizeSection(number, height)

    def _fit(self) -> None:
        self.fit_columns()
        self.fit_rows()

    def _on_regrouped(self) -> None:
        self._table.clearSpans()
        grid = self._plan.grid()
        for group in grid.groups:
            if group.last > group.first:
                self._table.setSpan(group.first, CAUSE, group.last - group.first + 1, 1)
        for number, row in enumerate(grid.rows):
            if row.kind is RowKind.ADD_CAUSE:
                self._table.setSpan(number, CAUSE, 1, COLUMNS)
            elif row.action is None:
                self._table.setSpan(number, ACTION, 1, COLUMNS - 1)
        self.fit_rows()
