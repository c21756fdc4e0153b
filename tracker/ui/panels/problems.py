"""Problem: what is wrong, in order of priority; the inspector shows evidence and causes."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.problems import delete_problem
from tracker.services.queries.evidence import ProblemRow, problem_rows
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.page import PageView
from tracker.ui.tables.column import Column
from tracker.ui.tables.fitting import FittingTable
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.row_actions import Removal, RowActions
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import PageHeader


def _columns() -> tuple[Column[ProblemRow], ...]:
    return (
        Column(
            "priority", _("Priority"), lambda r: str(r.priority or "–"), width=80, align="right"
        ),
        Column("number", _("No."), lambda r: str(r.number), width=56, align="right", tone="text2"),
        Column("title", _("Problem"), lambda r: r.title, width=240, weight="medium", stretch=True),
        Column("focus_area", _("Focus area"), lambda r: r.focus_area, width=176, tone="text2"),
        Column("place", _("Place"), lambda r: r.place, width=200, tone="text2"),
        Column("evidence", _("Evidence"), lambda r: _count(r.evidence), width=96),
        Column("causes", _("Causes"), lambda r: _count(r.causes), width=96),
        Column("promises", _("Promises"), _promises, width=112),
    )


def _count(number: int) -> str:
    return str(number) if number else _("none")


def _promises(row: ProblemRow) -> str:
    numbers = (f"L{number}" for _promise_id, number, _title in row.promises)
    return ", ".join(numbers) or _("none")


class ProblemsPage(PageView):
    """The list of problems, the most pressing first."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"problem", "evidence", "cause", "promise", "promise_problem", "survey"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, surface="surface")
        self._wanted: int | None = None
        self._header = PageHeader(_("Problems"))
        self._for_row: list[Button] = []
        for words, icon, command in (
            (_("Add evidence…"), "survey", "evidence.new"),
            (_("Add a cause…"), "problem", "cause.new"),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(partial(self._run_on_current, command))
            button.setEnabled(False)
            self._for_row.append(button)
            self._header.add(button)
        new = Button(_("New problem…"), icon="plus")
        new.clicked.connect(partial(desk.run, "problem.new"))
        self._header.add(new)
        for button in (*self._for_row, new):
            button.setVisible(not desk.read_only)
        self._model = RowsModel(_columns(), lambda row: row.id, self)
        self._table: FittingTable[ProblemRow] = FittingTable(
            self._model, _("Problems"), yielding=("place", "focus_area", "number")
        )
        self._table.opened.connect(partial(desk.run, "problem.edit"))
        self._table.current_changed.connect(self._on_current)
        if not desk.read_only:
            self._offer()
        empty = EmptyState(
            "problem",
            _("No problems yet"),
            _(
                "A problem says what makes people unsafe, where and when. It rests on evidence, "
                "has numbered causes, and is what a promise answers."
            ),
            "" if desk.read_only else _("Describe the first problem"),
            action_icon="plus",
        )
        empty.acted.connect(partial(desk.run, "problem.new"))
        self._table.set_empty_state(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._header.setContentsMargins(24, 20, 24, 0)
        layout.addWidget(self._header)
        # The cells' own padding brings their text under the title.
        beneath = QVBoxLayout()
        beneath.setContentsMargins(12, 0, 12, 0)
        beneath.addWidget(self._table)
        layout.addLayout(beneath, 1)
        self.setFocusProxy(self._table)

    def refresh(self) -> None:
        """Read the problems again."""
        self.desk.read(partial(problem_rows, self.desk.ctx), self._on_rows, owner=self)

    def open_at(self, target: Goto) -> None:
        """Choose the problem that was asked for."""
        self._wanted = target.row_id
        if target.row_id is not None:
            self._table.select_ids([target.row_id])

    def shortcut_keys(self) -> str:
        return "problems"

    def _offer(self) -> None:
        """What can be done to the chosen problem, by keys and in its menu."""
        run = self.desk.run
        offered: RowActions[ProblemRow] = RowActions(self._table, self._current)
        offered.add(_("Edit…"), lambda row: run("problem.edit", row.id))
        offered.add(_("Add evidence…"), lambda row: run("evidence.new", row.id))
        offered.add(_("Add a cause…"), lambda row: run("cause.new", row.id))
        offered.add_separator()
        Removal(self._table, offered, self._on_removal)

    def _current(self) -> ProblemRow | None:
        index = self._table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def _on_removal(self, row: ProblemRow) -> None:
        self.desk.write(partial(delete_problem, self.desk.ctx, row.id, row.version), owner=self)

    def _on_rows(self, rows: list[ProblemRow]) -> None:
        self._model.set_rows(rows)
        orphans = sum(not row.evidence for row in rows)
        parts = [
            ngettext("{count} problem", "{count} problems", len(rows)).format(
                count=format_number(len(rows))
            )
        ]
        if orphans:
            parts.append(_("{count} without evidence").format(count=orphans))
        self._header.set_subtitle(" · ".join(parts) if rows else "")
        wanted = self._wanted if self._wanted is not None else (rows[0].id if rows else None)
        if wanted is not None and self._table.current_id() is None:
            self._table.select_ids([wanted])
        self._wanted = None

    def _on_current(self, row_id: int | None) -> None:
        for button in self._for_row:
            button.setEnabled(row_id is not None)
        self.desk.inspect(None if row_id is None else Subject("problem", row_id))

    def _run_on_current(self, command: str) -> None:
        current = self._table.current_id()
        if current is not None:
            self.desk.run(command, current)
