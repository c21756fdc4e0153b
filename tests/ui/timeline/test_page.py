"""Tidslinje by keyboard and mouse: choosing, scrolling, moving a deadline, the month, filters."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.awkward_book import SAMPLES
from tests.factory import DAY, a_later_promise, a_person, a_promise, a_signed_promise, an_action
from tests.ui.desks import Bench, bench, dialogs
from tracker.models.enums import Direction, IndicatorKind, Party
from tracker.services.actions import MoveDeadline, move_deadline
from tracker.services.context import AppContext
from tracker.services.follow_up import (
    AskDecision,
    IndicatorFields,
    Measure,
    add_indicator,
    ask_decision,
    measure,
)
from tracker.services.queries.actions import action_rows
from tracker.services.queries.timeline_rows import TimelineQuery
from tracker.ui.desk import Goto, Subject
from tracker.ui.dialogs.action_changes import MoveDeadlineDialog
from tracker.ui.panels.timeline import TimelinePage
from tracker.ui.panels.timeline.day_list import DayList
from tracker.ui.panels.timeline.geometry import Part
from tracker.ui.panels.timeline.head import View
from tracker.ui.panels.timeline.scale import Zoom
from tracker.ui.theme import Theme

Key, Mod = Qt.Key, Qt.KeyboardModifier
Left, Plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
pytestmark = pytest.mark.usefixtures("theme")

DATES = tuple(dt.date(2018, month, 15) for month in (1, 2, 3, 4))
END = dt.date(2018, 12, 31)


def shown(place: Bench) -> TimelinePage:
    page = TimelinePage(place.desk)
    place.show(page)
    return page


def deadline(ctx: AppContext, action: int) -> dt.date | None:
    (row,) = action_rows(ctx, [action])
    return row.deadline


def asked() -> MoveDeadlineDialog:
    (found,) = dialogs(MoveDeadlineDialog)
    assert isinstance(found, MoveDeadlineDialog)
    return found


def end_of(page: TimelinePage, action: int) -> QPoint:
    """The right end of an action's bar."""
    lines = page.timeline.lines
    assert page.timeline.choose(action)
    rect = lines.visualRect(lines.currentIndex())
    for x in range(page.timeline.frame.names, rect.right() + 1):
        found = lines.hit_at(QPointF(x, rect.center().y()))
        if found is not None and found.part is Part.END:
            return QPoint(x + 3, rect.center().y())
    raise AssertionError("no end in view")


def test_arrows_choose_enter_opens_and_the_inspector_follows(place: Bench, ctx: AppContext) -> None:
    promise, action = a_signed_promise(ctx)
    page = shown(place)
    page.setFocus()
    lines = page.timeline.lines
    QTest.keyClick(lines, Key.Key_Down)
    QTest.keyClick(lines, Key.Key_Down)
    assert place.inspected[-1] == Subject("action", action)
    QTest.keyClick(lines, Key.Key_Return)
    assert place.went == [Goto("promises", promise, action)]
    QTest.keyClick(lines, Key.Key_Up)
    assert place.inspected[-1] is None
    QTest.keyClick(lines, Key.Key_Return)
    assert place.went[-1] == Goto("promises", promise, None)
    model = lines.model()
    told = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("1.1 Fotpatrullering, ")


def test_a_deadline_is_stepped_by_keys_and_moved_with_a_reason(
    place: Bench, ctx: AppContext
) -> None:
    _promise, action = a_signed_promise(ctx)
    page = shown(place)
    page.setFocus()
    assert page.timeline.choose(action)
    lines = page.timeline.lines
    QTest.keyClick(lines, Key.Key_Left, Mod.ShiftModifier)
    QTest.keyClick(lines, Key.Key_Left, Mod.AltModifier)
    QTest.keyClick(lines, Key.Key_Left, Mod.AltModifier)
    assert lines.pending_day() == dt.date(2018, 12, 22)
    page.timeline.set_zoom(Zoom.MONTH)
    frame = page.timeline.frame
    assert frame.last_day() < dt.date(2018, 12, 1).toordinal()
    QTest.keyClick(lines, Key.Key_Right, Mod.AltModifier)
    QTest.keyClick(lines, Key.Key_Left, Mod.AltModifier)
    # It isn't moved out of sight.
    assert frame.first_day() < dt.date(2018, 12, 22).toordinal() < frame.last_day()
    QTest.keyClick(lines, Key.Key_Return)
    place.settle()
    dialog = asked()
    assert dialog._deadline.value() == dt.date(2018, 12, 22)
    dialog.submit()
    assert "Skriv skälet" in dialog.error_text()
    dialog.reject()
    place.settle()
    # Not answered, so it is put back.
    assert lines.pending_day() is None
    assert deadline(ctx, action) == END


