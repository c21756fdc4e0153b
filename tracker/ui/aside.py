"""The inspector's place at the right of the window: unfolded, folded to a rail, or away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui.desk import Desk, Page
from tracker.ui.pages import INSPECTED, make_inspector
from tracker.ui.widgets.buttons import IconButton
from tracker.ui.widgets.panels import Panel, Rule

if TYPE_CHECKING:
    from tracker.ui.panels.inspector import Inspector

# Below this the inspector would squeeze the plan, so it starts folded.
INSPECTOR_FITS = 1360
_INSPECTOR = 320
_RAIL = 40


class Aside(Panel):
    """Remembers page by page whether the inspector was folded. It is made when first seen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("bg", parent)
        self._desk = desk
        self._inspector: Inspector | None = None
        self._page: Page = "overview"
        self._wide = True
        self._chosen: dict[Page, bool] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(Rule(vertical=True))
        self._rail = self._make_rail()
        self._row.addWidget(self._rail)

    def _make_rail(self) -> QWidget:
        rail = QWidget()
        unfold = IconButton("drawer", _("Unfold the inspector"), keys="Ctrl+I")
        unfold.clicked.connect(self.toggle)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(unfold, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        return rail

    def show_beside(self, page: Page) -> None:
        """Another page is in front."""
        self._page = page
        self._arrange()

    def set_window_width(self, width: int) -> None:
        """A narrow window starts with the inspector folded; crossing the limit starts over."""
        wide = width >= INSPECTOR_FITS
        if wide != self._wide:
            self._wide = wide
            self._chosen.clear()
            self._arrange()

    def toggle(self) -> None:
        """Fold or unfold the inspector on this page."""
        if self._page in INSPECTED:
            self._chosen[self._page] = not self.is_unfolded()
            self._arrange()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the inspector."""
        focused: object = self.window().focusWidget()
        inspector = self._inspector
        return (
            inspector is not None
            and isinstance(focused, QWidget)
            and inspector.isAncestorOf(focused)
        )

    def take_keyboard(self) -> None:
        """Unfold the inspector, if this page has one, and go there by keyboard."""
        if self._page in INSPECTED and not self.is_unfolded():
            self.toggle()
        if self._inspector is not None and self.is_unfolded():
            self._inspector.take_keyboard()

    def is_unfolded(self) -> bool:
        """Whether the inspector shows beside this page."""
        return self._page in INSPECTED and self._chosen.get(self._page, self._wide)

    def _arrange(self) -> None:
        unfolded = self.is_unfolded()
        if unfolded and self._inspector is None:
            inspector = make_inspector(self._desk)
            inspector.fold_asked.connect(self.toggle)
            self._row.addWidget(inspector)
            self._inspector = inspector
        if self._inspector is not None:
            self._inspector.setVisible(unfolded)
        self._rail.setVisible(not unfolded)
        self.setFixedWidth(1 + (_INSPECTOR if unfolded else _RAIL))
        self.setVisible(self._page in INSPECTED)
