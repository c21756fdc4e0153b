"""Taking in the answers of a web survey: by a guess, by a map, once, whole or not at all."""

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.factory import a_survey, snapshot, version_of
from tests.refusals import refused
from tests.services.spreadsheet import exports
from tests.services.spreadsheet.lists import csv_file, told, xlsx_file
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.masking import delete_response
from tracker.services.spreadsheet.response_map import ColumnMap, ResponseMap, Role
from tracker.services.spreadsheet.result import ImportResult
from tracker.services.spreadsheet.survey_import import (
    ImportAnswers,
    import_answers,
    preview_answers,
)
from tracker.services.surveys import EditSurvey, SurveyFields, edit_survey
from tracker.services.themes import ThemeFields, add_theme


def take_in(ctx: AppContext, path: Path, survey: str = "Enkät", **more: object) -> ImportResult:
    return import_answers(ctx, ImportAnswers(path, survey, **more))  # type: ignore[arg-type]


def answers(ctx: AppContext) -> list[Response]:
    with ctx.read() as session:
        return list(session.scalars(select(Response).order_by(Response.id)))


def themes_of(ctx: AppContext, response: Response) -> list[str]:
    with ctx.read() as session:
        return list(
            session.scalars(
                select(Theme.name)
                .join(ResponseTheme, ResponseTheme.theme_id == Theme.id)
                .where(ResponseTheme.response_id == response.id)
                .order_by(Theme.name)
            )
        )


def the_survey(ctx: AppContext) -> Survey:
    with ctx.read() as session:
        return session.scalars(select(Survey).order_by(Survey.id.desc())).first() or Survey()


def renamed(ctx: AppContext, title: str) -> None:
    survey = the_survey(ctx)
    fields = SurveyFields("Säffle", title, survey.method, survey.held_on)
    edit_survey(ctx, EditSurvey(survey.id, version_of(ctx, Survey, survey.id), fields))


def test_an_export_from_microsoft_forms(ctx: AppContext, tmp_path: Path) -> None:
    headings, rows = exports.microsoft_forms()
    path = xlsx_file(tmp_path / "svar.xlsx", {"Sheet1": [headings, *rows]})
    result = take_in(ctx, path)
    assert (result.added, result.problems) == (40, ())
    first, _second, third = answers(ctx)[:3]
    row = rows[0]
    assert first.text == f"Beskriv med egna ord: {row[7]}"
    assert (
        third.text == f"Beskriv med egna ord: {rows[2][7]}\nNågot annat du vill säga? {rows[2][8]}"
    )
    assert (first.place, first.respondent_group) == (row[9], row[10])
    assert first.answered_on == dt.date(2024, 6, 2)
    assert (first.deidentified, first.coded_by) == (False, "svar.xlsx")
    assert themes_of(ctx, first) == sorted(row[6].strip(";").split(";"))
    scale = dict(zip(exports.SCALE, range(1, 6), strict=True))
    assert [answer.rating for answer in answers(ctx)] == [scale.get(row[5]) for row in rows]
    survey = the_survey(ctx)
    assert (survey.held_on, survey.answered) == (dt.date(2024, 6, 1), 40)
    assert check_book(ctx) == []


def test_nothing_that_identifies_anybody_comes_in(
    ctx: AppContext, book_path: Path, tmp_path: Path
) -> None:
    path = exports.as_csv(tmp_path / "svar.csv", exports.google_forms(), ",")
    assert take_in(ctx, path).added == 40
    ctx.close()
    assert b"example.se" not in book_path.read_bytes()
    for left in book_path.parent.glob(f"{book_path.name}-*"):
        assert b"example.se" not in left.read_bytes()


def test_ticks_become_themes(ctx: AppContext, tmp_path: Path) -> None:
    headings, rows = exports.a_column_per_choice()
    assert take_in(ctx, exports.as_csv(tmp_path / "svar.csv", (headings, rows))).added == 40
    for answer, row in zip(answers(ctx), rows, strict=True):
        ticked = [c for c, cell in zip(exports.CHOICES, row[2:7], strict=True) if cell == "1"]
        assert themes_of(ctx, answer) == sorted(ticked)
        assert answer.text == row[-1]
        assert answer.answered_on is not None


