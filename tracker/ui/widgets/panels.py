"""What holds other things: cards, headers, tiles, foldable sections, label and value rows."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.models.enums import FollowUp
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import LinkButton, PaintedButton
from tracker.ui.widgets.marks import Icon
from tracker.ui.widgets.text import Text


class Card(QFrame):
    """A white panel with a hairline around it. Put things into `body`."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = 16, gap: int = 0) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(gap)


class Rule(QFrame):
    """A one-pixel line."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Panel(QWidget):
    """A plain area in one of the surface colours: ``bg``, ``surface``, ``sunken``, ``tint``."""

    def __init__(self, surface: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class ScrollPanel(QScrollArea):
    """A page that scrolls down, never sideways. Put things into `body`."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        margins: tuple[int, int, int, int] = (24, 20, 24, 24),
        gap: int = 12,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(gap)
        self.setWidget(content)


class SectionHeader(QWidget):
    """A section's title; `add` puts links and controls at the right."""

    def __init__(self, title: str, parent: QWidget | None = None, *, subtitle: str = "") -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._title = Text(title, fonts.section_title())
        self._subtitle = Text(subtitle, fonts.body(tabular=True), "text2").elidable()
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)
        self.setMinimumHeight(28)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Another line after the title."""
        self._subtitle.setText(subtitle)

    def add(self, widget: QWidget) -> None:
        """Place `widget` last on the line."""
        self._row.addWidget(widget)

    def add_link(self, words: str) -> LinkButton:
        """A link at the right, to be connected by the caller."""
        link = LinkButton(words)
        self.add(link)
        return link


class PageHeader(SectionHeader):
    """A page's title in 16 pt, a line beside it, and buttons at the right."""

    def __init__(self, title: str, parent: QWidget | None = None, *, subtitle: str = "") -> None:
        super().__init__(title, parent, subtitle=subtitle)
        self._title.setFont(fonts.page_title())
        self._row.setSpacing(12)
        self.setMinimumHeight(32)


