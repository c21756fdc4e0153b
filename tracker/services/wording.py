"""Swedish words compared without regard to case, accents and inflection."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_ANY_WORD = re.compile(r"\w+")
_ENDING_LIST = (
    "a e n en et an ar or er na arna orna erna ens ets ars ers arnas ornas ernas "
    "ad ade are ande ast aste t te"
)
_ENDINGS = tuple(sorted(_ENDING_LIST.split(), key=len, reverse=True))
_INFLECTED = re.compile(rf"(?:{'|'.join(_ENDINGS)}|s|ns|sk|ska)?")
_SHORTEST_STEM = 3
# Four letters more often begin another word than a compound: park, parkering.
_STEM_OF_COMPOUNDS = 5
_STEM_OF_LAST_PART = 4
_SHORTEST_FIRST_PART = 3
_STOP_WORD_LIST = (
    "alla allt alltid an andra annat ar at att av aven bara blev bli blir borde bra da dag "
    "dar de dem den denna deras det detta dig din dit dom du efter eller en ens er ett fa "
    "far fatt fler flera for fore fran gang ganger gar ge ges gjort gor gora ha had hade han "
    "har hela hellre hen hon hos hur i iallafall ibland in inga ingen inget inte jag ju kan "
    "kanske kom komma kommer kunde kunna lite ma man manga maste med mej mellan men mer mera "
    "mest mig min mina mitt mot mycket nagon nagot nagra nar nara nej ni nog nu och ocksa om "
    "onskar oss over pa rad sa sadan samma sen ser sig sin sina ska skulle som star tack tar "
    "tid till tva tycker under upp ur ut utan vad var vara varit varje vart vem vet vi vid "
    "vill vore"
)
_STOP_WORDS = frozenset(_STOP_WORD_LIST.split())


def plain(text: str) -> str:
    """Small letters without accents: Åsögatan → asogatan."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def words_of(text: str) -> list[str]:
    """The words of `text`, plain."""
    return _WORD.findall(plain(text))


def stem(word: str) -> str:
    """What is common to the forms of a plain word: lampa, lampor, lamporna → lamp."""
    if word.endswith("het"):
        return word
    for ending in _ENDINGS:
        rest = len(word) - len(ending)
        if rest >= _SHORTEST_STEM and word.endswith(ending) and _may_end(word, rest, ending):
            return word[:rest]
    return word


def _may_end(word: str, rest: int, ending: str) -> bool:
    """Whether the letters before an ending can be a word: not those of ``natt``, ``plats``."""
    return ending not in ("t", "n") or (rest > _SHORTEST_STEM and word[rest - 1] != ending)


def stems(text: str) -> list[str]:
    """The stems of the words that say what `text` is about, each once, in their order."""
    return list(dict.fromkeys(filter(None, map(_telling_stem, _written(text)))))


def telling(text: str) -> dict[str, str]:
    """As `stems`, each with the first word in `text` that has it."""
    found: dict[str, str] = {}
    for word in _written(text):
        root = _telling_stem(word)
        if root:
            found.setdefault(root, word)
    return found


def _written(text: str) -> list[str]:
    return _ANY_WORD.findall(unicodedata.normalize("NFC", text))


# People use few words, and each of them often: a text is read in a tenth of the time.
@lru_cache(maxsize=20_000)
def _telling_stem(written: str) -> str:
    word = "".join(words_of(written))
    if len(word) < _SHORTEST_STEM or word in _STOP_WORDS or word.isdigit():
        return ""
    return stem(word)


@dataclass(frozen=True)
class Keywords:
    """The keywords of a theme, and which of them a text holds.

    A keyword fits its inflected forms (lampa: lamporna), compounds that it begins (polis:
    polisbil) when its stem has five letters, and compounds that it ends (lampa: gatlampor) when
    it has four, since a Swedish compound is a kind of its last part. Several words stand in a row.
    """

    keywords: Iterable[str]

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        found = []
        for keyword in self.keywords:
            parts = words_of(keyword)
            if parts:
                words = r" ".join([*map(_any_form, parts[:-1]), _form(parts[-1])])
                found.append((keyword, re.compile(rf"(?<![^ ]){words}(?![^ ])")))
        return found

    def first_in(self, text: str) -> str | None:
        """The first keyword that `text` holds."""
        return self.first_in_words(" ".join(words_of(text)))

    def first_in_words(self, words: str) -> str | None:
        """As `first_in`, of a text's plain words with single spaces between."""
        for keyword, pattern in self._patterns:
            if pattern.search(words):
                return keyword
        return None


def _any_form(word: str) -> str:
    return re.escape(stem(word)) + _INFLECTED.pattern


def _form(word: str) -> str:
    root = stem(word)
    rest = "[^ ]*" if len(root) >= _STEM_OF_COMPOUNDS else _INFLECTED.pattern
    first = f"(?:[^ ]{{{_SHORTEST_FIRST_PART},}})?" if len(root) >= _STEM_OF_LAST_PART else ""
    if first and rest != _INFLECTED.pattern:
        # In the middle of a word it is neither what it is about nor what it is a kind of.
        return f"(?:{re.escape(root)}{rest}|{first}{re.escape(root)}{_INFLECTED.pattern})"
    return f"{first}{re.escape(root)}{rest}"
