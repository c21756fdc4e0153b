"""The first page: how it goes, what is late, who must decide, and what was done last."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.messages.vocabulary import listed
from tracker.models.enums import FollowUp
from tracker.services.context import AppContext
from tracker.services.follow_up import withdraw_decision
from tracker.services.queries.choices import years
from tracker.services.queries.first_steps import FirstSteps, first_steps
from tracker.services.queries.log import LogRow
from tracker.services.queries.overview import DecisionRow, Overview, overview
from tracker.ui import fonts
from tracker.ui.desk import EFFECT_TAB, Desk, Subject
from tracker.ui.page import PageView
from tracker.ui.panels.overview.beginning import Beginning
from tracker.ui.panels.overview.cards import CardPainter, CardRow, Line, card_rows, promise_of
from tracker.ui.panels.overview.foot import FootLine
from tracker.ui.panels.overview.measuring import Measurements
from tracker.ui.panels.overview.side import DecisionPainter, EntryPainter
from tracker.ui.panels.overview.tiles import Tiles
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.tables.row_actions import RowActions
from tracker.ui.theme import Theme
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.panels import Card, PageHeader, ScrollPanel, SectionHeader
from tracker.ui.widgets.progress import Progress, paint_bar
from tracker.ui.widgets.text import Text

_MOST_YEARS = 4
_BESIDE_FROM = 880
"""Narrower than this the right column goes below the cards."""
_SIDE_WIDTHS = (368, 288)
_ANY_WIDTH = 16_777_215
_ALL = 0
"""Stands for every year among the segments."""


@dataclass(frozen=True, slots=True)
class _Read:
    years: tuple[int, ...]
    year: int | None
    facts: Overview
    steps: FirstSteps


def _read(ctx: AppContext, year: int | None, *, choose: bool) -> _Read:
    """The overview of `year`, or of the year that most want to see first."""
    known = years(ctx)
    if choose:
        today = ctx.today().year
        year = today if today in known else next(iter(known), None)
    return _Read(tuple(known), year, overview(ctx, year=year), first_steps(ctx))


class OverviewPage(PageView):
    """The picture in ten seconds. Everything on it opens the rows behind it."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "agreement",
            "promise",
            "promise_problem",
            "action",
            "action_cause",
            "action_note",
            "log_entry",
            "occasion",
            "indicator",
            "measurement",
            "decision_request",
            "decision_option",
            "person",
            "problem",
            "cause",
            "feedback",
            "book",
            "dialogue_round",
            "survey",
            "response",
            "figure",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._year: int | None = None
        self._year_chosen = False
        self.segments: SegmentedControl[int] | None = None
        self._years: tuple[int, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollPanel(gap=12)
        outer.addWidget(self._scroll)
        self.header = PageHeader(_("Overview"))
        self.report = Button(_("New status report…"), icon="report")
        self.report.clicked.connect(lambda: desk.go("reports", query="status"))
        self.header.add(self.report)
        self.tiles = Tiles(desk)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._side = QWidget()
        self._columns.addLayout(self._make_left(), 1)
        self._columns.addWidget(self._side)
        self._make_side()
        body = self._scroll.body
        body.addWidget(self.header)
        body.addWidget(self.tiles)
        body.addSpacing(4)
        body.addLayout(self._columns)
        body.addStretch(1)
        self.setFocusProxy(self.cards)

    def _make_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(8)
        self._promises_head = SectionHeader(_("Promises"))
        self._promises_head.add(_Legend())
        self.cards: PaintedList[CardRow] = PaintedList(
            _("Promises and their actions"), CardPainter()
        )
        self.cards.chosen.connect(self._on_card_chosen)
        self.cards.opened.connect(self._on_card_opened)
        self.beginning = Beginning(writable=not self.desk.read_only)
        self.beginning.setVisible(False)
        self.beginning.asked.connect(self.desk.run)
        self._none = Card()
        self._none_words = Text("", fonts.body(), "text2", wrap=True)
        self._none.body.addWidget(self._none_words)
        self._none.setVisible(False)
        self._more = LinkButton("")
        self._more.setVisible(False)
        self._more.clicked.connect(lambda: self.desk.go("promises"))
        self.foot = FootLine(lambda promise: self.desk.go("promises", promise))
        for widget in (
            self._promises_head,
            self.beginning,
            self._none,
            self.cards,
            self._more,
            self.foot,
        ):
            left.addWidget(widget)
        left.addStretch(1)
        return left

    def _make_side(self) -> None:
        layout = QVBoxLayout(self._side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        review = SectionHeader(_("Needs a decision"))
        review.add_link(_("Open Review")).clicked.connect(lambda: self.desk.go("review"))
        self._no_decisions = Text(_("No decision is waited for."), fonts.body(), "text2")
        self._no_decisions.setContentsMargins(16, 10, 16, 10)
        painter = DecisionPainter(self.desk.today, can_answer=not self.desk.read_only)
        self.decisions: PaintedList[DecisionRow] = PaintedList(_("Needs a decision"), painter)
        self.decisions.opened.connect(self._on_decision_opened)
        if not self.desk.read_only:
            asked: RowActions[DecisionRow] = RowActions(self.decisions, self.decisions.current)
            asked.add(_("Answer…"), self._on_decision_opened)
            asked.add(_("Withdraw"), self._on_decision_withdrawn, "Del")
        self.measurements = Measurements(
            lambda promise: self.desk.go("promises", promise, query=EFFECT_TAB)
        )
        latest = SectionHeader(_("Latest entries"))
        latest.add_link(_("All entries")).clicked.connect(lambda: self.desk.go("log"))
        self._no_entries = Text(_("Nothing has been logged yet."), fonts.body(), "text2")
        self._no_entries.setContentsMargins(16, 4, 16, 4)
        self.latest: PaintedList[LogRow] = PaintedList(_("Latest entries"), EntryPainter())
        self.latest.chosen.connect(lambda row: self.inspect(Subject("log", row.id)))
        self.latest.opened.connect(lambda row: self.desk.go("log", row.id))
        for header, words, rows, around in (
            (review, self._no_decisions, self.decisions, 0),
            (latest, self._no_entries, self.latest, 6),
        ):
            card = Card(padding=0)
            card.body.setContentsMargins(1, 1 + around, 1, 1 + around)
            card.body.addWidget(words)
            card.body.addWidget(rows)
            words.setVisible(False)
            layout.addWidget(header)
            layout.addWidget(card)
            layout.addSpacing(8)
            if header is review:
                layout.addWidget(self.measurements)
        layout.addStretch(1)

    def refresh(self) -> None:
        """Read the overview of the year shown."""
        choose = not self._year_chosen
        work = partial(_read, self.desk.ctx, self._year, choose=choose)
        self.desk.read(work, self._on_read, owner=self)

    def _on_read(self, read: _Read) -> None:
        self._year = read.year
        self._offer_years(read.years)
        facts = read.facts
        self.header.set_subtitle(_subtitle(facts))
        self.tiles.set_facts(facts, read.year)
        at: object = self.window().focusWidget()
        rows = card_rows(facts.cards, facts.today)
        self.cards.set_rows(rows)
        self.cards.setVisible(bool(rows))
        nothing = not rows and not facts.drafts and not facts.ended
        self.beginning.show_steps(read.steps)
        self.beginning.setVisible(nothing)
        self.setFocusProxy(self.beginning if nothing else self.cards)
        if isinstance(at, QWidget) and self.isAncestorOf(at) and not at.isVisibleTo(self):
            # What the keyboard was on is gone, and Qt gave it to whatever came next.
            self.setFocus()
        self._none.setVisible(not rows and not nothing)
        self._none_words.setText(_("No promise is in force yet. The drafts are below."))
        self._more.setVisible(facts.more_cards > 0)
        more = ngettext("and {count} more promise", "and {count} more promises", facts.more_cards)
        self._more.set_words(more.format(count=format_number(facts.more_cards)))
        self.foot.set_rows(facts.ended, facts.drafts)
        self.decisions.set_rows(facts.decisions)
        self._no_decisions.setVisible(not facts.decisions)
        self.measurements.set_rows(facts.measurements, facts.today)
        self.latest.set_rows(facts.latest)
        self._no_entries.setVisible(not facts.latest)

    def _offer_years(self, known: tuple[int, ...]) -> None:
        if known == self._years and self.segments is not None:
            return
        self._years = known
        options = [(year, str(year)) for year in known[:_MOST_YEARS]]
        options.append((_ALL, _("All")))
        if self.segments is not None:
            self.segments.deleteLater()
        chosen = self._year if self._year in known[:_MOST_YEARS] else _ALL
        self.segments = SegmentedControl(options, chosen or _ALL, _("Year"), self._promises_head)
        self.segments.setVisible(bool(known))
        self.segments.changed.connect(self._on_year)
        self._promises_head.add(self.segments)

    def _on_year(self, year: int) -> None:
        self._year = year or None
        self._year_chosen = True
        self.refresh()

    def _on_card_chosen(self, row: CardRow) -> None:
        if isinstance(row, Line):
            self.inspect(Subject("action", row.action.id))

    def _on_card_opened(self, row: CardRow) -> None:
        action = row.action.id if isinstance(row, Line) else None
        self.desk.go("promises", promise_of(row), query=action)

    def _on_decision_opened(self, row: DecisionRow) -> None:
        if not self.desk.read_only:
            self.desk.run("decision.answer", row.id)

    def _on_decision_withdrawn(self, row: DecisionRow) -> None:
        work = partial(withdraw_decision, self.desk.ctx, row.id, row.version)
        self.desk.write(work, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.window().focusWidget() is None:
            # Else Qt gives the focus of a new window away as if Tab had been pressed.
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        if beside:
            widest, narrowest = _SIDE_WIDTHS
            self._side.setFixedWidth(min(max(int(self.width() * 0.295), narrowest), widest))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY_WIDTH)


def _subtitle(facts: Overview) -> str:
    parts = [_partners(facts.municipality, facts.police_area), _day_words(facts)]
    return " · ".join(part for part in parts if part)


def _partners(municipality: str, area: str) -> str:
    """The two sides of the agreement, by the names that the book gives them."""
    sides = []
    if municipality:
        full = "kommun" in municipality.casefold()
        words = "{municipality}" if full else _("{municipality} municipality")
        sides.append(words.format(municipality=municipality))
    if area:
        full = "polisområde" in area.casefold()
        words = "{area}" if full else _("local police area {area}")
        sides.append(words.format(area=area))
    return listed(sides)


def _day_words(facts: Overview) -> str:
    """``dag 258 av 365`` while the period runs."""
    if facts.period is None:
        return ""
    first, last = facts.period
    if not first <= facts.today <= last:
        return _span(first, last)
    day, of = (facts.today - first).days + 1, (last - first).days + 1
    return _("day {day} of {count}").format(day=day, count=of)


def _span(first: date, last: date) -> str:
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


class _Legend(QWidget):
    """A small bar and what its tick means."""

    _SAMPLE = Progress(4, 10, 8, FollowUp.ON_TRACK)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(34, 0, 0, 0)
        self._words = Text(_("the line shows where we should be today"), fonts.caption(), "text2")
        layout.addWidget(self._words.elidable(), 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(34 + self._words.sizeHint().width() + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        bar = QRectF(0, self.height() / 2 - 8, 26, 16)
        paint_bar(painter, bar, self._SAMPLE, tokens, tokens.colour("bg"))
