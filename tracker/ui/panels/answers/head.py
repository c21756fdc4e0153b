"""The page's head: how far the coding has come, and the two ways of working."""

from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tracker.i18n import _
from tracker.models.enums import FollowUp
from tracker.services.queries.coding_progress import CodingProgress
from tracker.ui import fonts
from tracker.ui.actions import BY_ID
from tracker.ui.panels.actions.menus import open_below
from tracker.ui.panels.answers.words import progress_words, unquotable_words
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.panels import PageHeader
from tracker.ui.widgets.progress import Progress, ProgressBar
from tracker.ui.widgets.text import Text

Way = Literal["one", "grid"]

_MORE = ("survey.import", "survey.kiosk", "theme.codebook")
_BAR = 168
_LEAST_BAR = 48


class AnswersHead(PageHeader):
    """Title, "212 of 400 coded" with its bar, the second coder, and one at a time or a grid."""

    command_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__(_("Answers"), parent)
        self.setContentsMargins(24, 0, 24, 0)
        self._read_only = read_only
        self._bar = ProgressBar()
        self.second = Button(_("Second coder…"), icon="compare")
        self.more = Button(_("More"), opens_menu=True)
        self.more.clicked.connect(self._on_more)
        self.way: SegmentedControl[Way] = SegmentedControl(
            (("one", _("One at a time")), ("grid", _("Grid"))), "one", _("Way of working")
        )
        self.way.setToolTip(_("Change between the two with {key}").format(key="V"))
        self._row.insertWidget(1, self._bar)
        self._row.setStretch(1, 0)
        for button in (self.more, self.second):
            self.add(button)
            button.setVisible(not read_only)
        self.add(self.way)
        self.show_counts(CodingProgress())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The words are worth more than the bar that says the same."""
        parts = (self._title, self._subtitle, self.more, self.second, self.way)
        taken = sum(part.sizeHint().width() for part in parts if not part.isHidden())
        spare = self.width() - taken - 48 - self._row.spacing() * (len(parts) + 1)
        self._bar.setFixedWidth(min(max(spare, _LEAST_BAR), _BAR))
        self._bar.setVisible(spare >= _LEAST_BAR and bool(self.subtitle()))

    def offer(self, *, first_coder: bool, any_at_all: bool = True) -> None:
        """A second coder reads one at a time, and begins no third reading."""
        for button in (self.more, self.second):
            button.setVisible(any_at_all and first_coder and not self._read_only)
        self.way.setVisible(any_at_all)
        self.way.setEnabled(first_coder)

    def _on_more(self) -> None:
        menu = QMenu(self.more)
        for name in _MORE:
            spec = BY_ID[name]
            menu.addAction(_(spec.text), partial(self.command_asked.emit, name))
        open_below(menu, self.more)

    def show_counts(self, counts: CodingProgress) -> None:
        """How many there are and how many of them are coded, whatever their state."""
        words = progress_words(counts) if counts.total else ""
        self.set_subtitle(words)
        self._fit()
        total = max(counts.total, 1)
        self._bar.set_progress(Progress(counts.coded, total, follow_up=FollowUp.ON_TRACK))
        self._bar.setAccessibleName(_("Coded"))
        self._bar.setAccessibleDescription(words)
        self._bar.setToolTip("")


class Unquotable(QWidget):
    """A quiet line over the answers: how many of the book's answers can't be quoted yet."""

    show_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "tint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = Text("", fonts.caption(tabular=True), "text2").elidable()
        self.link = LinkButton(_("Show them"))
        self.link.clicked.connect(self.show_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 4, 24, 4)
        layout.setSpacing(8)
        layout.addWidget(Icon("info", "text2", 14))
        layout.addWidget(self._text, 1)
        layout.addWidget(self.link)
        self.hide()

    def show_count(self, count: int, *, showing_them: bool) -> None:
        """None hides the line; the link to those already listed goes."""
        self._text.setText(unquotable_words(count))
        self.link.setVisible(not showing_them)
        self.setVisible(count > 0)

    def text(self) -> str:
        """What it says."""
        return self._text.whole_text()
