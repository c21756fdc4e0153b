"""What was reported when."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_date
from tracker.services.reports.archive import ReportRow
from tracker.ui import fonts
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.text import Text


class ReportList(QWidget):
    """Two lines a report: as-of date, and who saved it when. The first leads to its days."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.set_reports(())

    def set_reports(self, rows: Sequence[ReportRow]) -> None:
        """Show the newest twenty."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row in rows[:20]:
            day = format_date(row.as_of, "long")
            link = LinkButton(_("As of {day}").format(day=day), font=fonts.body_medium())
            link.setToolTip(
                _(
                    "Shows this report's day and period as the book knows them now; "
                    "the saved file is not kept in the book."
                )
            )
            link.clicked.connect(partial(self._choose, row))
            self._layout.addWidget(link)
            made = format_date(row.made_at.astimezone().date())
            line = _("Saved {day} by {who}").format(day=made, who=row.made_by or "–")
            self._layout.addWidget(Text(line, fonts.caption(tabular=True), "text2", wrap=True))
            self._layout.addSpacing(6)
        if not rows:
            self._layout.addWidget(
                Text(
                    _(
                        "Nothing has been reported yet. A saved report is listed here, "
                        "and the next one tells what has happened since."
                    ),
                    fonts.caption(),
                    "text2",
                    wrap=True,
                )
            )
        self._layout.addStretch(1)

    def _choose(self, row: ReportRow) -> None:
        self.chosen.emit(row)
