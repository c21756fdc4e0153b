"""The line below the cards: promises that have ended, and drafts."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _, ngettext
from tracker.labels import label
from tracker.services.queries.promises import PromiseRow
from tracker.ui import fonts
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.text import Text

_NAMED = 5


class FootLine(QWidget):
    """``Avslutade 2017: L1 delvis uppfyllt, L2 uppfyllt · Utkast: L6 saknar 3 saker``."""

    def __init__(
        self, open_promise: Callable[[int | None], object], parent: QWidget | None = None
    ) -> None:
        """`open_promise` is called with a promise's id, or with None for all of them."""
        super().__init__(parent)
        self._open = open_promise
        self._flow = FlowLayout(self, gap=2, line_gap=0)
        self._shown: tuple[Sequence[PromiseRow], Sequence[PromiseRow]] | None = None

    def set_rows(self, ended: Sequence[PromiseRow], drafts: Sequence[PromiseRow]) -> None:
        """Show these; nothing at all when there are none."""
        self.setVisible(bool(ended or drafts))
        if (ended, drafts) == self._shown:
            return
        self._shown = (ended, drafts)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._flow.addWidget(Icon("promise"))
        if ended:
            self._add_words("  " + _ended_words(ended))
            self._add_promises(ended, lambda row: label(row.status).lower())
        if ended and drafts:
            self._add_words("  ·  ")
        if drafts:
            self._add_words(("" if ended else "  ") + _("Drafts:"))
            self._add_promises(drafts, _gap_words)
        self.updateGeometry()

    def _add_words(self, words: str) -> None:
        self._flow.addWidget(Text(words, fonts.caption(tabular=True), "text2"))

    def _add_promises(
        self, rows: Sequence[PromiseRow], words_of: Callable[[PromiseRow], str]
    ) -> None:
        named = rows[:_NAMED]
        for row in named:
            link = LinkButton(f"L{row.number}")
            link.setAccessibleName(f"L{row.number} {row.title}")
            link.setToolTip(row.title)
            link.clicked.connect(partial(self._on_clicked, row.id))
            self._flow.addWidget(link)
            self._add_words(words_of(row) + ("," if row is not named[-1] else ""))
        if len(rows) > _NAMED:
            left = len(rows) - _NAMED
            words = ngettext("and {count} more", "and {count} more", left).format(count=left)
            more = LinkButton(words)
            more.clicked.connect(partial(self._on_clicked, None))
            self._flow.addWidget(more)

    def _on_clicked(self, promise_id: int | None, _checked: bool = False) -> None:
        self._open(promise_id)


def _ended_words(rows: Sequence[PromiseRow]) -> str:
    years = {row.period_end.year for row in rows}
    if len(years) == 1:
        return _("Ended {year}:").format(year=years.pop())
    return _("Ended:")


def _gap_words(row: PromiseRow) -> str:
    if not row.gaps:
        return _("ready to be signed")
    return ngettext("lacks {count} thing", "lacks {count} things", row.gaps).format(count=row.gaps)
