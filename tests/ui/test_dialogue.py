"""A dialogue round in the window: planned, held, printed and planned again, by keyboard."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from tests import factory
from tests.ui.desks import bench
from tests.ui.program import Program
from tests.ui.test_book_dialogs import fill, no_dialog, put, run, typed
from tracker.i18n import _
from tracker.labels import label
from tracker.models.enums import SurveyMethod
from tracker.services.context import AppContext
from tracker.services.dialogue import EditRound, RoundFields, add_round, edit_round
from tracker.services.queries.evidence import SurveyRow, survey_detail
from tracker.services.queries.rounds import round_detail, round_rows
from tracker.services.surveys import EditSurvey, edit_survey
from tracker.ui.dialogs.dialogue import (
    CopyOccasionDialog,
    CopyRoundDialog,
    EditRoundDialog,
    NewRoundDialog,
    OutcomeDialog,
)
from tracker.ui.dialogs.dialogue_commands import save_calendar
from tracker.ui.dialogs.survey import EditSurveyDialog, NewSurveyDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.inspector import Inspector
from tracker.ui.panels.inspector_round import RoundSheet
from tracker.ui.panels.reports import ReportsPage
from tracker.ui.panels.surveys import SurveysPage
from tracker.ui.theme import Theme

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    return program.open(town_file)


@pytest.fixture
def ctx(window: MainWindow) -> AppContext:
    return window.desk.ctx


@pytest.fixture
def week(ctx: AppContext) -> int:
    """A round around today with one occasion before, one today and one to come."""
    fields = RoundFields("Säffle", "Dialog i september", date(2018, 9, 10), date(2018, 9, 21))
    round_id = add_round(ctx, fields)
    for number, day in enumerate((10, 15, 20), start=1):
        factory.an_occasion(ctx, round_id, f"Torgsamtal {number}", date(2018, 9, day))
    factory.a_survey(ctx, "Statistik")
    return round_id


@pytest.fixture
def page(program: Program, window: MainWindow, week: int) -> SurveysPage:
    """Underlag, with the keyboard in its table."""
    return shown(program, window)


def shown(program: Program, window: MainWindow) -> SurveysPage:
    window.commands.run("go.surveys")
    program.settle()
    page = window.findChild(SurveysPage)
    assert isinstance(page, SurveysPage)
    page.setFocus()
    program.settle()
    return page


def lines(page: SurveysPage) -> list[str]:
    """What is read out of each line's widest column."""
    at = next(n for n, column in enumerate(page.model.columns()) if column.id == "title")
    return [page.model.words(number, at) for number in range(page.model.rowCount())]


def choose(page: SurveysPage, title: str) -> int:
    """Put the keyboard on the line that begins so; returns its id."""
    number = next(n for n, words in enumerate(lines(page)) if words.startswith(title))
    row_id = page.model.id_at(number)
    page.table.select_ids([row_id])
    return row_id


def offered(page: SurveysPage) -> dict[str, QAction]:
    """What the menu over the chosen line offers."""
    return {a.text(): a for a in page.table.actions() if a.isVisible() and not a.isSeparator()}


def test_rounds_stand_over_their_occasions(page: SurveysPage) -> None:
    assert lines(page) == [
        lines(page)[0],
        "Torgsamtal 1",
        "Torgsamtal 2",
        "Torgsamtal 3",
        _("Other surveys"),
        "Statistik",
    ]
    assert lines(page)[0].startswith("Dialog i september, ")
    assert page.table.current_id() == page.model.id_at(0)


def test_only_a_book_with_rounds_is_grouped(program: Program, window: MainWindow) -> None:
    factory.a_survey(window.desk.ctx, "Statistik")
    assert lines(shown(program, window)) == ["Statistik"]


def test_what_is_offered_is_what_fits_the_line(page: SurveysPage) -> None:
    choose(page, "Dialog")
    assert list(offered(page)) == [
        _("Edit…"),
        _("New occasion…"),
        _("Plan once more…"),
        _("Programme"),
        _("Calendar file…"),
        _("Remove"),
    ]
    choose(page, "Torgsamtal 1")
    assert {_("Afterwards…"), _("The same on another day…"), _("Programme")} <= offered(page).keys()
    assert _("New occasion…") in offered(page)
    choose(page, "Torgsamtal 3")
    assert _("Afterwards…") not in offered(page)
    choose(page, "Statistik")
    assert _("Programme") not in offered(page)
    assert _("New occasion…") not in offered(page)


def test_a_new_occasion_from_another_one_is_of_its_round(
    program: Program, page: SurveysPage, week: int
) -> None:
    choose(page, "Torgsamtal 2")
    offered(page)[_("New occasion…")].trigger()
    program.settle()
    assert program.dialog(NewSurveyDialog)._round.value() == week


