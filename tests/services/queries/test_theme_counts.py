"""Themes ranked, divided and against the year before; what may be told of small groups."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.awkward_book import SAMPLES
from tests.factory import a_problem, a_survey
from tracker.models.dialogue import DialogueRound
from tracker.models.enums import SurveyMethod
from tracker.models.organisation import Municipality
from tracker.services.context import AppContext
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.responses import ResponseFilter, response_ids
from tracker.services.queries.theme_counts import answers_behind, theme_counts
from tracker.services.queries.theme_rows import (
    By,
    ThemeBar,
    ThemeCounts,
    ThemeQuery,
    TooFewCompared,
)
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

SQUARE, SCHOOL = SurveyMethod.SQUARE_TALK, SurveyMethod.SCHOOL_VISIT


def survey(
    ctx: AppContext, year: int, method: SurveyMethod = SQUARE, round_id: int | None = None
) -> int:
    fields = SurveyFields("Säffle", f"{method} {year}", method, date(year, 4, 25))
    return add_survey(ctx, replace(fields, round_id=round_id))


def answers(
    ctx: AppContext,
    survey_id: int,
    *said: tuple[int, Sequence[str]],
    place: str | None = None,
    group: str | None = None,
) -> None:
    """As many answers as said, each with those themes."""
    fields = [
        ResponseFields(f"Svar {n}", place, respondent_group=group, themes=tuple(themes))
        for count, themes in said
        for n in range(count)
    ]
    add_responses(ctx, survey_id, fields)


def bar(counts: ThemeCounts, name: str) -> ThemeBar:
    (found,) = (row for row in counts.bars if row.name == name)
    return found


def test_the_examples_themes_ranked(example: AppContext) -> None:
    counts = theme_counts(example)
    assert (counts.answers, counts.coded, counts.surveys) == (400, 400, 6)
    told = [(row.name, row.part.answers, round(100 * row.part.share)) for row in counts.bars]
    assert told[:3] == [("synlig polis", 240, 60), ("utemiljö", 104, 26), ("belysning", 68, 17)]
    assert [n for _name, n, _share in told] == sorted((n for _x, n, _y in told), reverse=True)
    assert counts.years is None
    assert all(row.before is None and row.cells == () for row in counts.bars)


def test_an_answer_counts_once_for_each_of_its_themes_and_once_in_all(anywhere: AppContext) -> None:
    where = survey(anywhere, 2018)
    answers(anywhere, where, (6, ("ljus", "polis", "ljus")), (2, ("ljus",)), (3, ()))
    read = [ResponseFields("Vet inte", coded_by="Kommunpolis"), ResponseFields(rating=3)]
    add_responses(anywhere, where, read)
    counts = theme_counts(anywhere)
    assert (counts.answers, counts.coded) == (13, 9)
    assert [(row.name, row.part.answers, row.part.of) for row in counts.bars] == [
        ("ljus", 8, 9),
        ("polis", 6, 9),
    ]


def test_the_parts_of_a_row_come_to_its_whole(example: AppContext) -> None:
    for by in (By.PLACE, By.GROUP, By.SURVEY, By.YEAR):
        counts = theme_counts(example, ThemeQuery(by))
        assert sum(group.answers for group in counts.groups) == counts.coded
        for row in counts.bars:
            assert sum(cell.answers for cell in row.cells) == row.part.answers
            assert [cell.of for cell in row.cells] == [group.answers for group in counts.groups]


def test_places_stand_by_size_and_those_without_one_last(example: AppContext) -> None:
    *places, nowhere = theme_counts(example, ThemeQuery(By.PLACE)).groups
    assert (places[0].name, places[0].answers) == ("Centrum", 101)
    assert [p.answers for p in places] == sorted((p.answers for p in places), reverse=True)
    assert (nowhere.key, nowhere.name, nowhere.answers) == ("", "", 144)


def test_occasions_stand_in_the_order_of_the_week(example: AppContext) -> None:
    groups = theme_counts(example, ThemeQuery(By.SURVEY)).groups
    assert [group.answers for group in groups] == [92, 48, 96, 34, 61, 69]
    assert groups[0].name == "Torgsamtal på Stortorget"


def test_every_bar_opens_as_many_answers_as_it_counts(example: AppContext) -> None:
    for by in By:
        query = ThemeQuery(by, year=2016)
        counts = theme_counts(example, query)
        for row in counts.bars[:3]:
            behind = response_ids(example, answers_behind(query, row.theme_id))
            assert len(behind) == row.part.answers
            for group, cell in zip(counts.groups, row.cells, strict=True):
                fitting = answers_behind(query, row.theme_id, group.key)
                assert len(response_ids(example, fitting)) == cell.answers


def test_what_is_behind_a_bar_keeps_the_round_and_the_year() -> None:
    query = ThemeQuery(By.GROUP, round_id=3, year=2016)
    expected = ResponseFilter(round_id=3, year=2016, theme_id=7, group="")
    assert answers_behind(query, 7, "") == expected


def test_small_groups_are_withheld_and_cannot_be_worked_out(example: AppContext) -> None:
    counts = theme_counts(example, ThemeQuery(By.GROUP))
    told = {group.name: group.told for group in counts.groups}
    # Three visitors could be had by subtraction from 400, so the next smallest group goes, too.
    assert [name for name, is_told in told.items() if not is_told] == [
        "Besökare från annan ort",
        "Unga 16–19 år",
    ]
    for row in counts.bars:
        for group, cell in zip(counts.groups, row.cells, strict=True):
            assert not (cell.told and not group.told and cell.answers)
        shown = [cell.answers for cell in row.cells if cell.told]
        assert all(n == 0 or n >= 5 for n in shown)
        rest = row.part.answers - sum(shown)
        assert rest == 0 or rest >= 5


def test_a_theme_that_few_take_up_is_told_nowhere(anywhere: AppContext) -> None:
    first, second = survey(anywhere, 2017), survey(anywhere, 2018)
    answers(anywhere, first, (1, ("buss",)), (20, ("ljus",)))
    answers(anywhere, second, (30, ("ljus",)))
    counts = theme_counts(anywhere, ThemeQuery(By.SURVEY))
    # That nobody took it up in one would say that all did in the other.
    assert [(cell.answers, cell.told) for cell in bar(counts, "buss").cells] == [
        (1, False),
        (0, False),
    ]


@pytest.mark.parametrize("by", [By.NONE, By.YEAR])
def test_two_years_cannot_be_taken_from_their_sum(anywhere: AppContext, by: By) -> None:
    answers(anywhere, survey(anywhere, 2016), (3, ("ljus",)), (20, ("polis",)))
    answers(anywhere, survey(anywhere, 2018), (30, ("ljus",)), (20, ("polis",)))
    counts = theme_counts(anywhere, ThemeQuery(by))
    ljus, polis = bar(counts, "ljus"), bar(counts, "polis")
    assert ljus.before is not None
    assert (ljus.part.told, ljus.before.now.told, ljus.before.then.told) == (True, False, False)
    assert polis.before is not None
    assert polis.before.told
    assert all(not cell.told for cell in ljus.cells)


def test_themes_that_few_take_up_stand_last_by_name(anywhere: AppContext) -> None:
    said = [(2, ("åska",)), (4, ("zebror",)), (3, ("alger",)), (9, ("ljus",))]
    answers(anywhere, survey(anywhere, 2018), *said)
    counts = theme_counts(anywhere)
    assert [(row.name, row.part.told) for row in counts.bars] == [
        ("ljus", True),
        ("alger", False),
        ("zebror", False),
        ("åska", False),
    ]


def test_against_the_last_year_that_has_coded_answers(anywhere: AppContext) -> None:
    first, last = survey(anywhere, 2016), survey(anywhere, 2018)
    answers(anywhere, survey(anywhere, 2012), (50, ("ljus",)))
    answers(anywhere, first, (20, ("ljus",)), (20, ("polis",)), (10, ()))
    answers(anywhere, survey(anywhere, 2017), (9, ()))
    answers(anywhere, last, (3, ("ljus",)), (17, ("polis",)), (5, ("buss",)))
    counts = theme_counts(anywhere, ThemeQuery(year=2018))
    assert counts.years is not None
    assert (counts.years.now, counts.years.then, counts.years.same_methods) == (2018, 2016, True)
    polis = bar(counts, "polis").before
    assert polis is not None
    assert (polis.now.answers, polis.now.of, polis.then.answers, polis.then.of) == (17, 25, 20, 40)
    assert (polis.points, polis.told) == (18, True)
    ljus, buss = bar(counts, "ljus").before, bar(counts, "buss").before
    assert ljus is not None
    assert not ljus.told
    assert buss is not None
    assert (buss.then.answers, buss.then.told) == (0, True)


def test_all_years_together_are_told_with_the_latest_against_the_one_before(
    anywhere: AppContext,
) -> None:
    answers(anywhere, survey(anywhere, 2016), (20, ("ljus",)))
    answers(anywhere, survey(anywhere, 2018, SCHOOL), (10, ("ljus",)), (10, ("polis",)))
    counts = theme_counts(anywhere)
    assert bar(counts, "ljus").part.answers == 30
    before = bar(counts, "ljus").before
    assert before is not None
    assert (before.now.share, before.then.share) == (0.5, 1)
    assert counts.years is not None
    assert not counts.years.same_methods


@pytest.mark.parametrize(("then", "now"), [(19, 20), (20, 19)])
def test_years_are_not_compared_where_either_has_too_few(
    anywhere: AppContext, then: int, now: int
) -> None:
    answers(anywhere, survey(anywhere, 2016), (then, ("ljus",)))
    answers(anywhere, survey(anywhere, 2018), (now, ("ljus",)))
    counts = theme_counts(anywhere)
    assert counts.years is None
    assert counts.too_few == TooFewCompared(2018, 2016, now, then)
    assert bar(counts, "ljus").before is None


def test_a_year_with_too_few_is_passed_over_for_one_with_enough(anywhere: AppContext) -> None:
    for year, count in ((2014, 20), (2016, 3), (2018, 20)):
        answers(anywhere, survey(anywhere, year), (count, ("ljus",)))
    counts = theme_counts(anywhere)
    assert counts.years is not None
    assert (counts.years.now, counts.years.then, counts.too_few) == (2018, 2014, None)


def test_one_round_one_survey_one_municipality_until_a_day(anywhere: AppContext) -> None:
    with anywhere.write("round.new") as tx:
        (municipality,) = tx.session.scalars(select(Municipality.id))
        days = {"starts_on": date(2018, 4, 1), "ends_on": date(2018, 4, 30)}
        held = tx.add(DialogueRound(municipality_id=municipality, title="Våren", **days)).id
    inside, outside = survey(anywhere, 2018, round_id=held), survey(anywhere, 2018, SCHOOL)
    answers(anywhere, inside, (6, ("ljus",)))
    answers(anywhere, outside, (8, ("ljus",)))

    def counted(**values: object) -> int:
        query = replace(ThemeQuery(), **values)  # type: ignore[arg-type]
        return theme_counts(anywhere, query).coded

    assert counted(round_id=held) == 6
    assert counted(survey_id=outside) == 8
    assert counted(year=2017) == 0
    assert counted(municipality_id=municipality) == 14
    assert counted(municipality_id=municipality + 1) == 0
    assert counted(until=date(2018, 4, 24)) == 0
    assert counted(until=date(2018, 4, 25)) == 14


def test_problems_that_take_a_theme_up_are_named_once(anywhere: AppContext) -> None:
    where = survey(anywhere, 2018)
    answers(anywhere, where, (6, ("ljus",)))
    theme = theme_counts(anywhere).bars[0].theme_id
    problem = a_problem(anywhere, "Mörka stråk")
    for survey_id in (None, where):
        add_evidence(anywhere, AddEvidence(problem, survey_id, "Sex svar", theme_id=theme))
    assert theme_counts(anywhere).bars[0].problems == ((problem, 1, "Mörka stråk"),)


def test_no_answers_and_no_themes(anywhere: AppContext) -> None:
    a_survey(anywhere)
    for by in By:
        counts = theme_counts(anywhere, ThemeQuery(by))
        assert (counts.bars, counts.groups, counts.answers) == ((), (), 0)


def test_names_are_counted_as_they_are(anywhere: AppContext) -> None:
    where = survey(anywhere, 2018)
    for text in SAMPLES:
        answers(anywhere, where, (5, (text,)), place=text)
    counts = theme_counts(anywhere, ThemeQuery(By.PLACE))
    assert {row.name for row in counts.bars} == set(SAMPLES)
    assert {group.name for group in counts.groups} == set(SAMPLES)


def test_a_place_that_is_empty_is_no_place(anywhere: AppContext) -> None:
    where = survey(anywhere, 2018)
    answers(anywhere, where, (5, ("ljus",)), place="")
    answers(anywhere, where, (5, ("ljus",)))
    (group,) = theme_counts(anywhere, ThemeQuery(By.PLACE)).groups
    assert (group.key, group.answers) == ("", 10)
