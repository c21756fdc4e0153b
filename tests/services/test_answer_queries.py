"""What answers can be told apart by, and how far the work with them has come."""

import datetime as dt

from tests import factory
from tracker.models.enums import SurveyMethod
from tracker.services.coding import mark_read
from tracker.services.context import AppContext
from tracker.services.masking import set_deidentified
from tracker.services.queries.coding_progress import CodingProgress, coding_progress
from tracker.services.queries.response_choices import ResponseChoices, response_choices
from tracker.services.queries.responses import ResponseFilter
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey


def test_a_book_without_answers_has_nothing_to_choose_by(ctx: AppContext) -> None:
    factory.a_survey(ctx)
    assert response_choices(ctx) == ResponseChoices()
    assert coding_progress(ctx, ResponseFilter()) == CodingProgress()


def test_only_what_some_answer_has_is_offered(ctx: AppContext) -> None:
    factory.a_survey(ctx, "Utan svar")
    early = add_survey(
        ctx, SurveyFields("Säffle", "Torget", SurveyMethod.SQUARE_TALK, dt.date(2016, 4, 25))
    )
    late = factory.a_survey(ctx, "Enkät")
    add_responses(
        ctx,
        early,
        [
            ResponseFields("Mörkt", place="Ån", respondent_group="Äldre", themes=("ljus",)),
            ResponseFields("Ljust", place="åkern"),
        ],
    )
    add_responses(ctx, late, [ResponseFields("Buller", place="Zonen", respondent_group="Unga")])
    found = response_choices(ctx)
    assert [(one.id, one.text) for one in found.surveys] == [
        (late, "Enkät, 2018"),
        (early, "Torget, 2016"),
    ]
    assert found.years == (2018, 2016)
    assert found.places == ("Zonen", "åkern", "Ån")
    assert found.groups == ("Unga", "Äldre", "")
    assert [one.text for one in found.themes] == ["ljus"]
    assert found.rounds == ()


def test_progress_counts_what_is_read_and_what_may_be_quoted(ctx: AppContext) -> None:
    survey = factory.a_survey(ctx)
    ids = add_responses(
        ctx,
        survey,
        [ResponseFields("ett", themes=("ljus",)), ResponseFields("två"), ResponseFields("tre")],
    )
    mark_read(ctx, ids[1:2])
    set_deidentified(ctx, ids[2:], True)
    assert coding_progress(ctx, ResponseFilter()) == CodingProgress(3, 2, 1, 2)
    assert coding_progress(ctx, ResponseFilter(text="tre")) == CodingProgress(1, 0, 1)
