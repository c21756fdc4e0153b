"""What stands in the code book's place while it is empty: two ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.text import Text


class NoThemes(QWidget):
    """Says what a theme is for; offers a first one, or those that are common."""

    new_asked = Signal()
    start_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, read_only: bool) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("No themes yet"))
        words = Text(
            _("A theme gathers answers about the same thing: lighting, visible police, traffic."),
            fonts.body(),
            "text2",
            wrap=True,
        )
        self.new = PrimaryButton(_("New theme…"), icon="plus")
        self.new.clicked.connect(self.new_asked)
        self.start = Button(_("Start with common themes"))
        self.start.setToolTip(_("Nine themes with keywords, to change as you like"))
        self.start.clicked.connect(self.start_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 24, 20, 24)
        layout.setSpacing(8)
        layout.addWidget(Icon("theme", "text3", 32), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(Text(_("No themes yet"), fonts.section_title()))
        layout.addWidget(words)
        layout.addSpacing(8)
        for button in (self.new, self.start):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.setVisible(not read_only)
        layout.addStretch(1)
