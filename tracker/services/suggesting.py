"""Themes suggested for an answer, and answers that resemble it. A person decides.

Everything is worked out here, from the code book's keywords and from what was coded before: the
same book always gives the same suggestions, each with what speaks for it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, log

from tracker.services.themes import keyword_list
from tracker.services.wording import Keywords, stems, telling, words_of

_KEYWORD = 0.8
_NAME = 0.6
_WORDS = 0.75
_NEIGHBOURS = 0.75
_NEAREST = 7
_LEAST_ALIKE = 55.0
_SHORTLIST = 200
_IN_COMMON = 0.6
_LEAST_LIKELY = 0.2
_FEWEST_WITH_WORD = 2
# How many answers' worth of the book's average a word's share with a theme is mixed with.
_SMOOTHING = 1.0


class Reason(StrEnum):
    """What speaks for a theme."""

    KEYWORD = "keyword"
    WORD = "word"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks most for a theme: a keyword, a word, or an earlier answer and its text.

    Of a word: `of` earlier answers hold it, and `times` of them have the theme.
    """

    reason: Reason
    text: str
    response_id: int | None = None
    times: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that may fit, with a score from 0 to 1."""

    theme_id: int
    name: str
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class CodeWord:
    """A theme as suggestions need it."""

    id: int
    name: str
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class CodedText:
    """An answer that has been coded."""

    id: int
    text: str
    theme_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    text: str
    words: tuple[str, ...]
    theme_ids: frozenset[int]


@dataclass(slots=True)
class Learned:
    """The code book and what was coded before, prepared once to suggest many times."""

    codebook: Sequence[CodeWord]
    _keywords: dict[int, tuple[Keywords, Keywords]] = field(default_factory=dict)
    _seen: dict[int, _Seen] = field(default_factory=dict)
    _normal: dict[int, str] = field(default_factory=dict)
    _with_theme: Counter[int] = field(default_factory=Counter)
    _with_word: Counter[str] = field(default_factory=Counter)
    _with_both: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def __post_init__(self) -> None:
        for theme in self.codebook:
            self._keywords[theme.id] = (
                Keywords(keyword_list(theme.keywords)),
                Keywords([theme.name]),
            )

    def learn(self, example: CodedText) -> None:
        """Take in an answer that has been coded, or coded anew."""
        self.forget(example.id)
        seen = _Seen(example.text, tuple(stems(example.text)), frozenset(example.theme_ids))
        if seen.words:
            self._seen[example.id] = seen
            self._normal[example.id] = " ".join(seen.words)
            self._count(seen, 1)

    def forget(self, response_id: int) -> None:
        """Leave out an answer that is no longer coded, or gone."""
        seen = self._seen.pop(response_id, None)
        self._normal.pop(response_id, None)
        if seen is not None:
            self._count(seen, -1)

    def _count(self, seen: _Seen, by: int) -> None:
        for theme_id in seen.theme_ids:
            self._with_theme[theme_id] += by
        for word in seen.words:
            self._with_word[word] += by
            for theme_id in seen.theme_ids:
                self._with_both[word][theme_id] += by

    def suggest(self, text: str, *, but: int | None = None, most: int = 3) -> list[Suggestion]:
        """The themes that fit `text` best, the best first; none where nothing speaks for any.

        `but` is the answer itself, which must not vouch for its own coding.
        """
        own = self._seen.get(but) if but is not None else None
        if but is not None:
            self.forget(but)
        try:
            found = self._weighed(text)
        finally:
            if own is not None and but is not None:
                self._seen[but] = own
                self._normal[but] = " ".join(own.words)
                self._count(own, 1)
        likely = [one for one in found if one.score >= _LEAST_LIKELY]
        return sorted(likely, key=lambda one: -one.score)[:most]

    def _weighed(self, text: str) -> list[Suggestion]:
        plain_words = " ".join(words_of(text))
        words = telling(text)
        neighbours = self._neighbours(words)
        found = []
        for theme in self.codebook:
            given = [
                self._by_keyword(theme.id, plain_words),
                self._by_words(theme.id, words),
                neighbours.get(theme.id),
            ]
            spoken = [one for one in given if one is not None]
            if spoken:
                against = 1.0
                for weight, _why in spoken:
                    against *= 1 - weight
                best = max(spoken, key=lambda one: one[0])
                found.append(Suggestion(theme.id, theme.name, 1 - against, best[1]))
        return found

    def _by_keyword(self, theme_id: int, plain_words: str) -> tuple[float, Why] | None:
        for keywords, weight in zip(self._keywords[theme_id], (_KEYWORD, _NAME), strict=True):
            keyword = keywords.first_in_words(plain_words)
            if keyword is not None:
                return weight, Why(Reason.KEYWORD, keyword)
        return None

    def _by_words(self, theme_id: int, words: Mapping[str, str]) -> tuple[float, Why] | None:
        """Naive Bayes over the words that are there: how much likelier they are with the theme."""
        total, with_theme = len(self._seen), self._with_theme[theme_id]
        if not with_theme:
            return None
        without = total - with_theme
        odds = log((with_theme + 0.5) / (without + 0.5))
        best: tuple[float, str] = (0.0, "")
        for word in words:
            of = self._with_word[word]
            if of < _FEWEST_WITH_WORD:
                continue
            times = self._with_both[word][theme_id]
            usual = _SMOOTHING * of / total
            likelier = log((times + usual) / (with_theme + _SMOOTHING)) - log(
                (of - times + usual) / (without + _SMOOTHING)
            )
            odds += likelier
            if times:
                best = max(best, (likelier, word))
        if not best[1]:
            return None
        word = best[1]
        times, of = self._with_both[word][theme_id], self._with_word[word]
        # A long text against a theme is as good as certain, and more than a number holds.
        return _WORDS / (1 + exp(min(-odds, 50.0))), Why(
            Reason.WORD, words[word], times=times, of=of
        )

    def _neighbours(self, words: Mapping[str, str]) -> dict[int, tuple[float, Why]]:
        """How the most similar answers were coded, the more similar the weightier."""
        nearest = _nearest(words, self._normal, _LEAST_ALIKE, _NEAREST)
        votes: dict[int, float] = defaultdict(float)
        first: dict[int, int] = {}
        total = 0.0
        for response_id, score in nearest:
            weight = (score / 100) ** 3
            total += weight
            for theme_id in self._seen[response_id].theme_ids:
                votes[theme_id] += weight
                first.setdefault(theme_id, response_id)
        best = nearest[0][1] / 100 if nearest else 0.0
        return {
            theme_id: (
                _NEIGHBOURS * best * vote / total,
                Why(Reason.EARLIER, self._seen[first[theme_id]].text, first[theme_id]),
            )
            for theme_id, vote in votes.items()
        }


@dataclass(frozen=True, slots=True)
class Similar:
    """An answer that resembles another, with a score from 0 to 100."""

    id: int
    score: float


class TextIndex:
    """Texts by id, prepared once to be compared with many."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._prepared = {row_id: " ".join(stems(text)) for row_id, text in texts.items()}

    def like(self, text: str, *, least: float = 60.0, most: int = 100) -> list[Similar]:
        """Those that resemble `text`, the most similar first.

        Words are compared by their stems and without those that say nothing, so that inflection
        and order matter little; in a longer text everything else it says weighs against it.
        """
        return [Similar(*found) for found in _nearest(stems(text), self._prepared, least, most)]


def similar(
    text: str, others: Mapping[int, str], *, least: float = 60.0, most: int = 100
) -> list[Similar]:
    """As `TextIndex.like`, for texts that are compared once."""
    return TextIndex(others).like(text, least=least, most=most)


def _nearest(
    words: Iterable[str], others: Mapping[int, str], least: float, most: int
) -> list[tuple[int, float]]:
    """Of texts of telling stems, by id, the most like `words`: (id, 0 to 100)."""
    from rapidfuzz import fuzz, process

    sought = " ".join(words)
    if not sought or not others:
        return []
    # The one quick comparison of all, and the thorough one of what it lets through.
    roughly = process.extract(
        sought,
        others,
        scorer=fuzz.token_set_ratio,
        processor=None,
        limit=max(_SHORTLIST, 2 * most),
        score_cutoff=least,
    )
    scored = [
        (row_id, _IN_COMMON * rough + (1 - _IN_COMMON) * fuzz.token_sort_ratio(sought, other))
        for other, rough, row_id in roughly
    ]
    fitting = [one for one in scored if one[1] >= least]
    return sorted(fitting, key=lambda one: (-one[1], one[0]))[:most]
