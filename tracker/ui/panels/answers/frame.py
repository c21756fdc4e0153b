"""What stands where on the workbench: head, filters, the answers in two ways, the code book."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui.desk import Desk
from tracker.ui.page import PageView
from tracker.ui.panels.answers.bar import AnswerBar
from tracker.ui.panels.answers.empty import NoAnswers
from tracker.ui.panels.answers.filters import AnswerFilters
from tracker.ui.panels.answers.grid import AnswerGrid
from tracker.ui.panels.answers.head import AnswersHead, Unquotable, Way
from tracker.ui.panels.answers.model import AnswerModel
from tracker.ui.panels.answers.one import OneAnswer
from tracker.ui.panels.answers.reading import AnswerSource
from tracker.ui.panels.answers.second import SecondStrip
from tracker.ui.panels.answers.side import ThemeSide
from tracker.ui.widgets.panels import Rule
from tracker.ui.widgets.waiting import Waiting


class AnswersFrame(PageView):
    """Holds the parts and shows those that are wanted; the page makes them work."""

    def __init__(self, desk: Desk, source: AnswerSource, parent: QWidget | None) -> None:
        super().__init__(desk, parent, surface="surface")
        read_only = desk.read_only
        self.model = AnswerModel(source, desk, self)
        self.head = AnswersHead(read_only=read_only)
        self.filters = AnswerFilters()
        self.unquotable = Unquotable()
        self.strip = SecondStrip()
        self.one = OneAnswer(read_only=read_only)
        self.grid = AnswerGrid(self.model)
        self.bar = AnswerBar(read_only=read_only)
        self.side = ThemeSide(read_only=read_only)
        self.empty = NoAnswers(read_only=read_only)
        self._lay_out()

    def _lay_out(self) -> None:
        self._ways = QStackedWidget()
        self._ways.addWidget(self.one)
        rows = QWidget()
        beneath = QVBoxLayout(rows)
        # The cells' own padding brings their text under the title.
        beneath.setContentsMargins(12, 0, 0, 0)
        beneath.addWidget(self.grid)
        self._ways.addWidget(rows)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._ways, 1)
        left.addWidget(self.bar)
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(Rule(vertical=True))
        across.addWidget(self.side)
        self._work = work
        self.waiting = Waiting(_("Reading…"))
        self._stack = QStackedWidget()
        for widget in (self.waiting, work, self.empty):
            self._stack.addWidget(widget)
        self._chips = QWidget()
        chips = QVBoxLayout(self._chips)
        chips.setContentsMargins(24, 0, 24, 12)
        chips.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addSpacing(10)
        layout.addWidget(self._chips)
        layout.addWidget(self.strip)
        layout.addWidget(self.unquotable)
        layout.addWidget(Rule())
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.one)

    def way(self) -> Way:
        """Which of the two ways is in front."""
        return self.head.way.value()

    def show_way(self, way: Way) -> None:
        """Bring one of the two ways to the front."""
        self._ways.setCurrentIndex(0 if way == "one" else 1)
        self.setFocusProxy(self.one if way == "one" else self.grid)

    def show_work(self) -> None:
        """There are answers."""
        was_empty = self._has_keyboard(self.empty)
        self._offer_tools(offered=True)
        self._stack.setCurrentWidget(self._work)
        if was_empty:
            self._focus_answers()

    def show_empty(self, *, any_at_all: bool) -> None:
        """There are none here, or none in the whole book."""
        self.empty.tell(any_at_all=any_at_all)
        self._offer_tools(offered=any_at_all)
        self._stack.setCurrentWidget(self.empty)

    def _has_keyboard(self, part: QWidget) -> bool:
        """Whether the keyboard is in a part, or comes back to it when a dialog closes."""
        at: object = self.window().focusWidget()
        return isinstance(at, QWidget) and part.isAncestorOf(at)

    def _focus_answers(self) -> None:
        (self.one if self.way() == "one" else self.grid).setFocus()

    def _offer_tools(self, *, offered: bool) -> None:
        """Nothing to filter or code: only the first step is worth looking at."""
        first_coder = self.strip.isHidden()
        self._chips.setVisible(offered and first_coder)
        self.head.offer(first_coder=first_coder, any_at_all=offered)

    def offer(self, *, first_coder: bool) -> None:
        """A second coder has neither filters nor more to do than to code."""
        self._chips.setVisible(first_coder)
        self.unquotable.hide()
        self.strip.setVisible(not first_coder)
        self.head.offer(first_coder=first_coder)
        self.bar.offer(first_coder=first_coder)
        self.one.offer(first_coder=first_coder)
