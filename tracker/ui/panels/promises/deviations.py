"""What changed after the signing: a table, and the chosen deviation in full below it."""

from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_date, format_number
from tracker.labels import label
from tracker.models.enums import DeviationKind
from tracker.services.queries.plan import DeviationRow, PlanView
from tracker.ui import fonts
from tracker.ui.tables.column import Column
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.view import TableView
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text


class DeviationsTab(QWidget):
    """The deviations of one promise; nothing is changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowsModel(_columns(), lambda row: row.id, self)
        self.table = TableView(self._model, _("Deviations"))
        self.table.set_empty_state(
            EmptyState(
                "check",
                _("No deviations"),
                _(
                    "When a deadline, a quantity or the text changes after the signing, "
                    "what, why and who decided is kept here and printed in the report."
                ),
            )
        )
        self._title = Text("", fonts.body_strong(tabular=True), wrap=True)
        self._change = Text("", fonts.body(tabular=True), wrap=True)
        self._reason = Text("", fonts.body(), wrap=True)
        self._detail = Panel("sunken")
        inside = QVBoxLayout(self._detail)
        inside.setContentsMargins(24, 12, 24, 12)
        inside.setSpacing(4)
        for widget in (self._title, self._change, self._reason):
            inside.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(Rule())
        layout.addWidget(self._detail)
        self.table.current_changed.connect(self._on_current)
        self._detail.setVisible(False)

    def model(self) -> RowsModel[DeviationRow]:
        """The rows shown."""
        return self._model

    def show_plan(self, view: PlanView) -> None:
        """Show a promise's deviations, newest first."""
        self._model.set_rows(list(reversed(view.deviations)))
        if view.deviations and self.table.current_id() is None:
            self.table.select_ids([view.deviations[-1].id])
        self._on_current(self.table.current_id())

    def _on_current(self, row_id: int | None) -> None:
        row = next((each for each in self._model.rows() if each.id == row_id), None)
        self._detail.setVisible(row is not None)
        if row is None:
            return
        by = _("decided by {who}").format(who=row.decided_by) if row.decided_by else ""
        parts = (_what(row), format_date(row.decided_on), by)
        self._title.setText(", ".join(part for part in parts if part))
        self._change.setText(change_words(row))
        self._reason.setText(row.reason)


def change_words(row: DeviationRow) -> str:
    """``31 maj 2018 → 30 sep 2018``, read in the reader's language."""
    return f"{_value(row, row.before)} → {_value(row, row.after)}"


def _what(row: DeviationRow) -> str:
    """The kind, and the action that it was about."""
    return f"{label(row.kind)}, {row.action_label}" if row.action_label else label(row.kind)


def _value(row: DeviationRow, text: str) -> str:
    """Deadlines and quantities are kept as plain ISO and decimal text."""
    if not text:
        return "–"
    try:
        if row.kind is DeviationKind.DEADLINE:
            return format_date(date.fromisoformat(text))
        if row.kind is DeviationKind.QUANTITY:
            return format_number(Decimal(text))
    except (ValueError, InvalidOperation):
        return text
    return text


def _columns() -> tuple[Column[DeviationRow], ...]:
    return (
        Column("decided_on", _("Date"), lambda row: row.decided_on, 108),
        Column("kind", _("What changed"), _what, 176, weight="medium"),
        Column("change", _("Before → after"), change_words, 204),
        Column("reason", _("Reason"), lambda row: row.reason, 120, stretch=True),
        Column("decided_by", _("Decided by"), lambda row: row.decided_by, 104, tone="text2"),
    )
