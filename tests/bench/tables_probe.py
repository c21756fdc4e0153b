"""One process that opens a book on a page, types, scrolls, and prints what it measured as JSON."""

import datetime as dt
import gc
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import psutil
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.models.clock import WalkingClock
from tracker.paths import settings_dir
from tracker.ui.app import Application
from tracker.ui.main_window import MainWindow
from tracker.ui.panels.actions import ActionsPage
from tracker.ui.tables.view import TableView

DAY = dt.date(2018, 9, 15)
TYPED = "fotpa"
STEPS = 400
FRAME_S = 0.016
PATIENCE_S = 60.0


class Painted(QObject):
    """Tells when a table has painted rows that are loaded."""

    def __init__(self, table: TableView[Any]) -> None:
        super().__init__(table)
        self._table = table
        self._times = 0
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._times += 1
        return False

    def wait(self) -> None:
        """Until the rows in view are those asked for, loaded and drawn."""
        app, model = QApplication.instance(), self._table.rows_model()
        assert app is not None
        give_up = perf_counter() + PATIENCE_S
        while perf_counter() < give_up:
            before = self._times
            app.processEvents()
            # Asking without a pause would take the interpreter from the threads that read.
            QTest.qSleep(1)
            top = max(self._table.rowAt(0), 0)
            there = model.rowCount() == 0 or model.row_at(top) is not None
            if there and not model.is_loading() and (before, self._times) != (0, 0):
                # What came with the last events may not be drawn yet.
                self._table.viewport().repaint()
                return
        raise TimeoutError


def main(book: Path, page_name: str) -> None:
    """Measure and print. The collector is held off and let go as the program does it."""
    gc.disable()
    app = QApplication([])
    application = Application(app, WalkingClock(dt.datetime.combine(DAY, dt.time(9), dt.UTC)))
    settings_dir().mkdir(parents=True, exist_ok=True)
    window_state = QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)
    window_state.setValue("window/page", page_name)
    window_state.sync()
    started = perf_counter()
    window = application.open(book)
    assert window is not None
    # Each page with a table calls it that; their base has none.
    table: TableView[Any] = window.page(window.current_page).table  # type: ignore[attr-defined]
    painted = Painted(table)
    painted.wait()
    found: dict[str, Any] = {"open_ms": (perf_counter() - started) * 1000}
    assert window.session.jobs.wait_idle(60_000)
    gc.freeze()
    gc.enable()
    found["keys_ms"] = _type(window, painted)
    found["stall_ms"] = _scroll(window, table)
    found["peak_mb"] = _peak() / 2**20
    print(json.dumps(found))
    window.close()


def _type(window: MainWindow, painted: Painted) -> list[float]:
    """Type letters into the filter and take them back; how long each took to show its rows."""
    page = window.page(window.current_page)
    if not isinstance(page, ActionsPage):
        return []
    times = []
    page.filters.text.setFocus()
    for letter in [*TYPED, *[""] * len(TYPED)]:
        answers: list[int] = []
        connection = page.model.loaded.connect(answers.append)
        started = perf_counter()
        if letter:
            QTest.keyClicks(page.filters.text, letter)
        else:
            QTest.keyClick(page.filters.text, Qt.Key.Key_Backspace)
        while not answers:
            QApplication.processEvents()
            QTest.qSleep(1)
        painted.wait()
        times.append((perf_counter() - started) * 1000)
        page.model.loaded.disconnect(connection)
        assert window.session.jobs.wait_idle()
    return times


def _scroll(window: MainWindow, table: TableView[Any]) -> float:
    """From the first row to the last, a step a frame; the longest that the window didn't answer."""
    bar = table.verticalScrollBar()
    longest = 0.0
    for step in range(STEPS + 1):
        started = perf_counter()
        bar.setValue(bar.maximum() * step // STEPS)
        QApplication.processEvents()
        longest = max(longest, perf_counter() - started)
        # The rest of the frame belongs to the threads that fetch.
        while (spent := perf_counter() - started) < FRAME_S:
            QTest.qSleep(max(1, int((FRAME_S - spent) * 1000)))
            turn = perf_counter()
            QApplication.processEvents()
            longest = max(longest, perf_counter() - turn)
    assert window.session.jobs.wait_idle()
    return longest * 1000


def _peak() -> int:
    """The most memory this process has held, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
