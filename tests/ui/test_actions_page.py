"""Åtgärder by keyboard: finding, sorting, grouping, ticking, changing, saved views, paper."""

import datetime as dt
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tracker import i18n
from tracker.i18n import Language
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, Party
from tracker.services.actions import (
    AddAction,
    SetOwner,
    SetStatus,
    add_action,
    set_owner,
    set_status,
)
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.log import LogFields, log_done
from tracker.services.queries.action_ids import ActionGrouping, ActionQuery, ActionSort
from tracker.services.queries.actions import action_ids, action_rows
from tracker.ui.desk import Goto, Subject
from tracker.ui.dialogs.action_changes import MoveDeadlineDialog, OwnerDialog, StatusDialog
from tracker.ui.panels.actions import ActionsPage
from tracker.ui.panels.actions.menus import ColumnMenu, ViewMenu
from tracker.ui.panels.actions.naming import NameViewDialog
from tracker.ui.panels.actions.printing import TablePrint
from tracker.ui.panels.actions.views import ActionView, Due, ViewStore, from_query
from tracker.ui.widgets.chips import ChoicePopup

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("theme")

TITLES = ("Fotpatrullering", "Belysning", "Skolbesök", "Nattvandring", "Bommar")


@pytest.fixture
def actions(ctx: AppContext) -> list[int]:
    """A signed promise's patrols, which are late, and a draft's four actions."""
    promise, patrols = factory.a_signed_promise(ctx)
    draft = factory.a_promise(ctx, "Trygg stad")
    parties = (Party.OTHER, Party.POLICE, Party.OTHER, Party.JOINT)
    rest = []
    for number, (title, party) in enumerate(zip(TITLES[1:], parties, strict=True)):
        fields = factory.action_fields(
            title,
            deadline=dt.date(2018, 6 + number, 1),
            planned=Decimal(1) if number % 2 else None,
            kind=ActionKind.RECURRING if number % 2 else ActionKind.SINGLE,
        )
        rest.append(add_action(ctx, AddAction(draft, replace(fields, party=party))))
    assert promise != draft
    return [patrols, *rest]


@pytest.fixture
def page(place: Bench, actions: list[int]) -> ActionsPage:
    page = ActionsPage(place.desk)
    place.show(page)
    return page


def shown(page: ActionsPage) -> list[str]:
    """The titles and headings on the screen, from the top."""
    model = page.table.rows_model()
    named = [column.id for column in model.columns()].index("title")
    return [model.words(number, named) for number in range(model.rowCount())]


def focused(page: ActionsPage) -> ActionsPage:
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    return page


def typed(qtbot: QtBot, page: ActionsPage, text: str) -> None:
    with qtbot.waitSignal(page.model.loaded):
        QTest.keyClicks(page.filters.text, text)


def test_all_are_shown_most_urgent_first(page: ActionsPage, qtmodeltester: object) -> None:
    model = page.table.rows_model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert shown(page)[0] == "Fotpatrullering"
    assert sorted(shown(page)) == sorted(TITLES)
    assert model.sorted_by() == ("urgency", True)
    assert tester.model() is model


def test_letters_find_and_escape_brings_all_back(
    page: ActionsPage, qtbot: QtBot, place: Bench
) -> None:
    focused(page)
    QTest.keyClick(page.table, Key.Key_Slash)
    assert page.filters.text.hasFocus()
    typed(qtbot, page, "BELYS")
    place.settle()
    assert shown(page) == ["Belysning"]
    assert page.view_button.words() == "Vy: eget urval"
    QTest.keyClick(page.filters.text, Key.Key_Down)
    assert page.table.hasFocus()
    page.filters.text.setFocus()
    with qtbot.waitSignal(page.model.loaded):
        QTest.keyClick(page.filters.text, Key.Key_Escape)
    assert len(shown(page)) == 5


def test_letters_in_the_text_field_are_letters(page: ActionsPage, qtbot: QtBot) -> None:
    page.table.selectAll()
    page.filters.text.setFocus()
    typed(qtbot, page, "fs/")
    assert page.filters.text.text() == "fs/"
    assert not dialogs(MoveDeadlineDialog)


