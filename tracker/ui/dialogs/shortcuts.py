"""All keys on one sheet, drawn from the table of commands."""

from itertools import combinations, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import fonts
from tracker.ui.actions import ACTIONS, BY_ID, MENUS, PAGE_KEYS
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.panels import ScrollPanel
from tracker.ui.widgets.text import KeyHint, Text

Group = tuple[str, list[tuple[str, str]]]

# How many rows a title and the gap after its group take.
_TITLE = 2
_COLUMNS = 4
_WIDEST = "Ctrl+Shift+N"


class ShortcutSheet(QDialog):
    """Read-only; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1160, 560)
        panel = ScrollPanel(gap=8)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        for part in _columns(_groups()):
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


def _groups() -> list[Group]:
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


def _columns(groups: list[Group]) -> list[list[Group]]:
    """The groups in their order, in columns of which the tallest is as short as can be."""
    tall = [len(keys) + _TITLE for _title, keys in groups]

    def parts(cuts: tuple[int, ...]) -> list[slice]:
        return [slice(*ends) for ends in pairwise((0, *cuts, len(groups)))]

    def tallest(cuts: tuple[int, ...]) -> int:
        return max(sum(tall[part]) for part in parts(cuts))

    best = min(combinations(range(1, len(groups)), _COLUMNS - 1), key=tallest)
    return [groups[part] for part in parts(best)]


def _table(keys: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(12)
    # One width for all groups, so that the words stand under each other.
    grid.setColumnMinimumWidth(0, KeyHint(_WIDEST).sizeHint().width())
    for number, (key, words) in enumerate(keys):
        grid.addWidget(KeyHint(key), number, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Text(words, fonts.body(), "text2", wrap=True), number, 1)
    return grid
