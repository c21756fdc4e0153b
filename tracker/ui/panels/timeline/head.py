"""The head of the page: which view, how much of time, and the way back to today."""

from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _, month
from tracker.ui import fonts
from tracker.ui.panels.timeline.scale import Zoom, zoom_name
from tracker.ui.widgets.buttons import Button, IconButton
from tracker.ui.widgets.choosers import SegmentedControl
from tracker.ui.widgets.panels import PageHeader
from tracker.ui.widgets.text import Text


class View(StrEnum):
    """The two pictures of the same actions."""

    TIMELINE = "timeline"
    MONTH = "month"


class TimelineHead(PageHeader):
    """Tells what is asked; the page does it."""

    view_changed = Signal(object)
    zoom_changed = Signal(object)
    turned = Signal(int)
    """A month back (-1) or on (1)."""
    today_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Timeline"), parent)
        self.zoom = SegmentedControl(
            [(zoom, zoom_name(zoom)) for zoom in Zoom], Zoom.YEAR, _("Time in view")
        )
        self._month = self._make_month()
        self.today = Button(_("Today"), keys="Home")
        self.view = SegmentedControl(
            [(View.TIMELINE, _("Timeline")), (View.MONTH, _("Month calendar"))],
            View.TIMELINE,
            _("View"),
        )
        for widget in (self.zoom, self._month, self.today, self.view):
            self.add(widget)
        self.zoom.changed.connect(self.zoom_changed)
        self.view.changed.connect(self._on_view)
        self.today.clicked.connect(self.today_asked)
        self._on_view(View.TIMELINE)

    def _make_month(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.earlier = IconButton("chevron-left", _("Previous month"), keys=_("Page up"))
        self.later = IconButton("chevron-right", _("Next month"), keys=_("Page down"))
        self._name = Text("", fonts.body_strong(tabular=True))
        self.earlier.clicked.connect(lambda: self.turned.emit(-1))
        self.later.clicked.connect(lambda: self.turned.emit(1))
        for widget in (self.earlier, self._name, self.later):
            row.addWidget(widget)
        return box

    def show_month(self, day: date) -> None:
        """Which month is in view."""
        self._name.setText(month(day))

    def _on_view(self, view: View) -> None:
        self.zoom.setVisible(view is View.TIMELINE)
        self._month.setVisible(view is View.MONTH)
        self.view_changed.emit(view)