def test_the_head_sorts_in_the_book(page: ActionsPage, place: Bench) -> None:
    for key, falling, first in (
        ("title", False, "Belysning"),
        ("title", True, "Skolbesök"),
        ("deadline", False, "Belysning"),
        ("urgency", True, "Fotpatrullering"),
    ):
        page.table.rows_model().sort_asked.emit(key, falling)
        place.settle()
        assert shown(page)[0] == first
        assert page.table.rows_model().sorted_by() == (key, falling)


def test_space_ticks_and_one_change_is_one_step_to_undo(
    page: ActionsPage, place: Bench, ctx: AppContext
) -> None:
    focused(page)
    QTest.keyClick(page.table, Key.Key_Home)
    QTest.keyClick(page.table, Key.Key_Space)
    QTest.keyClick(page.table, Key.Key_Down)
    QTest.keyClick(page.table, Key.Key_Down)
    QTest.keyClick(page.table, Key.Key_Space)
    ticked = page.table.selected_ids()
    assert len(ticked) == 2
    assert page.bulk.isVisible()
    before = {row.id: row.deadline for row in action_rows(ctx, ticked)}
    steps = len(ctx.undo.steps().undo)
    QTest.keyClick(page.table, Key.Key_F)
    (dialog,) = dialogs(MoveDeadlineDialog)
    _fill(dialog, "2018-12-24", "Leveransen dröjer")
    QTest.keyClick(dialog, Key.Key_Return, Control)
    place.settle()
    assert {row.deadline for row in action_rows(ctx, ticked)} == {dt.date(2018, 12, 24)}
    assert len(ctx.undo.steps().undo) == steps + 1
    assert page.table.selected_ids() == [i for i in _ids(page) if i in ticked]
    undo(ctx)
    place.settle()
    assert {row.id: row.deadline for row in action_rows(ctx, ticked)} == before


def _ids(page: ActionsPage) -> list[int]:
    model = page.table.rows_model()
    return list(model.ids_between(0, model.rowCount() - 1))


def _fill(dialog: object, day: str, reason: str) -> None:
    assert isinstance(dialog, MoveDeadlineDialog)
    field = dialog.findChild(QLineEdit, "deadline")
    note = dialog.findChild(QPlainTextEdit)
    assert field is not None
    assert note is not None
    field.setText(day)
    note.setPlainText(reason)


def test_letters_open_the_changes(page: ActionsPage, place: Bench) -> None:
    focused(page)
    for letter in (Key.Key_F, Key.Key_S, Key.Key_Adiaeresis):
        QTest.keyClick(page.table, letter)
    assert not dialogs(StatusDialog), "nothing is ticked"
    QTest.keyClick(page.table, Key.Key_A, Control)
    QTest.keyClick(page.table, Key.Key_S)
    place.settle()
    (status,) = dialogs(StatusDialog)
    QTest.keyClick(status, Key.Key_Escape)
    place.window.activateWindow()
    place.settle()
    QTest.keyClick(page.table, Key.Key_Adiaeresis)
    place.settle()
    (owner,) = dialogs(OwnerDialog)
    QTest.keyClick(owner, Key.Key_Escape)
    place.window.activateWindow()
    place.settle()
    QTest.keyClick(page.table, Key.Key_Escape)
    assert page.table.selected_count() == 0
    assert not page.bulk.isVisible()


def test_what_is_ticked_and_current_survives_a_change_elsewhere(
    page: ActionsPage, place: Bench, ctx: AppContext, actions: list[int]
) -> None:
    page.table.select_ids([actions[2], actions[4]])
    log_done(ctx, LogFields(actions[0], factory.DAY, quantity=Decimal(30)))
    place.settle()
    assert sorted(page.table.selected_ids()) == sorted([actions[2], actions[4]])
    assert page.table.current_id() == actions[2]
    assert shown(page)[0] != "Fotpatrullering", "now on track"


