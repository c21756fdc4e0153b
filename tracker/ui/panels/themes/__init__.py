"""Teman: what citizens said, ranked."""

from tracker.ui.panels.themes.page import ThemesPage

__all__ = ["ThemesPage"]
