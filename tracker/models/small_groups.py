"""Which figures the public may be told, so that nobody can be recognised in a small group.

A working assumption on sekretess and GDPR (art. 5.1 c), to be confirmed by the municipality's
lawyer: in what is given to the public, a figure that rests on fewer than five people is replaced
by words, and somebody's own answer is quoted only after it has been ticked as de-identified.
"""

FEWEST_TOLD = 5


def may_be_told(answers: int | None, *, quotes_a_person: bool = False) -> bool:
    """Whether the public may be told a figure or a statement that rests on `answers` people.

    None is for what does not rest on answers, or on nobody knows how many. `quotes_a_person` is
    for one answer that nobody has ticked as de-identified.
    """
    return not quotes_a_person and (answers is None or answers >= FEWEST_TOLD)
