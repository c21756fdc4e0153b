"""All keys on one sheet, drawn from the table of commands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.actions import ACTIONS, BY_ID, MENUS, PAGE_KEYS
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.panels import ScrollPanel
from tracker.ui.widgets.text import KeyHint, Text


class ShortcutSheet(QDialog):
    """Read-only; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 600)
        panel = ScrollPanel(gap=8)
        columns = QHBoxLayout()
        columns.setSpacing(48)
        groups = _groups()
        half = (len(groups) + 1) // 2
        for part in (groups[:half], groups[half:]):
            column = QVBoxLayout()
            column.setSpacing(8)
            for title, keys in part:
                column.addWidget(Text(title, fonts.section_title()))
                column.addLayout(_table(keys))
                column.addSpacing(16)
            column.addStretch(1)
            columns.addLayout(column, 1)
        panel.body.addLayout(columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 12)
        outer.addWidget(panel, 1)
        close = Button(_("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addStretch(1)
        foot.addWidget(close)
        outer.addLayout(foot)


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    menus = [
        (
            _(menu),
            [(spec.keys, _(spec.text)) for spec in ACTIONS if spec.menu == menu and spec.keys],
        )
        for menu in MENUS
    ]
    pages = [
        (_(BY_ID[f"go.{page}"].text), [(k.keys, _(k.text)) for k in PAGE_KEYS if k.page == page])
        for page in dict.fromkeys(key.page for key in PAGE_KEYS)
    ]
    return [(title, keys) for title, keys in (*menus, *pages) if keys]


def _table(keys: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(12)
    for number, (key, words) in enumerate(keys):
        grid.addWidget(KeyHint(key), number, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Text(words, fonts.body(), "text2"), number, 1)
    return grid
