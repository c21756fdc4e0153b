"""Möten: the working group's agenda, what was decided, and the minutes."""

from tracker.ui.panels.meetings.page import MeetingsPage

__all__ = ["MeetingsPage"]
