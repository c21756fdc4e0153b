"""Tab through a whole window: every control of every page, once, as it is read, and back."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.program import Program
from tracker.ui.desk import Page
from tracker.ui.main_window import MainWindow

_MOST = 100


def controls(window: MainWindow) -> set[QWidget]:
    """What can be seen, used, and reached with Tab."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    }


def walked(program: Program, window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Where the keyboard comes, pressing `key` until it is back where it began."""
    seen = [program.focused()]
    for _turn in range(_MOST):
        QTest.keyClick(program.focused(), key)
        if program.focused() in seen:
            break
        seen.append(program.focused())
    assert program.focused() is seen[0]
    return seen


def is_above(one: QWidget, other: QWidget) -> bool:
    """Whether `one` stands over `other`, both being of the same part of the window."""
    window = one.window()
    first, second = (QRect(w.mapTo(window, QPoint()), w.size()) for w in (one, other))
    beside = first.right() < second.left() or second.right() < first.left()
    return not beside and first.bottom() < second.top()


def test_tab_reaches_every_control_of_each_page_as_it_is_read(
    program: Program, example: Path
) -> None:
    window = program.open(example)
    for name in get_args(Page):
        check_page(program, window, name)


def check_page(program: Program, window: MainWindow, name: Page) -> None:
    """Walk through it, there and back."""
    page = window.show_page(name)
    page.setFocus()
    program.settle()
    stops = walked(program, window, Qt.Key.Key_Tab)
    assert len(stops) == len(set(stops)), name
    assert set(stops) == controls(window), name
    of_page = [stop for stop in stops if page.isAncestorOf(stop)]
    # The walk began in the middle of the page: it is read from where it is come to.
    start = next(n for n, stop in enumerate(stops) if not page.isAncestorOf(stop))
    rest = [stop for stop in stops[start:] if page.isAncestorOf(stop)]
    read = rest + of_page[: len(of_page) - len(rest)]
    for number, stop in enumerate(read):
        assert not any(is_above(later, stop) for later in read[number + 1 :]), (name, stop)
    back = walked(program, window, Qt.Key.Key_Backtab)
    assert back[1:] == stops[:0:-1], name


def test_tab_goes_on_where_the_chosen_control_has_gone(program: Program, example: Path) -> None:
    window = program.open(example)
    page = window.show_page("reports")
    program.settle()
    inside = next(stop for stop in controls(window) if page.isAncestorOf(stop))
    inside.setFocus()
    inside.hide()
    assert program.focused() in controls(window)
