"""Spåret: from one answer to the last measurement, and back."""

from tracker.ui.panels.trail.page import TrailPage

__all__ = ["TrailPage"]
