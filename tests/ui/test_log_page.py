"""Insatser: the table, its filters, the row that adds to it, and undo."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desks import Bench, bench
from tests.ui.town import TODAY, Town
from tracker import i18n
from tracker.models.clock import WalkingClock
from tracker.models.enums import Party
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done
from tracker.services.queries.log import LogQuery, LogRow, latest_log
from tracker.ui.desk import Goto, Subject
from tracker.ui.dialogs.log_form import LogDialog
from tracker.ui.panels.log import LogPage
from tracker.ui.panels.log.columns import NoteCell
from tracker.ui.theme import Theme
from tracker.ui.widgets.notes import EmptyState

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def page(at_desk: Bench) -> LogPage:
    made = LogPage(at_desk.desk)
    at_desk.show(made)
    return made


def cells(page: LogPage, row: int = 0) -> list[str]:
    model = page.table.model()
    return [model.data(model.index(row, n)) for n in range(model.columnCount())]


def rows(page: LogPage) -> int:
    return page.table.model().rowCount()


def newest(ctx: AppContext) -> LogRow:
    return max(latest_log(ctx, limit=50), key=lambda row: row.id)


def dialog() -> LogDialog:
    (found,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, LogDialog) and w.isVisible()
    ]
    return found


def enter(at_desk: Bench, field: QWidget, text: str = "") -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)
    at_desk.settle()


def test_entries_come_newest_first_with_what_they_say(page: LogPage) -> None:
    assert rows(page) == 17
    assert cells(page)[:4] == [
        "2018-09-09",
        "1.1 Fotpatrullering, pass fre/lör kväll, Polis",
        "1",
        "1,5 h",
    ]
    QTest.keyClick(page.table, Key.Key_End)
    assert cells(page, 16)[0] == "2018-01-01"


def test_a_line_logs_and_the_next_can_follow(
    at_desk: Bench, page: LogPage, town_ctx: AppContext, town: Town
) -> None:
    quick = page.quick
    enter(at_desk, quick.action, "fot")
    assert "18 av 30, borde vara 21" in quick.message()
    assert quick.quantity.hasFocus()
    quick.hours.setText("18:00–19:30")
    quick.place.setText("Resecentrum")
    enter(at_desk, quick.note, "Lugnt")
    row = newest(town_ctx)
    assert (row.action_id, row.minutes, row.place, row.note) == (
        town.patrols,
        90,
        "Resecentrum",
        "Lugnt",
    )
    assert "Loggad" in quick.message()
    assert quick.action.hasFocus()
    assert (quick.note.text(), quick.place.text(), quick.quantity.text()) == ("", "", "1")
    assert rows(page) == 18
    assert cells(page)[0] == "2018-09-15"
    enter(at_desk, quick.action, "fot")
    QTest.keyClick(quick.quantity, Key.Key_Return)
    at_desk.settle()
    assert rows(page) == 19


def test_enter_need_not_wait_in_the_row_either(
    at_desk: Bench, page: LogPage, town_ctx: AppContext, town: Town
) -> None:
    quick = page.quick
    quick.action.setFocus()
    QTest.keyClicks(quick.action, "fot")
    QTest.keyClick(quick.action, Key.Key_Return)
    QTest.keyClick(quick.action, Key.Key_Return)
    at_desk.settle()
    assert (rows(page), newest(town_ctx).action_id) == (18, town.patrols)


def test_the_row_follows_the_book_to_another_day(
    at_desk: Bench, page: LogPage, clock: WalkingClock
) -> None:
    clock.walk_to(date(2018, 9, 17))
    page.mark_stale()
    at_desk.settle()
    assert page.quick.date.value() == date(2018, 9, 17)
    page.quick.date.set_value(date(2018, 9, 2))
    clock.walk_to(date(2018, 9, 18))
    page.mark_stale()
    at_desk.settle()
    assert page.quick.date.value() == date(2018, 9, 2)


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("date", "31/2", "31/2"),
        ("date", "2019-01-01", "framåt i tiden"),
        ("quantity", "många", "många"),
        ("quantity", "", "fyllas i"),
        ("date", "", "fyllas i"),
        ("hours", "länge", "länge"),
    ],
)
def test_what_is_refused_stays_with_the_reason_below(
    at_desk: Bench, page: LogPage, field: str, text: str, word: str
) -> None:
    quick = page.quick
    enter(at_desk, quick.action, "fot")
    quick.note.setText("Viktigt")
    getattr(quick, field).setText(text)
    quick.submit()
    at_desk.settle()
    assert word in quick.message()
    assert getattr(quick, field).text() == text
    assert getattr(quick, field).hasFocus()
    assert quick.note.text() == "Viktigt"
    assert rows(page) == 17


def test_a_line_without_action_asks_for_one(at_desk: Bench, page: LogPage) -> None:
    enter(at_desk, page.quick.note, "Något")
    assert "Åtgärd" in page.quick.message()
    assert page.quick.action.hasFocus()
    enter(at_desk, page.quick.action, "zzz")
    assert "zzz" in page.quick.message()


def test_the_candidates_come_and_go(at_desk: Bench, page: LogPage, town: Town) -> None:
    quick = page.quick
    quick.action.setFocus()
    QTest.keyClicks(quick.action, "r")
    at_desk.settle()
    candidates = quick.search.candidates
    assert candidates.isVisible()
    QTest.keyClick(quick.action, Key.Key_Escape)
    assert not candidates.isVisible()
    quick.action.clear()
    QTest.keyClicks(quick.action, "str")
    at_desk.settle()
    QTest.keyClick(quick.action, Key.Key_Tab)
    action = quick.search.action()
    assert action is not None
    assert action.id == town.clearing
    assert not candidates.isVisible()


def test_notes_say_who_may_read_them_and_what_to_leave_out(at_desk: Bench, page: LogPage) -> None:
    page.quick.note.setFocus()
    assert "allmän handling" in page.quick.message()
    QTest.keyClicks(page.quick.note, "ring 070-123 45 67")
    assert "telefonnummer" in page.quick.message()


def test_text_filters_as_it_is_typed_and_clears(at_desk: Bench, page: LogPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_Slash)
    assert page.filters.text.hasFocus()
    QTest.keyClicks(page.filters.text, "45:an")
    wait_for_rows(at_desk, page, 6)
    assert page.subtitle() == "6 insatser visas"
    QTest.keyClick(page.filters.text, Key.Key_Down)
    assert page.table.hasFocus()
    page.filters.clear_link.click()
    wait_for_rows(at_desk, page, 17)
    assert page.filters.text.text() == ""
    assert page.subtitle() == "17 insatser"


def wait_for_rows(at_desk: Bench, page: LogPage, count: int) -> None:
    page.filters.flush()
    at_desk.settle()
    assert rows(page) == count


def test_chips_filter_by_party_promise_and_period(
    at_desk: Bench, page: LogPage, town: Town, town_ctx: AppContext
) -> None:
    log_done(town_ctx, LogFields(town.clearing, TODAY))
    at_desk.settle()
    page.filters.parties.set_value(frozenset({Party.MUNICIPALITY}))
    at_desk.settle()
    assert rows(page) == 1
    page.filters.parties.clear()
    page.filters.promises.set_value(frozenset({town.draft}))
    at_desk.settle()
    assert rows(page) == 0
    assert empty_words(page) == "Inga träffar"
    page.filters.promises.clear()
    page.filters.period.set_value(frozenset({(date(2018, 9, 1), date(2018, 9, 30))}))
    at_desk.settle()
    assert rows(page) == 2
    page.filters.clear()
    at_desk.settle()
    assert rows(page) == 18


def empty_words(page: LogPage) -> str:
    (shown,) = [state for state in page.findChildren(EmptyState) if state.isVisible()]
    return shown.accessibleName()


def test_the_order_can_be_turned(at_desk: Bench, page: LogPage) -> None:
    page.table.model().sort(0, Qt.SortOrder.AscendingOrder)
    at_desk.settle()
    assert cells(page)[0] == "2018-01-01"
    assert page.filters.query().ascending


def test_it_opens_at_an_entry_or_with_a_query(
    at_desk: Bench, page: LogPage, town: Town, town_ctx: AppContext
) -> None:
    oldest = latest_log(town_ctx, limit=50)[-1]
    page.filters.text.setText("finns inte")
    page.filters.flush()
    page.open_at(Goto("log", oldest.id))
    at_desk.settle()
    assert page.table.current_id() == oldest.id
    assert at_desk.inspected[-1] == Subject("log", oldest.id)
    page.open_at(Goto("log", query=LogQuery(action_id=town.clearing)))
    at_desk.settle()
    assert rows(page) == 0
    assert page.filters.action.isVisible()
    assert "Röja två stråk" in page.filters.action.accessibleName()
    page.open_at(Goto("log", query=LogQuery(done_from=date(2018, 8, 17), done_to=TODAY)))
    at_desk.settle()
    assert "senaste 30 dagarna" in page.filters.period.accessibleName()
    page.open_at(Goto("log", query=LogQuery(done_from=date(2018, 8, 1))))
    at_desk.settle()
    assert "1 aug 2018–" in page.filters.period.accessibleName()


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_Return])
def test_an_entry_is_edited_by_keyboard(
    at_desk: Bench, town_ctx: AppContext, lang: i18n.Language, key: Qt.Key
) -> None:
    i18n.activate(lang)
    page = LogPage(at_desk.desk)
    at_desk.show(page)
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.table, key)
    at_desk.settle()
    form = dialog()
    form.quantity.setText("4")
    form.submit()
    at_desk.settle()
    assert cells(page)[2] == "4"
    assert at_desk.failures == []


def test_an_entry_is_removed_and_comes_back(
    at_desk: Bench, page: LogPage, town_ctx: AppContext
) -> None:
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.table, Key.Key_Down)
    gone = page.table.current_id()
    assert gone is not None
    QTest.keyClick(page.table, Key.Key_Delete)
    at_desk.settle()
    assert rows(page) == 16
    assert page.table.current_id() not in (None, gone)
    at_desk.desk.write(partial(undo, town_ctx))
    at_desk.settle()
    assert rows(page) == 17
    assert gone in {row.id for row in latest_log(town_ctx, limit=50)}


def test_delete_in_a_field_is_the_field_s_own(at_desk: Bench, page: LogPage) -> None:
    page.table.select_ids([page.table.rows_model().id_at(0)])
    page.quick.note.setFocus()
    QTest.keyClicks(page.quick.note, "ab/")
    QTest.keyClick(page.quick.note, Key.Key_Home)
    QTest.keyClick(page.quick.note, Key.Key_Delete)
    at_desk.settle()
    assert page.quick.note.text() == "b/"
    assert rows(page) == 17


def test_what_somebody_else_logs_leaves_one_where_one_is(
    at_desk: Bench, page: LogPage, town: Town, town_ctx: AppContext
) -> None:
    at_desk.window.resize(1248, 400)
    at_desk.settle()
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(12):
        QTest.keyClick(page.table, Key.Key_Down)
    at_desk.settle()
    chosen, top = page.table.current_id(), page.table.rowAt(0)
    top_id = page.table.rows_model().id_at(top)
    assert top > 0
    log_done(town_ctx, LogFields(town.patrols, TODAY))
    at_desk.settle()
    assert page.table.current_id() == chosen
    assert page.table.rows_model().id_at(page.table.rowAt(0)) == top_id


def test_internal_notes_are_marked(
    at_desk: Bench, page: LogPage, town: Town, town_ctx: AppContext
) -> None:
    log_done(town_ctx, LogFields(town.patrols, TODAY, note="Tips", result="två", internal=True))
    at_desk.settle()
    assert cells(page)[6] == "Intern: två · Tips"
    row = newest(town_ctx)
    assert NoteCell.words(replace(row, internal=False)) == "två · Tips"
    assert not page.grab().isNull()


def test_the_model_holds_and_both_themes_are_drawn(
    at_desk: Bench, page: LogPage, theme: Theme
) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(page.table.model(), mode)
    page.refresh()
    at_desk.settle()
    for width in (1248, 767):
        at_desk.window.resize(width, 560)
        theme.set_mode("dark")
        at_desk.settle()
        assert not page.grab().isNull()
    assert tester.model() is page.table.model()


def test_an_empty_log_offers_the_first_entry(ctx: AppContext) -> None:
    with bench(ctx) as empty:
        ran: list[str] = []
        empty.desk.command_asked.connect(lambda command, _about: ran.append(command))
        page = LogPage(empty.desk)
        empty.show(page)
        assert empty_words(page) == "Inget loggat ännu"
        (state,) = [s for s in page.findChildren(EmptyState) if s.isVisible()]
        state.acted.emit()
        assert ran == ["log.new"]


def test_a_book_that_can_only_be_read_offers_no_changes(town_ctx: AppContext) -> None:
    with bench(replace(town_ctx, read_only=True)) as reading:
        page = LogPage(reading.desk)
        reading.show(page)
        assert not page.quick.isVisible()
        page.table.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(page.table, Key.Key_Delete)
        QTest.keyClick(page.table, Key.Key_F2)
        reading.settle()
        assert rows(page) == 17
        assert not any(
            isinstance(w, LogDialog) and w.isVisible() for w in QApplication.topLevelWidgets()
        )
