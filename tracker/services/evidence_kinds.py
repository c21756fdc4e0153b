"""What a piece of evidence points to."""

from enum import StrEnum
from typing import Protocol


class EvidenceKind(StrEnum):
    """In the order in which evidence is told: what many say before what one says."""

    THEME = "theme"
    FIGURE = "figure"
    SURVEY = "survey"
    QUOTE = "quote"


class _Links(Protocol):
    response_id: int | None
    theme_id: int | None
    figure_id: int | None


def kind_of(evidence: _Links) -> EvidenceKind:
    """The most exact thing that it points to."""
    if evidence.response_id is not None:
        return EvidenceKind.QUOTE
    if evidence.figure_id is not None:
        return EvidenceKind.FIGURE
    if evidence.theme_id is not None:
        return EvidenceKind.THEME
    return EvidenceKind.SURVEY
