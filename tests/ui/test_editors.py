"""The fields of forms: what they read, what they refuse, and what they say beside it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tracker import i18n
from tracker.models.errors import Invalid
from tracker.services.typed import typed_date
from tracker.ui.widgets.calendar import CalendarPopup, MonthGrid, month_later
from tracker.ui.widgets.editors import DateField, HoursField, NoteField, NumberField, Picker

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")
TODAY = date(2018, 9, 15)
LOCAL_DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


Stage = Callable[..., QWidget]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    """Shows widgets in a window, with a field after them to move on to."""
    shown: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        shown.append(window)
        layout = QVBoxLayout(window)
        for widget in (*widgets, QLineEdit()):
            layout.addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    return show


@given(LOCAL_DATES, LOCAL_DATES)
def test_a_date_in_full_means_itself(day: date, today: date) -> None:
    assert typed_date(day.isoformat(), today) == day
    assert typed_date(f"{day.day}/{day.month} {day.year}", today) == day


@given(st.dates(min_value=date(1995, 1, 1), max_value=date(2095, 12, 31)))
def test_a_date_without_a_year_is_the_nearest(today: date) -> None:
    for far in (-170, -1, 0, 1, 170):
        day = today + timedelta(far)
        if (day.month, day.day) != (2, 29):
            assert typed_date(f"{day.day}/{day.month}", today) == day


@given(LOCAL_DATES.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_what_has_happened_is_never_in_the_future(day: date) -> None:
    found = typed_date(f"{day.day}/{day.month}", TODAY, past=True)
    assert timedelta(0) <= TODAY - found < timedelta(366)


@pytest.mark.parametrize("text", ["31/2", "31 feb", "snart", "2018-13-01", "29/2"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match=r"input\.date"):
        typed_date(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "day", "beside"),
    [
        ("2018-09-15", TODAY, "lördag, i dag"),
        ("2018-09-14", date(2018, 9, 14), "fredag, i går"),
        ("15 sep", TODAY, "lördag, 2018-09-15"),
        ("3/9", date(2018, 9, 3), "måndag, 2018-09-03"),
        ("i går", date(2018, 9, 14), "fredag, 2018-09-14"),
    ],
)
def test_a_day_is_read_and_said_beside(stage: Stage, typed: str, day: date, beside: str) -> None:
    field = DateField(TODAY)
    stage(field)
    QTest.keyClicks(field, typed)
    assert field.value() == day
    assert field.accessibleDescription() == beside


def test_a_hyphen_is_typed_in_a_date_and_steps_a_whole_one(stage: Stage) -> None:
    field = DateField(TODAY, TODAY)
    stage(field)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Key.Key_Minus)
    assert field.value() == date(2018, 9, 14)
    QTest.keyClick(field, Key.Key_Plus)
    QTest.keyClick(field, Key.Key_Up)
    assert field.value() == date(2018, 9, 16)
    QTest.keyClick(field, Key.Key_Down)
    assert field.value() == TODAY
    field.clear()
    QTest.keyClicks(field, "15/9-17")
    assert field.value() == date(2017, 9, 15)
    for typed in ("+2v", "+2 w"):
        field.selectAll()
        QTest.keyClicks(field, typed)
        assert (field.text(), field.value()) == (typed, date(2018, 9, 29))


def test_an_unreadable_day_stays_and_is_marked_when_left(stage: Stage) -> None:
    field = DateField(TODAY, TODAY)
    field.setObjectName("done_on")
    stage(field)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "31/2")
    assert not field.property("invalid")
    QTest.keyClick(field, Key.Key_Tab)
    assert field.property("invalid")
    assert field.text() == "31/2"
    with pytest.raises(Invalid) as refused:
        field.value()
    assert refused.value.field == "done_on"
    field.setText("1/9")
    assert not field.property("invalid")
    field.setFocus()
    QTest.keyClick(field, Key.Key_Tab)
    assert field.text() == "2018-09-01"


def test_what_stands_beside_follows_a_new_today(qtbot: QtBot) -> None:
    field = DateField(TODAY, TODAY)
    qtbot.addWidget(field)
    field.set_today(date(2018, 9, 16))
    field.setText("2018-09-15 ")
    assert field.accessibleDescription() == "lördag, i går"


def test_an_empty_day_is_none_and_changes_are_told(qtbot: QtBot) -> None:
    field = DateField(TODAY, TODAY)
    qtbot.addWidget(field)
    seen: list[object] = []
    field.changed.connect(seen.append)
    field.clear()
    assert field.value() is None
    field.setText("2018-09-1")
    assert seen == [None, date(2018, 9, 1)]


def test_the_calendar_is_picked_from_by_keyboard(stage: Stage) -> None:
    field = DateField(TODAY, TODAY)
    stage(field)
    field.setFocus()
    QTest.keyClick(field, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    grid = popup.grid
    for key in (Key.Key_Left, Key.Key_Up, Key.Key_PageDown):
        QTest.keyClick(grid, key)
    assert grid.day() == date(2018, 10, 7)
    assert grid.accessibleName() == "söndag 7 oktober 2018"
    QTest.keyClick(grid, Key.Key_Home)
    assert grid.day() == date(2018, 10, 1)
    QTest.keyClick(grid, Key.Key_End)
    QTest.keyClick(grid, Key.Key_Return)
    assert field.value() == date(2018, 10, 31)
    assert not popup.isVisible()


def test_the_calendar_is_picked_from_by_mouse(stage: Stage) -> None:
    popup_owner = DateField(TODAY, TODAY)
    stage(popup_owner)
    popup_owner.open_calendar()
    popup = popup_owner.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    grid = popup.grid
    side = grid.width() // 8
    first = grid.first_shown()
    assert first == date(2018, 8, 27)
    assert grid.day_at(QPointF(3, 3)) is None
    QTest.mouseMove(grid, QPoint(side + 4, 30))
    popup.grab()
    QTest.mouseClick(
        grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(side + 4, 30)
    )
    assert popup_owner.value() == first


@given(LOCAL_DATES, st.integers(-30, 30))
def test_a_month_later_is_in_that_month(day: date, months: int) -> None:
    later = month_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(1)).month != later.month


def test_the_calendar_turns_with_the_wheel(qtbot: QtBot) -> None:
    grid = MonthGrid(date(2018, 1, 31), TODAY)
    qtbot.addWidget(grid)
    grid.wheelEvent(wheel(-120))
    assert grid.day() == date(2018, 2, 28)


def wheel(by: int) -> QWheelEvent:
    none = Qt.MouseButton.NoButton
    spot = QPointF(5, 5)
    phase = Qt.ScrollPhase.NoScrollPhase
    plain = Qt.KeyboardModifier.NoModifier
    return QWheelEvent(spot, spot, QPoint(), QPoint(0, by), none, plain, phase, False)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,5", "1.5"), ("12", "12"), ("1 234,5", "1234.5"), ("", None), ("1,239", "1.24")],
)
def test_a_number_is_read(qtbot: QtBot, typed: str, number: str | None) -> None:
    field = NumberField(unit="pass")
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == (None if number is None else Decimal(number))
    assert field.accessibleDescription() == "pass"


@pytest.mark.parametrize(
    ("typed", "code", "decimals"),
    [("många", "input.number", 2), ("1,5", "input.whole", 0), ("9" * 20, "input.number_large", 2)],
)
def test_what_is_no_number_is_refused(qtbot: QtBot, typed: str, code: str, decimals: int) -> None:
    field = NumberField(decimals=decimals)
    field.setObjectName("people")
    qtbot.addWidget(field)
    field.setText(typed)
    with pytest.raises(Invalid) as refused:
        field.value()
    assert (refused.value.code, refused.value.field) == (code, "people")
    assert field.text() == typed


def test_the_arrows_step_a_number_down_to_zero(stage: Stage) -> None:
    field = NumberField(Decimal(1))
    stage(field)
    QTest.keyClick(field, Key.Key_Up)
    assert field.value() == 2
    for _press in range(4):
        QTest.keyClick(field, Key.Key_Down)
    assert field.value() == 0
    field.setText("x")
    QTest.keyClick(field, Key.Key_Up)
    assert field.text() == "x"


def test_a_long_unit_leaves_room_for_the_number(stage: Stage) -> None:
    field = NumberField(Decimal(1), unit="nykterhetskontroller")
    stage(field)
    field.setFixedWidth(70)
    QApplication.processEvents()
    assert field.textMargins().right() == 0
    field.setFixedWidth(240)
    QApplication.processEvents()
    assert field.textMargins().right() > 100


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("1,5", 90), ("1:30", 90), ("90 min", 90), ("18:00–19:30", 90), ("", None)],
)
def test_hours_are_read_as_minutes(qtbot: QtBot, typed: str, minutes: int | None) -> None:
    field = HoursField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == minutes
    field.set_value(90)
    assert field.text() == "1,5"


def picker(stage: Stage) -> "Picker[int]":
    made: Picker[int] = Picker([(1, "L5 Levande stadskärna"), (2, "L4 Unga och ANDT")])
    made.setObjectName("promise_id")
    stage(made)
    return made


def typed_in(chosen: "Picker[int]", text: str) -> None:
    field = chosen.lineEdit()
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_choice_is_found_by_any_part_of_its_words(stage: Stage) -> None:
    chosen = picker(stage)
    assert chosen.value() is None
    typed_in(chosen, "unga")
    assert chosen.value() == 2
    typed_in(chosen, "l5 levande stadsk")
    assert chosen.value() == 1


def test_enter_takes_the_only_choice_that_fits(stage: Stage) -> None:
    chosen = picker(stage)
    chosen.setFocus()
    field = chosen.lineEdit()
    assert field is not None
    QTest.keyClicks(field, "unga")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Return)
    assert not popup.isVisible()
    assert chosen.currentText() == "L4 Unga och ANDT"
    assert chosen.value() == 2


def test_what_is_no_choice_is_refused_with_what_there_is(stage: Stage) -> None:
    chosen = picker(stage)
    typed_in(chosen, "L9")
    with pytest.raises(Invalid) as refused:
        chosen.value()
    assert refused.value.field == "promise_id"
    assert refused.value.params["choices"] == ("L5 Levande stadskärna", "L4 Unga och ANDT")
    assert chosen.currentText() == "L9"


def test_other_choices_leave_what_is_typed(stage: Stage) -> None:
    chosen = picker(stage)
    seen: list[object] = []
    chosen.changed.connect(seen.append)
    chosen.set_value(2)
    assert seen == [2]
    chosen.set_choices([(7, "L7 Ny"), (2, "L4 Unga och ANDT")])
    assert chosen.value() == 2
    chosen.set_value(99)
    assert chosen.value() is None


def test_the_wheel_does_not_change_a_choice(stage: Stage) -> None:
    chosen = picker(stage)
    chosen.set_value(1)
    chosen.wheelEvent(wheel(-120))
    assert chosen.value() == 1


@pytest.mark.parametrize(
    ("lang", "word", "public"),
    [("sv", "telefonnummer", "allmän handling"), ("en", "phone number", "public record")],
)
def test_a_note_hints_at_personal_data(
    stage: Stage, lang: i18n.Language, word: str, public: str
) -> None:
    i18n.activate(lang)
    note = NoteField("Vad hände?")
    stage(note)
    assert note.hint() == ""
    QTest.keyClicks(note.edit, "Ring 070-123 45 67")
    assert word in note.hint()
    assert note.value() == "Ring 070-123 45 67"
    assert public in note.public_words()
    note.set_value("Belysning påtalad ")
    assert (note.hint(), note.value()) == ("", "Belysning påtalad")
    note.set_public("")
    assert note.public_words() == ""


def test_tab_leaves_a_note(stage: Stage) -> None:
    note = NoteField()
    window = stage(note)
    note.setFocus()
    QTest.keyClick(note.edit, Key.Key_Tab)
    assert window.focusWidget() is not note.edit
    assert note.value() == ""


def test_of_two_choices_with_the_same_words_the_other_one_is_told(qtbot: QtBot) -> None:
    picker: Picker[int] = Picker([(1, "Polis"), (2, "Polis")], 1)
    qtbot.addWidget(picker)
    with qtbot.waitSignal(picker.changed) as told:
        picker.setCurrentIndex(1)
    assert told.args == [2]
