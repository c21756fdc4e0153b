"""What was promised and what was done, in the fewest words: ``24 trafikkontroller``.

An action's title and unit are put together where they can be, since neither says it alone: of
"Föräldramöten" and "möten", "6 föräldramöten"; of "Fotpatrullering, centrum" and
"patrulleringar", "48 fotpatrulleringar (centrum)".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.i18n import _, language
from tracker.models.enums import ActionStatus
from tracker.reports.plain_words import spelled_out, theirs
from tracker.reports.sentences import (
    cap,
    full_stop,
    is_counted,
    listed,
    number_word,
    quantity,
    uncap,
)
from tracker.services.reports.rows import ActionRow

_PLURALS = ("ar", "er", "or", "n", "r", "s")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Thing:
    """Something promised or done. A figure with its word may stand in a list, a title alone."""

    text: str
    is_amount: bool


def in_one_text(things: Sequence[Thing]) -> str:
    """Titles as sentences of their own, then the amounts as one: ``2 bommar och 6 stråk.``"""
    amounts = [thing.text for thing in things if thing.is_amount]
    sentences = [full_stop(thing.text) for thing in things if not thing.is_amount]
    if amounts:
        sentences.append(full_stop(listed(amounts)))
    return " ".join(sentences)


def in_order(things: Sequence[Thing]) -> list[str]:
    """The same, one by one and in the same order; a single one as a sentence."""
    texts = [thing.text for thing in sorted(things, key=lambda thing: thing.is_amount)]
    return texts if len(texts) > 1 else [full_stop(text) for text in texts]


@dataclass(frozen=True, slots=True)
class Named:
    """An action in words."""

    action: ActionRow
    title: str
    """As it was written, with abbreviations in full."""
    unit: str
    """What is counted, put after the figure: ``trafikkontroller``; empty when nothing is."""
    more: str
    """What of the title comes after that, with its space: `` i årskurs 9``, `` (centrum)``."""
    has_figure: bool
    """Whether the title says how many, so that it says alone what was promised."""
    is_one: bool
    """Whether title and unit went together as one word, which may begin with a small letter."""

    def named(self) -> str:
        """The title, for a place in a sentence."""
        return theirs(self.title)

    def promised(self) -> Thing:
        """What was promised."""
        planned = self.action.planned
        if self.has_figure or planned is None or not is_counted(self.action):
            return Thing(self.named(), False)
        if self.is_one:
            return Thing(self._counted(quantity(planned), self.more), True)
        return Thing(f"{self.named()}: {self._counted(quantity(planned))}", False)

    def done(self, *, is_alone: bool) -> Thing | None:
        """What was done of it; None for nothing. `is_alone`: nothing else here has its unit."""
        action = self.action
        if not is_counted(action):
            if action.status is ActionStatus.PARTLY_DONE:
                return Thing(_("{action}: a part of it").format(action=self.named()), False)
            return Thing(self.named(), False) if action.done >= 1 else None
        if action.done <= 0:
            return None
        amount = of_planned(action.done, action.planned)
        if not self.unit or (action.planned is None and action.done == 1):
            return Thing(f"{self.named()}: {amount}", False)
        if is_alone:
            return Thing(self._counted(amount), True)
        if self.is_one:
            return Thing(self._counted(amount, self.more), True)
        return Thing(f"{self.named()}: {self._counted(amount)}", False)

    def undone(self) -> str:
        """What is missing of it, before its reason: ``6 bommar:``, or a part in a sentence."""
        action = self.action
        planned = action.planned
        if planned is None or not is_counted(action) or not 0 < action.done < planned:
            return f"{self.promised().text}:"
        missing = of_planned(planned - action.done, planned)
        if self.is_one:
            return _("{amount} did not happen.").format(amount=self._counted(missing, self.more))
        return _("{action}: {amount} did not happen.").format(
            action=self.named(), amount=self._counted(missing)
        )

    def _counted(self, amount: str, more: str = "") -> str:
        return f"{amount} {theirs(self.unit + more)}".strip()


def of_planned(value: Decimal, planned: Decimal | None) -> str:
    """``5 of 6``; only the figure when it reaches what was planned, or nothing was."""
    if planned is None or value >= planned:
        return quantity(value)
    return _("{done}\u00a0of\u00a0{planned}").format(
        done=quantity(value), planned=quantity(planned)
    )


def named(actions: Sequence[ActionRow]) -> list[Named]:
    """The actions of a promise in words, in their order."""
    return [_named(action) for action in actions]


def shared_units(actions: Sequence[Named]) -> frozenset[str]:
    """The units that more than one of the actions count in."""
    counts = Counter(action.unit.casefold() for action in actions)
    return frozenset(unit for unit, count in counts.items() if count > 1)


def _named(action: ActionRow) -> Named:
    title, unit = cap(spelled_out(action.title).rstrip(".")), spelled_out(action.unit)
    if not is_counted(action):
        return Named(action, title, "", "", False, False)
    after = _after_figure(title, action.planned)
    if after:
        counted, more = _unit_first(after, unit)
        begins = title.endswith(after) and title[: -len(after)].strip().isdigit()
        return Named(action, title, counted, more, not begins, begins)
    first, _space, rest = title.partition(" ")
    whole = _one_word(first.rstrip(","), unit)
    if whole:
        return Named(action, title, whole, _after(rest, comma=first.endswith(",")), False, True)
    return Named(action, title, unit, "", _says(title, action.planned, unit), False)


def _unit_first(text: str, unit: str) -> tuple[str, str]:
    """What is counted, and what the title says more: of "pass på kvällen", ``pass``."""
    if unit and re.match(rf"{re.escape(unit)}\b", text, re.IGNORECASE):
        rest = text[len(unit) :]
        return text[: len(unit)], _after(rest.lstrip(", "), comma=rest.startswith(","))
    counted, comma, rest = text.partition(", ")
    return counted, _after(rest, comma=bool(comma))


def _after(rest: str, *, comma: bool) -> str:
    """The rest of a title after what is counted. After a comma it does not read on: a bracket."""
    if not rest:
        return ""
    return f" ({rest})" if comma else f" {rest}"


def _one_word(word: str, unit: str) -> str:
    """The unit as the title has it: ``fotpatrulleringar`` for "Fotpatrullering"; else empty."""
    counted = unit.casefold()
    if not counted or " " in counted or not word[:1].isalpha():
        return ""
    if word.casefold().endswith(counted):
        return uncap(word)
    for ending in _PLURALS:
        stem = counted.removesuffix(ending)
        if stem != counted and len(stem) >= _SHORTEST_STEM and word.casefold().endswith(stem):
            return uncap(word) + ending
    return ""


def _after_figure(title: str, planned: Decimal | None) -> str:
    """What follows the planned number in a title that has it: ``armaturer``; else empty."""
    if planned is None:
        return ""
    with language("sv"):
        number = re.escape(quantity(planned)).replace("\xa0", "[ \xa0]")
    found = re.search(rf"(?<![\w.,]){number} +(?=[^\W\d_]|[”\"])", title)
    return title[found.end() :] if found else ""


def _says(title: str, planned: Decimal | None, unit: str) -> bool:
    """Whether the title has the number in a word, with what is counted: ``röja två stråk``."""
    if planned is None or planned != int(planned) or not unit:
        return False
    words = re.findall(r"\w+", title.casefold())
    # What people wrote is Swedish, whatever language the report is in.
    with language("sv"):
        number = number_word(int(planned), neuter=False)
    return number in words and unit.casefold() in words