def test_themes_are_those_of_the_code_book_whatever_the_case(
    ctx: AppContext, tmp_path: Path
) -> None:
    with ctx.write("theme.new") as tx:
        tx.add(Theme(name="belysning"))
    path = csv_file(tmp_path / "x.csv", "Svar;Tema\na;Belysning\nb;BELYSNING, belysning\n")
    take_in(ctx, path)
    assert [themes_of(ctx, answer) for answer in answers(ctx)] == [["belysning"], ["belysning"]]


def test_what_somebody_wrote_beside_the_choices_is_text_and_no_theme(
    ctx: AppContext, tmp_path: Path
) -> None:
    other = "Det vore bra om någon lagade lampan vid gångvägen bakom skolan snart"
    path = csv_file(
        tmp_path / "x.csv",
        f"Betyg;Tema\n4;Polis;{other}\n".replace(f"Polis;{other}", f'"Polis;{other}"'),
    )
    take_in(ctx, path)
    (answer,) = answers(ctx)
    assert (themes_of(ctx, answer), answer.text) == (["Polis"], f"Tema: {other}")


def test_the_same_file_twice_adds_nothing_also_with_rows_and_columns_moved(
    ctx: AppContext, tmp_path: Path
) -> None:
    headings, rows = exports.microsoft_forms()
    path = exports.as_csv(tmp_path / "svar.csv", (headings, rows))
    take_in(ctx, path)
    before = snapshot(ctx)
    moved = (headings[::-1], [row[::-1] for row in reversed(rows)])
    for file in (path, exports.as_csv(tmp_path / "annan.csv", moved)):
        again = take_in(ctx, file)
        assert (again.added, again.duplicates) == (0, 40)
    assert snapshot(ctx) == before


def test_nor_does_it_when_the_survey_has_got_another_title_or_map(
    ctx: AppContext, tmp_path: Path
) -> None:
    path = exports.as_csv(tmp_path / "svar.csv", exports.google_forms())
    take_in(ctx, path, "svar")
    renamed(ctx, "Trygghetsenkäten")
    guess = preview_answers(ctx, path, "Trygghetsenkäten").guess
    only_text = tuple(
        ColumnMap(c.heading, c.role if c.role is Role.TEXT else Role.IGNORED) for c in guess.columns
    )
    for chosen in (None, ResponseMap(only_text)):
        assert take_in(ctx, path, "Trygghetsenkäten", map=chosen).added == 0
    # A survey that has now got the old title is another one.
    assert take_in(ctx, path, "svar").added == 40
    assert check_book(ctx) == []


