"""Insatser: the log, its filters, and the row that adds to it."""

from tracker.ui.panels.log.page import LogPage

__all__ = ["LogPage"]
