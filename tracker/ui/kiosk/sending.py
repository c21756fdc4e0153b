"""Saves one answer after the other while the next one is typed, and takes the latest back."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from tracker.services.history import undo
from tracker.services.kiosk import TakeAnswer, Taken, take_answer
from tracker.ui.desk import Desk

_HOUR = timedelta(hours=1)


class Sending(QObject):
    """What has been sent from here. Every signal comes when nothing of it is under way any more."""

    saved = Signal(object)
    """A `Taken`."""
    failed = Signal(object, object)
    """A `TakeAnswer` that is not in the book, and the exception that says why."""
    taken_back = Signal(object)
    """The `TakeAnswer` that is no longer in the book."""
    not_taken_back = Signal(object)
    """The exception that says why the latest answer is still there."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pending = 0
        self._taken: list[tuple[TakeAnswer, datetime]] = []

    def is_busy(self) -> bool:
        """Whether something is on its way to the book or back."""
        return self._pending > 0

    def can_undo(self) -> bool:
        """Whether an answer was sent from here that can be taken back now."""
        return bool(self._taken) and not self.is_busy()

    def lately(self) -> int:
        """How many were sent in the last hour."""
        since = self._now() - _HOUR
        return sum(at > since for _answer, at in self._taken)

    def send(self, answer: TakeAnswer) -> None:
        """Save it as soon as those before it are saved."""
        self._pending += 1
        self._desk.write(
            partial(take_answer, self._desk.ctx, answer),
            partial(self._on_saved, answer),
            partial(self._on_failed, answer),
            owner=self,
        )

    def undo(self) -> None:
        """Take back the latest that was sent from here, if there is any."""
        if self.can_undo():
            self._pending += 1
            work = partial(undo, self._desk.ctx)
            self._desk.write(work, self._on_undone, self._on_not_undone, owner=self)

    def _now(self) -> datetime:
        return self._desk.ctx.clock.now()

    def _on_saved(self, answer: TakeAnswer, taken: Taken) -> None:
        self._pending -= 1
        self._taken.append((answer, self._now()))
        self.saved.emit(taken)

    def _on_failed(self, answer: TakeAnswer, error: Exception) -> None:
        self._pending -= 1
        self.failed.emit(answer, error)

    def _on_undone(self, _name: str) -> None:
        self._pending -= 1
        answer, _at = self._taken.pop()
        self.taken_back.emit(answer)

    def _on_not_undone(self, error: Exception) -> None:
        self._pending -= 1
        self.not_taken_back.emit(error)
