"""Coding: which themes of the code book an answer takes up, as the working group reads it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.models.errors import Invalid
from tracker.models.past import portions
from tracker.models.survey import Response, ResponseTheme, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext


@dataclass(frozen=True, slots=True)
class CodeResponses:
    """Themes to add to answers and to take from them.

    `versions`, when given, are those that the user saw, in the order of `ids`. An answer that
    lacked a theme to be removed, or had one to be added, is left as it is in that.
    """

    ids: tuple[int, ...]
    add: tuple[int, ...] = ()
    remove: tuple[int, ...] = ()
    versions: tuple[int, ...] = ()


def code_responses(ctx: AppContext, cmd: CodeResponses) -> None:
    """Add and remove themes of answers in one operation; whoever works has then read them."""
    _check(cmd.ids, cmd.versions)
    with ctx.write("response.code") as tx:
        for theme_id in (*cmd.add, *cmd.remove):
            tx.get(Theme, theme_id)
        for response in loaded(tx, cmd.ids, cmd.versions):
            response.coded_by = ctx.who()
        set_themes(tx, cmd.ids, add=cmd.add, remove=cmd.remove)


def mark_read(ctx: AppContext, ids: Sequence[int], versions: Sequence[int] = ()) -> None:
    """Answers that have been read, whether or not a theme fitted."""
    _check(ids, versions)
    with ctx.write("response.read") as tx:
        for response in loaded(tx, ids, versions):
            response.coded_by = ctx.who()


def uncode(ctx: AppContext, ids: Sequence[int], versions: Sequence[int] = ()) -> None:
    """Take all themes from answers, which then wait to be read again."""
    _check(ids, versions)
    with ctx.write("response.uncode") as tx:
        for response in loaded(tx, ids, versions):
            response.coded_by = None
        for rows in theme_links(tx, ids).values():
            for row in rows:
                tx.session.delete(row)


def loaded(tx: Transaction, ids: Sequence[int], versions: Sequence[int] = ()) -> list[Response]:
    """The answers, each once. Raises as `Transaction.get` does."""
    known: Sequence[int | None] = versions or [None] * len(ids)
    seen = dict(zip(ids, known, strict=True))
    for part in portions(seen):
        tx.session.scalars(select(Response).where(Response.id.in_(part))).all()
    return [tx.get(Response, row_id, version) for row_id, version in seen.items()]


def theme_links(tx: Transaction, ids: Collection[int]) -> dict[int, list[ResponseTheme]]:
    """What themes the answers have, by answer."""
    found: dict[int, list[ResponseTheme]] = defaultdict(list)
    for part in portions(ids):
        for row in tx.session.scalars(
            select(ResponseTheme).where(ResponseTheme.response_id.in_(part))
        ):
            found[row.response_id].append(row)
    return found


def set_themes(
    tx: Transaction, ids: Sequence[int], *, add: Collection[int], remove: Collection[int] = ()
) -> None:
    """Add and remove themes of answers, where they lack or have them."""
    rows = theme_links(tx, ids)
    for row in (row for of_one in rows.values() for row in of_one):
        if row.theme_id in remove and row.theme_id not in add:
            tx.session.delete(row)
    had = {row_id: {row.theme_id for row in rows.get(row_id, ())} for row_id in ids}
    tx.bulk_insert(
        ResponseTheme,
        [
            {"response_id": row_id, "theme_id": theme_id}
            for row_id, themes in had.items()
            for theme_id in dict.fromkeys(add)
            if theme_id not in themes
        ],
    )


def _check(ids: Sequence[int], versions: Sequence[int]) -> None:
    if not ids:
        raise Invalid("response.none")
    if versions and len(versions) != len(ids):
        raise ValueError("one version for each answer, or none")
