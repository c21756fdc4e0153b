"""The bar under the table: what can be done to all that is ticked, as one change."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.queries.actions import ActionRow
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.marks import PartyBadge
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text

_MARGIN, _GAP, _SPACE = 24, 8, 20


class BulkBar(Panel):
    """Shows while rows are ticked. While they are fetched it says how far, and can be stopped."""

    owner_asked = Signal()
    deadline_asked = Signal()
    status_asked = Signal()
    carry_asked = Signal()
    cleared = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__("tint", parent)
        self.setMinimumHeight(48)
        self._read_only = read_only
        self._count = Text("", fonts.body_strong(tabular=True))
        self._badges = QHBoxLayout()
        self._owner = Text("", fonts.body(), "text2")
        self._owner.setMaximumWidth(220)
        self.owner = Button(_("Change owner…"), icon="person", keys="Ä")
        self.deadline = Button(_("Move the deadline…"), icon="calendar", keys="F")
        self.status = Button(_("Set status…"), icon="check", keys="S")
        self.carry = Button(_("Carry over…"), icon="arrow-right", keys="N")
        self._words = Text(_("One change, one step to undo"), fonts.caption(), "text2")
        self._progress = Text("", fonts.caption(tabular=True), "text2")
        self.stop = Button(_("Stop"), kind="flat")
        self.clear = Button(_("Deselect"), keys="Esc", kind="flat")
        self._changes = (self.owner, self.deadline, self.status, self.carry)
        self._lay_out()
        self.owner.clicked.connect(self.owner_asked)
        self.deadline.clicked.connect(self.deadline_asked)
        self.status.clicked.connect(self.status_asked)
        self.carry.clicked.connect(self.carry_asked)
        self.clear.clicked.connect(self.cleared)
        self.stop.clicked.connect(self.stopped)
        self.show_progress(None)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 8, _MARGIN, 7)
        layout.setSpacing(_GAP)
        layout.addWidget(self._count)
        layout.addLayout(self._badges)
        layout.addWidget(self._owner)
        layout.addSpacing(_SPACE)
        for button in self._changes:
            layout.addWidget(button)
        layout.addWidget(self._progress)
        layout.addWidget(self.stop)
        layout.addStretch(1)
        layout.addWidget(self._words)
        layout.addSpacing(8)
        layout.addWidget(self.clear)

    def show_selection(self, count: int, rows: Sequence[ActionRow] | None) -> None:
        """How many are ticked; with their `rows`, also whose they are when that is one owner's."""
        words = ngettext("{count} selected", "{count} selected", count)
        self._count.setText(words.format(count=format_number(count)))
        owners = {(row.party, row.owner) for row in rows or ()}
        while (item := self._badges.takeAt(0)) is not None:
            badge = item.widget()
            if badge is not None:
                badge.deleteLater()
        party, owner = owners.pop() if len(owners) == 1 else (None, "")
        if party is not None:
            self._badges.addWidget(PartyBadge(party))
        self._owner.setText(owner)
        self._owner.setVisible(bool(owner))
        self._show_words()

    def show_progress(self, done: int | None, total: int = 0) -> None:
        """How many of the ticked actions have been fetched; None when nothing is being fetched."""
        busy = done is not None
        for button in self._changes:
            button.setVisible(not busy and not self._read_only)
        self._show_words()
        self._progress.setVisible(busy)
        self.stop.setVisible(busy)
        if done is not None:
            words = _("Fetching {done} of {total}").format(
                done=format_number(done), total=format_number(total)
            )
            self._progress.setText(words)

    def _show_words(self) -> None:
        """Where there is room for them beside the buttons."""
        changing = self.status.isVisibleTo(self)
        beside = (self._count, self._owner, *self._changes, self.clear, self._words)
        shown = [each for each in beside if each.isVisibleTo(self) or each is self._words]
        needed = sum(each.sizeHint().width() + _GAP for each in shown) + 2 * _MARGIN + _SPACE
        self._words.setVisible(changing and needed <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        line = QRectF(0, 0, self.width(), 1)
        QPainter(self).fillRect(line, Theme.current().tokens().colour("accent"))
