"""Knows when a window shows what it read: for timing from outside, and for pictures."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from tracker.ui.main_window import MainWindow

# Between looks at whether the system has put the window on the screen.
_LOOK_MS = 1


def is_ready(window: MainWindow) -> bool:
    """Whether the window is on the screen, and everything asked for was delivered and drawn."""
    if not window.isVisible() or not window.windowHandle().isExposed():
        return False
    if not window.session.jobs.is_idle():
        return False
    return window.page(window.current_page).is_drawn()


def when_ready(window: MainWindow, then: Callable[[], object]) -> None:
    """Call `then` once the first page has painted its rows and nothing is left to do."""
    timer = QTimer(window)
    timer.setInterval(_LOOK_MS)

    def look() -> None:
        if is_ready(window):
            timer.stop()
            # What was delivered a moment ago may still wait for its paint event.
            window.repaint()
            then()

    timer.timeout.connect(look)
    timer.start()
