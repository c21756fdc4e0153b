"""How far two coders agree, theme by theme, and the answers that they read differently."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Result, func, select
from sqlalchemy.orm import Session

from tracker.models.coding import Coding, CodingTheme
from tracker.models.kappa import Kappa, kappa, pooled
from tracker.models.survey import Response, ResponseTheme
from tracker.services.context import AppContext
from tracker.services.queries.responses import is_coded
from tracker.services.second_coding import FIRST
from tracker.services.themes import in_order

Readings = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """A theme that either coder saw: in how many answers both did, and only one of them."""

    theme_id: int
    name: str
    both: int
    first_only: int
    second_only: int
    kappa: Kappa


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An answer whose two readings differ, as (theme id, name); `settled` once resolved."""

    response_id: int
    version: int
    text: str
    first_coder: str
    first: tuple[tuple[int, str], ...]
    second: tuple[tuple[int, str], ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """What two coders said of `n` answers that both have read; `alike` were read the same."""

    coder: str
    n: int
    alike: int
    overall: Kappa
    themes: tuple[ThemeAgreement, ...]
    disagreements: tuple[Disagreement, ...]


def second_coders(ctx: AppContext) -> list[tuple[str, int]]:
    """Who has read answers a second time, and how many, by name."""
    with ctx.read() as session:
        return [
            (coder, count)
            for coder, count in session.execute(
                select(Coding.coder, func.count())
                .where(Coding.coder != FIRST)
                .group_by(Coding.coder)
                .order_by(Coding.coder)
            )
        ]


def second_reading(ctx: AppContext, coder: str) -> dict[int, tuple[int, ...]]:
    """What `coder` has said so far: theme ids by answer, and nothing of what the first said."""
    with ctx.read() as session:
        return {row_id: tuple(sorted(said)) for row_id, said in _said_by(session, coder).items()}


def agreement(ctx: AppContext, coder: str) -> CoderAgreement:
    """Compare `coder` with whoever coded the same answers first, as each read them alone."""
    with ctx.read() as session:
        second = _said_by(session, coder)
        kept = _said_by(session, FIRST)
        first = {**_own_themes(session, coder), **{i: kept[i] for i in second if i in kept}}
        names = {theme.id: theme.name for theme in session.scalars(in_order())}
        answers = session.execute(
            select(Response.id, Response.version, Response.text, Response.coded_by)
            .join(Coding, Coding.response_id == Response.id)
            .where(Coding.coder == coder)
            .order_by(Response.id)
        ).all()
    read = [row_id for row_id, *_rest in answers if row_id in first]

    def named(theme_ids: frozenset[int]) -> tuple[tuple[int, str], ...]:
        return tuple((theme_id, name) for theme_id, name in names.items() if theme_id in theme_ids)

    themes = tuple(
        _of_theme(theme_id, name, [(first[i], second[i]) for i in read])
        for theme_id, name in names.items()
        if any(theme_id in first[i] or theme_id in second[i] for i in read)
    )
    return CoderAgreement(
        coder,
        len(read),
        sum(first[i] == second[i] for i in read),
        pooled([theme.kappa for theme in themes]),
        themes,
        tuple(
            Disagreement(
                i, version, text or "", by or "", named(first[i]), named(second[i]), i in kept
            )
            for i, version, text, by in answers
            if i in first and first[i] != second[i]
        ),
    )


def _of_theme(
    theme_id: int, name: str, read: list[tuple[frozenset[int], frozenset[int]]]
) -> ThemeAgreement:
    said = [(theme_id in first, theme_id in second) for first, second in read]
    both, only_first = said.count((True, True)), said.count((True, False))
    only_second, neither = said.count((False, True)), said.count((False, False))
    of_both = kappa(both, only_first, only_second, neither)
    return ThemeAgreement(theme_id, name, both, only_first, only_second, of_both)


def _said_by(session: Session, coder: str) -> Readings:
    rows = session.execute(
        select(Coding.response_id, CodingTheme.theme_id)
        .outerjoin(CodingTheme, CodingTheme.coding_id == Coding.id)
        .where(Coding.coder == coder)
    )
    return _gathered(rows)


def _own_themes(session: Session, coder: str) -> Readings:
    """The themes of the answers that `coder` has read and that have been coded."""
    rows = session.execute(
        select(Response.id, ResponseTheme.theme_id)
        .join(Coding, Coding.response_id == Response.id)
        .outerjoin(ResponseTheme, ResponseTheme.response_id == Response.id)
        .where(Coding.coder == coder, is_coded())
    )
    return _gathered(rows)


def _gathered(rows: Result[int, int | None]) -> Readings:
    found: dict[int, set[int]] = {}
    for row_id, theme_id in rows:
        themes = found.setdefault(row_id, set())
        if theme_id is not None:
            themes.add(theme_id)
    return {row_id: frozenset(themes) for row_id, themes in found.items()}
