"""What a benchmark measured, and how it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement against its floor, from the same run; `limit` is the ratio not to pass."""

    name: str
    floor: float
    ours: float
    ratio: float
    limit: float
    unit: str = "ms"


def measured(name: str, floor: float, ours: float, limit: float, unit: str = "ms") -> Row:
    """A row with its ratio worked out."""
    return Row(name, floor, ours, ours / floor, limit, unit)


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text; a ratio over its limit is marked with a cross."""
    cells = [("", "floor", "ours", "ratio", "limit", "")]
    cells += [
        (
            row.name,
            f"{row.floor:,.2f} {row.unit}",
            f"{row.ours:,.2f} {row.unit}",
            f"{row.ratio:.2f}",
            f"{row.limit:g}",
            "✓" if row.ratio <= row.limit else "✗",
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )
