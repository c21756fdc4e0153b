"""The page's head: how far the coding has come, and the two ways of working."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.models.enums import FollowUp
from tracker.services.queries.responses import ResponseCounts
from tracker.ui import fonts
from tracker.ui.panels.answers.reading import Found
from tracker.ui.panels.answers.words import progress_words, unquotable_words
from tracker.ui.widgets.buttons import Button, LinkButton
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.panels import PageHeader
from tracker.ui.widgets.progress import Progress, ProgressBar
from tracker.ui.widgets.text import Text

Way = Literal["one", "grid"]

_BAR = 168


class AnswersHead(PageHeader):
    """Title, "212 of 400 coded" with its bar, the second coder, and one at a time or a grid."""

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__(_("Answers"), parent)
        self.setContentsMargins(24, 0, 24, 0)
        self._read_only = read_only
        self._bar = ProgressBar()
        self._bar.setMaximumWidth(_BAR)
        self._bar.setMinimumWidth(64)
        self.second = Button(_("Second coder…"), icon="compare")
        self.way: SegmentedControl[Way] = SegmentedControl(
            (("one", _("One at a time")), ("grid", _("Grid"))), "one", _("Way of working")
        )
        self.way.setToolTip(_("Change between the two with {key}").format(key="V"))
        self._row.insertWidget(1, self._bar)
        self._row.setStretch(1, 0)
        self.add(self.second)
        self.second.setVisible(not read_only)
        self.add(self.way)
        self.show_counts(ResponseCounts(0, 0, 0, 0))

    def offer(self, *, first_coder: bool) -> None:
        """A second coder reads one at a time, and begins no third reading."""
        self.second.setVisible(first_coder and not self._read_only)
        self.way.setEnabled(first_coder)

    def show_counts(self, counts: ResponseCounts) -> None:
        """How many there are and how many of them are coded, whatever their state."""
        words = progress_words(counts) if counts.total else ""
        self.set_subtitle(words)
        self._bar.setVisible(counts.total > 0)
        total = max(counts.total, 1)
        self._bar.set_progress(Progress(counts.coded, total, follow_up=FollowUp.ON_TRACK))
        self._bar.setAccessibleName(_("Coded"))
        self._bar.setAccessibleDescription(words)
        self._bar.setToolTip("")


class Notes(QWidget):
    """Quiet lines over the answers: what can't be quoted yet, what no longer fits the filter."""

    unquotable_asked = Signal()
    renew_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._unquotable = _Note("info", _("Show them"))
        self._unquotable.link.clicked.connect(self.unquotable_asked)
        self._misfits = _Note("filter", _("Filter again"))
        self._misfits.link.clicked.connect(self.renew_asked)
        for note in (self._unquotable, self._misfits):
            self._layout.addWidget(note)
        self.show_found(Found())

    def show_found(self, found: Found, *, showing_them: bool = False) -> None:
        """What there is to say of the answers read; the link to those already shown goes."""
        left = found.all.total - found.all.deidentified
        self._unquotable.say(unquotable_words(left) if left else "")
        self._unquotable.link.setVisible(not showing_them)
        words = ngettext(
            "{count} answer listed here no longer fits the filter.",
            "{count} answers listed here no longer fit the filter.",
            found.misfits,
        )
        count = format_number(found.misfits)
        self._misfits.say(words.format(count=count) if found.misfits else "")

    def text(self) -> str:
        """All that is said."""
        notes = (self._unquotable, self._misfits)
        return "\n".join(note.text() for note in notes if not note.isHidden())


class _Note(QWidget):
    """One line and its link."""

    def __init__(self, icon: str, link: str) -> None:
        super().__init__()
        self.setProperty("surface", "tint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = Text("", fonts.caption(tabular=True), "text2").elidable()
        self.link = LinkButton(link)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 4, 24, 4)
        layout.setSpacing(8)
        layout.addWidget(Icon(icon, "text2", 14))
        layout.addWidget(self._text, 1)
        layout.addWidget(self.link)

    def say(self, words: str) -> None:
        self._text.setText(words)
        self.setVisible(bool(words))

    def text(self) -> str:
        return self._text.whole_text()