def test_the_line_over_the_others_is_walked_over(
    program: Program, window: MainWindow, page: SurveysPage
) -> None:
    choose(page, "Torgsamtal 3")
    program.press(Key.Key_Down)
    assert window.desk.subject is None
    for key in (Key.Key_Return, Key.Key_Delete, Key.Key_E):
        program.press(key)
    assert no_dialog(program)
    program.press(Key.Key_Down)
    row = page.current()
    assert isinstance(row, SurveyRow)
    assert row.title == "Statistik"
    assert len(lines(page)) == 6


def test_a_round_from_the_plan_to_what_came_of_it(program: Program, window: MainWindow) -> None:
    ctx = window.desk.ctx
    run(program, window, "round.new")
    dialog = program.dialog(NewRoundDialog)
    fill(program, "Dialog vecka 37", "10/9", "14/9", "Lyssna")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program), dialog.error_text()
    (row,) = round_rows(ctx)
    assert (row.title, row.starts_on, row.ends_on) == (
        "Dialog vecka 37",
        date(2018, 9, 10),
        date(2018, 9, 14),
    )
    page = shown(program, window)
    assert page.table.current_id() == row.id
    offered(page)[_("New occasion…")].trigger()
    program.settle()
    program.dialog(NewSurveyDialog)
    fill(program, "Torgsamtal", label(SurveyMethod.SQUARE_TALK), "", "12", "16", "Torget", "Alla")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program)
    detail = round_detail(ctx, row.id)
    assert detail is not None
    (occasion,) = detail.occasions
    assert (occasion.held_on, occasion.starts_at) == (date(2018, 9, 10), time(12))
    assert page.table.current_id() == occasion.id
    program.front(window)
    page.setFocus()
    program.press(Key.Key_E)
    outcome = program.dialog(OutcomeDialog)
    put(outcome, "asked", "52")
    put(outcome, "answered", "95")
    assert "95" in outcome.error_text()
    put(outcome, "answered", "38")
    assert outcome.error_text() == ""
    put(outcome, "asked", "")
    put(outcome, "answered", "")
    fill(program, "52", "38", "Många vill ha ljus", "Inga svar från äldre")
    program.press(Key.Key_Return, Control)
    assert no_dialog(program)
    found = survey_detail(ctx, occasion.id)
    assert found is not None
    assert (found.fields.asked, found.fields.answered) == (52, 38)
    assert found.fields.limitation == "Inga svar från äldre"
    assert window.status_message() == _("Outcome of the occasion recorded")


def test_the_same_round_next_year(
    program: Program, window: MainWindow, ctx: AppContext, page: SurveysPage, week: int
) -> None:
    choose(page, "Dialog")
    offered(page)[_("Plan once more…")].trigger()
    program.settle()
    dialog = program.dialog(CopyRoundDialog)
    assert typed(dialog, "starts_on") == "2019-09-09"
    assert "Torgsamtal 1" in dialog.days()
    fill(program, "Dialog 2019", "")
    put(dialog, "starts_on", "2019-09-10")
    program.press(Key.Key_Return)
    assert no_dialog(program)
    new, old = round_rows(ctx)
    assert (new.title, new.starts_on, new.occasions) == ("Dialog 2019", date(2019, 9, 10), 3)
    assert old.id == week
    assert page.table.current_id() == new.id


def test_the_same_occasion_on_another_day(
    program: Program, ctx: AppContext, page: SurveysPage, week: int
) -> None:
    choose(page, "Torgsamtal 1")
    offered(page)[_("The same on another day…")].trigger()
    program.settle()
    program.dialog(CopyOccasionDialog)
    fill(program, "19/9")
    program.press(Key.Key_Return)
    assert no_dialog(program)
    detail = round_detail(ctx, week)
    assert detail is not None
    assert [row.held_on.day for row in detail.occasions] == [10, 15, 19, 20]


def test_a_round_is_edited_by_two_at_once(
    program: Program, ctx: AppContext, page: SurveysPage, week: int
) -> None:
    choose(page, "Dialog")
    program.press(Key.Key_Return)
    dialog = program.dialog(EditRoundDialog)
    put(dialog, "purpose", "Lyssna på unga")
    detail = round_detail(ctx, week)
    assert detail is not None
    edit_round(ctx, EditRound(week, 1, replace(detail.fields, limitation="Inga äldre")))
    dialog.submit()
    program.settle()
    assert dialog.isVisible()
    assert "Inga äldre" in dialog.error_text()
    assert typed(dialog, "purpose") == "Lyssna på unga"
    dialog.submit()
    program.settle()
    detail = round_detail(ctx, week)
    assert detail is not None
    assert (detail.fields.purpose, detail.fields.limitation) == ("Lyssna på unga", "")


