"""`lofte trail`: from what was said to what was measured, as a tree of lines, and what is missing.

The tree is indented text without drawn lines, so that it reads the same aloud as on the screen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.books import book_path, opened
from tracker.cli.output import say, say_heading, say_json
from tracker.i18n import _, ngettext
from tracker.labels import label
from tracker.models.errors import NotFound
from tracker.services.queries.trail_rows import (
    Amounts,
    BookTrail,
    Key,
    Node,
    NodeKind,
    Said,
    TrailGap,
)

if TYPE_CHECKING:
    from datetime import date


def trail(book: str, promise: str | None, *, as_json: bool) -> None:
    """Print the whole trail, or what hangs together with the promises that `promise` names."""
    from tracker.services.queries.trail import book_trail
    from tracker.services.queries.trail_following import Following

    with opened(book) as ctx:
        found, today = book_trail(ctx), ctx.today()
    told, gaps = {node.key for node in found.nodes}, found.gaps
    if promise is not None:
        following = Following(found)
        told = set()
        for key in _promises(found, promise):
            told |= following.connected(key)
        gaps = tuple(row for row in gaps if row.node in told)
    tree = _Tree(found, told)
    if as_json:
        say_json(
            {
                "book": book_path(book),
                "as_of": today,
                "problems": [tree.problem(key) for key in tree.roots()],
                "promises_without_problem": [tree.promise(key) for key in tree.lone_promises()],
                "evidence_unused": [tree.plain(key) for key in tree.unused()],
                "gaps": [_gap_json(row, today) for row in gaps],
            }
        )
        return
    tree.show()
    _show_gaps(gaps, today)


def _promises(found: BookTrail, text: str) -> list[Key]:
    """By number (5 or L5), else by a part of the title."""
    wanted = text.strip().casefold()
    promises = [node for node in found.nodes if node.kind is NodeKind.PROMISE]
    number = wanted.removeprefix("l")
    exact = [node.key for node in promises if number.isdigit() and node.label == f"L{int(number)}"]
    named = [node.key for node in promises if wanted and wanted in node.title.casefold()]
    if not (exact or named):
        raise NotFound("promise.none", text=text)
    return exact or named


class _Tree:
    """The trail from problems on: what they rest on before them, what comes of them beneath."""

    def __init__(self, found: BookTrail, told: set[Key]) -> None:
        self._nodes = {node.key: node for node in found.nodes if node.key in told}
        self._after: dict[Key, list[Key]] = defaultdict(list)
        self._before: dict[Key, list[Key]] = defaultdict(list)
        for start, end in found.edges:
            if start in self._nodes and end in self._nodes:
                self._after[start].append(end)
                self._before[end].append(start)
        self._said: dict[Key, list[Said]] = defaultdict(list)
        for row in found.said:
            if row.source in self._nodes:
                self._said[row.problem].append(row)
        place = {key: number for number, key in enumerate(self._nodes)}
        for keys in (*self._after.values(), *self._before.values()):
            keys.sort(key=place.__getitem__)

    def roots(self) -> list[Key]:
        """The problems."""
        return [key for key in self._nodes if key[0] is NodeKind.PROBLEM]

    def lone_promises(self) -> list[Key]:
        """Promises that answer no problem."""
        return [
            key
            for key in self._nodes
            if key[0] is NodeKind.PROMISE and not self._of(self._before, key, NodeKind.PROBLEM)
        ]

    def unused(self) -> list[Key]:
        """Themes that no problem takes up. Figures may stand for themselves, as measurements do."""
        return [
            key
            for key in self._nodes
            if key[0] is NodeKind.THEME and not self._of(self._after, key, NodeKind.PROBLEM)
        ]

    def _of(self, steps: dict[Key, list[Key]], key: Key, *kinds: NodeKind) -> list[Key]:
        return [each for each in steps[key] if each[0] in kinds]

    # -- as JSON

    def plain(self, key: Key) -> dict[str, Any]:
        """A node by itself."""
        node = self._nodes[key]
        return {
            "kind": node.kind.value,
            "id": str(node.id),
            "number": node.label or None,
            "title": node.title,
            "figure": node.figure or None,
            **_amounts(node.amounts),
            "follow_up": None if node.follow_up is None else node.follow_up.value,
        }

    def problem(self, key: Key) -> dict[str, Any]:
        """A problem with what it rests on, its causes, and the promises that answer it."""
        return {
            **self.plain(key),
            "evidence": [
                {**self.plain(row.source), "statement": row.statement or None}
                for row in self._said[key]
            ],
            "causes": [self._cause(each) for each in self._of(self._after, key, NodeKind.CAUSE)],
            "promises": [
                self.promise(each) for each in self._of(self._after, key, NodeKind.PROMISE)
            ],
        }

    def _cause(self, key: Key) -> dict[str, Any]:
        actions = self._of(self._after, key, NodeKind.ACTION)
        whys = list(self._nodes[key].detail)
        return {**self.plain(key), "whys": whys, "actions": [self.plain(each) for each in actions]}

    def promise(self, key: Key) -> dict[str, Any]:
        """A promise with its actions and what measures it."""
        after = self._after
        return {
            **self.plain(key),
            "actions": [self.plain(each) for each in self._of(after, key, NodeKind.ACTION)],
            "indicators": [self.plain(each) for each in self._of(after, key, NodeKind.INDICATOR)],
        }

    # -- as text

    def show(self) -> None:
        """Every problem with its chain, then what stands outside."""
        for key in self.roots():
            say_heading(_("Problem {words}").format(words=_line(self._nodes[key])))
            for depth, words in self._lines_of_problem(key):
                say("  " * depth + words)
            say("")
        for key in self.lone_promises():
            say_heading(
                _("Promise that answers no problem: {words}").format(words=_line(self._nodes[key]))
            )
            for depth, words in self._lines_of_promise(key):
                say("  " * depth + words)
            say("")
        if not self._nodes:
            say(_("There is nothing on the trail yet."))

    def _lines_of_problem(self, key: Key) -> Iterator[tuple[int, str]]:
        for row in self._said[key]:
            source = _line(self._nodes[row.source])
            words = f"{row.statement} ({source})" if row.statement else source
            yield 1, _("Rests on: {words}").format(words=words)
        for cause in self._of(self._after, key, NodeKind.CAUSE):
            yield 1, _("Cause {words}").format(words=_line(self._nodes[cause]))
            for number, why in enumerate(self._nodes[cause].detail):
                yield 2 + number, _("Why? {answer}").format(answer=why)
            for action in self._of(self._after, cause, NodeKind.ACTION):
                yield 2, _("Action {words}").format(words=_line(self._nodes[action]))
        for promise in self._of(self._after, key, NodeKind.PROMISE):
            yield 1, _("Promise {words}").format(words=_line(self._nodes[promise]))
            for depth, words in self._lines_of_promise(promise, without_cause=True):
                yield depth + 1, words

    def _lines_of_promise(
        self, key: Key, *, without_cause: bool = False
    ) -> Iterator[tuple[int, str]]:
        for action in self._of(self._after, key, NodeKind.ACTION):
            if not without_cause or not self._of(self._before, action, NodeKind.CAUSE):
                yield 1, _("Action {words}").format(words=_line(self._nodes[action]))
        for each in self._of(self._after, key, NodeKind.INDICATOR):
            yield 1, _("Measured by: {words}").format(words=_line(self._nodes[each]))


def _amounts(found: Amounts) -> dict[str, Any]:
    """The numbers behind `figure`; None where the node has no such number."""
    return {
        "done": found.done,
        "planned": found.planned,
        "value": found.value,
        "answers": found.answers,
        "unit": found.unit or None,
        "date": found.on,
    }


def _line(node: Node) -> str:
    parts = [f"{node.label} {node.title}".strip(), node.figure]
    if node.follow_up is not None:
        parts.append(label(node.follow_up))
    return ", ".join(part for part in parts if part)


def _show_gaps(gaps: Sequence[TrailGap], today: "date") -> None:
    if not gaps:
        say_heading(_("No break in the chain."))
        return
    text = ngettext("{n} break in the chain", "{n} breaks in the chain", len(gaps))
    say_heading(text.format(n=len(gaps)))
    for words in _gap_lines(gaps, today):
        say(f"  {words}")


def _gap_lines(gaps: Iterable[TrailGap], today: "date") -> Iterator[str]:
    from tracker.reports.gap_words import gap_about, gap_sentence

    for row in gaps:
        about = gap_about(row.gap, today)
        yield gap_sentence([row.gap]) + (f" {about}" if about else "")


def _gap_json(row: TrailGap, today: "date") -> dict[str, Any]:
    (sentence,) = _gap_lines([row], today)
    ids = {
        "theme_id": row.theme_id,
        "problem_id": row.problem_id,
        "cause_id": row.cause_id,
        "promise_id": row.promise_id,
        "action_id": row.action_id,
        "indicator_id": row.indicator_id,
    }
    return {
        "kind": row.gap.kind.value,
        "sentence": sentence,
        **{name: None if value is None else str(value) for name, value in ids.items()},
    }
