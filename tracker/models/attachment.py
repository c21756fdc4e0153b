"""Files that belong to a row and travel inside the book."""

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Row


class Attachment(Row):
    """A file's bytes, attached to the row `owner_id` (ids are unique over all tables of a book)."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        Index("ix_attachment_owner_id", "owner_id"),
    )

    owner_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    media_type: Mapped[str]
    data: Mapped[bytes]
    sha256: Mapped[str]
