"""Actions: what is to be done, by whom, until when; and what a signed promise must explain."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from tracker.messages.recurrence import series_words
from tracker.models.action import (
    Action,
    ActionCause,
    ActionNote,
    ActionTally,
    LogEntry,
    Occasion,
    Snooze,
)
from tracker.models.enums import (
    ActionKind,
    ActionStatus,
    DeviationKind,
    FollowUp,
    Party,
)
from tracker.models.errors import Invalid
from tracker.models.problem import Cause
from tracker.models.promise import Deviation, Promise
from tracker.models.recurrence import read_rule
from tracker.models.search import folded
from tracker.models.unit_of_work import Transaction
from tracker.services.context import AppContext
from tracker.services.people import check_in_post
from tracker.services.series import follow_deadline, is_history, set_occasions

ActionRef = tuple[int, int]
"""An action's id and the version of it that the user saw."""


@dataclass(frozen=True, slots=True)
class ActionFields:
    """What is entered about an action. `occasions` are a recurring action's own dates."""

    title: str
    party: Party
    owner_id: int | None = None
    support: str = ""
    goal: str = ""
    start_on: date | None = None
    deadline: date | None = None
    kind: ActionKind = ActionKind.SINGLE
    planned: Decimal | None = None
    unit: str = ""
    recurrence: str | None = None
    lawful: bool = False
    carried_from_id: int | None = None
    cause_ids: tuple[int, ...] = ()
    occasions: tuple[date, ...] = ()
    source_key: str | None = None


@dataclass(frozen=True, slots=True)
class AddAction:
    """A new action under a promise; it gets the promise's next action number."""

    promise_id: int
    fields: ActionFields


def add_action(ctx: AppContext, cmd: AddAction) -> int:
    """Add an action. Returns its id."""
    with ctx.write("action.new") as tx:
        if cmd.fields.owner_id is not None:
            check_in_post(tx, cmd.fields.owner_id)
        return add_action_in(tx, cmd)


def add_action_in(tx: Transaction, cmd: AddAction) -> int:
    """As `add_action`, inside an operation that does more."""
    check_action(cmd.fields)
    _check_rule(cmd.fields.recurrence)
    tx.get(Promise, cmd.promise_id)
    last = tx.session.scalar(
        select(func.max(Action.number)).where(Action.promise_id == cmd.promise_id)
    )
    action = tx.add(
        Action(promise_id=cmd.promise_id, number=(last or 0) + 1, **_columns(tx, cmd.fields))
    )
    _set_parts(tx, action, cmd.fields)
    return action.id


@dataclass(frozen=True, slots=True)
class EditAction:
    """New values for an action as the user saw it at `version`.

    A deadline in place of another needs `reason`. When the promise is signed, so does a new
    quantity or recurrence, and each becomes a deviation; before that the reason is kept as a note.
    """

    action_id: int
    version: int
    fields: ActionFields
    reason: str = ""
    decided_by: str | None = None


def edit_action(ctx: AppContext, cmd: EditAction) -> None:
    """Change an action. Raises `Invalid("reason.required")` if the change wants a reason."""
    check_action(cmd.fields)
    with ctx.write("action.edit") as tx:
        action = tx.get(Action, cmd.action_id, cmd.version)
        if cmd.fields.recurrence != action.recurrence:
            # A rule that no version can read any more must not keep the rest from being changed.
            _check_rule(cmd.fields.recurrence)
        if cmd.fields.owner_id is not None and cmd.fields.owner_id != action.owner_id:
            check_in_post(tx, cmd.fields.owner_id)
        _deviate(
            tx,
            action,
            cmd.fields.deadline,
            cmd.fields.planned,
            cmd.reason,
            cmd.decided_by,
            _new_recurrence(tx, action, cmd.fields),
        )
        for name, value in _columns(tx, cmd.fields).items():
            setattr(action, name, value)
        _set_parts(tx, action, cmd.fields)


@dataclass(frozen=True, slots=True)
class MoveDeadline:
    """One new deadline for one or several actions, with the reason for all of them."""

    actions: tuple[ActionRef, ...]
    deadline: date
    reason: str
    decided_by: str | None = None


def move_deadline(ctx: AppContext, cmd: MoveDeadline) -> None:
    """Move deadlines in one operation, always with a reason.

    Signed promises get a deviation by it, others a note. A recurrence goes on,
    or ends, with the deadline.
    """
    with ctx.write("action.move_deadline") as tx:
        move_deadline_in(tx, cmd)


