"""The example's figures, its recurring questions, and what can be measured by them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from tests.services.example.reading import promises
from tracker.models.indicator import Indicator, Measurement
from tracker.models.promise import Promise
from tracker.models.survey import Survey
from tracker.services.context import AppContext
from tracker.services.queries.figures import figure_rows, question_rows, waiting


def test_the_published_figures(ctx: AppContext) -> None:
    week = [row for row in figure_rows(ctx) if row.survey_title.endswith("vecka 17")]
    assert {row.wording: (row.value, row.answers) for row in week} == {
        "Vill ha mer tillgänglig och synlig polis": (Decimal(60), 400),
        "Upplevd trygghet": (Decimal("3.8"), 390),
        "Trygghetsbetyg för Kanalstråket": (Decimal("3.1"), 30),
        "Tar upp utemiljön": (Decimal(26), 400),
    }


def test_figures_and_start_values_agree(ctx: AppContext) -> None:
    questions = {row.id: row for row in question_rows(ctx)}
    with ctx.read() as session:
        following = session.scalars(
            select(Indicator).where(Indicator.question_id.is_not(None))
        ).all()
        assert len(following) == 5
        for indicator in following:
            history = questions[indicator.question_id or 0].history
            assert (indicator.baseline, indicator.baseline_answers) in {
                (each.value, each.answers) for each in history
            }, indicator.name


def test_an_indicator_was_measured_by_a_later_survey(ctx: AppContext) -> None:
    with ctx.read() as session:
        taken = {
            number: (m.measured_on, m.value, m.answers, title)
            for number, m, title in session.execute(
                select(Promise.number, Measurement, Survey.title)
                .join(Indicator, Indicator.id == Measurement.indicator_id)
                .join(Promise, Promise.id == Indicator.promise_id)
                .join(Survey, Survey.id == Measurement.survey_id)
            )
        }
    assert taken == {
        1: (
            date(2017, 10, 18),
            Decimal("3.4"),
            31,
            "Uppföljande trygghetsvandring, Kanalstråket",
        ),
    }


def test_three_measurements_wait_and_are_told_nowhere_yet(ctx: AppContext) -> None:
    assert [(row.promise_number, row.found.value) for row in waiting(ctx)] == [
        (2, Decimal(52)),
        (3, Decimal("3.4")),
        (5, Decimal(28)),
    ]
    unsafe = next(row for row in promises(ctx)[5].indicators if row.name == "Otrygga kvällstid")
    assert (unsafe.measurements, unsafe.baseline_answers) == ((), 219)
