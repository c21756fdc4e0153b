"""The left column: a new report's options, and the archive, under two tabs."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.reports.archive import ReportRow
from tracker.ui import fonts
from tracker.ui.panels.reports.archive_list import ArchiveList
from tracker.ui.panels.reports.options import ReportOptions
from tracker.ui.widgets.choosers import TabStrip
from tracker.ui.widgets.panels import PageHeader, Panel, Rule

_WIDTH = 328
_NEW, _ARCHIVE = 0, 1


class ReportSide(Panel):
    """*Ny rapport* or *Arkiv*."""

    new_shown = Signal()
    """The options came to the front."""

    def __init__(
        self, today: date, kind: str, parent: QWidget | None = None, *, writable: bool
    ) -> None:
        super().__init__("surface", parent)
        self.setFixedWidth(max(_WIDTH, _room_for_words()))
        self.options = ReportOptions(today, kind, writable=writable)
        self.archive = ArchiveList()
        self._tabs = TabStrip([_("New report"), _("Archive")])
        self._tabs.setAccessibleName(_("Reports"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.options)
        self._stack.addWidget(self.archive)
        self._tabs.currentChanged.connect(self._on_tab)
        head = QWidget()
        inside = QVBoxLayout(head)
        inside.setContentsMargins(24, 16, 24, 0)
        inside.addWidget(PageHeader(_("Reports")))
        tabs = QVBoxLayout()
        # A tab has its own inset; its words stand under the title.
        tabs.setContentsMargins(12, 0, 12, 0)
        tabs.addWidget(self._tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(tabs)
        layout.addWidget(Rule())
        layout.addWidget(self._stack, 1)

    def show_new(self) -> None:
        """The options."""
        if self._tabs.currentIndex() == _NEW:
            self.new_shown.emit()
        self._tabs.setCurrentIndex(_NEW)

    def show_archive(self) -> None:
        """The archive."""
        self._tabs.setCurrentIndex(_ARCHIVE)

    def set_reports(self, rows: Sequence[ReportRow]) -> None:
        """What was reported earlier."""
        self.archive.set_reports(rows)
        words = _("Archive")
        self._tabs.set_words(_ARCHIVE, f"{words} {len(rows)}" if rows else words)

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        if index == _NEW:
            self.new_shown.emit()


def _room_for_words() -> int:
    """Enough for a date with its weekday, however large the letters are."""
    return int(QFontMetricsF(fonts.body()).averageCharWidth() * 38)
