"""Themes as large rows to tick: number key, box, name, and how many answers or why it is meant."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.ui import fonts
from tracker.ui.tables.painted_list import Look, PaintedList
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint

_BOX = 16.0
_SIDE = 20.0
_TOGGLES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme to tick. `why` is a suggestion's reason; without one the count stands at the right.

    `ticked` is partly when several answers are chosen and only some have it.
    """

    theme_id: int
    name: str
    key: str = ""
    ticked: Qt.CheckState = Qt.CheckState.Unchecked
    answers: int | None = None
    why: str = ""
    description: str = ""

    def spoken(self) -> str:
        """The row as it is read out."""
        state = {
            Qt.CheckState.Checked: _("ticked"),
            Qt.CheckState.PartiallyChecked: _("ticked for some"),
            Qt.CheckState.Unchecked: _("not ticked"),
        }[self.ticked]
        parts = [self.name, state]
        if self.key:
            parts.append(_("key {key}").format(key=self.key))
        if self.why:
            parts.append(self.why)
        elif self.answers is not None:
            words = ngettext("{count} answer", "{count} answers", self.answers)
            parts.append(words.format(count=format_number(self.answers)))
        return ", ".join(parts)


class _Painter:
    """Draws `ThemeLine`s; see `RowPainter`."""

    def __init__(self, *, two_lines: bool) -> None:
        self._two_lines = two_lines
        self._key_width = 0.0

    def measure(self, rows: Sequence[ThemeLine], /) -> None:
        self._key_width = max(
            (paint.key_hint_size(row.key).width() for row in rows if row.key), default=0.0
        )

    def key(self, row: ThemeLine, /) -> Hashable:
        return row.theme_id

    def height(self, row: ThemeLine, width: int, /) -> int:
        line = QFontMetricsF(fonts.body()).height()
        if self._two_lines:
            return max(44, int(line + QFontMetricsF(fonts.caption()).height()) + 10)
        return max(34, int(line) + 14)

    def spoken(self, row: ThemeLine, /) -> str:
        return row.spoken()

    def tip(self, row: ThemeLine, /) -> str:
        return "\n".join(part for part in (row.name, row.description, row.why) if part)

    def link_area(self, rect: QRectF, row: ThemeLine, /) -> QRectF | None:
        return None

    def paint(
        self, painter: QPainter, rect: QRectF, row: ThemeLine, tokens: Tokens, look: Look, /
    ) -> None:
        ground = "hover" if look.hot else "surface"
        painter.fillRect(rect, tokens.colour(ground))
        middle = rect.center().y()
        left = rect.left() + _SIDE
        if row.key:
            paint.key_hint(painter, QPointF(left, middle), row.key, tokens)
        left += self._key_width + (10 if self._key_width else 0)
        box = QRectF(round(left), round(middle - _BOX / 2), _BOX, _BOX)
        paint.check_box(painter, box, row.ticked, tokens, tokens.colour(ground))
        words = QRectF(rect)
        words.setLeft(box.right() + 10)
        words.setRight(rect.right() - _SIDE)
        self._paint_words(painter, words, row, tokens)
        if look.focused:
            paint.focus_ring(painter, rect.adjusted(4, 1, -4, -1), tokens)

    def _paint_words(self, painter: QPainter, area: QRectF, row: ThemeLine, tokens: Tokens) -> None:
        ticked = row.ticked is not Qt.CheckState.Unchecked
        font = fonts.body_strong() if ticked else fonts.body()
        name = QRectF(area)
        if row.why:
            above, below = QFontMetricsF(font).height(), QFontMetricsF(fonts.caption()).height()
            name.setTop(area.center().y() - (above + below) / 2)
            name.setHeight(above)
            why = QRectF(area.left(), name.bottom(), area.width(), below)
            paint.text(painter, why, row.why, fonts.caption(), tokens.tone("text2"))
        elif row.answers is not None:
            count, quiet = format_number(row.answers), fonts.caption(tabular=True)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            paint.text(painter, area, count, quiet, tokens.tone("text2"), right)
            name.setRight(area.right() - QFontMetricsF(quiet).horizontalAdvance(count) - 8)
        paint.text(painter, name, row.name, font, tokens.tone("text"))


class ThemeList(PaintedList[ThemeLine]):
    """A click, Space or Enter asks to turn a theme on or off."""

    toggled = Signal(object)
    """The theme's id."""

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        fitted: bool = False,
        two_lines: bool = False,
    ) -> None:
        super().__init__(name, _Painter(two_lines=two_lines), parent, fitted=fitted)
        self._writable = True

    def set_writable(self, writable: bool) -> None:
        """Whether anything can be ticked."""
        self._writable = writable

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() in _TOGGLES:
            self.by_keyboard = True
            self._toggle(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._toggle(self.rows()[index.row()])

    def _toggle(self, row: ThemeLine | None) -> None:
        if row is not None and self._writable:
            self.toggled.emit(row.theme_id)
