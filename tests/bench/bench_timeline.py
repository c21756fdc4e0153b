"""A timeline of 5,000 actions with 24 occasions each: reading it, and its frames in scrolling."""

import os
import statistics
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from tests.bench.table import Row, measured
from tests.bench.turns import best_in_turn
from tests.big_book import a_big_book
from tests.factory import DAY, YEAR, a_clock, opened
from tracker.models.action import Action, Occasion
from tracker.models.enums import OccasionState
from tracker.services.context import AppContext
from tracker.services.queries.timeline import timeline
from tracker.services.queries.timeline_rows import Timeline, TimelineQuery

PROMISES, ACTIONS, OCCASIONS = 50, 100, 24
FRAMES = 200
SIZE = (1208, 640)
FRAME_MS, READ_MS = 16, 1500


def run() -> list[Row]:
    """The floors are what a person notices: a frame that is late, a page that is waited for."""
    with tempfile.TemporaryDirectory(prefix="loftesboken-bench-") as folder:
        book = a_big_book(Path(folder) / "many.loftesbok", [ACTIONS] * PROMISES)
        ctx = opened(book, a_clock(DAY))
        try:
            _add_occasions(ctx)
            _none, read = best_in_turn(lambda: None, lambda: timeline(ctx, TimelineQuery()))
            found = timeline(ctx, TimelineQuery())
        finally:
            ctx.close()
    name = f"timeline of {PROMISES * ACTIONS:,} actions, {OCCASIONS} occasions each"
    down, along = _frames(found)
    return [
        measured(f"{name}: read", READ_MS, read, 1),
        measured(f"{name}: a frame scrolling down, median", FRAME_MS, statistics.median(down), 1),
        measured(f"{name}: a frame scrolling down, slowest", FRAME_MS, max(down), 1),
        measured(f"{name}: a frame scrolling time, median", FRAME_MS, statistics.median(along), 1),
        measured(f"{name}: a frame scrolling time, slowest", FRAME_MS, max(along), 1),
    ]


def _add_occasions(ctx: AppContext) -> None:
    """Every fortnight, half of them passed, each fifth missed by decision."""
    days = [YEAR[0] + timedelta(15 * number) for number in range(OCCASIONS)]
    with ctx.write("book.generate") as tx:
        ids = tx.session.scalars(Action.__table__.select().with_only_columns(Action.id)).all()
        tx.bulk_insert(
            Occasion,
            [
                {"action_id": action_id, "due_on": day, "state": _state(number, day)}
                for action_id in ids
                for number, day in enumerate(days)
            ],
        )


def _state(number: int, day: date) -> OccasionState:
    return OccasionState.MISSED if number % 5 == 4 and day < DAY else OccasionState.OPEN


def _frames(found: Timeline) -> tuple[list[float], list[float]]:
    """Each step is a whole view or more, so that nothing of the frame before can be used again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tracker.ui.panels.timeline.scale import Zoom
    from tracker.ui.panels.timeline.view import TimelineView
    from tracker.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app, "light")
    view = TimelineView(found.today, can_move=True)
    view.resize(*SIZE)
    view.show()
    view.show_timeline(found)
    app.processEvents()
    times: list[list[float]] = []
    for bar in (view.lines.verticalScrollBar(), view.bar):
        took = []
        if bar is view.bar:
            # Zoomed in there is something to scroll.
            view.set_zoom(Zoom.QUARTER)
        for frame in range(FRAMES + 1):
            started = perf_counter()
            bar.setValue(bar.minimum() + (bar.maximum() - bar.minimum()) * frame // FRAMES)
            app.processEvents()
            took.append((perf_counter() - started) * 1000)
        times.append(took)
    view.close()
    del theme
    return times[0], times[1]
