"""No window larger than its screen, and none beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

# What a window manager may put around a window; Qt does not know it before the window is shown.
_TITLE_BAR, _EDGE = 32, 4


def fit(window: QWidget) -> None:
    """Shrink the window to its screen's free area, and move it inside if it has a place."""
    screen = window.screen().availableGeometry().adjusted(_EDGE, _TITLE_BAR, -_EDGE, -_EDGE)
    # A least height that was set would keep a dialog from growing with its fields.
    if window.minimumWidth() > screen.width():
        window.setMinimumWidth(screen.width())
    if window.minimumHeight() > screen.height():
        window.setMinimumHeight(screen.height())
    window.resize(window.size().boundedTo(screen.size()))
    if not (window.isVisible() or window.testAttribute(Qt.WidgetAttribute.WA_Moved)):
        # The window manager places it.
        return
    at = window.geometry()
    x = min(max(at.x(), screen.x()), screen.right() + 1 - at.width())
    y = min(max(at.y(), screen.y()), screen.bottom() + 1 - at.height())
    if (x, y) != (at.x(), at.y()):
        at.moveTo(x, y)
        window.setGeometry(at)
