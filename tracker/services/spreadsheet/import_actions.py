"""Lists of planned measures become actions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.i18n import _
from tracker.messages import shortened
from tracker.models.action import Action
from tracker.models.enums import DeviationKind, Party, PromiseStatus
from tracker.models.promise import Deviation, Promise
from tracker.models.search import folded
from tracker.models.unit_of_work import Transaction
from tracker.services.actions import AddAction, AddNote, add_action_in, add_note_in
from tracker.services.check import Finding
from tracker.services.spreadsheet.action_rows import ActionReader, PlannedAction, Same, Title
from tracker.services.spreadsheet.import_promises import Drafts
from tracker.services.spreadsheet.owners import Owners
from tracker.services.spreadsheet.source_keys import KeyMaker, known_in_book
from tracker.services.spreadsheet.tables import Table

_TITLES_SHOWN = 8


@dataclass(slots=True)
class ActionPlan:
    """What an import of actions would do."""

    owners: Owners
    drafts: Drafts = field(default_factory=Drafts)
    rows: list[PlannedAction] = field(default_factory=list)
    signed: frozenset[int] = frozenset()
    """The promises of `rows` whose plan has been signed: what is added to it is a deviation."""
    duplicates: int = 0
    problems: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    updated: int = 0
    """None ever: a list of actions changes nothing that is in the book."""
    held_back: int = 0

    @property
    def added(self) -> int:
        """How many actions are new."""
        return len(self.rows)

    def carry_out(self, tx: Transaction, who: str) -> None:
        """Add the new actions, and the promises and owners that the book lacks."""
        drafted = self.drafts.add(tx)
        keys = KeyMaker()
        for row in self.rows:
            promise_id = drafted.get(row.promise.id, row.promise.id)
            source_key = row.fields.source_key
            if promise_id != row.promise.id:
                # Only now the promise has the id that the row will be known by the next time.
                source_key = keys.key(promise_id, row.reader.contents())
            support = ", ".join(filter(None, [row.fields.support, row.owner.support]))
            owner_id = self.owners.person_id(tx, row.owner)
            fields = replace(row.fields, owner_id=owner_id, support=support, source_key=source_key)
            action = tx.get(Action, add_action_in(tx, AddAction(promise_id, fields)))
            action.status, action.status_reason = row.status, row.reason
            if row.comment:
                add_note_in(tx, AddNote(action.id, row.comment), who)
        for rows in self.rows_by_signed():
            tx.add(_deviation(rows, tx.today))

    def rows_by_signed(self) -> list[list[PlannedAction]]:
        """The new actions of each signed promise."""
        found: dict[int, list[PlannedAction]] = {}
        for row in self.rows:
            if row.promise.id in self.signed:
                found.setdefault(row.promise.id, []).append(row)
        return list(found.values())


def plan_actions(session: Session, tables: Iterable[Table], today: date) -> ActionPlan:
    """Read the lists against the book, without changing it."""
    reader = ActionReader(session, today)
    plan = ActionPlan(reader.owners)
    read: list[PlannedAction] = []
    for table in tables:
        for row_reader in table.readers():
            row = reader.read(row_reader)
            plan.problems += row_reader.problems
            if row is not None and not row_reader.problems:
                read.append(row)
    _leave_out_known(session, read, plan)
    plan.signed = _signed(session, {row.promise.id for row in plan.rows})
    dated = [(row.promise, (row.fields.start_on, row.fields.deadline)) for row in plan.rows]
    plan.drafts = reader.promises.drafts(session, dated, today)
    plan.notes = [*plan.drafts.notes(), *reader.promises.notes(), *plan.notes]
    for rows in plan.rows_by_signed():
        params = {"promise": shortened(str(rows[0].promise)), "count": len(rows)}
        plan.notes.append(Finding("import.promise_signed", params))
    _find_owners(plan)
    return plan


def _signed(session: Session, promise_ids: set[int]) -> frozenset[int]:
    locked = [status for status in PromiseStatus if status.locked]
    chosen = select(Promise.id).where(Promise.id.in_(promise_ids), Promise.status.in_(locked))
    return frozenset(session.scalars(chosen))


def _deviation(rows: Sequence[PlannedAction], today: date) -> Deviation:
    """What an import added to a signed promise, and from which file."""
    titles = "; ".join(row.fields.title for row in rows[:_TITLES_SHOWN])
    more = len(rows) - _TITLES_SHOWN
    file = rows[0].reader.table.file
    return Deviation(
        promise_id=rows[0].promise.id,
        kind=DeviationKind.OTHER,
        before="",
        after=_("{titles} and {n} more").format(titles=titles, n=more) if more > 0 else titles,
        # Nobody has decided it: the file is where it comes from, not why.
        reason=_("Added by import from {file}. Reason missing.").format(file=file),
        decided_by=None,
        decided_on=today,
    )


def _find_owners(plan: ActionPlan) -> None:
    """One party's actions come first: they tell where a role is employed that others name too."""
    uncertain = (Party.JOINT, Party.OTHER)
    order = sorted(
        range(len(plan.rows)), key=lambda index: plan.rows[index].fields.party in uncertain
    )
    for index in order:
        row = plan.rows[index]
        plan.rows[index] = replace(row, owner=plan.owners.find(row.reader, row.fields.party))
    for row in plan.rows:
        plan.notes += row.reader.notes


def _leave_out_known(session: Session, read: Sequence[PlannedAction], plan: ActionPlan) -> None:
    """Split what was read into new actions and those that are in the book already.

    An action is there when this row was imported before, or when its promise has one with the same
    title and party. If the dates differ it still is the same action, not changed by an import,
    unless the list has more of them than the book.
    """
    known = known_in_book(session, Action, [row.identity for row in read])
    same, titles = _actions_in_book(session, {row.promise.id for row in read})

    def take(row: PlannedAction, deadline: date | None) -> None:
        plan.duplicates += 1
        same[row.title, deadline] -= 1
        titles[row.title] -= 1

    left: list[PlannedAction] = []
    for row in read:
        if row.identity in known:
            take(row, row.fields.deadline)
        else:
            left.append(row)
    unlike: list[PlannedAction] = []
    for row in left:
        if same[row.same] > 0:
            take(row, row.fields.deadline)
            _note_duplicate(plan, row, "import.duplicate")
        else:
            unlike.append(row)
    for row in unlike:
        if titles[row.title] > 0:
            take(row, row.fields.deadline)
            _note_duplicate(plan, row, "import.duplicate_differs")
        else:
            plan.rows.append(row)


def _note_duplicate(plan: ActionPlan, row: PlannedAction, code: str) -> None:
    row.reader.notes.clear()
    row.reader.note(code, text=f"L{row.promise.number}, {row.fields.title}")
    plan.notes += row.reader.notes


def _actions_in_book(
    session: Session, promise_ids: set[int]
) -> tuple[Counter[Same], Counter[Title]]:
    same: Counter[Same] = Counter()
    titles: Counter[Title] = Counter()
    for promise_id, title, party, deadline in session.execute(
        select(Action.promise_id, Action.title, Action.party, Action.deadline).where(
            Action.promise_id.in_(promise_ids)
        )
    ):
        key = (promise_id, folded(title), party)
        same[key, deadline] += 1
        titles[key] += 1
    return same, titles
