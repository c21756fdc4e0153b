"""How many occasions a series has beside how many are promised: said quietly where they differ."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.messages.recurrence import recurrence_words
from tracker.models.recurrence import Limited, parse
from tracker.ui.dialogs.recurrence_said import Recurrence
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.notes import QuietNote


class OccasionCount(QWidget):
    """``104 tillfällen men 48 utlovade: räkna 48 av dem?  48 gånger  104 utlovade``."""

    limit_asked = Signal(str)
    """The series in words, ended after as many times as are promised."""
    quantity_asked = Signal(object)
    """As many promised, as a Decimal, as there are occasions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limited = ""
        self._count = 0
        self.note = QuietNote("")
        self.limit, self.quantity = LinkButton(""), LinkButton("")
        self.limit.clicked.connect(lambda: self.limit_asked.emit(self._limited))
        self.quantity.clicked.connect(lambda: self.quantity_asked.emit(Decimal(self._count)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.note)
        links = QWidget()
        flow = FlowLayout(links, gap=12, line_gap=0)
        flow.addWidget(self.limit)
        flow.addWidget(self.quantity)
        box.addWidget(links)
        self.hide()

    def compare(self, series: Recurrence, planned: Decimal | None) -> None:
        """Show what differs, if anything does."""
        rule, dates = series
        self.setVisible(bool(dates) and planned is not None and planned != len(dates))
        if planned is None or not dates:
            return
        self._count, promised = len(dates), format_number(planned)
        self._limited = _limited_words(rule, dates, planned)
        words = ngettext("{count} occasion", "{count} occasions", self._count)
        occasions = words.format(count=format_number(self._count))
        said = (
            _("{occasions} but {promised} promised: count {promised} of them?")
            if self._limited
            else _("{occasions} but {promised} promised.")
        )
        self.note.setText(said.format(occasions=occasions, promised=promised))
        self.limit.setVisible(bool(self._limited))
        times = ngettext("{count} time", "{count} times", int(planned))
        self.limit.set_words(times.format(count=promised))
        self.quantity.set_words(
            _("{count} promised").format(count=format_number(self._count)),
        )


def _limited_words(rule: str | None, dates: Sequence[date], planned: Decimal) -> str:
    """The series in words with an end after so many; empty where it can't have one."""
    pattern = parse(rule)
    if pattern is None or planned != int(planned) or planned > len(dates):
        return ""
    plain = pattern.pattern if isinstance(pattern, Limited) else pattern
    return recurrence_words(Limited(plain, count=int(planned)).rule())
