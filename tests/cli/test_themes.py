"""`lofte themes`: ranked and divided, as text and as JSON, with small groups withheld."""

from datetime import date
from pathlib import Path

import pytest

from tests.awkward_book import SAMPLES
from tests.cli.conftest import Lofte
from tests.factory import a_survey
from tracker.models.enums import SurveyMethod
from tracker.services.context import AppContext
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey


def lines(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines()]


def test_themes_are_ranked(lofte: Lofte, example: Path) -> None:
    ran = lofte("--lang", "en", "themes", example)
    assert (ran.code, ran.error) == (0, "")
    told = lines(ran.out)
    assert "400 coded answers, 6 surveys" in told
    at = told.index("synlig polis 60 % 240")
    assert told[at + 1 : at + 3] == ["utemiljö 26 % 104", "belysning 17 % 68"]
    assert "not shown" not in ran.out.casefold()


def test_groups_are_told_with_what_is_too_small_withheld(lofte: Lofte, example: Path) -> None:
    told = lines(lofte("--lang", "en", "themes", example, "--by", "group").out)
    assert "Elever i åk 9: 157 answers" in told
    # Nobody sees which of the two is the small one, neither by their words nor by their order.
    groups = [line for line in told if line.endswith(": not shown")]
    assert groups == ["Besökare från annan ort: not shown", "Unga 16–19 år: not shown"]
    assert any(line.startswith("“Not shown” is a number under five, or one") for line in told)
    assert not any("fewer than" in line for line in told)


@pytest.mark.parametrize("by", ["place", "group", "survey", "year"])
def test_json_withholds_as_the_text_does(lofte: Lofte, example: Path, by: str) -> None:
    read = lofte("themes", example, "--by", by, "--json").json()
    assert (read["by"], read["answers"], read["coded"], read["years"]) == (by, 400, 400, None)
    polis = read["themes"][0]
    assert {key: polis[key] for key in ("name", "answers", "of", "share", "withheld")} == {
        "name": "synlig polis", "answers": 240, "of": 400, "share": 0.6, "withheld": False,
    }  # fmt: skip
    assert isinstance(polis["id"], str)
    assert read["groups"]
    for group in read["groups"]:
        assert group["withheld"] is (group["coded"] is None)
        for theme in group["themes"]:
            assert theme["withheld"] is (theme["answers"] is None) is (theme["share"] is None)
            assert theme["answers"] in (None, 0) or theme["answers"] >= 5


def test_one_survey_and_one_year(lofte: Lofte, example: Path) -> None:
    read = lofte("themes", example, "--survey", "stortorget", "--json").json()
    assert read["coded"] == 92
    assert lofte("themes", example, "--year", "2016", "--json").json()["coded"] == 400
    assert lofte("themes", example, "--year", "2015", "--json").json()["coded"] == 0
    out = lofte("--lang", "en", "themes", example, "--survey", "Stortorget").out
    assert out.startswith("Themes · 2016-04-25 Torgsamtal på Stortorget")


def test_the_year_before(lofte: Lofte, ctx: AppContext, book_path: Path) -> None:
    for year, method in ((2016, SurveyMethod.SQUARE_TALK), (2018, SurveyMethod.QUESTIONNAIRE)):
        survey = add_survey(ctx, SurveyFields("Säffle", f"{year}", method, date(year, 4, 1)))
        add_responses(ctx, survey, [ResponseFields(f"{n}", themes=("ljus",)) for n in range(20)])
    read = lofte("themes", book_path, "--year", "2018", "--json").json()
    assert read["years"] == {"now": 2018, "before": 2016, "same_methods": False}
    part = {"answers": 20, "of": 20, "share": 1, "withheld": False}
    assert (read["themes"][0]["year"], read["themes"][0]["year_before"]) == (part, part)
    out = lofte("--lang", "en", "themes", book_path).out
    assert "ljus 100 % 40 100 % 100 %" in lines(out)
    assert "asked in different ways in 2016 and 2018" in out


def test_a_year_with_too_few_answers_is_not_compared(
    lofte: Lofte, ctx: AppContext, book_path: Path
) -> None:
    for year, count in ((2016, 20), (2018, 6)):
        fields = SurveyFields("Säffle", f"{year}", SurveyMethod.SQUARE_TALK, date(year, 4, 1))
        answers = [ResponseFields(f"{n}", themes=("ljus",)) for n in range(count)]
        add_responses(ctx, add_survey(ctx, fields), answers)
    out = lofte("--lang", "en", "themes", book_path).out
    assert "2018 is not compared with 2016: that takes at least 20 coded answers" in out


def test_what_fits_nothing_or_too_much_is_said(lofte: Lofte, example: Path) -> None:
    ran = lofte("--lang", "en", "themes", example, "--by", "colour")
    assert (ran.code, "--by: write one of place, group, survey, year." in ran.error) == (2, True)
    ran = lofte("--lang", "en", "themes", example, "--survey", "finns inte")
    assert ran.code == 1
    assert "There is no survey that fits “finns inte”" in ran.error
    ran = lofte("--lang", "en", "themes", example, "--survey", "Torgsamtal")
    assert ran.code == 1
    assert "2016-04-25 Torgsamtal på Stortorget" in ran.error
    ran = lofte("--lang", "en", "themes", example, "--round", "höst")
    assert (ran.code, "no dialogue round" in ran.error) == (1, True)


def test_an_empty_book(lofte: Lofte, book_path: Path) -> None:
    ran = lofte("--lang", "en", "themes", book_path, "--by", "place")
    assert (ran.code, lines(ran.out)) == (0, ["Themes", "0 coded answers, 0 surveys"])


def test_the_terminal_is_not_steered_by_names(
    lofte: Lofte, ctx: AppContext, book_path: Path
) -> None:
    survey = a_survey(ctx)
    for text in SAMPLES:
        fields = ResponseFields("Svar", text, themes=(text,))
        add_responses(ctx, survey, [fields] * 5)
    ran = lofte("themes", book_path, "--by", "place")
    assert ran.code == 0
    assert not set(ran.out) & set("\x1b\x07\r\u202e")
