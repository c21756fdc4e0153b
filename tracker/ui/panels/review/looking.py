"""Reading an action of the queue, and its neighbours before anybody asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from tracker.services.context import AppContext
from tracker.services.queries.action_detail import ActionDetail, action_detail
from tracker.services.queries.review import Reason, review_reasons
from tracker.ui.desk import Desk
from tracker.ui.panels.occasions import Series, read_series

ENTRIES = 4


@dataclass(frozen=True, slots=True)
class Looked:
    """An action of the queue with everything that is shown about it."""

    detail: ActionDetail
    reasons: list[Reason]
    series: Series | None = None


def look_at(ctx: AppContext, action_id: int, days: int | None = None) -> Looked | None:
    """Read an action; None when it is gone. `days` is how far ahead the queue was asked for."""
    detail = action_detail(ctx, action_id, log_limit=ENTRIES)
    if detail is None:
        return None
    reasons = review_reasons(ctx, detail.row, days=days)
    return Looked(detail, reasons, read_series(ctx, detail))


class ReadAhead(QObject):
    """Keeps the neighbours of the action on the screen, so that J and K answer at once."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[int, Looked] = {}
        self._near: frozenset[int] = frozenset()

    def known(self, action_id: int) -> Looked | None:
        """What has been read of an action."""
        return self._known.get(action_id)

    def know(self, looked: Looked) -> None:
        """It has been read already."""
        self._known[looked.detail.row.id] = looked

    def forget(self) -> None:
        """The book has changed."""
        self._known.clear()
        self._near = frozenset()

    def read(self, action_ids: Sequence[int], days: int | None) -> None:
        """Read these, and let go of all others."""
        self._near = frozenset(action_ids)
        self._known = {i: looked for i, looked in self._known.items() if i in self._near}
        unread = [action_id for action_id in action_ids if action_id not in self._known]
        if unread:
            work = partial(_look_at_all, self._desk.ctx, unread, days)
            self._desk.read(work, self._keep, owner=self)

    def _keep(self, found: list[Looked]) -> None:
        for looked in found:
            if looked.detail.row.id in self._near:
                self._known[looked.detail.row.id] = looked


def _look_at_all(ctx: AppContext, action_ids: Sequence[int], days: int | None) -> list[Looked]:
    found = (look_at(ctx, action_id, days) for action_id in action_ids)
    return [looked for looked in found if looked is not None]
