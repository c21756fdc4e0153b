"""Times of two pieces of work that take turns, so that whatever else happens falls on both."""

from collections.abc import Callable
from time import perf_counter

ROUNDS = 5

Work = Callable[[], object]


def best_in_turn(floor: Work, ours: Work, rounds: int = ROUNDS) -> tuple[float, float]:
    """The shortest time of each, in milliseconds; what they load, they have loaded before."""
    floor(), ours()
    times = [(_timed(floor), _timed(ours)) for _round in range(rounds)]
    best_floor, best_ours = (min(side) * 1000 for side in zip(*times, strict=True))
    return best_floor, best_ours


def _timed(work: Work) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
