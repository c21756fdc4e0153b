"""What becomes of two texts that were written at the same point at the same time."""

import pytest

from tracker.ui.meeting.merging import together


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "both"),
    [
        ("", "fyra", "", "fyra"),
        ("", "", "ett", "ett"),
        ("", "fyra", "ett", "fyra\nett"),
        ("ett", "fyra\nett", "ett två", "fyra\nett två"),
        ("ett", "ett\nfyra", "", "fyra"),
        ("ett", "tre", "ett två", "tre\nett två"),
        ("ett", "ett två", "ett två", "ett två"),
        ("", "ett", "ett", "ett"),
    ],
)
def test_nothing_that_was_written_is_lost(base: str, theirs: str, mine: str, both: str) -> None:
    assert together(base, theirs, mine) == both
