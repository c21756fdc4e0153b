"""A recurring action's occasions: a strip of its months, and a list to settle them in."""

from tracker.ui.panels.occasions.panel import OccasionsPanel, Series, read_series

__all__ = ["OccasionsPanel", "Series", "read_series"]
