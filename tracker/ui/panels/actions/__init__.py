"""Åtgärder: the big table, its filters and saved views, and changes to several actions at once."""

from tracker.ui.panels.actions.page import ActionsPage

__all__ = ["ActionsPage"]
