"""What citizens said, as a report is given it: which surveys, and nothing of fewer than five."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factory import a_survey
from tests.refusals import refused
from tracker.i18n import language
from tracker.models.dialogue import DialogueRound
from tracker.models.enums import QuestionMeasure, SurveyMethod
from tracker.models.organisation import Municipality
from tracker.models.question import Figure, Question
from tracker.reports.theme_words import mean_rating
from tracker.services.context import AppContext
from tracker.services.reports.dialogue_public import public_dialogue
from tracker.services.reports.dialogue_rows import (
    DialogueInput,
    FigureRow,
    GroupRow,
    HeldRow,
    ThemeRow,
)
from tracker.services.reports.frozen import from_json, to_json
from tracker.services.reports.public import made_public
from tracker.services.reports.reading import ReportQuery, report_input
from tracker.services.reports.rows import ReportInput
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey

QUERY = ReportQuery(kind="dialogue")


def read(ctx: AppContext, **values: object) -> DialogueInput:
    found = report_input(ctx, replace(QUERY, **values)).dialogue  # type: ignore[arg-type]
    assert found is not None
    return found


def survey(ctx: AppContext, day: date, round_id: int | None = None, **values: object) -> int:
    fields = SurveyFields("Säffle", f"Torg {day}", SurveyMethod.SQUARE_TALK, day, round_id=round_id)
    return add_survey(ctx, replace(fields, **values))  # type: ignore[arg-type]


def said(ctx: AppContext, survey_id: int, n: int, *themes: str, **values: object) -> None:
    fields = ResponseFields("Det är mörkt vid stationen", themes=themes)
    add_responses(ctx, survey_id, [replace(fields, **values)] * n)  # type: ignore[arg-type]


def a_dialogue_round(ctx: AppContext, title: str, start: date) -> int:
    with ctx.write("round.new") as tx:
        (municipality,) = tx.session.scalars(select(Municipality.id))
        row = DialogueRound(
            municipality_id=municipality, title=title, starts_on=start, ends_on=start,
            limitation="Inga svar från äldre",
        )  # fmt: skip
        return tx.add(row).id


def test_the_example_tells_of_week_17(example: AppContext) -> None:
    told = read(example)
    assert [row.answered for row in told.occasions] == [92, 48, 96, 34, 61, 69]
    assert (told.answers, told.coded, told.rated, told.mean) == (400, 400, 390, Decimal("3.8"))
    assert told.themes[0] == ThemeRow("synlig polis", 240)
    canal = next(row for row in told.places if row.name == "Kanalstråket")
    assert (canal.answers, canal.mean) == (30, Decimal("3.1"))
    assert told.years is None
    assert len(told.quotes) == 5
    assert len({row.text for row in told.quotes}) == 5


def test_it_is_public_from_the_start_and_can_be_frozen(example: AppContext) -> None:
    data = report_input(example, QUERY)
    assert made_public(data) == data
    assert (data.promises, data.diary_numbers, data.signatories) == ((), (), ())
    assert (data.period_from, data.period_to) == (date(2016, 4, 25), date(2016, 4, 29))
    assert from_json(to_json(data)).dialogue == data.dialogue


def test_a_mean_is_kept_exact_until_it_is_printed(ctx: AppContext) -> None:
    torg = survey(ctx, date(2018, 2, 1))
    said(ctx, torg, 64, rating=4)
    said(ctx, torg, 11, rating=3)
    mean = read(ctx).mean
    assert mean is not None
    # 3.853: rounded to 3.85 first it would be either of 3.8 and 3.9.
    assert mean == Decimal(64 * 4 + 11 * 3) / 75
    with language("sv"):
        assert mean_rating(mean) == "3,9"


def test_the_latest_year_with_answers_up_to_the_day(ctx: AppContext) -> None:
    said(ctx, survey(ctx, date(2016, 4, 1)), 9, "ljus")
    said(ctx, survey(ctx, date(2017, 4, 1)), 7, "polis")
    survey(ctx, date(2018, 2, 1), method=SurveyMethod.STATISTICS)
    assert [row.name for row in read(ctx).themes] == ["polis"]
    earlier = read(ctx, as_of=date(2017, 3, 1))
    assert [row.name for row in earlier.themes] == ["ljus"]
    assert earlier.years is None


def test_a_year_is_compared_with_the_last_one_that_has_answers(ctx: AppContext) -> None:
    said(ctx, survey(ctx, date(2015, 4, 1)), 20, "ljus")
    later = survey(ctx, date(2018, 1, 9))
    said(ctx, later, 3, "ljus")
    said(ctx, later, 17, "polis")
    years = read(ctx).years
    assert years is not None
    assert (years.now, years.then, years.now_of, years.then_of) == (2018, 2015, 20, 20)
    assert [(row.name, row.now, row.then) for row in years.changes] == [
        ("polis", 17, 0),
        ("ljus", None, 20),
    ]


def test_a_year_with_too_few_answers_is_not_compared(ctx: AppContext) -> None:
    said(ctx, survey(ctx, date(2015, 4, 1)), 20, "ljus")
    said(ctx, survey(ctx, date(2018, 1, 9)), 19, "ljus")
    assert (read(ctx).years, read(ctx).too_few_compared) == (None, True)


def test_a_round_by_its_id_else_the_latest_with_answers(ctx: AppContext) -> None:
    first = a_dialogue_round(ctx, "Våren", date(2016, 4, 1))
    second = a_dialogue_round(ctx, "Hösten", date(2017, 9, 1))
    third = a_dialogue_round(ctx, "Planerad", date(2018, 2, 1))
    said(ctx, survey(ctx, date(2016, 4, 1), first), 6, "ljus")
    said(ctx, survey(ctx, date(2017, 9, 1), second), 6, "polis")
    said(ctx, survey(ctx, date(2017, 9, 1)), 6, "annat")
    survey(ctx, date(2018, 2, 1), third)
    assert (read(ctx).title, [row.name for row in read(ctx).themes]) == ("Hösten", ["polis"])
    asked = read(ctx, round_id=first)
    assert (asked.title, asked.limitation) == ("Våren", "Inga svar från äldre")
    assert [row.name for row in asked.themes] == ["ljus"]
    assert read(ctx, round_id=third).answers == 0
    with refused("row.missing"):
        read(ctx, round_id=7)


def test_only_answers_that_identify_nobody_are_quoted(ctx: AppContext) -> None:
    where = survey(ctx, date(2018, 1, 9))
    said(ctx, where, 6, "ljus")
    assert read(ctx).quotes == ()
    said(ctx, where, 1, "ljus", text="Lampan är trasig hela vägen hem", deidentified=True)
    said(ctx, where, 1, "ljus", text="Kort", deidentified=True)
    said(ctx, where, 4, "få", text="Detta säger alldeles för få om detta", deidentified=True)
    assert [row.text for row in read(ctx).quotes] == ["Lampan är trasig hela vägen hem"]


def test_figures_have_source_n_and_limitation(ctx: AppContext) -> None:
    where = survey(ctx, date(2018, 1, 9))
    with ctx.write("survey.edit") as tx:
        for wording, value, answers in (
            ("Vill se polis", 60, 412),
            ("Få", 50, 4),
            ("Brott", 9, None),
        ):
            question = tx.add(Question(wording=wording, measure=QuestionMeasure.FIGURE, unit="%"))
            tx.session.flush()
            tx.add(
                Figure(
                    survey_id=where, question_id=question.id, value=Decimal(value),
                    answers=answers, source="Polisen", limitation="Bara vuxna",
                )
            )  # fmt: skip
    crimes, few, police = read(ctx).figures
    assert police == FigureRow("Vill se polis", "%", Decimal(60), 412, "Polisen", "Bara vuxna")
    assert (crimes.value, crimes.answers) == (Decimal(9), None)
    assert (few.value, few.answers, few.withheld) == (None, None, True)


def test_a_book_in_which_nobody_was_asked(ctx: AppContext) -> None:
    assert read(ctx) == DialogueInput()
    survey(ctx, date(2018, 1, 9), method=SurveyMethod.STATISTICS)
    assert read(ctx) == DialogueInput()
    a_survey(ctx)
    assert [row.title for row in read(ctx).occasions] == ["Torgsamtal"]


def test_another_municipality_is_left_out(ctx: AppContext) -> None:
    said(ctx, survey(ctx, date(2018, 1, 9)), 6, "ljus")
    other = SurveyFields("Årjäng", "Torg", SurveyMethod.SQUARE_TALK, date(2018, 1, 8))
    said(ctx, add_survey(ctx, other), 6, "älgar")
    assert [row.name for row in read(ctx).themes] == ["ljus"]


# What may be told


def groups(*counts: tuple[int, Sequence[int]]) -> tuple[GroupRow, ...]:
    return tuple(
        GroupRow(f"{n}", answers, tuple(cells), answers, Decimal(3))
        for n, (answers, cells) in enumerate(counts)
    )


def test_small_places_go_with_all_that_they_could_be_worked_out_from() -> None:
    data = DialogueInput(
        answers=50, coded=50, rated=50, mean=Decimal(3),
        themes=(ThemeRow("ljus", 30), ThemeRow("polis", 3)),
        places=groups((30, (17, 1)), (11, (8, 2)), (6, (3, 0)), (3, (2, 0))),
    )  # fmt: skip
    told = public_dialogue(data)
    assert told.themes == (ThemeRow("ljus", 30), ThemeRow("polis", None))
    assert [row.answers for row in told.places] == [30, 11, None, None]
    assert [row.themes for row in told.places] == [
        (17, None),
        (8, None),
        (None, None),
        (None, None),
    ]
    assert [row.mean is None for row in told.places] == [False, False, True, True]


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ([40, 3, 50], [None, None, 50]),
        ([40, 50], [40, 50]),
        ([40, None, 3, 2], [40, None, None, None]),
    ],
)
def test_an_occasion_with_few_is_not_had_by_subtraction(
    answered: list[int | None], told: list[int | None]
) -> None:
    day = date(2018, 1, 9)
    rows = tuple(
        HeldRow(f"{n}", SurveyMethod.WORKSHOP, day, asked=60, answered=number)
        for n, number in enumerate(answered)
    )
    found = public_dialogue(DialogueInput(occasions=rows)).occasions
    assert [row.answered for row in found] == told
    assert all(row.asked is None for row in found if row.withheld)
    assert [row.withheld for row in found] == [
        before is not None and after is None for before, after in zip(answered, told, strict=True)
    ]


cells = st.lists(st.integers(0, 30), min_size=2, max_size=2)


@given(st.lists(st.tuples(st.integers(30, 60) | st.integers(1, 8), cells), max_size=6))
def test_public_twice_is_as_once(counts: list[tuple[int, list[int]]]) -> None:
    rows = groups(*((n, [min(cell, n) for cell in found]) for n, found in counts))
    total = sum(row.answers or 0 for row in rows)
    themes = tuple(ThemeRow(f"{at}", sum(row.themes[at] or 0 for row in rows)) for at in range(2))
    held = [HeldRow("", SurveyMethod.WORKSHOP, date(2018, 1, 9), answered=n) for n, _c in counts]
    data = DialogueInput(
        occasions=tuple(held), answers=total, coded=total, rated=total, mean=Decimal(3),
        themes=themes, places=rows, groups=rows,
    )  # fmt: skip
    once = public_dialogue(data)
    assert public_dialogue(once) == once
    for at, theme in enumerate(once.themes):
        told = [n for row in once.places if (n := row.themes[at]) is not None]
        rest = (theme.answers or 0) - sum(told)
        assert theme.answers is None or rest == 0 or rest >= 5
        assert all(n == 0 or n >= 5 for n in told)


def test_no_other_kind_reads_it(example: AppContext) -> None:
    data: ReportInput = report_input(example, ReportQuery(kind="public"))
    assert data.dialogue is None
