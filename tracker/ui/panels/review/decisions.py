"""The bar at the foot: what can be decided about the action, and on to the next."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.panels import Panel

_HEIGHT = 40
_MARGIN = 24


class DecisionBar(Panel):
    """Buttons with their keys. Where it is narrow, pictures go and *Föregående* is only one."""

    done_asked = Signal()
    deadline_asked = Signal()
    owner_asked = Signal()
    note_asked = Signal()
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
        self.previous = Button(_("Previous"), keys="K", kind="flat", height=_HEIGHT)
        self.next = PrimaryButton(_("Next"), keys="J", height=_HEIGHT)
        self._icons = (
            (self.done, "check"),
            (self.deadline, "calendar"),
            (self.owner, "person"),
            (self.note, "pencil"),
        )
        # On two lines where not even the compact form has room for one.
        decide = FlowLayout()
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
        self.previous.clicked.connect(self.previous_asked)
        self.next.clicked.connect(self.next_asked)
        self._set_compact(compact=False)
        self._roomy = self._wanted_width()

    def set_enabled(self, *, step_back: bool, step_on: bool) -> None:
        """Whether there is an action before and after this one."""
        self.previous.setEnabled(step_back)
        self.next.setEnabled(step_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < self._roomy
        if compact is not self._compact:
            self._set_compact(compact=compact)

    def _set_compact(self, *, compact: bool) -> None:
        self._compact = compact
        margin = 12 if compact else _MARGIN
        self.setContentsMargins(margin, 16, margin, 16)
        for button, icon in self._icons:
            button.set_icon_name("" if compact else icon)
            button.updateGeometry()
        words = _("Previous")
        self.previous.set_icon_name("chevron-up" if compact else "")
        self.previous.set_words("" if compact else words)
        self.previous.setAccessibleName(words)
        self.previous.setToolTip(words if compact else "")

    def _wanted_width(self) -> int:
        buttons = [*(button for button, _icon in self._icons), self.previous, self.next]
        return sum(button.sizeHint().width() + 8 for button in buttons) + 2 * _MARGIN

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        line = QRectF(0, 0, self.width(), 1)
        QPainter(self).fillRect(line, Theme.current().tokens().colour("line"))
