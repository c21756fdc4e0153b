"""Answers taken one at a time, and what there is to choose from meanwhile."""

from datetime import timedelta

from sqlalchemy import select

from tests.factory import DAY, WHO, a_round, a_survey
from tests.refusals import refused
from tracker.models.clock import WalkingClock
from tracker.models.enums import SurveyMethod
from tracker.models.survey import Response, ResponseTheme, Theme
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.kiosk import TakeAnswer, take_answer
from tracker.services.queries.kiosk import occasions, offered
from tracker.services.surveys import ResponseFields, SurveyFields, add_responses, add_survey


def theme_id(ctx: AppContext, name: str) -> int:
    with ctx.read() as session:
        return session.scalars(select(Theme.id).where(Theme.name == name)).one()


def coded_survey(ctx: AppContext) -> int:
    """A survey with two answers about light, one at the canal and one without a place."""
    survey = a_survey(ctx)
    answers = (
        ResponseFields("Mörkt", place="Kanalen", respondent_group="Unga", themes=("belysning",)),
        ResponseFields("Mörkt igen", themes=("belysning", "trafik")),
    )
    add_responses(ctx, survey, answers)
    return survey


def test_an_answer_is_kept_as_it_was_given(anywhere: AppContext) -> None:
    survey = coded_survey(anywhere)
    light = theme_id(anywhere, "belysning")
    answer = TakeAnswer(survey, "  Fler lampor\n", 2, (light,), "Torget ", " Äldre")
    taken = take_answer(anywhere, answer)
    assert taken.answers == 3
    with anywhere.read() as session:
        row = session.get_one(Response, taken.response_id)
        said = row.text, row.rating, row.place, row.respondent_group
        assert said == ("Fler lampor", 2, "Torget", "Äldre")
        assert (row.answered_on, row.deidentified, row.coded_by) == (DAY, False, WHO)
        themes = select(ResponseTheme.theme_id).where(ResponseTheme.response_id == row.id)
        assert list(session.scalars(themes)) == [light]


def test_the_readers_own_choice_of_themes_is_no_coding(ctx: AppContext) -> None:
    survey = coded_survey(ctx)
    light = theme_id(ctx, "belysning")
    for answer in (
        TakeAnswer(survey, theme_ids=(light,), is_coded=False),
        TakeAnswer(survey, "Utan tema"),
    ):
        taken = take_answer(ctx, answer)
        with ctx.read() as session:
            assert session.get_one(Response, taken.response_id).coded_by is None


def test_what_says_nothing_is_refused(ctx: AppContext) -> None:
    survey = coded_survey(ctx)
    with refused("response.empty"):
        take_answer(ctx, TakeAnswer(survey, "  ", place="Torget", group="Unga"))
    assert offered(ctx, survey).answers == 2


def test_a_theme_that_is_gone_is_not_made_again(ctx: AppContext) -> None:
    survey = coded_survey(ctx)
    with refused("row.missing"):
        take_answer(ctx, TakeAnswer(survey, "Mörkt", theme_ids=(12345,)))
    assert offered(ctx, survey).answers == 2


def test_each_answer_is_one_step(ctx: AppContext) -> None:
    survey = coded_survey(ctx)
    for text in ("Ett", "Två"):
        take_answer(ctx, TakeAnswer(survey, text))
    undo(ctx)
    with ctx.read() as session:
        texts = session.scalars(select(Response.text).order_by(Response.id)).all()
    assert texts == ["Mörkt", "Mörkt igen", "Ett"]


def test_what_was_said_here_is_offered_first(anywhere: AppContext) -> None:
    elsewhere = coded_survey(anywhere)
    here = a_survey(anywhere, "Torgsamtal två")
    for place in ("Kajen", "Stationen", "Stationen"):
        take_answer(anywhere, TakeAnswer(here, "Mörkt", place=place, group="Äldre"))
    found = offered(anywhere, here)
    assert (found.title, found.answers) == ("Torgsamtal två", 3)
    assert found.places == ("Stationen", "Kajen", "Kanalen")
    assert found.groups == ("Äldre", "Unga")
    assert [name for _id, name in found.themes] == ["belysning", "trafik"]
    assert offered(anywhere, elsewhere).places[0] == "Kanalen"


def test_the_code_books_order_decides_which_nine_are_offered(ctx: AppContext) -> None:
    names = tuple(f"tema {n:02}" for n in range(11))
    survey = a_survey(ctx)
    add_responses(ctx, survey, [ResponseFields("Allt", themes=names)])
    with ctx.write("theme.order") as tx:
        for place, row in enumerate(tx.session.scalars(select(Theme).order_by(Theme.name.desc()))):
            row.position = place
    assert [name for _id, name in offered(ctx, survey).themes] == sorted(names, reverse=True)[:9]


def test_the_occasion_nearest_in_time_comes_first(ctx: AppContext, clock: WalkingClock) -> None:
    near = a_survey(ctx)
    clock.walk_to(DAY.replace(year=2019))
    assert [row.id for row in occasions(ctx)] == [near]
    with refused("row.missing"):
        offered(ctx, 4711)


def test_a_meeting_comes_before_statistics_however_near(ctx: AppContext) -> None:
    figures, form = (
        add_survey(ctx, SurveyFields("Säffle", "Siffror", method, DAY))
        for method in (SurveyMethod.STATISTICS, SurveyMethod.QUESTIONNAIRE)
    )
    loose = a_survey(ctx, "Samtal")
    old = DAY - timedelta(300)
    planned = add_survey(
        ctx,
        SurveyFields("Säffle", "Torg", SurveyMethod.SQUARE_TALK, old, round_id=a_round(ctx)),
    )
    assert [row.id for row in occasions(ctx)][:2] == [loose, planned]
    assert {row.id for row in occasions(ctx)[2:]} == {figures, form}
