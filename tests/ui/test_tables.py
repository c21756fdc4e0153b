"""Tables: models, a million rows, selection that survives, delegates, the head, the lists."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tracker.models.enums import ActionStatus, FollowUp, Party
from tracker.ui.jobs import JobRunner
from tracker.ui.tables.column import Column
from tracker.ui.tables.delegates import (
    BarCell,
    CountCell,
    Deadline,
    DeadlineCell,
    FollowUpCell,
    PartyBadgeCell,
    PartyCell,
    StatusCell,
    TextCell,
    TickCell,
)
from tracker.ui.tables.list_rows import ListRow, ListRowModel
from tracker.ui.tables.lists import RowList
from tracker.ui.tables.model import RowsModel
from tracker.ui.tables.paged import PAGE, PagedModel
from tracker.ui.tables.view import TableView
from tracker.ui.widgets.progress import Progress

Key = Qt.Key
Modifier = Qt.KeyboardModifier
Click = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("theme")


DECEMBER = Deadline(date(2018, 12, 31))
PATROLS = Progress(17, 30, 21, FollowUp.AT_RISK)


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    name: str
    party: Party = Party.POLICE
    due: Deadline = DECEMBER
    progress: Progress = PATROLS
    status: ActionStatus = ActionStatus.ONGOING


def row_id(row: Row) -> int:
    return row.id


COLUMNS: tuple[Column[Row], ...] = (
    Column("tick", "", get=lambda row: None, width=40, delegate=TickCell),
    Column("name", "Åtgärd", get=lambda row: row.name, sort_key="name", stretch=True),
    Column("party", "Part", get=lambda row: row.party, delegate=PartyCell, sort_key="party"),
    Column("badge", "P", get=lambda row: row.party, delegate=PartyBadgeCell, width=40),
    Column("due", "Slutdatum", get=lambda row: row.due, delegate=DeadlineCell, sort_key="due"),
    Column("done", "Gjort", get=lambda row: row.progress, delegate=CountCell, align="right"),
    Column("bar", "Mot plan", get=lambda row: row.progress, delegate=BarCell),
    Column(
        "follow_up",
        "Uppföljning",
        get=lambda row: row.progress.follow_up,
        delegate=FollowUpCell,
        sort_key="urgency",
        descending_first=True,
    ),
    Column("status", "Status", get=lambda row: row.status, delegate=StatusCell, shown=False),
    Column("id", "Id", get=lambda row: row.id, align="right", tip=lambda row: f"id {row.id}"),
)


class Rows:
    """A source of `count` rows with ids from 1; a query is "up", "down" or "even"."""

    def __init__(self, count: int) -> None:
        self.numbers = array("q", range(1, count + 1))
        self.asked: list[int] = []
        self.suffix = ""
        self.fail = False

    def ids(self, query: str) -> "array[int]":
        if self.fail:
            raise OSError("gone")
        return {
            "up": lambda: self.numbers[:],
            "down": lambda: self.numbers[::-1],
            "even": lambda: array("q", (n for n in self.numbers if n % 2 == 0)),
            "none": lambda: array("q"),
        }[query]()

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        self.asked.append(len(ids))
        return [Row(number, f"Åtgärd {number}{self.suffix}") for number in reversed(ids)]


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.close()


def paged(jobs: JobRunner, source: Rows, query: str = "up") -> PagedModel[str, Row]:
    model = PagedModel[str, Row](COLUMNS, source, row_id, jobs)
    model.show(query)
    jobs.wait_idle()
    return model


def small(count: int = 5) -> RowsModel[Row]:
    model = RowsModel(COLUMNS, row_id)
    model.set_rows([Row(number, f"Åtgärd {number}") for number in range(1, count + 1)])
    return model


def shown(qtbot: QtBot, view: TableView[Row]) -> TableView[Row]:
    qtbot.addWidget(view)
    view.resize(1000, 400)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def several(qtbot: QtBot, count: int = 5) -> TableView[Row]:
    model = small(count)
    view = TableView(model, "Åtgärder", several=True)
    model.setParent(view)
    return shown(qtbot, view)


def check_contract(
    model: RowsModel[Row] | PagedModel[str, Row] | ListRowModel,
) -> QAbstractItemModelTester:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    return QAbstractItemModelTester(model, mode, model)


def test_rows_model_keeps_its_contract(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, row_id)
    check_contract(model)
    model.set_rows([Row(1, "a"), Row(2, "b")])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([Row(1, "a"), Row(2, "c")])
    assert model.words(1, 1) == "c"
    with qtbot.waitSignal(model.modelReset):
        model.set_rows([Row(2, "c")])
    model.set_rows([])
    assert model.rowCount() == 0
    assert model.rows() == ()


def test_paged_model_keeps_its_contract(jobs: JobRunner, qtbot: QtBot) -> None:
    source = Rows(3 * PAGE + 7)
    model = PagedModel[str, Row](COLUMNS, source, row_id, jobs)
    check_contract(model)
    for query in ("up", "even", "down", "none", "up"):
        model.show(query)
        jobs.wait_idle()
    assert model.rowCount() == 3 * PAGE + 7


def test_count_is_right_at_once_and_pages_come_when_looked_at(
    jobs: JobRunner, qtbot: QtBot
) -> None:
    source = Rows(1_000_000)
    model = paged(jobs, source)
    assert model.rowCount() == 1_000_000
    assert source.asked == [PAGE]
    assert model.words(0, 1) == "Åtgärd 1"
    assert model.row_at(500_000) is None
    assert model.words(500_000, 1) == ""
    assert model.id_at(500_000) == 500_001
    with qtbot.waitSignal(model.dataChanged) as changed:
        jobs.wait_idle()
    first, last = changed.args[0].row(), changed.args[1].row()
    assert first <= 500_000 <= last
    assert model.words(500_000, 1) == "Åtgärd 500001"


def test_a_million_rows_scroll_to_the_end(jobs: JobRunner, qtbot: QtBot) -> None:
    source = Rows(1_000_000)
    view = shown(qtbot, TableView(paged(jobs, source), "Åtgärder", several=True))
    bar = view.verticalScrollBar()
    for step in range(1, 101):
        bar.setValue(bar.maximum() * step // 100)
        view.viewport().repaint()
        QApplication.processEvents()
    jobs.wait_idle()
    assert view.rows_model().words(999_999, 1) == "Åtgärd 1000000"
    # Pages that were scrolled past before they could be fetched are not fetched at all.
    assert len(source.asked) < 320
    QAccessible.setActive(True)
    view.selectAll()
    assert view.selected_count() == 1_000_000
    QTest.mouseClick(view.viewport(), Click, pos=spot(view, 999_998, 1))
    assert view.selected_ids() == [999_999]


def test_selection_current_and_place_survive_another_order(jobs: JobRunner, qtbot: QtBot) -> None:
    model = paged(jobs, Rows(1000))
    view = shown(qtbot, TableView(model, "Åtgärder", several=True))
    view.select_ids([3, 4, 900])
    assert view.selected_ids() == [3, 4, 900]
    model.show("down")
    jobs.wait_idle()
    assert view.selected_ids() == [900, 4, 3]
    assert view.current_id() == 3
    assert view.rowAt(0) == 0
    model.show("even")
    jobs.wait_idle()
    assert view.selected_ids() == [4, 900]


def test_a_reload_keeps_the_place_and_shows_no_gap(jobs: JobRunner, qtbot: QtBot) -> None:
    source = Rows(1000)
    model = paged(jobs, source)
    view = shown(qtbot, TableView(model, "Åtgärder"))
    view.scrollTo(model.index(500, 0), TableView.ScrollHint.PositionAtTop)
    view.viewport().repaint()
    jobs.wait_idle()
    top = model.id_at(view.rowAt(0))
    source.suffix = " ändrad"
    with qtbot.assertNotEmitted(model.modelReset):
        model.reload()
        jobs.wait_idle()
    assert model.words(501, 1).startswith("Åtgärd 502")
    view.viewport().repaint()
    jobs.wait_idle()
    assert model.words(501, 1) == "Åtgärd 502 ändrad"

    del source.numbers[0:10]
    model.reload()
    jobs.wait_idle()
    assert model.id_at(view.rowAt(0)) == top


def test_a_newer_query_wins_and_a_failed_one_leaves_the_rows(jobs: JobRunner, qtbot: QtBot) -> None:
    source = Rows(100)
    model = paged(jobs, source)
    with qtbot.waitSignal(model.loaded) as loaded:
        model.show("even")
        model.show("none")
        model.show("down")
        assert model.is_loading()
        jobs.wait_idle()
    assert loaded.args == [100]
    assert model.id_at(0) == 100
    source.fail = True
    with qtbot.waitSignal(model.failed):
        model.reload()
        jobs.wait_idle()
    assert model.rowCount() == 100
    assert not model.is_loading()
    assert model.query() == "down"


def test_a_row_that_is_gone_stays_blank(jobs: JobRunner) -> None:
    class Gappy(Rows):
        def rows(self, ids: Sequence[int]) -> Sequence[Row]:
            return [row for row in super().rows(ids) if row.id != 2]

    model = paged(jobs, Gappy(5))
    assert model.words(1, 1) == ""
    assert model.find(5) == 4
    assert model.find(77) is None


def test_words_are_what_is_read_out(qtbot: QtBot) -> None:
    model = small()
    words = [model.words(0, number) for number in range(len(COLUMNS))]
    assert words == [
        "",
        "Åtgärd 1",
        "Polis",
        "Polis",
        "2018-12-31",
        "17 av 30",
        "17 av 30, borde vara 21, risk",
        "risk",
        "Pågår",
        "1",
    ]
    view = shown(qtbot, TableView(model, "Åtgärder"))
    table = QAccessible.queryAccessibleInterface(view)
    assert table.text(QAccessible.Text.Name) == "Åtgärder"
    assert table.role() == QAccessible.Role.Table
    children = [table.child(number) for number in range(table.childCount())]
    assert "Polis" in [child.text(QAccessible.Text.Name) for child in children]
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert titles == ["", "Åtgärd", "Part"]


@pytest.mark.parametrize(
    ("delegate", "value", "words"),
    [
        (TextCell, None, ""),
        (TextCell, 1234.5, "1\u00a0234,5"),
        (TextCell, date(2018, 6, 15), "2018-06-15"),
        (PartyCell, None, ""),
        (FollowUpCell, None, "avslutad"),
        (StatusCell, None, ""),
        (CountCell, None, ""),
        (CountCell, Progress(0, 1, single=True), "engång"),
        (BarCell, Progress(0, 1, single=True), ""),
        (DeadlineCell, None, ""),
        (DeadlineCell, Deadline(None), ""),
        (
            DeadlineCell,
            Deadline(date(2018, 6, 15), late=True, changed="31 maj, förstudie"),
            "2018-06-15, sen, flyttat: 31 maj, förstudie",
        ),
    ],
)
def test_each_delegate_has_words_and_draws_them(
    qtbot: QtBot, delegate: type[TextCell], value: object, words: str
) -> None:
    assert delegate.words(value) == words
    column: Column[Row] = Column("x", "X", get=lambda row: value, delegate=delegate)
    model = RowsModel((column,), row_id)
    view = shown(qtbot, TableView(model, "X"))
    model.set_rows([Row(1, "a")])
    view.grab()
    assert view.sizeHintForRow(0) >= 32


def tip(view: TableView[Row], row: int, column: int) -> str:
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    index = view.rows_model().index(row, column)
    option = QStyleOptionViewItem()
    option.rect = view.visualRect(index)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    view.itemDelegateForColumn(column).helpEvent(event, view, option, index)
    return QToolTip.text()


def test_tooltips_tell_what_does_not_fit(qtbot: QtBot) -> None:
    model = small(1)
    view = shown(qtbot, TableView(model, "X"))
    assert tip(view, 0, 1) == ""
    long = "Fotpatrullering <b>och</b> nattvandring " * 20
    model.set_rows([replace(model.rows()[0], name=long)])
    assert "&lt;b>" in tip(view, 0, 1)
    assert tip(view, 0, 3) == "Polis"
    assert tip(view, 0, 6) == "17 av 30, borde vara 21, risk"
    assert tip(view, 0, 9) == "id 1"


def test_arrows_move_and_space_ticks(qtbot: QtBot) -> None:
    view = several(qtbot)
    assert view.current_id() == 1
    assert view.selected_count() == 0
    QTest.keyClick(view, Key.Key_Space)
    with qtbot.waitSignal(view.current_changed) as moved:
        QTest.keyClick(view, Key.Key_Down)
    assert moved.args == [2]
    QTest.keyClick(view, Key.Key_Up)
    QTest.keyClick(view, Key.Key_Down)
    with qtbot.waitSignal(view.selection_changed) as changed:
        QTest.keyClick(view, Key.Key_Space)
    assert changed.args == [2]
    assert view.selected_ids() == [1, 2]
    QTest.keyClick(view, Key.Key_Space)
    assert view.selected_ids() == [1]
    QTest.keyClick(view, Key.Key_End)
    assert view.current_id() == 5
    QTest.keyClick(view, Key.Key_Home)
    assert view.current_id() == 1
    assert view.selected_ids() == [1]
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Key.Key_Return)
    assert opened.args == [1]
    QTest.keyClick(view, Key.Key_A, Modifier.ControlModifier)
    assert view.selected_count() == 5


def spot(view: TableView[Row], row: int, column: int) -> QPoint:
    return view.visualRect(view.rows_model().index(row, column)).center()


def test_a_click_on_the_box_toggles_and_on_the_row_chooses(qtbot: QtBot) -> None:
    view = several(qtbot)
    for row in (0, 2):
        QTest.mouseClick(view.viewport(), Click, pos=spot(view, row, 0))
    assert view.selected_ids() == [1, 3]
    QTest.mouseClick(view.viewport(), Click, pos=spot(view, 0, 0))
    assert view.selected_ids() == [3]
    QTest.mouseClick(view.viewport(), Click, pos=spot(view, 3, 1))
    assert view.selected_ids() == [4]


def test_the_box_in_the_head_ticks_all_and_none(qtbot: QtBot) -> None:
    view = several(qtbot)
    head = view.header()
    place = QPoint(20, 16)
    view.select_ids([2])
    partly = head.grab().toImage()
    QTest.mouseClick(head.viewport(), Click, pos=place)
    assert view.selected_count() == 5
    assert head.grab().toImage() != partly
    QTest.mouseClick(head.viewport(), Click, pos=place)
    assert view.selected_count() == 0


def test_sorting_by_head_and_by_menu(qtbot: QtBot) -> None:
    view = several(qtbot)
    model = view.rows_model()
    x = view.header().sectionViewportPosition(7) + 10
    with qtbot.waitSignal(model.sort_asked) as asked:
        QTest.mouseClick(view.header().viewport(), Click, pos=QPoint(x, 16))
    assert asked.args == ["urgency", True]
    model.set_sorted_by("urgency", True)
    with qtbot.waitSignal(model.sort_asked) as asked:
        QTest.mouseClick(view.header().viewport(), Click, pos=QPoint(x, 16))
    assert asked.args == ["urgency", False]
    assert model.sorted_by() == ("urgency", True)

    QTest.keyClick(view, Key.Key_Down, Modifier.AltModifier)
    [menu] = view.findChildren(QMenu)
    with qtbot.waitSignal(model.sort_asked) as asked:
        by_text(menu, "Part", 0).trigger()
    assert asked.args == ["party", False]
    by_text(menu, "Status", 0).trigger()
    assert not view.isColumnHidden(8)
    menu.close()


def by_text(menu: QMenu, text: str, number: int) -> QAction:
    return [action for action in menu.actions() if action.text() == text][number]


def drag(view: TableView[Row], number: int, by: int) -> None:
    """Drag the right edge of a column."""
    head = view.header()
    edge = head.sectionViewportPosition(number) + head.sectionSize(number) - 1
    start, end = QPoint(edge, head.height() // 2), QPoint(edge + by, head.height() // 2)
    QTest.mouseMove(head.viewport(), start)
    QTest.mousePress(head.viewport(), Click, pos=start)
    QTest.mouseMove(head.viewport(), end)
    QTest.mouseRelease(head.viewport(), Click, pos=end)


def test_a_column_keeps_the_width_it_was_given(qtbot: QtBot, home: Path) -> None:
    view = several(qtbot)
    view.header().keep_widths("actions")
    first = view.columnWidth(2)
    drag(view, 2, 60)
    assert view.columnWidth(2) == first + 60
    again, other = several(qtbot), several(qtbot)
    again.header().keep_widths("actions")
    other.header().keep_widths("log")
    assert again.columnWidth(2) == again.header().natural_width(2) == first + 60
    assert other.columnWidth(2) == first


@pytest.mark.parametrize("width", ["0", "-5", "wide", "99999999999999999999", "٣٣"])
def test_what_is_no_width_in_the_file_is_passed_over(qtbot: QtBot, home: Path, width: str) -> None:
    view = several(qtbot)
    first, column = view.columnWidth(2), view.rows_model().columns()[2].id
    (home / "columns.ini").write_text(f"[actions]\n{column}={width}\n", "utf-8")
    view.header().keep_widths("actions")
    assert view.columnWidth(2) == first


def test_titles_are_never_cut_at_first(qtbot: QtBot) -> None:
    view = several(qtbot)
    for number, column in enumerate(COLUMNS):
        if not column.stretch:
            assert view.columnWidth(number) >= view.header().natural_width(number) or (
                view.isColumnHidden(number)
            )


def test_an_empty_table_says_so(qtbot: QtBot) -> None:
    model = small(0)
    view = TableView(model, "Åtgärder")
    message = QLabel("Inga träffar")
    view.set_empty_state(message)
    shown(qtbot, view)
    assert message.isVisible()
    model.set_rows([Row(1, "a")])
    assert not message.isVisible()


def test_the_focused_row_has_a_ring_for_the_keyboard_only(qtbot: QtBot) -> None:
    view = several(qtbot)
    QTest.keyClick(view, Key.Key_Down)
    ringed = view.viewport().grab().toImage()
    QTest.mouseClick(view.viewport(), Click, Modifier.ControlModifier, pos=spot(view, 4, 1))
    QTest.mouseClick(view.viewport(), Click, Modifier.ControlModifier, pos=spot(view, 4, 1))
    assert view.viewport().grab().toImage() != ringed


ROWS = (
    ListRow(0, "Pågår 2018", heading=True),
    ListRow(5, "Levande stadskärna", lead="L5", follow_up=FollowUp.LATE, note="5 åtgärder"),
    ListRow(4, "Unga och ANDT", lead="L4", party=Party.POLICE, right_note="i går"),
    ListRow(0, "Utkast", heading=True),
    ListRow(6, "Ökad trygghet", lead="L6", note="3 saker saknas", note_icon="info", keys="Enter"),
)


def row_list(qtbot: QtBot) -> RowList:
    result = RowList("Löften")
    result.set_rows(ROWS)
    qtbot.addWidget(result)
    result.resize(240, 400)
    with qtbot.waitActive(result):
        result.show()
        result.activateWindow()
    result.setFocus()
    return result


def test_list_moves_past_headings_and_opens(qtbot: QtBot) -> None:
    rows = row_list(qtbot)
    assert rows.choose(4)
    with qtbot.waitSignal(rows.chosen) as chosen:
        QTest.keyClick(rows, Key.Key_Down)
    assert chosen.args == [6]
    with qtbot.waitSignal(rows.opened) as opened:
        QTest.keyClick(rows, Key.Key_Return)
    assert opened.args == [6]
    rows.step(-1)
    assert rows.current_id() == 4
    rows.step(-5)
    rows.step(-1)
    assert rows.current_id() in (4, 5)


def test_list_keeps_its_choice_by_id(qtbot: QtBot) -> None:
    rows = row_list(qtbot)
    rows.choose(6)
    with qtbot.assertNotEmitted(rows.chosen):
        rows.set_rows((ROWS[4], ROWS[1]))
    assert rows.current_id() == 6
    with qtbot.waitSignal(rows.chosen) as chosen:
        rows.set_rows((ROWS[1],))
    assert chosen.args == [None]
    assert not rows.choose(99)


def test_list_rows_are_read_out_and_headings_are_not_chosen(qtbot: QtBot) -> None:
    assert ROWS[1].spoken() == "L5 Levande stadskärna, sen, 5 åtgärder"
    assert ROWS[2].spoken() == "L4 Unga och ANDT, Polis, i går"
    rows = row_list(qtbot)
    model = rows.model()
    assert isinstance(model, ListRowModel)
    check_contract(model)
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert rows.content_height() > 56 * 3
