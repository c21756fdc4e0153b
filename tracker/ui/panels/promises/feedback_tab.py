"""Feedback to citizens: what is planned, what was given, and what should have been."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.services.queries.plan import FeedbackRow, PlanView
from tracker.ui.tables.column import Column
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.view import TableView
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Panel, Rule


class FeedbackTab(QWidget):
    """The table, and buttons to plan more and to mark the chosen one as given."""

    plan_asked = Signal()
    opened = Signal(object)
    """The `FeedbackRow` to change."""
    given = Signal(object)
    """The `FeedbackRow` that was given."""
    removal_asked = Signal(object)
    """The `FeedbackRow` to remove."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._writable = False
        self._model = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = TableView(self._model, _("Feedback"))
        self._empty = EmptyState(
            "promise",
            _("No feedback is planned"),
            _(
                "The citizens should be told what was done, and what was not and why. "
                "Plan when, to whom and how."
            ),
            _("Plan feedback"),
            action_icon="plus",
        )
        self._empty.acted.connect(self.plan_asked)
        self.table.set_empty_state(self._empty)
        self.plan_more = Button(_("Plan feedback"), icon="plus", kind="flat")
        self.plan_more.clicked.connect(self.plan_asked)
        self.mark = Button(_("Mark as given…"), icon="check", kind="flat")
        self.mark.clicked.connect(self._on_mark)
        self.remove = Button(_("Remove"), icon="trash", kind="flat", keys="Del")
        self.remove.clicked.connect(self._on_remove)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table, self._on_remove)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        foot = Panel("surface")
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 4, 12, 4)
        line.addWidget(self.plan_more)
        line.addWidget(self.mark)
        line.addWidget(self.remove)
        line.addStretch(1)
        self._foot = foot
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(Rule())
        layout.addWidget(foot)
        self.table.opened.connect(self._on_opened)
        self.table.current_changed.connect(self._on_current)

    def model(self) -> RowsModel[FeedbackRow]:
        """The rows shown."""
        return self._model

    def show_plan(self, view: PlanView, today: date, *, writable: bool) -> None:
        """Show a promise's feedback, in the order it is planned."""
        self._today, self._writable = today, writable
        self._model.set_rows(view.feedback)
        if view.feedback and self.table.current_id() is None:
            self.table.select_ids([view.feedback[0].id])
        self._foot.setVisible(writable and bool(view.feedback))
        self._on_current(self.table.current_id())

    def _row(self, row_id: int | None) -> FeedbackRow | None:
        return next((each for each in self._model.rows() if each.id == row_id), None)

    def _on_mark(self) -> None:
        row = self._row(self.table.current_id())
        if row is not None:
            self.given.emit(row)

    def _on_remove(self) -> None:
        row = self._row(self.table.current_id())
        if row is not None and self._writable:
            self.removal_asked.emit(row)

    def _on_opened(self, row_id: int) -> None:
        row = self._row(row_id)
        if row is not None and self._writable:
            self.opened.emit(row)

    def _on_current(self, row_id: int | None) -> None:
        row = self._row(row_id)
        is_open = row is not None and row.done_on is None
        self.mark.setEnabled(is_open)
        self.remove.setEnabled(is_open)

    def _columns(self) -> tuple[Column[FeedbackRow], ...]:
        return (
            Column("planned_on", _("Planned for"), lambda row: row.planned_on, 112),
            Column("state", _("Given"), self._state, 116, weight="medium"),
            Column("audience", _("Audience"), lambda row: row.audience, 128),
            Column("channel", _("Channel"), lambda row: row.channel, 140),
            Column("hours", _("Time spent"), _hours, 72, align="right"),
            Column("text", _("Text"), lambda row: row.text, 120, stretch=True, tone="text2"),
        )

    def _state(self, row: FeedbackRow) -> str:
        if row.done_on is not None:
            return format_date(row.done_on)
        return _("not given, late") if row.planned_on < self._today else _("planned")


def _hours(row: FeedbackRow) -> str:
    if row.hours is None:
        return ""
    return _("{hours} h").format(hours=format_number(row.hours))
