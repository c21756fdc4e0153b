"""What a point of an agenda is about, when that is removed from the book."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.models.meeting import MeetingPoint
from tracker.models.unit_of_work import Transaction


def let_go_in(tx: Transaction, link: InstrumentedAttribute[Any], row_id: int) -> None:
    """Points that were about the row keep their words, and are about nothing."""
    for point in tx.session.scalars(select(MeetingPoint).where(link == row_id)).all():
        setattr(point, link.key, None)
    tx.session.flush()
