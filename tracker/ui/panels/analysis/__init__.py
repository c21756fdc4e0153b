"""Orsaksanalys: a problem's causes on Brå's three sides, and what is done against each."""

from tracker.ui.panels.analysis.pane import AnalysisPane

__all__ = ["AnalysisPane"]
