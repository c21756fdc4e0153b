"""Occasions with a state, snoozes, meetings, and measurements that come back."""

import sqlalchemy as sa
from alembic import op

from tracker.models.base import ROW_KEY, UtcTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "meeting",
        sa.Column("agreement_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "ongoing",
                "closed",
                name="meeting_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("started_at", UtcTime(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (ended_at IS NOT NULL)", name=op.f("ck_meeting_closed")
        ),
        sa.CheckConstraint(
            "state = 'planned' OR started_at IS NOT NULL", name=op.f("ck_meeting_started")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_meeting_title")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_meeting_agreement_id_agreement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_attendance_name")),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_attendance_meeting_id_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_attendance_person_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "position", name=op.f("uq_attendance_meeting_id_position")
        ),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_person_id"), ["person_id"], unique=False)

    op.create_table(
        "snooze",
        sa.Column("action_id", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("snoozed_on", sa.Date(), nullable=False),
        sa.Column("snoozed_by", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("note <> ''", name=op.f("ck_snooze_note")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_snooze_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
        sa.UniqueConstraint("action_id", name=op.f("uq_snooze_action_id")),
    )
    op.create_table(
        "meeting_point",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "open_point",
                "late",
                "at_risk",
                "decision",
                "measurement",
                "answers",
                "next_period",
                "other",
                name="agenda_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("action_id", sa.BigInteger(), nullable=True),
        sa.Column("promise_id", sa.BigInteger(), nullable=True),
        sa.Column("decision_request_id", sa.BigInteger(), nullable=True),
        sa.Column("indicator_id", sa.BigInteger(), nullable=True),
        sa.Column("survey_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "done",
                "open",
                name="point_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("carried_from_id", sa.BigInteger(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_meeting_point_title")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_meeting_point_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["carried_from_id"],
            ["meeting_point.id"],
            name=op.f("fk_meeting_point_carried_from_id_meeting_point"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["decision_request_id"],
            ["decision_request.id"],
            name=op.f("fk_meeting_point_decision_request_id_decision_request"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_meeting_point_indicator_id_indicator"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_point_meeting_id_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["person.id"],
            name=op.f("fk_meeting_point_owner_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_meeting_point_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_meeting_point_survey_id_survey"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_point")),
        sa.UniqueConstraint(
            "meeting_id", "position", name=op.f("uq_meeting_point_meeting_id_position")
        ),
    )
    with op.batch_alter_table("meeting_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_point_action_id"), ["action_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_point_carried_from_id"), ["carried_from_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_point_decision_request_id"),
            ["decision_request_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_point_indicator_id"), ["indicator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_point_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_point_promise_id"), ["promise_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_point_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "meeting_change",
        sa.Column("meeting_point_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_point_id"],
            ["meeting_point.id"],
            name=op.f("fk_meeting_change_meeting_point_id_meeting_point"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operation.id"],
            name=op.f("fk_meeting_change_operation_id_operation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_change")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_meeting_change_operation_id")),
    )
    with op.batch_alter_table("meeting_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_change_meeting_point_id"), ["meeting_point_id"], unique=False
        )

    with op.batch_alter_table("book", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("silent_days", sa.Integer(), server_default="90", nullable=False)
        )
        batch_op.create_check_constraint(batch_op.f("ck_book_silent_days"), "silent_days >= 1")

    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("measure_every", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_indicator_measure_every"), "measure_every >= 1"
        )

    with op.batch_alter_table("occasion", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "state",
                sa.Enum(
                    "open",
                    "done",
                    "missed",
                    "cancelled",
                    name="occasion_state",
                    native_enum=False,
                    create_constraint=True,
                    length=32,
                ),
                server_default="open",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("reason", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("log_entry_id", sa.BigInteger(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_occasion_done_by_entry"),
            "(state = 'done') = (log_entry_id IS NOT NULL)",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_occasion_cancelled_has_reason"), "state <> 'cancelled' OR reason <> ''"
        )
        batch_op.create_index(
            batch_op.f("ix_occasion_log_entry_id"), ["log_entry_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_occasion_log_entry_id_log_entry"),
            "log_entry",
            ["log_entry_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
