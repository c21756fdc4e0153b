"""Which of a recurring action's dates a log entry stands for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from tracker.i18n import _
from tracker.messages.recurrence import tally_words
from tracker.messages.vocabulary import listed
from tracker.models.enums import OccasionState
from tracker.services.log import NEAREST
from tracker.services.queries.series import OccasionRow, Offered, SeriesTally
from tracker.services.series_matching import Deed
from tracker.ui import fonts
from tracker.ui.dialogs.occasion_words import date_words, day_words, occasion_words, outside_words
from tracker.ui.widgets.text import KeyHint, Text

# The list may be wider than the field: a day that was missed says so.
_WIDEST = 280
_KEYS = "Ctrl+↓"

Chosen = int | None
"""As `LogFields.occasion_id`: an occasion, `NEAREST`, or None for outside the series."""


FindOccasions = Callable[[Deed, Callable[[Offered], object], QObject], object]
"""Starts to read what an entry can stand for, and hands it over unless its owner is gone."""


class OccasionField(QWidget):
    """``Gäller tillfället [fredag 31 mars]  sedan 8 gjorda, 1 kvar``; hidden without a series."""

    offered = Signal()
    """There is something to choose among, perhaps something else than before."""
    chosen = Signal(object)
    """An occasion was chosen by hand, its row."""

    def __init__(self, today: date, find: FindOccasions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._find = today, find
        self._action_id: int | None = None
        self._wanted: Chosen = NEAREST
        self._preset: Chosen = NEAREST
        self._at_hand: Offered | None = None
        self._deed: Deed | None = None
        """What is logged, as it stands; what is at hand may still be of what stood before."""
        self._offered_to: Deed | None = None
        self.choice = _Choice()
        self.choice.setAccessibleName(_("Occasion"))
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(24)
        self.choice.view().setMinimumWidth(_WIDEST)
        self.choice.setMaxVisibleItems(12)
        self._label = Text(_("Stands for the occasion"), fonts.caption(), "text2")
        self._label.setBuddy(self.choice)
        self._after = Text("", fonts.caption(tabular=True), "text2").elidable()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self.choice)
        row.addWidget(KeyHint(_KEYS))
        row.addWidget(self._after, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.choice)
        self.choice.activated.connect(self._on_activated)
        self.hide()

    def value(self) -> Chosen:
        """What is chosen; the nearest until somebody chooses."""
        return self._wanted

    def seen(self) -> tuple[int, ...]:
        """Those that the field says it stands for; none when the book has the last word.

        So it has while it is being asked, and where the day is taken back from another entry.
        """
        rows = self.stands_for()
        is_open = all(row.state is OccasionState.OPEN for row in rows)
        return tuple(row.id for row in rows) if is_open and self._deed == self._offered_to else ()

    def follow(self, action_id: int | None, deed: Deed | None) -> None:
        """What is logged is now this; without an action that has dates the field is hidden.

        There is no deed while the day or the quantity can't be read.
        """
        if action_id != self._action_id:
            self._action_id = action_id
            self._wanted, self._preset = self._preset, NEAREST
            self._offer(None, None)
        self._deed = deed
        if deed is not None:
            self._find(deed, partial(self._on_found, deed), self)

    def begin_on(self, occasion_id: int) -> None:
        """Choose this one of the first action that is followed."""
        self._preset = occasion_id

    def _on_found(self, deed: Deed, offered: Offered) -> None:
        if deed.action_id == self._action_id:
            self._offer(offered, deed)
            self.offered.emit()

    def _offer(self, offered: Offered | None, deed: Deed | None) -> None:
        self._at_hand, self._offered_to = offered, deed
        self._show_again()

    def stands_for(self) -> tuple[OccasionRow, ...]:
        """The occasions that the entry will do, by day."""
        offered = self._at_hand
        if offered is None or self._wanted is None:
            return ()
        if self._wanted == NEAREST:
            return offered.nearest
        chosen = [row for row in offered.open if row.id == self._wanted]
        others = [row for row in offered.nearest if row.id != self._wanted]
        # It stands in for the one of them that is furthest away.
        others = sorted(others, key=self._distance)[: max(offered.count - 1, 0)]
        return tuple(sorted((*chosen, *others), key=lambda row: row.due_on))

    def _distance(self, row: OccasionRow) -> tuple[int, date]:
        day = self._today if self._offered_to is None else self._offered_to.done_on
        return abs((row.due_on - day).days), row.due_on

    def step(self, by: int) -> None:
        """Choose the next one, or the one before, from wherever the keyboard is."""
        index = self.choice.currentIndex() + by
        if not self.isHidden() and 0 <= index < self.choice.count():
            self.choice.setCurrentIndex(index)
            self._on_activated(index)

    def words(self) -> str:
        """``tillfället 31 mars``; empty outside a series."""
        return occasion_words([row.due_on for row in self.stands_for()], self._today)

    def after(self) -> str:
        """The tally once the entry is saved."""
        return self._after.whole_text()

    def _show_again(self) -> None:
        offered = self._at_hand
        self.setVisible(offered is not None)
        if offered is None:
            return
        open_ids = {row.id for row in offered.open}
        if self._wanted not in (NEAREST, None) and self._wanted not in open_ids:
            # Somebody else did it meanwhile: the next one is offered instead.
            self._wanted = NEAREST
        blocked = self.choice.blockSignals(True)
        self.choice.clear()
        for value, words in self._choices(offered):
            self.choice.addItem(words, value)
        self.choice.setCurrentIndex(max(self._index(self._wanted), 0))
        self.choice.blockSignals(blocked)
        self._say_after()

    def _choices(self, offered: Offered) -> list[tuple[Chosen, str]]:
        outside = _("outside the series")
        if not offered.open:
            return [(NEAREST, _("none is left: outside the series"))]
        nearest = listed([self._name(row, offered.nearest) for row in offered.nearest])
        first: list[tuple[Chosen, str]] = [(NEAREST, nearest or self._outside(offered))]
        single = offered.nearest[0].id if len(offered.nearest) == 1 else None
        if single == self._wanted:
            # Chosen by hand it keeps its place among the others, for walking on from there.
            single = None
        named = [
            (row.id, self._name(row)) for row in offered.open if row.id != single or not nearest
        ]
        # Twice it would be one too many: a quantity of nought, or an entry that was none of them.
        return [*first, *named, (None, outside)] if nearest else [*first, *named]

    def _outside(self, offered: Offered) -> str:
        if offered.coming is None:
            return _("outside the series")
        return outside_words(offered.coming.due_on, self._today)

    def _name(self, row: OccasionRow, among: Sequence[OccasionRow] = ()) -> str:
        if len(among) > 1:
            return date_words(row.due_on, self._today, short=True)
        words = day_words(row.due_on, self._today)
        missed = row.shown is OccasionState.MISSED and not among
        return _("{day}, missed so far").format(day=words) if missed else words

    def _index(self, wanted: Chosen) -> int:
        return next(
            (n for n in range(self.choice.count()) if self.choice.itemData(n) == wanted), -1
        )

    def _on_activated(self, index: int) -> None:
        self._wanted = self.choice.itemData(index)
        self._say_after()
        row = next((row for row in self.stands_for() if row.id == self._wanted), None)
        if row is not None:
            self.chosen.emit(row)

    def _say_after(self) -> None:
        assert self._at_hand is not None
        does = self.stands_for()
        if self._wanted == NEAREST:
            # What is taken back from another entry is done as before, and that one's new one too.
            does = tuple(row for row in does if row.shown is not OccasionState.DONE)
            does += self._at_hand.moved
        after = tally_after(self._at_hand.tally, does)
        words = _("then {tally}").format(tally=tally_words(after))
        self._after.setText(words)
        self.choice.setAccessibleDescription(f"{words}. {_KEYS}")


class _Choice(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the form past the field must not change what it says.
        event.ignore()


def tally_after(tally: SeriesTally, done: Sequence[OccasionRow]) -> SeriesTally:
    """The tally once these open occasions are done."""
    missed = sum(row.shown is OccasionState.MISSED for row in done)
    return replace(
        tally,
        done=tally.done + len(done),
        missed=tally.missed - missed,
        left=tally.left - (len(done) - missed),
    )
