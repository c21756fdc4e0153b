"""Tidslinje: when every action begins and ends, what was moved, and each occasion as a tick."""

from tracker.ui.panels.timeline.page import TimelinePage

__all__ = ["TimelinePage"]