def test_a_survey_changed_by_two_at_once_says_names_and_not_numbers(
    program: Program, window: MainWindow, ctx: AppContext, page: SurveysPage
) -> None:
    survey = choose(page, "Torgsamtal 1")
    program.press(Key.Key_Return)
    dialog = program.dialog(EditSurveyDialog)
    detail = survey_detail(ctx, survey)
    assert detail is not None
    other = factory.a_person(ctx, "Rektor")
    edit_survey(ctx, EditSurvey(survey, 1, replace(detail.fields, responsible_id=other)))
    program.settle()
    put(dialog, "place", "Biblioteket")
    dialog.submit()
    program.settle()
    assert dialog.isVisible()
    assert str(other) not in dialog.error_text().replace("\u00a0", "")


def test_what_looks_wrong_is_said_and_can_be_saved(
    program: Program, ctx: AppContext, page: SurveysPage
) -> None:
    survey = choose(page, "Torgsamtal 1")
    program.press(Key.Key_Return)
    dialog = program.dialog(EditSurveyDialog)
    assert dialog.doubts() == ""
    put(dialog, "held_on", "2018-09-15")
    assert "Torgsamtal 2" in dialog.doubts()
    put(dialog, "held_on", "2018-09-30")
    assert dialog.doubts()
    assert "Torgsamtal 2" not in dialog.doubts()
    put(dialog, "held_on", "trettionde")
    assert dialog.doubts() == ""
    put(dialog, "held_on", "2018-09-30")
    dialog.submit()
    program.settle()
    assert no_dialog(program)
    detail = survey_detail(ctx, survey)
    assert detail is not None
    assert [note.code for note in detail.notes] == ["occasion.outside_round"]


def test_a_round_is_removed_and_comes_back(
    program: Program, window: MainWindow, ctx: AppContext, page: SurveysPage, week: int
) -> None:
    choose(page, "Dialog")
    program.press(Key.Key_Delete)
    assert lines(page) == ["Torgsamtal 3", "Torgsamtal 2", "Torgsamtal 1", "Statistik"]
    assert window.status_message() == _("Dialogue round removed, its occasions kept")
    window.commands.run("edit.undo")
    program.settle()
    (row,) = round_rows(ctx)
    assert (row.id, row.occasions) == (week, 3)


def test_the_programme_is_shown_where_reports_are(
    program: Program, window: MainWindow, ctx: AppContext, page: SurveysPage, week: int
) -> None:
    factory.a_round(ctx, "En annan")
    program.settle()
    choose(page, "Torgsamtal 1")
    offered(page)[_("Programme")].trigger()
    program.settle()
    reports = window.findChild(ReportsPage)
    assert isinstance(reports, ReportsPage)
    assert window.current_page == "reports"
    built = reports.built()
    assert built is not None
    assert built.data.round is not None
    assert (built.data.kind, built.data.round.id) == ("programme", week)


def test_the_calendar_file(
    program: Program, window: MainWindow, page: SurveysPage, week: int, tmp_path: Path
) -> None:
    choose(page, "Dialog")
    offered(page)[_("Calendar file…")].trigger()
    program.settle()
    dialog = program.dialog(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "Dialog i september.ics"
    dialog.reject()
    path = tmp_path / "vecka.ics"
    save_calendar(window, week, path)
    program.settle()
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [f"Torgsamtal {n}" for n in (1, 2, 3)]
    assert str(path) in window.status_message()


def test_the_inspector_tells_of_the_round(
    program: Program, window: MainWindow, page: SurveysPage, week: int
) -> None:
    choose(page, "Dialog")
    program.settle()
    inspector = window.findChild(Inspector)
    assert inspector is not None
    sheet = inspector.sheet()
    assert isinstance(sheet, RoundSheet)
    for button in sheet.findChildren(QAction):
        assert button.text()
    window.desk.run("occasion.new", week)
    program.settle()
    dialog = program.dialog(NewSurveyDialog)
    assert typed(dialog, "round_id") == "Dialog i september"
    dialog.reject()


@pytest.mark.parametrize("command", ["survey.outcome", "occasion.new", "round.copy"])
def test_a_command_without_anything_to_be_about(
    program: Program, window: MainWindow, command: str
) -> None:
    run(program, window, command)
    if command == "survey.outcome":
        assert no_dialog(program)
        assert window.status_message()
    else:
        program.dialog(NewRoundDialog).reject()


def test_a_book_that_is_only_read_still_gives_the_programme(
    town_ctx: AppContext, theme: Theme
) -> None:
    round_id = factory.a_round(town_ctx)
    factory.an_occasion(town_ctx, round_id)
    with bench(replace(town_ctx, read_only=True)) as reading:
        page = SurveysPage(reading.desk)
        reading.show(page)
        asked: list[tuple[str, object]] = []
        reading.desk.command_asked.connect(lambda command, about: asked.append((command, about)))
        assert list(offered(page)) == [_("Programme"), _("Calendar file…")]
        for choice in offered(page).values():
            choice.trigger()
        assert asked == [("round.programme", round_id), ("round.calendar", round_id)]
        assert reading.failures == []
