"""How far the work with the answers has come, read after every tick."""

from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.models.survey import Response
from tracker.services.context import AppContext
from tracker.services.queries.responses import ResponseFilter, conditions, is_coded, is_unquotable


@dataclass(frozen=True, slots=True)
class CodingProgress:
    """How many answers there are, and how many of them are coded and may be quoted."""

    total: int = 0
    coded: int = 0
    deidentified: int = 0
    unquotable: int = 0
    """With words that nobody has ticked as de-identified."""


def coding_progress(ctx: AppContext, query: ResponseFilter) -> CodingProgress:
    """The counts of what fits. As `response_counts`, but no text is looked through."""
    with ctx.read() as session:
        counted = session.execute(
            select(
                func.count(),
                func.count().filter(is_coded()),
                func.count().filter(Response.deidentified),
                func.count().filter(is_unquotable()),
            ).where(*conditions(query))
        )
        return CodingProgress(*counted.one())
