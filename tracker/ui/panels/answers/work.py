"""What a key or a button does to the answers in question, as long as anything may be written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.i18n import _
from tracker.services.masking import delete_response
from tracker.services.queries.responses import ResponseRow
from tracker.ui.desk import Desk
from tracker.ui.panels.answers import asking, deeds
from tracker.ui.panels.answers.deeds import FirstHand, Hand, Named
from tracker.ui.panels.answers.model import AnswerModel


@dataclass
class Work:
    """Asks the page which answers it is about each time; `hand` is whoever codes.

    A second coder only codes: until it ends the rest does nothing.
    """

    desk: Desk
    model: AnswerModel
    parent: QWidget
    targets: Callable[[], Sequence[int]]
    current: Callable[[], ResponseRow | None]
    themes: Callable[[], Named]
    first: FirstHand
    hand: Hand
    only_codes: bool = False

    def toggle(self, theme_id: int) -> None:
        """Turn a theme on or off for the answers in question."""
        targets = self.targets()
        if targets and not self.desk.read_only:
            self.hand.toggle(targets, theme_id)

    def toggle_key(self, number: int) -> None:
        """Turn the theme with this number key on or off."""
        themes = self.themes()
        if number <= len(themes):
            self.toggle(themes[number - 1][0])
        elif themes:
            self.desk.refused.emit(
                _("No theme of the code book has the key {key}").format(key=number)
            )
        else:
            self.desk.refused.emit(_("The code book has no themes yet. Begin at the right."))

    def take(self, theme_ids: Sequence[int]) -> None:
        """Give the answers in question all these themes."""
        targets = self.targets()
        if not self._may() or not targets:
            return
        if theme_ids:
            self.first.add(targets, theme_ids)
        else:
            self.desk.refused.emit(_("Nothing more is suggested for this answer"))

    def nothing_fits(self) -> None:
        """No theme fits the answers in question."""
        targets = self.targets()
        if targets and not self.desk.read_only:
            self.hand.nothing_fits(targets)

    def deidentify(self) -> None:
        """Tick the answers in question as de-identified, or all of them not."""
        if self._may():
            asking.deidentify(self.desk, self.model, self.targets(), self.parent)

    def mask(self) -> None:
        """Replace what looks like personal data in the answer."""
        row = self.current()
        if row is not None and self._may():
            deeds.mask(self.desk, self.model, row)

    def similar(self) -> None:
        """Offer to code the answers that say much the same."""
        row = self.current()
        if row is not None and self._may():
            asking.similar(self.desk, self.parent, row)

    def edit(self) -> None:
        """Correct the answer."""
        row = self.current()
        if row is not None and self._may():
            asking.edit(self.desk, self.parent, row)

    def remove(self) -> None:
        """Take the answer away; undo brings it back with its themes."""
        row = self.current()
        if row is not None and self._may():
            self.desk.write(partial(delete_response, self.desk.ctx, row.id, row.version))

    def _may(self) -> bool:
        return not self.desk.read_only and not self.only_codes
