"""The left side: how much is left, what is asked for, the queue, and what is done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tracker.i18n import _, format_number, ngettext
from tracker.models.enums import FollowUp
from tracker.services.queries.review import ReviewQueue
from tracker.ui import fonts
from tracker.ui.panels.review.done_today import DoneToday
from tracker.ui.panels.review.filters import QueueFilters
from tracker.ui.panels.review.queue import QueueList
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.progress import Progress, ProgressBar
from tracker.ui.widgets.text import KeyHint, Text

WIDTH = 264
# What the title and its counts take with large letters.
_LETTERS = 23
_MOST_HEIGHT = 16_777_215


class QueuePanel(Panel):
    """Title, how much is left, the queue, what is done, and where the keys are told."""

    resting_asked = Signal()
    """To those that rest, or back from them."""

    def __init__(self, rows: QueueList, on_keys: Callable[[], object]) -> None:
        super().__init__("surface")
        letter = QFontMetricsF(fonts.body()).averageCharWidth()
        self.setFixedWidth(max(WIDTH, int(letter * _LETTERS)))
        self._list = rows
        self.filters = QueueFilters()
        self.filters.setVisible(False)
        self.filter_link = LinkButton(_("Filter"))
        self.filter_link.clicked.connect(self.toggle_filters)
        self.resting_link = LinkButton("")
        self.resting_link.clicked.connect(self.resting_asked)
        self._title = Text(_("Review"), fonts.page_title())
        self._left = Text("", fonts.body_strong(tabular=True))
        self._handled = Text("", fonts.caption(tabular=True), "text2")
        self._bar = ProgressBar()
        self._done = DoneToday()
        self._done.setVisible(False)
        head = QVBoxLayout()
        head.setContentsMargins(16, 18, 16, 10)
        head.setSpacing(4)
        head.addWidget(self._title)
        line = QHBoxLayout()
        line.addWidget(self._left, 1)
        line.addWidget(self._handled)
        head.addLayout(line)
        head.addWidget(self._bar)
        ways = QHBoxLayout()
        ways.setContentsMargins(0, 4, 0, 0)
        ways.addWidget(self.filter_link)
        ways.addStretch(1)
        ways.addWidget(self.resting_link)
        head.addLayout(ways)
        head.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule())
        layout.addWidget(rows, 100)
        layout.addWidget(self._done)
        layout.addStretch(1)
        layout.addWidget(Rule())
        layout.addLayout(_foot(on_keys))

    def toggle_filters(self) -> None:
        """Fold the filters out, with the keyboard in them, or away."""
        shown = not self.filters.isVisibleTo(self)
        self.filters.setVisible(shown)
        self._say_filter()
        (self.filters.text if shown else self._list).setFocus()

    def unfold_filters(self) -> None:
        """Show the filters, as when one is set."""
        self.filters.setVisible(True)
        self._say_filter()

    def _say_filter(self) -> None:
        shown = self.filters.isVisibleTo(self)
        self.filter_link.set_words(_("Hide the filter") if shown else _("Filter"))

    def show_found(self, found: ReviewQueue) -> None:
        """Count what is left and tell what is done."""
        left, resting = len(found.ids), self.filters.query().resting
        self._title.setText(_("Resting") if resting else _("Review"))
        if resting:
            words = ngettext("{count} rests", "{count} rest", left)
        elif self.filters.is_set():
            words = ngettext("{count} in the filter", "{count} in the filter", left)
        else:
            words = ngettext("{count} left", "{count} left", left)
        self._left.setText(words.format(count=format_number(left)))
        rest = _("Resting {count}").format(count=format_number(found.resting))
        self.resting_link.set_words(_("Back to the review") if resting else rest)
        self.resting_link.setVisible(resting or found.resting > 0)
        handled = _("{done} of {total} done today").format(
            done=format_number(found.handled), total=format_number(left + found.handled)
        )
        # Of a part of the queue a share of the whole day's work would say something else.
        whole = not resting and not self.filters.is_set()
        self._handled.setText(handled if whole and (found.handled or left) else "")
        self._bar.setVisible(whole)
        total = max(left + found.handled, 1)
        self._bar.set_progress(Progress(found.handled, total, follow_up=FollowUp.ON_TRACK))
        self._bar.setAccessibleDescription(handled)
        self._bar.setToolTip("")
        # No higher than its rows, so that what is done stands right under a short queue.
        self._list.setMaximumHeight(min(self._list.fit_rows() * left, _MOST_HEIGHT))
        self._list.setVisible(left > 0)
        self._done.show_found(found)
        self._done.setVisible(not resting and bool(found.latest))


def _foot(on_keys: Callable[[], object]) -> QHBoxLayout:
    foot = QHBoxLayout()
    foot.setContentsMargins(16, 8, 16, 8)
    foot.setSpacing(6)
    link = LinkButton(_("All shortcuts"))
    link.clicked.connect(lambda: on_keys())
    foot.addWidget(KeyHint("?"))
    foot.addWidget(link)
    foot.addStretch(1)
    return foot
