"""What is decided in the queue: about the action that is shown, or about all that are ticked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from tracker.models.enums import ActionStatus
from tracker.services.actions import SetStatus, set_status
from tracker.services.queries.actions import ActionRow, action_rows
from tracker.services.queries.review import Why
from tracker.ui.dialogs import action_commands
from tracker.ui.page import PageView
from tracker.ui.panels.review.looking import Looked
from tracker.ui.panels.review.queue import QueueList, QueueModel

Change = Callable[[Sequence[ActionRow]], object]


class Deciding(QObject):
    """Turns the bar's buttons into dialogs and changes, each one step to take back."""

    def __init__(
        self,
        page: PageView,
        queue: QueueList,
        model: QueueModel,
        shown: Callable[[], Looked | None],
    ) -> None:
        """`shown` tells the action that is looked at."""
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._queue, self._model, self._shown = queue, model, shown

    def carry_out(self) -> None:
        """Genomförd: at once when all is done, else with the question how it ended."""
        self._with_rows(self._carry_out)

    def move_deadline(self) -> None:
        """Another deadline, with its reason."""
        self._with_rows(partial(action_commands.move_deadline, self._desk, self._page))

    def change_owner(self) -> None:
        """Another owner."""
        self._with_rows(partial(action_commands.change_owner, self._desk, self._page))

    def write_note(self) -> None:
        """A note."""
        self._with_rows(partial(action_commands.write_note, self._desk, self._page))

    def rest(self) -> None:
        """Leave it alone until a day; what rests already is taken up again."""
        query = self._model.query()
        if query is not None and query.resting:
            self._with_rows(self._wake)
        else:
            self._with_rows(partial(action_commands.let_rest, self._desk, self._page))

    def record_decision(self) -> None:
        """Write down the answer that the action waits for."""
        looked = self._shown()
        if looked is None or self._desk.read_only:
            return
        waited = [reason for reason in looked.reasons if reason.why is Why.DECISION]
        if waited:
            self._desk.run("decision.answer", waited[0].row_id)

    def reassign(self) -> None:
        """Give all that the owner of the action has left to do to another."""
        looked = self._shown()
        if looked is not None and not self._desk.read_only:
            self._desk.run("person.reassign", looked.detail.row.owner_id)

    def _with_rows(self, change: Change) -> None:
        """Hand over the ticked actions, in the versions that the book has now, or the one shown."""
        looked, ids = self._shown(), self._model.ticked()
        if self._desk.read_only or (looked is None and not ids):
            return
        if not ids and looked is not None:
            change([looked.detail.row])
            return
        read = partial(action_rows, self._desk.ctx, ids)
        self._desk.read(read, change, owner=self, key=("review.decide", id(self)))

    def _carry_out(self, rows: Sequence[ActionRow]) -> None:
        if any(row.planned is not None and row.done < row.planned for row in rows):
            # Less was done than promised: perhaps it ended in another way.
            action_commands.set_status(self._desk, self._page, rows, ActionStatus.DONE)
            return
        # What was pressed may vanish with the action: the keyboard stays with the queue.
        self._queue.setFocus()
        refs = tuple((row.id, row.version) for row in rows)
        change = SetStatus(refs, ActionStatus.DONE)
        self._desk.write(partial(set_status, self._desk.ctx, change), owner=self)

    def _wake(self, rows: Sequence[ActionRow]) -> None:
        self._queue.setFocus()
        action_commands.take_up_again(self._desk, [row.id for row in rows])
