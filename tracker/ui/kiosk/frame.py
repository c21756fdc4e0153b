"""What stands above and below the form: the occasion and its count, thanks and the large button."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.kiosk.thanks import Thanks
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text

_HEIGHT = 64


class Head(Panel):
    """The occasion's title and how many have answered, and the ways back."""

    def __init__(self, title: str, *, is_locked: bool, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.setMinimumHeight(_HEIGHT)
        self.counter = Text("", fonts.body(tabular=True), "text2").elidable()
        height = _HEIGHT - 8
        self.undo = Button(
            _("Undo the latest"), icon="undo", keys="Ctrl+Z", kind="flat", height=height
        )
        icon = "lock" if is_locked else "close"
        self.leave = Button(_("Leave"), icon=icon, keys="Esc", kind="flat", height=height)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Text(title, fonts.page_title()).elidable())
        words.addWidget(self.counter)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.leave)


class Foot(Panel):
    """A word of thanks, and what sends the answer."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.thanks = Thanks()
        self.again = Button(_("Start over"), icon="refresh", kind="flat", height=_HEIGHT)
        self.save = _SaveButton(words, icon="check", keys="Enter", height=_HEIGHT)
        self.save.setMinimumWidth(260)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(16)
        row.addWidget(Text(_("Nobody is asked who they are."), fonts.body(), "text2"))
        row.addWidget(self.thanks, 1)
        row.addWidget(self.again)
        row.addWidget(self.save)


class _SaveButton(PrimaryButton):
    def _font(self) -> QFont:
        return fonts.section_title()
