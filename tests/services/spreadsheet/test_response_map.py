"""The map of a file's columns: kept as JSON, edited as TOML, refused for other columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import refused
from tracker.messages import explain
from tracker.models.errors import Invalid
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role
from tracker.services.spreadsheet.role_words import role_word

MAP = ResponseMap(
    (
        ColumnMap("ID", Role.KEY),
        ColumnMap("Vad gör dig otrygg?", Role.TEXT),
        ColumnMap("Vad är viktigast? (flera val)", Role.THEMES, ";,"),
        ColumnMap("Vad är viktigast? - Trafik", Role.THEMES, theme="Trafik"),
        ColumnMap("Trygg?", Role.RATING),
        ColumnMap("Namn", Role.IGNORED),
    ),
    (("Mycket trygg", 5), ("Vet ej", 0)),
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)


def test_it_comes_back_from_json_and_toml() -> None:
    assert ResponseMap.from_json(MAP.to_json()) == MAP
    assert ResponseMap.from_toml(MAP.to_toml()) == MAP


@given(headings=st.lists(TEXT, max_size=4), words=st.dictionaries(TEXT, st.integers(0, 5)))
def test_any_heading_can_be_written_down(headings: list[str], words: dict[str, int]) -> None:
    columns = tuple(ColumnMap(heading, Role.TEXT) for heading in headings)
    written = ResponseMap(columns, tuple(words.items()))
    if columns:
        assert ResponseMap.from_toml(written.to_toml()) == written
    assert ResponseMap.from_json(written.to_json()) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "column = 1",
        "[[column]]\nheading = 'a'",
        "[[column]]\nheading = 1\nrole = 'text'",
        "[[column]]\nheading = 'a'\nrole = 'text'\n[rating_words]\n'bra' = 'fem'",
        "[[column]]\nheading = 'a'\nrole = 'text'\nsplit = 5",
        "[rating_words]",
    ],
)
def test_what_is_no_map(text: str) -> None:
    with refused("map.unreadable"):
        ResponseMap.from_toml(text)
    with refused("map.unreadable"):
        ResponseMap.from_json(text)


@pytest.mark.parametrize("text", ["[]", '{"column": 1}', '{"column": ["a"]}'])
def test_what_is_no_remembered_map(text: str) -> None:
    with refused("map.unreadable"):
        ResponseMap.from_json(text)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("[[column]]\nheading = 'Ort'\nrole = 'texxt'", "map.role", ("Ort", "texxt", "place")),
        ("[[column]]\nheading = 'Ort'\nrole = 5", "map.role", ("Ort", "5", "place")),
        ("[[column]]\nheading = 'Ort'\nrol = 'text'", "map.key", ("rol”", "role")),
        ("[[columm]]\nheading = 'Ort'\nrole = 'text'", "map.key", ("columm", "column")),
        ("[[column]]\nheading = Ort\nrole = 'text'", "map.line", ("2",)),
        ("[]", "map.line", ("1",)),
        ("hej=[\n", "map.line", ("1",)),
    ],
)
def test_a_slip_in_a_map_is_pointed_out(text: str, code: str, said: tuple[str, ...]) -> None:
    with refused(code) as caught:
        ResponseMap.from_toml(text)
    assert all(word in explain(caught.value) for word in said)


def test_columns_in_another_order_are_found_by_their_headings() -> None:
    turned = [column.heading.upper() for column in reversed(MAP.columns)]
    arranged = MAP.arranged(turned)
    assert arranged.columns == tuple(reversed(MAP.columns))
    assert arranged.rating_words == MAP.rating_words


def test_equal_headings_keep_their_order() -> None:
    both = ResponseMap((ColumnMap("Svar", Role.TEXT), ColumnMap("svar ", Role.IGNORED)))
    assert both.arranged(["Svar", "Svar"]).columns == both.columns


@pytest.mark.parametrize(
    ("headings", "code", "missing", "unknown"),
    [
        (["A", "C"], "map.other_columns", ("B",), ("C",)),
        (["A"], "map.missing_columns", ("B",), ()),
        (["A", "B", "B"], "map.unknown_columns", (), ("B",)),
    ],
)
def test_a_map_for_other_columns_names_them(
    headings: list[str], code: str, missing: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    two = ResponseMap((ColumnMap("A", Role.TEXT), ColumnMap("B", Role.PLACE)))
    with refused(code) as caught:
        two.arranged(headings)
    assert caught.value.params == {"missing": missing, "unknown": unknown}
    assert all(name in explain(caught.value) for name in (*missing, *unknown))


@pytest.mark.parametrize(
    ("columns", "words", "code"),
    [
        ((ColumnMap("A", Role.PLACE),), (), "map.nothing"),
        ((ColumnMap("A", Role.RATING), ColumnMap("B", Role.RATING)), (), "map.several"),
        ((ColumnMap("A", Role.RATING),), (("bra", 6),), "map.rating_word"),
    ],
)
def test_maps_that_can_not_be_used(
    columns: tuple[ColumnMap, ...], words: tuple[tuple[str, int], ...], code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        ResponseMap(columns, words).check()
    assert caught.value.code == code
    assert explain(caught.value)


def test_every_role_has_its_word() -> None:
    assert len({role_word(role) for role in Role}) == len(Role)
