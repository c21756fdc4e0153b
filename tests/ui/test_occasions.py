"""Recurring actions in the window: the occasions where an action is shown, and when one logs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tracker import i18n
from tracker.messages import operation_name
from tracker.messages.recurrence import tally_words
from tracker.models.enums import ActionKind, OccasionState
from tracker.models.journal import ChangeSet
from tracker.services.carry_over import CarryOver, carry_over
from tracker.services.context import AppContext
from tracker.services.log import LogFields, log_done
from tracker.services.promises import AddPromise, PromiseFields, add_promise
from tracker.services.queries.actions import action_rows
from tracker.services.queries.log import latest_log
from tracker.services.queries.series import SeriesTally, occasions_of
from tracker.services.series import SettleOccasion, settle_occasion
from tracker.ui.desk import Goto, Subject
from tracker.ui.dialogs import action_commands
from tracker.ui.dialogs.carry_over import CarryDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.log_dialog import open_log_dialog, open_log_edit
from tracker.ui.dialogs.log_form import LogDialog
from tracker.ui.dialogs.occasion import SettleDialog
from tracker.ui.panels.actions import ActionsPage
from tracker.ui.panels.inspector import Inspector
from tracker.ui.panels.inspector_action import ActionSheet
from tracker.ui.panels.log import LogPage
from tracker.ui.panels.occasions import OccasionsPanel
from tracker.ui.widgets.buttons import Button, LinkButton

Key = Qt.Key
# The book's day is 1 March 2018.
DAYS = tuple(date(2018, month, 15) for month in (1, 2, 3, 4))
pytestmark = pytest.mark.usefixtures("theme")


def a_series(ctx: AppContext) -> int:
    """Notices on the fifteenth, January to April; what is planned is one for each."""
    return factory.an_action(
        ctx, kind=ActionKind.RECURRING, planned=Decimal(4), unit="notices", occasions=DAYS
    )


@pytest.fixture
def action(ctx: AppContext) -> int:
    i18n.activate("en")
    return a_series(ctx)


def states(ctx: AppContext, action_id: int) -> list[OccasionState]:
    return [row.state for row in occasions_of(ctx, action_id)]


def press(place: Bench, widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)
        place.settle()


@pytest.fixture
def inspector(place: Bench, action: int) -> Inspector:
    made = Inspector(place.desk)
    place.show(made)
    place.desk.inspect(Subject("action", action))
    place.settle()
    return made


def panel(inspector: Inspector) -> OccasionsPanel:
    sheet = inspector.sheet()
    assert isinstance(sheet, ActionSheet)
    assert sheet.occasions is not None
    return sheet.occasions


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_an_occasion_is_settled_by_one_key_and_opened_again(
    place: Bench, inspector: Inspector, ctx: AppContext, action: int
) -> None:
    assert tally_words(SeriesTally(0, 2, 0, 2)) in words(panel(inspector))
    shown = panel(inspector).list
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    current = shown.current()
    assert current is not None
    assert current.due_on == DAYS[2]
    press(place, shown, Key.Key_M)
    assert states(ctx, action)[2] is OccasionState.OPEN
    press(place, panel(inspector).list, Key.Key_Left, Key.Key_M)
    assert states(ctx, action)[1] is OccasionState.MISSED
    # What is shown was made anew: the keyboard stands where it stood.
    assert panel(inspector).list.hasFocus()
    current = panel(inspector).list.current()
    assert current is not None
    assert current.due_on == DAYS[1]
    changes: list[ChangeSet] = []
    place.desk.changed.connect(changes.append)
    press(place, panel(inspector).list, Key.Key_Odiaeresis)
    assert states(ctx, action) == [OccasionState.OPEN] * 4
    assert [operation_name(each.name) for each in changes] == ["Occasion opened again"]


def test_cancelling_asks_for_the_reason_and_shows_it(
    place: Bench, inspector: Inspector, ctx: AppContext, action: int
) -> None:
    missed = occasions_of(ctx, action)[1]
    settle_occasion(ctx, SettleOccasion(missed.id, missed.version, OccasionState.MISSED))
    place.settle()
    shown = panel(inspector).list
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    press(place, shown, Key.Key_Up, Key.Key_I)
    (dialog,) = dialogs(SettleDialog)
    assert isinstance(dialog, SettleDialog)
    assert dialog._state.value() is OccasionState.CANCELLED
    dialog.reject()
    press(place, shown, Key.Key_Down, Key.Key_I)
    (dialog,) = dialogs(SettleDialog)
    assert isinstance(dialog, SettleDialog)
    dialog.submit()
    assert "reason" in dialog.error_text()
    dialog._reason.set_value("<b>Storm</b>")
    dialog.submit()
    place.settle()
    row = occasions_of(ctx, action)[2]
    assert (row.state, row.reason) == (OccasionState.CANCELLED, "<b>Storm</b>")
    shown = panel(inspector).list
    # Where the keyboard comes back to when the dialog has closed.
    assert place.window.focusWidget() is shown
    spoken = shown.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Thursday 15 March, cancelled, <b>Storm</b>"


def test_enter_logs_on_the_occasion_and_then_leads_to_the_entry(
    place: Bench, inspector: Inspector, ctx: AppContext, action: int
) -> None:
    press(place, panel(inspector).list, Key.Key_Up, Key.Key_Up, Key.Key_Return)
    (dialog,) = dialogs(LogDialog)
    assert isinstance(dialog, LogDialog)
    assert dialog.date.value() == DAYS[0]
    # Where one did it later, it is the occasion all the same.
    dialog.date.setText("2018-02-20")
    place.settle()
    dialog.submit()
    place.settle()
    row = occasions_of(ctx, action)[0]
    assert (row.state, row.done_on) == (OccasionState.DONE, date(2018, 2, 20))
    shown = panel(inspector)
    press(place, shown.list, Key.Key_I, Key.Key_M, Key.Key_Delete)
    assert states(ctx, action)[0] is OccasionState.DONE
    press(place, shown.list, Key.Key_Return)
    assert place.went == [Goto("log", row.entry_id)]


def test_a_click_in_the_strip_goes_to_the_nearest_occasion(
    inspector: Inspector,
) -> None:
    strip = panel(inspector).strip
    assert strip.nearest(QPointF(0, strip.height())) == panel(inspector).list.rows()[0]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().bottomRight())
    current = panel(inspector).list.current()
    assert current is not None
    assert current.due_on == DAYS[3]


def test_an_older_log_is_linked_from_a_quiet_note(
    place: Bench, inspector: Inspector, ctx: AppContext, action: int
) -> None:
    outside = LogFields(action, DAYS[1], occasion_id=None)
    log_done(ctx, outside)
    place.settle()
    assert "1 occasion can be linked to what is logged." in words(panel(inspector))
    link = next(b for b in panel(inspector).findChildren(LinkButton) if b.words() == "Link")
    link.click()
    place.settle()
    assert states(ctx, action)[1] is OccasionState.DONE
    assert "can be linked" not in words(panel(inspector))


def opened(place: Bench, action: int) -> LogDialog:
    dialog = open_log_dialog(place.desk, place.window, action)
    place.settle()
    return dialog


def offered(dialog: LogDialog) -> list[str]:
    choice = dialog.occasion.choice
    return [choice.itemText(n) for n in range(choice.count())]


def test_the_dialog_says_which_occasion_and_what_is_then_left(place: Bench, action: int) -> None:
    dialog = opened(place, action)
    assert dialog.occasion.words() == "the occasion 15 February"
    # No empty room below it, though the candidates gave more than it took.
    assert abs(dialog._scroll.height() - dialog._scroll.height_for(dialog._scroll.width())) < 8
    assert dialog.occasion.after() == f"then {tally_words(SeriesTally(1, 1, 0, 2))}"
    dialog.date.setText("2018-01-20")
    place.settle()
    assert dialog.occasion.words() == "the occasion 15 January"
    dialog.quantity.set_value(Decimal(2))
    dialog.date.setText("2018-02-03")
    place.settle()
    assert dialog.occasion.words() == "the occasions 15 Jan and 15 Feb"
    assert dialog.occasion.after() == f"then {tally_words(SeriesTally(2, 0, 0, 2))}"


def test_another_occasion_or_none_is_chosen_by_keyboard(
    place: Bench, ctx: AppContext, action: int
) -> None:
    dialog = opened(place, action)
    choice = dialog.occasion.choice
    assert offered(dialog)[0] == "Thursday 15 February"
    press(place, choice, Key.Key_Down)
    assert dialog.occasion.words() == "the occasion 15 January"
    assert dialog.date.value() == DAYS[0]
    # From there on one walks to the others: the day follows until it is to come.
    press(place, choice, Key.Key_Down)
    assert (dialog.occasion.words(), dialog.date.value()) == ("the occasion 15 February", DAYS[1])
    press(place, choice, Key.Key_Down)
    assert (dialog.occasion.words(), dialog.date.value()) == ("the occasion 15 March", DAYS[1])
    press(place, choice, Key.Key_End)
    assert dialog.occasion.words() == ""
    dialog.submit()
    place.settle()
    assert states(ctx, action) == [OccasionState.OPEN] * 4
    dialog = opened(place, action)
    press(place, dialog.occasion.choice, Key.Key_End, Key.Key_Up)
    dialog.submit()
    place.settle()
    assert states(ctx, action)[3] is OccasionState.DONE


def test_what_somebody_did_first_is_told_and_the_next_is_offered(
    place: Bench, ctx: AppContext, action: int
) -> None:
    dialog = opened(place, action)
    press(place, dialog.occasion.choice, Key.Key_Down)
    dialog.note.set_value("Ett långt samtal")
    chosen = occasions_of(ctx, action)[0]
    log_done(ctx, LogFields(action, DAYS[0], occasion_id=chosen.id))
    dialog.submit()
    place.settle()
    assert dialog.isVisible()
    assert "15 Jan" in dialog.error_text()
    assert dialog.note.value() == "Ett långt samtal"
    assert offered(dialog)[0] == "outside the series (next 15 Feb)"
    press(place, dialog.occasion.choice, Key.Key_Down)
    assert dialog.occasion.words() == "the occasion 15 February"
    dialog.submit()
    place.settle()
    assert not dialogs(LogDialog)
    assert states(ctx, action)[:2] == [OccasionState.DONE] * 2
    assert "Ett långt samtal" in {row.note for row in latest_log(ctx, action_id=action)}


def test_what_the_dialog_said_is_saved_or_told(place: Bench, ctx: AppContext, action: int) -> None:
    dialog = opened(place, action)
    assert dialog.occasion.words() == "the occasion 15 February"
    log_done(ctx, LogFields(action, DAYS[1]))
    dialog.submit()
    place.settle()
    assert "15 Feb" in dialog.error_text()
    assert dialog.occasion.words() == "the occasion 15 March"
    # What nothing but a choice reaches is named, and can be taken all the same.
    dialog.date.setText("2018-01-02")
    place.settle()
    assert offered(dialog)[0] == "Monday 15 January"
    log_done(ctx, LogFields(action, DAYS[0]))
    dialog.date.setText("2018-02-16")
    place.settle()
    assert offered(dialog)[0] == "outside the series (next 15 Mar)"
    assert dialog.occasion.words() == ""
    press(place, dialog.occasion.choice, Key.Key_Down)
    dialog.submit()
    place.settle()
    assert not dialogs(LogDialog)
    assert states(ctx, action)[2] is OccasionState.DONE


def test_an_entry_shows_which_occasion_it_did_and_is_moved_to_another(
    place: Bench, ctx: AppContext, action: int
) -> None:
    log_done(ctx, LogFields(action, DAYS[1]))
    (entry,) = latest_log(ctx, action_id=action)
    dialog = open_log_edit(place.desk, place.window, entry)
    place.settle()
    assert dialog.occasion.isVisibleTo(dialog)
    assert dialog.occasion.words() == "the occasion 15 February"
    assert dialog.occasion.after() == f"then {tally_words(SeriesTally(1, 1, 0, 2))}"
    dialog.note.set_value("Kväll")
    dialog.submit()
    place.settle()
    assert states(ctx, action)[1] is OccasionState.DONE
    (entry,) = latest_log(ctx, action_id=action)
    dialog = open_log_edit(place.desk, place.window, entry)
    place.settle()
    press(place, dialog.occasion.choice, Key.Key_End, Key.Key_Up)
    dialog.submit()
    place.settle()
    assert not dialogs(LogDialog)
    assert [state is OccasionState.DONE for state in states(ctx, action)] == [False] * 3 + [True]
    (entry,) = latest_log(ctx, action_id=action)
    dialog = open_log_edit(place.desk, place.window, entry)
    place.settle()
    assert dialog.occasion.words() == "the occasion 15 April"
    press(place, dialog.occasion.choice, Key.Key_End)
    dialog.submit()
    place.settle()
    assert states(ctx, action) == [OccasionState.OPEN] * 4


def test_an_action_without_dates_is_logged_as_before(place: Bench, ctx: AppContext) -> None:
    dialog = opened(place, factory.an_action(ctx))
    assert not dialog.occasion.isVisibleTo(dialog)


def test_the_line_says_which_occasion_it_did(place: Bench, ctx: AppContext, action: int) -> None:
    page = LogPage(place.desk)
    place.show(page)
    (row,) = action_rows(ctx, [action])
    page.quick.search.set_action(row)
    page.quick.submit()
    place.settle()
    assert page.quick.message().endswith("1 Mar · the occasion 15 February")


def a_later_promise(ctx: AppContext) -> int:
    fields = PromiseFields("Synlig polis 2019", "Vi lovar.", date(2019, 1, 1), date(2019, 12, 31))
    return add_promise(ctx, AddPromise(factory.agreement_id(ctx), fields))


def test_actions_are_carried_over_and_lead_to_each_other(
    place: Bench, ctx: AppContext, action: int
) -> None:
    promise = a_later_promise(ctx)
    rows = action_rows(ctx, [action])
    action_commands.carry_over(place.desk, place.window, rows)
    place.settle()
    (dialog,) = dialogs(CarryDialog)
    assert isinstance(dialog, CarryDialog)
    assert "4 occasions" in dialog.shown_words()
    assert "2019" in dialog.shown_words()
    dialog.submit()
    place.settle()
    assert not dialogs(CarryDialog)
    (went,) = place.went
    assert isinstance(went, Goto)
    assert isinstance(went.query, int)
    assert (went.page, went.row_id) == ("promises", promise)
    assert [row.due_on.year for row in occasions_of(ctx, went.query)] == [2019] * 4
    inspector = Inspector(place.desk)
    place.show(inspector)
    for subject, label, end in (
        (action, "2.1 (2019)", Goto("promises", promise, went.query)),
        (went.query, "1.1 (2018)", Goto("promises", rows[0].promise_id, action)),
    ):
        place.desk.inspect(Subject("action", subject))
        place.settle()
        next(b for b in inspector.findChildren(LinkButton) if b.words() == label).click()
        assert place.went[-1] == end


def test_what_was_carried_before_is_not_carried_again(
    place: Bench, ctx: AppContext, action: int
) -> None:
    refused: list[str] = []
    place.desk.refused.connect(refused.append)
    action_commands.carry_over(place.desk, place.window, action_rows(ctx, [action]))
    place.settle()
    assert "later period" in refused[0]
    promise = a_later_promise(ctx)
    other = factory.an_action(ctx, action_rows(ctx, [action])[0].promise_id)
    carry_over(ctx, CarryOver(((action, action_rows(ctx, [action])[0].version),), promise))
    action_commands.carry_over(place.desk, place.window, action_rows(ctx, [action, other]))
    place.settle()
    (dialog,) = dialogs(CarryDialog)
    assert isinstance(dialog, CarryDialog)
    assert "left as it is" in dialog.shown_words()
    dialog.submit()
    place.settle()
    assert not dialogs(CarryDialog)
    action_commands.carry_over(place.desk, place.window, action_rows(ctx, [action]))
    place.settle()
    (dialog,) = dialogs(CarryDialog)
    assert isinstance(dialog, CarryDialog)
    dialog.submit()
    assert "1.1" in dialog.error_text()


def test_a_book_that_cannot_be_written_only_shows_them(ctx: AppContext, action: int) -> None:
    with bench(replace(ctx, read_only=True)) as reading:
        inspector = Inspector(reading.desk)
        reading.show(inspector)
        reading.desk.inspect(Subject("action", action))
        reading.settle()
        shown = panel(inspector)
        assert not any(b.isVisible() for b in shown.findChildren(Button))
        press(reading, shown.list, Key.Key_I, Key.Key_M, Key.Key_Return, Key.Key_Delete)
        assert not dialogs(FormDialog)


def test_the_table_tells_how_many_and_carries_over_what_is_ticked(
    place: Bench, ctx: AppContext, action: int
) -> None:
    a_later_promise(ctx)
    page = ActionsPage(place.desk)
    place.show(page)
    page.table.show_columns(("title", "series"))
    row = action_rows(ctx, [action])[0]
    column = next(each for each in page.model.columns() if each.id == "series")
    assert column.get(row) == "0 of 4, 2 missed"
    assert column.tip is not None
    assert column.tip(row) == tally_words(SeriesTally(0, 2, 0, 2))
    page.table.select_ids([action])
    press(place, page.table, Key.Key_N)
    assert dialogs(CarryDialog)
