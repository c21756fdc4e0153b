"""Answers by filter and page, and what each row says."""

import datetime as dt

import pytest
from sqlalchemy import select

from tests.factory import a_person, a_survey
from tracker.models.dialogue import DialogueRound
from tracker.models.enums import Hint, SurveyMethod
from tracker.models.organisation import Municipality
from tracker.services.coding import mark_read
from tracker.services.context import AppContext
from tracker.services.queries.codebook import theme_rows
from tracker.services.queries.responses import (
    ResponseCounts,
    ResponseFilter,
    ResponseState,
    response_counts,
    response_detail,
    response_ids,
    response_page,
)
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

DARK = ResponseFields(
    "Mörkt vid ÅSEN", "Annelund", 2, "Unga", themes=("belysning", "trafik"), answered_on=None
)
CALLS = ResponseFields("Ring Kim Ek, 070-174 06 33", respondent_group="Vuxna")
RATED = ResponseFields(rating=5, deidentified=True)
CARS = ResponseFields("100 % av bilarna kör fort", "Centrum", deidentified=True, themes=("trafik",))


@pytest.fixture
def ids(anywhere: AppContext) -> list[int]:
    square = a_survey(anywhere)
    with anywhere.write("round.new") as tx:
        municipality = tx.session.scalars(select(Municipality.id)).one()
        round_id = tx.insert(
            DialogueRound,
            {
                "municipality_id": municipality,
                "title": "Vecka 17",
                "starts_on": dt.date(2016, 4, 25),
                "ends_on": dt.date(2016, 4, 29),
            },
        )
    held = SurveyFields(
        "Säffle", "Skolan", SurveyMethod.SCHOOL_VISIT, dt.date(2016, 4, 26), round_id=round_id
    )
    school = add_survey(anywhere, held)
    a_person(anywhere)
    return [
        *add_responses(anywhere, square, [DARK, CALLS]),
        *add_responses(anywhere, school, [RATED, CARS]),
    ]


def fitting(ctx: AppContext, ids: list[int], query: ResponseFilter) -> list[int]:
    """Which of the four fit, counted from 0."""
    return [ids.index(row_id) for row_id in response_ids(ctx, query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ResponseFilter(), [0, 1, 2, 3]),
        (ResponseFilter("mörkt åsen"), [0]),
        (ResponseFilter("annelund"), [0]),
        (ResponseFilter("100 %"), [3]),
        (ResponseFilter("%"), [3]),
        (ResponseFilter("finns inte"), []),
        (ResponseFilter(place="Centrum"), [3]),
        (ResponseFilter(place=""), [1, 2]),
        (ResponseFilter(group="Vuxna"), [1]),
        (ResponseFilter(group=""), [2, 3]),
        (ResponseFilter(year=2016), [2, 3]),
        (ResponseFilter(year=2018), [0, 1]),
        (ResponseFilter(year=2017), []),
        (ResponseFilter(state=ResponseState.UNCODED), [1, 2]),
        (ResponseFilter(state=ResponseState.CODED), [0, 3]),
        (ResponseFilter(state=ResponseState.NO_THEME), []),
        (ResponseFilter(state=ResponseState.NOT_DEIDENTIFIED), [0, 1]),
        (ResponseFilter(state=ResponseState.WITH_HINTS), [1]),
        (ResponseFilter("mörkt", state=ResponseState.WITH_HINTS), []),
        (ResponseFilter("ring", group="Vuxna", state=ResponseState.UNCODED, year=2018), [1]),
    ],
)
def test_filters(
    anywhere: AppContext, ids: list[int], query: ResponseFilter, expected: list[int]
) -> None:
    assert fitting(anywhere, ids, query) == expected


def test_filters_by_what_else_is_in_the_book(anywhere: AppContext, ids: list[int]) -> None:
    dark, cars = response_page(anywhere, [ids[0], ids[3]])
    lighting, traffic = (row.id for row in theme_rows(anywhere))
    assert fitting(anywhere, ids, ResponseFilter(theme_id=lighting)) == [0]
    assert fitting(anywhere, ids, ResponseFilter(theme_id=traffic)) == [0, 3]
    assert fitting(anywhere, ids, ResponseFilter(survey_id=dark.survey_id)) == [0, 1]
    with anywhere.read() as session:
        round_id = session.scalars(select(DialogueRound.id)).one()
    assert fitting(anywhere, ids, ResponseFilter(round_id=round_id)) == [2, 3]
    assert cars.survey_title == "Skolan"


def test_a_page_comes_as_it_is_asked_for(anywhere: AppContext, ids: list[int]) -> None:
    rows = response_page(anywhere, [ids[3], 1, ids[0]])
    assert [row.id for row in rows] == [ids[3], ids[0]]
    dark = rows[1]
    assert (dark.text, dark.place, dark.rating, dark.group) == (
        "Mörkt vid ÅSEN",
        "Annelund",
        2,
        "Unga",
    )
    assert [name for _id, name in dark.themes] == ["belysning", "trafik"]
    assert (dark.deidentified, dark.coded_by, dark.is_coded) == (False, None, True)
    assert response_page(anywhere, []) == []
    assert response_detail(anywhere, 1) is None


def test_a_row_says_where_to_look_twice(anywhere: AppContext, ids: list[int]) -> None:
    row = response_detail(anywhere, ids[1])
    assert row is not None
    assert [(hint, row.text[start:end]) for hint, start, end in row.hints] == [
        (Hint.NAME, "Kim Ek"),
        (Hint.PHONE, "070-174 06 33"),
    ]


def test_counts(anywhere: AppContext, ids: list[int]) -> None:
    assert response_counts(anywhere, ResponseFilter()) == ResponseCounts(4, 2, 2, 1)
    mark_read(anywhere, [ids[1]])
    assert response_counts(anywhere, ResponseFilter(year=2018)) == ResponseCounts(2, 2, 0, 1)
    assert response_counts(anywhere, ResponseFilter("finns inte")) == ResponseCounts(0, 0, 0, 0)


def test_more_answers_than_a_statement_takes(anywhere: AppContext) -> None:
    fields = [ResponseFields(f"Svar {n}", themes=("belysning",)) for n in range(1200)]
    ids = add_responses(anywhere, a_survey(anywhere), fields)
    assert list(response_ids(anywhere, ResponseFilter())) == ids
    rows = response_page(anywhere, ids[::-1])
    assert [row.id for row in rows] == ids[::-1]
    assert all(row.themes for row in rows)
