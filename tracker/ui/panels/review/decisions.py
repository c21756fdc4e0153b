"""The bar at the foot: what can be decided about the action, and on to the next."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text

_HEIGHT = 40
_MARGIN = 24
# What a button's picture takes with the gap beside it.
_PICTURE = 24


class DecisionBar(Panel):
    """Buttons with their keys. Where it is narrow, pictures go and *Föregående* is only one."""

    done_asked = Signal()
    deadline_asked = Signal()
    owner_asked = Signal()
    note_asked = Signal()
    rest_asked = Signal()
    decision_asked = Signal()
    previous_asked = Signal()
    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__("surface", parent)
        self.setMinimumHeight(72)
        self._compact = False
        self.done = Button(_("Carried out"), icon="check", keys="G", height=_HEIGHT)
        self.deadline = Button(_("Move the deadline"), icon="calendar", keys="F", height=_HEIGHT)
        self.owner = Button(_("Change owner"), icon="person", keys="Ä", height=_HEIGHT)
        self.note = Button(_("Write a note"), icon="pencil", keys="A", height=_HEIGHT)
        self.rest = Button(_("Let it rest"), icon="moon", keys="V", height=_HEIGHT)
        self.decide = Button(_("Decide"), icon="review", keys="B", height=_HEIGHT)
        self.decide.setToolTip(_("Record the decision"))
        self.decide.setVisible(False)
        self._read_only = read_only
        self.previous = Button(_("Previous"), keys="K", kind="flat", height=_HEIGHT)
        self._previous_width = self.previous.sizeHint().width()
        self._longer = 0
        self.next = PrimaryButton(_("Next"), keys="J", height=_HEIGHT)
        self._icons = (
            (self.done, "check"),
            (self.deadline, "calendar"),
            (self.owner, "person"),
            (self.note, "pencil"),
            (self.rest, "moon"),
            (self.decide, "review"),
        )
        self._shortened = (
            (self.deadline, self.deadline.words(), _("Deadline")),
            (self.owner, self.owner.words(), _("Owner")),
        )
        # On two lines where not even the compact form has room for one.
        self._flow = decide = FlowLayout()
        self._count = Text("", fonts.body_strong(tabular=True))
        self._count.setVisible(False)
        decide.addWidget(self._count)
        for button, _icon in self._icons:
            decide.addWidget(button)
            if read_only:
                button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(decide, 1)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        self.done.clicked.connect(self.done_asked)
        self.deadline.clicked.connect(self.deadline_asked)
        self.owner.clicked.connect(self.owner_asked)
        self.note.clicked.connect(self.note_asked)
        self.rest.clicked.connect(self.rest_asked)
        self.decide.clicked.connect(self.decision_asked)
        self.previous.clicked.connect(self.previous_asked)
        self.next.clicked.connect(self.next_asked)
        self._longer = self._measured_longer()
        self._set_compact(compact=False)

    def set_enabled(self, *, step_back: bool, step_on: bool) -> None:
        """Whether there is an action before and after this one."""
        self.previous.setEnabled(step_back)
        self.next.setEnabled(step_on)

    def show_decision(self, *, waits: bool) -> None:
        """Whether the action waits for an answer that can be recorded."""
        self.decide.setVisible(waits and not self._read_only)
        self._fit()

    def show_resting(self, *, resting: bool) -> None:
        """What is shown rests already: the same key takes it up again."""
        self.rest.set_words(_("Take up again") if resting else _("Let it rest"))
        self._fit()

    def show_ticked(self, count: int) -> None:
        """How many the buttons are about, when it isn't just the one that is shown."""
        words = ngettext("{count} ticked", "{count} ticked", count)
        self._count.setText(words.format(count=format_number(count)))
        self._count.setVisible(count > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        compact = self.width() < self._wanted_width()
        if compact is not self._compact:
            self._set_compact(compact=compact)

    def _set_compact(self, *, compact: bool) -> None:
        self._compact = compact
        margin = 8 if compact else _MARGIN
        self._flow.set_gap(4 if compact else 8)
        self.setContentsMargins(margin, 16, margin, 16)
        for button, icon in self._icons:
            button.set_icon_name("" if compact else icon)
            button.updateGeometry()
        for button, words, short in self._shortened:
            button.set_words(short if compact else words)
            button.setAccessibleName(words)
            button.setToolTip(words if compact else "")
        words = _("Previous")
        self.previous.set_icon_name("chevron-up" if compact else "")
        self.previous.set_words("" if compact else words)
        self.previous.set_key_hint("" if compact else "K")
        self.previous.setAccessibleName(words)
        self.previous.setToolTip(f"{words} (K)" if compact else "")

    def _measured_longer(self) -> int:
        """How much wider the whole words are than the short ones."""
        whole = sum(button.sizeHint().width() for button, _words, _short in self._shortened)
        self._set_compact(compact=True)
        short = sum(button.sizeHint().width() for button, _words, _short in self._shortened)
        return whole - short - len(self._shortened) * _PICTURE

    def _wanted_width(self) -> int:
        """What all of it takes with its pictures and whole words, whatever it shows now."""
        shown = [button for button, _icon in self._icons if not button.isHidden()]
        pictures = len(shown) * _PICTURE if self._compact else 0
        if self._compact:
            pictures += self._longer
        last = [self.next.sizeHint().width(), self._previous_width]
        counted = 0 if self._count.isHidden() else self._count.sizeHint().width() + 8
        words = sum(button.sizeHint().width() + 8 for button in shown)
        return words + pictures + sum(last) + counted + 16 + 2 * _MARGIN

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        line = QRectF(0, 0, self.width(), 1)
        QPainter(self).fillRect(line, Theme.current().tokens().colour("line"))
