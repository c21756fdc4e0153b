"""The kiosk: one answer after the other, by keyboard or thumb, and nothing lost."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QWidget
from sqlalchemy import Engine, event, select

from tests.factory import a_survey, opened
from tests.files import unprivileged
from tests.ui.program import Program
from tracker.models.engine import connect
from tracker.models.survey import Response, ResponseTheme, Theme
from tracker.services.context import AppContext
from tracker.services.surveys import ResponseFields, add_responses
from tracker.ui.kiosk.start import CodeDialog, StartKioskDialog
from tracker.ui.kiosk.window import Kiosk
from tracker.ui.main_window import MainWindow
from tracker.ui.widgets.buttons import PrimaryButton
from tracker.ui.widgets.choosers import SegmentedControl

Key = Qt.Key
Shift, Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Press = Callable[[QWidget], None]
Answer = tuple[str | None, int | None, str | None, str | None, tuple[str, ...]]


@pytest.fixture
def book(town_file: Path) -> Path:
    """The town's book with a survey of two answers, four themes and two places."""
    ctx = opened(town_file)
    answers = (
        ResponseFields("Mörkt", place="Kanalen", respondent_group="Unga", themes=("belysning",)),
        ResponseFields("Fort", place="Torget", themes=("trafik", "skötsel", "polis")),
    )
    add_responses(ctx, a_survey(ctx), answers)
    ctx.close()
    return town_file


@pytest.fixture
def window(program: Program, book: Path) -> MainWindow:
    return program.open(book)


def begun(program: Program, window: MainWindow, code: str | None = None) -> Kiosk:
    """The kiosk, in front; with a code people fill it in themselves."""
    window.commands.run("survey.kiosk")
    program.settle()
    dialog = program.dialog(StartKioskDialog)
    if code is not None:
        who = dialog.findChild(SegmentedControl)
        assert isinstance(who, SegmentedControl)
        who.set_value(True)
        field = dialog.findChild(QLineEdit, "code")
        assert isinstance(field, QLineEdit)
        field.setText(code)
    dialog.submit()
    program.settle()
    kiosk = program.dialog(Kiosk)
    assert kiosk.isFullScreen()
    program.front(kiosk)
    return kiosk


def new_answers(ctx: AppContext) -> list[Answer]:
    """What was taken after the first two."""
    with ctx.read() as session:
        found = []
        for row in session.scalars(select(Response).order_by(Response.id)).all()[2:]:
            names = session.scalars(
                select(Theme.name)
                .join(ResponseTheme, ResponseTheme.theme_id == Theme.id)
                .where(ResponseTheme.response_id == row.id)
                .order_by(Theme.id)
            )
            found.append((row.text, row.rating, row.place, row.respondent_group, tuple(names)))
        return found