def test_the_end_of_a_bar_is_dragged_to_another_day(place: Bench, ctx: AppContext) -> None:
    promise = a_promise(ctx)
    action = an_action(ctx, promise, deadline=dt.date(2018, 6, 30))
    page = shown(place)
    lines, frame = page.timeline.lines, page.timeline.frame
    at = end_of(page, action)
    step = QPoint(round(20 * frame.scale.per_day), 0)
    QTest.mousePress(lines.viewport(), Left, Plain, at)
    QTest.mouseMove(lines.viewport(), at + step)
    assert lines.pending_day() == dt.date(2018, 7, 20)
    QTest.mouseRelease(lines.viewport(), Left, Plain, at + step)
    place.settle()
    dialog = asked()
    assert dialog._deadline.value() == dt.date(2018, 7, 20)
    dialog._reason.set_value("Tjälen gick sent")
    dialog.submit()
    place.settle()
    assert deadline(ctx, action) == dt.date(2018, 7, 20)
    assert frame.pending is None


def test_a_drag_that_comes_back_asks_nothing_and_never_passes_the_start(
    place: Bench, ctx: AppContext
) -> None:
    start = dt.date(2018, 6, 1)
    action = an_action(ctx, a_promise(ctx), start_on=start, deadline=dt.date(2018, 6, 30))
    page = shown(place)
    lines = page.timeline.lines
    at = end_of(page, action)
    QTest.mousePress(lines.viewport(), Left, Plain, at)
    QTest.mouseMove(lines.viewport(), at - QPoint(300, 0))
    assert lines.pending_day() == start
    QTest.mouseMove(lines.viewport(), at)
    QTest.mouseRelease(lines.viewport(), Left, Plain, at)
    place.settle()
    assert dialogs(MoveDeadlineDialog) == []
    QTest.keyClick(lines, Key.Key_Right, Mod.AltModifier)
    QTest.keyClick(lines, Key.Key_Escape)
    assert lines.pending_day() is None


def test_a_book_that_is_only_read_moves_nothing(ctx: AppContext) -> None:
    action = an_action(ctx, a_promise(ctx), deadline=dt.date(2018, 6, 30))
    with bench(replace(ctx, read_only=True)) as place:
        page = shown(place)
        page.setFocus()
        lines = page.timeline.lines
        at = end_of(page, action)
        QTest.mousePress(lines.viewport(), Left, Plain, at)
        QTest.mouseMove(lines.viewport(), at + QPoint(40, 0))
        QTest.mouseRelease(lines.viewport(), Left, Plain, at + QPoint(40, 0))
        for keys in (Key.Key_F, Key.Key_L):
            QTest.keyClick(lines, keys)
        QTest.keyClick(lines, Key.Key_Right, Mod.AltModifier)
        place.settle()
        assert page.timeline.frame.pending is None
        assert dialogs(MoveDeadlineDialog) == []
        assert len(lines.actions()) == 2


def test_time_is_zoomed_and_scrolled_and_home_is_today(place: Bench, ctx: AppContext) -> None:
    a_later_promise(ctx)
    an_action(ctx, a_promise(ctx))
    page = shown(place)
    page.setFocus()
    view, lines = page.timeline, page.timeline.lines
    assert view.frame.nearest_day() == dt.date(2018, 1, 1).toordinal()
    QTest.keyClick(lines, Key.Key_Plus)
    QTest.keyClick(lines, Key.Key_Plus)
    QTest.keyClick(lines, Key.Key_Plus)
    assert (view.zoom(), page.head.zoom.value()) == (Zoom.MONTH, Zoom.MONTH)
    assert view.frame.first_day() <= DAY.toordinal() <= view.frame.last_day()
    for _time in range(9):
        QTest.keyClick(lines, Key.Key_Right)
    assert view.frame.first_day() > DAY.toordinal()
    QTest.keyClick(lines, Key.Key_Home)
    assert view.frame.first_day() < DAY.toordinal() < view.frame.last_day()
    page.head.zoom.set_value(Zoom.YEAR)
    assert view.zoom() is Zoom.YEAR
    before = view.bar.value()
    QTest.mousePress(lines.viewport(), Left, Plain, QPoint(view.frame.names + 300, 200))
    QTest.mouseMove(lines.viewport(), QPoint(view.frame.names + 200, 200))
    QTest.mouseRelease(lines.viewport(), Left, Plain, QPoint(view.frame.names + 200, 200))
    assert view.bar.value() == before + 100


