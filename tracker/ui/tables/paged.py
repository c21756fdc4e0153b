"""The model for a table of a million rows: it holds the sorted ids, and pages of rows near the eye.

Filtering and sorting are the source's. Measured by the design: a million ids load in 0.2 s and a
page of 200 rows by id in half a millisecond, where OFFSET 900 000 takes 28 ms.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject

from tracker.ui.jobs import JobRunner
from tracker.ui.tables.column import Column
from tracker.ui.tables.model import Index, Replaced, TableModel

R = TypeVar("R")
Q = TypeVar("Q", contravariant=True)
R_co = TypeVar("R_co", covariant=True)
Query = TypeVar("Query")

PAGE = 200
_CACHED_PAGES = 24
# Between a flick of the scroll bar's start and end, pages are asked for that nobody will see.
_PAGES_AT_ONCE = 3


class Source(Protocol[Q, R_co]):
    """Where the rows come from. Both are called on a worker thread."""

    def ids(self, query: Q, /) -> "array[int]":
        """The ids that match, in order, as ``array('q')``."""

    def rows(self, ids: Sequence[int], /) -> Sequence[R_co]:
        """The rows with these ids, in any order; those that are gone are left out."""


@dataclass(frozen=True, slots=True)
class _Loaded(Generic[R]):
    ids: "array[int]"
    replaced: Replaced
    first_page: int
    first_rows: Sequence[R]


class PagedModel(TableModel[R], Generic[Query, R]):
    """Shows what `source` answers to a query. Rows come as pages while the table is looked at."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        source: Source[Query, R],
        row_id: Callable[[R], int],
        jobs: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._source = source
        self._row_id = row_id
        self._jobs = jobs
        self._query: Query | None = None
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[R | None]] = OrderedDict()
        self._old_rows: dict[int, R] = {}
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._fetching = False
        self._loading = False
        self._whole = True
        self._generation = 0

    def show(self, query: Query) -> None:
        """Load `query`. Until it is here, the earlier rows stay."""
        again = query == self._query
        self._query = query
        self._loading = True
        source, keep = self._source, self._keeper()
        first = next(reversed(self._pages), 0) if again else 0
        self._jobs.submit(
            lambda: _load(source, query, keep, first, again=again),
            self._on_loaded,
            self._on_failed,
            (self, "ids"),
            owner=self,
        )

    def reload(self) -> None:
        """Ask the source again; what didn't move stays selected and in view."""
        if self._query is not None:
            self.show(self._query)

    def begin(self, ids: "array[int]", rows: Sequence[R]) -> None:
        """Until all that is being loaded is here, show the first of it: a page or less."""
        self.beginResetModel()
        self._whole = False
        self._ids = ids
        self._store(0, rows)
        self.endResetModel()

    def is_whole(self) -> bool:
        """Whether the rows are all there are, not the first of them."""
        return self._whole

    def query(self) -> Query | None:
        """The query asked last."""
        return self._query

    def is_loading(self) -> bool:
        return self._loading

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def id_at(self, number: int) -> int:
        return self._ids[number]

    def find(self, row_id: int) -> int | None:
        """Scans the ids: 20 ms in a million, so not for painting."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def ids_between(self, first: int, last: int) -> Sequence[int]:
        return self._ids[first : last + 1]

    def row_at(self, number: int) -> R | None:
        """The row; None, and a page is on its way, when it isn't loaded."""
        if not 0 <= number < len(self._ids):
            return None
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is not None:
            self._pages.move_to_end(page)
            return rows[number % PAGE]
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        if not self._fetching:
            self._fetch()
        return self._old_rows.get(self._ids[number])

    def _on_loaded(self, loaded: _Loaded[R]) -> None:
        self._loading = False
        self._whole = True
        self._generation += 1
        # Shown until their pages come again, so that a reload doesn't flicker.
        self._old_rows = self._rows_by_id()
        # Nothing that stays nothing is news too: it was looked for and isn't there.
        same = bool(loaded.ids) and loaded.ids == self._ids
        if not same:
            self.beginResetModel()
        self._ids = loaded.ids
        self._pages.clear()
        self._wanted.clear()
        if loaded.ids:
            self._store(loaded.first_page, loaded.first_rows)
        if not same:
            self.endResetModel()
            self.replaced.emit(loaded.replaced)
        else:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.loaded.emit(len(self._ids))

    def _rows_by_id(self) -> dict[int, R]:
        rows = (row for page in self._pages.values() for row in page if row is not None)
        return {self._row_id(row): row for row in rows}

    def _on_failed(self, error: Exception) -> None:
        self._loading = False
        self.failed.emit(error)

    def _fetch(self) -> None:
        """Ask for the pages looked at last; those scrolled past are forgotten."""
        if not self._wanted:
            return
        pages = list(self._wanted)[-_PAGES_AT_ONCE:]
        self._wanted.clear()
        wanted = [(page, self._ids[page * PAGE : (page + 1) * PAGE]) for page in pages]
        source, generation = self._source, self._generation
        self._fetching = True
        self._jobs.submit(
            lambda: [(page, source.rows(ids)) for page, ids in wanted],
            lambda found: self._on_pages(generation, found),
            self._on_page_failed,
            owner=self,
        )

    def _on_pages(self, generation: int, found: Sequence[tuple[int, Sequence[R]]]) -> None:
        self._fetching = False
        if generation == self._generation:
            for page, rows in found:
                self._store(page, rows)
                first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids)) - 1
                columns = len(self._columns) - 1
                self.dataChanged.emit(self.index(first, 0), self.index(last, columns))
        self._fetch()

    def _on_page_failed(self, error: Exception) -> None:
        self._fetching = False
        self.failed.emit(error)

    def _store(self, page: int, rows: Sequence[R]) -> None:
        by_id = {self._row_id(row): row for row in rows}
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        self._pages[page] = [by_id.get(row_id) for row_id in ids]
        while len(self._pages) > _CACHED_PAGES:
            self._pages.popitem(last=False)


def _load(
    source: Source[Any, R], query: object, keep: frozenset[int], first_page: int, *, again: bool
) -> _Loaded[R]:
    """On a worker: the ids, where those to keep are now, and the page looked at last."""
    ids = source.ids(query)
    kept = {row_id: at for at, row_id in enumerate(ids) if row_id in keep} if keep else {}
    page = first_page if first_page * PAGE < len(ids) else 0
    replaced = Replaced(kept, same_query=again)
    return _Loaded(ids, replaced, page, source.rows(ids[page * PAGE : (page + 1) * PAGE]))
