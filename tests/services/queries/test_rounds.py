import datetime as dt

import pytest

from tests.factory import DAY, a_person, a_round, a_survey, an_occasion
from tests.refusals import refused
from tracker.messages import explain
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.dialogue import EditRound, RoundFields, add_round, edit_round
from tracker.services.people import PersonFields, add_person
from tracker.services.queries.rounds import (
    find_round,
    round_detail,
    round_rows,
    survey_choices,
)
from tracker.services.surveys import ResponseFields, add_responses


def test_a_round_sums_up_what_its_occasions_have_noted(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    an_occasion(ctx, round_id)
    (row,) = round_rows(ctx)
    assert (row.occasions, row.asked, row.answered, row.responses) == (1, None, None, 0)
    held = an_occasion(ctx, round_id, asked=40, answered=31)
    an_occasion(ctx, round_id, asked=60, answered=20)
    add_responses(ctx, held, [ResponseFields("Mörkt"), ResponseFields(rating=2)])
    a_survey(ctx)
    (row,) = round_rows(ctx)
    assert (row.occasions, row.asked, row.answered, row.responses) == (3, 100, 51, 2)


def test_the_newest_round_comes_first(ctx: AppContext) -> None:
    old = add_round(ctx, RoundFields("Säffle", "2016", dt.date(2016, 4, 25), dt.date(2016, 4, 29)))
    new = a_round(ctx)
    assert [row.id for row in round_rows(ctx)] == [new, old]


def test_occasions_stand_as_the_week_goes(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    tomorrow = DAY + dt.timedelta(1)
    an_occasion(ctx, round_id, "5", tomorrow, starts_at=None, ends_at=None)
    an_occasion(ctx, round_id, "4", tomorrow, starts_at=dt.time(8))
    an_occasion(ctx, round_id, "2", DAY, starts_at=dt.time(9))
    an_occasion(ctx, round_id, "3", DAY)
    an_occasion(ctx, round_id, "1", DAY - dt.timedelta(40))
    detail = round_detail(ctx, round_id)
    assert detail is not None
    assert "".join(row.title for row in detail.occasions) == "12345"


def test_who_is_missing_is_told_of_the_whole_round_first(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    an_occasion(ctx, round_id, "Torget", limitation="Inga pendlare")
    an_occasion(ctx, round_id, "Skolan")
    detail = round_detail(ctx, round_id)
    assert detail is not None
    assert detail.missing() == [("Torget", "Inga pendlare")]
    fields = RoundFields(
        "Säffle", detail.row.title, detail.row.starts_on, detail.row.ends_on, "", "Inga äldre"
    )
    edit_round(ctx, EditRound(round_id, 1, fields))
    detail = round_detail(ctx, round_id)
    assert detail is not None
    assert detail.missing() == [(fields.title, "Inga äldre"), ("Torget", "Inga pendlare")]
    assert round_detail(ctx, 7) is None


@pytest.mark.parametrize(
    "text", ["Dialog i Säffle 2016", "säffle  2016", "2016-04-25", "dialog 25"]
)
def test_a_round_is_found_by_words_of_its_title_and_day(ctx: AppContext, text: str) -> None:
    a_round(ctx)
    days = dt.date(2016, 4, 25), dt.date(2016, 4, 29)
    wanted = add_round(ctx, RoundFields("Säffle", "Dialog i Säffle 2016", *days))
    assert find_round(ctx, text).id == wanted


def test_a_round_that_is_not_known_or_not_the_only_one(ctx: AppContext) -> None:
    a_round(ctx)
    a_round(ctx)
    with refused("round.ambiguous") as caught:
        find_round(ctx, "vecka 9")
    assert "2018-02-26" in explain(caught.value)
    for text in ("vecka 10", "   "):
        with refused("round.none"):
            find_round(ctx, text)


def test_what_a_survey_can_be_linked_to(ctx: AppContext) -> None:
    round_id = a_round(ctx)
    first = a_person(ctx)
    second = add_person(ctx, PersonFields("Kommunpolis", "Polisen", Party.POLICE, "Robin Ask"))
    third = add_person(ctx, PersonFields("Rektor", "Säffle kommun", Party.MUNICIPALITY))
    occasion = an_occasion(ctx, round_id)
    offered = survey_choices(ctx)
    assert offered.municipalities == ("Säffle",)
    assert [row.id for row in offered.rounds] == [round_id]
    assert {row.id: row.words for row in offered.people} == {
        first: "Kommunpolis, Kim Ek · Polisen",
        second: "Kommunpolis, Robin Ask · Polisen",
        third: "Rektor · Säffle kommun",
    }
    assert [booked.survey_id for booked in offered.booked] == [occasion]
