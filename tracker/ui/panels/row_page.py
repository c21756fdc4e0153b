"""A page that is one table with an inspector beside it: Underlag and Problem."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, Literal, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.context import AppContext
from tracker.ui.desk import Desk, Goto, Subject
from tracker.ui.page import PageView
from tracker.ui.tables.column import Column
from tracker.ui.tables.fitting import FittingTable
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.row_actions import Removal, RowActions
from tracker.ui.widgets.buttons import Button
from tracker.ui.widgets.notes import EmptyState
from tracker.ui.widgets.panels import PageHeader


class Numbered(Protocol):
    """A row with an id, at a version."""

    @property
    def id(self) -> int:
        """Unique in the book."""

    @property
    def version(self) -> int:
        """What the user saw."""


R = TypeVar("R", bound=Numbered)
RowKind = Literal["survey", "round", "problem"]


class RowPage(PageView, Generic[R]):
    """Reads its rows, keeps the choice, shows it in the inspector, and offers to edit or remove it.

    `kind` names the commands (``survey.new``, ``survey.edit``) and the inspector's subject; a page
    with several kinds of row says which one a row is in `kind_of`.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        kind: RowKind,
        title: str,
        columns: Sequence[Column[R]],
        yielding: tuple[str, ...],
        read: Callable[[AppContext], list[R]],
        delete: Callable[[AppContext, R], None],
        empty: EmptyState,
    ) -> None:
        super().__init__(desk, parent, surface="surface")
        self._kind = kind
        self._read, self._delete = read, delete
        self._wanted: int | None = None
        self.header = PageHeader(title)
        self.model = self.make_model(columns)
        self.table = self.make_table(title, yielding)
        self.table.header().keep_widths(kind)
        self.table.opened.connect(self._on_opened)
        self.table.current_changed.connect(self._on_current)
        empty.acted.connect(partial(desk.run, f"{kind}.new"))
        self.table.set_empty_state(empty)
        offered: RowActions[R] = RowActions(self.table, self.current)
        if not desk.read_only:
            offered.add(_("Edit…"), lambda row: self._on_opened(row.id))
            self.offer(offered)
        self.offer_reading(offered)
        if not desk.read_only:
            offered.add_separator()
            Removal(self.table, offered, self._on_removal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.header.setContentsMargins(24, 20, 24, 0)
        layout.addWidget(self.header)
        # The cells' own padding brings their text under the title.
        beneath = QVBoxLayout()
        beneath.setContentsMargins(12, 0, 12, 0)
        beneath.addWidget(self.table)
        layout.addLayout(beneath, 1)
        self.setFocusProxy(self.table)

    def add_new_button(self, words: str) -> None:
        """The button that adds a row, last in the header."""
        new = Button(words, icon="plus")
        new.clicked.connect(partial(self.desk.run, f"{self._kind}.new"))
        self.header.add(new)
        # Not before it has a parent: a shown orphan is a window and takes the keyboard.
        new.setVisible(not self.desk.read_only)

    def offer(self, offered: RowActions[R]) -> None:
        """Add more that can be done to the chosen row; by default nothing."""

    def offer_reading(self, offered: RowActions[R]) -> None:
        """Add what can be done also in a book that can't be written; by default nothing."""

    def make_model(self, columns: Sequence[Column[R]]) -> RowsModel[R]:
        """What holds the rows."""
        return RowsModel(columns, lambda row: row.id, self)

    def make_table(self, title: str, yielding: tuple[str, ...]) -> FittingTable[R]:
        """What shows the rows of the model."""
        return FittingTable(self.model, title, yielding=yielding)

    def kind_of(self, _row: R) -> RowKind | None:
        """What a row is; None for one that is only a line between others."""
        return self._kind

    def subtitle(self, rows: Sequence[R]) -> str:
        """What stands beside the title."""
        raise NotImplementedError

    def current(self) -> R | None:
        """The chosen row."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def refresh(self) -> None:
        """Read the rows again."""
        self.desk.read(partial(self._read, self.desk.ctx), self._on_rows, owner=self)

    def open_at(self, target: Goto) -> None:
        """Choose the row that was asked for."""
        self._wanted = target.row_id
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        """Choose the row that was asked for, or wait until it has been read."""
        if self._wanted is not None and self.model.find(self._wanted) is not None:
            self.table.select_ids([self._wanted])
            self._wanted = None

    def _on_removal(self, row: R) -> None:
        self.desk.write(partial(self._delete, self.desk.ctx, row), owner=self)

    def _on_rows(self, rows: list[R]) -> None:
        self.model.set_rows(rows)
        self.header.set_subtitle(self.subtitle(rows) if rows else "")
        self._go_to_wanted()
        self._wanted = None
        if rows and self.table.current_id() is None:
            self.table.select_ids([rows[0].id])

    def _on_current(self, row_id: int | None) -> None:
        row = self.current()
        kind = None if row is None else self.kind_of(row)
        self.inspect(None if kind is None or row_id is None else Subject(kind, row_id))

    def _on_opened(self, row_id: int) -> None:
        row = self.current()
        kind = None if row is None else self.kind_of(row)
        if kind is not None:
            self.desk.run(f"{kind}.edit", row_id)
