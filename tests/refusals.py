"""Expecting to be told no, by code rather than by words."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tracker.models.errors import TrackerError


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[TrackerError]]:
    """What is inside raises a `TrackerError` with exactly this code."""
    with pytest.raises(TrackerError) as caught:
        yield caught
    assert caught.value.code == code, str(caught.value)