def test_a_digit_the_text_a_theme_and_enter(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    themes = [button.words() for button in kiosk.form.themes.buttons()]
    program.press(Key.Key_2)
    program.write("Mörkt vid 2 bänkar")
    program.press(Key.Key_F1)
    program.press(Key.Key_4, Control)
    program.press(Key.Key_Return)
    assert new_answers(window.desk.ctx) == [
        ("Mörkt vid 2 bänkar", 2, None, None, (themes[0], themes[3]))
    ]
    assert "3" in kiosk.thanks()
    assert kiosk.counter().startswith("3 ")
    assert kiosk.form.is_blank()
    # The next person, without a rating: letters go where they belong.
    program.write("Fort")
    program.press(Key.Key_Return, Shift)
    program.write("och ofta")
    program.press(Key.Key_Return)
    assert new_answers(window.desk.ctx)[1:] == [("Fort\noch ofta", None, None, None, ())]


def test_place_and_group_by_digits_and_what_is_kept(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    places = [button.words() for button in kiosk.form.place.choices.buttons()]
    assert set(places) == {"Kanalen", "Torget"}
    program.press(Key.Key_5)
    program.press(Key.Key_Tab)
    program.press(Key.Key_2)
    program.press(Key.Key_1)
    program.press(Key.Key_Return)
    assert new_answers(window.desk.ctx) == [(None, 5, places[1], "Unga", ())]
    assert (kiosk.form.place.value(), kiosk.form.group.value()) == ("", "Unga")
    kiosk.form.place.keep.setChecked(True)
    program.press(Key.Key_4)
    program.press(Key.Key_Tab)
    program.write("Ågatan")
    program.press(Key.Key_Return)
    assert new_answers(window.desk.ctx)[1:] == [(None, 4, "Ågatan", "Unga", ())]
    assert kiosk.form.place.value() == "Ågatan"


def test_a_known_place_is_completed_and_then_enter_saves(
    program: Program, window: MainWindow
) -> None:
    kiosk = begun(program, window)
    program.press(Key.Key_1)
    kiosk.form.place.field.setFocus()
    program.write("kan")
    popup = kiosk.form.place.field.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    program.settle()
    assert kiosk.form.place.value() == "Kanalen"
    assert new_answers(window.desk.ctx) == []
    program.press(Key.Key_Return)
    assert [answer[2] for answer in new_answers(window.desk.ctx)] == ["Kanalen"]


def test_a_new_place_needs_one_enter_also_when_others_are_suggested(
    program: Program, window: MainWindow
) -> None:
    kiosk = begun(program, window)
    program.press(Key.Key_1)
    kiosk.form.place.field.setFocus()
    program.write("k")
    popup = kiosk.form.place.field.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClick(popup, Key.Key_Return)
    program.settle()
    assert [answer[2] for answer in new_answers(window.desk.ctx)] == ["k"]


@pytest.fixture(scope="module")
def thumb(qapp: QApplication) -> Press:
    """Puts a finger on a widget, and lifts it."""
    screen = QTest.createTouchDevice()

    def touch(widget: QWidget) -> None:
        where = widget.rect().center()
        QTest.touchEvent(widget, screen).press(0, where, widget).commit()
        QTest.touchEvent(widget, screen).release(0, where, widget).commit()

    return touch


def by_mouse(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("by", ["mouse", "thumb"])
def test_the_thumb_needs_no_keyboard(
    program: Program, window: MainWindow, thumb: Press, by: str
) -> None:
    press = thumb if by == "thumb" else by_mouse
    kiosk = begun(program, window)
    for button in (
        kiosk.form.rating.buttons()[2],
        kiosk.form.themes.buttons()[1],
        kiosk.form.place.choices.buttons()[0],
    ):
        assert min(button.width(), button.height()) >= 64
        press(button)
    # A keyboard on the screen would hide half of it.
    assert not kiosk.form.words.edit.hasFocus()
    save = next(b for b in kiosk.findChildren(QPushButton) if isinstance(b, PrimaryButton))
    press(save)
    program.settle()
    ((text, rating, place, _group, themes),) = new_answers(window.desk.ctx)
    assert (text, rating, len(themes)) == (None, 3, 1)
    assert place == kiosk.form.place.choices.buttons()[0].words()


def test_what_is_chosen_can_be_let_go(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    rating = kiosk.form.rating
    rating.press(1)
    rating.press(3)
    assert rating.values() == (4,)
    rating.press(3)
    assert rating.values() == ()
    program.press(Key.Key_Right)
    program.press(Key.Key_Space)
    assert rating.values() == (2,)


def test_an_empty_answer_is_refused_in_words(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    kiosk.form.place.choices.press(0)
    program.press(Key.Key_Return)
    assert kiosk.complaint()
    assert kiosk.form.place.value()
    assert new_answers(window.desk.ctx) == []
    program.press(Key.Key_3)
    program.press(Key.Key_Return)
    assert not kiosk.complaint()
    assert len(new_answers(window.desk.ctx)) == 1


def test_a_refusal_takes_the_thanks_away(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    program.press(Key.Key_3)
    program.press(Key.Key_Return)
    assert kiosk.thanks()
    program.press(Key.Key_Return)
    assert kiosk.complaint()
    assert not kiosk.thanks()


def test_undo_takes_the_latest_back_to_be_put_right(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    for number, text in ((1, "Ett"), (2, "Tvo")):
        program.press(Key(Key.Key_0 + number))
        program.write(text)
        program.press(Key.Key_F2)
        program.press(Key.Key_Return)
    before = new_answers(window.desk.ctx)
    program.press(Key.Key_Z, Control)
    assert new_answers(window.desk.ctx) == before[:1]
    assert kiosk.form.words.value() == "Tvo"
    assert kiosk.form.rating.values() == (2,)
    assert len(kiosk.form.themes.values()) == 1
    assert kiosk.counter().startswith("3 ")
    kiosk.form.words.set_value("Två")
    program.press(Key.Key_Return)
    assert [answer[0] for answer in new_answers(window.desk.ctx)] == ["Ett", "Två"]


def test_a_text_keeps_its_own_undo(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    program.write("Ett")
    program.press(Key.Key_Return)
    program.write("Nytt")
    program.press(Key.Key_Z, Control)
    assert len(new_answers(window.desk.ctx)) == 1
    assert kiosk.form.words.value() == ""


def test_nothing_of_other_work_is_undone(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    kiosk.undo()
    program.settle()
    assert new_answers(window.desk.ctx) == []
    with window.desk.ctx.read() as session:
        assert len(session.scalars(select(Response.id)).all()) == 2


def test_a_text_that_points_out_somebody_gets_a_hint_and_is_saved(
    program: Program, window: MainWindow
) -> None:
    kiosk = begun(program, window)
    program.write("Ring 070-123 45 67")
    assert kiosk.form.words.hint()
    program.press(Key.Key_Return)
    assert len(new_answers(window.desk.ctx)) == 1
    assert not kiosk.form.words.hint()
    # As the workbench will: also by common names, and in what others are asked.
    program.write("Jag heter Anna Svensson")
    assert kiosk.form.words.hint()
    for field in (kiosk.form.place, kiosk.form.group):
        assert not field.hint()
        field.field.setText("070-123 45 67")
        assert field.hint()
        field.field.setText("Åmålsvägen")
        assert not field.hint()


def fill_disk(engine: Engine, path: Path, *, full: bool) -> None:
    """From now on the file may not grow, or may again; SQLite calls it a full disk."""
    with closing(connect(path, "mode=rw")) as connection:
        (now,) = connection.execute("PRAGMA page_count").fetchone()
    most = now if full else 1_000_000

    @event.listens_for(engine, "connect")
    def _limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")  # type: ignore[attr-defined]

    engine.dispose()


def test_what_could_not_be_saved_is_still_there(
    program: Program, window: MainWindow, book: Path
) -> None:
    kiosk = begun(program, window)
    ctx = window.desk.ctx
    long = "Mörkt vid kanalen. " * 400
    fill_disk(ctx.engine, book, full=True)
    program.press(Key.Key_1)
    kiosk.form.words.set_value(long)
    program.press(Key.Key_Return)
    assert new_answers(ctx) == []
    assert kiosk.form.words.value() == long.strip()
    assert kiosk.form.rating.values() == (1,)
    assert kiosk.complaint()
    # The next person has been begun by the time the disk says no.
    kiosk.save()
    program.write("Nästa")
    assert "1 " in kiosk.complaint()
    assert kiosk.form.words.value() == "Nästa"
    fill_disk(ctx.engine, book, full=False)
    program.press(Key.Key_Return)
    assert [answer[0] for answer in new_answers(ctx)] == [long.strip(), "Nästa"]
    assert not kiosk.complaint()


def test_escape_leaves_at_once_when_nothing_is_typed(program: Program, window: MainWindow) -> None:
    begun(program, window)
    program.press(Key.Key_Escape)
    assert not program.open_ones(Kiosk)


def test_escape_asks_when_something_is_typed(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window)
    program.write("Halvt")
    for answer in (QMessageBox.ButtonRole.RejectRole, QMessageBox.ButtonRole.AcceptRole):
        program.front(kiosk)
        program.press(Key.Key_Escape)
        box = program.dialog(QMessageBox)
        chosen = next(b for b in box.buttons() if box.buttonRole(b) == answer)
        chosen.click()
        program.settle()
    assert not program.open_ones(Kiosk)
    assert new_answers(window.desk.ctx) == []


def test_with_a_code_nobody_gets_out_without_it(program: Program, window: MainWindow) -> None:
    kiosk = begun(program, window, "4812")
    closing_event = QCloseEvent()
    QApplication.sendEvent(kiosk, closing_event)
    assert not closing_event.isAccepted()
    program.settle()
    asked = program.dialog(CodeDialog)
    program.front(asked)
    program.write("1234")
    program.press(Key.Key_Return)
    assert asked.error_text()
    assert program.open_ones(Kiosk)
    program.write("4812")
    program.press(Key.Key_Return)
    assert not program.open_ones(Kiosk)


def test_who_fills_it_in_sees_nothing_of_the_one_before(
    program: Program, window: MainWindow
) -> None:
    kiosk = begun(program, window, "4812")
    kiosk.form.group.choices.press(0)
    kiosk.form.themes.press(0)
    program.press(Key.Key_Return)
    assert len(new_answers(window.desk.ctx)) == 1
    assert kiosk.form.group.value() == ""
    program.press(Key.Key_Z, Control)
    assert len(new_answers(window.desk.ctx)) == 1
    assert kiosk.form.is_blank()
    with window.desk.ctx.read() as session:
        assert (
            session.scalars(select(Response.coded_by).order_by(Response.id.desc())).first() is None
        )


def test_a_theme_of_somebody_else_is_offered_without_touching_what_is_typed(
    program: Program, window: MainWindow, book: Path
) -> None:
    kiosk = begun(program, window)
    kiosk.form.themes.press(1)
    program.write("Halvt")
    add_responses(
        window.desk.ctx, a_survey(window.desk.ctx, "Annat"), [ResponseFields("x", themes=("unga",))]
    )
    program.settle()
    assert [b.words() for b in kiosk.form.themes.buttons()][-1] == "unga"
    assert len(kiosk.form.themes.values()) == 1
    assert kiosk.form.words.value() == "Halvt"


def test_everything_has_a_name_and_tab_passes_every_part(
    program: Program, window: MainWindow
) -> None:
    kiosk = begun(program, window)
    for button in kiosk.findChildren(QPushButton):
        assert button.accessibleName()
    seen = []
    for _step in range(14):
        seen.append(program.focused())
        program.press(Key.Key_Tab)
    parts = (
        kiosk.form.rating.buttons()[0],
        kiosk.form.themes.buttons()[0],
        kiosk.form.words.edit,
        kiosk.form.place.choices.buttons()[0],
        kiosk.form.place.field,
        kiosk.form.group.choices.buttons()[0],
    )
    assert [widget for widget in seen if widget in parts][: len(parts)] == list(parts)


def test_a_book_without_surveys_asks_for_one_first(program: Program, town_file: Path) -> None:
    window = program.open(town_file)
    window.commands.run("survey.kiosk")
    program.settle()
    assert not program.open_ones(StartKioskDialog)
    assert window.status_message()


def test_the_chosen_survey_is_filled_in(program: Program, window: MainWindow) -> None:
    other = a_survey(window.desk.ctx, "Trygghetsvandring")
    program.settle()
    window.commands.run("survey.kiosk", other)
    program.settle()
    assert program.dialog(StartKioskDialog).command().survey_id == other


def test_a_read_only_book_takes_no_answers(program: Program, book: Path) -> None:
    with unprivileged(book.parent):
        window = program.open(book)
    assert window.desk.read_only
    assert not window.commands.is_enabled("survey.kiosk")
    window.commands.run("survey.kiosk")
    program.settle()
    assert not program.open_ones(StartKioskDialog)