class Tile(PaintedButton):
    """One number of the overview; the whole tile is a button that opens its rows."""

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        number: str = "",
        of: str = "",
        note: str = "",
        counts: Sequence[tuple[FollowUp, str]] = (),
    ) -> None:
        super().__init__("", parent)
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_values(number, of=of, note=note, counts=counts)

    def set_values(
        self,
        number: str,
        *,
        of: str = "",
        note: str = "",
        counts: Sequence[tuple[FollowUp, str]] = (),
    ) -> None:
        """Show ``number of`` and below it `note`, or `counts` with their symbols: ● 1 i fas."""
        self._number, self._of, self._note, self._counts = number, of, note, tuple(counts)
        below = ", ".join(words for _follow_up, words in counts) or note
        value = f"{number} {of}".strip()
        self.setAccessibleName(f"{self._label}: {value}")
        self.setAccessibleDescription(below)
        self.setToolTip(below)
        self.update()

    def _lines(self) -> tuple[float, float, float]:
        label = max(20.0, QFontMetricsF(fonts.body()).height())
        number = max(32.0, QFontMetricsF(fonts.tile_number()).height())
        note = max(16.0, QFontMetricsF(fonts.caption()).height())
        return label, number, note

    def sizeHint(self) -> QSize:
        return QSize(240, int(sum(self._lines())) + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        ground = "sel" if self.isDown() else "hover" if self.is_hot() else "surface"
        paint.box(painter, rect, 6, tokens.colour(ground))
        paint.outline(painter, rect, 6, tokens.colour("line"), 1)
        self._paint_lines(painter, rect.adjusted(16, 10, -16, -8), tokens)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens, 6)

    def _paint_lines(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        label, number, note = self._lines()
        top = QRectF(area.left(), area.top(), area.width() - 20, label)
        paint.text(painter, top, self._label, fonts.body(), tokens.tone("text2"))
        chevron = QRectF(area.right() - 13, area.top() + (label - 14) / 2, 14, 14)
        icons.paint(painter, "chevron-right", chevron, tokens.tone("text2"))
        metrics = QFontMetricsF(fonts.tile_number())
        middle = QRectF(area.left(), top.bottom(), area.width(), number)
        baseline = middle.top() + (number + metrics.ascent() - metrics.descent()) / 2
        painter.setFont(fonts.tile_number())
        painter.setPen(tokens.tone("text"))
        painter.drawText(QPointF(area.left(), baseline), self._number)
        painter.setFont(fonts.body(tabular=True))
        painter.setPen(tokens.tone("text2"))
        after = area.left() + metrics.horizontalAdvance(self._number) + 12
        painter.drawText(QPointF(after, baseline), self._of)
        below = QRectF(area.left(), middle.bottom(), area.width(), note)
        if self._counts:
            self._paint_counts(painter, below, tokens)
        else:
            paint.text(
                painter, below, self._note, fonts.caption(tabular=True), tokens.tone("text2")
            )

    def _paint_counts(self, painter: QPainter, area: QRectF, tokens: Tokens) -> None:
        font = fonts.caption(tabular=True)
        metrics = QFontMetricsF(font)
        x = area.left()
        for value, words in self._counts:
            spot = QRectF(x, round(area.center().y() - 5), 10, 10)
            paint.symbol(painter, spot, value, tokens)
            room = QRectF(x + 15, area.top(), area.right() - x - 15, area.height())
            paint.text(painter, room, words, font, tokens.tone("text2"))
            x = room.left() + metrics.horizontalAdvance(words) + 14


class _FoldButton(PaintedButton):
    """The title line of a foldable section."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._count = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        self._count = count
        self.setAccessibleName(f"{self.words()} {count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.body_strong())
        return QSize(120, max(28, int(metrics.height()) + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        chevron = "chevron-down" if self.isChecked() else "chevron-right"
        mark = QRectF(2, rect.center().y() - 6, 12, 12)
        icons.paint(painter, chevron, mark, tokens.tone("text2"))
        runs = [paint.Run(self.words(), strong=True), paint.Run(f" {self._count}", tone="text2")]
        normal, strong = fonts.body(tabular=True), fonts.body_strong()
        paint.text_runs(painter, rect.adjusted(20, 0, 0, 0), runs, normal, strong, tokens)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)


class Foldable(QWidget):
    """A section of the inspector that opens and closes. Put things into `body`."""

    folded = Signal(bool)

    def __init__(
        self, title: str, parent: QWidget | None = None, *, count: str = "", link: str = ""
    ) -> None:
        super().__init__(parent)
        self._head = _FoldButton(title, self)
        self._head.setChecked(True)
        self._head.toggled.connect(self._on_toggled)
        self.link = LinkButton(link) if link else None
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._head, 1)
        if self.link is not None:
            line.addWidget(self.link)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 4, 0, 4)
        self.body.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._content)
        self.set_count(count)

    def set_count(self, count: str) -> None:
        """The number after the title."""
        self._head.set_count(count)

    def is_open(self) -> bool:
        """Whether the content shows."""
        return self._head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or fold."""
        self._head.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self._head.setAccessibleDescription(_("open") if is_open else _("folded"))
        self.folded.emit(not is_open)


class FieldRow(QWidget):
    """A label and a value, and a lock when changing it asks for a reason."""

    LABEL_WIDTH = 108

    def __init__(
        self,
        label: str,
        value: QWidget | str,
        parent: QWidget | None = None,
        *,
        locked: bool = False,
    ) -> None:
        super().__init__(parent)
        name = Text(label, fonts.caption(), "text2", wrap=True)
        metrics = QFontMetricsF(name.font())
        name.setFixedWidth(max(self.LABEL_WIDTH, int(metrics.averageCharWidth() * 14)))
        self.value: QWidget = (
            Text(value, fonts.body(tabular=True), wrap=True) if isinstance(value, str) else value
        )
        name.setContentsMargins(0, 3, 0, 0)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setHorizontalSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(name, 0, 0, top)
        layout.addWidget(self.value, 0, 1)
        layout.setColumnStretch(1, 1)
        if locked:
            reason = _("Locked: changing it asks for a reason")
            layout.addWidget(Icon("lock", "text2", 14, words=reason), 0, 2)
        label_widget: QLabel = name
        label_widget.setBuddy(self.value)
        if not self.value.accessibleName():
            spoken = f"{label}: {value}" if isinstance(value, str) else label
            self.value.setAccessibleName(spoken)

    def set_text(self, text: str) -> None:
        """Another value, when the value is text."""
        assert isinstance(self.value, Text)
        self.value.setText(text)
