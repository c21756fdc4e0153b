"""The code book: every theme in its order, with when to use it, its keywords and its answers."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, format_number, ngettext
from tracker.services.queries.codebook import NUMBER_KEYS, ThemeRow
from tracker.ui import fonts, on_screen
from tracker.ui.tables.painted_list import Look, PaintedList
from tracker.ui.tokens import Tokens
from tracker.ui.widgets import paint
from tracker.ui.widgets.buttons import Button, PrimaryButton
from tracker.ui.widgets.flow import FlowLayout
from tracker.ui.widgets.notes import EmptyState, QuietNote
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text

_SIDE = 24.0


class _Painter:
    """A theme: its key, name and count, and beneath when to use it. See `RowPainter`."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def measure(self, rows: Sequence[ThemeRow], /) -> None:
        self._numbers = {row.id: number for number, row in enumerate(rows, start=1)}

    def key(self, row: ThemeRow, /) -> Hashable:
        return row.id

    def height(self, row: ThemeRow, width: int, /) -> int:
        lines = (
            QFontMetricsF(fonts.body_medium()).height() + QFontMetricsF(fonts.caption()).height()
        )
        return max(52, int(lines) + 18)

    def spoken(self, row: ThemeRow, /) -> str:
        number = self._numbers[row.id]
        parts = [row.name, _answers(row)]
        if number <= NUMBER_KEYS:
            parts.append(_("key {key}").format(key=number))
        return ", ".join([*parts, *_about(row)])

    def tip(self, row: ThemeRow, /) -> str:
        return "\n".join([row.name, *_about(row)])

    def link_area(self, rect: QRectF, row: ThemeRow, /) -> QRectF | None:
        return None

    def paint(
        self, painter: QPainter, rect: QRectF, row: ThemeRow, tokens: Tokens, look: Look, /
    ) -> None:
        painter.fillRect(rect, tokens.colour(look.ground))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), tokens.colour("line")
        )
        if look.chosen:
            mark = QRectF(rect.left(), rect.top(), 3, rect.height() - 1)
            painter.fillRect(mark, tokens.colour("accent"))
        number = self._numbers[row.id]
        if number <= NUMBER_KEYS:
            spot = QPointF(rect.left() + _SIDE, rect.center().y())
            paint.key_hint(painter, spot, str(number), tokens)
        words = rect.adjusted(_SIDE + paint.key_hint_size("9").width() + 14, 8, -_SIDE, -9)
        self._paint_words(painter, words, row, tokens, chosen=look.chosen)
        if look.focused:
            paint.focus_ring(painter, rect.adjusted(2, 1, -2, -2), tokens)

    def _paint_words(
        self, painter: QPainter, area: QRectF, row: ThemeRow, tokens: Tokens, *, chosen: bool
    ) -> None:
        font, quiet = fonts.body_strong() if chosen else fonts.body_medium(), fonts.caption()
        above = QRectF(area)
        above.setHeight(QFontMetricsF(font).height())
        count = _answers(row)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        numbers = fonts.caption(tabular=True)
        paint.text(painter, above, count, numbers, tokens.tone("text2"), right)
        name = QRectF(above)
        name.setRight(area.right() - QFontMetricsF(numbers).horizontalAdvance(count) - 12)
        paint.text(painter, name, row.name, font, tokens.tone("text"))
        below = QRectF(area)
        below.setTop(above.bottom())
        words = " · ".join(_about(row)) or _("No description and no keywords yet")
        tone = tokens.tone("text2" if _about(row) else "text3")
        paint.text(painter, below, words, quiet, tone)


