"""Answers from a file: what the columns are, what would come of it, and the report."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import select

from tests.factory import a_survey, snapshot
from tests.files import unprivileged
from tests.ui.program import Program
from tracker.models.survey import Response, ResponseTheme, Survey, Theme
from tracker.services.context import AppContext
from tracker.services.queries.evidence import SurveyRow
from tracker.services.spreadsheet.headings import ImportKind
from tracker.services.spreadsheet.response_map import Role
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.dialogs.answers_import import AnswersImportDialog
from tracker.ui.dialogs.answers_import_ratings import RatingWordsDialog
from tracker.ui.dialogs.import_dialog import ImportDialog
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.answers import AnswersPage
from tracker.ui.panels.surveys import SurveysPage
from tracker.ui.widgets.choosers import SegmentedControl

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier

LIST = """Svarsnummer;Otydlig;Trygghet;Teman;E-post
1;Mörkt vid kanalen;2;Belysning, Polis;a@b.se
2;Fort vid skolan;4;Trafik;c@d.se
3;;nio;;e@f.se
4;;5;;g@h.se
"""
OTHER_LIST = "Skonummer;Hatt\n1;2\n3;4\n"
# As Office writes them: an OLE container with an encrypted package (MS-OFFCRYPTO 2.3.4).
PROTECTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(1024)
    + "EncryptedPackage".encode("utf-16-le")
    + bytes(64)
)


@pytest.fixture
def window(program: Program, town_file: Path) -> MainWindow:
    return program.open(town_file)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "Webbenkät.csv"
    path.write_text(LIST, "utf-8-sig")
    return path


def opened(
    program: Program, window: MainWindow, path: Path | None, survey: int | None = None
) -> AnswersImportDialog:
    """The import, with the file looked through."""
    window.commands.run("survey.import", survey)
    program.settle()
    dialog = program.dialog(AnswersImportDialog)
    program.front(dialog)
    if path is not None:
        program.write(str(path))
        program.press(Key.Key_Return)
    return dialog


def texts(ctx: AppContext) -> list[str | None]:
    with ctx.read() as session:
        return list(session.scalars(select(Response.text).order_by(Response.id)))


def choose(program: Program, dialog: AnswersImportDialog, column: int, role: Role) -> None:
    """Choose a column's role as the keyboard does: from the list that Space opens."""
    dialog.columns.table.setFocus()
    dialog.columns.table.setCurrentIndex(dialog.columns.table.model().index(0, column))
    QTest.keyClick(dialog.columns.table, Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(menu.actions()[list(Role).index(role)])
    QTest.keyClick(menu, Key.Key_Return)
    program.front(dialog)


def test_by_keyboard_from_the_menu_to_the_report(
    program: Program, window: MainWindow, listed: Path
) -> None:
    window.commands.run("book.import")
    program.settle()
    program.front(program.dialog(ImportDialog))
    program.write(str(listed))
    program.press(Key.Key_Tab)
    program.press(Key.Key_Tab)
    program.press(Key.Key_Right)
    program.press(Key.Key_Right)
    program.press(Key.Key_Return, Control)
    assert not program.open_ones(ImportDialog)
    dialog = program.dialog(AnswersImportDialog)
    program.front(dialog)
    assert dialog.summary().startswith("3 ")
    assert "kolumn Trygghet" in dialog.findings()
    assert "rad 4" in dialog.findings()
    assert texts(window.desk.ctx) == []
    choose(program, dialog, 1, Role.TEXT)
    program.press(Key.Key_Return)
    assert texts(window.desk.ctx) == ["Mörkt vid kanalen", "Fort vid skolan", None]
    assert dialog.summary().startswith("3 ")
    assert "rad 4" in dialog.findings()
    program.press(Key.Key_Return)
    assert not program.open_ones(AnswersImportDialog)
    assert window.current_page == "surveys"
    with window.desk.ctx.read() as session:
        assert session.scalars(select(Survey.title)).all() == ["Webbenkät"]
        names = session.scalars(
            select(Theme.name).join(ResponseTheme, ResponseTheme.theme_id == Theme.id)
        )
        assert sorted(names) == ["Belysning", "Polis", "Trafik"]


def imported(program: Program, dialog: AnswersImportDialog) -> None:
    choose(program, dialog, 1, Role.TEXT)
    program.press(Key.Key_Return)
    assert dialog.summary().startswith("3 ")


def shown_filter(window: MainWindow) -> int | None:
    page = window.page("answers")
    assert isinstance(page, AnswersPage)
    return page.filters.filter().survey_id


def test_begun_among_the_answers_it_ends_with_the_new_ones(
    program: Program, window: MainWindow, listed: Path
) -> None:
    survey = a_survey(window.desk.ctx, "Torgsamtal")
    add_responses(window.desk.ctx, survey, [ResponseFields("Ett sedan förr")])
    window.desk.go("answers")
    program.settle()
    page = window.page("answers")
    assert isinstance(page, AnswersPage)
    page.head.more.setFocus()
    QTest.keyClick(page.head.more, Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    program.settle()
    dialog = program.dialog(AnswersImportDialog)
    program.front(dialog)
    program.write(str(listed))
    program.press(Key.Key_Return)
    imported(program, dialog)
    program.press(Key.Key_Return)
    assert window.current_page == "answers"
    assert shown_filter(window) not in (None, survey)
    assert page.model.rowCount() == 3


def test_begun_elsewhere_it_offers_to_code_what_came_in(
    program: Program, window: MainWindow, listed: Path
) -> None:
    survey = a_survey(window.desk.ctx, "Torgsamtal")
    dialog = opened(program, window, listed, survey)
    assert not dialog.code.isVisible()
    imported(program, dialog)
    assert dialog.code.isVisible()
    dialog.code.setFocus()
    program.press(Key.Key_Return)
    assert not program.open_ones(AnswersImportDialog)
    assert (window.current_page, shown_filter(window)) == ("answers", survey)


def test_closed_elsewhere_the_survey_it_went_to_is_chosen(
    program: Program, window: MainWindow, listed: Path
) -> None:
    a_survey(window.desk.ctx, "Torgsamtal")
    dialog = opened(program, window, listed)
    imported(program, dialog)
    program.press(Key.Key_Return)
    page = window.page("surveys")
    assert isinstance(page, SurveysPage)
    line = page.current()
    assert isinstance(line, SurveyRow)
    assert line.title == "Webbenkät"


def test_to_a_survey_of_the_book_and_remembered(
    program: Program, window: MainWindow, listed: Path
) -> None:
    survey = a_survey(window.desk.ctx, "Torgsamtal")
    dialog = opened(program, window, None, survey)
    assert dialog.survey.title() == "Torgsamtal"
    program.write(str(listed))
    program.press(Key.Key_Return)
    assert dialog.note() == ""
    choose(program, dialog, 1, Role.PLACE)
    program.press(Key.Key_Return)
    program.press(Key.Key_Return)
    with window.desk.ctx.read() as session:
        found = session.execute(select(Response.survey_id, Response.place).order_by(Response.id))
        assert found.all()[0] == (survey, "Mörkt vid kanalen")
    again = opened(program, window, listed, survey)
    assert again.columns.table.map().columns[1].role is Role.PLACE
    assert again.note()
    assert again.summary().startswith("0 ")


def test_corrected_rows_are_left_out_unless_one_says_that_the_numbers_begin_again(
    program: Program, window: MainWindow, listed: Path
) -> None:
    survey = a_survey(window.desk.ctx, "Torgsamtal")
    dialog = opened(program, window, listed, survey)
    assert not dialog.renumbered.isVisible()
    imported(program, dialog)
    program.press(Key.Key_Return)
    listed.write_text(LIST.replace("Mörkt", "Mycket mörkt"), "utf-8-sig")
    again = opened(program, window, listed, survey)
    assert again.renumbered.isVisible()
    assert again.summary().startswith("0 ")
    assert "rad 2, kolumn Svarsnummer" in again.findings()
    again.renumbered.setFocus()
    program.press(Key.Key_Space)
    assert again.renumbered.isVisible()
    assert again.summary().startswith("1 ")
    assert "rad 2" not in again.findings()
    program.press(Key.Key_Return)
    assert not again.renumbered.isVisible()
    assert texts(window.desk.ctx)[-1] == "Mycket mörkt vid kanalen"


def test_what_was_said_of_one_files_numbers_is_not_said_of_another(
    program: Program, window: MainWindow, listed: Path, tmp_path: Path
) -> None:
    survey = a_survey(window.desk.ctx, "Torgsamtal")
    imported(program, opened(program, window, listed, survey))
    program.press(Key.Key_Return)
    listed.write_text(LIST.replace("Mörkt", "Mycket mörkt"), "utf-8-sig")
    dialog = opened(program, window, listed, survey)
    dialog.renumbered.setChecked(True)
    program.settle()
    other = tmp_path / "annan.csv"
    other.write_text(LIST.replace("Mörkt", "Lite mörkt"), "utf-8-sig")
    dialog.file.set_value(other)
    dialog.file.entered.emit()
    program.settle()
    assert not dialog.renumbered.isChecked()
    assert dialog.renumbered.isVisible()
    assert dialog.summary().startswith("0 ")


def test_a_new_role_is_tried_at_once_and_kept_for_another_survey(
    program: Program, window: MainWindow, listed: Path
) -> None:
    dialog = opened(program, window, listed)
    assert "rad 5" not in dialog.findings()
    choose(program, dialog, 2, Role.IGNORED)
    assert dialog.summary().startswith("2 ")
    assert "rad 5" in dialog.findings()
    dialog.survey.set_title("Ett helt annat")
    dialog.survey.entered.emit()
    program.settle()
    assert dialog.columns.table.map().columns[2].role is Role.IGNORED


def test_what_cannot_become_answers_is_said_and_not_imported(
    program: Program, window: MainWindow, listed: Path
) -> None:
    dialog = opened(program, window, listed)
    for column in range(5):
        choose(program, dialog, column, Role.IGNORED)
    assert dialog.error_text()
    program.press(Key.Key_Return)
    assert dialog.isVisible()
    for column in (1, 2):
        choose(program, dialog, column, Role.RATING)
    assert "Otydlig" in dialog.error_text()
    program.press(Key.Key_Return)
    assert texts(window.desk.ctx) == []
    choose(program, dialog, 1, Role.IGNORED)
    assert not dialog.error_text()
    assert dialog.summary().startswith("3 ")


def test_stopping_leaves_the_book_untouched(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    long = tmp_path / "lång.csv"
    rows = "".join(f"{n};Svar nummer {n};{n % 5 + 1}\n" for n in range(11_000))
    long.write_text(f"Nr;Kommentar;Betyg\n{rows}", "utf-8-sig")
    dialog = opened(program, window, long)
    before = snapshot(window.desk.ctx)
    dialog.submit()
    assert dialog.isVisible()
    dialog.reject()
    program.settle()
    assert dialog.isVisible()
    assert snapshot(window.desk.ctx) == before
    assert window.desk.ctx.undo.steps().undo == ()
    # And again, to its end this time.
    dialog.submit()
    program.settle()
    dialog.submit()
    program.settle()
    assert len(texts(window.desk.ctx)) == 11_000


def test_two_hundred_columns(program: Program, window: MainWindow, tmp_path: Path) -> None:
    wide = tmp_path / "bred.csv"
    head = ";".join([*(f"Fråga {n}" for n in range(198)), "Kommentar", "Betyg"])
    rows = "\n".join(
        ";".join([*(f"{n * 37 + m}" for m in range(198)), f"Mörkt {n}", "3"]) for n in range(5)
    )
    wide.write_text(f"{head}\n{rows}\n", "utf-8-sig")
    dialog = opened(program, window, wide)
    used = [
        n for n, c in enumerate(dialog.columns.table.map().columns) if c.role is not Role.IGNORED
    ]
    assert 199 in used
    which = dialog.findChild(SegmentedControl)
    assert isinstance(which, SegmentedControl)
    which.set_value(True)
    shown = [n for n in range(200) if not dialog.columns.table.isColumnHidden(n)]
    assert set(used) <= set(shown)
    assert len(shown) < 200
    which.set_value(False)
    dialog.columns.table.setFocus()
    program.press(Key.Key_End)
    assert dialog.columns.table.currentIndex().column() == 199
    assert "200" in dialog.columns.strip.words()
    choose(program, dialog, 0, Role.PLACE)
    program.press(Key.Key_Return)
    assert len(texts(window.desk.ctx)) == 5


def test_themes_are_parted_by_what_one_says(
    program: Program, window: MainWindow, listed: Path
) -> None:
    dialog = opened(program, window, listed)
    dialog.columns.table.setCurrentIndex(dialog.columns.table.model().index(0, 3))
    dialog.columns.strip.changed.emit(replace(dialog.columns.table.map().columns[3], split="|"))
    program.settle()
    program.press(Key.Key_Return)
    with window.desk.ctx.read() as session:
        assert "Belysning, Polis" in session.scalars(select(Theme.name)).all()


def test_words_get_a_rating_by_hand(program: Program, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "ord.csv"
    words = "Mycket trygg\nOtrygg\nSpralligt\nMycket trygg\n"
    path.write_text(f"Hur trygg känner du dig?\n{words}", "utf-8-sig")
    dialog = opened(program, window, path)
    choose(program, dialog, 0, Role.RATING)
    assert dialog.summary().startswith("3 ")
    dialog.columns.strip.ratings_asked.emit()
    asked = program.dialog(RatingWordsDialog)
    lines = {line.accessibleName(): line for line in asked.findChildren(SegmentedControl)}
    assert (lines["Mycket trygg"].value(), lines["Spralligt"].value()) == (5, None)
    lines["Spralligt"].set_value(4)
    asked.submit()
    program.settle()
    assert dialog.summary().startswith("4 ")
    dialog.submit()
    program.settle()
    with window.desk.ctx.read() as session:
        ratings = session.scalars(select(Response.rating).order_by(Response.id)).all()
    assert ratings == [5, 2, 4, 5]


def test_the_mouse_opens_the_roles_under_a_head(
    program: Program, window: MainWindow, listed: Path
) -> None:
    dialog = opened(program, window, listed)
    header = dialog.columns.table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(1) + 30, header.height() - 16)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == len(Role)
    menu.close()
    assert dialog.columns.table.currentIndex().column() == 1


@pytest.mark.parametrize("name", ["saknas.csv", "bild.xlsx", "tom.csv"])
def test_a_file_that_is_no_list_says_so(
    program: Program, window: MainWindow, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name != "saknas.csv":
        path.write_bytes(b"\x89PNG not a workbook" if name.endswith("xlsx") else b"")
    dialog = opened(program, window, path)
    assert name in dialog.error_text()
    program.press(Key.Key_Return)
    assert dialog.isVisible()
    assert texts(window.desk.ctx) == []


def test_a_workbook_with_a_password_says_so(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "hemlig.xlsx"
    path.write_bytes(PROTECTED)
    dialog = opened(program, window, path)
    assert "lösenord" in dialog.error_text()


def test_another_file_after_a_bad_one(
    program: Program, window: MainWindow, tmp_path: Path, listed: Path
) -> None:
    dialog = opened(program, window, tmp_path / "saknas.csv")
    assert dialog.error_text()
    dialog.file.set_value(listed)
    dialog.file.entered.emit()
    program.settle()
    assert not dialog.error_text()
    assert dialog.summary().startswith("3 ")


def test_columns_without_a_meaning_are_shown_and_wait(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "annat.csv"
    path.write_text(OTHER_LIST, "utf-8-sig")
    dialog = opened(program, window, path)
    choose(program, dialog, 0, Role.IGNORED)
    choose(program, dialog, 1, Role.IGNORED)
    assert dialog.error_text()
    choose(program, dialog, 1, Role.RATING)
    assert not dialog.error_text()
    assert dialog.summary().startswith("2 ")


def test_the_other_kinds_still_look_before_they_import(
    program: Program, window: MainWindow, listed: Path
) -> None:
    window.commands.run("book.import")
    program.settle()
    dialog = program.dialog(ImportDialog)
    kind = dialog.findChild(SegmentedControl)
    assert isinstance(kind, SegmentedControl)
    kind.set_value(ImportKind.RESPONSES)
    kind.set_value(ImportKind.LOG)
    program.settle()
    program.front(dialog)
    program.write(str(listed))
    program.press(Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.error_text() or dialog.summary()


def test_closing_while_it_looks_is_no_harm(
    program: Program, window: MainWindow, listed: Path
) -> None:
    dialog = opened(program, window, listed)
    dialog.look_asked.emit(dialog.command())
    dialog.reject()
    program.settle()
    assert not program.open_ones(AnswersImportDialog)


def test_a_read_only_book_imports_nothing(program: Program, town_file: Path) -> None:
    with unprivileged(town_file.parent):
        window = program.open(town_file)
    assert not window.commands.is_enabled("survey.import")
