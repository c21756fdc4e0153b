"""A hundred thousand actions and a million log entries: opening, filtering, scrolling, memory.

The floors are what a person notices: the ratio is the part of it that is used. Each number is the
best of some processes, since whatever else the machine does can only add to it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.table import Row, measured
from tests.bench.tables_probe import DAY
from tests.factory import a_clock, opened
from tracker.models.migrations import head
from tracker.paths import HOME_VARIABLE
from tracker.services.books import NewBook, create_book
from tracker.services.generate import MUNICIPALITY, POLICE_AREA, Amounts, generate_data

AMOUNTS = Amounts(actions=100_000, log_entries=1_000_000, responses=0, seed=1)
ROUNDS = 3

OPEN_MS, KEYSTROKE_MS, STALL_MS, PEAK_MB = 1000, 150, 50, 300


def run() -> list[Row]:
    """Measure in processes of their own, on a book that is made once and kept."""
    book = big_book(AMOUNTS)
    seen = [_probe(book, page) for page in ("actions", "log") for _round in range(ROUNDS)]
    actions, log = seen[:ROUNDS], seen[ROUNDS:]
    size = f"{AMOUNTS.actions:,} actions, {AMOUNTS.log_entries:,} entries"
    keys = [statistics.median(found["keys_ms"]) for found in actions]
    slowest = [max(found["keys_ms"]) for found in actions]
    return [
        measured(f"{size}: open, rows of actions", OPEN_MS, _least(actions, "open_ms"), 1),
        measured(f"{size}: open, rows of the log", OPEN_MS, _least(log, "open_ms"), 1),
        measured("filter keystroke to rows, median", KEYSTROKE_MS, min(keys), 1),
        measured("filter keystroke to rows, slowest", KEYSTROKE_MS, min(slowest), 1),
        measured("longest stall scrolling the actions", STALL_MS, _least(actions, "stall_ms"), 1),
        measured("longest stall scrolling the log", STALL_MS, _least(log, "stall_ms"), 1),
        measured("peak memory of that", PEAK_MB, _most(seen, "peak_mb"), 1, "MB"),
    ]


def _least(seen: list[dict[str, Any]], name: str) -> float:
    return min(float(found[name]) for found in seen)


def _most(seen: list[dict[str, Any]], name: str) -> float:
    return max(float(found[name]) for found in seen)


def big_book(amounts: Amounts) -> Path:
    """A book with these amounts, from the system's temporary folder or made there now."""
    folder = Path(tempfile.gettempdir()) / "loftesboken-bench"
    name = f"{amounts.actions}-{amounts.log_entries}-{amounts.seed}-schema-{head()}"
    book = folder / f"{name}.loftesbok"
    if not book.exists():
        print(f"… making {book}: this takes some minutes, once", file=sys.stderr, flush=True)
        folder.mkdir(exist_ok=True)
        making = folder / f"{name}-being-made-{os.getpid()}.loftesbok"
        clock = a_clock(DAY)
        create_book(making, NewBook(MUNICIPALITY, POLICE_AREA), clock=clock, who="bench")
        ctx = opened(making, clock)
        generate_data(ctx, amounts)
        ctx.close()
        os.replace(making, book)
    return book


def _probe(book: Path, page: str) -> dict[str, Any]:
    return probed("tests.bench.tables_probe", str(book), page)


def probed(module: str, *words: str) -> dict[str, Any]:
    """What a process of its own measured, with a home of its own."""
    with tempfile.TemporaryDirectory(prefix="loftesboken-bench-") as home:
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            HOME_VARIABLE: home,
        }
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
