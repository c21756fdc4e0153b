"""The example's status report in the window, from the click on Reports until it is seen."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.table import Row, measured
from tracker.paths import HOME_VARIABLE
from tracker.services.example import build_example

ROUNDS = 5
_PATIENCE_MS = 700


def run() -> list[Row]:
    """The floor is what the reader may have to wait; each round is a process of its own."""
    with tempfile.TemporaryDirectory(prefix="loftesboken-bench-") as folder:
        book = Path(folder) / "saffle.loftesbok"
        build_example(book)
        times = [_probe(book, Path(folder) / f"home-{number}") for number in range(ROUNDS)]
    ours = statistics.median(times)
    return [measured("status report of the example, click to shown", _PATIENCE_MS, ours, 1)]


def _probe(book: Path, home: Path) -> float:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, HOME_VARIABLE: str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.report_probe", str(book)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(done.stdout)
