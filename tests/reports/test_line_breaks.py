"""Where a line may not be broken: a number stays with what belongs to it."""

import pytest

from tracker.reports import style
from tracker.reports.pdf.text import Run, wrap


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Föräldrar i åk 9", "åk 9"),
        ("Föräldrar i årskurs 9 och", "årskurs 9"),
        ("Sänk farten från 60 till 50 %", "50 %"),
        ("Gjort hittills: 0 av 100 000 000", "100 000 000"),
        ("Kostnaden är 85 000 kronor", "85 000 kronor"),
        ("Vi ses på torget kl. 18", "kl. 18"),
        ("Se vidare på sida 12", "sida 12"),
        ("Det gjordes 26 kontroller", "26 kontroller"),
    ],
)
@pytest.mark.parametrize("runs", [1, 2])
def test_a_number_stays_with_what_belongs_to_it(text: str, kept: str, runs: int) -> None:
    # Two runs take the slower way.
    parts = (Run(text, style.BODY), Run(" och mer", style.BODY_STRONG))[:runs]
    widest = max(style.BODY.width(word) for word in (kept, *text.split()))
    for more in range(120):
        lines = [line.plain() for line in wrap(parts, widest + more)]
        assert any(kept in line for line in lines), lines


def test_what_belongs_together_but_is_too_wide_is_broken_at_its_space() -> None:
    width = style.BODY.width("100 000 ")
    lines = [line.plain().strip() for line in wrap((Run("100 000 000", style.BODY),), width)]
    assert lines == ["100 000", "000"]


def test_years_are_no_thousands() -> None:
    text = "Under 2017 300 personer"
    lines = wrap((Run(text, style.BODY),), style.BODY.width("300 personer"))
    assert [line.plain() for line in lines] == ["Under 2017", "300 personer"]