def test_a_selection_too_long_to_be_loaded_is_fetched(
    ctx: AppContext, place: Bench, actions: list[int]
) -> None:
    draft = factory.a_promise(ctx, "Många")
    for number in range(120):
        factory.an_action(ctx, draft, title=f"Nummer {number}")
    page = ActionsPage(place.desk)
    place.show(page)
    focused(page)
    QTest.keyClick(page.table, Key.Key_A, Control)
    assert page.table.selected_count() == 125
    QTest.keyClick(page.table, Key.Key_S)
    place.settle()
    (dialog,) = dialogs(StatusDialog)
    assert isinstance(dialog, StatusDialog)
    assert len(dialog.refs()) == 125
    dialog.reject()


def test_groups_have_headings_that_are_nobody(page: ActionsPage, place: Bench) -> None:
    focused(page)
    for grouping, first in (
        (ActionGrouping.PROMISE, "L1 Synlig polis  ·  1 åtgärd"),
        (ActionGrouping.OWNER, "Kommunpolis  ·  1 åtgärd"),
        (ActionGrouping.PARTY, "Polis  ·  2 åtgärder"),
    ):
        page.show_view(replace(page.view(), grouping=grouping))
        place.settle()
        assert shown(page)[0] == first
        assert page.table.selectable_count() == 5
        QTest.keyClick(page.table, Key.Key_A, Control)
        assert page.table.selected_count() == len(page.table.selected_ids()) == 5
        QTest.keyClick(page.table, Key.Key_Home)
        QTest.keyClick(page.table, Key.Key_Return)
        assert place.went == []
        page.table.clearSelection()
    assert "Ingen ägare  ·  4 åtgärder" not in shown(page)


def test_walking_and_opening(page: ActionsPage, place: Bench, actions: list[int]) -> None:
    focused(page)
    QTest.keyClick(page.table, Key.Key_End)
    QTest.keyClick(page.table, Key.Key_Home)
    assert place.inspected[-1] == Subject("action", actions[0])
    QTest.keyClick(page.table, Key.Key_Return)
    (there,) = place.went
    assert isinstance(there, Goto)
    assert there.page == "promises"


def test_a_number_elsewhere_opens_its_rows(
    page: ActionsPage, place: Bench, ctx: AppContext, actions: list[int]
) -> None:
    query = ActionQuery(parties=frozenset({Party.OTHER}), only_open=True)
    page.open_at(Goto("actions", query=query))
    place.settle()
    assert _ids(page) == list(action_ids(ctx, query))
    assert page.filters.parties.accessibleName() == "Part: Annan part"
    assert page.filters.statuses.accessibleName() == "Status: Planerad, Pågår"
    page.open_at(Goto("actions", row_id=actions[0]))
    place.settle()
    assert page.table.selected_ids() == [actions[0]], "the filters gave way"
    assert not page.view().filters()


def test_each_chip_filters_and_clears(page: ActionsPage, place: Bench, ctx: AppContext) -> None:
    bar = page.filters
    owner = factory.a_person(ctx)
    for chip, value, count in (
        (bar.parties, Party.OTHER, 2),
        (bar.owners, owner, 1),
        (bar.owners, "nobody", 4),
        (bar.colours, FollowUp.LATE, 1),
        (bar.years, 2018, 5),
        (bar.due, Due.THIS_YEAR, 5),
        (bar.due, Due.PASSED, 0),
        (bar.due, Due.SOON, 0),
    ):
        chip.set_value(frozenset({value}))
        place.settle()
        assert len(_ids(page)) == count, (chip.words(), value)
        assert chip.accessibleName() != chip.words()
        chip.clear()
        place.settle()
    bar.clear_link.click()
    place.settle()
    assert not bar.clear_link.isEnabled()
    assert len(_ids(page)) == 5


def test_nothing_found_offers_the_way_back(page: ActionsPage, place: Bench, qtbot: QtBot) -> None:
    typed(qtbot, page, "finns inte")
    place.settle()
    assert not page.print_button.isEnabled()
    page.filters.clear_link.click()
    place.settle()
    assert len(_ids(page)) == 5


