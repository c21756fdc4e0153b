"""Åtgärder, and the log of what was really done (insatser)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import ROW_KEY, Base, Quantity, Row, enum_of, reference
from tracker.models.enums import ActionKind, ActionStatus, FollowUp, OccasionState, Party


class Action(Row):
    """A concrete measure with one owner and a deadline. Lateness is never stored."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("promise_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("planned IS NULL OR planned > 0", name="planned"),
        CheckConstraint(
            "start_on IS NULL OR deadline IS NULL OR deadline >= start_on", name="period"
        ),
        CheckConstraint(
            "status NOT IN ('partly_done', 'not_done', 'dropped') OR status_reason <> ''",
            name="status_has_reason",
        ),
        CheckConstraint(
            "override_colour IS NULL OR override_reason <> ''", name="override_has_reason"
        ),
        Index("ix_action_deadline", "deadline"),
    )

    promise_id: Mapped[int] = reference("promise", index=False)
    number: Mapped[int]
    title: Mapped[str]
    party: Mapped[Party] = mapped_column(enum_of(Party))
    owner_id: Mapped[int | None] = reference("person", nullable=True)
    support: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(default="")
    start_on: Mapped[date | None]
    deadline: Mapped[date | None]
    kind: Mapped[ActionKind] = mapped_column(enum_of(ActionKind), default=ActionKind.SINGLE)
    planned: Mapped[Decimal | None] = mapped_column(Quantity)
    unit: Mapped[str] = mapped_column(default="")
    recurrence: Mapped[str | None]
    status: Mapped[ActionStatus] = mapped_column(
        enum_of(ActionStatus), default=ActionStatus.PLANNED
    )
    status_reason: Mapped[str] = mapped_column(default="")
    override_colour: Mapped[FollowUp | None] = mapped_column(enum_of(FollowUp))
    override_reason: Mapped[str] = mapped_column(default="")
    carried_from_id: Mapped[int | None] = reference("action", nullable=True)
    lawful: Mapped[bool] = mapped_column(default=False)
    source_key: Mapped[str | None] = mapped_column(unique=True)
    sought: Mapped[str] = mapped_column(default="")


class ActionCause(Row):
    """An action answers a cause."""

    __tablename__ = "action_cause"
    __table_args__ = (UniqueConstraint("action_id", "cause_id"),)

    action_id: Mapped[int] = reference("action", index=False)
    cause_id: Mapped[int] = reference("cause")


class Occasion(Row):
    """One of a recurring action's own dates, with a state of its own.

    What is expected by now counts them all, the cancelled too: they were promised.
    """

    __tablename__ = "occasion"
    __table_args__ = (
        UniqueConstraint("action_id", "due_on"),
        CheckConstraint("(state = 'done') = (log_entry_id IS NOT NULL)", name="done_by_entry"),
        CheckConstraint("state <> 'cancelled' OR reason <> ''", name="cancelled_has_reason"),
    )

    action_id: Mapped[int] = reference("action", index=False)
    due_on: Mapped[date]
    state: Mapped[OccasionState] = mapped_column(
        enum_of(OccasionState),
        default=OccasionState.OPEN,
        server_default=OccasionState.OPEN.value,
    )
    reason: Mapped[str] = mapped_column(default="", server_default="")
    log_entry_id: Mapped[int | None] = reference("log_entry", nullable=True)
    """The entry that it was done by; one entry may stand for several."""


class Snooze(Row):
    """An action that Granskning leaves alone until a day, and why."""

    __tablename__ = "snooze"
    __table_args__ = (CheckConstraint("note <> ''", name="note"),)

    action_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("action.id", deferrable=True, initially="DEFERRED"),
        unique=True,
    )
    until: Mapped[date]
    note: Mapped[str]
    snoozed_on: Mapped[date]
    snoozed_by: Mapped[str]


class ActionNote(Row):
    """A note on an action from a review: why it is late, what is being done about it."""

    __tablename__ = "action_note"
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)

    action_id: Mapped[int] = reference("action")
    written_on: Mapped[date]
    written_by: Mapped[str]
    text: Mapped[str]
    internal: Mapped[bool] = mapped_column(default=True)


class LogEntry(Row):
    """Insats: one thing done. `minutes` is its duration, `people` how many took part."""

    __tablename__ = "log_entry"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("minutes IS NULL OR minutes >= 0", name="minutes"),
        CheckConstraint("people IS NULL OR people >= 0", name="people"),
        Index("ix_log_entry_action_id_done_on", "action_id", "done_on"),
        Index("ix_log_entry_done_on", "done_on"),
    )

    action_id: Mapped[int] = reference("action", index=False)
    done_on: Mapped[date]
    quantity: Mapped[Decimal] = mapped_column(Quantity, default=Decimal(1))
    minutes: Mapped[int | None]
    people: Mapped[int | None]
    place: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    internal: Mapped[bool] = mapped_column(default=False)
    logged_by: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    source_key: Mapped[str | None] = mapped_column(unique=True)


class ActionTally(Base):
    """What an action's log adds up to, kept by the unit of work so that big tables need no sums.

    Derived, so neither journalled nor versioned; `lofte check` recounts it.
    """

    __tablename__ = "action_tally"

    action_id: Mapped[int] = mapped_column(
        ROW_KEY,
        ForeignKey("action.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    )
    done: Mapped[Decimal] = mapped_column(Quantity)
    entries: Mapped[int]
    last_on: Mapped[date]
