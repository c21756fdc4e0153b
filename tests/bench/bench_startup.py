"""The window usable with the example book, whole process, against a bare window with a table."""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.processes import cost
from tests.bench.table import Row, measured
from tracker.paths import HOME_VARIABLE
from tracker.services.example import build_example

ROUNDS = 7


def run() -> list[Row]:
    """Time and peak memory; the two take turns, so that whatever else happens falls on both."""
    with tempfile.TemporaryDirectory(prefix="loftesboken-bench-") as folder:
        book = Path(folder) / "saffle.loftesbok"
        build_example(book)
        floor_command = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
        command = [sys.executable, "-m", "tracker", str(book), "--quit-when-ready"]
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            HOME_VARIABLE: str(Path(folder) / "home"),
        }
        for once in (floor_command, command):
            cost(once, environment)  # warms the disk's cache
        rounds = [
            (cost(floor_command, environment), cost(command, environment)) for _ in range(ROUNDS)
        ]
    floor, ours = zip(*rounds, strict=True)
    floor_ms, ours_ms = (
        statistics.median(once.seconds for once in side) * 1000 for side in (floor, ours)
    )
    floor_mb, ours_mb = (max(once.peak_mb for once in side) for side in (floor, ours))
    return [
        measured("window usable with the example book", floor_ms, ours_ms, 2.5),
        measured("peak memory of that", floor_mb, ours_mb, 2, "MB"),
    ]
