"""Days told from today, as they are typed in both languages."""

from datetime import date

import pytest

from tracker.models.errors import Invalid
from tracker.services.typed import typed_date

SATURDAY = date(2018, 9, 15)

AHEAD = {
    "2018-09-16": "imorgon i\u00a0morgon tomorrow söndag Sunday +1d +1 på\u00a0söndag",
    "2018-09-21": "fredag fre Friday nästa\u00a0fredag next\u00a0friday",
    "2018-09-22": "lördag saturday +1v +7d om\u00a0en\u00a0vecka in\u00a0a\u00a0week +1\u00a0w",
    "2018-09-29": "+2v om\u00a02\u00a0veckor in\u00a02\u00a0weeks +14\u00a0dagar",
    "2018-10-15": "+1m om\u00a0en\u00a0månad in\u00a01\u00a0month",
    "2019-09-15": "+1år in\u00a0one\u00a0year +12\u00a0mån",
    "2018-09-14": "i\u00a0fredags last\u00a0friday igår i\u00a0går yesterday",
}


@pytest.mark.parametrize(("day", "texts"), AHEAD.items())
def test_days_told_from_today(day: str, texts: str) -> None:
    for text in texts.split(" "):
        assert typed_date(text, SATURDAY).isoformat() == day, text


def test_what_has_happened_is_told_by_the_latest_weekday() -> None:
    assert typed_date("fredag", SATURDAY, past=True) == date(2018, 9, 14)
    assert typed_date("lördag", SATURDAY, past=True) == date(2018, 9, 8)
    # The last of a month that has no such day.
    assert typed_date("+1m", date(2019, 1, 31)) == date(2019, 2, 28)


@pytest.mark.parametrize(
    "text", ["+2x", "om veckor", "fredagar", "i fred", "+", "+999 år", "i maj"]
)
def test_other_words_are_no_day(text: str) -> None:
    with pytest.raises(Invalid):
        typed_date(text, SATURDAY)
