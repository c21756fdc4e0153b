"""One process that opens Granskning on a big book and steps through it; prints what it measured."""

import datetime as dt
import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.tables_probe import DAY
from tracker.models.clock import WalkingClock
from tracker.paths import settings_dir
from tracker.ui.app import Application
from tracker.ui.panels.review import ReviewPage

STEPS = 40
PATIENCE_S = 60.0


def main(book: Path) -> None:
    """Measure and print. The collector is held off and let go as the program does it."""
    gc.disable()
    app = QApplication([])
    application = Application(app, WalkingClock(dt.datetime.combine(DAY, dt.time(9), dt.UTC)))
    settings_dir().mkdir(parents=True, exist_ok=True)
    window_state = QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)
    window_state.setValue("window/page", "problems")
    window_state.sync()
    window = application.open(book)
    assert window is not None
    jobs = window.session.jobs
    assert jobs.wait_idle(60_000)
    app.processEvents()
    gc.freeze()
    gc.enable()
    started = perf_counter()
    page = window.show_page("review")
    assert isinstance(page, ReviewPage)
    _wait(lambda: page.shown is not None)
    page.repaint()
    found: dict[str, Any] = {"first_ms": _since(started)}
    assert jobs.wait_idle(60_000)
    app.processEvents()
    found["queue"] = page.model.rowCount()
    page.queue.setFocus()
    times = []
    for number in range(1, STEPS + 1):
        wanted = page.model.id_at(number)
        started = perf_counter()
        QTest.keyClick(page.queue, Qt.Key.Key_J)
        _wait(partial(_is_looked_at, page, wanted))
        page.repaint()
        times.append(_since(started))
        # Nobody decides about an action before it has been read; meanwhile the next one is.
        app.processEvents()
        assert jobs.wait_idle(60_000)
        app.processEvents()
    found["next_ms"] = times
    print(json.dumps(found))
    window.close()


def _is_looked_at(page: ReviewPage, action_id: int) -> bool:
    return page.shown is not None and page.shown.detail.row.id == action_id


def _wait(is_there: Callable[[], bool]) -> None:
    give_up = perf_counter() + PATIENCE_S
    while not is_there():
        if perf_counter() > give_up:
            raise TimeoutError
        QApplication.processEvents()
        # Asking without a pause would take the interpreter from the threads that read.
        QTest.qSleep(1)


def _since(started: float) -> float:
    return (perf_counter() - started) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
