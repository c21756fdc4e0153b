"""Logga insats: by keyboard from the first letter to the committed entry, in both languages."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.desks import Bench
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.i18n import _
from tracker.models.enums import FollowUp
from tracker.services.context import AppContext
from tracker.services.log import EditLog, LogFields, delete_log, edit_log
from tracker.services.queries.log import LogRow, latest_log
from tracker.ui.dialogs.log_dialog import open_log_dialog, open_log_edit
from tracker.ui.dialogs.log_form import LogDialog

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture(params=["sv", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    i18n.activate(request.param)
    return str(request.param)


def opened(at_desk: Bench, action_id: int | None = None) -> LogDialog:
    dialog = open_log_dialog(at_desk.desk, at_desk.window, action_id)
    at_desk.settle()
    return dialog


def typed(at_desk: Bench, text: str) -> None:
    """Type where the keyboard is, and let what that starts come to rest."""
    QTest.keyClicks(focused(), text)
    at_desk.settle()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(at_desk: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(focused(), key, modifier or Qt.KeyboardModifier.NoModifier)
    at_desk.settle()


def newest(ctx: AppContext) -> LogRow:
    rows = latest_log(ctx, limit=50)
    return max(rows, key=lambda row: row.id)


def count(ctx: AppContext) -> int:
    return len(latest_log(ctx, limit=100))


@pytest.mark.usefixtures("lang")
def test_three_letters_and_enter_twice_log_a_patrol(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    before = count(town_ctx)
    opened(at_desk)
    typed(at_desk, "fot")
    press(at_desk, Key.Key_Return)
    press(at_desk, Key.Key_Return)
    assert not dialog_is_open()
    assert count(town_ctx) == before + 1
    row = newest(town_ctx)
    assert (row.action_id, row.done_on, row.quantity) == (town.patrols, TODAY, Decimal(1))
    assert (row.note, row.internal, at_desk.failures) == ("", False, [])


def dialog_is_open() -> bool:
    return any(isinstance(w, LogDialog) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_enter_does_not_have_to_wait_for_the_candidates(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    before = count(town_ctx)
    dialog = open_log_dialog(at_desk.desk, at_desk.window)
    field = dialog.chooser.search.field
    QTest.keyClicks(field, "fot")
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Return)
    at_desk.settle()
    assert not dialog_is_open()
    assert (count(town_ctx), newest(town_ctx).action_id) == (before + 1, town.patrols)


def test_the_arrows_choose_another_candidate(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    dialog = opened(at_desk)
    rows = dialog.chooser.search.candidates.rows()
    assert [row.id for row in rows[:1]] == [town.patrols]
    wanted = next(n for n, row in enumerate(rows) if row.id == town.clearing)
    for _press in range(wanted):
        press(at_desk, Key.Key_Down)
    press(at_desk, Key.Key_Return)
    action = dialog.chooser.action()
    assert action is not None
    assert action.id == town.clearing


def test_a_candidate_is_taken_with_the_mouse(at_desk: Bench, town: Town) -> None:
    dialog = opened(at_desk)
    candidates = dialog.chooser.search.candidates
    QTest.mouseClick(
        candidates.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(80, 20),
    )
    action = dialog.chooser.action()
    assert action is not None
    assert action.id == town.patrols


def test_typing_again_lets_the_action_go(at_desk: Bench) -> None:
    dialog = opened(at_desk)
    typed(at_desk, "fot")
    press(at_desk, Key.Key_Return)
    assert "18 av 30" in preview(dialog)
    dialog.chooser.setFocus()
    typed(at_desk, "x")
    assert dialog.chooser.action() is None
    assert "18 av 30" not in preview(dialog)


def preview(dialog: LogDialog) -> str:
    return dialog.preview.accessibleDescription()


def test_the_preview_follows_the_quantity(at_desk: Bench, town: Town) -> None:
    dialog = opened(at_desk, town.patrols)
    assert preview(dialog).startswith("18 av 30, borde vara 21")
    typed(at_desk, "9")
    assert preview(dialog).startswith("26 av 30")
    assert dialog.preview.after is not None
    assert dialog.preview.after.colour is FollowUp.ON_TRACK


def test_a_day_before_the_action_began_is_remarked_upon(at_desk: Bench, town: Town) -> None:
    dialog = opened(at_desk, town.patrols)
    assert not dialog.remark.isVisibleTo(dialog)
    dialog.date.setText("2017-12-31")
    assert dialog.remark.isVisibleTo(dialog)
    assert dialog.remark.text() == "Före åtgärdens start, 1 jan 2018."
    dialog.date.setText("2018-01-01")
    assert not dialog.remark.isVisibleTo(dialog)


def test_all_fields_are_saved(at_desk: Bench, town_ctx: AppContext, town: Town) -> None:
    opened(at_desk, town.patrols)
    for text in ("2", "14/9", "1,5", "3"):
        typed(at_desk, text)
        press(at_desk, Key.Key_Tab)
    typed(at_desk, "Stortorget")
    press(at_desk, Key.Key_Tab)
    while not isinstance(focused(), QPlainTextEdit):
        press(at_desk, Key.Key_Tab)
    typed(at_desk, "Belysning")
    press(at_desk, Key.Key_Return)
    typed(at_desk, "trasig")
    press(at_desk, Key.Key_Return, Control)
    row = newest(town_ctx)
    assert (row.quantity, row.done_on, row.minutes, row.people) == (
        Decimal(2),
        date(2018, 9, 14),
        90,
        3,
    )
    assert (row.place, row.note) == ("Stortorget", "Belysning\ntrasig")
    press(at_desk, Key.Key_Escape)
    assert not dialog_is_open()


def test_the_usual_places_are_buttons(at_desk: Bench, town: Town) -> None:
    dialog = opened(at_desk, town.patrols)
    assert dialog.place.buttons() == ["Stortorget", "45:ans köpcentrum"]
    dialog.place.press(1)
    assert dialog.place.value() == "45:ans köpcentrum"


@pytest.mark.usefixtures("lang")
def test_save_and_log_another_begins_anew_on_the_same_day(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    before = count(town_ctx)
    dialog = opened(at_desk, town.patrols)
    dialog.date.set_value(date(2018, 9, 1))
    dialog.note.set_value("Lugnt")
    press(at_desk, Key.Key_Return, Control)
    assert count(town_ctx) == before + 1
    assert dialog.isVisible()
    assert dialog.chooser.action() is None
    assert (dialog.note.value(), dialog.date.value()) == ("", date(2018, 9, 1))
    assert "Fotpatrullering" in dialog.said()
    typed(at_desk, "fot")
    press(at_desk, Key.Key_Return)
    press(at_desk, Key.Key_Return)
    assert count(town_ctx) == before + 2
    assert newest(town_ctx).done_on == date(2018, 9, 1)


@pytest.mark.usefixtures("lang")
def test_a_refused_entry_stays_as_it_was_typed(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    before = count(town_ctx)
    dialog = opened(at_desk, town.patrols)
    dialog.note.set_value("Viktigt")
    dialog.date.setText("2019-01-01")
    dialog.submit()
    at_desk.settle()
    assert count(town_ctx) == before
    assert dialog.isVisible()
    assert dialog.error_text()
    assert dialog.note.value() == "Viktigt"
    assert dialog.date.hasFocus()
    dialog.date.setText("2018-09-01")
    dialog.submit()
    at_desk.settle()
    assert count(town_ctx) == before + 1
    assert not dialog_is_open()


@pytest.mark.parametrize("missing", ["action_id", "quantity", "done_on"])
def test_what_is_missing_is_said_at_its_field(at_desk: Bench, town: Town, missing: str) -> None:
    dialog = opened(at_desk, None if missing == "action_id" else town.patrols)
    if missing == "quantity":
        dialog.quantity.clear()
    if missing == "done_on":
        dialog.date.clear()
    dialog.submit()
    at_desk.settle()
    assert dialog.isVisible()
    assert "fyllas i" in dialog.error_text()


def test_nothing_found_says_so(at_desk: Bench) -> None:
    dialog = opened(at_desk)
    typed(at_desk, "zzz")
    assert "zzz" in dialog.chooser.none_words()
    press(at_desk, Key.Key_Return)
    assert dialog.chooser.action() is None


def test_an_internal_note_says_what_that_means(
    at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    dialog = opened(at_desk, town.patrols)
    assert "allmän handling" in dialog.note.public_words()
    dialog.internal.set_value(True)
    assert "sekretesskydd" in dialog.note.public_words()
    dialog.note.set_value("Internt")
    dialog.submit()
    at_desk.settle()
    assert newest(town_ctx).internal


def test_escape_closes_without_saving(at_desk: Bench, town_ctx: AppContext) -> None:
    before = count(town_ctx)
    opened(at_desk)
    typed(at_desk, "fot")
    press(at_desk, Key.Key_Escape)
    assert not dialog_is_open()
    assert count(town_ctx) == before


@pytest.mark.usefixtures("lang")
def test_an_entry_is_changed(at_desk: Bench, town_ctx: AppContext) -> None:
    entry = newest(town_ctx)
    dialog = open_log_edit(at_desk.desk, at_desk.window, entry)
    at_desk.settle()
    assert dialog.quantity.value() == entry.quantity
    assert dialog.place.value() == entry.place
    # What is in the book already is not counted twice.
    assert dialog.preview.after is not None
    assert dialog.preview.after.done == 17
    dialog.quantity.setText("3")
    source = dialog.findChild(QLineEdit, "source")
    assert source is not None
    assert source.accessibleName() == _("Source")
    source.setText(" Passrapport ")
    dialog.submit()
    at_desk.settle()
    assert not dialog_is_open()
    changed = next(row for row in latest_log(town_ctx, limit=50) if row.id == entry.id)
    assert (changed.quantity, changed.source) == (Decimal(3), "Passrapport")


def test_a_new_entry_is_not_asked_for_its_source(at_desk: Bench) -> None:
    assert opened(at_desk).findChild(QLineEdit, "source") is None


def test_a_conflict_shows_theirs_and_a_second_save_overwrites(
    at_desk: Bench, town_ctx: AppContext
) -> None:
    entry = newest(town_ctx)
    dialog = open_log_edit(at_desk.desk, at_desk.window, entry)
    at_desk.settle()
    theirs = LogFields(entry.action_id, entry.done_on, Decimal(7), place="Resecentrum")
    edit_log(town_ctx, EditLog(entry.id, entry.version, theirs))
    dialog.quantity.setText("5")
    dialog.submit()
    at_desk.settle()
    assert dialog.isVisible()
    assert "7" in dialog.error_text()
    assert "Resecentrum" in dialog.error_text()
    assert dialog.quantity.text() == "5"
    dialog.submit()
    at_desk.settle()
    assert not dialog_is_open()
    assert next(row for row in latest_log(town_ctx, limit=50) if row.id == entry.id).quantity == 5


def test_an_entry_removed_meanwhile_keeps_what_was_typed(
    at_desk: Bench, town_ctx: AppContext
) -> None:
    entry = newest(town_ctx)
    dialog = open_log_edit(at_desk.desk, at_desk.window, entry)
    at_desk.settle()
    delete_log(town_ctx, entry.id, entry.version)
    dialog.quantity.setText("5")
    dialog.submit()
    at_desk.settle()
    assert dialog.isVisible()
    assert dialog.error_text()
    assert dialog.quantity.text() == "5"


def test_candidates_can_be_read_out(at_desk: Bench) -> None:
    dialog = opened(at_desk)
    candidates = dialog.chooser.search.candidates
    model = candidates.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    typed(at_desk, "fot")
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Fotpatrullering" in spoken
    assert "17 av 30" in spoken


def test_hostile_text_is_shown_as_it_is(at_desk: Bench, town_ctx: AppContext, town: Town) -> None:
    text = "<b>fet</b> & =1+1 \u202eabc " + "lång " * 2000
    dialog = opened(at_desk, town.patrols)
    dialog.note.set_value(text)
    dialog.submit()
    at_desk.settle()
    assert newest(town_ctx).note == text.strip()
