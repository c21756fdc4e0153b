"""Causes with their chains of "varför?", as rows."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.past import IDS, portions
from tracker.models.problem import Why


def whys_of(session: Session, cause_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The chain of each cause that has one, from the first "varför?" to the last."""
    found: dict[int, list[str]] = defaultdict(list)
    chain = select(Why.cause_id, Why.text).where(Why.cause_id.in_(IDS)).order_by(Why.number)
    for part in portions(cause_ids):
        for cause_id, text in session.execute(chain, {IDS.key: part}):
            found[cause_id].append(text)
    return {cause_id: tuple(texts) for cause_id, texts in found.items()}
