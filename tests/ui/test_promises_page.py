"""Löften by keyboard: choosing, typing over, adding, removing, and the steps of a promise."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from tests import factory
from tests.ui.desks import Bench, bench, dialogs
from tests.ui.town import Town
from tracker import i18n
from tracker.i18n import Language, _
from tracker.models.enums import PromiseStatus
from tracker.services.actions import EditAction, edit_action
from tracker.services.context import AppContext
from tracker.services.history import undo
from tracker.services.queries.action_detail import action_detail
from tracker.services.queries.actions import ActionRow
from tracker.services.queries.log import LogQuery
from tracker.services.queries.plan import plan
from tracker.ui.desk import Goto, Subject
from tracker.ui.dialogs.action import EditActionDialog, NewActionDialog
from tracker.ui.dialogs.action_changes import MoveDeadlineDialog, StatusDialog
from tracker.ui.dialogs.cause import EditCauseDialog, NewCauseDialog
from tracker.ui.dialogs.feedback import PlanFeedbackDialog
from tracker.ui.dialogs.form import FormDialog
from tracker.ui.dialogs.promise import EditPromiseDialog, NewVersionDialog
from tracker.ui.dialogs.promise_status import EndDialog, SignDialog
from tracker.ui.panels.promises import PromisesPage
from tracker.ui.panels.promises.plan_grid import ACTION, CAUSE, FOLLOW_UP, GOAL, WHEN, WHO
from tracker.ui.widgets.editors import DateField, NoteField, Picker

D = TypeVar("D", bound=QDialog)
Key = Qt.Key
pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def page(at_desk: Bench, town: Town) -> Iterator[PromisesPage]:
    """The page on the town's signed promise, the keyboard in its plan."""
    made = PromisesPage(at_desk.desk)
    at_desk.show(made)
    made.table.setFocus(Qt.FocusReason.TabFocusReason)
    yield made
    assert at_desk.failures == []


@pytest.fixture
def drafted(page: PromisesPage, at_desk: Bench, town: Town, town_ctx: AppContext) -> ActionRow:
    """The draft is shown, with one action, which the keyboard is on."""
    factory.an_action(town_ctx, town.draft, title="Pröva ljus", goal="Ljus", planned=None, unit="")
    at_desk.settle()
    page.list.rows.choose(town.draft)
    at_desk.settle()
    go(page, ACTION)
    return current(page)


def current(page: PromisesPage) -> ActionRow:
    """The action that the keyboard is on."""
    row = page.table.current_action()
    assert row is not None
    return row


def go(page: PromisesPage, column: int, number: int = 0) -> None:
    """Put the keyboard on a cell."""
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.table.setCurrentIndex(page.table.plan_model().index(number, column))


