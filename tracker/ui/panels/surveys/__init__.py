"""Underlag: what the promises rest on."""

from tracker.ui.panels.surveys.page import SurveysPage

__all__ = ["SurveysPage"]
