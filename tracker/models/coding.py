"""A second coder's reading of answers, made without seeing the first's, to measure agreement by.

What counts everywhere else is `ResponseTheme`, the coding that the working group stands for.
"""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from tracker.models.base import Row, reference


class Coding(Row):
    """A second coder has read an answer; one without themes found none that fits."""

    __tablename__ = "coding"
    __table_args__ = (UniqueConstraint("response_id", "coder"),)

    response_id: Mapped[int] = reference("response", index=False)
    coder: Mapped[str]


class CodingTheme(Row):
    """A theme that the second coder found in the answer."""

    __tablename__ = "coding_theme"
    __table_args__ = (UniqueConstraint("coding_id", "theme_id"),)

    coding_id: Mapped[int] = reference("coding", index=False)
    theme_id: Mapped[int] = reference("theme")
