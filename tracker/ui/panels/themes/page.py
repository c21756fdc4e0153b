"""Teman: what citizens said, ranked and divided. Every bar opens its answers."""

from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.reports.ranking import chart_of
from tracker.reports.theme_words import too_few_compared, why_not_shown
from tracker.services.context import AppContext
from tracker.services.queries.evidence import survey_rows
from tracker.services.queries.responses import ResponseState
from tracker.services.queries.rounds import round_rows
from tracker.services.queries.theme_counts import answers_behind, theme_counts
from tracker.services.queries.theme_rows import FEWEST_COMPARED, By, ThemeCounts, ThemeQuery
from tracker.ui import fonts
from tracker.ui.desk import Desk, Goto
from tracker.ui.page import PageView
from tracker.ui.panels.themes.copying import copy_chart
from tracker.ui.panels.themes.detail import ThemeDetail
from tracker.ui.panels.themes.filters import ThemeChoices, ThemeFilters
from tracker.ui.panels.themes.legend import Legend
from tracker.ui.panels.themes.painter import ThemePainter
from tracker.ui.panels.themes.rows import Bar, Heading, Row, any_withheld, theme_rows
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.tables.row_actions import RowActions
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.notes import EmptyState, IconText
from tracker.ui.widgets.panels import Card, PageHeader, ScrollPanel
from tracker.ui.widgets.text import Text
from tracker.ui.widgets.waiting import Waiting

_BESIDE_FROM = 880
"""Narrower than this the detail goes below the bars."""
_DETAIL = 304
_ANY_WIDTH = 16_777_215


@dataclass(frozen=True, slots=True)
class _Read:
    counts: ThemeCounts
    choices: ThemeChoices


def _read(ctx: AppContext, query: ThemeQuery, *, choose: bool) -> _Read:
    """With `choose` of the latest year, where the answers are of several and it has enough."""
    surveys = [row for row in survey_rows(ctx) if row.responses]
    choices = ThemeChoices(round_rows(ctx), surveys)
    if choose:
        query = replace(query, year=_latest_year(ctx))
    return _Read(theme_counts(ctx, query), choices)


def _latest_year(ctx: AppContext) -> int | None:
    """The latest year with answers enough to stand alone; None for all, where one would hide most.

    Of a book that has only one year it is None too.
    """
    years = theme_counts(ctx, ThemeQuery(By.YEAR)).groups
    latest = max(years, key=lambda group: str(group.key), default=None)
    if latest is None or len(years) == 1 or latest.answers < FEWEST_COMPARED:
        return None
    return int(latest.name)


