"""Underlag: what citizens, staff and statistics said."""

from datetime import date, time

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row, enum_of, reference
from tracker.models.enums import SurveyMethod


class Survey(Row):
    """One source of evidence: an occasion of dialogue, a questionnaire, or statistics."""

    __tablename__ = "survey"
    __table_args__ = (
        CheckConstraint("asked IS NULL OR asked >= 0", name="asked"),
        CheckConstraint("answered IS NULL OR answered >= 0", name="answered"),
        CheckConstraint(
            "ends_at IS NULL OR starts_at IS NULL OR ends_at >= starts_at", name="hours"
        ),
    )

    municipality_id: Mapped[int] = reference("municipality")
    round_id: Mapped[int | None] = reference("dialogue_round", nullable=True)
    title: Mapped[str]
    method: Mapped[SurveyMethod] = mapped_column(enum_of(SurveyMethod))
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[str | None]
    audience: Mapped[str | None]
    responsible_id: Mapped[int | None] = reference("person", nullable=True)
    material: Mapped[str | None]
    asked: Mapped[int | None]
    answered: Mapped[int | None]
    result: Mapped[str | None]
    limitation: Mapped[str | None]
    retention_until: Mapped[date | None]
    mapping: Mapped[str | None]
    """How the columns of its last imported file were understood, as JSON."""


class Response(Row):
    """One answer. Quotable only after somebody has ticked that it identifies nobody."""

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 5", name="rating"),
        UniqueConstraint("source_key"),
    )

    survey_id: Mapped[int] = reference("survey")
    text: Mapped[str | None]
    place: Mapped[str | None]
    rating: Mapped[int | None]
    respondent_group: Mapped[str | None]
    answered_on: Mapped[date | None]
    deidentified: Mapped[bool] = mapped_column(default=False)
    coded_by: Mapped[str | None]
    """Who has read it for themes, also when none fitted; None while it waits."""
    source_key: Mapped[str | None]


class Theme(Row):
    """A code book entry: belysning, synlig polis, trafik …"""

    __tablename__ = "theme"

    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="", server_default="")
    """When to use it, so that two coders mean the same by it."""
    keywords: Mapped[str] = mapped_column(default="", server_default="")
    """Words that suggest it, with commas between."""
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    """Its place in the code book: the first nine have the number keys."""


class ResponseTheme(Row):
    """A response takes up a theme."""

    __tablename__ = "response_theme"
    __table_args__ = (UniqueConstraint("response_id", "theme_id"),)

    response_id: Mapped[int] = reference("response", index=False)
    theme_id: Mapped[int] = reference("theme")
