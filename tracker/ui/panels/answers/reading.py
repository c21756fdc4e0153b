"""The answers as the workbench lists them: who fits is decided once, and then they stay.

Coding an answer would else take it out of "not coded" before its second theme is ticked.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from tracker.services.context import AppContext
from tracker.services.queries.agreement import second_reading
from tracker.services.queries.codebook import theme_rows
from tracker.services.queries.coding_progress import CodingProgress, coding_progress
from tracker.services.queries.responses import (
    ResponseFilter,
    ResponseRow,
    ResponseState,
    response_ids,
    response_page,
)

_NOTHING = CodingProgress()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which answers to list. Another `turn` looks anew; the same one keeps those listed.

    With a `sample` it is those, as the second coder `coder` has read them.
    """

    filter: ResponseFilter = field(default_factory=ResponseFilter)
    turn: int = 0
    coder: str = ""
    sample: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What the latest reading found beside the ids.

    `waiting` are the ids not coded yet, `counts` are without the filter's state, `all` of the
    whole book. `misfits` are listed though they no longer fit the filter.
    """

    waiting: frozenset[int] = frozenset()
    counts: CodingProgress = _NOTHING
    all: CodingProgress = _NOTHING
    misfits: int = 0


class AnswerSource:
    """The answers' ids and rows, read on worker threads."""

    def __init__(self, ctx: AppContext) -> None:
        self._ctx = ctx
        self._lock = Lock()
        self._asked: Asked | None = None
        self._ids: array[int] = array("q")
        self._reading: dict[int, tuple[int, ...]] = {}
        self.found = Found()
        """Changed on a worker, before the ids are delivered."""

    def ids(self, asked: Asked, /) -> "array[int]":
        """See `Source`."""
        with self._lock:
            if asked.sample:
                return self._sampled(asked)
            fitting = response_ids(self._ctx, asked.filter)
            misfits = 0
            if asked == self._asked:
                fitting, misfits = self._kept(fitting)
            self._asked, self._ids = asked, fitting
            everyone = replace(asked.filter, state=ResponseState.ALL)
            waiting = replace(asked.filter, state=ResponseState.UNCODED)
            counts = whole = coding_progress(self._ctx, ResponseFilter())
            if everyone != ResponseFilter():
                counts = coding_progress(self._ctx, everyone)
            self.found = Found(frozenset(response_ids(self._ctx, waiting)), counts, whole, misfits)
            return fitting

    def _sampled(self, asked: Asked) -> "array[int]":
        there = frozenset(response_ids(self._ctx, ResponseFilter()))
        ids = array("q", [row_id for row_id in asked.sample if row_id in there])
        self._reading = second_reading(self._ctx, asked.coder)
        waiting = frozenset(ids) - self._reading.keys()
        counts = CodingProgress(len(ids), len(ids) - len(waiting))
        self._asked, self._ids = asked, ids
        self.found = Found(waiting, counts, counts)
        return ids

    def _kept(self, fitting: "array[int]") -> "tuple[array[int], int]":
        """Those listed before that are still in the book, then new ones; how many don't fit."""
        fits, before = frozenset(fitting), frozenset(self._ids)
        if fits == before:
            return self._ids, 0
        there = frozenset(response_ids(self._ctx, ResponseFilter()))
        kept = array("q", [row_id for row_id in self._ids if row_id in there])
        kept.extend(row_id for row_id in fitting if row_id not in before)
        return kept, sum(row_id not in fits for row_id in kept)

    def rows(self, ids: Sequence[int], /) -> list[ResponseRow]:
        """See `Source`."""
        rows = response_page(self._ctx, ids)
        asked = self._asked
        if asked is None or not asked.sample:
            return rows
        names = [(theme.id, theme.name) for theme in theme_rows(self._ctx)]
        return [self._as_read(row, asked.coder, names) for row in rows]

    def _as_read(
        self, row: ResponseRow, coder: str, names: Sequence[tuple[int, str]]
    ) -> ResponseRow:
        """The answer as the second coder has read it: nothing of what the first said."""
        said = self._reading.get(row.id)
        themes = tuple((key, name) for key, name in names if said is not None and key in said)
        return replace(row, themes=themes, coded_by=coder if said is not None else None)