class CodebookDialog(QDialog):
    """Lists the themes. Asks for what should be done by signals, and stays."""

    new_asked = Signal()
    start_asked = Signal()
    """The common themes, to begin with."""
    edit_asked = Signal(object)
    merge_asked = Signal(object)
    split_asked = Signal(object)
    delete_asked = Signal(object)
    undo_asked = Signal()
    order_asked = Signal(object)
    """The ids in the order they should have."""

    def __init__(self, parent: QWidget | None, *, writable: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Code book"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(840, 620)
        on_screen.fit(self)
        self._writable = writable
        self._wanted: int | None = None
        self.list: PaintedList[ThemeRow] = PaintedList(_("Code book"), _Painter(), fitted=False)
        self.new = PrimaryButton(_("New theme…"), icon="plus", keys="N")
        self.edit = Button(_("Edit…"), icon="pencil", keys="F2")
        self.merge = Button(_("Merge…"), keys="M")
        self.split = Button(_("Split…"), keys="S")
        self.delete = Button(_("Remove"), icon="trash", keys=_("Del"))
        self.up = Button(_("Move up"), icon="chevron-up", keys="Alt+↑")
        self.down = Button(_("Move down"), icon="chevron-down", keys="Alt+↓")
        self._said = Text("", fonts.caption(), "text2").elidable()
        self._note = QuietNote("")
        self._empty = EmptyState(
            "theme",
            _("No themes yet"),
            _("A theme gathers answers about the same thing: lighting, visible police, traffic."),
            _("New theme…") if writable else "",
            action_icon="plus",
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = Panel("surface")
        tools = FlowLayout(head)
        tools.setContentsMargins(24, 16, 24, 12)
        changes = (self.new, self.edit, self.merge, self.split, self.delete)
        for button in changes:
            tools.addWidget(button)
        head.setVisible(self._writable)
        holder = Panel("surface")
        room = QVBoxLayout(holder)
        room.setContentsMargins(24, 8, 24, 8)
        room.addWidget(self._note)
        self._holder = holder
        holder.hide()
        foot = Panel("sunken")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        close = Button(_("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        for arrow in (self.up, self.down):
            row.addWidget(arrow)
            arrow.setVisible(self._writable)
        row.addSpacing(8)
        row.addWidget(self._said, 1)
        row.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget, stretch in (
            (head, 0),
            (Rule(), 0),
            (self.list, 1),
            (self._empty, 1),
            (holder, 0),
            (Rule(), 0),
            (foot, 0),
        ):
            outer.addWidget(widget, stretch)

    def _connect(self) -> None:
        self._empty.acted.connect(self.new_asked)
        if self._writable:
            start = self._empty.add_action(_("Start with common themes"))
            start.clicked.connect(self.start_asked)
        self.list.chosen.connect(lambda _row: self.complain(""))
        if not self._writable:
            return
        self.list.opened.connect(self.edit_asked)
        self.new.clicked.connect(self.new_asked)
        deeds: tuple[tuple[str, Button, Callable[[], object]], ...] = (
            ("F2", self.edit, self._emit(self.edit_asked)),
            ("M", self.merge, self._emit(self.merge_asked)),
            ("S", self.split, self._emit(self.split_asked)),
            ("Del", self.delete, self._emit(self.delete_asked)),
            ("Alt+Up", self.up, lambda: self._move(-1)),
            ("Alt+Down", self.down, lambda: self._move(1)),
        )
        for keys, button, run in deeds:
            button.clicked.connect(run)
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        QShortcut(QKeySequence("N"), self).activated.connect(self.new_asked)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo_asked)

    def set_themes(self, rows: Sequence[ThemeRow]) -> None:
        """Show these; the chosen one stays chosen, or what comes in the place of one that left."""
        number = self.list.currentIndex().row()
        before = self.list.current()
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        places = {row.id: place for place, row in enumerate(rows)}
        wanted = None if before is None else before.id
        if self._wanted in places:
            wanted, self._wanted = self._wanted, None
        self.list.choose(max(number, 0) if wanted is None else places.get(wanted, max(number, 0)))
        for button in (self.edit, self.merge, self.split, self.delete, self.up, self.down):
            button.setEnabled(bool(rows))
        self.merge.setEnabled(len(rows) > 1)

    def choose(self, theme_id: int) -> None:
        """Go to a theme, as soon as it is listed."""
        place = next((at for at, row in enumerate(self.list.rows()) if row.id == theme_id), None)
        self._wanted = theme_id if place is None else None
        if place is not None:
            self.list.choose(place)

    def complain(self, words: str) -> None:
        """Say why something could not be done; nothing takes it away."""
        self._note.setText(words)
        self._holder.setVisible(bool(words))

    def say(self, words: str) -> None:
        """What was done without a dialog of its own."""
        self._said.setText(words)

    def said(self) -> str:
        """What it says was done."""
        return self._said.whole_text()

    def complaint(self) -> str:
        """What it complains about now."""
        return self._note.text()

    def _emit(self, signal: SignalInstance) -> Callable[[], None]:
        def emit() -> None:
            row = self.list.current()
            if row is not None:
                signal.emit(row)

        return emit

    def _move(self, by: int) -> None:
        row, rows = self.list.current(), list(self.list.rows())
        if row is None:
            return
        place = rows.index(row)
        if 0 <= place + by < len(rows):
            rows.insert(place + by, rows.pop(place))
            # Shown at once: the next press must not wait for the disk.
            self.set_themes(rows)
            self.order_asked.emit(tuple(one.id for one in rows))


def _answers(row: ThemeRow) -> str:
    words = ngettext("{count} answer", "{count} answers", row.answers)
    return words.format(count=format_number(row.answers))


def _about(row: ThemeRow) -> list[str]:
    return [part for part in (row.description, row.keywords) if part]
