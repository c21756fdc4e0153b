"""Coding: which themes of the code book an answer takes up, as the working group reads it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.models.errors import Invalid
from tracker.models.many import Found, change_all, delete_all, loaded
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
        read_by(tx, cmd.ids, ctx.who(), cmd.versions)
        set_themes(tx, cmd.ids, add=cmd.add, remove=cmd.remove)


def mark_read(ctx: AppContext, ids: Sequence[int], versions: Sequence[int] = ()) -> None:
    """Answers that have been read, whether or not a theme fitted."""
    _check(ids, versions)
    with ctx.write("response.read") as tx:
        read_by(tx, ids, ctx.who(), versions)


def uncode(ctx: AppContext, ids: Sequence[int], versions: Sequence[int] = ()) -> None:
    """Take all themes from answers, which then wait to be read again."""
    _check(ids, versions)
    with ctx.write("response.uncode") as tx:
        read_by(tx, ids, None, versions)
        delete_all(tx, ResponseTheme, theme_links(tx, ids))


def read_by(
    tx: Transaction, ids: Sequence[int], who: str | None, versions: Sequence[int] = ()
) -> None:
    """Note who has read the answers for themes. Raises as `Transaction.get` does."""
    responses = loaded(tx, Response, ids, versions)
    change_all(tx, Response, [(response, {"coded_by": who}) for response in responses])


def theme_links(tx: Transaction, ids: Collection[int]) -> list[Found]:
    """The rows of `ResponseTheme` that say what themes the answers have."""
    tx.session.flush()
    table = ResponseTheme.__table__
    return [
        row
        for part in portions(ids)
        for row in tx.connection.execute(select(table).where(table.c.response_id.in_(part)))
    ]


def set_themes(
    tx: Transaction, ids: Sequence[int], *, add: Collection[int], remove: Collection[int] = ()
) -> None:
    """Add and remove themes of answers, where they lack or have them."""
    rows = theme_links(tx, ids)
    dropped = set(remove).difference(add)
    delete_all(tx, ResponseTheme, [row for row in rows if row.theme_id in dropped])
    had = {(row.response_id, row.theme_id) for row in rows}
    tx.bulk_insert(
        ResponseTheme,
        [
            {"response_id": row_id, "theme_id": theme_id}
            for row_id in dict.fromkeys(ids)
            for theme_id in dict.fromkeys(add)
            if (row_id, theme_id) not in had
        ],
    )


def _check(ids: Sequence[int], versions: Sequence[int]) -> None:
    if not ids:
        raise Invalid("response.none")
    if versions and len(versions) != len(ids):
        raise ValueError("one version for each answer, or none")
