"""Tables of any length: every row is measured once, headers and group headings repeat."""

# ruff: noqa: D102 - the methods of a table are those of Block

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import accumulate, repeat

from tracker.reports.pdf.blocks import Block
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.structure import Scope
from tracker.reports.pdf.text import Color


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `gap` is kept empty to the right of its text; measures are points."""

    width: float
    gap: float = 0
    heads_row: bool = False
    """Whether its cells say what the rest of the row is about."""

    @property
    def room(self) -> float:
        """How wide its text may be."""
        return self.width - self.gap


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line; `weight` is points."""

    weight: float
    color: Color


@dataclass(frozen=True, slots=True)
class Look:
    """What all rows of a table share: rules, and padding above and below in points."""

    header: Rule | None
    row: Rule
    group: Rule
    end: Rule
    pad: float
    header_pad: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row; None is an empty cell. Of fewer cells than columns, the last spans the rest."""

    cells: tuple[Block | None, ...]
    again: Block | None = None
    """For a group's heading: how it reads when repeated on the next page."""
    ends_group: bool = False
    """Whether the stronger rule follows it."""
    key: object = None
    """Shared by the halves of a row that is cut in two, which is still one row to a listener."""

    @property
    def is_group(self) -> bool:
        """Whether it is a group's heading."""
        return self.again is not None