def test_an_empty_book_shows_where_to_begin(ctx: AppContext, place: Bench) -> None:
    page = ActionsPage(place.desk)
    place.show(page)
    page.filters.clear_link.click()
    place.settle()
    assert _ids(page) == []
    page._nothing.promises_asked.emit()
    assert place.went == [Goto("promises")]


def test_views_are_saved_chosen_and_removed(
    page: ActionsPage, place: Bench, ctx: AppContext, actions: list[int]
) -> None:
    page.filters.parties.set_value(frozenset({Party.OTHER}))
    place.settle()
    page.filters.save_link.click()
    (dialog,) = dialogs(NameViewDialog)
    assert isinstance(dialog, NameViewDialog)
    dialog.submit()
    assert dialog.error_text()
    name = dialog.findChild(QLineEdit, "name")
    assert name is not None
    QTest.keyClicks(name, "Andras")
    QTest.keyClick(dialog, Key.Key_Return)
    assert page.view_button.words() == "Vy: Andras"
    (kept,) = ViewStore(ctx.book).views()
    assert kept.query.parties == frozenset({Party.OTHER})
    page.view_button.click()
    (menu,) = dialogs(ViewMenu)
    assert isinstance(menu, ViewMenu)
    names = [action.text() for action in menu.actions()]
    assert names[:2] == ["Mest bråttom först", "Mina"], "Kommunpolis works here"
    menu.actions()[names.index("Mest bråttom först")].trigger()
    menu.close()
    place.settle()
    assert len(_ids(page)) == 5
    page._on_removed("Andras")
    assert ViewStore(ctx.book).views() == ()


def test_a_view_that_names_rows_belongs_to_its_book() -> None:
    mine, other = ViewStore("/a.loftesbok"), ViewStore("/b.loftesbok")
    full = ActionView(
        "Ägarens",
        ActionQuery(
            text="fot",
            owner_ids=frozenset({2**62 + 1}),
            statuses=frozenset({ActionStatus.ONGOING}),
            due_to=dt.date(2018, 9, 1),
            sort=ActionSort.DEADLINE,
            descending=True,
        ),
        grouping=ActionGrouping.PROMISE,
        columns=("label", "title"),
    )
    mine.save(full)
    mine.save(ActionView("Sena", due=Due.PASSED))
    mine.keep_columns(("title", "owner"))
    assert mine.views() == (full, ActionView("Sena", due=Due.PASSED))
    assert [view.name for view in other.views()] == ["Sena"]
    assert other.columns() == ("title", "owner")
    other.save(ActionView("Sena", due=Due.SOON))
    assert [view.due for view in mine.views()] == [None, Due.SOON]


@pytest.mark.parametrize("content", ["", "[]", '{"version": 9, "views": []}', '{"version": 1}'])
def test_a_file_of_views_that_cannot_be_read_is_no_obstacle(content: str) -> None:
    store = ViewStore("x")
    store.file().parent.mkdir(parents=True, exist_ok=True)
    store.file().write_text(content, "utf-8")
    assert store.views() == ()
    store.save(ActionView("Ny"))
    assert json.loads(store.file().read_text("utf-8"))["views"][0]["name"] == "Ny"


def test_days_of_a_query_are_recognised() -> None:
    today = dt.date(2018, 9, 15)
    for due in Due:
        view = ActionView(query=ActionQuery(text="x"), due=due)
        assert from_query(view.asked(today), today) == view
    odd = ActionQuery(due_from=dt.date(2018, 1, 2))
    assert from_query(odd, today) == ActionView(query=odd)


def test_columns_are_chosen_and_remembered(page: ActionsPage, place: Bench) -> None:
    assert "goal" not in page.table.shown_columns()
    page.column_button.click()
    (menu,) = dialogs(ColumnMenu)
    assert isinstance(menu, ColumnMenu)
    for action in menu.actions():
        if action.text() in ("Operativt mål", "Löfte"):
            menu.setActiveAction(action)
            QTest.keyClick(menu, Key.Key_Space)
    assert menu.isVisible()
    menu.close()
    chosen = page.table.shown_columns()
    assert "goal" in chosen
    assert "promise" not in chosen
    again = ActionsPage(place.desk)
    assert again.table.shown_columns() == chosen
    again.deleteLater()


