"""Figures and the questions they answer."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factory import DAY, a_figure, a_problem, a_promise, a_survey
from tests.refusals import refused
from tracker.models.enums import Direction, IndicatorKind, QuestionMeasure
from tracker.models.question import Question
from tracker.services.context import AppContext
from tracker.services.figures import (
    EditFigure,
    FigureFields,
    add_figure,
    delete_figure,
    edit_figure,
)
from tracker.services.follow_up import IndicatorFields, add_indicator
from tracker.services.problems import AddEvidence, add_evidence
from tracker.services.queries.evidence import survey_detail
from tracker.services.queries.figures import figure_rows, question_names
from tracker.services.questions import (
    EditQuestion,
    QuestionFields,
    add_question,
    alike,
    delete_question,
    edit_question,
)
from tracker.services.surveys import ResponseFields, add_responses, delete_survey


def questions(ctx: AppContext) -> list[str]:
    """The wordings that the book knows."""
    return [wording for wording, _unit in question_names(ctx)]


def test_the_same_question_in_other_letters_is_used_again(anywhere: AppContext) -> None:
    first, second = a_survey(anywhere, "2017"), a_survey(anywhere, "2018")
    a_figure(anywhere, first, "60", wording="Vill du se mer polis?")
    a_figure(anywhere, second, "52", wording="  VILL du  se mer polis ")
    assert questions(anywhere) == ["Vill du se mer polis?"]
    (row,) = figure_rows(anywhere, second)
    assert (row.wording, row.value, row.answers) == ("Vill du se mer polis?", Decimal(52), 380)
    assert len(figure_rows(anywhere)) == 2


def test_a_survey_answers_a_question_once(anywhere: AppContext) -> None:
    survey = a_survey(anywhere)
    a_figure(anywhere, survey)
    with refused("figure.exists"):
        a_figure(anywhere, survey, "53", wording="vill se mer polis")


def test_a_figure_keeps_to_its_questions_unit(ctx: AppContext) -> None:
    a_figure(ctx, a_survey(ctx))
    other = a_survey(ctx)
    with refused("figure.other_unit") as told:
        add_figure(ctx, FigureFields(other, "Vill se mer polis", Decimal(3), "1–5"))
    assert told.value.params["unit"] == "%"
    with refused("figure.percent"):
        add_figure(ctx, FigureFields(other, "Vill se mer polis", Decimal(101)))
    add_figure(ctx, FigureFields(other, "Vill se mer polis", Decimal(100), "procent"))


def test_nothing_is_left_of_a_figure_that_is_refused(ctx: AppContext) -> None:
    with refused("figure.percent"):
        a_figure(ctx, a_survey(ctx), "160", wording="Ny fråga")
    for none in (0, -1):
        with refused("figure.no_answers"):
            a_figure(ctx, a_survey(ctx), wording="Ny fråga", answers=none)
    assert questions(ctx) == []


@pytest.mark.parametrize("wording", ["", " ", "?", "\n"])
def test_a_figure_answers_a_question(ctx: AppContext, wording: str) -> None:
    with refused("field.required"):
        a_figure(ctx, a_survey(ctx), wording=wording)


def test_hostile_words_are_kept_on_one_line_or_refused(ctx: AppContext) -> None:
    wording = "<b>Vill</b>\nse 👮 \u202epolis"
    a_figure(ctx, a_survey(ctx), wording=wording)
    assert questions(ctx) == ["<b>Vill</b> se 👮 \u202epolis"]
    with refused("question.too_long"):
        a_figure(ctx, a_survey(ctx), wording="å" * 10_000)


def test_statistics_rest_on_no_sample_and_few_answers_are_not_public(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    a_figure(ctx, survey, wording="Anmälda", answers=None)
    a_figure(ctx, survey, wording="Få", answers=4)
    a_figure(ctx, survey, wording="Fem", answers=5)
    assert [row.is_public for row in figure_rows(ctx, survey)] == [True, False, True]
    detail = survey_detail(ctx, survey)
    assert detail is not None
    assert [figure.wording for figure in detail.figures] == ["Anmälda", "Få", "Fem"]


def test_what_the_survey_s_own_answers_say_is_not_entered_over(anywhere: AppContext) -> None:
    add_question(anywhere, QuestionFields("Trygghet", QuestionMeasure.MEAN_RATING))
    survey, elsewhere = a_survey(anywhere, "2017"), a_survey(anywhere, "2018")
    add_responses(anywhere, survey, [ResponseFields("Ord", rating=2)])
    told = FigureFields(survey, "trygghet", Decimal(4), answers=400)
    with refused("figure.worked_out"):
        add_figure(anywhere, told)
    other = a_figure(anywhere, survey)
    with refused("figure.worked_out"):
        edit_figure(anywhere, EditFigure(other, 1, told))
    # Those whose answers are kept elsewhere are told by figures.
    figure = add_figure(anywhere, replace(told, survey_id=elsewhere))
    add_responses(anywhere, elsewhere, [ResponseFields("Ord", rating=2)])
    edit_figure(anywhere, EditFigure(figure, 1, replace(told, survey_id=elsewhere, answers=390)))


def test_a_figure_moves_to_another_question(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    figure = a_figure(ctx, survey)
    fields = FigureFields(survey, "Vill se färre bilar", Decimal(12), "%", None, "Enkät", "Unga")
    edit_figure(ctx, EditFigure(figure, 1, fields))
    (row,) = figure_rows(ctx, survey)
    assert (row.wording, row.value, row.answers) == ("Vill se färre bilar", Decimal(12), None)
    assert (row.source, row.limitation) == ("Enkät", "Unga")
    with refused("row.changed"):
        edit_figure(ctx, EditFigure(figure, 1, fields))


def test_what_rests_on_a_figure_keeps_it(ctx: AppContext) -> None:
    survey, problem = a_survey(ctx), a_problem(ctx)
    figure = a_figure(ctx, survey)
    add_evidence(ctx, AddEvidence(problem, survey, "52 % vill se mer polis", figure_id=figure))
    with refused("figure.is_evidence"):
        delete_figure(ctx, figure, 1)


def test_a_survey_with_figures_stays(ctx: AppContext) -> None:
    survey = a_survey(ctx)
    figure = a_figure(ctx, survey)
    with refused("survey.has_figures"):
        delete_survey(ctx, survey, 1)
    delete_figure(ctx, figure, 1)
    delete_survey(ctx, survey, 1)
    # The question may be asked again.
    assert questions(ctx) == ["Vill se mer polis"]


def test_a_question_is_in_the_book_once(anywhere: AppContext) -> None:
    add_question(anywhere, QuestionFields("Vill se mer polis", unit="procent"))
    with refused("question.known"):
        add_question(anywhere, QuestionFields("vill  se mer polis?"))
    other = add_question(anywhere, QuestionFields("Vill se färre bilar", unit="%"))
    with refused("question.known"):
        edit_question(anywhere, EditQuestion(other, 1, QuestionFields("Vill se mer polis")))
    edit_question(anywhere, EditQuestion(other, 1, QuestionFields("VILL se färre bilar", unit="%")))
    assert question_names(anywhere) == [("VILL se färre bilar", "%"), ("Vill se mer polis", "%")]


def test_what_is_worked_out_has_its_own_unit(ctx: AppContext) -> None:
    mean = QuestionMeasure.MEAN_RATING
    add_question(ctx, QuestionFields("Trygghet", mean, "kronor", theme_id=7, place=" Torget "))
    with refused("field.required"):
        add_question(ctx, QuestionFields("Andel", QuestionMeasure.THEME_SHARE))
    with refused("row.missing"):
        add_question(ctx, QuestionFields("Andel", QuestionMeasure.THEME_SHARE, theme_id=7))
    with ctx.read() as session:
        row = session.scalars(select(Question)).one()
        assert (row.unit, row.theme_id, row.place) == ("1–5", None, "Torget")


def test_a_questions_unit_must_fit_its_figures(ctx: AppContext) -> None:
    a_figure(ctx, a_survey(ctx), "52")
    with ctx.read() as session:
        question = session.scalars(select(Question.id)).one()
    with refused("figure.scale"):
        edit_question(ctx, EditQuestion(question, 1, QuestionFields("Polis", unit="1–5")))
    edit_question(ctx, EditQuestion(question, 1, QuestionFields("Polis", unit="0–100")))


def test_a_question_that_is_used_stays(ctx: AppContext) -> None:
    figure = a_figure(ctx, a_survey(ctx))
    with ctx.read() as session:
        question = session.scalars(select(Question.id)).one()
    with refused("question.has_figures"):
        delete_question(ctx, question, 1)
    delete_figure(ctx, figure, 1)
    fields = IndicatorFields(
        a_promise(ctx), "Polis", IndicatorKind.EFFECT, Direction.DOWN, question_id=question
    )
    add_indicator(ctx, fields)
    with refused("question.is_followed"):
        delete_question(ctx, question, 1)


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("Andel som vill se mer polis", ["Trygghet", "Vill se mer polis"], "Vill se mer polis"),
        ("Vill se färre bilar", ["Vill se mer polis"], None),
        ("Känner sig otrygg i centrum", ["Känner sig otrygga i centrum"],
         "Känner sig otrygga i centrum"),
        ("polis", ["Vill se mer polis"], None),
        ("Åk 9 som provat narkotika", ["Åk 7 som provat narkotika"], None),
        ("VILL se mer polis?", ["Vill se mer polis", "Vill se mer poliser"], None),
        ("👮", ["Vill se mer polis"], None),
        ("Vill se mer polis", [], None),
    ],
)  # fmt: skip
def test_only_what_is_much_alike_is_suggested(
    typed: str, known: list[str], meant: str | None
) -> None:
    assert alike(typed, known) == meant


def test_an_indicator_takes_its_questions_unit(ctx: AppContext) -> None:
    question = add_question(ctx, QuestionFields("Vill se mer polis", unit="%"))
    promise = a_promise(ctx)

    def add(unit: str) -> int:
        fields = IndicatorFields(
            promise, "Polis", IndicatorKind.EFFECT, Direction.DOWN, unit, baseline_on=DAY,
            question_id=question, baseline_answers=400,
        )  # fmt: skip
        return add_indicator(ctx, fields)

    with refused("indicator.question_unit"):
        add("antal")
    assert add("") != add("procent")
