"""The bar at the foot: what can be done to the answer, and on to the next that waits."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.ui import fonts
from tracker.ui.theme import Theme
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text

_HEIGHT = 36
_MARGIN = 24


class AnswerBar(Panel):
    """Buttons with their keys; whoever owns it connects them. Icons go where it is narrow."""

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__("surface", parent)
        self._read_only = read_only
        self._stacked = False
        self.none = Button(_("No theme fits"), icon="minus-circle", keys="0", height=_HEIGHT)
        self.similar = Button(_("Similar…"), icon="copy", keys="A", height=_HEIGHT)
        self.deidentified = Button(_("De-identified"), icon="ring", keys="Q", height=_HEIGHT)
        self.deidentified.setCheckable(True)
        self.edit = Button(_("Edit…"), icon="pencil", keys="F2", height=_HEIGHT)
        self.done = PrimaryButton(_("Done, next"), keys=_("Enter"), height=_HEIGHT)
        self.done.setToolTip(_("Done with this one: on to the next answer that isn't coded"))
        self._chosen = Text("", fonts.body_strong(tabular=True))
        self._icons = (
            (self.none, "minus-circle"),
            (self.similar, "copy"),
        )
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(8)
        self._layout.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        self._decide = decide = FlowLayout()
        decide.addWidget(self._chosen)
        self._deeds = (self.none, self.similar, self.deidentified, self.edit)
        for button in self._deeds:
            decide.addWidget(button)
        self._layout.addLayout(decide, 1)
        # Only now: shown without a parent they would be windows, and take the keyboard.
        for button in self._deeds:
            button.setVisible(not read_only)
        self._layout.addWidget(self.done)
        self._set_compact(compact=True)
        self._tight = self._wanted_width()
        self._set_compact(compact=False)
        self._roomy = self._wanted_width()

    def show_chosen(self, chosen: int | None, *, quotable: bool) -> None:
        """In the grid how many rows are `chosen`, else None; whether all of it can be quoted."""
        self.deidentified.setChecked(quotable)
        self.deidentified.set_icon_name("check" if quotable else "ring")
        self.done.setVisible(chosen is None)
        self._chosen.setVisible(chosen is not None)
        self._chosen.setText(_chosen_words(chosen or 0))

    def offer(self, *, first_coder: bool) -> None:
        """The second coder only codes."""
        for button in (self.similar, self.deidentified, self.edit):
            button.setVisible(first_coder and not self._read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """One line, then one line of fewer words, then as many lines as it takes."""
        self._set_compact(compact=self.width() < self._roomy)
        stacked = self.width() < self._tight
        if stacked is not self._stacked:
            self._stacked = stacked
            (self._decide if stacked else self._layout).addWidget(self.done)

    def _set_compact(self, *, compact: bool) -> None:
        for button, icon in self._icons:
            button.set_icon_name("" if compact else icon)
            button.updateGeometry()
        words = _("Edit…")
        self.edit.set_words("" if compact else words)
        self.edit.setAccessibleName(words)
        self.edit.setToolTip(words if compact else "")

    def _wanted_width(self) -> int:
        buttons = (*self._deeds, self.done)
        return sum(button.sizeHint().width() + 8 for button in buttons) + 2 * _MARGIN

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        line = QRectF(0, 0, self.width(), 1)
        QPainter(self).fillRect(line, Theme.current().tokens().colour("line"))


def _chosen_words(chosen: int) -> str:
    if not chosen:
        return _("Space selects")
    words = ngettext("{count} selected", "{count} selected", chosen)
    return words.format(count=format_number(chosen))
