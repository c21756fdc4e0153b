"""Suggestions: what they rest on, that they repeat themselves, and how often they are right."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.context import AppContext
from tracker.services.queries.responses import ResponseFilter, response_ids, response_page
from tracker.services.queries.suggestions import learned, similar_responses, suggestions
from tracker.services.suggesting import (
    CodedText,
    CodeWord,
    Learned,
    Reason,
    TextIndex,
    Why,
    similar,
)

LIGHT, TRAFFIC = CodeWord(1, "belysning", "lampa, mörk"), CodeWord(2, "trafik")


def taught(*examples: tuple[str, int]) -> Learned:
    known = Learned([LIGHT, TRAFFIC])
    for row_id, (text, theme_id) in enumerate(examples, start=100):
        known.learn(CodedText(row_id, text, (theme_id,)))
    return known


def test_a_keyword_speaks_for_its_theme() -> None:
    (found,) = taught().suggest("Lamporna är trasiga")
    assert (found.theme_id, found.name) == (1, "belysning")
    assert found.why == Why(Reason.KEYWORD, "lampa")
    assert 0 < found.score <= 1


def test_so_does_its_name() -> None:
    (found,) = taught().suggest("För mycket trafik")
    assert found.why == Why(Reason.KEYWORD, "trafik")


def test_a_word_that_was_so_coded_speaks_for_a_theme() -> None:
    known = taught(
        ("Mopederna väsnas", 2),
        ("Mopeder på gångvägen", 2),
        ("Ficklampa behövs", 1),
        ("Skymt i hörnet", 1),
    )
    (found,) = known.suggest("Unga på mopeden hela natten")
    assert (found.theme_id, found.why) == (2, Why(Reason.WORD, "mopeden", times=2, of=2))


def test_an_earlier_answer_speaks_for_a_theme() -> None:
    known = taught(("Farthinder vid skolan", 2))
    (found,) = known.suggest("Vid skolan: farthinder!")
    assert (found.theme_id, found.why) == (2, Why(Reason.EARLIER, "Farthinder vid skolan", 100))


def test_nothing_speaks_for_anything() -> None:
    known = taught(("Mopederna väsnas", 2))
    assert known.suggest("Hej och tack") == []
    assert known.suggest("") == []
    assert Learned([]).suggest("Lamporna") == []


def test_an_answer_does_not_vouch_for_itself() -> None:
    known = taught(("Farthinder vid skolan", 2))
    assert known.suggest("Farthinder vid skolan", but=100) == []
    assert known.suggest("Farthinder vid skolan", but=99) != []
    # And it is not forgotten by being asked about.
    assert known.suggest("Farthinder vid skolan") != []


def test_a_very_long_answer_is_coded_like_any_other() -> None:
    words = [f"ord{number}a" for number in range(1500)]
    known = taught(
        *((f"{word} bilväg {word}", 2) for word in words for _ in range(2)), ("bilväg", 1)
    )
    found = known.suggest(" ".join([*words, "bilväg"]))
    assert found[0].theme_id == 2


def test_what_is_coded_anew_is_learnt_anew() -> None:
    known = taught(("Farthinder vid skolan", 2))
    known.learn(CodedText(100, "Farthinder vid skolan", (1,)))
    assert [one.theme_id for one in known.suggest("Farthinder vid skolan")] == [1]
    known.forget(100)
    known.forget(100)
    assert known.suggest("Farthinder vid skolan") == []


def test_similar_answers_whatever_their_inflection_and_order() -> None:
    others = {
        1: "Det är mörkt vid bussen",
        2: "Vid bussarna är det mörkt!",
        3: "Mörkt",
        4: "Bilar kör för fort på Sundsvägen",
        5: "",
    }
    found = similar("Mörkt vid bussen", others)
    assert [(one.id, one.score) for one in found[:2]] == [(1, 100), (2, 100)]
    assert 4 not in {one.id for one in found}
    assert [one.id for one in TextIndex(others).like("Mörkt vid bussen", most=1)] == [1]
    assert similar("", others) == similar("Mörkt", {}) == []


@given(st.text(max_size=80), st.dictionaries(st.integers(1, 50), st.text(max_size=80), max_size=20))
def test_any_text_can_be_compared_and_coded(text: str, others: dict[int, str]) -> None:
    found = similar(text, others, least=0)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 100 for one in found)
    known = taught(*((other, 1 + row_id % 2) for row_id, other in others.items()))
    once = known.suggest(text)
    assert once == known.suggest(text)
    assert len(once) <= 3
    assert all(0 < one.score <= 1 for one in once)


def test_the_examples_themes_are_mostly_among_the_three(example: AppContext) -> None:
    """Each of the 400 answers is asked about as if it alone were not coded."""
    known = learned(example)
    rows = response_page(example, response_ids(example, ResponseFilter()))
    hits = sum(
        bool({theme_id for theme_id, _name in row.themes} & {one.theme_id for one in offered})
        for row in rows
        if (offered := suggestions(known, row.id, row.text))
    )
    assert len(rows) == 400
    assert hits / len(rows) > 0.9


def test_answers_that_resemble_one(example: AppContext) -> None:
    everything = ResponseFilter()
    rows = response_page(example, response_ids(example, ResponseFilter("mörkt")))
    found = similar_responses(example, rows[0].id, everything)
    assert found
    assert rows[0].id not in {one.id for one in found}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    # All are coded, so none waits to be given the same themes.
    assert similar_responses(example, rows[0].id) == []
    assert similar_responses(example, 1) == []
