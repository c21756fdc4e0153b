"""How often themes are taken up, in words: the same on paper, on the screen and in a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.i18n import _, format_number, ngettext
from tracker.messages.statements import percent as percent
from tracker.models.rounding import half_up
from tracker.reports.sentences import listed
from tracker.services.queries.theme_rows import FEWEST_COMPARED, TooFewCompared

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A theme with its coded answers; None where they are too few to be told.

    `before` is its exact share the year before; None where that is not compared or told.
    """

    name: str
    answers: int | None
    before: Fraction | None = None


def mean_rating(mean: Decimal) -> str:
    """``4,0``: always with its decimal, so that means in a column compare."""
    whole, tenths = divmod(int(half_up(mean * 10)), 10)
    separator = format_number(Decimal("0.5"))[1]
    return f"{whole}{separator}{tenths}"


def not_shown() -> str:
    """What stands instead of a number that may not be told, for whichever reason it is."""
    return _("not shown")


def why_not_shown() -> str:
    """What `not_shown` stands for, said once where it is used."""
    return _("“Not shown” is a number under five, or one that would give such a number away.")


def too_few_compared(found: TooFewCompared) -> str:
    """Why two years are not compared; without a number where it is too small to be told."""
    return _(
        "{now} is not compared with {then}: that takes at least {least} coded answers in both years"
    ).format(now=found.now, then=found.then, least=FEWEST_COMPARED)


def finding(themes: Sequence[Ranked], of: int) -> str:
    """``Most often taken up: synlig polis 60 % and utemiljö 26 % of 400 answers``."""
    told = [(row.name, row.answers) for row in themes if row.answers]
    if not told:
        return _("No theme is taken up in five answers or more")
    named = [f"{name} {percent(answers, of)}" for name, answers in told[:_MOST_NAMED]]
    text = ngettext(
        "Most often taken up: {themes} of {n} answer",
        "Most often taken up: {themes} of {n} answers",
        of,
    )
    return text.format(themes=listed(named), n=format_number(of))
