"""Where Tab goes in a window: through everything that is seen, in the order it is read.

Qt's own chain follows the order in which widgets got their parents, and pages are made when they
are first seen. It also takes a page for the widget that gets the page's focus: everything placed
before that widget is then passed over.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def step(window: QWidget, *, forward: bool) -> QWidget | None:
    """The stop after or before the one that has the window's focus; from the last to the first."""
    found = list(_below(window))
    if not forward:
        found.reverse()
    here = window.focusWidget()
    at = found.index(here) + 1 if here in found else 0
    return next((widget for widget in found[at:] + found[:at] if _is_stop(widget)), None)


def _is_stop(widget: QWidget) -> bool:
    # What has a proxy is a holder of that proxy, which is a stop by itself.
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return (
        bool(policy) and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()
    )


def _below(parent: QWidget) -> Iterator[QWidget]:
    """What `parent` holds, all the way down: what lies over its layout, then what is laid out."""
    layout = parent.layout()
    placed = list(_placed(layout)) if layout is not None else []
    held = [child for child in parent.children() if isinstance(child, QWidget)]
    over = [child for child in held if child not in placed and not child.isWindow()]
    for child in (*over, *placed):
        yield child
        yield from _below(child)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None
        widget, within = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif within is not None:
            yield from _placed(within)
