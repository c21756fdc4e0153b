"""The listed answers with what was just done to them, before the book has answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from tracker.i18n import _, format_number
from tracker.services.queries.responses import ResponseRow
from tracker.ui.desk import Desk
from tracker.ui.panels.answers.columns import answer_columns
from tracker.ui.panels.answers.reading import AnswerSource, Asked
from tracker.ui.tables.paged import PagedModel

_MOST_AT_ONCE = 300

Change = Callable[[ResponseRow], ResponseRow]


@dataclass(slots=True)
class _Underway:
    """Changes asked for of one answer, and how many of them are still being written."""

    changes: list[Change]
    running: int


class AnswerModel(PagedModel[Asked, ResponseRow]):
    """Rows show a change as soon as it is asked for: a tick must not wait for the disk."""

    written = Signal(object)
    """Something is being done to the answers with these ids."""

    def __init__(self, source: AnswerSource, desk: Desk, parent: QObject) -> None:
        super().__init__(answer_columns(), source, lambda row: row.id, desk.jobs, parent)
        self._desk = desk
        self._underway: dict[int, _Underway] = {}
        self.loaded.connect(self._on_read)

    def row_at(self, number: int) -> ResponseRow | None:
        row = super().row_at(number)
        underway = None if row is None else self._underway.get(row.id)
        if row is None or underway is None:
            return row
        for change in underway.changes:
            row = change(row)
        return row

    def row_of(self, row_id: int) -> ResponseRow | None:
        """The answer by its id; None when it isn't listed or not read yet."""
        number = self.find(row_id)
        return None if number is None else self.row_at(number)

    def write(self, ids: Sequence[int], change: Change, work: Callable[[], object]) -> None:
        """Show `change` at the answers `ids` and do `work`; when it fails they show as before.

        Of very many the book's own answer is waited for.
        """
        for row_id in ids if len(ids) <= _MOST_AT_ONCE else ():
            underway = self._underway.setdefault(row_id, _Underway([], 0))
            underway.changes.append(change)
            underway.running += 1
        if len(ids) > _MOST_AT_ONCE:
            words = _("Saving {count} answers…").format(count=format_number(len(ids)))
            self._desk.said.emit(words)
        self.written.emit(ids)
        self.repaint_rows(ids)
        self._desk.write(
            work,
            lambda _result: self._on_written(ids),
            lambda error: self._on_refused(ids, error),
            owner=self,
        )

    def is_writing(self) -> bool:
        """Whether something asked for isn't in the book's answer yet."""
        return bool(self._underway)

    def repaint_rows(self, ids: Sequence[int]) -> None:
        """These answers look different now."""
        numbers = map(self.find, ids if len(ids) <= _MOST_AT_ONCE else ())
        for number in numbers:
            if number is not None:
                last = self.index(number, len(self.columns()) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def _on_written(self, ids: Sequence[int]) -> None:
        for row_id in ids:
            if row_id in self._underway:
                self._underway[row_id].running -= 1
        # Usually the commit's own news has made the page read again by now.
        if not self.is_loading():
            self.reload()

    def _on_refused(self, ids: Sequence[int], error: Exception) -> None:
        for row_id in ids:
            self._underway.pop(row_id, None)
        self.repaint_rows(ids)
        self._desk.failed.emit(error)

    def _on_read(self, _count: int) -> None:
        """What was read after the last write tells it all."""
        written = [row_id for row_id, one in self._underway.items() if one.running <= 0]
        for row_id in written:
            del self._underway[row_id]
        self.repaint_rows(written)


def with_themes(
    add: Sequence[tuple[int, str]], remove: frozenset[int], order: Sequence[int], who: str
) -> Change:
    """Themes added and taken away, in the code book's order; read by `who`."""

    def change(row: ResponseRow) -> ResponseRow:
        themes = dict(row.themes) | dict(add)
        kept = [(key, themes[key]) for key in order if key in themes and key not in remove]
        return replace(row, themes=tuple(kept), coded_by=who)

    return change
