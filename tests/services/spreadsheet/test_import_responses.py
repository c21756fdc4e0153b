import datetime as dt
from pathlib import Path

from sqlalchemy import select

from tests.factory import DAY, a_survey, snapshot
from tests.services.spreadsheet.lists import codes, csv_file, take_in, told
from tracker.models.enums import SurveyMethod
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import undo

ANSWERS = """Svar;Betyg;Tema;Område;Åldersgrupp;Avidentifierad;Datum
Mer belysning;2;belysning, utemiljö;Centrum;18–29;Ja;25/4 2017
<b>Bra</b> & lugnt 🚓;5;;;;;26/4 2017
;4;;;;;
"""


def answers(ctx: AppContext) -> list[tuple[str, Response]]:
    with ctx.read() as session:
        return [
            (title, response)
            for response, title in session.execute(
                select(Response, Survey.title)
                .join(Survey, Survey.id == Response.survey_id)
                .order_by(Response.id)
            )
        ]


def test_answers_make_a_survey_named_after_the_file(ctx: AppContext, tmp_path: Path) -> None:
    result = take_in(ctx, csv_file(tmp_path / "Enkät 2017.csv", ANSWERS), "responses")
    assert (result.added, result.problems) == (3, ())
    assert "Underlaget ”Enkät 2017” lades till" in told(result)[0]
    (title, first), (_, second), _third = answers(ctx)
    assert title == "Enkät 2017"
    assert (first.text, first.rating, first.place) == ("Mer belysning", 2, "Centrum")
    assert (first.respondent_group, first.deidentified) == ("18–29", True)
    assert (second.text, second.deidentified) == ("<b>Bra</b> & lugnt 🚓", False)
    with ctx.read() as session:
        themes = session.scalars(
            select(Theme.name)
            .join(ResponseTheme, ResponseTheme.theme_id == Theme.id)
            .where(ResponseTheme.response_id == first.id)
            .order_by(Theme.name)
        ).all()
        survey = session.scalars(select(Survey)).one()
    assert themes == ["belysning", "utemiljö"]
    assert (survey.held_on, survey.method) == (dt.date(2017, 4, 25), SurveyMethod.QUESTIONNAIRE)
    assert survey.answered == 3
    assert check_book(ctx) == []


def test_the_same_file_twice_adds_nothing(ctx: AppContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "Enkät.csv", ANSWERS + ";4;;;;;\n")
    assert take_in(ctx, path, "responses").added == 4
    before = snapshot(ctx)
    again = take_in(ctx, path, "responses")
    assert (again.added, again.duplicates) == (0, 4)
    assert snapshot(ctx) == before


def test_equal_ratings_with_numbers_of_their_own_are_answers_of_their_own(
    ctx: AppContext, tmp_path: Path
) -> None:
    first = csv_file(tmp_path / "a.csv", "Id;Betyg\n1;4\n2;4\n")
    second = csv_file(tmp_path / "b.csv", "Id;Betyg\n3;4\n")
    assert take_in(ctx, first, "responses", survey="Enkät").added == 2
    assert take_in(ctx, second, "responses", survey="Enkät").added == 1


def test_a_survey_that_is_there_is_found_by_the_column(ctx: AppContext, tmp_path: Path) -> None:
    a_survey(ctx, "Torgsamtal på Stortorget")
    a_survey(ctx, "Torgsamtal vid 45:an")
    text = "Underlag;Svar\nStortorget;a\nTorgsamtal vid 45:an;b\nTorgsamtal;c\nNy enkät;d\n"
    result = take_in(ctx, csv_file(tmp_path / "x.csv", text), "responses")
    assert [(title, answer.text) for title, answer in answers(ctx)] == [
        ("Torgsamtal på Stortorget", "a"),
        ("Torgsamtal vid 45:an", "b"),
        ("Ny enkät", "d"),
    ]
    assert codes(result) == [(4, "survey.ambiguous")]


def test_a_survey_can_be_named(ctx: AppContext, tmp_path: Path) -> None:
    survey = a_survey(ctx, "Torgsamtal")
    path = csv_file(tmp_path / "x.csv", "Svar\nhej\n")
    take_in(ctx, path, "responses", survey="torgsamtal")
    ((_, answer),) = answers(ctx)
    assert answer.survey_id == survey


def test_answers_that_can_not_be_kept(ctx: AppContext, tmp_path: Path) -> None:
    text = (
        "Svar;Betyg;Avidentifierad;Underlag\nhej;9;;\n;;ja;E\nhej;tre;;\nhej;4;kanske;\nhej;4;;\n"
    )
    result = take_in(ctx, csv_file(tmp_path / "x.csv", text), "responses")
    assert codes(result) == [
        (2, "response.rating"),
        (3, "response.empty"),
        (4, "input.rating"),
        (5, "input.yes_no"),
    ]
    assert result.added == 1


def test_it_is_one_operation_that_can_be_undone(ctx: AppContext, tmp_path: Path) -> None:
    before = snapshot(ctx)
    path = csv_file(tmp_path / "Enkät.csv", ANSWERS)
    assert take_in(ctx, path, "responses", dry_run=True).added == 3
    assert snapshot(ctx) == before
    take_in(ctx, path, "responses")
    assert undo(ctx) == "import.responses"
    assert snapshot(ctx) == before


def test_a_list_without_dates_is_of_today(ctx: AppContext, tmp_path: Path) -> None:
    take_in(ctx, csv_file(tmp_path / "x.csv", "Svar\nhej\n"), "responses")
    with ctx.read() as session:
        assert session.scalars(select(Survey.held_on)).one() == DAY
