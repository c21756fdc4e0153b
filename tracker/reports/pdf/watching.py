"""What a document has that its maker should be told of, noted while it is laid out and drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Watch:
    """What has been seen so far."""

    boxed: dict[str, str] = field(default_factory=dict)
    """Characters that no font has, each with the first text that it stood in."""
    drawn: list[tuple[int, str]] | None = None
    """Each text with the number of its page, as they were drawn; None when not asked for."""


# One for each piece of work, so that two threads never see each other's.
_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watching(*, texts: bool = False) -> Iterator[Watch]:
    """Watch what this thread lays out and draws inside the block, its `texts` if asked to."""
    token = _watch.set(watch := Watch(drawn=[] if texts else None))
    try:
        yield watch
    finally:
        _watch.reset(token)


def current_watch() -> Watch | None:
    """Who watches this thread, if anybody does."""
    return _watch.get()
