"""The chain as columns side by side: a node is chosen, what hangs together with it stands out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.i18n import _, format_number
from tracker.models.search import folded, sought_words
from tracker.services.queries.trail_following import Following
from tracker.services.queries.trail_rows import BookTrail, Key, Node
from tracker.services.reports.gaps import Gap
from tracker.ui import fonts
from tracker.ui.panels.trail.columns import COLUMN_OF, COLUMNS
from tracker.ui.panels.trail.node_painter import NodePainter
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.panels import Panel, Rule
from tracker.ui.widgets.text import Text

_LEAST_SIGNS = 18


class ChainView(QScrollArea):
    """Up and down move in a column, left and right along the trail, Enter opens."""

    chosen = Signal(object)
    """The `Node` that is followed, or None."""
    opened = Signal(object)
    """The `Node` to be opened on its own page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("The chain from answers to measurements"))
        self._following = Following(BookTrail())
        self._nodes: dict[Key, Node] = {}
        self._only = False
        self._words: list[str] = []
        self._chosen: Key | None = None
        self._painter = NodePainter()
        self.lists: list[PaintedList[Node]] = []
        self._heads: list[Text] = []
        content = Panel("surface")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, column in enumerate(COLUMNS):
            if number:
                row.addWidget(Rule(vertical=True))
            row.addLayout(self._make_column(_(column.title)), 1)
        self.setWidget(content)

    def _make_column(self, title: str) -> QVBoxLayout:
        nodes: PaintedList[Node] = PaintedList(title, self._painter, fitted=False)
        nodes.chosen.connect(self._on_chosen)
        nodes.opened.connect(self.opened)
        nodes.installEventFilter(self)
        nodes.setMinimumWidth(int(QFontMetricsF(fonts.body()).averageCharWidth() * _LEAST_SIGNS))
        head = Text(title, fonts.caption_strong(tabular=True), "text2").elidable()
        head.setContentsMargins(11, 6, 8, 6)
        self.lists.append(nodes)
        self._heads.append(head)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addWidget(nodes, 1)
        return column

    # -- what is shown

    def show_trail(self, trail: BookTrail) -> None:
        """Show the book's trail; what was followed is followed on, where it is still there."""
        self._following = Following(trail)
        self._nodes = {node.key: node for node in trail.nodes}
        broken: dict[Key, list[Gap]] = {}
        for row in trail.gaps:
            broken.setdefault(row.node, []).append(row.gap)
        self._painter.broken = broken
        if self._chosen not in self._nodes:
            self._chosen = None
        self._fill()

    def node(self) -> Node | None:
        """The node that is followed."""
        return None if self._chosen is None else self._nodes[self._chosen]

    def connected(self) -> frozenset[Key]:
        """What hangs together with it; empty while nothing is followed."""
        return frozenset() if self._chosen is None else self._following.connected(self._chosen)

    def show_only_connected(self, only: bool) -> None:
        """Leave out what is not on the trail, instead of dimming it."""
        self._only = only
        self._fill()

    def show_matching(self, typed: str) -> None:
        """Leave out what neither holds all words typed nor hangs together with the chosen node."""
        self._words = sought_words(typed)
        self._fill()

    def matching(self) -> list[Node]:
        """What holds all words typed, in the order of the chain."""
        return [node for node in self._nodes.values() if self._holds_words(node)]

    def _holds_words(self, node: Node) -> bool:
        text = folded(f"{node.label} {node.title}")
        return all(word in text for word in self._words)

    def follow(self, key: Key | None, *, focus: bool = False) -> bool:
        """Follow a node, or nothing. Returns whether the node is on the trail at all."""
        if key is not None and key not in self._nodes:
            return False
        self._chosen = key
        self._fill()
        if focus and key is not None:
            self.lists[COLUMN_OF[key[0]]].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(self.node())
        return True

    def first(self) -> PaintedList[Node]:
        """Where the keyboard comes in: the followed node's column, or the first with nodes."""
        if self._chosen is not None:
            return self.lists[COLUMN_OF[self._chosen[0]]]
        return next((each for each in self.lists if each.rows()), self.lists[0])

    def _fill(self) -> None:
        connected = None if self._chosen is None else self._following.connected(self._chosen)
        self._painter.connected, self._painter.chosen = connected, self._chosen
        columns: list[list[Node]] = [[] for _column in COLUMNS]
        for node in self._nodes.values():
            if self._is_shown(node, connected):
                columns[COLUMN_OF[node.kind]].append(node)
        for number, nodes in enumerate(columns):
            self._fill_column(number, nodes, connected)

    def _is_shown(self, node: Node, connected: frozenset[Key] | None) -> bool:
        if connected is not None and node.key in connected:
            return True
        if self._only and connected is not None:
            return False
        return self._holds_words(node)

    def _fill_column(
        self, number: int, nodes: Sequence[Node], connected: frozenset[Key] | None
    ) -> None:
        view, title = self.lists[number], _(COLUMNS[number].title)
        if view.rows() != tuple(nodes):
            view.set_rows(nodes)
        total = format_number(len(nodes))
        if connected is None or self._only:
            words = f"{title}  {total}"
        else:
            on = sum(node.key in connected for node in nodes)
            words = _("{title}  {n} of {total}").format(
                title=title, n=format_number(on), total=total
            )
        self._heads[number].setText(words)
        view.setAccessibleName(words)
        self._show_first(view, connected)
        view.viewport().update()

    def _show_first(self, view: PaintedList[Node], connected: frozenset[Key] | None) -> None:
        """The chosen node, or the first on the trail, comes into view; elsewhere nothing is."""
        rows = view.rows()
        here = [n for n, node in enumerate(rows) if node.key == self._chosen]
        if here:
            if view.currentIndex().row() != here[0]:
                blocked = view.blockSignals(True)
                view.choose(here[0])
                view.blockSignals(blocked)
            view.scrollTo(view.currentIndex())
            return
        blocked = view.blockSignals(True)
        view.clearSelection()
        view.setCurrentIndex(view.model().index(-1, 0))
        view.blockSignals(blocked)
        first = next((n for n, node in enumerate(rows) if node.key in (connected or ())), None)
        if first is not None:
            view.scrollTo(view.model().index(first, 0), view.ScrollHint.PositionAtTop)

    # -- moving

    def _on_chosen(self, node: Node) -> None:
        if node.key != self._chosen:
            self.follow(node.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and watched in self.lists:
            assert isinstance(event, QKeyEvent)
            by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if by is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._step(by)
                return True
            if event.key() == Qt.Key.Key_Escape and self._chosen is not None:
                self.follow(None)
                return True
        elif event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 0)
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        """To the first node on the trail in the next column that has one."""
        at = next((n for n, view in enumerate(self.lists) if view.hasFocus()), None)
        if at is None:
            return
        connected = self.connected()
        number = at + by
        while 0 <= number < len(self.lists):
            view = self.lists[number]
            on = [n for n, node in enumerate(view.rows()) if node.key in connected]
            if on or (self._chosen is None and view.rows()):
                view.by_keyboard = True
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                view.choose(on[0] if on else 0)
                return
            number += by
