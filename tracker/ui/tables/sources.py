"""What can be taken as evidence, as rows of a painted list."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from tracker.i18n import N_, _, format_date, format_number, ngettext
from tracker.labels import label
from tracker.services.evidence_kinds import EvidenceKind
from tracker.services.queries.evidence_choices import Source
from tracker.ui import fonts, icons
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_ICONS = {
    EvidenceKind.THEME: "theme",
    EvidenceKind.FIGURE: "target",
    EvidenceKind.SURVEY: "survey",
    EvidenceKind.QUOTE: "answer",
}
_WORDS = {
    EvidenceKind.THEME: N_("Theme"),
    EvidenceKind.FIGURE: N_("Figure"),
    EvidenceKind.SURVEY: N_("Survey"),
    EvidenceKind.QUOTE: N_("Answer"),
}


def hint_words(row: Source) -> str:
    """What in a quote may point out a person; empty for one where nothing does."""
    if not row.hints:
        return ""
    kinds = ", ".join(label(hint) for hint in row.hints)
    return _("May point out a person: {kinds}").format(kinds=kinds)


def kind_words(kind: EvidenceKind) -> str:
    """What a piece of evidence is."""
    return _(_WORDS[kind])


class SourcePainter:
    """Icon, title and where it is from; at the right how many answered. See `RowPainter`."""

    def __init__(self) -> None:
        self.taken: frozenset[tuple[EvidenceKind, int]] = frozenset()

    def row_height(self) -> float:
        """Of every row."""
        lines = QFontMetricsF(fonts.body()).height() + QFontMetricsF(fonts.caption()).height()
        return max(44.0, lines + 12)

    def measure(self, rows: Sequence[Source]) -> None:
        """See `RowPainter`."""

    def key(self, row: Source) -> Hashable:
        """See `RowPainter`."""
        return row.kind, row.id

    def height(self, row: Source, width: int) -> int:
        """See `RowPainter`."""
        return int(self.row_height())

    def spoken(self, row: Source) -> str:
        """See `RowPainter`."""
        parts = [kind_words(row.kind), row.title, hint_words(row), row.detail, _count(row)]
        if (row.kind, row.id) in self.taken:
            parts.append(_("taken"))
        return ", ".join(part for part in parts if part)

    def tip(self, row: Source) -> str:
        """See `RowPainter`."""
        return row.title

    def link_area(self, rect: QRectF, row: Source) -> QRectF | None:
        """See `RowPainter`."""
        return rect

    def paint(
        self, painter: QPainter, rect: QRectF, row: Source, tokens: Tokens, look: Look
    ) -> None:
        """See `RowPainter`."""
        painter.fillRect(rect, tokens.colour(look.ground))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), tokens.colour("line")
        )
        area = rect.adjusted(12, 0, -12, -1)
        middle = area.center().y()
        icon = QRectF(area.left(), round(middle - 8), 16, 16)
        icons.paint(painter, _ICONS[row.kind], icon, tokens.tone("text2"))
        right = self._paint_right(painter, area, row, tokens, look)
        title_height = QFontMetricsF(fonts.body_medium()).height()
        below = QFontMetricsF(fonts.caption()).height()
        left, top = icon.right() + 12, middle - (title_height + below) / 2
        title = QRectF(left, top, right - left - 12, title_height)
        paint.text(painter, title, row.title, fonts.body_medium(), tokens.tone("text"))
        under = QRectF(left, top + title_height, right - left - 12, below)
        if row.hints:
            mark = QRectF(left, top + title_height + (below - 12) / 2, 12, 12)
            icons.paint(painter, "warning", mark, tokens.tone("at_risk"))
            under.setLeft(mark.right() + 6)
        tone = tokens.tone("at_risk" if row.hints else "text2")
        words = hint_words(row) or _under(row)
        paint.text(painter, under, words, fonts.caption(tabular=True), tone)

    def _paint_right(
        self, painter: QPainter, area: QRectF, row: Source, tokens: Tokens, look: Look
    ) -> float:
        right, middle = area.right(), area.center().y()
        if (row.kind, row.id) in self.taken:
            tick = QRectF(right - 16, middle - 8, 16, 16)
            icons.paint(painter, "check", tick, tokens.tone("accent"))
            right = tick.left() - 12
        elif look.chosen:
            words = _("Enter")
            right -= paint.key_hint_size(words).width()
            paint.key_hint(painter, QPointF(right, middle), words, tokens)
            right -= 12
        words = _count(row)
        font = fonts.caption(tabular=True)
        width = QFontMetricsF(font).horizontalAdvance(words) + 1
        count = QRectF(right - width, area.top(), width, area.height())
        paint.text(painter, count, words, font, tokens.tone("text2"))
        return count.left()


def _under(row: Source) -> str:
    when = "" if row.held_on is None else format_date(row.held_on, "short")
    parts = (kind_words(row.kind), row.detail, when)
    return " · ".join(part for part in parts if part)


def _count(row: Source) -> str:
    if row.answers is None:
        return ""
    return ngettext("{n} answer", "{n} answers", row.answers).format(n=format_number(row.answers))
