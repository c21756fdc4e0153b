"""Where the arrows lead in the plan, where causes span rows and the rows that add span columns."""

from tracker.ui.panels.promises.plan_grid import ACTION, CAUSE, FOLLOW_UP, Grid, RowKind

Place = tuple[int, int]


def moved(grid: Grid, number: int, column: int, move: str, page: int) -> Place | None:
    """The cell that a Qt cursor action leads to from a cell; None when there are no rows.

    `page` is how many rows Page up and down pass.
    """
    last = len(grid.rows) - 1
    if last < 0:
        return None
    if number < 0:
        return 0, _anchored(grid, 0, ACTION)
    match move:
        case "MoveUp" | "MoveDown" if column == CAUSE:
            return _other_group(grid, number, -1 if move == "MoveUp" else 1)
        case "MoveUp":
            return _landed(grid, number - 1, column)
        case "MoveDown":
            return _landed(grid, number + 1, column)
        case "MovePageUp":
            return _landed(grid, number - page, column)
        case "MovePageDown":
            return _landed(grid, number + page, column)
        case "MoveLeft" | "MovePrevious":
            return _sideways(grid, number, column - 1)
        case "MoveRight" | "MoveNext":
            return _sideways(grid, number, column + 1)
        case "MoveHome":
            return _landed(grid, 0, column)
        case "MoveEnd":
            return _landed(grid, last, column)
    return number, column


def _landed(grid: Grid, number: int, column: int) -> Place:
    number = min(max(number, 0), len(grid.rows) - 1)
    if column == CAUSE:
        return _start(grid, number), CAUSE
    return number, _anchored(grid, number, column)


def _anchored(grid: Grid, number: int, column: int) -> int:
    """The column whose cell spans `column` in that row."""
    row = grid.rows[number]
    if row.kind is RowKind.ADD_CAUSE:
        return CAUSE
    return ACTION if row.action is None else max(column, ACTION)


def _sideways(grid: Grid, number: int, column: int) -> Place:
    row = grid.rows[number]
    if row.kind is RowKind.ADD_CAUSE:
        return number, CAUSE
    if column <= CAUSE:
        return _start(grid, number), CAUSE
    if row.action is None:
        return number, ACTION
    return number, min(column, FOLLOW_UP)


def _other_group(grid: Grid, number: int, step: int) -> Place:
    """Up and down among causes; past the last one is the row that adds a cause."""
    group = grid.rows[number].group
    if group is None:
        group = len(grid.groups)
    wanted = group + step
    if wanted < 0:
        return _start(grid, number), CAUSE
    if wanted < len(grid.groups):
        return grid.groups[wanted].first, CAUSE
    last = len(grid.rows) - 1
    return (last, CAUSE) if grid.rows[last].group is None else (_start(grid, number), CAUSE)


def _start(grid: Grid, number: int) -> int:
    group = grid.group_at(number)
    return number if group is None else group.first
