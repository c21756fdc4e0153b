"""Rapporter: choose, see, save, print, mail, settle; and the archive of what was reported."""

from tracker.ui.panels.reports.page import ReportsPage

__all__ = ["ReportsPage"]
