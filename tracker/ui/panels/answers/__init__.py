"""Svar: the workbench where answers are coded."""

from tracker.ui.panels.answers.page import AnswersPage

__all__ = ["AnswersPage"]