def test_the_wheel_zooms_where_the_pointer_is_and_hovering_tells_why(
    place: Bench, ctx: AppContext
) -> None:
    _promise, action = a_signed_promise(ctx)
    (row,) = action_rows(ctx, [action])
    moved = MoveDeadline(((action, row.version),), dt.date(2018, 9, 30), "Vakans <b>")
    move_deadline(ctx, moved)
    page = shown(place)
    lines, frame = page.timeline.lines, page.timeline.frame
    assert page.timeline.choose(action)
    y = lines.visualRect(lines.currentIndex()).center().y()
    day = dt.date(2018, 11, 15).toordinal()
    x = frame.to_view(frame.scale.middle(day))
    assert lines.tip_at(QPoint(round(x), y)).endswith("31 dec 2018: Vakans <b>")
    turn = QWheelEvent(
        QPointF(x, y), QPointF(x, y), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Mod.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(lines.viewport(), turn)
    assert page.timeline.zoom() is Zoom.QUARTER
    assert abs(frame.to_view(frame.scale.middle(day)) - x) <= frame.scale.per_day


def test_the_picture_is_copied_with_its_lines_as_text(place: Bench, ctx: AppContext) -> None:
    an_action(ctx, a_promise(ctx))
    page = shown(place)
    page.setFocus()
    QTest.keyClick(page.timeline.lines, Key.Key_C, Mod.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.image().width() >= page.timeline.width()
    assert clipboard.text().splitlines()[1].startswith("1.1 Fotpatrullering, ")


def test_an_action_out_of_sight_is_scrolled_to(place: Bench, ctx: AppContext) -> None:
    promise = a_later_promise(ctx)
    dates = {"start_on": dt.date(2019, 3, 1), "deadline": dt.date(2019, 5, 1)}
    action = an_action(ctx, promise, **dates)
    page = TimelinePage(place.desk)
    page.open_at(Goto("timeline", action))
    place.show(page)
    frame = page.timeline.frame
    assert frame.first_day() < dt.date(2019, 5, 1).toordinal() < frame.last_day()
    assert page.timeline.lines.current_action() is not None


def test_filters_and_what_stands_where_there_is_nothing(place: Bench, ctx: AppContext) -> None:
    page = shown(place)
    page._nothing._none.acted.emit()
    assert place.went == [Goto("promises")]
    chief = a_person(ctx, "Gruppchef")
    an_action(ctx, a_promise(ctx), title="Röja", owner_id=chief)
    place.settle()
    assert len(page.timeline.lines.rows()) == 2
    page.filters.text.setText("simning")
    page.filters._on_filter()
    place.settle()
    assert page._nothing.isVisible()
    page._nothing.clear_asked.emit()
    place.settle()
    assert page.filters.query() == TimelineQuery()
    assert page.timeline.lines.isVisible()
    page.filters.owners.set_value(frozenset({chief}))
    page.filters.parties.set_value(frozenset({Party.POLICE}))
    place.settle()
    assert page.filters.query().owner_ids == {chief}
    assert len(page.timeline.lines.rows()) == 2


def test_the_month_is_walked_and_its_things_open(place: Bench, ctx: AppContext) -> None:
    promise = a_promise(ctx)
    action = an_action(ctx, promise, deadline=dt.date(2018, 3, 15), occasions=DATES)
    decision = ask_decision(
        ctx,
        AskDecision(
            "Ska vi köpa mer?", "Kommunalrådet", Party.MUNICIPALITY, dt.date(2018, 3, 2), "Skäl"
        ),
    )
    ran: list[tuple[str, object]] = []
    place.desk.command_asked.connect(lambda *what: ran.append(what))
    page = shown(place)
    page.setFocus()
    QTest.keyClick(page.timeline.lines, Key.Key_M)
    place.settle()
    month = page.month
    assert (page.view(), month.day()) == (View.MONTH, DAY)
    QTest.keyClick(month, Key.Key_Right)
    assert "Ska vi köpa mer?" in month.accessibleName()
    QTest.keyClick(month, Key.Key_Return)
    assert ran == [("decision.answer", decision)]
    month.choose(dt.date(2018, 3, 15))
    QTest.keyClick(month, Key.Key_Return)
    (popup,) = dialogs(DayList)
    assert isinstance(popup, DayList)
    QTest.keyClick(popup.list, Key.Key_L)
    assert ran[1:] == [("log.new", action)]
    place.window.activateWindow()
    place.settle()
    QTest.keyClick(month, Key.Key_PageDown)
    place.settle()
    assert month.day() == dt.date(2018, 4, 15)
    assert place.inspected[-1] == Subject("action", action)
    QTest.keyClick(month, Key.Key_L)
    assert ran[2:] == [("log.new", action)]
    QTest.keyClick(month, Key.Key_PageDown)
    place.settle()
    assert month.days().is_empty()
    page.grab()
    QTest.keyClick(month, Key.Key_Home)
    place.settle()
    assert month.day() == DAY
    QTest.keyClick(month, Key.Key_1)
    assert page.view() is View.TIMELINE


def test_what_is_measured_leaves_the_month(place: Bench, ctx: AppContext) -> None:
    indicator = add_indicator(
        ctx,
        IndicatorFields(
            a_promise(ctx),
            "Trygga i centrum",
            IndicatorKind.EFFECT,
            Direction.UP,
            measure_by=DAY,
            measure_every=12,
        ),
    )
    page = shown(place)
    page.head.view.set_value(View.MONTH)
    place.settle()
    assert not page.month.days().is_empty()
    measure(ctx, Measure(indicator, DAY, Decimal(60)))
    place.settle()
    assert page.month.days().is_empty()


def test_a_deadline_is_dragged_to_another_day_of_the_month(place: Bench, ctx: AppContext) -> None:
    action = an_action(ctx, a_promise(ctx), deadline=dt.date(2018, 3, 15))
    page = shown(place)
    page.head.view.set_value(View.MONTH)
    place.settle()
    month, layout = page.month, page.month.layout_now()
    cell, there = (layout.cell(dt.date(2018, 3, number)) for number in (15, 21))
    assert cell is not None
    assert there is not None
    at = layout.entry(cell, dt.date(2018, 3, 15), 0).center().toPoint()
    QTest.mousePress(month, Left, Plain, at)
    QTest.mouseMove(month, there.center().toPoint())
    QTest.mouseRelease(month, Left, Plain, there.center().toPoint())
    place.settle()
    dialog = asked()
    assert dialog._deadline.value() == dt.date(2018, 3, 21)
    dialog.reject()
    assert deadline(ctx, action) == dt.date(2018, 3, 15)
    assert "Fotpatrullering" in month.tip_at(QPointF(at))


def test_a_full_day_says_that_there_is_more(place: Bench, ctx: AppContext) -> None:
    promise = a_promise(ctx)
    for number in range(12):
        an_action(ctx, promise, title=f"Åtgärd {number}", deadline=dt.date(2018, 3, 15))
    page = shown(place)
    page.head.view.set_value(View.MONTH)
    place.settle()
    layout, day = page.month.layout_now(), dt.date(2018, 3, 15)
    cell = layout.cell(day)
    assert cell is not None
    more = layout.entry(cell, day, layout.shown(day)).center().toPoint()
    QTest.mouseClick(page.month, Left, Plain, more)
    (popup,) = dialogs(DayList)
    assert isinstance(popup, DayList)
    assert popup.list.model().rowCount() == 12
    QTest.keyClick(popup.list, Key.Key_F)
    place.settle()
    assert asked()._deadline.value() == day
    asked().reject()


def test_hostile_words_are_drawn_as_they_are(place: Bench, ctx: AppContext, theme: Theme) -> None:
    promise = a_promise(ctx)
    for number, text in enumerate(SAMPLES):
        day = dt.date(2018, 3, 1 + number % 28)
        an_action(ctx, promise, title=text, deadline=day, occasions=(day,), unit="")
    an_action(ctx, promise, title="Utan start", start_on=None)
    an_action(ctx, promise, title="Utan slut", deadline=None)
    an_action(ctx, promise, title="Utan datum", start_on=None, deadline=None)
    page = shown(place)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        for zoom in Zoom:
            page.timeline.set_zoom(zoom)
            page.grab()
    page.head.view.set_value(View.MONTH)
    place.window.resize(640, 420)
    place.settle()
    page.grab()


def test_the_keyboard_is_on_the_view_and_something_is_chosen(place: Bench, ctx: AppContext) -> None:
    _, action = a_signed_promise(ctx)
    page = shown(place)
    place.window.activateWindow()
    page.setFocus()
    assert place.inspected[-1] == Subject("action", action)
    for key, view in ((Key.Key_2, page.month), (Key.Key_1, page.timeline.lines)):
        page.head.zoom.findChildren(QWidget)[0].setFocus()
        QTest.keyClick(page.head.today, key)
        place.settle()
        assert QApplication.focusWidget() is view
    QTest.keyClick(page.timeline.lines, Key.Key_Slash)
    assert page.filters.text.hasFocus()
    QTest.keyClick(page.filters.text, Key.Key_Escape)
    assert page.timeline.lines.hasFocus()