def move_deadline_in(tx: Transaction, cmd: MoveDeadline) -> None:
    """As `move_deadline`, inside an operation that does more."""
    if not cmd.reason.strip():
        raise Invalid("reason.required", field="reason")
    for action in _actions(tx, cmd.actions):
        if action.start_on is not None and cmd.deadline < action.start_on:
            raise Invalid(
                "dates.end_before_start", field="deadline", start=action.start_on, end=cmd.deadline
            )
        _deviate(tx, action, cmd.deadline, action.planned, cmd.reason, cmd.decided_by)
        action.deadline = cmd.deadline
        follow_deadline(tx, action)


@dataclass(frozen=True, slots=True)
class SetOwner:
    """One new owner for one or several actions."""

    actions: tuple[ActionRef, ...]
    owner_id: int


def set_owner(ctx: AppContext, cmd: SetOwner) -> None:
    """Give actions to an owner in one operation. Raises `Invalid` when the owner's post is over."""
    with ctx.write("action.set_owner") as tx:
        set_owner_in(tx, cmd)


def set_owner_in(tx: Transaction, cmd: SetOwner) -> None:
    """As `set_owner`, inside an operation that does more."""
    check_in_post(tx, cmd.owner_id)
    for action in _actions(tx, cmd.actions):
        action.owner_id = cmd.owner_id


@dataclass(frozen=True, slots=True)
class SetStatus:
    """One new status. Delvis genomförd, Ej genomförd and Utgått need a reason; reports print it.

    So does Genomförd of what was done less than planned; it is kept with those actions only.
    """

    actions: tuple[ActionRef, ...]
    status: ActionStatus
    reason: str = ""


def set_status(ctx: AppContext, cmd: SetStatus) -> None:
    """Set the status of actions in one operation."""
    with ctx.write("action.set_status") as tx:
        set_status_in(tx, cmd)


def set_status_in(tx: Transaction, cmd: SetStatus) -> None:
    """As `set_status`, inside an operation that does more."""
    if cmd.status.needs_reason and not cmd.reason.strip():
        raise Invalid("reason.required", field="reason")
    for action in _actions(tx, cmd.actions):
        explained = cmd.status.needs_reason
        if cmd.status is ActionStatus.DONE and _is_less_done(tx, action):
            explained = True
            if not cmd.reason.strip():
                raise Invalid("reason.required", field="reason")
        action.status = cmd.status
        action.status_reason = cmd.reason.strip() if explained else ""


def _is_less_done(tx: Transaction, action: Action) -> bool:
    """Whether less is logged than was planned."""
    if action.planned is None:
        return False
    tally = tx.session.get(ActionTally, action.id)
    return tally is None or tally.done < action.planned


@dataclass(frozen=True, slots=True)
class OverrideColour:
    """Somebody knows better than the rule, and says why. `colour` None goes back to the rule."""

    action_id: int
    version: int
    colour: FollowUp | None
    reason: str = ""


def override_colour(ctx: AppContext, cmd: OverrideColour) -> None:
    """Set or lift an override of the derived follow-up colour."""
    if cmd.colour is not None and not cmd.reason.strip():
        raise Invalid("reason.required", field="reason")
    with ctx.write("action.override_colour") as tx:
        action = tx.get(Action, cmd.action_id, cmd.version)
        action.override_colour = cmd.colour
        action.override_reason = cmd.reason.strip() if cmd.colour else ""


@dataclass(frozen=True, slots=True)
class AddNote:
    """A note from a review. Internal notes stay out of reports (but are not secret by law)."""

    action_id: int
    text: str
    internal: bool = True


def add_note(ctx: AppContext, cmd: AddNote) -> int:
    """Write a note on an action. Returns its id."""
    with ctx.write("action.note") as tx:
        return add_note_in(tx, cmd, ctx.who())


@dataclass(frozen=True, slots=True)
class AddNotes:
    """The same note on several actions."""

    action_ids: tuple[int, ...]
    text: str
    internal: bool = True


def add_notes(ctx: AppContext, cmd: AddNotes) -> None:
    """Write a note on each of several actions, in one operation."""
    with ctx.write("action.note") as tx:
        add_notes_in(tx, cmd)


def add_notes_in(tx: Transaction, cmd: AddNotes) -> None:
    """As `add_notes`, inside an operation that does more."""
    for action_id in cmd.action_ids:
        add_note_in(tx, AddNote(action_id, cmd.text, cmd.internal), tx.who)


def add_note_in(tx: Transaction, cmd: AddNote, who: str) -> int:
    """As `add_note`, inside an operation that does more."""
    if not cmd.text.strip():
        raise Invalid("field.required", field="text")
    tx.get(Action, cmd.action_id)
    return tx.add(
        ActionNote(
            action_id=cmd.action_id,
            written_on=tx.today,
            written_by=who,
            text=cmd.text.strip(),
            internal=cmd.internal,
        )
    ).id


