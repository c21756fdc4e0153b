"""The answers of week 17, 2016: invented sentences whose figures agree with the published ones."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from tracker.resources import resource_path
from tracker.services.example.surveys import DIALOGUE
from tracker.services.example.telling import COORDINATOR, QUALITY, Event, Step, event
from tracker.services.surveys import ResponseFields, add_responses

Phrases = Mapping[str, Mapping[str, Sequence[str]]]

ENTERED = {
    "Stortorget": (date(2016, 4, 28), COORDINATOR),
    "45:an": (date(2016, 4, 28), COORDINATOR),
    "Forskningen": (date(2016, 4, 29), QUALITY),
    "Tegnérskolan": (date(2016, 5, 3), QUALITY),
    "Höglundaskolan": (date(2016, 5, 4), QUALITY),
    "Systembolaget": (date(2016, 5, 4), COORDINATOR),
}
"""When each occasion's paper slips were typed in, and by whom."""

# 240 of 400 want more police (60 %), 104 a better outdoor environment (26 %).
_THEMES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (120, ("synlig polis",)),
    (30, ("synlig polis", "belysning")),
    (14, ("synlig polis", "skötsel")),
    (26, ("synlig polis", "droger")),
    (24, ("synlig polis", "liv i centrum")),
    (16, ("synlig polis", "trafik")),
    (10, ("synlig polis", "unga")),
    (38, ("belysning",)),
    (22, ("skötsel",)),
    (26, ("liv i centrum",)),
    (20, ("droger",)),
    (14, ("unga",)),
    (20, ("trafik",)),
    (20, ("trygghet",)),
)
_OUTDOORS = frozenset({"belysning", "skötsel"})
# What was brought up more often at one occasion than at the others.
_LEANINGS = {
    ("45:an", "trafik"): 3,
    ("Höglundaskolan", "trafik"): 3,
    ("Systembolaget", "droger"): 4,
    ("Forskningen", "belysning"): 3,
    ("Forskningen", "skötsel"): 3,
}
# How many gave 5, 4, 3, 2 and 1: a mean of 3.1 for Kanalstråket, and 3.8 for all 390 ratings.
_CANAL_RATINGS = (2, 9, 11, 6, 2)
_OTHER_RATINGS = (79, 183, 72, 20, 6)
_CANAL = "Kanalstråket"
# Where an answer speaks of: by its words, or else by its theme.
_PLACE_WORDS = {
    "kanal": _CANAL,
    "45:an": "45:ans köpcentrum",
    "köpcentret": "45:ans köpcentrum",
    " station": "Resecentrum",
    "Resecentrum": "Resecentrum",
    "Sundsvägen": "Sundsvägen",
    "torget": "Centrum",
    "centrum": "Centrum",
    "skola": "Skolan",
    "landsbygd": "Landsbygden",
}
_PLACES = {
    "belysning": ("Resecentrum", "Höglunda", "Annelund"),
    "skötsel": ("Resecentrum", "Höglunda", "Annelund"),
    "droger": ("Resecentrum", "Centrum"),
    "unga": ("45:ans köpcentrum", "Centrum"),
    "trafik": ("45:ans köpcentrum", "Höglunda"),
    "synlig polis": ("Centrum",),
}
# Few older people answered, and visitors are too few to be shown as a group.
_ADULT_GROUPS = (
    ("65 år och äldre", 17),
    ("Unga 16–19 år", 15),
    ("Besökare från annan ort", 3),
    ("Vuxna 20–64 år", 174),
)
_SHARE_DEIDENTIFIED = 0.92


@dataclass(slots=True)
class _Slip:
    """One answer on paper, on its way into the book."""

    survey: str
    themes: tuple[str, ...]
    voice: str
    text: str
    place: str | None = None
    rating: int | None = None
    group: str = ""
    deidentified: bool = True


def events(rng: Random) -> Iterator[Event]:
    """The answers of each occasion, in one operation per occasion."""
    phrases = json.loads(resource_path("example/svar.json").read_text(encoding="utf-8"))
    slips = _slips(_Texts(phrases["texter"], rng), rng)
    _place(slips, rng)
    _rate(slips, rng)
    _group(slips, rng)
    _look_through(slips, phrases["röjande"], rng)
    for position, (survey, (day, who)) in enumerate(ENTERED.items()):
        answers = [_response(slip) for slip in slips if slip.survey == survey]
        yield event(day, who, _typed_in(survey, answers), hour=13, minute=8 * position)


def _typed_in(survey: str, answers: Sequence[ResponseFields]) -> Step:
    return lambda t: add_responses(t.ctx, t.id(survey), answers)


