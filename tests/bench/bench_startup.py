"""The window usable with the example book, whole process, against a bare window with a table."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import psutil

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
            _measured(once, environment)  # warms the disk's cache
        rounds = [
            (_measured(floor_command, environment), _measured(command, environment))
            for _ in range(ROUNDS)
        ]
    floor_ms, ours_ms = (
        statistics.median(seconds for seconds, _peak in side) * 1000
        for side in zip(*rounds, strict=True)
    )
    floor_mb, ours_mb = (
        max(peak for _seconds, peak in side) / 2**20 for side in zip(*rounds, strict=True)
    )
    return [
        measured("window usable with the example book", floor_ms, ours_ms, 2.5),
        measured("peak memory of that", floor_mb, ours_mb, 2, "MB"),
    ]


def _measured(command: list[str], environment: dict[str, str]) -> tuple[float, int]:
    """How long the process took, and the most memory it was seen to hold, in bytes."""
    started, peak = perf_counter(), 0
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                peak = max(peak, watched.memory_info().rss)
                process.wait(0.005)
            except (psutil.NoSuchProcess, subprocess.TimeoutExpired):
                continue
        seconds = perf_counter() - started
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, peak
