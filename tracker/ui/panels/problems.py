"""Problem: what is wrong, in order of priority, and under the list why it is so."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.problems import delete_problem
from tracker.services.queries.analysis import Analysis, analysis
from tracker.services.queries.evidence import ProblemRow, problem_rows
from tracker.ui.desk import Desk
from tracker.ui.panels.analysis import AnalysisPane
from tracker.ui.panels.row_page import RowPage
from tracker.ui.tables.column import Column
from tracker.ui.tables.row_actions import RowActions
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import Rule

_ALL = 16777215
"""Qt's QWIDGETSIZE_MAX."""
_MOST_IN_VIEW = 8


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


class ProblemsPage(RowPage[ProblemRow]):
    """The list of problems, the most pressing first."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "problem", "evidence", "cause", "why", "promise", "promise_problem", "survey",
            "action", "action_cause", "log_entry", "book",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            kind="problem",
            title=_("Problems"),
            columns=_columns(),
            yielding=("place", "focus_area", "number"),
            read=problem_rows,
            delete=lambda ctx, row: delete_problem(ctx, row.id, row.version),
            empty=EmptyState(
                "problem",
                _("No problems yet"),
                _(
                    "A problem says what makes people unsafe, where and when. It rests on "
                    "evidence, has numbered causes, and is what a promise answers."
                ),
                "" if desk.read_only else _("Describe the first problem"),
                action_icon="plus",
            ),
        )
        for words, icon, command in (
            (_("Add evidence…"), "survey", "evidence.new"),
            (_("Add a cause…"), "problem", "cause.new"),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(partial(self._run_on_current, command))
            button.setEnabled(False)
            self.table.current_changed.connect(
                lambda row_id, button=button: button.setEnabled(row_id is not None)
            )
            self.header.add(button)
            button.setVisible(not desk.read_only)
        self.add_new_button(_("New problem…"))
        self._add_pane()

    def _add_pane(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        self.pane = AnalysisPane(self.desk)
        self._rule = Rule()
        layout.addWidget(self._rule)
        layout.addWidget(self.pane, 1)
        layout.setSpacing(0)
        self.header.setContentsMargins(24, 20, 24, 12)
        self._show_pane(None)

    def offer(self, offered: RowActions[ProblemRow]) -> None:
        run = self.desk.run
        offered.add(_("Add evidence…"), lambda row: run("evidence.new", row.id))
        offered.add(_("Add a cause…"), lambda row: run("cause.new", row.id))

    def subtitle(self, rows: Sequence[ProblemRow]) -> str:
        counted = ngettext("{count} problem", "{count} problems", len(rows))
        parts = [counted.format(count=format_number(len(rows)))]
        orphans = sum(not row.evidence for row in rows)
        if orphans:
            parts.append(_("{count} without evidence").format(count=orphans))
        return " · ".join(parts)

    def _run_on_current(self, command: str) -> None:
        row = self.current()
        if row is not None:
            self.desk.run(command, row.id)

    # -- the analysis

    def _on_rows(self, rows: list[ProblemRow]) -> None:
        super()._on_rows(rows)
        self._fit()
        self._read_analysis()

    def _fit(self) -> None:
        """The list takes what it needs, so that the rest is the analysis's; all without one."""
        rows = len(self.model.rows())
        alone = not rows or self.pane.isHidden()
        self.table.setMaximumHeight(_ALL if alone else self._room_for(rows))

    def _room_for(self, rows: int) -> int:
        heights = (self.table.rowHeight(number) for number in range(min(rows, _MOST_IN_VIEW)))
        bar = self.table.horizontalHeader().height()
        return bar + sum(heights) + 2 * self.table.frameWidth() + 8

    def _on_current(self, row_id: int | None) -> None:
        super()._on_current(row_id)
        self._read_analysis()

    def _read_analysis(self) -> None:
        row_id = self.table.current_id()
        if row_id is None:
            self._show_pane(None)
        else:
            work = partial(analysis, self.desk.ctx, row_id)
            self.desk.read(work, self._show_pane, owner=self, key=("analysis", id(self)))

    def _show_pane(self, shown: Analysis | None) -> None:
        if shown is not None and shown.detail.row.id != self.table.current_id():
            return
        self.pane.show_analysis(shown)
        self.pane.setVisible(shown is not None)
        self._rule.setVisible(shown is not None)
        self._fit()
