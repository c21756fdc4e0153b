"""The action in the middle: why it is here, the facts, what was done, the latest entries."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.labels import label
from tracker.messages.review import why_sentence
from tracker.services.queries.action_detail import ActionDetail
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.review import Why
from tracker.ui import fonts
from tracker.ui.panels.inspector_words import amount_words, kind_words, log_words
from tracker.ui.panels.occasions import OccasionsPanel
from tracker.ui.panels.review.chart import chart_of
from tracker.ui.panels.review.chart_widget import DoneChartView
from tracker.ui.panels.review.looking import Looked
from tracker.ui.panels.review.words import is_counted, left_words, rest_words
from tracker.ui.tables.action_progress import progress_of
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.marks import FollowUpPill, Icon, PartyBadge, Tag
from tracker.ui.widgets.notes import IconText, Notice
from tracker.ui.widgets.paint import TITLE_PILL, Run
from tracker.ui.widgets.panels import Rule
from tracker.ui.widgets.progress import phrase_runs
from tracker.ui.widgets.text import KeyHint, RunText, Text, plain_tip

_FACTS_BESIDE_FROM = 480


class Detail(QWidget):
    """One action. Made anew for each; making it takes a few milliseconds."""

    log_asked = Signal()
    reassign_asked = Signal()
    """The owner has left the post: all that they own is to go to another."""

    def __init__(
        self,
        looked: Looked,
        today: date,
        occasions: OccasionsPanel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`occasions` are those of a recurring action, which say more than its curve."""
        super().__init__(parent)
        detail, reasons = looked.detail, looked.reasons
        self._detail, self._today = detail, today
        self.occasions = occasions
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._add_head()
        why = why_sentence(detail.row, reasons, today)
        if why:
            self.notice = Notice(_("Why it is here:"), why)
            self._layout.addSpacing(8)
            self._layout.addWidget(self.notice)
        self._add_rest()
        if any(reason.why is Why.OWNER_ENDED for reason in reasons):
            self.reassign = LinkButton(_("Give all that the owner has left to do to another…"))
            self.reassign.clicked.connect(self.reassign_asked)
            self._layout.addSpacing(6)
            self._layout.addWidget(self.reassign)
        self._layout.addSpacing(16)
        self._facts = _Facts(detail, today)
        self._layout.addWidget(self._facts)
        self._layout.addSpacing(16)
        self._add_done()
        self._layout.addSpacing(8)
        self._layout.addWidget(Rule())
        self._add_log()
        self._layout.addStretch(1)

    def _add_head(self) -> None:
        row = self._detail.row
        crumbs = QHBoxLayout()
        crumbs.setSpacing(8)
        quiet = fonts.caption(tabular=True)
        crumbs.addWidget(Text(_crumbs(self._detail), quiet, "text2").elidable(), 1)
        self._place = Text("", quiet, "text2")
        crumbs.addWidget(self._place)
        font = fonts.page_title()
        title = RunText([Run(row.title, strong=True)], font=font, strong=font)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(title)
        if row.colour is not None:
            line.addWidget(FollowUpPill(row.colour, size=TITLE_PILL))
        line.addStretch(1)
        line.addWidget(Tag(label(row.status)))
        self._layout.addLayout(crumbs)
        self._layout.addSpacing(4)
        self._layout.addLayout(line)

    def _add_rest(self) -> None:
        rest = self._detail.snooze
        if rest is None:
            return
        words = rest_words(rest)
        self._layout.addSpacing(8)
        self._layout.addWidget(IconText("moon", words))

    def set_place(self, place: str) -> None:
        """Where in the queue it is, e.g. after another one left it."""
        self._place.setText(place)

    def _add_done(self) -> None:
        row = self._detail.row
        progress = progress_of(row)
        head = QHBoxLayout()
        head.setSpacing(8)
        if self.occasions is None:
            head.addWidget(Text(_("Done"), fonts.body_strong()))
        else:
            head.addWidget(Text(_("Occasions"), fonts.body_strong()))
            head.addWidget(KeyHint("T"))
        head.addStretch(1)
        head.addWidget(RunText(phrase_runs(progress)))
        self._layout.addLayout(head)
        if self.occasions is not None:
            self._layout.addSpacing(4)
            self._layout.addWidget(self.occasions)
        elif is_counted(row):
            self.chart = DoneChartView()
            self.chart.show_chart(chart_of(self._detail, self._today))
            self._layout.addSpacing(4)
            self._layout.addWidget(self.chart)
        elif row.goal:
            goal = Text(row.goal, fonts.body(), "text2", wrap=True)
            self._layout.addSpacing(4)
            self._layout.addWidget(goal)

    def _add_log(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(_("Latest entries"), fonts.body_strong()))
        head.addStretch(1)
        if self._detail.log:
            link = LinkButton(_("Open in the log"))
            link.clicked.connect(self.log_asked)
            head.addWidget(link)
        self._layout.addSpacing(8)
        self._layout.addLayout(head)
        self._layout.addSpacing(4)
        if not self._detail.log:
            nothing = Text(_("Nothing is logged yet."), fonts.body(), "text2")
            self._layout.addWidget(nothing)
        year = self._today.year
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for number, entry in enumerate(self._detail.log):
            day = format_date(entry.done_on, "day" if entry.done_on.year == year else "short")
            grid.addWidget(Text(day, fonts.caption(tabular=True), "text2"), number, 0)
            grid.addWidget(Text(log_words(entry), fonts.body()).elidable(), number, 1)
            amount = Text(amount_words(entry), fonts.caption(tabular=True), "text2")
            grid.addWidget(amount, number, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnMinimumWidth(0, 48)
        grid.setColumnStretch(1, 1)
        self._layout.addLayout(grid)


class _Facts(QWidget):
    """Owner, deadline, kind and what is left, side by side or two by two."""

    def __init__(self, detail: ActionDetail, today: date) -> None:
        super().__init__()
        row = detail.row
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._facts = (
            _fact(_("Owner"), row.owner or _("no owner"), before=PartyBadge(row.party)),
            _fact(_("Deadline"), _deadline_words(row), after=_moved(row)),
            _fact(_("Kind"), kind_words(row)),
            _fact(_("Left"), left_words(row, today)),
        )
        self._arrange(4)

    def _arrange(self, columns: int) -> None:
        for number, fact in enumerate(self._facts):
            self._grid.addWidget(fact, number // columns, number % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, int(column < columns))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= _FACTS_BESIDE_FROM else 2)


def _fact(
    name: str, words: str, *, before: QWidget | None = None, after: QWidget | None = None
) -> QWidget:
    fact = QWidget()
    box = QVBoxLayout(fact)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    box.addWidget(Text(name, fonts.caption(), "text2"))
    line = QHBoxLayout()
    line.setSpacing(8)
    value = RunText([Run(words)])
    value.setAccessibleName(f"{name}: {words}")
    for widget in (before, value, after):
        if widget is not None:
            line.addWidget(widget)
    line.addStretch(1)
    box.addLayout(line)
    return fact


def _deadline_words(row: ActionRow) -> str:
    return format_date(row.deadline) if row.deadline is not None else _("no deadline")


def _moved(row: ActionRow) -> QWidget | None:
    """A pencil that tells of the deadline before, where it has been moved."""
    if row.moved_from is None:
        return None
    parts = (format_date(row.moved_from), row.moved_why)
    change = ", ".join(part for part in parts if part)
    icon = Icon("pencil", "text2", 12)
    icon.setToolTip(plain_tip(_("moved: {change}").format(change=change)))
    icon.setAccessibleName(_("moved: {change}").format(change=change))
    return icon


def _crumbs(detail: ActionDetail) -> str:
    row = detail.row
    parts = [
        _("Action {label}").format(label=row.label),
        f"L{row.promise_number} {row.promise_title}",
    ]
    causes = detail.trail
    if len(causes) == 1:
        against = _("against cause {number} {cause}")
        parts.append(against.format(number=causes[0].cause_number, cause=causes[0].cause))
    elif causes:
        numbers = ", ".join(str(part.cause_number) for part in causes)
        parts.append(_("against causes {numbers}").format(numbers=numbers))
    return "  ·  ".join(parts)