def test_rows_that_are_equal_are_two_people(ctx: AppContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Betyg\n4\n4\n")
    assert take_in(ctx, path).added == 2
    assert take_in(ctx, csv_file(path, "Betyg\n4\n4\n4\n")).added == 1


def test_a_map_decides_and_is_remembered_for_the_survey(ctx: AppContext, tmp_path: Path) -> None:
    text = "Fråga 1;Fråga 2\nmycket bra;Torget\ninte bra alls;Stationen\n"
    path = csv_file(tmp_path / "x.csv", text)
    mine = ResponseMap(
        (ColumnMap("Fråga 1", Role.RATING), ColumnMap("Fråga 2", Role.PLACE)),
        (("mycket bra", 4), ("inte bra alls", 0)),
    )
    assert not preview_answers(ctx, path, "Enkät").remembered
    result = take_in(ctx, path, map=mine)
    # Without a rating the second says nothing.
    assert [(f.code, f.params["row"]) for f in result.problems] == [("response.empty", 3)]
    (answer,) = answers(ctx)
    assert (answer.rating, answer.place, answer.text) == (4, "Torget", None)
    turned = csv_file(tmp_path / "y.csv", "Fråga 2;Fråga 1\nHamnen;mycket bra\n")
    preview = preview_answers(ctx, turned, "enkät")
    assert preview.remembered
    assert preview.guess == mine.arranged(["Fråga 2", "Fråga 1"])
    assert take_in(ctx, turned).added == 1
    other = csv_file(tmp_path / "z.csv", "Vad tycker du?\nDet är mörkt här\n")
    assert not preview_answers(ctx, other, "Enkät").remembered
    assert take_in(ctx, other).added == 1


def test_a_memory_of_a_later_version_is_passed_over(ctx: AppContext, tmp_path: Path) -> None:
    a_survey(ctx, "Enkät")
    with ctx.write("survey.edit") as tx:
        survey = tx.session.scalars(select(Survey)).one()
        survey.mapping = json.dumps({"column": [{"heading": "Svar", "role": "mood"}]})
    path = csv_file(tmp_path / "x.csv", "Svar\nhej\n")
    assert take_in(ctx, path).added == 1


def test_a_map_for_other_columns_imports_nothing(ctx: AppContext, tmp_path: Path) -> None:
    before = snapshot(ctx)
    mine = ResponseMap((ColumnMap("Svar", Role.TEXT),))
    with refused("map.other_columns"):
        take_in(ctx, csv_file(tmp_path / "x.csv", "Synpunkt\nhej\n"), map=mine)
    assert snapshot(ctx) == before


def test_a_preview_shows_the_first_rows(ctx: AppContext, tmp_path: Path) -> None:
    headings, rows = exports.google_forms(60)
    path = exports.as_csv(tmp_path / "svar.csv", (headings, rows))
    preview = preview_answers(ctx, path, "")
    assert (preview.file, preview.sheet, preview.total) == ("svar.csv", "", 60)
    assert preview.headings == tuple(headings)
    assert list(preview.rows) == exports.texts(rows)[:20]
    assert len(preview.remarks) == len(headings)


def test_an_existing_survey_keeps_what_was_said_of_it(ctx: AppContext, tmp_path: Path) -> None:
    survey = a_survey(ctx, "Torgsamtal på Stortorget")
    a_survey(ctx, "Torgsamtal vid 45:an")
    path = csv_file(tmp_path / "x.csv", "Svar;Datum\nhej;2017-01-01\n")
    with refused("survey.ambiguous"):
        take_in(ctx, path, "torgsamtal")
    take_in(ctx, path, "stortorget")
    (answer,) = answers(ctx)
    assert answer.survey_id == survey
    with ctx.read() as session:
        kept = session.get_one(Survey, survey)
        assert (kept.answered, kept.held_on, bool(kept.mapping)) == (31, dt.date(2018, 3, 1), True)


def test_it_tells_how_far_it_is_and_can_be_stopped(ctx: AppContext, tmp_path: Path) -> None:
    rows = "".join(f"{number};hej\n" for number in range(12_000))
    path = csv_file(tmp_path / "x.csv", f"Id;Svar\n{rows}")
    before = snapshot(ctx)
    heard: list[tuple[int, int]] = []

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        import_answers(ctx, ImportAnswers(path, "Enkät"), stop)
    assert snapshot(ctx) == before
    assert not ctx.undo.steps().undo
    heard.clear()
    result = import_answers(ctx, ImportAnswers(path, "Enkät"), lambda *far: heard.append(far))
    assert result.added == 12_000
    assert heard[-1][0] == 12_000
    assert all(done <= total for done, total in heard)
    assert check_book(ctx) == []


def test_it_is_one_step_to_undo(ctx: AppContext, tmp_path: Path) -> None:
    a_survey(ctx, "Enkät")
    before = snapshot(ctx)
    path = exports.as_csv(tmp_path / "svar.csv", exports.microsoft_forms())
    assert take_in(ctx, path, dry_run=True).added == 40
    assert snapshot(ctx) == before
    take_in(ctx, path)
    assert undo(ctx) == "import.responses"
    assert snapshot(ctx) == before
    assert take_in(ctx, path).added == 40


def test_every_sheet_with_the_same_headings_is_read(ctx: AppContext, tmp_path: Path) -> None:
    sheets = {
        "Maj": [["Vad tycker du?"], ["Mörkt vid torget"]],
        "Juni": [["Vad tycker du?"], ["a b"]],
    }
    result = take_in(ctx, xlsx_file(tmp_path / "x.xlsx", {**sheets, "Om": [["Text"]]}))
    assert result.added == 2


def test_titles_above_the_headings_are_passed_over(ctx: AppContext, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Trygghetsenkäten 2024"],
        [],
        ["Vad tycker du?", "Hur trygg är du?"],
        ["Mörkt vid torget", 2],
        ["Mer polis på torget", 4],
    ]
    take_in(ctx, xlsx_file(tmp_path / "x.xlsx", {"Blad1": rows}))
    assert [(a.text, a.rating) for a in answers(ctx)] == [
        ("Mörkt vid torget", 2),
        ("Mer polis på torget", 4),
    ]


def test_the_notes_name_what_was_left_out(ctx: AppContext, tmp_path: Path) -> None:
    path = exports.as_csv(tmp_path / "svar.csv", exports.google_forms())
    result = take_in(ctx, path)
    assert [note.code for note in result.notes] == ["import.columns_ignored", "import.survey_added"]
    assert "E-postadress" in told(result)[0]
    with ctx.read() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 40


def test_an_answer_that_was_removed_does_not_come_back(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("Betyg;Vad gör dig otrygg?\n4;Mörkt\n2;Ring 070-1740633\n", "utf-8")
    assert import_answers(ctx, ImportAnswers(path, "Torget")).added == 2
    with ctx.read() as session:
        told = session.scalars(select(Response).where(Response.rating == 2)).one()
    delete_response(ctx, told.id, told.version)
    again = import_answers(ctx, ImportAnswers(path, "Torget"))
    assert (again.added, again.duplicates) == (0, 2)
    # What was taken back as a mistake was never there.
    for _step in range(2):
        undo(ctx)
    assert import_answers(ctx, ImportAnswers(path, "Torget")).added == 2


def test_a_column_of_free_texts_is_no_code_book(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    rows = "".join(f"3;tema {number}\n" for number in range(201))
    path.write_text(f"Betyg;Tema\n{rows}", "utf-8")
    roles = (ColumnMap("Betyg", Role.RATING), ColumnMap("Tema", Role.THEMES))
    for dry_run in (True, False):
        with refused("import.too_many_themes"):
            import_answers(ctx, ImportAnswers(path, "Torget", ResponseMap(roles), dry_run))
    with ctx.read() as session:
        assert not session.scalars(select(Theme)).all()


def test_new_themes_come_last_in_the_code_book(ctx: AppContext, tmp_path: Path) -> None:
    add_theme(ctx, ThemeFields("trafik"))
    path = tmp_path / "svar.csv"
    path.write_text("Betyg;Tema\n3;belysning;\n4;trafik\n", "utf-8")
    roles = (ColumnMap("Betyg", Role.RATING), ColumnMap("Tema", Role.THEMES))
    import_answers(ctx, ImportAnswers(path, "Torget", ResponseMap(roles)))
    with ctx.read() as session:
        names = session.scalars(select(Theme.name).order_by(Theme.position)).all()
    assert names == ["trafik", "belysning"]


def test_a_file_with_other_columns_than_the_last_is_told_of(
    ctx: AppContext, tmp_path: Path
) -> None:
    first, other = tmp_path / "ett.csv", tmp_path / "annat.csv"
    first.write_text("Betyg;Vad gör dig otrygg?\n4;Mörkt\n", "utf-8")
    other.write_text("Betyg;Helt andra ord\n4;Mörkt på vägen hem\n", "utf-8")
    assert _codes(import_answers(ctx, ImportAnswers(first, "Torget"))) == {"import.survey_added"}
    assert "import.other_columns" in _codes(import_answers(ctx, ImportAnswers(other, "Torget")))


def test_a_dry_run_says_what_would_be_added(ctx: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("Betyg;Vad gör dig otrygg?\n4;Mörkt\n", "utf-8")
    looked = import_answers(ctx, ImportAnswers(path, "Torget", dry_run=True))
    assert _codes(looked) == {"import.survey_to_add"}


def _codes(result: ImportResult) -> set[str]:
    return {note.code for note in result.notes}
