"""A table of 2,000 rows on 50 pages: against others' engines, in memory, and ten times as long."""

import os
import sys
from importlib.util import find_spec

from tests.bench import long_table
from tests.bench.processes import cost
from tests.bench.table import Row, measured
from tests.bench.turns import best_in_turn

ROWS = 2000
LONGER = 10
_MOST_MB = 80


def run() -> list[Row]:
    """ReportLab and Typst do the same work in this process; Typst only where it is installed."""
    rows = long_table.content(ROWS)
    name = f"tagged table of {ROWS:,} rows"
    floor, ours = best_in_turn(lambda: long_table.reportlab(rows), lambda: long_table.ours(rows))
    made = [measured(f"{name}, against ReportLab's untagged", floor, ours, 1.5)]
    if find_spec("typst") is None:
        print("  no row against Typst: the package is not installed", file=sys.stderr)
    else:
        floor, ours = best_in_turn(lambda: long_table.typst(rows), lambda: long_table.ours(rows))
        made.append(measured(f"{name}, against Typst's tagged", floor, ours, 1))
    return [*made, _memory(name), _longer(name)]


def _memory(name: str) -> Row:
    command = [sys.executable, "-m", "tests.bench.long_table", str(ROWS)]
    peak = max(cost(command, os.environ).peak_mb for _round in range(3))
    return measured(f"{name}, peak of the process", _MOST_MB, peak, 1, "MB")


def _longer(name: str) -> Row:
    """The floor is `LONGER` times the time of the shorter one."""
    short, long = long_table.content(ROWS), long_table.content(ROWS * LONGER)
    once, ours = best_in_turn(lambda: long_table.ours(short), lambda: long_table.ours(long))
    return measured(f"{name}, {LONGER} times as long", once * LONGER, ours, 1.3)
