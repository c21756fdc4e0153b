"""How a node of the trail is drawn: its label and words, and its figure beneath them."""

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from tracker.i18n import _
from tracker.labels import label
from tracker.reports.gap_words import gap_sentence
from tracker.services.queries.trail_rows import Key, Node, NodeKind
from tracker.services.reports.gaps import Gap
from tracker.ui import icons
from tracker.ui.panels.promises import wrapped
from tracker.ui.tables.painted_list import Look
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_MOST_LINES = 2
_PADDING, _EDGE = 8.0, 3.0
_DIMMED = 0.5
_ICONS = {NodeKind.RESPONSE: "answer", NodeKind.FIGURE: "target", NodeKind.SURVEY: "survey"}


class NodePainter:
    """What does not hang together with the chosen node is dimmed. See `RowPainter`."""

    def __init__(self) -> None:
        self.connected: frozenset[Key] | None = None
        """None while nothing is followed."""
        self.chosen: Key | None = None
        self.broken: Mapping[Key, Sequence[Gap]] = {}
        """The breaks at each node that has any."""

    def measure(self, rows: Sequence[Node]) -> None:
        """See `RowPainter`."""

    def key(self, row: Node) -> Hashable:
        """See `RowPainter`."""
        return row.key

    def height(self, row: Node, width: int) -> int:
        """See `RowPainter`."""
        title, under = wrapped.line_height("medium"), wrapped.line_height("caption")
        return int(title * _MOST_LINES + under + 2 * _PADDING)

    def spoken(self, row: Node) -> str:
        """See `RowPainter`."""
        parts = [f"{row.label} {row.title}".strip(), _figure(row)]
        if row.key in self.broken:
            parts += [_("the chain is broken here"), *self._breaks(row)]
        if self.connected is not None and row.key != self.chosen:
            is_on = row.key in self.connected
            parts.append(_("on the trail") if is_on else _("not on the trail"))
        return ", ".join(part for part in parts if part)

    def tip(self, row: Node) -> str:
        """See `RowPainter`."""
        parts = (row.title, _figure(row), *row.detail, *self._breaks(row))
        return "\n".join(part for part in parts if part)

    def beneath(self, row: Node) -> str:
        """What stands under the title: its figure, or what is missing, never a lone symbol."""
        return _figure(row) or next(iter(self._breaks(row)), "")

    def _breaks(self, row: Node) -> list[str]:
        return [gap_sentence([gap]) for gap in self.broken.get(row.key, ())]

    def link_area(self, rect: QRectF, row: Node) -> QRectF | None:
        """See `RowPainter`."""
        return None

    def paint(self, painter: QPainter, rect: QRectF, row: Node, tokens: Tokens, look: Look) -> None:
        """See `RowPainter`."""
        on_trail = self.connected is None or row.key in self.connected
        is_chosen = row.key == self.chosen
        self._paint_ground(painter, rect, tokens, look, is_chosen=is_chosen)
        if self.connected is not None and on_trail:
            edge = QRectF(rect.left(), rect.top() + 2, _EDGE, rect.height() - 5)
            paint.box(painter, edge, 1.5, tokens.tone("accent"))
        area = rect.adjusted(_PADDING + _EDGE, _PADDING, -_PADDING, -_PADDING)
        role: wrapped.Role = "strong" if is_chosen else "medium" if on_trail else "body"
        words = f"{row.label}  {row.title}".strip()
        tone = tokens.tone("text" if on_trail else "text3")
        under = wrapped.draw(painter, area.topLeft(), words, role, area.width(), _MOST_LINES, tone)
        area.setTop(under)
        self._paint_figure(painter, area, row, tokens, on_trail=on_trail)
        if look.focused:
            paint.focus_ring(painter, rect, tokens, 2)

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, tokens: Tokens, look: Look, *, is_chosen: bool
    ) -> None:
        ground = "sel" if is_chosen else "hover" if look.hot else "surface"
        painter.fillRect(rect, tokens.colour(ground))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, tokens.colour("line"))

    def _paint_figure(
        self, painter: QPainter, area: QRectF, row: Node, tokens: Tokens, *, on_trail: bool
    ) -> None:
        line = QRectF(area.left(), area.top(), area.width(), wrapped.line_height("caption"))
        painter.setOpacity(1.0 if on_trail else _DIMMED)
        side = 12.0
        mark = QRectF(line.left(), round(line.center().y() - side / 2), side, side)
        tone = tokens.tone("text2" if on_trail else "text3")
        if row.key in self.broken:
            icons.paint(painter, "warning", mark, tokens.tone("risk_symbol"))
            line.setLeft(mark.right() + 4)
        elif row.follow_up is not None:
            paint.symbol(painter, mark.adjusted(1, 1, -1, -1), row.follow_up, tokens)
            line.setLeft(mark.right() + 4)
        elif row.kind in _ICONS:
            icons.paint(painter, _ICONS[row.kind], mark, tone)
            line.setLeft(mark.right() + 4)
        painter.setOpacity(1.0)
        # A sentence may run on where a short title leaves room for it.
        lines = 1 if _figure(row) else max(1, int(area.height() // line.height()))
        wrapped.draw(
            painter,
            QPointF(line.left(), line.top()),
            self.beneath(row),
            "caption",
            line.width(),
            lines,
            tone,
        )


def _figure(row: Node) -> str:
    """The figure, after the word for the colour: never a colour alone."""
    colour = "" if row.follow_up is None else label(row.follow_up)
    return " · ".join(part for part in (colour, row.figure) if part)
