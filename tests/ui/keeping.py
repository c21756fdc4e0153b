"""Windows without a parent, kept until they are taken away in order.

Python owns such a window. Left to the garbage collector, its children lose their attributes before
the window is gone, and are painted once more without them.
"""

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

W = TypeVar("W", bound=QWidget)

_KEPT: list[QWidget] = []


def kept(widget: W) -> W:
    """`widget`, which lives until `take_away`."""
    _KEPT.append(widget)
    return widget


def take_away() -> None:
    """Close and delete what was kept."""
    while _KEPT:
        widget = _KEPT.pop()
        if isValid(widget):
            widget.close()
            widget.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
