"""Showing in a found text what was typed to find it."""

from tracker.ui.widgets.paint import Run

_PLAIN = str.maketrans("åäöÅÄÖ", "aaoAAO")


def comparable(text: str, typed: str) -> str:
    """`text` as it is compared with `typed`: without å, ä and ö when none of them was typed."""
    return text if typed.translate(_PLAIN) != typed else text.translate(_PLAIN)


def matched_runs(text: str, typed: str) -> tuple[Run, ...]:
    """`text` as runs, the parts that hold the words typed being strong and in accent."""
    runs: list[Run] = []
    at = 0
    for start, end in _spans(text, typed):
        if start > at:
            runs.append(Run(text[at:start]))
        runs.append(Run(text[start:end], strong=True, tone="accent"))
        at = end
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)


def _spans(text: str, typed: str) -> list[tuple[int, int]]:
    """Where each word typed is first found, in order, overlapping ones joined."""
    folded = comparable(text, typed).lower()
    if len(folded) != len(text):
        # A letter such as İ grows when folded, and then the places no longer agree.
        return []
    found = []
    for word in typed.lower().split():
        at = _best_place(folded, word)
        if at >= 0:
            found.append((at, at + len(word)))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _best_place(folded: str, word: str) -> int:
    """Where a word of the text begins with `word`, else where it occurs; -1 for nowhere."""
    if folded.startswith(word):
        return 0
    at = folded.find(f" {word}")
    return at + 1 if at >= 0 else folded.find(word)
