"""Answers to recurring questions, and measurements taken from them."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests.factory import AGREEMENT, DAY, WHO, a_figure, a_promise, a_survey
from tests.refusals import refused
from tracker.models.dialogue import DialogueRound
from tracker.models.enums import Direction, IndicatorKind, QuestionMeasure, SurveyMethod
from tracker.models.indicator import Measurement
from tracker.models.organisation import Municipality
from tracker.models.question import Question
from tracker.models.survey import Theme
from tracker.services.agreements import add_agreement
from tracker.services.context import AppContext
from tracker.services.figures import FigureFields, add_figure, delete_figure
from tracker.services.follow_up import IndicatorFields, Measure, add_indicator, measure
from tracker.services.history import undo
from tracker.services.measuring import MeasureFrom, measure_from
from tracker.services.queries.answered import Answered, answered_in
from tracker.services.queries.figures import (
    measurable,
    question_choices,
    question_rows,
    waiting,
)
from tracker.services.queries.plan import plan
from tracker.services.questions import QuestionFields, add_question
from tracker.services.surveys import (
    ResponseFields,
    SurveyFields,
    add_responses,
    add_survey,
    delete_survey,
)

EARLIER, LATER = DAY - dt.timedelta(400), DAY - dt.timedelta(10)
SHARE, MEAN = QuestionMeasure.THEME_SHARE, QuestionMeasure.MEAN_RATING


def survey_on(ctx: AppContext, day: dt.date, title: str = "Enkät", **values: Any) -> int:
    """A survey held on a day."""
    fields = SurveyFields("Säffle", title, SurveyMethod.QUESTIONNAIRE, day, **values)
    return add_survey(ctx, fields)


def following(ctx: AppContext, question: int, **values: Any) -> int:
    """An indicator that follows the question from 60 % in the year before."""
    base: dict[str, Any] = {"baseline": Decimal(60), "baseline_on": EARLIER}
    fields = IndicatorFields(
        values.pop("promise", None) or a_promise(ctx),
        "Vill ha mer polis",
        IndicatorKind.EFFECT,
        Direction.DOWN,
        question_id=question,
        **{**base, **values},
    )
    return add_indicator(ctx, fields)


def police(ctx: AppContext) -> int:
    """A question that figures answer."""
    return add_question(ctx, QuestionFields("Vill se mer polis", unit="%"))


@pytest.mark.parametrize(("n", "counts"), [(1, 0), (4, 0), (5, 1), (None, 1)])
def test_too_few_answers_measure_nothing(ctx: AppContext, n: int | None, counts: int) -> None:
    question = police(ctx)
    indicator, survey = following(ctx, question), survey_on(ctx, LATER)
    a_figure(ctx, survey, answers=n)
    assert len(measurable(ctx, indicator)) == counts
    assert len(waiting(ctx)) == counts
    if not counts:
        with refused("measurement.no_answer"):
            measure_from(ctx, MeasureFrom(indicator, survey))


def answers_to(ctx: AppContext, question: int) -> tuple[Answered, ...]:
    """What surveys have answered."""
    return next(row.history for row in question_rows(ctx) if row.id == question)


def answers(ctx: AppContext, survey: int, *ratings: int | None, **values: Any) -> None:
    """Answers with these ratings."""
    fields = [ResponseFields("Ord", rating=rating, **values) for rating in ratings]
    add_responses(ctx, survey, fields)


def test_a_later_figure_is_the_next_measurement(anywhere: AppContext) -> None:
    question = police(anywhere)
    indicator = following(anywhere, question)
    same_day, later = survey_on(anywhere, EARLIER), survey_on(anywhere, LATER, "Mätning 2018")
    a_figure(anywhere, same_day, "60")
    a_figure(anywhere, later, "52", source="Polisen")
    (found,) = measurable(anywhere, indicator)
    assert (found.survey_id, found.value, found.answers, found.on) == (
        later, Decimal(52), 380, LATER,
    )  # fmt: skip

    made = measure_from(anywhere, MeasureFrom(indicator, survey_id=later))
    with anywhere.read() as session:
        row = session.get_one(Measurement, made)
        assert (row.value, row.answers, row.measured_on) == (Decimal(52), 380, LATER)
        assert (row.survey_id, row.source) == (later, "Mätning 2018, Polisen")
    assert measurable(anywhere, indicator) == ()
    with refused("measurement.no_answer"):
        measure_from(anywhere, MeasureFrom(indicator, survey_id=later))
    assert undo(anywhere) == "measurement.from_survey"
    assert len(measurable(anywhere, indicator)) == 1


def test_the_source_is_not_said_twice(ctx: AppContext) -> None:
    question, later = police(ctx), survey_on(ctx, LATER, "Polisens mätning")
    indicator = following(ctx, question)
    a_figure(ctx, later, source="polisen")
    measure_from(ctx, MeasureFrom(indicator, survey_id=later))
    with ctx.read() as session:
        assert session.scalars(select(Measurement.source)).one() == "Polisens mätning"


def test_nothing_is_measured_ahead_or_on_a_day_that_is_noted(ctx: AppContext) -> None:
    question = police(ctx)
    indicator = following(ctx, question)
    a_figure(ctx, survey_on(ctx, DAY + dt.timedelta(1)))
    assert measurable(ctx, indicator) == ()
    a_figure(ctx, survey_on(ctx, LATER))
    measure(ctx, Measure(indicator, LATER, None, note="Hanns inte med"))
    assert measurable(ctx, indicator) == ()


def test_what_could_not_be_measured_hides_no_survey_before_it(ctx: AppContext) -> None:
    question = police(ctx)
    indicator = following(ctx, question)
    measure(ctx, Measure(indicator, DAY, None, note="Ingen dialog"))
    a_figure(ctx, survey_on(ctx, LATER))
    assert len(measurable(ctx, indicator)) == 1
    measure(ctx, Measure(indicator, DAY - dt.timedelta(1), Decimal(50)))
    assert measurable(ctx, indicator) == ()


def test_another_municipalitys_survey_measures_nothing_here(ctx: AppContext) -> None:
    question = police(ctx)
    indicator = following(ctx, question)
    add_agreement(ctx, replace(AGREEMENT, title="Grums", municipality="Grums"))
    elsewhere = SurveyFields("Grums", "Enkät", SurveyMethod.QUESTIONNAIRE, LATER)
    survey = add_survey(ctx, elsewhere)
    a_figure(ctx, survey)
    assert measurable(ctx, indicator) == () == tuple(waiting(ctx))
    with refused("measurement.no_answer"):
        measure_from(ctx, MeasureFrom(indicator, survey_id=survey))
    (choice,) = question_choices(ctx, plan(ctx, a_promise(ctx)).row.id)
    assert choice.baseline is None


def test_an_indicator_without_a_question_waits_for_nothing(ctx: AppContext) -> None:
    a_figure(ctx, survey_on(ctx, LATER))
    fields = IndicatorFields(a_promise(ctx), "Patruller", IndicatorKind.OUTPUT, Direction.UP)
    indicator = add_indicator(ctx, fields)
    assert measurable(ctx, indicator) == ()
    assert plan(ctx, fields.promise_id).indicators[0].waiting == ()


def test_the_plan_and_the_survey_tell_what_waits(ctx: AppContext) -> None:
    question, promise = police(ctx), a_promise(ctx)
    indicator = following(ctx, question, promise=promise)
    survey = survey_on(ctx, LATER)
    a_figure(ctx, survey)
    (row,) = plan(ctx, promise).indicators
    assert (row.id, row.question_id, len(row.waiting)) == (indicator, question, 1)
    (found,) = waiting(ctx, survey)
    assert (found.indicator_id, found.promise_id, found.found.value) == (
        indicator, promise, Decimal(52),
    )  # fmt: skip
    assert waiting(ctx, a_survey(ctx)) == []


def test_the_start_is_offered_from_before_the_promise(ctx: AppContext) -> None:
    question, promise = police(ctx), a_promise(ctx)
    a_figure(ctx, survey_on(ctx, EARLIER - dt.timedelta(9), "Äldst"), "70")
    a_figure(ctx, survey_on(ctx, EARLIER, "Före"), "60", answers=412)
    a_figure(ctx, survey_on(ctx, LATER, "Efter"))
    (choice,) = question_choices(ctx, promise)
    assert (choice.id, choice.unit) == (question, "%")
    assert choice.baseline is not None
    assert (choice.baseline.title, choice.baseline.value, choice.baseline.answers) == (
        "Före", Decimal(60), 412,
    )  # fmt: skip


def test_the_mean_of_the_ratings_at_one_place(anywhere: AppContext) -> None:
    question = add_question(anywhere, QuestionFields("Trygghet", MEAN, place="kanalstråket"))
    everywhere = add_question(anywhere, QuestionFields("Upplevd trygghet", MEAN))
    survey = survey_on(anywhere, LATER)
    answers(anywhere, survey, 3, 3, 4, 3, 4, place="Kanalstråket")
    answers(anywhere, survey, 5, None, place="Torget")
    answers(anywhere, survey, 5)
    (there,), (all_over,) = answers_to(anywhere, question), answers_to(anywhere, everywhere)
    assert (there.value, there.answers, there.figure_id) == (Decimal("3.4"), 5, None)
    assert (all_over.value, all_over.answers) == (Decimal("3.9"), 7)


def test_four_answers_tell_no_mean(ctx: AppContext) -> None:
    question, survey = add_question(ctx, QuestionFields("Trygghet", MEAN)), survey_on(ctx, LATER)
    indicator = following(ctx, question, baseline=Decimal(3))
    answers(ctx, survey, 3, 3, 4, 3)
    (told,) = answers_to(ctx, question)
    assert (told.value, told.answers) == (None, 4)
    assert measurable(ctx, indicator) == ()
    answers(ctx, survey, 5)
    assert [each.value for each in measurable(ctx, indicator)] == [Decimal("3.6")]


def test_the_share_of_a_theme_is_of_the_coded_answers(anywhere: AppContext) -> None:
    survey = survey_on(anywhere, LATER)
    answers(anywhere, survey, *[None] * 3, themes=("polis", "ljus"), place="Torget")
    answers(anywhere, survey, None, themes=("ljus",))
    answers(anywhere, survey, None, None, coded_by=WHO)
    answers(anywhere, survey, *[None] * 4)
    with anywhere.read() as session:
        theme = session.scalars(select(Theme.id).where(Theme.name == "polis")).one()
    question = add_question(anywhere, QuestionFields("Tar upp polis", SHARE, theme_id=theme))
    (told,) = answers_to(anywhere, question)
    assert (told.value, told.answers) == (Decimal(50), 6)
    at_square = QuestionFields("Polis på torget", SHARE, theme_id=theme, place="Torget")
    (few,) = answers_to(anywhere, add_question(anywhere, at_square))
    assert (few.value, few.answers) == (None, 3)


def test_a_figure_stands_before_the_surveys_own_answers(ctx: AppContext) -> None:
    question, survey = add_question(ctx, QuestionFields("Trygghet", MEAN)), survey_on(ctx, LATER)
    with refused("figure.other_unit"):
        a_figure(ctx, survey, "4", wording="Trygghet")
    add_figure(ctx, FigureFields(survey, "Trygghet", Decimal("3.8"), answers=90))
    # Entered before anybody had the answers; over those that are there it would be refused.
    answers(ctx, survey, *[3] * 6)
    (told,) = answers_to(ctx, question)
    assert (told.value, told.answers) == (Decimal("3.8"), 90)
    assert told.figure_id is not None


def test_the_occasions_of_a_round_answer_together(ctx: AppContext) -> None:
    with ctx.write("survey.new") as tx:
        municipality = tx.session.scalars(select(Municipality.id)).first() or 0
        dialogue = DialogueRound(
            municipality_id=municipality,
            title="Vecka 8",
            starts_on=LATER - dt.timedelta(4),
            ends_on=LATER,
        )
        dialogue_id = tx.add(dialogue).id
    question = add_question(ctx, QuestionFields("Trygghet", MEAN))
    indicator = following(ctx, question, baseline=Decimal(3))
    first = survey_on(ctx, LATER - dt.timedelta(4), "Torget", round_id=dialogue_id)
    second = survey_on(ctx, LATER - dt.timedelta(2), "Skolan", round_id=dialogue_id)
    answers(ctx, first, *[3] * 4)
    answers(ctx, second, *[4] * 4)
    (told,) = measurable(ctx, indicator)
    assert (told.title, told.value, told.answers, told.on) == ("Vecka 8", Decimal("3.5"), 8, LATER)
    assert [row.found.title for row in waiting(ctx, second)] == ["Vecka 8"]
    made = measure_from(ctx, MeasureFrom(indicator, round_id=dialogue_id))
    with ctx.read() as session:
        row = session.get_one(Measurement, made)
        assert (row.value, row.survey_id, row.source) == (Decimal("3.5"), None, "Vecka 8")


def test_a_survey_that_was_measured_from_stays(ctx: AppContext) -> None:
    question, survey = add_question(ctx, QuestionFields("Trygghet", MEAN)), survey_on(ctx, LATER)
    indicator = following(ctx, question, baseline=Decimal(3))
    figure = add_figure(ctx, FigureFields(survey, "Trygghet", Decimal(4)))
    measure_from(ctx, MeasureFrom(indicator, survey_id=survey))
    delete_figure(ctx, figure, 1)
    with refused("survey.is_measured"):
        delete_survey(ctx, survey, 1)


def test_no_question_reads_nothing(ctx: AppContext) -> None:
    with ctx.read() as session:
        assert answered_in(session, session.scalars(select(Question)).all()) == {}
