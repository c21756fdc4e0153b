"""Underlag and Problem: the example's, and what an inspector shows of one."""

import datetime as dt

from tests.factory import a_cause, a_problem, a_promise, a_survey
from tracker.models.enums import CauseKind, SurveyMethod
from tracker.services.context import AppContext
from tracker.services.problems import AddEvidence, ProblemFields, add_evidence, add_problem
from tracker.services.queries.evidence import (
    problem_detail,
    problem_rows,
    survey_detail,
    survey_rows,
)
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey


def test_the_examples_surveys_newest_first(example: AppContext) -> None:
    rows = survey_rows(example)
    assert len(rows) == 15
    assert [row.held_on for row in rows] == sorted((row.held_on for row in rows), reverse=True)
    week = [row for row in rows if row.held_on.isocalendar()[:2] == (2016, 17)]
    assert [(row.held_on.day, row.starts_at and row.starts_at.hour, row.place) for row in week] == [
        (29, 13, "Utanför Systembolaget"),
        (29, 8, "Höglundaskolan"),
        (26, 9, "Forskningen"),
        (26, 8, "Tegnérskolan"),
        (25, 17, "45:ans köpcentrum"),
        (25, 12, "Stortorget"),
    ]
    assert sum(row.responses for row in week) == 400
    assert all(row.responses == row.answered for row in week)


def test_what_a_survey_led_to(example: AppContext) -> None:
    rows = {row.title: row for row in survey_rows(example)}
    square = survey_detail(example, rows["Torgsamtal på Stortorget"].id)
    assert square is not None
    assert square.themes[0] == ("synlig polis", 55)
    counts = [count for _name, count in square.themes]
    assert counts == sorted(counts, reverse=True)
    assert square.mean_rating is not None
    assert round(float(square.mean_rating), 1) == 3.9
    assert (square.problems, len(square.quotes)) == ((), 5)
    summary = survey_detail(example, rows["Sammanställd medborgardialog, vecka 17"].id)
    assert summary is not None
    assert summary.row.problems == 4
    assert len(summary.problems) == 5
    assert (summary.themes, summary.mean_rating, summary.quotes) == ((), None, ())


def test_only_answers_that_identify_nobody_are_quoted(anywhere: AppContext) -> None:
    survey = a_survey(anywhere)
    add_responses(
        anywhere,
        survey,
        [
            ResponseFields("Ring mig på 070-123 45 67", rating=1),
            ResponseFields("Mer ljus i parken", rating=4, deidentified=True, themes=("belysning",)),
            ResponseFields(None, rating=5, deidentified=True),
        ],
    )
    detail = survey_detail(anywhere, survey)
    assert detail is not None
    assert detail.quotes == ("Mer ljus i parken",)
    assert detail.mean_rating is not None
    assert round(float(detail.mean_rating), 2) == 3.33
    assert detail.themes == (("belysning", 1),)
    assert detail.row.responses == 3


def test_surveys_of_one_day_stand_by_their_hour_and_those_without_last(
    anywhere: AppContext,
) -> None:
    for title, hour in (("Utan tid", None), ("Förmiddag", 9), ("Kväll", 18)):
        fields = SurveyFields(
            "Säffle",
            title,
            SurveyMethod.SQUARE_TALK,
            dt.date(2018, 2, 1),
            starts_at=None if hour is None else dt.time(hour),
        )
        add_survey(anywhere, fields)
    assert [row.title for row in survey_rows(anywhere)] == ["Kväll", "Förmiddag", "Utan tid"]


def test_the_examples_problems_by_priority(example: AppContext) -> None:
    assert [
        (
            row.priority,
            row.number,
            row.evidence,
            row.causes,
            [number for _, number, _ in row.promises],
        )
        for row in problem_rows(example)
    ] == [
        (1, 2, 3, 2, [2]),
        (1, 3, 4, 2, [3]),
        (2, 1, 6, 3, [1]),
        (2, 4, 4, 2, [4]),
        (3, 5, 3, 2, [5]),
    ]


def test_a_problem_without_priority_comes_last(anywhere: AppContext) -> None:
    bare = a_problem(anywhere, "Utan prioritet")
    ranked = add_problem(anywhere, ProblemFields("Säffle", "Buskage", "Skymmer", priority=2))
    assert [row.id for row in problem_rows(anywhere)] == [ranked, bare]


def test_what_a_problem_rests_on(anywhere: AppContext) -> None:
    problem = a_problem(anywhere)
    survey = a_survey(anywhere)
    cause = a_cause(anywhere, problem)
    add_evidence(anywhere, AddEvidence(problem, survey, "26 % vill ha bättre utemiljö"))
    promise = a_promise(anywhere, problem_ids=(problem,))
    detail = problem_detail(anywhere, problem)
    assert detail is not None
    assert (detail.row.evidence, detail.row.causes) == (1, 1)
    assert detail.row.promises == ((promise, 1, "Synlig polis"),)
    assert [(row.source, row.statement) for row in detail.evidence] == [
        ("Torgsamtal", "26 % vill ha bättre utemiljö")
    ]
    assert [(row.id, row.number, row.kind) for row in detail.causes] == [
        (cause, 1, CauseKind.PLACE)
    ]
    assert detail.fields.municipality == "Säffle"
    assert survey_rows(anywhere)[0].problems == 1


def test_what_is_gone_is_none(ctx: AppContext) -> None:
    assert survey_detail(ctx, 4711) is None
    assert problem_detail(ctx, 4711) is None
