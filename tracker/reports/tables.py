"""Tables in the house style: header texts over an ink rule, rows over hair lines."""

from collections.abc import Sequence

from tracker.reports import style
from tracker.reports.pdf.blocks import Block, Text
from tracker.reports.pdf.pen import Pen
from tracker.reports.pdf.table import Column, Look, Row, Rule, Table
from tracker.reports.style import MM

GAP = 2 * MM


def column(width_mm: float, gap: float = GAP, *, heads_row: bool = False) -> Column:
    """A column `width_mm` millimetres wide, `gap` points of them empty to the right."""
    return Column(width_mm * MM, gap, heads_row)


def header(
    names: Sequence[str], *, right: frozenset[int] = frozenset()
) -> tuple[Block | None, ...]:
    """Header cells; those whose number is in `right` stand over numbers."""
    return tuple(
        Text(name, style.TABLE_HEADER, right=number in right) if name else None
        for number, name in enumerate(names)
    )


def table(
    columns: Sequence[Column],
    names: Sequence[str],
    rows: Sequence[Row],
    *,
    right: frozenset[int] = frozenset(),
    look: Look = style.TABLE_LOOK,
) -> Table:
    """A table under the given column names."""
    return Table(columns, header(names, right=right), rows, look)


class RuleBlock(Block):
    """A line across the page."""

    __slots__ = ("_rule",)

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule

    def height(self, width: float) -> float:
        """The line's own weight."""
        return self._rule.weight

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw the line, its top at `y`."""
        pen.rule(x, y + self._rule.weight / 2, width, self._rule.weight, self._rule.color)
