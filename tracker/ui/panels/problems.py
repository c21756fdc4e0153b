"""Problem: what is wrong, in order of priority; the inspector shows evidence and causes."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.problems import delete_problem
from tracker.services.queries.evidence import ProblemRow, problem_rows
from tracker.ui.desk import Desk
from tracker.ui.panels.row_page import RowPage
from tracker.ui.tables.column import Column
from tracker.ui.tables.row_actions import RowActions
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState


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
        {"problem", "evidence", "cause", "promise", "promise_problem", "survey"}
    )

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
