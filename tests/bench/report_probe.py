"""One process that opens a book, clicks on Reports, and prints how long it took to see one."""

import datetime as dt
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tracker.models.clock import WalkingClock
from tracker.services.example import SHOWN_DAY
from tracker.ui.app import Application
from tracker.ui.main_window import MainWindow
from tracker.ui.ready import is_ready

PATIENCE_S = 60.0


def main(book: Path) -> None:
    """Print the milliseconds of the first report of this window, ReportLab being loaded."""
    app = QApplication([])
    noon = dt.datetime.combine(SHOWN_DAY, dt.time(12), dt.UTC)
    window = Application(app, WalkingClock(noon)).open(book)
    assert window is not None
    _wait(window)
    for name in ("tracker.reports.pdf.writer", "reportlab.graphics.renderPDF"):
        import_module(name)
    started = perf_counter()
    window.show_page("reports")
    _wait(window)
    print((perf_counter() - started) * 1000)
    window.close()


def _wait(window: MainWindow) -> None:
    """Until all that was asked for is drawn."""
    give_up = perf_counter() + PATIENCE_S
    while not is_ready(window):
        if perf_counter() > give_up:
            raise TimeoutError
        QApplication.processEvents()
        # Asking without a pause would take the interpreter from the threads that work.
        QTest.qSleep(1)
    window.repaint()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