class ThemesPage(PageView):
    """Bars at the left, what is chosen at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"survey", "response", "response_theme", "theme", "evidence", "problem", "dialogue_round"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._choose = True
        self._wanted: int | None = None
        self._counts: ThemeCounts | None = None
        outer = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollPanel(gap=12)
        outer.addWidget(self._scroll)
        self.header = PageHeader(_("Themes"))
        self.copy = Button(_("Copy the chart"), icon="copy")
        self.copy.clicked.connect(self._on_copy)
        self.report = Button(_("Report…"), icon="report")
        self.report.clicked.connect(self._on_report)
        for button in (self.copy, self.report):
            self.header.add(button)
        self.filters = ThemeFilters()
        self.filters.changed.connect(self._on_filtered)
        self.finding = Text("", fonts.body_medium(tabular=True), wrap=True)
        self.waiting = LinkButton("")
        self.waiting.clicked.connect(self._on_waiting)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._make_columns()
        self._empty = self._make_empty()
        body = self._scroll.body
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.finding, 1)
        said.addWidget(self.waiting)
        body.addWidget(self.header)
        body.addWidget(self.filters)
        body.addLayout(said)
        body.addWidget(self._empty)
        body.addLayout(self._columns)
        body.addStretch(1)
        self._show_nothing()
        self.setFocusProxy(self.bars)

    def _make_columns(self) -> None:
        self.bars: PaintedList[Row] = PaintedList(_("Themes by answers"), ThemePainter())
        self.bars.chosen.connect(self._on_chosen)
        self.bars.opened.connect(self._on_opened)
        offered: RowActions[Row] = RowActions(self.bars, self.bars.current)
        offered.add(_("Open the answers"), self._on_opened)
        if not self.desk.read_only:
            offered.add(_("Take up as a problem…"), self._on_problem, "P")
        self.legend = Legend()
        self.withheld = IconText(
            "info", f"{why_not_shown()} " + _("Their answers still open here.")
        )
        self.not_compared = IconText("info", "")
        self.not_compared.setContentsMargins(15, 4, 15, 0)
        self._list = Card(padding=0, gap=4)
        self._list.body.setContentsMargins(1, 8, 1, 8)
        self.legend.setContentsMargins(15, 0, 15, 0)
        self.withheld.setContentsMargins(15, 4, 15, 0)
        self.counting = Waiting(_("Counting…"))
        self.counting.told.connect(self._show_nothing)
        for widget in (self.counting, self.legend, self.bars, self.not_compared, self.withheld):
            self._list.body.addWidget(widget)
        self.detail = ThemeDetail(writable=not self.desk.read_only)
        self.detail.answers_asked.connect(self._on_opened)
        self.detail.problem_asked.connect(partial(self.desk.run, "problem.from_theme"))
        self.detail.problem_opened.connect(lambda row_id: self.desk.go("problems", row_id))
        top = Qt.AlignmentFlag.AlignTop
        self._columns.addWidget(self._list, 1, top)
        self._columns.addWidget(self.detail, 0, top)

    def _make_empty(self) -> Card:
        card = Card()
        empty = EmptyState(
            "theme",
            _("No answers have themes yet"),
            _(
                "Here you see what citizens take up most, where, and whether it changes. First "
                "the answers are read, and given themes."
            ),
            _("Go to the answers"),
            action_icon="answer",
        )
        empty.acted.connect(lambda: self.desk.go("answers"))
        card.setFocusProxy(empty)
        card.body.addWidget(empty)
        card.setVisible(False)
        return card

    def open_at(self, target: Goto) -> None:
        """With a `ThemeQuery` count what it asks for; with a row id choose that theme."""
        self._wanted = target.row_id
        if isinstance(target.query, ThemeQuery):
            self._choose = False
            self.filters.show_query(target.query)
        self.mark_stale()

    def refresh(self) -> None:
        """Count again."""
        query = self.filters.query()
        if self._counts is None or query != self._counts.query:
            # What is shown may be neither copied nor opened as what is asked for.
            self.copy.setEnabled(False)
            self.counting.start()
        work = partial(_read, self.desk.ctx, query, choose=self._choose)
        self.desk.read(work, self._on_read, owner=self)

    def _show_nothing(self) -> None:
        """No picture under another choice than its own. The list stays and keeps the keyboard."""
        row = self.bars.current()
        if isinstance(row, Bar) and self._wanted is None:
            self._wanted = row.theme.theme_id
        self.counting.setVisible(True)
        self.header.set_subtitle("")
        self.finding.setText("")
        self.bars.set_rows(())
        for widget in (
            self.legend, self.not_compared, self.withheld, self.detail, self.waiting,
        ):  # fmt: skip
            widget.setVisible(False)

    def _on_read(self, read: _Read) -> None:
        self.counting.stop()
        self.counting.setVisible(False)
        counts = read.counts
        self._choose = self._choose and not counts.answers
        self._counts = counts
        self.filters.show_query(counts.query)
        self.filters.set_choices(read.choices)
        rows = theme_rows(counts) if counts.coded else []
        self.header.set_subtitle(_subtitle(counts))
        chart = chart_of(counts)
        self.finding.setText(f"{chart.finding}." if chart is not None else "")
        self.bars.setAccessibleDescription(chart.alt if chart is not None else "")
        self._show_waiting(counts)
        self.legend.show_counts(counts)
        self._show_comparison(counts)
        self.bars.set_rows(rows)
        self.withheld.setVisible(any_withheld(rows))
        self.copy.setEnabled(chart is not None)
        had_keyboard = self.bars.hasFocus() or self._empty.hasFocus()
        for widget in (self._list, self.detail, self.finding):
            widget.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.setFocusProxy(self.bars if rows else self._empty)
        if had_keyboard:
            self.setFocus()
        self._choose_wanted(rows)

    def _choose_wanted(self, rows: list[Row]) -> None:
        if self._wanted is not None:
            for number, row in enumerate(rows):
                if isinstance(row, Bar) and row.theme.theme_id == self._wanted:
                    self.bars.choose(number)
                    break
            self._wanted = None
        if self.bars.current() is None and rows:
            self.bars.choose(0)
        self._on_chosen(self.bars.current())

    def _show_waiting(self, counts: ThemeCounts) -> None:
        waiting = counts.answers - counts.coded
        self.waiting.setVisible(waiting > 0)
        text = ngettext(
            "{n} answer waits to be read for themes", "{n} answers wait to be read for themes",
            waiting,
        )  # fmt: skip
        self.waiting.set_words(text.format(n=format_number(waiting)))

    def _show_comparison(self, counts: ThemeCounts) -> None:
        """Why there is none, where one could be looked for."""
        too_few = counts.too_few if counts.query.by is By.NONE else None
        self.not_compared.set_text("" if too_few is None else f"{too_few_compared(too_few)}.")
        self.not_compared.setVisible(too_few is not None)

    def _on_filtered(self) -> None:
        self._choose = False
        self.refresh()

    def _on_chosen(self, row: Row | None) -> None:
        self.detail.show_row(row, self._counts.years if self._counts is not None else None)

    def _on_opened(self, row: Row) -> None:
        query = self.filters.query() if self._counts is None else self._counts.query
        theme_id = row.theme.theme_id if isinstance(row, Bar) else None
        group = row.group.key if row.group is not None else None
        self.desk.go("answers", query=answers_behind(query, theme_id, group))

    def _on_problem(self, row: Row) -> None:
        if not isinstance(row, Heading):
            self.desk.run("problem.from_theme", row.theme.theme_id)

    def _on_waiting(self) -> None:
        wanted = answers_behind(self.filters.query())
        self.desk.go("answers", query=replace(wanted, state=ResponseState.UNCODED))

    def _on_report(self) -> None:
        """Of the dialogue round that is shown, if it is one."""
        from tracker.ui.panels.reports.options import RoundReport

        round_id = self.filters.query().round_id
        kind = "dialogue"
        query = kind if round_id is None else RoundReport(kind, round_id)
        self.desk.go("reports", query=query)

    def _on_copy(self) -> None:
        chart = chart_of(self._counts) if self._counts is not None else None
        if chart is not None:
            copy_chart(self.desk, chart, self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.window().focusWidget() is None:
            # Else Qt gives the focus of a new window away as if Tab had been pressed.
            self.bars.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.detail.setMinimumWidth(_DETAIL if beside else 0)
        self.detail.setMaximumWidth(_DETAIL if beside else _ANY_WIDTH)


def _subtitle(counts: ThemeCounts) -> str:
    if not counts.answers:
        return ""
    surveys = ngettext("{n} survey", "{n} surveys", counts.surveys)
    coded = ngettext("{n} coded answer", "{n} coded answers", counts.coded)
    parts = [
        coded.format(n=format_number(counts.coded)),
        surveys.format(n=format_number(counts.surveys)),
    ]
    return " · ".join(parts)
