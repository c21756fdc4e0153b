"""Two who write at the same point at the same time: both texts are kept."""

from dataclasses import replace

from tracker.services.meeting_points import PointFields


def together(base: str, theirs: str, mine: str) -> str:
    """`mine`, which began as `base`, and `theirs`, which took its place in the book meanwhile.

    What only one of them changed is as they left it. Lines of mine that stand in theirs are
    brought up to date where they stand; else mine comes last, on a line of its own.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    at = _place(base.splitlines(), theirs.splitlines())
    if at is None:
        return f"{theirs}\n{mine}".strip()
    first, last = at
    lines = theirs.splitlines()
    lines[first:last] = mine.splitlines()
    return "\n".join(lines).strip()


def _place(wanted: list[str], lines: list[str]) -> tuple[int, int] | None:
    """Where `wanted` stands last among the lines."""
    for first in range(len(lines) - len(wanted), -1, -1):
        if wanted and lines[first : first + len(wanted)] == wanted:
            return first, first + len(wanted)
    return None


def fields_together(base: PointFields, theirs: PointFields, mine: PointFields) -> PointFields:
    """As `together`, of a point; of what is chosen, not written, mine is what was meant last."""
    chosen = {
        name: getattr(mine, name)
        for name in ("state", "owner_id", "due_on")
        if getattr(mine, name) != getattr(base, name)
    }
    return replace(
        theirs,
        note=together(base.note, theirs.note, mine.note),
        decision=together(base.decision, theirs.decision, mine.decision),
        **chosen,
    )
