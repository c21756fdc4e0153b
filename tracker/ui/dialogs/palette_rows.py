"""What the command palette lists: commands that fit what is typed, and things found in the book."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from tracker.i18n import N_, _
from tracker.services.queries.find import Found, FoundKind
from tracker.ui import fonts, icons
from tracker.ui.actions import ACTIONS, BY_ID, ActionSpec
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.matching import comparable, matched_runs

PaletteRow = ActionSpec | Found

_MOST_COMMANDS = 6
_HEIGHT = 44
_COMMAND_HEIGHT = 36
# The palette itself, and what only makes sense where one stands.
_LEFT_OUT = frozenset({"find.anything"})
_USEFUL = (
    "log.new",
    "go.review",
    "go.promises",
    "go.actions",
    "go.reports",
    "decision.new",
    "book.backup",
    "app.shortcuts",
)
_KINDS = {
    FoundKind.PROMISE: (N_("Promise"), "promise"),
    FoundKind.ACTION: (N_("Action"), "action"),
    FoundKind.PERSON: (N_("Person"), "person"),
    FoundKind.SURVEY: (N_("Survey"), "survey"),
    FoundKind.INDICATOR: (N_("Indicator"), "target"),
    FoundKind.PROBLEM: (N_("Problem"), "problem"),
    FoundKind.RESPONSE: (N_("Answer"), "survey"),
}


@dataclass(frozen=True, slots=True)
class _Fit:
    rank: int
    order: int
    spec: ActionSpec


def commands_for(
    typed: str, enabled: Callable[[str], bool], recent: Sequence[str] = ()
) -> list[ActionSpec]:
    """Commands that fit what was typed, best first; with nothing typed the recent and useful ones.

    Every word typed must begin a word of the command or occur in it, in any order; or begin one of
    the further words that the command is known by.
    """
    if not typed.strip():
        wanted = dict.fromkeys([*recent, *_USEFUL])
        known = [BY_ID[name] for name in wanted if name in BY_ID]
        return [spec for spec in known if enabled(spec.id)][: len(_USEFUL)]
    fits = [
        _Fit(rank, order, spec)
        for order, spec in enumerate(ACTIONS)
        if spec.id not in _LEFT_OUT
        and enabled(spec.id)
        and (rank := _command_rank(spec, typed)) is not None
    ]
    best = sorted(fits, key=lambda fit: (fit.rank, fit.order))
    return [fit.spec for fit in best[:_MOST_COMMANDS]]


def still_fits(found: Found, typed: str) -> bool:
    """Whether what was found before is sure to be found again, so that it can stay meanwhile."""
    return _rank(f"{found.title} {found.subtitle}", typed) is not None


def _command_rank(spec: ActionSpec, typed: str) -> int | None:
    """As `_rank`; 3 where it is what the command is also known by."""
    rank = _rank(_(spec.text), typed)
    if rank is None and spec.also:
        known = _rank(f"{_(spec.text)} {_(spec.also)}", typed)
        return 3 if known in (0, 1) else None
    return rank


def _rank(text: str, typed: str) -> int | None:
    """0 where the text begins so, 1 where words of it do, 2 where it is inside; None for no fit."""
    folded, wanted = comparable(text, typed).casefold(), typed.casefold().split()
    if folded.startswith(" ".join(wanted)):
        return 0
    words = folded.split()
    if all(any(word.startswith(part) for word in words) for part in wanted):
        return 1
    return 2 if all(part in folded for part in wanted) else None


class PalettePainter:
    """One row per command or thing found; see `RowPainter`."""

    def __init__(self) -> None:
        self.typed = ""

    def measure(self, rows: Sequence[PaletteRow]) -> None:
        """See `RowPainter`."""

    def key(self, row: PaletteRow) -> Hashable:
        """See `RowPainter`."""
        return row.id if isinstance(row, ActionSpec) else (row.kind, row.id)

    def height(self, row: PaletteRow, width: int) -> int:
        """See `RowPainter`."""
        title = QFontMetricsF(fonts.body_strong()).height()
        if isinstance(row, ActionSpec):
            return max(_COMMAND_HEIGHT, int(title) + 14)
        return max(_HEIGHT, int(title + QFontMetricsF(fonts.caption()).height()) + 10)

    def spoken(self, row: PaletteRow) -> str:
        """See `RowPainter`."""
        if isinstance(row, ActionSpec):
            parts = (_(row.text), _("Command"), row.keys)
        else:
            parts = (row.title, _(_KINDS[row.kind][0]), row.subtitle)
        return ", ".join(part for part in parts if part)

    def tip(self, row: PaletteRow) -> str:
        """See `RowPainter`."""
        return "" if isinstance(row, ActionSpec) else f"{row.title}\n{row.subtitle}"

    def link_area(self, rect: QRectF, row: PaletteRow) -> QRectF | None:
        """See `RowPainter`."""
        return rect

    def paint(
        self, painter: QPainter, rect: QRectF, row: PaletteRow, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        painter.fillRect(rect, tokens.colour(look.ground))
        area = rect.adjusted(14, 0, -14, 0)
        middle = area.center().y()
        icon = row.icon if isinstance(row, ActionSpec) else _KINDS[row.kind][1]
        if icon:
            spot = QRectF(area.left(), round(middle - 8), 16, 16)
            icons.paint(painter, icon, spot, tokens.tone("text2"))
        area.setLeft(area.left() + 28)
        area.setRight(self._paint_right(painter, area, row, tokens) - 12)
        if isinstance(row, ActionSpec):
            self._paint_title(painter, area, _(row.text), tokens)
        else:
            self._paint_found(painter, area, row, tokens)

    def _paint_right(
        self, painter: QPainter, area: QRectF, row: PaletteRow, tokens: Tokens
    ) -> float:
        """The shortcut of a command, the kind of a thing; returns where it begins."""
        if isinstance(row, ActionSpec):
            if not row.keys:
                return area.right()
            left = area.right() - paint.key_hint_size(row.keys).width()
            paint.key_hint(painter, QPointF(left, area.center().y()), row.keys, tokens)
            return left
        words, font = _(_KINDS[row.kind][0]), fonts.caption()
        width = QFontMetricsF(font).horizontalAdvance(words) + 1
        right = QRectF(area.right() - width, area.top(), width, area.height())
        paint.text(painter, right, words, font, tokens.tone("text2"))
        return right.left()

    def _paint_title(self, painter: QPainter, rect: QRectF, text: str, tokens: Tokens) -> None:
        found = fonts.body_strong()
        found.setUnderline(True)
        # Shaping ten thousand characters of an answer would take longer than finding it.
        runs = matched_runs(" ".join(text[:400].split()), self.typed)
        paint.text_runs(painter, rect, runs, fonts.body(), found, tokens)

    def _paint_found(self, painter: QPainter, area: QRectF, row: Found, tokens: Tokens) -> None:
        if not row.subtitle:
            self._paint_title(painter, area, row.title, tokens)
            return
        first = max(18.0, QFontMetricsF(fonts.body_strong()).height())
        second = max(16.0, QFontMetricsF(fonts.caption()).height())
        top = round(area.center().y() - (first + second) / 2)
        title = QRectF(area.left(), top, area.width(), first)
        self._paint_title(painter, title, row.title, tokens)
        below = QRectF(area.left(), top + first, area.width(), second)
        paint.text(painter, below, row.subtitle, fonts.caption(), tokens.tone("text2"))
