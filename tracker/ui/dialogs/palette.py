"""Ctrl+K: finds any promise, action, person, survey, problem or answer, and runs any command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.services.queries.action_ids import ActionQuery
from tracker.services.queries.find import Found, FoundKind, find
from tracker.ui import fonts
from tracker.ui.actions import ActionSpec
from tracker.ui.desk import EFFECT_TAB, Desk, Goto
from tracker.ui.dialogs.palette_rows import PalettePainter, PaletteRow, commands_for, still_fits
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.theme import Theme
from tracker.ui.widgets.fields import SearchField
from tracker.ui.widgets.panels import Panel
from tracker.ui.widgets.text import KeyHint, Text

_WIDTH = 608
_TALLEST = 400
_FROM_TOP = 64
_RECENT = "loftesboken.recent_commands"
_MOST_RECENT = 3

Find = Callable[[str, Callable[[list[Found]], object], QObject], object]
"""Starts a search and hands over what it finds, unless its owner is gone or has started another."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command to run, and the row it is about."""

    command: str
    about: int | None = None


class _Search(SearchField):
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            # One press closes: nothing here is worth keeping.
            event.ignore()
        else:
            super().keyPressEvent(event)


class Palette(QDialog):
    """A field and what fits it. `chosen` carries a `Goto` or a `Run`, after the palette closed."""

    chosen = Signal(object)

    def __init__(
        self,
        find_things: Find,
        enabled: Callable[[str], bool],
        parent: QWidget | None = None,
        *,
        recent: Sequence[str] = (),
    ) -> None:
        # A popup closes by itself when something else is clicked.
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Search or run a command"))
        self.setFixedWidth(min(_WIDTH, parent.width() - 32) if parent is not None else _WIDTH)
        self._find = find_things
        self._enabled = enabled
        self._recent = tuple(recent)
        self._searching = False
        self._entered = False
        self._moved = False
        self._found: list[Found] = []
        self._painter = PalettePainter()
        self.search = _Search(_("Search or run a command"), large=True)
        self.results: PaintedList[PaletteRow] = PaintedList(_("Hits"), self._painter, fitted=False)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Text("", fonts.body(), "text2")
        self._none.setContentsMargins(14, 12, 14, 12)
        self._arrange()
        self.search.textChanged.connect(self._on_typed)
        self.search.stepped.connect(self._on_stepped)
        self.search.entered.connect(self._on_entered)
        self.results.opened.connect(self._on_opened)
        self._on_typed("")
        self.search.setFocus()

    def _arrange(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(11, 11, 11, 8)
        top.addWidget(self.search)
        foot = Panel("sunken")
        keys = QHBoxLayout(foot)
        keys.setContentsMargins(14, 6, 14, 6)
        keys.setSpacing(6)
        for hints, words in (
            (("↑", "↓"), _("choose")),
            ((_("Enter"),), _("open or run")),
            (("Esc",), _("close")),
        ):
            for hint in hints:
                keys.addWidget(KeyHint(hint))
            keys.addWidget(Text(words, fonts.caption(), "text2"))
            keys.addSpacing(8)
        keys.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.results)
        layout.addWidget(self._none)
        layout.addWidget(foot)

    def message(self) -> str:
        """What stands there when nothing was found."""
        return self._none.whole_text()

    def open_over(self, window: QWidget) -> None:
        """Show near the top of `window`, in its middle."""
        self.adjustSize()
        spot = window.mapToGlobal(QPoint((window.width() - self.width()) // 2, _FROM_TOP))
        self.move(spot)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_stepped(self, by: int) -> None:
        self._moved = True
        self.results.step(by)

    def _on_typed(self, typed: str) -> None:
        self._entered = self._moved = False
        self._painter.typed = typed
        self._searching = bool(typed.strip())
        self._found = [row for row in self._found if self._searching and still_fits(row, typed)]
        self._show()
        if self._searching:
            self._find(typed, partial(self._on_found, typed), self)

    def _on_found(self, typed: str, found: list[Found]) -> None:
        if typed != self.search.text():
            return
        self._searching = False
        self._found = found
        self._show()
        if self._entered:
            self._on_entered()

    def _show(self) -> None:
        """Show what fits now, the best of it marked unless the arrows have marked another."""
        typed = self.search.text()
        rows: list[PaletteRow] = [*commands_for(typed, self._enabled, self._recent), *self._found]
        self.results.set_rows(rows)
        if not self._moved:
            self.results.choose(0)
        self.results.setVisible(bool(rows))
        self.results.setFixedHeight(min(self.results.content_height(), _TALLEST))
        self._none.setVisible(not rows and not self._searching)
        self._none.setText(_("Nothing holds “{text}”.").format(text=typed.strip()))
        self.adjustSize()

    def _on_entered(self) -> None:
        row = self.results.current()
        if row is not None:
            self._on_opened(row)
        else:
            # The hits are on their way: the first of them is taken when they are here.
            self._entered = self._searching

    def _on_opened(self, row: PaletteRow) -> None:
        target = Run(row.id) if isinstance(row, ActionSpec) else _target(row)
        self.accept()
        self.chosen.emit(target)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.current().tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.colour("surface"))
        painter.setPen(tokens.colour("strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _target(found: Found) -> Goto | Run:
    match found.kind:
        case FoundKind.PROMISE:
            return Goto("promises", found.id)
        case FoundKind.ACTION:
            # Every filter is let go of, or the action might not be among the rows.
            return Goto("actions", found.id, ActionQuery())
        case FoundKind.PERSON:
            return Run("person.list", found.id)
        case FoundKind.INDICATOR:
            return Goto("promises", found.within, EFFECT_TAB)
        case FoundKind.PROBLEM:
            return Goto("problems", found.id)
        case FoundKind.SURVEY:
            return Goto("surveys", found.id)
        case FoundKind.RESPONSE:
            return Goto("surveys", found.within)


def open_palette(desk: Desk, parent: QWidget, enabled: Callable[[str], bool]) -> Palette:
    """Show the palette over a window, and do there what is chosen."""

    def find_things(typed: str, then: Callable[[list[Found]], object], owner: QObject) -> object:
        return desk.read(partial(find, desk.ctx, typed), then, owner=owner, key=(id(owner), "find"))

    def act(target: Goto | Run) -> None:
        if isinstance(target, Goto):
            desk.go(target.page, target.row_id, target.query)
            return
        parent.setProperty(_RECENT, _most_recent(target.command, _recent(parent)))
        desk.run(target.command, target.about)

    palette = Palette(find_things, enabled, parent, recent=_recent(parent))
    palette.chosen.connect(act)
    palette.open_over(parent)
    return palette


def _recent(window: QWidget) -> list[str]:
    return cast("list[str] | None", window.property(_RECENT)) or []


def _most_recent(command: str, before: list[str]) -> list[str]:
    return [command, *(name for name in before if name != command)][:_MOST_RECENT]
