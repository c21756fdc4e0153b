"""What is done to answers from the workbench: themes, nothing fits, de-identified, masked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from tracker.i18n import _, format_number, ngettext
from tracker.services import masking
from tracker.services.coding import CodeResponses, code_responses, mark_read
from tracker.services.context import AppContext
from tracker.services.masking import MaskResponse, mask_response, masked, set_deidentified
from tracker.services.queries.responses import ResponseRow, response_detail
from tracker.ui.desk import Desk
from tracker.ui.panels.answers.grid import MOST_LOOKED_AT
from tracker.ui.panels.answers.model import AnswerModel, with_themes

Named = Sequence[tuple[int, str]]
"""The code book: themes in order, (id, name)."""


class Hand(Protocol):
    """Whoever ticks themes: the working group, or a second coder beside it."""

    def toggle(self, ids: Sequence[int], theme_id: int) -> None:
        """Turn a theme on for these answers; off when all of them have it."""

    def nothing_fits(self, ids: Sequence[int]) -> None:
        """These have been read, and no theme fits them."""


class FirstHand:
    """Codes for the working group. What is pressed shows at once and is saved by itself."""

    def __init__(self, desk: Desk, model: AnswerModel, themes: "Themes") -> None:
        self._desk, self._model, self._themes = desk, model, themes

    def toggle(self, ids: Sequence[int], theme_id: int) -> None:
        """See `Hand`."""
        all_have = self._all(ids, lambda row: has_theme(row, theme_id))
        one = (theme_id,)
        change = CodeResponses(
            tuple(ids), add=() if all_have else one, remove=one if all_have else ()
        )
        self._code(change)

    def add(self, ids: Sequence[int], theme_ids: Sequence[int]) -> None:
        """Turn themes on, as one change."""
        self._code(CodeResponses(tuple(ids), add=tuple(theme_ids)))

    def nothing_fits(self, ids: Sequence[int]) -> None:
        """See `Hand`."""
        if self._all(ids, lambda row: not row.themes):
            shown = with_themes((), frozenset(), (), self._desk.ctx.who())
            self._model.write(ids, shown, partial(mark_read, self._desk.ctx, tuple(ids)))
        else:
            self._code(CodeResponses(tuple(ids), remove=tuple(key for key, _n in self._themes())))

    def _all(self, ids: Sequence[int], has: Callable[[ResponseRow], bool]) -> bool:
        """Whether it holds for all; not known of more than are looked at."""
        if len(ids) > MOST_LOOKED_AT:
            return False
        rows = map(self._model.row_of, ids)
        return all(row is not None and has(row) for row in rows)

    def _code(self, change: CodeResponses) -> None:
        names = dict(self._themes())
        shown = with_themes(
            [(key, names[key]) for key in change.add],
            frozenset(change.remove),
            tuple(names),
            self._desk.ctx.who(),
        )
        self._model.write(change.ids, shown, partial(code_responses, self._desk.ctx, change))


class Themes(Protocol):
    """Gives the code book as it is now."""

    def __call__(self) -> Named: ...


def has_theme(row: ResponseRow, theme_id: int) -> bool:
    """Whether the answer has the theme."""
    return any(key == theme_id for key, _name in row.themes)


def deidentify(desk: Desk, model: AnswerModel, ids: Sequence[int], value: bool) -> None:
    """Tick answers as de-identified, or take that back."""
    model.write(
        ids,
        lambda row: replace(row, deidentified=value),
        partial(set_deidentified, desk.ctx, tuple(ids), value),
    )
    _say(desk, len(ids), value)


def mask_and_deidentify(desk: Desk, model: AnswerModel, ids: Sequence[int]) -> None:
    """Mask what looks like personal data in these answers, and tick them as de-identified."""
    model.write(ids, _masked, partial(masking.mask_and_deidentify, desk.ctx, tuple(ids)))
    _say(desk, len(ids), True)


def _masked(row: ResponseRow) -> ResponseRow:
    text = masked(row.text, row.hints) if row.hints else row.text
    return replace(row, text=text, hints=(), deidentified=True)


def _say(desk: Desk, count: int, quotable: bool) -> None:
    words = (
        ngettext("{count} answer can be quoted", "{count} answers can be quoted", count)
        if quotable
        else ngettext(
            "{count} answer can no longer be quoted",
            "{count} answers can no longer be quoted",
            count,
        )
    )
    desk.said.emit(words.format(count=format_number(count)))


def mask(desk: Desk, model: AnswerModel, row: ResponseRow) -> None:
    """Replace all that looks like personal data in an answer."""
    if row.hints:
        text = masked(row.text, row.hints)
        model.write(
            [row.id],
            lambda seen: replace(seen, text=text, hints=()),
            partial(_mask_seen, desk.ctx, row),
        )
    else:
        desk.refused.emit(_("Nothing here looks like personal data"))


def _mask_seen(ctx: AppContext, seen: ResponseRow) -> None:
    """Mask the text that was seen; themes ticked meanwhile don't matter to it."""
    now = response_detail(ctx, seen.id)
    same = now is not None and now.text == seen.text
    version = now.version if now is not None and same else seen.version
    mask_response(ctx, MaskResponse(seen.id, version))