def _slips(texts: "_Texts", rng: Random) -> list[_Slip]:
    """Deal the themes out to the occasions, as many as each had answers."""
    left = Counter({name: fields.answered or 0 for name, fields in DIALOGUE.items()})
    deck = [themes for count, themes in _THEMES for _ in range(count)]
    rng.shuffle(deck)
    slips = []
    for themes in deck:
        open_to = [name for name in left if left[name]]
        weights = [left[name] * _LEANINGS.get((name, themes[-1]), 1) for name in open_to]
        survey = rng.choices(open_to, weights)[0]
        left[survey] -= 1
        voice = _voice(survey)
        slips.append(_Slip(survey, themes, voice, texts.next(themes, voice)))
    return slips


def _voice(survey: str) -> str:
    if survey.endswith("skolan"):
        return "elever"
    return "medarbetare" if survey == "Forskningen" else "vuxna"


def _place(slips: Sequence[_Slip], rng: Random) -> None:
    for slip in slips:
        named = [place for word, place in _PLACE_WORDS.items() if word in slip.text]
        slip.place = named[0] if named else None
    at_canal = sum(slip.place == _CANAL for slip in slips)
    nowhere = [slip for slip in slips if slip.place is None and slip.themes[-1] in _OUTDOORS]
    for slip in rng.sample(nowhere, sum(_CANAL_RATINGS) - at_canal):
        slip.place = _CANAL
    for slip in slips:
        places = _PLACES.get(slip.themes[-1])
        if slip.place is None and places and rng.random() < 0.6:
            slip.place = rng.choice(places)


def _rate(slips: Sequence[_Slip], rng: Random) -> None:
    canal, others = _dealt(_CANAL_RATINGS), _dealt(_OTHER_RATINGS)
    for slip in slips:
        # Whoever says that all is well gives the best marks.
        if slip.themes == ("trygghet",):
            slip.rating = others.pop(0)
    rng.shuffle(canal)
    rng.shuffle(others)
    for slip in slips:
        if slip.place == _CANAL:
            slip.rating = canal.pop()
    unrated = [slip for slip in slips if slip.rating is None]
    for slip, rating in zip(rng.sample(unrated, len(others)), others, strict=True):
        slip.rating = rating


def _dealt(counts: Sequence[int]) -> list[int]:
    marks = zip((5, 4, 3, 2, 1), counts, strict=True)
    return [rating for rating, count in marks for _ in range(count)]


def _group(slips: Sequence[_Slip], rng: Random) -> None:
    adults = [group for group, count in _ADULT_GROUPS for _ in range(count)]
    rng.shuffle(adults)
    for slip in slips:
        match slip.voice:
            case "elever":
                slip.group = "Elever i åk 9"
            case "medarbetare":
                slip.group = "Medarbetare"
            case _:
                slip.group = adults.pop()


def _look_through(slips: Sequence[_Slip], identifying: Sequence[str], rng: Random) -> None:
    """Most answers have been looked through; some wait, among them those that say too much."""
    for slip in slips:
        slip.deidentified = rng.random() < _SHARE_DEIDENTIFIED
    adults = [slip for slip in slips if slip.voice == "vuxna" and "trygghet" not in slip.themes]
    for slip, sentence in zip(rng.sample(adults, len(identifying)), identifying, strict=True):
        slip.text, slip.deidentified = f"{slip.text} {sentence}", False


def _response(slip: _Slip) -> ResponseFields:
    outdoors = _OUTDOORS.intersection(slip.themes)
    return ResponseFields(
        text=slip.text,
        place=slip.place,
        rating=slip.rating,
        respondent_group=slip.group,
        deidentified=slip.deidentified,
        themes=(*slip.themes, "utemiljö") if outdoors else slip.themes,
    )


class _Texts:
    """Puts answers together, every one different, going round each stock of sentences evenly."""

    def __init__(self, phrases: Phrases, rng: Random) -> None:
        self._phrases = phrases
        self._rng = rng
        self._decks: dict[tuple[str, str], list[str]] = {}
        self._said: set[str] = set()

    def next(self, themes: Sequence[str], voice: str) -> str:
        """What one answer says: a sentence per theme, and often a closing one."""
        while True:
            sentences = [self._draw(theme, voice) for theme in themes]
            if len(sentences) == 1 and self._rng.random() < 0.45:
                sentences.append(self._draw("avslut", voice))
            text = " ".join(sentences)
            if text not in self._said:
                self._said.add(text)
                return text

    def _draw(self, theme: str, voice: str) -> str:
        deck = self._decks.setdefault((theme, voice), [])
        if not deck:
            deck.extend(self._phrases[theme][voice])
            self._rng.shuffle(deck)
        return deck.pop()
