"""Windows of a test: kept while it runs, and none left to the next one.

Python owns a window without a parent. Left to the garbage collector, its children lose their
attributes before the window is gone, and are painted once more without them.
"""

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

W = TypeVar("W", bound=QWidget)

_POPUPS = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
_KEPT: list[QWidget] = []


def kept(widget: W) -> W:
    """`widget`, which lives until the test is over."""
    _KEPT.append(widget)
    return widget


def take_away() -> None:
    """Close and delete every window there is.

    An open one answers for the next test's, and a new style sheet is applied to all of them.
    Popups go with the fields that own them.
    """
    for window in QApplication.topLevelWidgets():
        if isValid(window) and window.parent() is None and window.windowType() not in _POPUPS:
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    _KEPT.clear()
