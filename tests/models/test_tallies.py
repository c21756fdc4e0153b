"""Whatever is logged, edited, moved, removed and taken back, the tallies add up."""

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)
from sqlalchemy import select

from tests.factory import DAY, a_book, an_action, opened, version_of
from tracker.models.action import ActionTally, LogEntry
from tracker.models.base import from_milli
from tracker.models.errors import Invalid
from tracker.models.tallies import tally
from tracker.services.check import check_book
from tracker.services.context import AppContext
from tracker.services.history import redo, undo
from tracker.services.log import EditLog, LogFields, delete_log, edit_log, log_done

ACTIONS = 3
fields = st.builds(
    lambda action, days, thousandths: (action, DAY - dt.timedelta(days), from_milli(thousandths)),
    st.integers(0, ACTIONS - 1),
    st.integers(0, 5),
    st.integers(0, 3000),
)
Fields = tuple[int, dt.date, Decimal]


class Log(RuleBasedStateMachine):
    """A day at the keyboard, in any order."""

    entries: Bundle[int] = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.ctx: AppContext
        self.actions: list[int]

    @initialize()
    def open(self) -> None:
        self.ctx = opened(a_book(Path(self._folder.name) / "book.loftesbok"))
        self.actions = [an_action(self.ctx) for _ in range(ACTIONS)]
        self.floor = len(self.ctx.undo.steps().undo)

    def teardown(self) -> None:
        try:
            if hasattr(self, "ctx"):
                assert check_book(self.ctx) == []
                self.ctx.close()
        finally:
            self._folder.cleanup()

    def _fields(self, drawn: Fields) -> LogFields:
        return LogFields(self.actions[drawn[0]], drawn[1], drawn[2])

    def _exists(self, entry: int) -> bool:
        with self.ctx.read() as session:
            return session.get(LogEntry, entry) is not None

    @rule(target=entries, drawn=fields)
    def log(self, drawn: Fields) -> int:
        return log_done(self.ctx, self._fields(drawn))

    @rule(target=entries, drawn=st.lists(fields, min_size=2, max_size=4))
    def import_several(self, drawn: list[Fields]) -> MultipleResults[int]:
        with self.ctx.write("log.import") as tx:
            ids = tx.bulk_insert(
                LogEntry,
                [
                    {"action_id": self.actions[a], "done_on": on, "quantity": q}
                    for a, on, q in drawn
                ],
            )
        return multiple(*ids)

    @rule(entry=entries, drawn=fields)
    def edit(self, entry: int, drawn: Fields) -> None:
        if self._exists(entry):
            version = version_of(self.ctx, LogEntry, entry)
            edit_log(self.ctx, EditLog(entry, version, self._fields(drawn)))

    @rule(entry=consumes(entries))
    def delete(self, entry: int) -> None:
        if self._exists(entry):
            delete_log(self.ctx, entry, version_of(self.ctx, LogEntry, entry))

    @rule(entry=entries, drawn=fields)
    def move_and_delete_at_once(self, entry: int, drawn: Fields) -> None:
        if self._exists(entry):
            with self.ctx.write("log.tidy") as tx:
                row = tx.get(LogEntry, entry)
                row.action_id, row.quantity = self.actions[drawn[0]], drawn[2]
                tx.session.flush()
                tx.delete(row)

    @rule()
    def undo(self) -> None:
        if len(self.ctx.undo.steps().undo) > self.floor:
            undo(self.ctx)

    @rule()
    def redo(self) -> None:
        if self.ctx.undo.steps().redo:
            redo(self.ctx)

    @rule(drawn=fields)
    def be_refused(self, drawn: Fields) -> None:
        try:
            log_done(self.ctx, LogFields(self.actions[drawn[0]], drawn[1], Decimal(-1)))
        except Invalid:
            return
        raise AssertionError("a negative quantity was logged")

    @invariant()
    def the_tallies_are_what_the_log_adds_up_to(self) -> None:
        if hasattr(self, "ctx"):
            with self.ctx.read() as session:
                held = session.execute(select(ActionTally.__table__).order_by("action_id")).all()
                counted = session.execute(tally().order_by(LogEntry.action_id)).all()
            assert [tuple(row) for row in held] == [tuple(row) for row in counted]


TestLog = Log.TestCase
TestLog.settings = settings(max_examples=15, stateful_step_count=20)
