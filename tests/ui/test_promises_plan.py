"""Brå's plan as a table: its model, its grid, where the arrows lead, and how words are broken."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

from tests import factory
from tests.ui.keeping import kept
from tests.ui.town import TODAY, Town
from tracker.models.enums import ActionStatus, FollowUp, PromiseStatus
from tracker.services.context import AppContext
from tracker.services.queries.plan import PlanView, plan
from tracker.ui.panels.promises import wrapped
from tracker.ui.panels.promises.plan_delegate import ROW_HEIGHT
from tracker.ui.panels.promises.plan_grid import (
    ACTION,
    CAUSE,
    FOLLOW_UP,
    GOAL,
    WHEN,
    WHO,
    RowKind,
    make_grid,
)
from tracker.ui.panels.promises.plan_model import PlanModel
from tracker.ui.panels.promises.plan_moves import moved
from tracker.ui.panels.promises.plan_table import PlanTable
from tracker.ui.panels.promises.plan_widths import widths_for
from tracker.ui.panels.promises.plan_words import cell_words, follow_up_words, goal_words

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def view(town_ctx: AppContext, town: Town) -> PlanView:
    """The town's signed promise, with one action that answers no cause."""
    factory.an_action(town_ctx, town.promise, title="Utan orsak", goal="")
    return plan(town_ctx, town.promise)


def test_the_model_keeps_qts_rules(view: PlanView) -> None:
    model = PlanModel(TODAY)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid = make_grid(view, writable=True)
    for shown in (grid, make_grid(view, writable=False), grid, replace(grid)):
        model.set_grid(shown, TODAY)
    assert model.rowCount() == len(grid.rows)
    assert tester.model() is model


def test_actions_stand_against_their_causes_and_orphans_last(view: PlanView) -> None:
    grid = make_grid(view, writable=True)
    kinds = [row.kind for row in grid.rows]
    assert kinds == [RowKind.ACTION] * 3 + [RowKind.ADD_ACTION, RowKind.ACTION] + [
        RowKind.ADD_ACTION,
        RowKind.ADD_CAUSE,
    ]
    assert grid.groups[0].cause is not None
    assert grid.groups[1].cause is None
    assert grid.group_at(6) is None


def test_what_cannot_be_written_offers_nothing(view: PlanView) -> None:
    kinds = {row.kind for row in make_grid(view, writable=False).rows}
    assert kinds == {RowKind.ACTION}
    ended = replace(view, row=replace(view.row, status=PromiseStatus.KEPT))
    assert {row.kind for row in make_grid(ended, writable=True).rows} == {RowKind.ACTION}


def test_a_cause_without_actions_says_so(town_ctx: AppContext, view: PlanView) -> None:
    factory.a_cause(town_ctx, view.problems[0].id)
    grid = make_grid(plan(town_ctx, view.row.id), writable=False)
    number = next(n for n, row in enumerate(grid.rows) if row.kind is RowKind.NO_ACTION)
    assert cell_words(grid, number, ACTION, TODAY).main == "Ingen åtgärd mot orsaken"


def test_an_empty_draft_begins_with_its_cause(town_ctx: AppContext, town: Town) -> None:
    grid = make_grid(plan(town_ctx, town.draft), writable=True)
    assert [row.kind for row in grid.rows] == [RowKind.ADD_ACTION, RowKind.ADD_CAUSE]
    assert cell_words(grid, 0, CAUSE, TODAY).main == "Ingen orsak än"


def test_signed_values_are_locked_and_the_rest_is_typed(view: PlanView) -> None:
    model = PlanModel(TODAY)
    model.set_grid(make_grid(view, writable=True), TODAY)
    assert [model.is_locked(0, column) for column in range(6)] == [
        False, False, True, True, False, False
    ]  # fmt: skip
    assert [model.is_typed(0, column) for column in range(6)] == [
        False, True, True, False, True, False
    ]  # fmt: skip
    assert not any(model.is_typed(3, column) for column in range(6))


