"""How far two people agree beyond what chance would give: Cohen's kappa."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """The usual words for a kappa (Landis & Koch, Biometrics 33, 1977)."""

    POOR = "poor"
    SLIGHT = "slight"
    FAIR = "fair"
    MODERATE = "moderate"
    SUBSTANTIAL = "substantial"
    ALMOST_PERFECT = "almost_perfect"


_LIMITS = (
    (0.2, Strength.SLIGHT),
    (0.4, Strength.FAIR),
    (0.6, Strength.MODERATE),
    (0.8, Strength.SUBSTANTIAL),
)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two readings of `n` items.

    `observed` and `expected` are shares of the items; `value` is None where it can't be worked
    out: nothing was read, or both always said the same and chance alone explains it.
    """

    n: int
    observed: float
    expected: float

    @property
    def value(self) -> float | None:
        """(observed - expected) / (1 - expected), at most 1; None when undefined."""
        if not self.n or 1 - self.expected < 1e-12:
            return None
        return (self.observed - self.expected) / (1 - self.expected)

    @property
    def strength(self) -> Strength | None:
        """The word for the value."""
        value = self.value
        if value is None:
            return None
        if value < 0:
            return Strength.POOR
        # What is printed with two decimals is what the word is about.
        shown = round(value, 2)
        return next((word for limit, word in _LIMITS if shown <= limit), Strength.ALMOST_PERFECT)


def kappa(both: int, first_only: int, second_only: int, neither: int) -> Kappa:
    """Cohen's kappa of two yes-or-no readings, by how often they said what.

    Cohen, "A coefficient of agreement for nominal scales", Educ. Psychol. Meas. 20, 1960.
    """
    n = both + first_only + second_only + neither
    if not n:
        return Kappa(0, 0.0, 0.0)
    first, second = both + first_only, both + second_only
    by_chance = (first * second + (n - first) * (n - second)) / (n * n)
    return Kappa(n, (both + neither) / n, by_chance)


def pooled(kappas: Collection[Kappa]) -> Kappa:
    """One kappa for several themes, from their mean observed and expected agreement.

    De Vries et al., "Using pooled kappa to summarize interrater agreement across many items",
    Field Methods 20, 2008. A theme that neither ever saw changes nothing.
    """
    read = [one for one in kappas if one.n]
    if not read:
        return Kappa(0, 0.0, 0.0)
    return Kappa(
        max(one.n for one in read),
        sum(one.observed for one in read) / len(read),
        sum(one.expected for one in read) / len(read),
    )
