"""The code book's rows as the side shows them for the answers in question."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from tracker.services.queries.codebook import ThemeRow
from tracker.services.queries.responses import ResponseRow
from tracker.services.suggesting import Suggestion
from tracker.ui.panels.answers.deeds import has_theme
from tracker.ui.panels.answers.suggested import why_words
from tracker.ui.panels.answers.theme_list import ThemeLine


def book_lines(
    book: Sequence[ThemeRow], rows: Sequence[ResponseRow], *, counted: bool = True
) -> list[ThemeLine]:
    """Every theme at its place, ticked as the answers have it, with how many do in all."""
    return [
        ThemeLine(
            theme.id,
            theme.name,
            key=_key(theme),
            ticked=_ticked(theme.id, rows),
            answers=theme.answers if counted else None,
            description=theme.description,
        )
        for theme in book
    ]


def suggested_lines(
    book: Sequence[ThemeRow], found: Sequence[Suggestion], row: ResponseRow
) -> list[ThemeLine]:
    """What is suggested, each with its reason; ticked when it was taken."""
    known = {theme.id: theme for theme in book}
    return [
        ThemeLine(
            theme.id,
            theme.name,
            key=_key(theme),
            ticked=_ticked(theme.id, [row]),
            why=why_words(one),
            description=theme.description,
        )
        for one in found
        if one.theme_id in known
        for theme in [known[one.theme_id]]
    ]


def _key(theme: ThemeRow) -> str:
    return "" if theme.key is None else str(theme.key)


def _ticked(theme_id: int, rows: Sequence[ResponseRow]) -> Qt.CheckState:
    having = sum(has_theme(row, theme_id) for row in rows)
    if not having:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if having == len(rows) else Qt.CheckState.PartiallyChecked