def test_cells_are_read_out_with_their_heads_and_locks(view: PlanView) -> None:
    model = PlanModel(TODAY)
    model.set_grid(make_grid(view, writable=True), TODAY)
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [model.data(model.index(0, column), role) for column in range(6)]
    assert spoken[CAUSE] == "Orsak: Mörkt, Objekt eller plats"
    assert spoken[WHEN] == "När: 31 dec, låst"
    assert spoken[FOLLOW_UP] == "Uppföljning: risk, 17 av 30"
    assert model.data(model.index(3, ACTION), role) == "Lägg till åtgärd mot orsak 1"
    assert model.headerData(0, Qt.Orientation.Vertical) == "1.1"
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    assert heads == ["Orsak", "Åtgärd", "Operativa mål", "När", "Vem", "Uppföljning"]


def test_the_quantity_is_not_said_twice(view: PlanView) -> None:
    row = view.actions[0]
    assert goal_words(replace(row, goal="30 pass, minst två timmar")).under == "minst två timmar"
    assert goal_words(replace(row, goal="minst två timmar")).under == "minst två timmar"
    assert goal_words(replace(row, planned=None, goal="Synas")).main == "Synas"


def test_an_ended_action_shows_its_status_and_why(view: PlanView) -> None:
    row = replace(
        view.actions[0], status=ActionStatus.NOT_DONE, colour=None, status_reason="Ingen personal"
    )
    assert follow_up_words(row).main == "Ej genomförd"
    grid = make_grid(replace(view, actions=(row, *view.actions[1:])), writable=True)
    assert cell_words(grid, 0, ACTION, TODAY).last == "Ingen personal"


def test_a_late_action_says_how_late(view: PlanView) -> None:
    late = next(row for row in view.actions if row.colour is FollowUp.LATE)
    grid = make_grid(view, writable=True)
    number = grid.find(late.id)
    assert number is not None
    assert cell_words(grid, number, WHEN, TODAY).whole() == "15 juni, 92 dagar sen"
    assert cell_words(grid, number, WHO, TODAY).main == "Gruppchef"
    assert cell_words(grid, number, GOAL, TODAY).main == "2 stråk"


MOVES = [
    ((0, ACTION), "MoveLeft", (0, CAUSE)),
    ((2, ACTION), "MoveLeft", (0, CAUSE)),
    ((0, CAUSE), "MoveRight", (0, ACTION)),
    ((0, CAUSE), "MoveDown", (4, CAUSE)),
    ((4, CAUSE), "MoveDown", (6, CAUSE)),
    ((6, CAUSE), "MoveUp", (4, CAUSE)),
    ((4, CAUSE), "MoveUp", (0, CAUSE)),
    ((0, CAUSE), "MoveUp", (0, CAUSE)),
    ((6, CAUSE), "MoveRight", (6, CAUSE)),
    ((2, WHEN), "MoveDown", (3, ACTION)),
    ((3, ACTION), "MoveDown", (4, ACTION)),
    ((3, ACTION), "MoveRight", (3, ACTION)),
    ((0, FOLLOW_UP), "MoveRight", (0, FOLLOW_UP)),
    ((0, WHEN), "MoveUp", (0, WHEN)),
    ((0, WHEN), "MoveEnd", (6, CAUSE)),
    ((5, ACTION), "MoveHome", (0, ACTION)),
    ((0, WHEN), "MovePageDown", (2, WHEN)),
    ((4, WHEN), "MovePageUp", (2, WHEN)),
    ((-1, -1), "MoveDown", (0, ACTION)),
]


@pytest.mark.parametrize(("at", "move", "to"), MOVES)
def test_the_arrows_go_cell_by_cell(
    view: PlanView, at: tuple[int, int], move: str, to: tuple[int, int]
) -> None:
    grid = make_grid(view, writable=True)
    assert moved(grid, *at, move, 2) == to


