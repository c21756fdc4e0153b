"""Filter chips: what is filtered on, what it is set to, and a list of choices to tick."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _, ngettext
from tracker.ui import fonts, icons
from tracker.ui.theme import Theme
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import PaintedButton
from tracker.ui.widgets.text import plain_tip

_SEARCH_FROM = 10
_SHOWN_ROWS = 12
_CLEAR = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a chip can be set to, and its words."""

    value: Hashable
    words: str


class ChoicePopup(QFrame):
    """A list under a chip. With many choices it has a field that narrows the list."""

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice],
        chosen: frozenset[Hashable],
        parent: QWidget,
        *,
        several: bool,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = tuple(choices)
        self._several = several
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(_("Search"))
        self._search.setAccessibleName(_("Search among the choices"))
        self._search.setVisible(len(self._choices) >= _SEARCH_FROM)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(parent.accessibleName())
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for choice in self._choices:
            self._add(choice, choice.value in chosen)
        self._list.itemChanged.connect(self._on_item_changed)
        self._list.itemClicked.connect(self._on_item_clicked)
        self._list.itemActivated.connect(self._on_item_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 5, 5, 5)
        layout.setSpacing(4)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        self._fit()

    def _add(self, choice: Choice, ticked: bool) -> None:
        item = QListWidgetItem(choice.words, self._list)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._several:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setFlags(flags)
        item.setToolTip(plain_tip(choice.words) if len(choice.words) > 40 else "")
        row = max(28, int(QFontMetricsF(fonts.body()).height()) + 10)
        item.setSizeHint(QSize(0, row))
        if ticked and self._list.currentItem() is None:
            self._list.setCurrentItem(item)

    def _fit(self) -> None:
        metrics = QFontMetricsF(fonts.body())
        widest = max((metrics.horizontalAdvance(c.words[:60]) for c in self._choices), default=0)
        width = min(max(int(widest) + 64, 180), 420)
        rows = min(max(len(self._choices), 1), _SHOWN_ROWS)
        self._list.setFixedSize(width, rows * max(28, int(metrics.height()) + 10) + 4)

    def open_under(self, anchor: QWidget) -> None:
        """Show just below `anchor`, inside its screen, with the keyboard in the list."""
        self.adjustSize()
        spot = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        spot.setX(max(screen.left(), min(spot.x(), screen.right() - self.width())))
        if spot.y() + self.height() > screen.bottom():
            spot.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(spot)
        self.show()
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        (self._search if self._search.isVisible() else self._list).setFocus()

    def ticked(self) -> frozenset[Hashable]:
        """The values ticked now."""
        return frozenset(
            choice.value
            for row, choice in enumerate(self._choices)
            if self._list.item(row).checkState() is Qt.CheckState.Checked
        )

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for row, choice in enumerate(self._choices):
            words = choice.words.casefold()
            self._list.item(row).setHidden(not all(part in words for part in wanted))

    def _on_item_changed(self, _item: QListWidgetItem) -> None:
        self.changed.emit(self.ticked())

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        if not self._several:
            self._choose(item)

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        if self._several:
            self._toggle(item)
        else:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        chosen = self._choices[self._list.row(item)].value
        self.close()
        self.changed.emit(frozenset({chosen}))

    def _toggle(self, item: QListWidgetItem) -> None:
        ticked = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        # The arrows move in the list while the words are being typed.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.setFocus()
                self._step(1 if event.key() == Qt.Key.Key_Down else 0)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_only()
                return True
        return False

    def _step(self, by: int) -> None:
        visible = [r for r in range(self._list.count()) if not self._list.item(r).isHidden()]
        if visible and self._list.currentRow() not in visible:
            self._list.setCurrentRow(visible[0])
        elif visible:
            at = visible.index(self._list.currentRow())
            self._list.setCurrentRow(visible[min(at + by, len(visible) - 1)])

    def _take_only(self) -> None:
        visible = [r for r in range(self._list.count()) if not self._list.item(r).isHidden()]
        if visible:
            self._on_item_activated(self._list.item(visible[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.colour("surface"))
        painter.setPen(tokens.colour("strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class FilterChip(PaintedButton):
    """Filters on one thing. Empty it shows ``Part ▾``; set ``Part: **Polis** ✕``.

    `choices` is asked each time the list opens. Delete or Backspace clears, as does the ✕.
    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        choices: Callable[[], Sequence[Choice]],
        parent: QWidget | None = None,
        *,
        several: bool = True,
        words: Callable[[frozenset[Hashable]], str] | None = None,
    ) -> None:
        """`words` describes what is chosen; by default the choices' own words do."""
        super().__init__(name, parent)
        self._choices = choices
        self._describe = words
        self._several = several
        self._value: frozenset[Hashable] = frozenset()
        self._value_words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self._refresh()

    def value(self) -> frozenset[Hashable]:
        """The values filtered on; empty for no filter."""
        return self._value

    def set_value(self, value: frozenset[Hashable], words: str = "") -> None:
        """Filter on `value`. `words` describe it; by default the choices' own are used."""
        if value == self._value and not words:
            return
        changed = value != self._value
        self._value = value
        self._value_words = words or self._default_words()
        self._refresh()
        if changed:
            self.changed.emit(value)

    def clear(self) -> None:
        """Filter on nothing."""
        self.set_value(frozenset())

    def open(self) -> None:
        """Show the choices under the chip."""
        popup = ChoicePopup(self._choices(), self._value, self, several=self._several)
        popup.changed.connect(self.set_value)
        popup.open_under(self)

    def _default_words(self) -> str:
        if self._describe is not None and self._value:
            return self._describe(self._value)
        words = [choice.words for choice in self._choices() if choice.value in self._value]
        if len(words) > 2:
            return ngettext("{count} chosen", "{count} chosen", len(words)).format(count=len(words))
        return _(" or ").join(words)

    def _refresh(self) -> None:
        spoken = f"{self.words()}: {self._value_words}" if self._value else self.words()
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(
            _("Filter. Delete clears it.") if self._value else _("Filter")
        )
        self.setToolTip(plain_tip(spoken) if self._value else "")
        self.updateGeometry()
        self.update()

    def _runs(self) -> tuple[paint.Run, ...]:
        if not self._value:
            return (paint.Run(self.words(), tone="text2"),)
        return (paint.Run(f"{self.words()}: "), paint.Run(self._value_words, strong=True))

    def sizeHint(self) -> QSize:
        normal, strong = fonts.caption(tabular=True), fonts.caption_strong(tabular=True)
        words = min(paint.runs_width(self._runs(), normal, strong), 260)
        height = max(28, int(QFontMetricsF(strong).height()) + 10)
        return QSize(int(words) + 12 + _CLEAR + 4, height)

    def _clear_area(self) -> QRectF:
        return QRectF(self.width() - _CLEAR - 2, 0, _CLEAR + 2, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        paint.prepare(painter)
        rect = QRectF(self.rect())
        ground = "sel" if self._value else "hover" if self.is_hot() else "surface"
        paint.box(painter, rect, 4, tokens.colour(ground))
        paint.outline(painter, rect, 4, tokens.colour("accent" if self._value else "strong"), 1)
        self._paint_words(painter, rect, tokens)
        if self.hasFocus():
            paint.focus_ring(painter, rect, tokens)

    def _paint_words(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        normal, strong = fonts.caption(tabular=True), fonts.caption_strong(tabular=True)
        words = rect.adjusted(11, 0, -_CLEAR - 1, 0)
        paint.text_runs(painter, words, self._runs(), normal, strong, tokens)
        centre = self._clear_area().center()
        mark = QRectF(centre.x() - 6, centre.y() - 6, 12, 12)
        tone = tokens.tone("text" if self._value else "text2")
        icons.paint(painter, "close" if self._value else "chevron-down", mark, tone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._value and self._clear_area().contains(QPointF(event.position())):
            self.setDown(False)
            self.clear()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._value:
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)
