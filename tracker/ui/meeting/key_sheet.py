"""All keys of the meeting on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.panels import ScrollPanel
from tracker.ui.widgets.text import KeyHint, Text

_COLUMNS = 2


class KeySheet(QDialog):
    """Read-only; Escape closes it."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`keys` are a key and what it does."""
        super().__init__(parent)
        self.setWindowTitle(_("Keys during the meeting"))
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 480)
        panel = ScrollPanel(gap=16)
        panel.body.addWidget(Text(_("Keys during the meeting"), fonts.page_title()))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        rows = -(-len(keys) // _COLUMNS)
        for number, (key, words) in enumerate(keys):
            column, row = divmod(number, rows)
            grid.addWidget(KeyHint(key), row, 2 * column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Text(words, fonts.body(), wrap=True), row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        panel.body.addLayout(grid)
        panel.body.addStretch(1)
        close = Button(_("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addStretch(1)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 16)
        outer.addWidget(panel, 1)
        outer.addLayout(foot)