def test_nowhere_to_go_in_an_empty_grid() -> None:
    assert moved(PlanModel(TODAY).grid(), 0, 0, "MoveDown", 1) is None


@pytest.fixture
def table(view: PlanView) -> PlanTable:
    """The plan on the screen."""
    table = kept(PlanTable(TODAY))
    table.resize(712, 500)
    table.show()
    table.set_plan(make_grid(view, writable=True), [], TODAY)
    return table


def test_causes_span_their_actions_and_rows_that_add_span_the_rest(table: PlanTable) -> None:
    assert table.rowSpan(0, CAUSE) == 4
    assert table.columnSpan(3, ACTION) == 5
    assert table.columnSpan(6, CAUSE) == 6
    assert table.accessibleName() == "Åtgärdsplan"


def test_rows_grow_with_their_words(table: PlanTable, view: PlanView) -> None:
    before = table.rowHeight(0)
    long = replace(view.actions[0], title="Mycket långt namn på en åtgärd " * 6)
    table.set_plan(
        make_grid(replace(view, actions=(long, *view.actions[1:])), writable=True), [], TODAY
    )
    assert table.rowHeight(0) > before >= ROW_HEIGHT


def test_columns_fill_the_room_and_scroll_when_it_is_too_small() -> None:
    for room in (720, 1000, 1600):
        assert sum(widths_for(room)) == room
    assert sum(widths_for(300)) > 300


def test_hostile_words_are_drawn_as_they_are(table: PlanTable, view: PlanView) -> None:
    evil = replace(
        view.actions[0],
        title="<b>&amp;</b> =1+1 🚓 \u202eabc " + "x" * 10_000,
        goal="\n\n" + "å" * 5000,
        owner="<img src=x>",
    )
    table.set_plan(
        make_grid(replace(view, actions=(evil, *view.actions[1:])), writable=True), [], TODAY
    )
    assert not table.grab().isNull()
    assert table.rowHeight(0) < 260
    model = table.plan_model()
    tip = model.data(model.index(0, ACTION), Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip


def test_the_cause_of_a_long_group_stays_in_view(
    table: PlanTable, town_ctx: AppContext, view: PlanView
) -> None:
    cause = view.causes[0].id
    for number in range(30):
        factory.an_action(town_ctx, view.row.id, title=f"Åtgärd {number}", cause_ids=(cause,))
    table.set_plan(make_grid(plan(town_ctx, view.row.id), writable=True), [], TODAY)
    cell = QRect(0, 0, 100, 60)
    top = table.viewport().grab(cell).toImage()
    table.verticalScrollBar().setValue(700)
    assert table.viewport().grab(cell).toImage() == top


def test_the_view_is_a_table_to_assistive_technology(table: PlanTable) -> None:
    assert isinstance(table, QTableView)
    assert table.model().headerData(WHO, Qt.Orientation.Horizontal) == "Vem"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Nattvandringsledare", ["Natt-", "vand-", "rings-", "le-", "da-", "re"]),
        ("Säkerhetssamordnare", ["Sä-", "ker-", "hets-", "sa-", "mord-", "na-", "re"]),
    ],
)
def test_a_word_too_wide_for_its_cell_is_divided(word: str, parts: list[str]) -> None:
    for width in (60, 80, 100):
        lines = wrapped.lines(word, "body", width, 9)
        assert "".join(line.removesuffix("-") for line in lines) == word
        assert len(lines) > 1
        for line in lines[:-1]:
            assert any(
                line == "".join(part.removesuffix("-") for part in parts[a:b]) + "-"
                for a in range(len(parts))
                for b in range(a + 1, len(parts))
            )


def test_what_does_not_fit_ends_with_an_ellipsis() -> None:
    lines = wrapped.lines("ett två tre fyra fem sex sju åtta nio tio", "body", 60, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert wrapped.lines("", "body", 60, 2) == ()
