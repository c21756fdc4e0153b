"""Names by a list: what is found and what is passed over, since every false alarm costs a click."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models.enums import Hint
from tracker.models.personal_data import Trace, looks_personal, traces
from tracker.services.traces import name_list

NAMES = name_list()


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in NAMES.spans(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Erik slår sönder rutor", ["Erik"]),
        ("Jag såg Anna Berg där", ["Anna Berg"]),
        ("Vi pratade med Hans i går", ["Hans"]),
        ("Sten Berg kör moped", ["Sten Berg"]),
        ("Eriks bil och Anna-Lenas hund", ["Erik", "Anna-Lena"]),
        ("Mohammed och Fatima bråkar", ["Mohammed", "Fatima"]),
        ("PÅ TORGET SITTER ERIK", ["ERIK"]),
        ("Erik Trollman säljer", ["Erik Trollman"]),
        ("Jag heter Lisa Jag bor här", ["Lisa"]),
        ("Andersson i nummer 4", ["Andersson"]),
        ("Inga Andersson såg det", ["Inga Andersson"]),
        ("polisen Kim var bra", ["Kim"]),
        ("Maria Åbergs son i 9B", ["Maria Åberg"]),
    ],
)
def test_names_are_found_whole_and_without_a_genitive(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Sten kastades mot bussen. Björn sågs i skogen",
        "Hans bil står där varje dag",
        "Inga poliser syns. Finns inga bänkar heller",
        "Liv i centrum! Per månad en patrull. Dag som natt.",
        "– Max två mopeder",
        "INGA POLISER, INGET LIV, HANS BIL",
        "Olof Palmes gata är mörk, Sven Tenggrens väg med",
        "Mörkt vid Bergs park och Sankt Olofs kyrka",
        "björn, sten, berg, liv, dag och hans erik",
        "Utanför Systembolaget, Ica Maxi och Willys i Säffle",
        "Karlstad, Åmål och Arvika har fler poliser än Säffle",
        "Tegnérskolan och Höglundaskolan",
    ],
)
def test_ordinary_words_and_places_are_no_names(text: str) -> None:
    assert found(text) == []


def test_the_list_is_in_order() -> None:
    assert len(NAMES.given) > 500
    assert len(NAMES.family) > 300
    assert NAMES.given | NAMES.family > NAMES.words
    everything = NAMES.given | NAMES.family
    assert all(name == name.strip().casefold() and name for name in everything)
    # Whatever a name begins with has to be looked for.
    passed_over = [name for name in everything if found(f"Vi såg {name.title()} där") == []]
    assert passed_over == []


def test_the_examples_answers_name_nobody(example_phrases: list[str]) -> None:
    assert {text: found(text) for text in example_phrases if found(text)} == {}


@pytest.fixture
def example_phrases() -> list[str]:
    import json

    from tracker.resources import resource_path

    stock = json.loads(resource_path("example/svar.json").read_text(encoding="utf-8"))
    return [
        text
        for by_voice in stock["texter"].values()
        for texts in by_voice.values()
        for text in texts
    ]


def test_traces_stand_in_reading_order_and_never_overlap() -> None:
    text = "Erik Svensson, erik.svensson@example.com, 070-174 06 33, bil ABC 123, Kim Ek"
    assert traces(text, ["Kim Ek"], NAMES) == (
        Trace(Hint.NAME, 0, 13),
        Trace(Hint.EMAIL, 15, 40),
        Trace(Hint.PHONE, 42, 55),
        Trace(Hint.VEHICLE, 61, 68),
        Trace(Hint.NAME, 70, 76),
    )


def test_the_list_is_used_only_where_it_is_asked_for() -> None:
    assert list(looks_personal("Erik Svensson")) == []
    assert traces("Erik Svensson") == ()
    assert list(looks_personal("Kim Eks bil", ["Kim Ek", " ", "Eks"])) == [
        (Hint.NAME, "Kim Ek"),
        (Hint.NAME, "Eks"),
    ]


@given(
    st.text(max_size=200), st.lists(st.sampled_from(["Erik", "Berg", "070-174 06 33", "s", "-"]))
)
def test_any_text_can_be_looked_through(text: str, words: list[str]) -> None:
    text = " ".join([text, *words])
    end = 0
    for trace in traces(text, ["Kim Ek"], NAMES):
        assert end <= trace.start < trace.end <= len(text)
        end = trace.end
