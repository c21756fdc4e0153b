"""Finding the action that something was done for: what is typed, what is found, what is taken."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from tracker.i18n import _, ngettext
from tracker.services.queries.actions import ActionRow
from tracker.ui.tables.candidates import CandidatePainter
from tracker.ui.tables.painted_list import PaintedList
from tracker.ui.widgets.fields import SearchField

Found = tuple[list[ActionRow], int]
"""The best candidates, and how many there are in all."""
FindActions = Callable[[str, Callable[[Found], object], QObject], object]
"""Starts a search for what was typed, and hands over what it finds unless its owner is gone or has
started another search."""


class ActionSearchField(SearchField):
    """A search field whose Enter takes a candidate, and whose Escape belongs to what is around."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ActionSearch(QObject):
    """Joins a field and a list of candidates; where they stand is up to the owner.

    Typing searches and lets go of what was taken; Enter takes the marked candidate. Enter may come
    before the candidates do: it then takes the first of them when they are here.
    """

    taken = Signal(object)
    """An `ActionRow`, or None when it was let go."""
    entered_again = Signal()
    """Enter was pressed with an action taken."""
    answered = Signal(str, int)
    """Candidates for what was typed are here: how many are shown."""

    def __init__(self, field: ActionSearchField, find: FindActions) -> None:
        super().__init__(field)
        self.field = field
        self._find = find
        self._action: ActionRow | None = None
        self._searching = False
        self._enters = 0
        self._painter = CandidatePainter()
        self.candidates: PaintedList[ActionRow] = PaintedList(
            _("Actions found"), self._painter, fitted=False
        )
        # The keyboard stays in the field; its arrows move here.
        self.candidates.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        field.textEdited.connect(self._on_edited)
        field.stepped.connect(self._on_stepped)
        field.entered.connect(self._on_entered)
        self.candidates.opened.connect(self._take)

    def start(self) -> None:
        """Show what is most likely before anything is typed."""
        self._ask("")

    def action(self) -> ActionRow | None:
        """The action taken."""
        return self._action

    def set_action(self, row: ActionRow | None) -> None:
        """Take `row` from outside; with None let go and begin anew."""
        self._enters = 0
        if row is None:
            self.field.clear()
            self._let_go()
            self.start()
            return
        self._painter.typed = ""
        self.candidates.set_rows([row])
        self.candidates.choose(0)
        self._take(row)
        self.answered.emit("", 1)

    def take_marked(self) -> bool:
        """Take the candidate that is marked, as leaving the field does; False when none is."""
        current = self.candidates.current()
        if self._action is None and current is not None and not self._searching:
            self._take(current)
        return self._action is not None

    def _on_edited(self, typed: str) -> None:
        self._let_go()
        self._enters = 0
        self._ask(typed)

    def _ask(self, typed: str) -> None:
        self._searching = True
        self._find(typed, lambda found: self._on_found(typed, found), self)

    def _on_found(self, typed: str, found: Found) -> None:
        self._searching = False
        if self._action is not None:
            return
        rows, total = found
        self._painter.typed = typed
        self.candidates.set_rows(rows)
        self.candidates.choose(0)
        self.candidates.scrollToTop()
        hits = ngettext("{count} hit", "{count} hits", total).format(count=total)
        self.field.set_note(hits if typed else "")
        self.answered.emit(typed, len(rows))
        enters, self._enters = self._enters, 0
        if enters and rows:
            self._take(rows[0])
            if enters > 1:
                self.entered_again.emit()

    def _on_stepped(self, by: int) -> None:
        if self._action is None:
            self.candidates.step(by)

    def _on_entered(self) -> None:
        if self._searching:
            self._enters += 1
        elif self._action is not None:
            self.entered_again.emit()
        else:
            self.take_marked()

    def _take(self, row: ActionRow) -> None:
        self._action = row
        self._painter.taken = row.id
        self._enters = 0
        self.field.setText(row.title)
        self.field.setCursorPosition(0)
        self.field.set_note("")
        self.candidates.viewport().update()
        self.taken.emit(row)

    def _let_go(self) -> None:
        if self._action is not None:
            self._action = None
            self._painter.taken = None
            self.candidates.viewport().update()
            self.taken.emit(None)
