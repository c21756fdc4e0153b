"""What a node of the trail hangs together with, back to the answers and on to the measurements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tracker.services.queries.trail_rows import BookTrail, Key, NodeKind

_Steps = Mapping[Key, set[Key]]


class Following:
    """Follows the edges of one trail. Pure."""

    def __init__(self, trail: BookTrail) -> None:
        self._on: dict[Key, set[Key]] = defaultdict(set)
        self._back: dict[Key, set[Key]] = defaultdict(set)
        self._promise_of: dict[Key, Key] = {}
        self._actions_of: dict[Key, set[Key]] = defaultdict(set)
        caused = {end for start, end in trail.edges if start[0] is NodeKind.CAUSE}
        for start, end in trail.edges:
            if end[0] is NodeKind.ACTION and start[0] is NodeKind.PROMISE:
                self._promise_of[end] = start
                self._actions_of[start].add(end)
                # An action against a cause comes from that cause, not from all that its promise
                # answers.
                if end in caused:
                    continue
            self._on[start].add(end)
            self._back[end].add(start)

    def connected(self, key: Key) -> frozenset[Key]:
        """The node itself, all that it comes from, and all that comes of it."""
        start = {key}
        if key[0] is NodeKind.PROMISE:
            start |= self._actions_of[key]
        elif key[0] is NodeKind.INDICATOR:
            for promise in self._back[key]:
                start |= self._actions_of[promise]
        found = _reach(start, self._on) | _reach(start, self._back)
        if key[0] is NodeKind.INDICATOR:
            return frozenset(found)
        # What an action does is measured by its promise.
        for promise in {self._promise_of[each] for each in found if each in self._promise_of}:
            found.add(promise)
            found |= {each for each in self._on[promise] if each[0] is NodeKind.INDICATOR}
        return frozenset(found)

    def after(self, key: Key) -> set[Key]:
        """The next steps from a node towards the measurements."""
        return self._on[key] | self._actions_of[key]


def _reach(start: Iterable[Key], steps: _Steps) -> set[Key]:
    found, waiting = set(start), list(start)
    while waiting:
        for key in steps.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found
