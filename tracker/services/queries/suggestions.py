"""What the book can suggest to whoever codes: themes for an answer, and answers like it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.past import portions
from tracker.models.survey import Response, ResponseTheme
from tracker.services.context import AppContext
from tracker.services.queries.responses import (
    ResponseFilter,
    ResponseState,
    conditions,
    is_coded,
)
from tracker.services.suggesting import CodedText, CodeWord, Learned, Suggestion, similar
from tracker.services.themes import in_order

# The latest say most about how the working group codes, and more take longer than a person waits.
MOST_LEARNT = 10_000
MOST_COMPARED = 20_000
_UNCODED = ResponseFilter(state=ResponseState.UNCODED)


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """An answer that resembles another: 100 is the same but for order and inflection."""

    id: int
    version: int
    text: str
    score: float


def learned(ctx: AppContext) -> Learned:
    """The code book and the answers coded so far, to suggest from.

    Keep it while coding, and tell it of each coding (`learn`, `forget`); make it anew when the
    code book changes.
    """
    with ctx.read() as session:
        known = Learned(
            [
                CodeWord(theme.id, theme.name, theme.keywords)
                for theme in session.scalars(in_order())
            ]
        )
        texts = session.execute(
            select(Response.id, Response.text)
            .where(is_coded(), Response.text.is_not(None))
            .order_by(Response.id.desc())
            .limit(MOST_LEARNT)
        ).all()
        themes = _themes_of(session, [row_id for row_id, _text in texts])
    for row_id, text in reversed(texts):
        known.learn(CodedText(row_id, text or "", tuple(themes.get(row_id, ()))))
    return known


def suggestions(known: Learned, response_id: int, text: str) -> list[Suggestion]:
    """At most three themes for the answer, the likeliest first; its own coding is left out."""
    return known.suggest(text, but=response_id)


def similar_responses(
    ctx: AppContext,
    response_id: int,
    query: ResponseFilter = _UNCODED,
    *,
    least: float = 60.0,
    most: int = 100,
) -> list[SimilarRow]:
    """Of the answers that fit `query`, those that resemble this one, the most similar first."""
    with ctx.read() as session:
        text = session.scalar(select(Response.text).where(Response.id == response_id))
        if not text:
            return []
        rows = {
            row_id: (version, other or "")
            for row_id, version, other in session.execute(
                select(Response.id, Response.version, Response.text)
                .where(*conditions(query), Response.text.is_not(None), Response.id != response_id)
                .order_by(Response.id.desc())
                .limit(MOST_COMPARED)
            )
        }
    others = {row_id: other for row_id, (_version, other) in rows.items()}
    return [
        SimilarRow(found.id, *rows[found.id], found.score)
        for found in similar(text, others, least=least, most=most)
    ]


def _themes_of(session: Session, ids: Sequence[int]) -> dict[int, "array[int]"]:
    found: dict[int, array[int]] = {}
    for part in portions(ids):
        for response_id, theme_id in session.execute(
            select(ResponseTheme.response_id, ResponseTheme.theme_id).where(
                ResponseTheme.response_id.in_(part)
            )
        ):
            found.setdefault(response_id, array("q")).append(theme_id)
    return found
