"""Which figures the public may be told, so that nobody can be recognised in a small group.

A working assumption on sekretess and GDPR (art. 5.1 c), to be confirmed by the municipality's
lawyer: in what is given to the public, a figure that rests on fewer than five people is replaced
by words, and somebody's own answer is quoted only after it has been ticked as de-identified. Nor
may such a figure be worked out by subtraction: where parts are told beside their sum, more of them
are withheld (`withheld`). Both kinds are told in the same words and stand in an order that says
nothing of their size, for whoever can tell them apart can subtract again. What follows from two
reports laid beside each other is not guarded against.

The window and the command line follow the same rule, since what they show is copied. The window
still opens the answers behind a withheld figure, for the working group reads answers anyway.
"""

from collections.abc import Sequence
from itertools import groupby

FEWEST_TOLD = 5


def may_be_told(answers: int | None, *, quotes_a_person: bool = False) -> bool:
    """Whether the public may be told a figure or a statement that rests on `answers` people.

    None is for what does not rest on answers, or on nobody knows how many. `quotes_a_person` is
    for one answer that nobody has ticked as de-identified.
    """
    return not quotes_a_person and (answers is None or answers >= FEWEST_TOLD)


def withheld(parts: Sequence[int | None], total: int) -> frozenset[int]:
    """Which of `parts`, by position, may not be told beside their sum `total`.

    Those too small, and the next smallest until what is withheld can't be worked out by one who
    knows this rule too (`_is_safe`). Equal parts are withheld together: which of them was chosen
    would say where the small one stands. Nobody is recognised in a part of none, which is told
    unless nothing else is left to hide behind. None stands for a part that has been withheld
    before. Of a sum that is itself too small no part is told, for the number of parts says much.
    """
    if total < FEWEST_TOLD and any(part != 0 for part in parts):
        return frozenset(range(len(parts)))
    hidden = {place for place, part in enumerate(parts) if part is None or 0 < part < FEWEST_TOLD}
    if not hidden:
        return frozenset()
    rest = total - sum(part or 0 for place, part in enumerate(parts) if place not in hidden)

    def size(place: int) -> tuple[bool, int]:
        return not parts[place], parts[place] or 0

    shown = sorted((place for place in range(len(parts)) if place not in hidden), key=size)
    for (_none, part), places in groupby(shown, size):
        if _is_safe([parts[place] for place in hidden], rest):
            break
        equal = tuple(places)
        hidden.update(equal)
        rest += part * len(equal)
    return frozenset(hidden)


def _is_safe(hidden: Sequence[int | None], rest: int) -> bool:
    """Whether each of these parts, which come to `rest` together, could be of several sizes.

    One alone is the sum. A sum below five is as telling as a small part. Where it is the number
    of the parts, or one more, they are all one but for a single two; and where all are four, none
    could be larger without being told.
    """
    if len(hidden) == 1 or rest < max(FEWEST_TOLD, len(hidden) + 2):
        return False
    return any(part != FEWEST_TOLD - 1 for part in hidden)
