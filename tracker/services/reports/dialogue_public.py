"""What the public may be told of a dialogue; the rule is that of `models.small_groups`."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.models.small_groups import FEWEST_TOLD, may_be_told, withheld
from tracker.services.reports.dialogue_rows import (
    ChangeRow,
    DialogueInput,
    FigureRow,
    GroupRow,
    HeldRow,
    ThemeRow,
    YearsRow,
)


def public_dialogue(data: DialogueInput) -> DialogueInput:
    """`data` without what rests on fewer than five; nothing is added, and twice is as once."""
    themes = tuple(ThemeRow(row.name, _told(row.answers)) for row in data.themes)
    coded, rated = _told(data.coded), _told(data.rated)
    return replace(
        data,
        occasions=_occasions(data.occasions),
        answers=_told(data.answers),
        coded=coded,
        rated=rated,
        mean=data.mean if rated else None,
        themes=themes,
        places=_groups(data.places, themes, coded, rated),
        groups=_groups(data.groups, themes, coded, rated),
        years=data.years and _years(data.years),
        figures=tuple(map(_figure, data.figures)),
    )


def _told(answers: int | None) -> int | None:
    return None if answers is not None and 0 < answers < FEWEST_TOLD else answers


def _occasions(rows: Sequence[HeldRow]) -> tuple[HeldRow, ...]:
    """How many answered each; the sum is known, since it is told how many answers there are."""
    numbers = [row.answered for row in rows if row.answered is not None]
    hidden = withheld(numbers, sum(numbers))
    if any(row.withheld for row in rows):
        hidden = frozenset(at for at, n in enumerate(numbers) if _told(n) is None)
    told, at = [], 0
    for row in rows:
        if row.answered is not None:
            if at in hidden:
                row = replace(row, asked=None, answered=None, withheld=True)
            at += 1
        told.append(row)
    return tuple(told)


def _groups(
    rows: Sequence[GroupRow], themes: Sequence[ThemeRow], coded: int | None, rated: int | None
) -> tuple[GroupRow, ...]:
    small = withheld([row.answers for row in rows], coded or 0)
    rows = [
        replace(row, answers=None, themes=(None,) * len(row.themes), rated=None, mean=None)
        if at in small
        else row
        for at, row in enumerate(rows)
    ]
    hidden = [
        withheld([row.themes[number] for row in rows], theme.answers)
        if theme.answers is not None
        else frozenset(range(len(rows)))
        for number, theme in enumerate(themes)
    ]
    unrated = withheld([row.rated for row in rows], rated or 0)
    return tuple(
        replace(
            row,
            themes=tuple(
                None if at in hidden[number] else n for number, n in enumerate(row.themes)
            ),
            rated=None if at in unrated else row.rated,
            mean=row.mean if at not in unrated and row.rated else None,
        )
        for at, row in enumerate(rows)
    )


def _years(data: YearsRow) -> YearsRow | None:
    if not (may_be_told(data.now_of) and may_be_told(data.then_of)):
        return None
    return replace(
        data,
        changes=tuple(ChangeRow(row.name, _told(row.now), _told(row.then)) for row in data.changes),
    )


def _figure(row: FigureRow) -> FigureRow:
    if may_be_told(row.answers):
        return row
    return replace(row, value=None, answers=None, withheld=True)