class Table(Block):
    """Rows under a header that repeats on every page; a row is split only if no page holds it.

    The parts of a table that pages cut in pieces hold only their own rows, so that a page can be
    let go of when it is drawn.
    """

    __slots__ = (
        "_above",
        "_columns",
        "_header",
        "_is_first",
        "_key",
        "_lefts",
        "_look",
        "_rooms",
        "_rows",
        "_scopes",
        "_start",
        "_sums",
    )

    def __init__(
        self,
        columns: Sequence[Column],
        header: Sequence[Block | None] | None,
        rows: Sequence[Row],
        look: Look,
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._scopes: list[Scope | None] = [
            "Row" if column.heads_row else None for column in columns
        ]
        self._rooms = [column.room for column in columns]
        self._lefts = list(accumulate((column.width for column in columns), initial=0.0))
        self._header = None if header is None else Row(tuple(header))
        self._rows = rows
        self._look = look
        self._is_first = True
        self._above: Row | None = None
        """The heading of the group that a page break cut in two before the first row."""
        self._start = 0
        """Where in `_sums` the first row is."""
        self._sums: list[float] | None = None
        self._key: object = object()

    def parts(self) -> Iterable[Block]:
        return (cell for row in self._rows for cell in row.cells if cell is not None)

    def _spans(self, row: Row) -> Iterable[tuple[Block | None, float, float, int]]:
        """Each cell with where it begins, how wide its text may be, and its columns."""
        missing = len(self._columns) - len(row.cells)
        if not missing:
            return zip(row.cells, self._lefts, self._rooms, repeat(1), strict=False)
        last = len(row.cells) - 1
        wide = sum(column.width for column in self._columns[last:]) - self._columns[-1].gap
        rooms, spans = [*self._rooms[:last], wide], [*([1] * last), missing + 1]
        return zip(row.cells, self._lefts, rooms, spans, strict=False)

    def _row_height(self, row: Row, pad: float) -> float:
        heights = [cell.height(room) for cell, _x, room, _n in self._spans(row) if cell]
        return max(heights, default=0.0) + 2 * pad

    def _sum(self, row: int) -> float:
        """The height of all rows of the whole table before number `row` of this part."""
        if self._sums is None:
            self._sums = self._measured()
        return self._sums[self._start + row]

    def _measured(self) -> list[float]:
        heights = (self._row_height(row, self._look.pad) for row in self._rows)
        return list(accumulate(heights, initial=0.0))

    def _head_height(self) -> float:
        """What stands above the first row: the header and, after a page break, the group again."""
        header = self._row_height(self._header, self._look.header_pad) if self._header else 0
        return header + (self._row_height(self._above, self._look.pad) if self._above else 0)

    def height(self, width: float) -> float:
        return self._head_height() + self._sum(len(self._rows)) - self._sum(0)

    def least(self, width: float) -> float:
        first = min(1, len(self._rows))
        while first < len(self._rows) and self._rows[first - 1].is_group:
            first += 1
        return self._head_height() + self._sum(first) - self._sum(0)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Table, Table] | None":
        room -= self._head_height()
        cut = 0
        while cut < len(self._rows) and self._sum(cut + 1) - self._sum(0) <= room:
            cut += 1
        while cut and self._rows[cut - 1].is_group:
            cut -= 1
        if cut:
            return self._part(0, cut), self._part(cut, len(self._rows))
        return self._split_row(room) if force else None

    def _part(self, start: int, end: int) -> "Table":
        part = copy(self)
        part._rows, part._start = self._rows[start:end], self._start + start
        if start:
            part._is_first, part._above = False, self._group_at(start)
        return part

    def _group_at(self, number: int) -> Row | None:
        """The heading to repeat above the row, unless it is a heading itself."""
        if number == len(self._rows) or self._rows[number].is_group:
            return None
        for row in reversed(self._rows[:number]):
            if row.is_group:
                return Row((row.again,), row.again)
        return self._above

    def _split_row(self, room: float) -> "tuple[Table, Table] | None":
        """Cut the first row that is no group's heading, higher than a page, in two."""
        first = 0
        while first < len(self._rows) - 1 and self._rows[first].is_group:
            room -= self._sum(first + 1) - self._sum(first)
            first += 1
        row = self._rows[first]
        heads: list[Block | None] = []
        tails: list[Block | None] = []
        rest = room - 2 * self._look.pad
        was_cut = False
        for cell, _x, room, _n in self._spans(row):
            parts = None
            if cell is not None and cell.height(room) > rest:
                parts = cell.split(room, rest, force=True)
            was_cut |= parts is not None
            heads.append(parts[0] if parts else cell)
            tails.append(parts[1] if parts else None)
        if not was_cut:
            return None
        cut = first + 1
        whole = copy(self)
        key = row.key or object()
        whole._rows = [*self._rows[:first], Row(tuple(heads), key=key)]
        whole._rows += [Row(tuple(tails), ends_group=row.ends_group, key=key), *self._rows[cut:]]
        whole._start, whole._sums = 0, whole._measured()
        return whole._part(0, cut), whole._part(cut, len(whole._rows))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element("Table", key=self._key):
            if self._header is not None:
                y = self._draw_header(pen, self._header, x, y, width)
            elif self._look.header is not None:
                pen.rule(x, y, width, self._look.header.weight, self._look.header.color)
            with pen.element("TBody", key=(self._key, "body")):
                if self._above is not None:
                    high = self._row_height(self._above, self._look.pad)
                    with pen.artifact(pagination=True):
                        self._draw_row(pen, self._above, x, y, width, high, self._look.group)
                    y += high
                last = len(self._rows) - 1
                for number, row in enumerate(self._rows):
                    high = self._sum(number + 1) - self._sum(number)
                    rule = self._look.end if number == last else self._rule(row)
                    self._draw_row(pen, row, x, y, width, high, rule)
                    y += high

    def _rule(self, row: Row) -> Rule:
        """What stands below the row, unless it is the last on its page."""
        return self._look.group if row.is_group or row.ends_group else self._look.row

    def _draw_header(self, pen: Pen, header: Row, x: float, y: float, width: float) -> float:
        high = self._row_height(header, self._look.header_pad)
        if self._is_first:
            with pen.element("THead"), pen.element("TR"):
                self._draw_cells(pen, header, x, y + self._look.header_pad)
        else:
            with pen.artifact(pagination=True):
                self._draw_cells(pen, header, x, y + self._look.header_pad)
        rule = self._look.header
        if rule is not None:
            pen.rule(x, y + high, width, rule.weight, rule.color)
        return y + high

    def _draw_row(
        self, pen: Pen, row: Row, x: float, y: float, width: float, high: float, rule: Rule
    ) -> None:
        with pen.element("TR", key=row.key):
            self._draw_cells(pen, row, x, y + self._look.pad)
        pen.rule(x, y + high, width, rule.weight, rule.color)

    def _draw_cells(self, pen: Pen, row: Row, x: float, y: float) -> None:
        scopes: Iterable[Scope | None] = self._scopes
        if row is self._header:
            scopes = repeat("Column")
        elif row.is_group:
            scopes = repeat("Row")
        for scope, (cell, left, room, columns) in zip(scopes, self._spans(row), strict=False):
            key = None if row.key is None else (row.key, left)
            with pen.element("TH" if scope else "TD", key=key, scope=scope, columns=columns):
                if cell is not None:
                    cell.draw(pen, x + left, y, room)
