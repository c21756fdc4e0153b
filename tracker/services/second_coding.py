"""A second coder reads answers without seeing the first's themes, and the two are compared.

The first's reading is the answer's own themes. Once a difference has been resolved these may
change, so what the first said is then kept as a coding of `FIRST`: agreement is always measured
on what the two said on their own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random

from sqlalchemy import exists, select

from tracker.models.coding import Coding, CodingTheme
from tracker.models.errors import Invalid
from tracker.models.survey import Response, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.coding import read_by, set_themes, theme_links
from tracker.services.context import AppContext
from tracker.services.queries.responses import ResponseFilter, conditions, is_coded

FIRST = ""
"""The coder of what the first said of an answer, kept when a difference was resolved."""
_ALL = ResponseFilter()


def second_sample(
    ctx: AppContext, coder: str, size: int, rng: Random, query: ResponseFilter = _ALL
) -> list[int]:
    """Answers for `coder` to read, drawn from those that fit and that somebody else has coded.

    Those that `coder` has read already are not drawn again.
    """
    with ctx.read() as session:
        own = exists().where(Coding.response_id == Response.id, Coding.coder == coder)
        ids = list(
            session.scalars(
                select(Response.id)
                .where(*conditions(query), is_coded(), ~own, Response.text.is_not(None))
                .where(Response.coded_by.is_distinct_from(coder))
                .order_by(Response.id)
            )
        )
    return sorted(rng.sample(ids, min(size, len(ids))))


@dataclass(frozen=True, slots=True)
class CodeSecond:
    """The themes that `coder` found in an answer; none when none fits."""

    response_id: int
    coder: str
    theme_ids: tuple[int, ...] = ()


def code_second(ctx: AppContext, cmd: CodeSecond) -> None:
    """Record a second coder's reading, in place of an earlier one by the same coder."""
    coder = cmd.coder.strip()
    if not coder:
        raise Invalid("field.required", field="coder")
    with ctx.write("coding.set") as tx:
        response = tx.get(Response, cmd.response_id)
        if response.coded_by == coder:
            raise Invalid("coding.same_coder", field="coder", coder=coder)
        _set(tx, response.id, coder, cmd.theme_ids)


@dataclass(frozen=True, slots=True)
class ResolveCoding:
    """What two coders settled on for an answer as the user saw it at `version`.

    The first's themes, the second's, or others.
    """

    response_id: int
    version: int
    theme_ids: tuple[int, ...]


def resolve_coding(ctx: AppContext, cmd: ResolveCoding) -> None:
    """Let the answer have these themes. What each coder said on their own is kept beside."""
    with ctx.write("coding.resolve") as tx:
        tx.get(Response, cmd.response_id, cmd.version)
        had = {row.theme_id for row in theme_links(tx, [cmd.response_id])}
        if _coding(tx, cmd.response_id, FIRST) is None:
            _set(tx, cmd.response_id, FIRST, sorted(had))
        _check_themes(tx, cmd.theme_ids)
        set_themes(tx, [cmd.response_id], add=cmd.theme_ids, remove=had)
        read_by(tx, [cmd.response_id], ctx.who())


def _set(tx: Transaction, response_id: int, coder: str, theme_ids: Collection[int]) -> None:
    _check_themes(tx, theme_ids)
    coding = _coding(tx, response_id, coder)
    if coding is None:
        coding = tx.add(Coding(response_id=response_id, coder=coder))
    had = {row.theme_id: row for row in _themes(tx, coding.id)}
    for theme_id, row in had.items():
        if theme_id not in theme_ids:
            tx.session.delete(row)
    tx.bulk_insert(
        CodingTheme,
        [
            {"coding_id": coding.id, "theme_id": theme_id}
            for theme_id in dict.fromkeys(theme_ids)
            if theme_id not in had
        ],
    )


def _check_themes(tx: Transaction, theme_ids: Collection[int]) -> None:
    for theme_id in theme_ids:
        tx.get(Theme, theme_id)


def _coding(tx: Transaction, response_id: int, coder: str) -> Coding | None:
    return tx.session.scalars(
        select(Coding).where(Coding.response_id == response_id, Coding.coder == coder)
    ).one_or_none()


def _themes(tx: Transaction, coding_id: int) -> Sequence[CodingTheme]:
    return tx.session.scalars(select(CodingTheme).where(CodingTheme.coding_id == coding_id)).all()
