"""Themes merged into one, and one split into several, with all that rests on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from tracker.models.coding import CodingTheme
from tracker.models.errors import Invalid
from tracker.models.many import loaded
from tracker.models.problem import Evidence
from tracker.models.question import Question
from tracker.models.search import folded
from tracker.models.survey import Response, ResponseTheme, Theme
from tracker.models.unit_of_work import Transaction
from tracker.services.coding import set_themes
from tracker.services.context import AppContext
from tracker.services.themes import ThemeFields, add_theme_in, keyword_list
from tracker.services.wording import Keywords


@dataclass(frozen=True, slots=True)
class MergeThemes:
    """`others` become part of `into`, and are gone."""

    into: int
    others: tuple[int, ...]


def merge_themes(ctx: AppContext, cmd: MergeThemes) -> None:
    """Give everything that has one of `others` the theme `into` instead, once.

    Their names become keywords of it, so that its answers are still found by them.
    """
    others = [theme_id for theme_id in dict.fromkeys(cmd.others) if theme_id != cmd.into]
    if not others:
        raise Invalid("theme.merge_one")
    with ctx.write("theme.merge") as tx:
        into = tx.get(Theme, cmd.into)
        merged = [tx.get(Theme, theme_id) for theme_id in others]
        _move(tx, ResponseTheme, ("response_id",), into.id, others)
        _move(tx, CodingTheme, ("coding_id",), into.id, others)
        same = ("problem_id", "survey_id", "response_id", "figure_id", "statement")
        _move(tx, Evidence, same, into.id, others)
        _move(tx, Question, ("id",), into.id, others)
        words = [into.keywords, *(f"{theme.name},{theme.keywords}" for theme in merged)]
        into.keywords = ", ".join(
            word for word in keyword_list(",".join(words)) if folded(word) != folded(into.name)
        )
        for theme in merged:
            if theme.description and not into.description:
                into.description = theme.description
            tx.delete(theme)


def _move(
    tx: Transaction, model: Any, same: Sequence[str], into: int, others: Sequence[int]
) -> None:
    """Point rows of `model` at `into`; of rows that are then the `same`, the first stays."""
    rows = tx.session.scalars(
        select(model).where(model.theme_id.in_([into, *others])).order_by(model.id)
    ).all()

    def key(row: Any) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in same)

    kept = {key(row) for row in rows if row.theme_id == into}
    moved = []
    for row in rows:
        if row.theme_id == into:
            continue
        if key(row) in kept:
            tx.session.delete(row)
            continue
        kept.add(key(row))
        moved.append(row)
    # What goes first makes room for what comes: the two may not stand side by side.
    tx.session.flush()
    for row in moved:
        row.theme_id = into


@dataclass(frozen=True, slots=True)
class SplitPart:
    """A new theme, and the answers of the old one that belong to it."""

    fields: ThemeFields
    response_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SplitTheme:
    """Divide a theme as the user saw it at `version`.

    An answer that goes to a part leaves the old theme, unless `keep`.
    """

    theme_id: int
    version: int
    parts: tuple[SplitPart, ...]
    keep: bool = False


def split_theme(ctx: AppContext, cmd: SplitTheme) -> list[int]:
    """Add the parts to the code book and give them their answers. Returns the new themes' ids.

    The old theme stays with the answers of no part, and with the problems that rest on it.
    """
    if not cmd.parts:
        raise Invalid("theme.split_none")
    with ctx.write("theme.split") as tx:
        tx.get(Theme, cmd.theme_id, cmd.version)
        theme_ids = []
        for part in cmd.parts:
            loaded(tx, Response, part.response_ids)
            theme_ids.append(add_theme_in(tx, part.fields))
            set_themes(tx, part.response_ids, add=theme_ids[-1:])
        if not cmd.keep:
            moved = list(dict.fromkeys(row for part in cmd.parts for row in part.response_ids))
            set_themes(tx, moved, add=(), remove=(cmd.theme_id,))
        return theme_ids


@dataclass(frozen=True, slots=True)
class SplitPreview:
    """The answers that each part's keywords find, and those that none does: (id, text)."""

    parts: tuple[tuple[tuple[int, str], ...], ...]
    rest: tuple[tuple[int, str], ...]


def split_preview(ctx: AppContext, theme_id: int, parts: Iterable[str]) -> SplitPreview:
    """Which answers of a theme hold the keywords of each part. One may go to several."""
    words = [Keywords(keyword_list(keywords)) for keywords in parts]
    with ctx.read() as session:
        answers = [
            (row_id, text or "")
            for row_id, text in session.execute(
                select(Response.id, Response.text)
                .join(ResponseTheme, ResponseTheme.response_id == Response.id)
                .where(ResponseTheme.theme_id == theme_id)
                .order_by(Response.id)
            )
        ]
    found = tuple(tuple(answer for answer in answers if part.first_in(answer[1])) for part in words)
    taken = {row_id for part in found for row_id, _text in part}
    return SplitPreview(found, tuple(answer for answer in answers if answer[0] not in taken))
