"""The overview: a card per promise, the numbers above, decisions and entries beside."""

from tracker.ui.panels.overview.page import OverviewPage

__all__ = ["OverviewPage"]
