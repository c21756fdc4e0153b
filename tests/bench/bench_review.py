"""Granskning in a book of a hundred thousand actions and a million entries: first item, next item.

The floors are what a person notices; each number is the best of some processes.
"""

import statistics

from tests.bench.bench_tables import AMOUNTS, big_book, probed
from tests.bench.table import Row, measured

ROUNDS = 3
FIRST_MS, NEXT_MS = 300, 50


def run() -> list[Row]:
    """Measure in processes of their own, on the book of `bench_tables`."""
    book = big_book(AMOUNTS)
    seen = [probed("tests.bench.review_probe", str(book)) for _round in range(ROUNDS)]
    first = min(float(found["first_ms"]) for found in seen)
    median = min(statistics.median(found["next_ms"]) for found in seen)
    slowest = min(max(found["next_ms"]) for found in seen)
    size = f"{AMOUNTS.actions:,} actions, {seen[0]['queue']:,} to review"
    return [
        measured(f"{size}: open, first item", FIRST_MS, first, 1),
        measured("J to the next item, median", NEXT_MS, median, 1),
        measured("J to the next item, slowest", NEXT_MS, slowest, 1),
    ]
