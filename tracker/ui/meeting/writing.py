"""What is written at the points is saved by itself: a moment after the last key, and on leaving."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.models.errors import Conflict, Invalid, NotFound
from tracker.services.meeting_points import PointFields, WritePoint, write_point
from tracker.services.queries.meetings import PointRow, point_of
from tracker.ui.desk import Desk
from tracker.ui.meeting.merging import fields_together

_PAUSE_MS = 900


@dataclass(slots=True)
class _Draft:
    """A point's fields on the screen: as they began, and as they now are; and as the book has them.

    The book may have more than the screen, where somebody else wrote while this one was written.
    """

    point_id: int
    version: int
    book: PointFields
    base: PointFields
    mine: PointFields
    busy: bool = False
    refused: bool = False
    """The book takes nothing here any more; what was written stays on the screen."""

    def wanted(self) -> PointFields:
        """What the book is to have."""
        return fields_together(self.base, self.book, self.mine)

    def is_idle(self) -> bool:
        return not self.busy and (self.refused or self.wanted() == self.book)

    def show_book(self, held: Collection[str]) -> None:
        """The screen shows what the book has, but for the fields that are `held`."""
        for name in ("note", "decision", "state", "owner_id", "due_on"):
            if name not in held:
                value = {name: getattr(self.book, name)}
                self.base, self.mine = replace(self.base, **value), replace(self.mine, **value)


class Writing(QObject):
    """Keeps one write at a time under way for each point, so that none is overtaken by the next."""

    saved = Signal()
    """Everything written is in the book."""
    failed = Signal(object)
    """An exception: what was written is still on the screen."""
    merged = Signal(object)
    """The id of a point that somebody else wrote at meanwhile; both texts are kept."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts: dict[int, _Draft] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def take(self, point: PointRow, held: Collection[str] = ()) -> PointFields:
        """The point as it was read just now. Returns what is to be shown of it.

        `held` are the fields that somebody is writing in: they show what they showed.
        """
        draft = self._drafts.get(point.id)
        if draft is None:
            fields = point.fields
            draft = self._drafts[point.id] = _Draft(point.id, point.version, fields, fields, fields)
        elif not draft.busy and point.version >= draft.version:
            draft.version, draft.book = point.version, point.fields
        return self.shown(point.id, held)

    def shown(self, point_id: int, held: Collection[str] = ()) -> PointFields:
        """What is to be shown of a point that was taken before."""
        draft = self._drafts[point_id]
        if draft.is_idle() and not draft.refused:
            draft.show_book(held)
        return draft.mine

    def meanwhile(self, point_id: int, name: str) -> str:
        """What the book has in a text field that is not on the screen, where others wrote there."""
        draft = self._drafts[point_id]
        theirs, mine = getattr(draft.book, name), getattr(draft.mine, name)
        if theirs in (mine, getattr(draft.base, name)):
            return ""
        lines = mine.splitlines()
        return " ".join(line for line in theirs.splitlines() if line not in lines)

    def put(self, point_id: int, *, later: bool = False, **fields: Any) -> None:
        """New values of some fields; with `later` they are saved when the keys rest."""
        draft = self._drafts[point_id]
        draft.mine, draft.refused = replace(draft.mine, **fields), False
        if later:
            self._pause.start()
        else:
            self.flush()

    def is_busy(self) -> bool:
        """Whether anything is still to be saved."""
        return any(not draft.is_idle() for draft in self._drafts.values())

    def flush(self) -> None:
        """Save now what has changed."""
        self._pause.stop()
        for draft in self._drafts.values():
            if not draft.is_idle() and not draft.busy:
                self._send(draft)

    def _send(self, draft: _Draft) -> None:
        draft.busy = True
        sent = draft.wanted()
        command = WritePoint(draft.point_id, draft.version, sent)
        self._desk.write(
            partial(write_point, self._desk.ctx, command),
            partial(self._on_saved, draft, sent, draft.mine),
            partial(self._on_failed, draft),
            owner=self,
        )

    def _on_saved(self, draft: _Draft, sent: PointFields, mine: PointFields, version: int) -> None:
        draft.busy, draft.version = False, version
        draft.book, draft.base = sent, mine
        if not draft.is_idle():
            self._send(draft)
        elif not self.is_busy():
            self.saved.emit()

    def _on_failed(self, draft: _Draft, error: Exception) -> None:
        draft.busy = False
        if isinstance(error, Conflict):
            self._desk.read(
                partial(point_of, self._desk.ctx, draft.point_id),
                partial(self._on_theirs, draft),
                owner=self,
                key=("point", draft.point_id),
            )
        else:
            # The point is gone or its meeting closed: that must not hold the window for good.
            draft.refused = isinstance(error, (NotFound, Invalid))
            self.failed.emit(error)

    def _on_theirs(self, draft: _Draft, theirs: PointRow) -> None:
        draft.version, draft.book = theirs.version, theirs.fields
        self.merged.emit(draft.point_id)
        if not draft.is_idle():
            self._send(draft)
