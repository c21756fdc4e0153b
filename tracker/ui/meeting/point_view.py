"""One point of the agenda, large: what it is about, why, and how it stands."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.services.queries.action_detail import ActionDetail
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.indicators import IndicatorRow
from tracker.services.queries.meeting_changes import PointChange
from tracker.services.queries.meeting_held import About
from tracker.services.queries.meetings import PointRow
from tracker.services.queries.overview import DecisionRow
from tracker.ui import fonts
from tracker.ui.dialogs.decision import option_words
from tracker.ui.meeting.change_lines import ChangeLines
from tracker.ui.meeting.words import responsible_words
from tracker.ui.panels.inspector_words import amount_words, log_words
from tracker.ui.panels.overview.effect import aim_words, now_words
from tracker.ui.panels.review.chart import chart_of
from tracker.ui.panels.review.chart_widget import DoneChartView
from tracker.ui.panels.review.words import is_counted
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.widgets.marks import FollowUpPill, PartyBadge
from tracker.ui.widgets.paint import TITLE_PILL, Run
from tracker.ui.widgets.panels import Rule
from tracker.ui.widgets.progress import phrase_runs
from tracker.ui.widgets.text import RunText, Text


class PointView(QWidget):
    """Built anew for each point; what is written at it stands below, and stays."""

    def __init__(
        self,
        point: PointRow,
        about: About,
        changes: tuple[PointChange, ...],
        today: date,
        parent: QWidget | None = None,
        *,
        scale: float = 1.0,
    ) -> None:
        """`scale` is how much larger the letters are than on the smallest screen."""
        super().__init__(parent)
        self.point, self.scale = point, scale
        self._today = today
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._add_head(point, about)
        if about.decision is not None:
            self._add_decision(about.decision)
        if about.action is not None:
            self._add_action(about.action)
        if about.indicator is not None:
            self._add_indicator(about.indicator)
        self._add_actions(about.actions)
        self._add_changes(changes)
        self._layout.addStretch(1)

    def _add_head(self, point: PointRow, about: About) -> None:
        kind = QHBoxLayout()
        kind.setSpacing(12)
        words = _("Point {number}").format(number=point.number)
        kind.addWidget(
            Text(f"{words}  ·  {label(point.kind)}", self._large(fonts.promise_text()), "text2")
        )
        if about.action is not None and about.action.row.colour is not None:
            kind.addWidget(FollowUpPill(about.action.row.colour, size=TITLE_PILL))
        kind.addStretch(1)
        self._layout.addLayout(kind)
        self._layout.addWidget(Text(point.title, self._large(fonts.welcome_title()), wrap=True))
        if point.why:
            self._layout.addWidget(Text(point.why, self._large(fonts.kiosk()), wrap=True))
        responsible = responsible_words(point)
        if responsible and about.action is None:
            words = _("Responsible: {role}").format(role=responsible)
            self._layout.addWidget(Text(words, self._large(fonts.section_title()), wrap=True))

    def _add_decision(self, row: DecisionRow) -> None:
        if row.answer is not None:
            words = _("Answer: {answer}").format(answer=row.answer)
            self._layout.addWidget(Text(words, self._large(fonts.section_title()), wrap=True))
            return
        for number, option in enumerate(row.options, 1):
            words = f"{number}. {option_words(option)}"
            self._layout.addWidget(Text(words, self._large(fonts.kiosk()), wrap=True))

    def _add_action(self, detail: ActionDetail) -> None:
        row = detail.row
        self._layout.addLayout(self._facts(row))
        body = QHBoxLayout()
        body.setSpacing(32)
        if is_counted(row):
            chart = DoneChartView()
            chart.show_chart(chart_of(detail, self._today))
            body.addWidget(chart, 3)
        beside = QVBoxLayout()
        beside.setSpacing(6)
        self._add_entries(beside, detail)
        self._add_problem(beside, detail)
        beside.addStretch(1)
        body.addLayout(beside, 2)
        self._layout.addLayout(body)

    def _add_entries(self, into: QVBoxLayout, detail: ActionDetail) -> None:
        into.addWidget(Text(_("Latest entries"), self._large(fonts.choice_title())))
        if not detail.log:
            into.addWidget(
                Text(_("Nothing is logged yet."), self._large(fonts.promise_text()), "text2")
            )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, entry in enumerate(detail.log):
            day = self._day(entry.done_on)
            grid.addWidget(Text(day, self._large(fonts.body(tabular=True)), "text2"), number, 0)
            grid.addWidget(
                Text(log_words(entry), self._large(fonts.promise_text())).elidable(), number, 1
            )
            amount = Text(amount_words(entry), self._large(fonts.body(tabular=True)), "text2")
            grid.addWidget(amount, number, 2, Qt.AlignmentFlag.AlignRight)
        into.addLayout(grid)

    def _add_problem(self, into: QVBoxLayout, detail: ActionDetail) -> None:
        """What the action is there to change, so that nobody loses sight of it."""
        for part in detail.trail[:1]:
            into.addSpacing(8)
            into.addWidget(Text(_("The problem behind it"), self._large(fonts.choice_title())))
            into.addWidget(Text(part.problem, self._large(fonts.promise_text()), wrap=True))
            cause = _("Cause {number}: {cause}").format(number=part.cause_number, cause=part.cause)
            into.addWidget(Text(cause, self._large(fonts.promise_text()), "text2", wrap=True))

    def _add_indicator(self, row: IndicatorRow) -> None:
        words = f"{aim_words(row)}  ·  {now_words(row, self._today)}"
        self._layout.addWidget(Text(words, self._large(fonts.section_title()), wrap=True))

    def _add_actions(self, rows: tuple[ActionRow, ...]) -> None:
        if not rows:
            return
        self._layout.addSpacing(8)
        self._layout.addWidget(Text(_("What is not finished"), self._large(fonts.choice_title())))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(rows):
            grid.addWidget(PartyBadge(row.party), number, 0)
            title = Text(f"{row.label} {row.title}", self._large(fonts.promise_text())).elidable()
            grid.addWidget(title, number, 1)
            progress = RunText(
                phrase_runs(progress_of(row)),
                font=self._large(fonts.body(tabular=True)),
                strong=self._large(fonts.body_strong(tabular=True)),
            )
            grid.addWidget(progress, number, 2)
            owner = Text(row.owner or _("no owner"), self._large(fonts.body()), "text2")
            grid.addWidget(owner, number, 3)
            grid.addWidget(
                Text(_deadline(row), self._large(fonts.body(tabular=True)), "text2"), number, 4
            )
        self._layout.addLayout(grid)

    def _add_changes(self, changes: tuple[PointChange, ...]) -> None:
        if not changes:
            return
        self._layout.addSpacing(8)
        self._layout.addWidget(Rule())
        self._layout.addWidget(Text(_("Changed at this point"), self._large(fonts.choice_title())))
        for change in changes:
            strong = self._large(fonts.choice_title())
            self._layout.addWidget(ChangeLines(change, self._large(fonts.promise_text()), strong))

    def _facts(self, row: ActionRow) -> QGridLayout:
        """Owner, deadline, and how much is done of what should be: what the group asks first."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(2)
        strong = self._large(fonts.section_title())
        facts: tuple[tuple[str, Sequence[Run]], ...] = (
            (_("Owner"), (Run(row.owner or _("no owner"), strong=True),)),
            (_("Deadline"), (Run(_deadline(row), strong=True),)),
            (_("Done"), phrase_runs(progress_of(row)) or (Run(label(row.status), strong=True),)),
        )
        responsible = responsible_words(self.point)
        if responsible:
            facts = (*facts, (_("Responsible"), (Run(responsible, strong=True),)))
        for column, (name, runs) in enumerate(facts):
            grid.addWidget(Text(name, self._large(fonts.body()), "text2"), 0, column)
            value = RunText(runs, font=self._large(fonts.kiosk()), strong=strong)
            value.setAccessibleName(f"{name}: {value.text()}")
            grid.addWidget(value, 1, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _large(self, font: QFont) -> QFont:
        font.setPointSizeF(font.pointSizeF() * self.scale)
        return font

    def _day(self, day: date) -> str:
        return format_date(day, "day" if day.year == self._today.year else "short")


def _deadline(row: ActionRow) -> str:
    return format_date(row.deadline) if row.deadline is not None else _("no deadline")
