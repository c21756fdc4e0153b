"""Which figures the public may be told, so that nobody can be recognised in a small group.

A working assumption on sekretess and GDPR (art. 5.1 c), to be confirmed by the municipality's
lawyer: in what is given to the public, a figure that rests on fewer than five people is replaced
by words, and somebody's own answer is quoted only after it has been ticked as de-identified. Nor
may such a figure be worked out by subtraction: where parts are told beside their sum, enough of
them are withheld for those together to rest on five or more (`withheld`). What follows from two
reports laid beside each other is not guarded against.

The window and the command line follow the same rule, since what they show is copied. The window
still opens the answers behind a withheld figure, for the working group reads answers anyway.
"""

from collections.abc import Sequence

FEWEST_TOLD = 5


def may_be_told(answers: int | None, *, quotes_a_person: bool = False) -> bool:
    """Whether the public may be told a figure or a statement that rests on `answers` people.

    None is for what does not rest on answers, or on nobody knows how many. `quotes_a_person` is
    for one answer that nobody has ticked as de-identified.
    """
    return not quotes_a_person and (answers is None or answers >= FEWEST_TOLD)


def withheld(parts: Sequence[int | None], total: int) -> frozenset[int]:
    """Which of `parts`, by position, may not be told beside their sum `total`.

    Those too small, and the next smallest as long as what is withheld is one part alone, or
    comes to fewer than five when the others are subtracted. Nobody is recognised in a part of
    none, which is told. None stands for a part that has been withheld before.
    """
    hidden = {place for place, part in enumerate(parts) if part is None or 0 < part < FEWEST_TOLD}
    shown = sorted(
        (part, place) for place, part in enumerate(parts) if part and place not in hidden
    )
    rest = total - sum(part for part, _place in shown)
    for part, place in shown:
        if not hidden or (len(hidden) > 1 and rest >= FEWEST_TOLD):
            break
        hidden.add(place)
        rest += part
    return frozenset(hidden)