def press(at_desk: Bench, *keys: Qt.Key) -> None:
    """Keys to whatever has the focus."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        at_desk.settle()


def typed(at_desk: Bench, words: str) -> QWidget:
    """Letters, each to whatever has the focus; returns where they ended."""
    focused = QApplication.focusWidget()
    for letter in words:
        assert focused is not None
        QTest.keyClicks(focused, letter)
        focused = QApplication.focusWidget()
    at_desk.settle()
    assert focused is not None
    return focused


def opened(at_desk: Bench, kind: type[D]) -> D:
    """The dialog that has just been opened."""
    at_desk.settle()
    (found,) = dialogs(kind)
    assert isinstance(found, kind)
    return found


def left(at_desk: Bench, dialog: QDialog) -> None:
    """Cancel a dialog and come back to the window."""
    dialog.reject()
    at_desk.settle()
    at_desk.window.activateWindow()
    at_desk.settle()


def test_promises_stand_in_groups_and_the_first_is_shown(page: PromisesPage, town: Town) -> None:
    model = page.list.rows.model()
    rows = [model.data(model.index(n, 0)) for n in range(model.rowCount())]
    assert rows == [
        _("In force {year}").format(year=2018),
        "L1 Levande stadskärna, sen, 3 åtgärder",
        _("Not signed yet"),
        "L2 Ökad trygghet, 1 sak saknas",
    ]
    assert page.promise_id() == town.promise
    assert page.footer.text().startswith("Spår   0 underlag")


def test_a_long_text_fills_the_head(page: PromisesPage, at_desk: Bench, town: Town) -> None:
    at_desk.window.resize(780, 800)
    view = plan(at_desk.desk.ctx, town.promise)
    text = "Vi ska gå trygghetsvandringar i centrum och berätta om det. " * 8
    long = replace(view, fields=replace(view.fields, text=text), missing=(), vague=())
    page.head.show_plan(long, at_desk.desk.today(), writable=True)
    at_desk.settle()
    assert page.head._whole.isVisible()
    assert page.head._text.width() > page.head.width() - 300


def test_another_promise_by_the_arrows(page: PromisesPage, at_desk: Bench, town: Town) -> None:
    page.list.rows.setFocus()
    press(at_desk, Key.Key_Down)
    assert page.promise_id() == town.draft
    assert at_desk.inspected[-1] is None
    press(at_desk, Key.Key_Up, Key.Key_Return)
    assert page.promise_id() == town.promise
    assert page.table.hasFocus()


def test_moving_in_the_plan_shows_the_action_in_the_inspector(
    page: PromisesPage, at_desk: Bench, town: Town
) -> None:
    go(page, ACTION)
    press(at_desk, Key.Key_Down)
    assert at_desk.inspected[-1] == Subject("action", town.clearing)


def test_coming_back_shows_the_pages_own_choice_in_the_inspector(
    page: PromisesPage, at_desk: Bench
) -> None:
    own = Subject("action", current(page).id)
    page.hide()
    at_desk.desk.inspect(Subject("log", 7))
    page.inspect(own)
    assert at_desk.desk.subject == Subject("log", 7)
    page.show()
    at_desk.settle()
    assert at_desk.desk.subject == own


def test_typing_over_a_title_saves_it_and_can_be_undone(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext
) -> None:
    go(page, ACTION)
    press(at_desk, Key.Key_F2)
    assert isinstance(typed(at_desk, "Fler pass"), QPlainTextEdit)
    press(at_desk, Key.Key_Return)
    assert current(page).title == "Fler pass"
    assert page.table.hasFocus()
    undo(town_ctx)
    at_desk.settle()
    assert current(page).title == "Fotpatrullering, pass fre/lör kväll"


def test_the_first_key_begins_the_typing_and_escape_leaves(
    page: PromisesPage, at_desk: Bench
) -> None:
    go(page, GOAL)
    typed(at_desk, "Minst 2 timmar")
    press(at_desk, Key.Key_Return)
    assert current(page).goal == "Minst 2 timmar"
    typed(at_desk, "Annat")
    press(at_desk, Key.Key_Escape)
    assert current(page).goal == "Minst 2 timmar"


def test_a_signed_deadline_asks_for_its_reason(page: PromisesPage, at_desk: Bench) -> None:
    go(page, WHEN)
    press(at_desk, Key.Key_F2)
    left(at_desk, opened(at_desk, MoveDeadlineDialog))
    go(page, WHEN)
    typed(at_desk, "3")
    dialog = opened(at_desk, MoveDeadlineDialog)
    typed(at_desk, "2019-01-31")
    reason = dialog.findChild(QWidget, "reason")
    assert reason is not None
    reason.setFocus()
    typed(at_desk, "Vakant post")
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at_desk.settle()
    assert not dialogs(MoveDeadlineDialog)
    assert current(page).deadline == dt.date(2019, 1, 31)
    assert page.tabs.tabText(3) == "Avvikelser 1"


def test_a_drafts_deadline_is_typed_in_place_and_then_asks_why(
    page: PromisesPage, at_desk: Bench, drafted: ActionRow
) -> None:
    go(page, WHEN)
    press(at_desk, Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, DateField)
    field.clear()
    typed(at_desk, "30 feb")
    press(at_desk, Key.Key_Return)
    assert QApplication.focusWidget() is field
    field.clear()
    typed(at_desk, "30 sep 2018")
    press(at_desk, Key.Key_Return)
    dialog = opened(at_desk, MoveDeadlineDialog)
    deadline = dialog.findChild(DateField, "deadline")
    assert deadline is not None
    assert deadline.value() == dt.date(2018, 9, 30)
    typed(at_desk, "Lamporna kom tidigare")
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at_desk.settle()
    assert not dialogs(MoveDeadlineDialog)
    assert current(page).deadline == dt.date(2018, 9, 30)


def test_an_owner_is_found_by_typing(
    page: PromisesPage, at_desk: Bench, drafted: ActionRow
) -> None:
    go(page, WHO)
    press(at_desk, Key.Key_F2)
    assert isinstance(QApplication.focusWidget(), Picker)
    typed(at_desk, "grupp")
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.hide()
    press(at_desk, Key.Key_Return)
    assert current(page).owner == "Gruppchef"


def test_leaving_the_owners_field_by_the_mouse_saves_it(
    page: PromisesPage, at_desk: Bench, drafted: ActionRow
) -> None:
    go(page, WHO)
    press(at_desk, Key.Key_F2)
    picker = page.table.findChild(Picker)
    assert picker is not None
    picker.setCurrentIndex(0)
    page.list.rows.setFocus(Qt.FocusReason.MouseFocusReason)
    at_desk.settle()
    assert current(page).owner == "Gruppchef"


def test_what_cannot_be_saved_goes_on_in_the_dialog(
    page: PromisesPage, at_desk: Bench, drafted: ActionRow
) -> None:
    go(page, WHEN)
    press(at_desk, Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, DateField)
    field.clear()
    press(at_desk, Key.Key_Return)
    dialog = opened(at_desk, EditActionDialog)
    deadline = dialog.findChild(DateField, "deadline")
    assert deadline is not None
    assert deadline.text() == ""
    assert "I boken nu: 31 dec 2018" in dialog.error_text()
    reason, focused = dialog.findChild(NoteField, "reason"), QApplication.focusWidget()
    assert reason is not None
    assert focused is not None
    assert reason.isAncestorOf(focused)
    dialog.reject()


def test_a_conflict_keeps_what_was_typed_and_shows_what_the_book_says(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, town: Town
) -> None:
    go(page, ACTION)
    press(at_desk, Key.Key_F2)
    field = typed(at_desk, "Mitt namn")
    assert isinstance(field, QPlainTextEdit)
    detail = action_detail(town_ctx, town.patrols)
    assert detail is not None
    fields = replace(detail.fields, title="Deras namn")
    edit_action(town_ctx, EditAction(town.patrols, detail.row.version, fields))
    press(at_desk, Key.Key_Return)
    dialog = opened(at_desk, EditActionDialog)
    title = dialog.findChild(QLineEdit, "title")
    assert title is not None
    assert title.text() == "Mitt namn"
    assert "I boken nu: Deras namn" in dialog.error_text()
    dialog.submit()
    at_desk.settle()
    assert current(page).title == "Mitt namn"


def test_enter_opens_the_action_the_cause_and_what_adds(page: PromisesPage, at_desk: Bench) -> None:
    for column, number, kind in (
        (ACTION, 0, EditActionDialog),
        (CAUSE, 0, EditCauseDialog),
        (ACTION, 3, NewActionDialog),
        (CAUSE, 4, NewCauseDialog),
    ):
        go(page, column, number)
        press(at_desk, Key.Key_Return)
        left(at_desk, opened(at_desk, kind))


@pytest.mark.parametrize(
    ("column", "name"), [(ACTION, "title"), (GOAL, "goal"), (WHEN, "deadline"), (WHO, "owner_id")]
)
def test_enter_opens_the_form_in_the_field_of_the_column(
    page: PromisesPage, at_desk: Bench, column: int, name: str
) -> None:
    go(page, column)
    press(at_desk, Key.Key_Return)
    dialog = opened(at_desk, EditActionDialog)
    focused = dialog.focusWidget()
    assert focused is not None
    holder = focused.parent()
    assert holder is not None
    assert name in (focused.objectName(), holder.objectName())
    left(at_desk, dialog)


def test_a_double_click_types_over_the_cell(page: PromisesPage, at_desk: Bench) -> None:
    spot = page.table.visualRect(page.table.plan_model().index(0, WHO)).center()
    viewport = page.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    at_desk.settle()
    assert page.table.findChild(Picker) is not None
    assert not dialogs(EditActionDialog)


def test_f2_on_the_follow_up_asks_for_the_status(page: PromisesPage, at_desk: Bench) -> None:
    go(page, FOLLOW_UP)
    press(at_desk, Key.Key_F2)
    opened(at_desk, StatusDialog).reject()


def test_an_added_action_is_where_the_keyboard_goes(page: PromisesPage, at_desk: Bench) -> None:
    go(page, ACTION, 3)
    press(at_desk, Key.Key_Space)
    dialog = opened(at_desk, NewActionDialog)
    typed(at_desk, "Ny lampa")
    dialog.submit()
    at_desk.settle()
    assert current(page).title == "Ny lampa"
    assert page.table.plan_model().grid().cause_id(page.table.currentIndex().row()) is not None


def test_delete_removes_from_a_draft_only(
    page: PromisesPage, at_desk: Bench, town_ctx: AppContext, drafted: ActionRow, town: Town
) -> None:
    press(at_desk, Key.Key_Delete)
    assert plan(town_ctx, town.draft).actions == ()
    undo(town_ctx)
    at_desk.settle()
    assert len(plan(town_ctx, town.draft).actions) == 1
    page.list.rows.choose(town.promise)
    at_desk.settle()
    go(page, ACTION)
    press(at_desk, Key.Key_Delete)
    assert [str(error).partition("(")[0] for error in at_desk.failures] == ["action.locked"]
    at_desk.failures.clear()


def test_the_menu_of_an_action_does_what_can_be_done(page: PromisesPage, at_desk: Bench) -> None:
    row = current(page)
    words = [action.text() for action in page.plan_actions.menu(row).actions() if action.text()]
    assert words[0] == "Logga insats"
    assert "Ta bort" not in words
    refused: list[str] = []
    at_desk.desk.refused.connect(refused.append)
    for action in page.plan_actions.menu(row).actions()[1:]:
        if not action.text():
            continue
        action.trigger()
        at_desk.settle()
        if action.text() == _("Carry over to the next year…"):
            # The town has no promise for a later year, and a dialog could only say so.
            assert refused == [_("No promise has a later period. Make the promise for it first.")]
            assert not dialogs(QDialog)
            continue
        (dialog,) = dialogs(QDialog)
        assert isinstance(dialog, FormDialog)
        dialog.reject()
        at_desk.settle()


STEPS = {
    PromiseStatus.DRAFT: ["Förankra", "Underteckna…", "Ta bort utkastet"],
    PromiseStatus.ENDORSED: ["Underteckna…", "Tillbaka till utkast", "Ta bort utkastet"],
    PromiseStatus.SIGNED: ["Sätt som pågående", "Avsluta…"],
    PromiseStatus.RUNNING: ["Avsluta…"],
    PromiseStatus.KEPT: [],
}


def steps(page: PromisesPage) -> list[str]:
    return [action.text() for action in page.head.steps_menu().actions() if action.text()]


def test_only_the_steps_that_follow_are_offered(
    page: PromisesPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    assert steps(page) == STEPS[PromiseStatus.SIGNED]
    page.head.step_asked.emit("start")
    at_desk.settle()
    assert steps(page) == STEPS[PromiseStatus.RUNNING]
    page.head.step_asked.emit("end")
    dialog = opened(at_desk, EndDialog)
    press(at_desk, Key.Key_Space)
    dialog.submit()
    at_desk.settle()
    assert plan(town_ctx, town.promise).row.status is PromiseStatus.KEPT
    assert steps(page) == STEPS[PromiseStatus.KEPT]


def test_a_draft_is_endorsed_returned_and_removed(
    page: PromisesPage, at_desk: Bench, town: Town
) -> None:
    page.list.rows.choose(town.draft)
    at_desk.settle()
    assert steps(page) == STEPS[PromiseStatus.DRAFT]
    page.head.step_asked.emit("endorse")
    at_desk.settle()
    assert steps(page) == STEPS[PromiseStatus.ENDORSED]
    page.head.step_asked.emit("return")
    at_desk.settle()
    page.head.step_asked.emit("delete")
    at_desk.settle()
    assert page.promise_id() == town.promise


def test_a_signing_lists_what_stops_it_and_leads_there(
    page: PromisesPage, at_desk: Bench, town: Town
) -> None:
    page.list.rows.choose(town.draft)
    at_desk.settle()
    kinds = {
        "problem": EditPromiseDialog,
        "feedback": PlanFeedbackDialog,
        "action": NewActionDialog,
    }
    for missing in plan(at_desk.desk.ctx, town.draft).missing:
        page.head.step_asked.emit("sign")
        dialog = opened(at_desk, SignDialog)
        dialog.submit()
        at_desk.settle()
        assert dialogs(SignDialog)
        assert isinstance(dialog, SignDialog)
        dialog._on_gap(missing)
        opened(at_desk, kinds[missing.lack.value]).reject()
        at_desk.settle()


def test_a_gap_in_an_action_leads_to_that_action(
    page: PromisesPage, at_desk: Bench, drafted: ActionRow, town: Town
) -> None:
    page.head.step_asked.emit("sign")
    dialog = opened(at_desk, SignDialog)
    gaps = {gap.lack.value: gap for gap in plan(at_desk.desk.ctx, town.draft).missing}
    assert isinstance(dialog, SignDialog)
    dialog._on_gap(gaps["owner"])
    at_desk.settle()
    assert current(page).id == drafted.id
    page.head.step_asked.emit("sign")
    dialog = opened(at_desk, SignDialog)
    assert isinstance(dialog, SignDialog)
    dialog._on_gap(gaps["cause_link"])
    opened(at_desk, EditActionDialog).reject()


def test_editing_and_a_new_version(page: PromisesPage, at_desk: Bench) -> None:
    page.head.edit_asked.emit()
    opened(at_desk, EditPromiseDialog).reject()
    page.head.version_asked.emit()
    opened(at_desk, NewVersionDialog).reject()


def test_going_to_an_action_of_a_promise(page: PromisesPage, at_desk: Bench, town: Town) -> None:
    page.tabs.setCurrentIndex(2)
    page.open_at(Goto("promises", town.promise, town.clearing))
    at_desk.settle()
    assert current(page).id == town.clearing
    assert page.tabs.currentIndex() == 0


def test_following_the_trail(page: PromisesPage, at_desk: Bench, town: Town) -> None:
    page.footer.shown.emit()
    assert page.tabs.currentIndex() == 1
    page.trail.followed.emit("log", None)
    page.trail.followed.emit("problem", 5)
    assert at_desk.went == [
        Goto("log", query=LogQuery(promise_ids=frozenset({town.promise}))),
        Goto("problems", 5),
    ]
    page.trail.followed.emit("indicator", 1)
    assert page.tabs.currentIndex() == 2
    page.trail.followed.emit("action", town.clearing)
    assert current(page).id == town.clearing


def test_an_action_carried_over_leads_back(
    page: PromisesPage, at_desk: Bench, town: Town, town_ctx: AppContext
) -> None:
    factory.an_action(town_ctx, town.draft, carried_from_id=town.clearing)
    at_desk.settle()
    page.list.rows.choose(town.draft)
    at_desk.settle()
    go(page, ACTION)
    assert current(page).carried_from == "1.2"
    menu = page.plan_actions.menu(current(page))
    next(a for a in menu.actions() if a.text() == "Visa varifrån den är förd").trigger()
    at_desk.settle()
    assert page.promise_id() == town.promise


def test_a_book_without_promises_offers_the_first(ctx: AppContext) -> None:
    with bench(ctx) as at_desk:
        asked: list[str] = []
        at_desk.desk.command_asked.connect(lambda command, _about: asked.append(command))
        page = PromisesPage(at_desk.desk)
        at_desk.show(page)
        page._empty.acted.emit()
        page.list.new.click()
        assert asked == ["promise.new", "promise.new"]


def test_a_book_that_cannot_be_written_offers_no_editing(town_ctx: AppContext) -> None:
    with bench(replace(town_ctx, read_only=True)) as at_desk:
        page = PromisesPage(at_desk.desk)
        at_desk.show(page)
        assert not page.list.new.isVisible()
        assert not page.head._steps.isVisible()
        go(page, ACTION)
        press(at_desk, Key.Key_F2)
        press(at_desk, Key.Key_Return)
        press(at_desk, Key.Key_Delete)
        assert not dialogs(QDialog)
        assert at_desk.failures == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_in_both_languages_and_themes(
    at_desk: Bench, language: Language, dark: bool, tmp_path: Path
) -> None:
    from tracker.ui.theme import Theme

    i18n.activate(language)
    Theme.current().set_mode("dark" if dark else "light")
    page = PromisesPage(at_desk.desk)
    at_desk.show(page)
    for tab in range(5):
        page.tabs.setCurrentIndex(tab)
        at_desk.settle()
        assert not page.grab().isNull()
    words = {"sv": "Åtgärdsplan", "en": "Action plan"}
    assert page.tabs.tabText(0) == words[language]
    assert at_desk.failures == []
