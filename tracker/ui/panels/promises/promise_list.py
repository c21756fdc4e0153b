"""The promises to the left: running, drafts, ended, each under its heading."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, ngettext
from tracker.labels import label
from tracker.services.queries.promises import PromiseRow
from tracker.ui import fonts
from tracker.ui.tables.list_rows import ListRow
from tracker.ui.tables.lists import RowList
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import Text

WIDTH = 216


class PromiseList(Panel):
    """Title, *Nytt*, and the promises in groups."""

    chosen = Signal(object)
    """The id of the promise chosen."""
    opened = Signal(object)
    """Enter on a promise: its id. The keyboard goes on to its plan."""
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._shown: tuple[PromiseRow, ...] = ()
        self.setFixedWidth(max(WIDTH, _room_for_words()))
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 4)
        head.addWidget(Text(_("Promises"), fonts.section_title()), 1)
        self.new = Button(_("New"), icon="plus", kind="flat")
        self.new.setAccessibleName(_("New promise…"))
        self.new.clicked.connect(self.new_asked)
        head.addWidget(self.new)
        self.rows = RowList(_("Promises"))
        self.rows.chosen.connect(self._on_chosen)
        self.rows.opened.connect(self.opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.rows, 1)

    def set_rows(self, rows: Sequence[PromiseRow]) -> None:
        """Show the promises, in the order given."""
        self._shown = tuple(rows)
        self.rows.set_rows(list_rows(rows))

    def shown(self) -> tuple[PromiseRow, ...]:
        """The promises in the list."""
        return self._shown

    def choose(self, promise_id: int) -> None:
        """Mark a promise without asking anybody to show it."""
        blocked = self.rows.blockSignals(True)
        self.rows.choose(promise_id)
        self.rows.blockSignals(blocked)

    def _on_chosen(self, promise_id: int | None) -> None:
        if promise_id is not None:
            self.chosen.emit(promise_id)


def _room_for_words() -> int:
    """Enough for a title of two words, however large the letters are."""
    return int(QFontMetricsF(fonts.body()).averageCharWidth() * 25)


def list_rows(rows: Sequence[PromiseRow]) -> list[ListRow]:
    """The promises with a heading where a new group begins."""
    found: list[ListRow] = []
    title = ""
    for row in rows:
        if _group(row) != title:
            title = _group(row)
            found.append(ListRow(-len(found) - 1, title, heading=True))
        found.append(_list_row(row))
    return found


def _group(row: PromiseRow) -> str:
    if row.status.ended:
        return _("Ended {year}").format(year=row.period_end.year)
    if row.status.locked:
        return _("In force {year}").format(year=row.period_end.year)
    return _("Not signed yet")


def _list_row(row: PromiseRow) -> ListRow:
    note, icon = "", ""
    if row.status.ended:
        note, icon = label(row.status), paint.status_icon(row.status)
    elif not row.status.locked and row.gaps:
        words = ngettext("{count} thing is missing", "{count} things are missing", row.gaps)
        note, icon = words.format(count=row.gaps), "info"
    else:
        words = ngettext("{count} action", "{count} actions", row.actions)
        note = words.format(count=row.actions)
    return ListRow(
        row.id,
        row.title,
        lead=f"L{row.number}",
        follow_up=row.colour,
        note=note,
        note_icon=icon,
    )
