"""Granskning: one action at a time, with everything needed to decide about it."""

from tracker.ui.panels.review.page import ReviewPage

__all__ = ["ReviewPage"]
