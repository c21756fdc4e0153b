"""Run every `bench_*` module and print one table: `python -m tests.bench [NAME …]`.

Nothing here fails on a number: machines differ, and a table that is read says more.
"""

import importlib
import sys
from pathlib import Path

from tests.bench.table import Row, table


def main(wanted: list[str]) -> None:
    """Run the modules whose names hold one of `wanted`, or all of them."""
    rows: list[Row] = []
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if wanted and not any(name in path.stem for name in wanted):
            continue
        print(f"… {path.stem.removeprefix('bench_')}", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"tests.bench.{path.stem}").run()
    print(table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