def delete_note(ctx: AppContext, note_id: int, version: int) -> None:
    """Remove a note; the journal keeps what it said."""
    with ctx.write("note.delete") as tx:
        tx.delete(tx.get(ActionNote, note_id, version))


def delete_action(ctx: AppContext, action_id: int, version: int) -> None:
    """Remove an action from a promise that is not signed. Later it can only end, with a reason."""
    with ctx.write("action.delete") as tx:
        action = tx.get(Action, action_id, version)
        promise = tx.get(Promise, action.promise_id)
        if promise.status.locked:
            raise Invalid("action.locked", number=action.number)
        entries = tx.session.scalar(
            select(func.count()).select_from(LogEntry).where(LogEntry.action_id == action_id)
        )
        if entries:
            raise Invalid("action.has_log", count=entries)
        for model in (ActionCause, Occasion, ActionNote, Snooze):
            for row in tx.session.scalars(select(model).where(model.action_id == action_id)).all():
                tx.delete(row)
        tx.delete(action)


def _actions(tx: Transaction, refs: Iterable[ActionRef]) -> list[Action]:
    return [tx.get(Action, action_id, version) for action_id, version in refs]


def _deviate(
    tx: Transaction,
    action: Action,
    deadline: date | None,
    planned: Decimal | None,
    reason: str,
    decided_by: str | None,
    recurrence: tuple[str, str] = ("", ""),
) -> None:
    """Record what a signed promise's action changes (Brå: avvikelser ska dokumenteras).

    Of one that isn't signed, only why a deadline was moved.
    """
    if not tx.get(Promise, action.promise_id).status.locked:
        if deadline != action.deadline:
            if reason.strip():
                add_note_in(tx, AddNote(action.id, reason), tx.who)
            elif action.deadline is not None:
                raise Invalid("reason.required", field="reason")
        return
    for kind, before, after in (
        (DeviationKind.DEADLINE, action.deadline, deadline),
        (DeviationKind.QUANTITY, action.planned, planned),
        (DeviationKind.OTHER, *recurrence),
    ):
        if before == after:
            continue
        if not reason.strip():
            raise Invalid("reason.required", field="reason")
        tx.add(
            Deviation(
                promise_id=action.promise_id,
                action_id=action.id,
                kind=kind,
                before="" if before is None else str(before),
                after="" if after is None else str(after),
                reason=reason.strip(),
                decided_by=decided_by,
                decided_on=tx.today,
            )
        )


def _new_recurrence(tx: Transaction, action: Action, fields: ActionFields) -> tuple[str, str]:
    """How often it came back and is to come back, in words; the same when that doesn't change.

    The dates of a rule follow the deadline: only dates of its own are compared by themselves.
    """
    rows = tx.session.scalars(select(Occasion).where(Occasion.action_id == action.id)).all()
    before = {row.due_on for row in rows}
    after = set(fields.occasions) | {row.due_on for row in rows if is_history(row, tx.today)}
    rule = fields.recurrence
    if rule == action.recurrence and (rule is not None or before == after):
        return "", ""
    return (
        series_words(action.recurrence, sorted(before)),
        series_words(rule, sorted(after)),
    )


def _columns(tx: Transaction, fields: ActionFields) -> dict[str, object]:
    values = asdict(fields)
    del values["cause_ids"], values["occasions"]
    values["title"] = fields.title.strip()
    values["sought"] = folded(f"{fields.title} {fields.goal} {fields.support}")
    return values


def _set_parts(tx: Transaction, action: Action, fields: ActionFields) -> None:
    links = {
        link.cause_id: link
        for link in tx.session.scalars(
            select(ActionCause).where(ActionCause.action_id == action.id)
        )
    }
    for cause_id in links.keys() - set(fields.cause_ids):
        tx.delete(links[cause_id])
    for cause_id in dict.fromkeys(fields.cause_ids):
        if cause_id not in links:
            tx.get(Cause, cause_id)
            tx.add(ActionCause(action_id=action.id, cause_id=cause_id))
    set_occasions(tx, action.id, fields.occasions)


def _check_rule(rule: str | None) -> None:
    if rule is not None:
        read_rule(rule)


def check_action(fields: ActionFields) -> None:
    """Raise `Invalid` for an action that can't be."""
    if not fields.title.strip():
        raise Invalid("field.required", field="title")
    if fields.start_on and fields.deadline and fields.deadline < fields.start_on:
        raise Invalid(
            "dates.end_before_start", field="deadline", start=fields.start_on, end=fields.deadline
        )
    if fields.planned is not None and fields.planned <= 0:
        raise Invalid("action.planned", field="planned", value=fields.planned)
