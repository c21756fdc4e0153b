"""The measurements to be made: those that should have been, and those that soon are."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.messages.measuring import due_words
from tracker.services.queries.due import DueRow
from tracker.ui import fonts
from tracker.ui.widgets.buttons import WrappedLink
from tracker.ui.widgets.panels import Card, SectionHeader
from tracker.ui.widgets.text import Text

_MOST = 5
_UNDER_LINK = 4
"""A link has room around its words."""


class Measurements(QWidget):
    """A link for each to its promise; not there at all while nothing is to be measured."""

    def __init__(self, opens: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opens = opens
        self._shown: tuple[Sequence[DueRow], date] | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 8)
        self._body.setSpacing(8)
        self._body.addWidget(SectionHeader(_("Measurements to make")))
        self._card: Card | None = None
        self.setVisible(False)

    def set_rows(self, rows: Sequence[DueRow], today: date) -> None:
        """Show these, the first ones first."""
        self.setVisible(bool(rows))
        if self._shown == (rows, today):
            return
        self._shown = (rows, today)
        if self._card is not None:
            self._body.removeWidget(self._card)
            self._card.deleteLater()
        self._card = Card(gap=8)
        for row in rows[:_MOST]:
            self._add(self._card, row, today)
        more = len(rows) - _MOST
        if more > 0:
            text = ngettext("and {count} more", "and {count} more", more)
            words = text.format(count=format_number(more))
            self._card.body.addWidget(Text(words, fonts.caption(), "text2"))
        self._body.addWidget(self._card)

    def _add(self, card: Card, row: DueRow, today: date) -> None:
        words = due_words(row.due_on, None, today)
        link = WrappedLink(f"{row.label} {row.title}".strip())
        link.setAccessibleDescription(words)
        if row.promise_id is not None:
            link.clicked.connect(partial(self._opens, row.promise_id))
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addWidget(link)
        under = Text(words, fonts.caption(tabular=True), "text2", wrap=True)
        under.setContentsMargins(_UNDER_LINK, 0, 0, 0)
        line.addWidget(under)
        card.body.addLayout(line)
