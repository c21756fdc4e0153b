"""What is written at the points is saved by itself: a moment after the last key, and on leaving."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.models.errors import Conflict
from tracker.services.meeting_points import PointFields, WritePoint, write_point
from tracker.services.queries.meetings import PointRow, point_of
from tracker.ui.desk import Desk

_PAUSE_MS = 900


@dataclass(slots=True)
class _Draft:
    """A point's fields as they are in the book and as they are to be."""

    point_id: int
    version: int
    saved: PointFields
    wanted: PointFields
    busy: bool = False

    def is_idle(self) -> bool:
        return not self.busy and self.saved == self.wanted


class Writing(QObject):
    """Keeps one write at a time under way for each point, so that none is overtaken by the next."""

    saved = Signal()
    """Everything written is in the book."""
    failed = Signal(object, str)
    """An exception, and what the book now says where somebody else wrote at the same time."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts: dict[int, _Draft] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def take(self, point: PointRow) -> PointFields:
        """The point as it was read just now. Returns what is to be shown of it."""
        draft = self._drafts.get(point.id)
        if draft is None or (draft.is_idle() and point.version >= draft.version):
            self._drafts[point.id] = _Draft(point.id, point.version, point.fields, point.fields)
        return self._drafts[point.id].wanted

    def wanted(self, point_id: int) -> PointFields:
        """What a point's fields are to be."""
        return self._drafts[point_id].wanted

    def put(self, point_id: int, *, later: bool = False, **fields: Any) -> None:
        """New values of some fields; with `later` they are saved when the keys rest."""
        draft = self._drafts[point_id]
        draft.wanted = replace(draft.wanted, **fields)
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
            if not draft.busy and draft.saved != draft.wanted:
                self._send(draft)

    def _send(self, draft: _Draft) -> None:
        draft.busy = True
        sent = draft.wanted
        command = WritePoint(draft.point_id, draft.version, sent)
        self._desk.write(
            partial(write_point, self._desk.ctx, command),
            partial(self._on_saved, draft, sent),
            partial(self._on_failed, draft),
            owner=self,
        )

    def _on_saved(self, draft: _Draft, sent: PointFields, version: int) -> None:
        draft.busy, draft.version, draft.saved = False, version, sent
        if draft.wanted != sent:
            self._send(draft)
        elif not self.is_busy():
            self.saved.emit()

    def _on_failed(self, draft: _Draft, error: Exception) -> None:
        draft.busy = False
        if isinstance(error, Conflict):
            self._desk.read(
                partial(point_of, self._desk.ctx, draft.point_id),
                partial(self._on_theirs, draft, error),
                owner=self,
                key=("point", draft.point_id),
            )
        else:
            self.failed.emit(error, "")

    def _on_theirs(self, draft: _Draft, error: Exception, theirs: PointRow) -> None:
        """The next save writes over theirs, which has been shown."""
        draft.version, draft.saved = theirs.version, theirs.fields
        said = (theirs.fields.note, theirs.fields.decision)
        self.failed.emit(error, " ".join(part for part in said if part))
