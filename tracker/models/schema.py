"""Every mapped class, imported once so that the metadata is whole."""

from tracker.models import (
    action,
    attachment,
    book,
    coding,
    dialogue,
    disposal,
    indicator,
    journal,
    meeting,
    organisation,
    problem,
    promise,
    question,
    report,
    survey,
)
from tracker.models.base import Base

__all__ = [
    "METADATA",
    "action",
    "attachment",
    "book",
    "coding",
    "dialogue",
    "disposal",
    "indicator",
    "journal",
    "meeting",
    "organisation",
    "problem",
    "promise",
    "question",
    "report",
    "survey",
]

METADATA = Base.metadata
