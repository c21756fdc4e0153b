"""Over a final report: that it is one, who made it so, what it is filed under, who has got it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_date, ngettext
from tracker.labels import label
from tracker.services.reports.archive import HandOverRow, ReportRow
from tracker.ui import fonts
from tracker.ui.panels.reports.archive_list import made_final, marks_of
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.paint import Run
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import RunText, Text

_SHOWN = 2


class FinalStrip(Panel):
    """Says that what is below can't change, and leads back to what can."""

    back_asked = Signal()
    newer_asked = Signal(object)
    """The id of the report that supersedes this one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("tint", parent)
        self._newer: int | None = None
        normal, strong = fonts.caption(tabular=True), fonts.caption_strong(tabular=True)
        self._first = RunText(font=normal, strong=strong)
        back = LinkButton(_("Back to the draft"))
        back.setToolTip(_("Shows the report as the book has it now (Esc)"))
        back.clicked.connect(self.back_asked)
        self._numbers = Text("", normal, "text2", wrap=True)
        self._handed = Text("", normal, "text2", wrap=True)
        self._superseded = Text("", strong, "at_risk")
        self._show_newer = LinkButton(_("Show the one that holds"))
        self._show_newer.clicked.connect(lambda: self.newer_asked.emit(self._newer))
        first, third = QHBoxLayout(), QHBoxLayout()
        for line in (first, third):
            line.setSpacing(8)
        first.addWidget(self._first, 1)
        first.addWidget(back)
        third.addWidget(self._superseded)
        third.addWidget(self._show_newer)
        third.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addLayout(first)
        lines.addLayout(third)
        lines.addWidget(self._numbers)
        lines.addWidget(self._handed)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 20, 8)
        row.setSpacing(10)
        icon = QVBoxLayout()
        # In line with the words, not with the link beside them.
        icon.setContentsMargins(0, 4, 0, 0)
        icon.addWidget(Icon("lock", "text", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(icon)
        row.addLayout(lines, 1)

    def show_report(self, row: ReportRow) -> None:
        """Say it of this one."""
        made = made_final(format_date(row.made_at.astimezone().date(), "long"), row.made_by)
        said = " · ".join(part for part in (made, marks_of(row)) if part)
        rest = _("can’t be changed, only superseded.")
        self._first.set_runs([Run(f"{said}: ", strong=True), Run(rest, tone="text2")])
        self._newer = row.superseded_by
        self._superseded.setText(_("Superseded by a newer one."))
        for widget in (self._superseded, self._show_newer):
            widget.setVisible(row.superseded_by is not None)
        numbers = [f"{label(number.party)} {number.number}" for number in row.dnr]
        self._numbers.setText(
            _("Diary numbers: {numbers}").format(numbers=" · ".join(numbers))
            if numbers
            else _("Without diary number")
        )
        self._handed.setText(handed_words(row.hand_overs))

    def text(self) -> str:
        """All that it says, for assistive tools and tests."""
        parts = (self._first.text(), self._numbers.text(), self._handed.text())
        newer = self._superseded.text() if self._newer is not None else ""
        return "\n".join(part for part in (*parts, newer) if part)


def handed_words(rows: tuple[HandOverRow, ...]) -> str:
    """``Överlämnad till Polischef 10 maj 2018, Registrator 11 maj 2018 och 2 till``."""
    if not rows:
        return _("Not handed over to anybody yet")
    shown = [f"{row.receiver} {format_date(row.handed_on)}" for row in rows[:_SHOWN]]
    names = ", ".join(shown)
    more = len(rows) - _SHOWN
    if more > 0:
        words = ngettext("{names} and {count} more", "{names} and {count} more", more)
        names = words.format(names=names, count=more)
    return _("Handed over to {names}").format(names=names)