def test_narrow_windows_keep_the_titles_readable(page: ActionsPage, place: Bench) -> None:
    columns = [column.id for column in page.table.rows_model().columns()]
    for width in (1248, 1087, 700):
        place.window.resize(width, 500)
        QApplication.processEvents()
        assert page.table.columnWidth(columns.index("title")) >= 190
        sideways = page.table.horizontalScrollBar().maximum() > 0
        assert sideways is (width < 1087)


def test_the_table_on_paper_says_what_the_screen_says(page: ActionsPage, place: Bench) -> None:
    page.show_view(replace(page.view(), grouping=ActionGrouping.PARTY))
    place.settle()
    model = page.table.rows_model()
    lines = [line for n in range(model.rowCount()) if (line := model.row_at(n)) is not None]
    paper = TablePrint(page.table, lines * 6, filters=page.filters.summary(), today=factory.DAY)
    pdf, pages = paper.pdf()
    read = PdfReader(io.BytesIO(pdf))
    assert len(read.pages) == pages > 1
    words = read.pages[0].extract_text()
    assert "Nattvandring" in words
    assert "Läget" in words


def test_a_book_that_cannot_be_written_offers_no_changes(
    ctx: AppContext, actions: list[int]
) -> None:
    with bench(replace(ctx, read_only=True)) as made:
        page = ActionsPage(made.desk)
        made.show(page)
        page.table.selectAll()
        assert page.bulk.isVisible()
        assert not page.bulk.owner.isVisible()
        page.table.setFocus()
        QTest.keyClick(page.table, Key.Key_S)
        assert not dialogs(StatusDialog)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_menu_opens_in_both_languages(
    ctx: AppContext, actions: list[int], lang: Language
) -> None:
    i18n.activate(lang)
    with bench(ctx) as made:
        page = ActionsPage(made.desk)
        made.show(page)
        for button in (page.view_button, page.group_button, page.column_button):
            button.click()
            (menu,) = dialogs(QMenu)
            assert isinstance(menu, QMenu)
            assert all(action.text() or action.isSeparator() for action in menu.actions())
            menu.close()
        for chip in page.filters._chips:
            if chip.isVisible():
                chip.open()
                (popup,) = dialogs(ChoicePopup)
                popup.close()
        assert made.failures == []


def test_bulk_tells_whose_they_are(
    page: ActionsPage, place: Bench, ctx: AppContext, actions: list[int]
) -> None:
    owner = factory.a_person(ctx, "Gruppchef")
    others = [row for row in action_rows(ctx, actions) if row.party is Party.OTHER]
    set_owner(ctx, SetOwner(tuple((row.id, row.version) for row in others), owner))
    place.settle()
    page.table.select_ids([row.id for row in others])
    assert page.bulk._owner.whole_text() == "Gruppchef"
    page.table.select_ids(actions)
    assert not page.bulk._owner.isVisible()


def test_a_row_changed_meanwhile_is_told_beside_its_field(
    page: ActionsPage, place: Bench, ctx: AppContext, actions: list[int]
) -> None:
    page.table.select_ids([actions[1]])
    page.bulk.deadline.click()
    (dialog,) = dialogs(MoveDeadlineDialog)
    _fill(dialog, "2018-11-30", "Väntar på lift")
    (row,) = action_rows(ctx, [actions[1]])
    set_status(ctx, SetStatus(((row.id, row.version),), ActionStatus.ONGOING))
    QTest.keyClick(dialog, Key.Key_Return, Control)
    place.settle()
    assert isinstance(dialog, MoveDeadlineDialog)
    assert dialog.error_text()
    QTest.keyClick(dialog, Key.Key_Return, Control)
    place.settle()
    assert action_rows(ctx, [actions[1]])[0].deadline == dt.date(2018, 11, 30)
