"""The first schema."""

import sqlalchemy as sa
from alembic import op

from tracker.models.base import ROW_KEY, Quantity, UtcTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "attachment",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_attachment_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("ix_attachment_owner_id", ["owner_id"], unique=False)

    op.create_table(
        "book",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("shows_state_of", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("on_track_percent", sa.Integer(), nullable=False),
        sa.Column("risk_percent", sa.Integer(), nullable=False),
        sa.Column("risk_days", sa.Integer(), nullable=False),
        sa.Column("due_soon_days", sa.Integer(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("on_track_percent <= 100", name=op.f("ck_book_on_track_percent")),
        sa.CheckConstraint("risk_days >= 0 AND due_soon_days >= 0", name=op.f("ck_book_days")),
        sa.CheckConstraint(
            "risk_percent > 0 AND risk_percent <= on_track_percent", name=op.f("ck_book_limits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
    )
    op.create_table(
        "copy",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next_id", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_copy")),
    )
    op.create_table(
        "municipality",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("name", name=op.f("uq_municipality_name")),
    )
    op.create_table(
        "operation",
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("undo_of", sa.BigInteger(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["undo_of"], ["operation.id"], name=op.f("fk_operation_undo_of_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("seq", name=op.f("uq_operation_seq")),
    )
    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operation_at"), ["at"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "police",
                "municipality",
                "joint",
                "other",
                name="party",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "police_area",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_police_area")),
        sa.UniqueConstraint("name", name=op.f("uq_police_area_name")),
    )
    op.create_table(
        "theme",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("name", name=op.f("uq_theme_name")),
    )
    op.create_table(
        "agreement",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("police_area_id", sa.BigInteger(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("revision_on", sa.Date(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("period_end >= period_start", name=op.f("ck_agreement_period")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_agreement_municipality_id_municipality"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["police_area_id"],
            ["police_area.id"],
            name=op.f("fk_agreement_police_area_id_police_area"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_agreement_police_area_id"), ["police_area_id"], unique=False
        )

    op.create_table(
        "change",
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "insert",
                "update",
                "delete",
                name="change_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id_operation")
        ),
        sa.PrimaryKeyConstraint("operation_id", "position", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_row_id", ["row_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.BigInteger(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "active_to IS NULL OR active_from IS NULL OR active_to >= active_from",
            name=op.f("ck_person_active_period"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_person_organisation_id_organisation"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["person.id"],
            name=op.f("fk_person_successor_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_person_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index("ix_person_role", ["role"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_successor_id"), ["successor_id"], unique=False)

    op.create_table(
        "problem",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("time", sa.String(), nullable=True),
        sa.Column("focus_area", sa.String(), nullable=True),
        sa.Column("affected_group", sa.String(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=True),
        sa.Column("priority_reason", sa.String(), nullable=True),
        sa.Column("lawful", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_dnr", sa.String(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("priority IS NULL OR priority >= 1", name=op.f("ck_problem_priority")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_problem_municipality_id_municipality"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_problem_municipality_id_number")
        ),
    )
    op.create_table(
        "survey",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "square_talk",
                "school_visit",
                "workshop",
                "questionnaire",
                "staff_dialogue",
                "safety_walk",
                "statistics",
                "police_observation",
                name="survey_method",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("limitation", sa.String(), nullable=True),
        sa.Column("retention_until", sa.Date(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("answered IS NULL OR answered >= 0", name=op.f("ck_survey_answered")),
        sa.CheckConstraint("asked IS NULL OR asked >= 0", name=op.f("ck_survey_asked")),
        sa.CheckConstraint(
            "ends_at IS NULL OR starts_at IS NULL OR ends_at >= starts_at",
            name=op.f("ck_survey_hours"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_survey_municipality_id_municipality"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_survey_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "agreement_dnr",
        sa.Column("agreement_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "police",
                "municipality",
                "joint",
                "other",
                name="party",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("dnr", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_dnr_agreement_id_agreement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_dnr")),
        sa.UniqueConstraint(
            "agreement_id", "party", name=op.f("uq_agreement_dnr_agreement_id_party")
        ),
    )
    op.create_table(
        "cause",
        sa.Column("problem_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "offender",
                "victim",
                "place",
                name="cause_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_cause_number")),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problem.id"],
            name=op.f("fk_cause_problem_id_problem"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cause")),
        sa.UniqueConstraint("problem_id", "number", name=op.f("uq_cause_problem_id_number")),
    )
    op.create_table(
        "promise",
        sa.Column("agreement_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("expected_effect", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "endorsed",
                "signed",
                "running",
                "kept",
                "partly_kept",
                "not_kept",
                "dropped",
                name="promise_status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("outcome_reason", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'endorsed') OR signed_on IS NOT NULL",
            name=op.f("ck_promise_signed_has_date"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('partly_kept', 'not_kept', 'dropped') OR outcome_reason <> ''",
            name=op.f("ck_promise_outcome_has_reason"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_promise_number")),
        sa.CheckConstraint("period_end >= period_start", name=op.f("ck_promise_period")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_promise_agreement_id_agreement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("agreement_id", "number", name=op.f("uq_promise_agreement_id_number")),
    )
    op.create_table(
        "report",
        sa.Column("agreement_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "final",
                name="report_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'final' OR (pdf IS NOT NULL AND sha256 <> '')", name=op.f("ck_report_final")
        ),
        sa.CheckConstraint("period_end >= period_start", name=op.f("ck_report_period")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_report_agreement_id_agreement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("respondent_group", sa.String(), nullable=True),
        sa.Column("deidentified", sa.Boolean(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rating IS NULL OR rating BETWEEN 1 AND 5", name=op.f("ck_response_rating")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_response_survey_id_survey"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("source_key", name=op.f("uq_response_source_key")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "signatory",
        sa.Column("agreement_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "police",
                "municipality",
                "joint",
                "other",
                name="party",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_signatory_agreement_id_agreement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
        sa.UniqueConstraint(
            "agreement_id", "position", name=op.f("uq_signatory_agreement_id_position")
        ),
    )
    op.create_table(
        "action",
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "police",
                "municipality",
                "joint",
                "other",
                name="party",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("support", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "single",
                "recurring",
                "ordinary",
                name="action_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("planned", Quantity(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "ongoing",
                "done",
                "partly_done",
                "not_done",
                "dropped",
                name="action_status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("status_reason", sa.String(), nullable=False),
        sa.Column(
            "override_colour",
            sa.Enum(
                "on_track",
                "at_risk",
                "late",
                "not_started",
                "no_target",
                name="follow_up",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("override_reason", sa.String(), nullable=False),
        sa.Column("carried_from_id", sa.BigInteger(), nullable=True),
        sa.Column("lawful", sa.Boolean(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.Column("sought", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "override_colour IS NULL OR override_reason <> ''",
            name=op.f("ck_action_override_has_reason"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('partly_done', 'not_done', 'dropped') OR status_reason <> ''",
            name=op.f("ck_action_status_has_reason"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_action_number")),
        sa.CheckConstraint("planned IS NULL OR planned > 0", name=op.f("ck_action_planned")),
        sa.CheckConstraint(
            "start_on IS NULL OR deadline IS NULL OR deadline >= start_on",
            name=op.f("ck_action_period"),
        ),
        sa.ForeignKeyConstraint(
            ["carried_from_id"],
            ["action.id"],
            name=op.f("fk_action_carried_from_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["person.id"],
            name=op.f("fk_action_owner_id_person"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_action_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("promise_id", "number", name=op.f("uq_action_promise_id_number")),
        sa.UniqueConstraint("source_key", name=op.f("uq_action_source_key")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_action_carried_from_id"), ["carried_from_id"], unique=False
        )
        batch_op.create_index("ix_action_deadline", ["deadline"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("problem_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("response_id", sa.BigInteger(), nullable=True),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problem.id"],
            name=op.f("fk_evidence_problem_id_problem"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_evidence_response_id_response"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_evidence_survey_id_survey"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_problem_id"), ["problem_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_response_id"), ["response_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "feedback",
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("hours", Quantity(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hours IS NULL OR hours >= 0", name=op.f("ck_feedback_hours")),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_feedback_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_promise_id"), ["promise_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "effect",
                "process",
                "output",
                name="indicator_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", Quantity(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", Quantity(), nullable=True),
        sa.Column(
            "direction",
            sa.Enum(
                "up", "down", name="direction", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("measure_by", sa.Date(), nullable=True),
        sa.Column("cumulative", sa.Boolean(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_indicator_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_promise_id"), ["promise_id"], unique=False)

    op.create_table(
        "promise_problem",
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("problem_id", sa.BigInteger(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["problem_id"],
            ["problem.id"],
            name=op.f("fk_promise_problem_problem_id_problem"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_promise_problem_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_problem")),
        sa.UniqueConstraint(
            "promise_id", "problem_id", name=op.f("uq_promise_problem_promise_id_problem_id")
        ),
    )
    with op.batch_alter_table("promise_problem", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_promise_problem_problem_id"), ["problem_id"], unique=False
        )

    op.create_table(
        "promise_version",
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_promise_version_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_version")),
        sa.UniqueConstraint(
            "promise_id", "number", name=op.f("uq_promise_version_promise_id_number")
        ),
    )
    op.create_table(
        "response_theme",
        sa.Column("response_id", sa.BigInteger(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_response_theme_response_id_response"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_response_theme_theme_id_theme"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_theme")),
        sa.UniqueConstraint(
            "response_id", "theme_id", name=op.f("uq_response_theme_response_id_theme_id")
        ),
    )
    with op.batch_alter_table("response_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_theme_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "action_cause",
        sa.Column("action_id", sa.BigInteger(), nullable=False),
        sa.Column("cause_id", sa.BigInteger(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_action_cause_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["cause_id"],
            ["cause.id"],
            name=op.f("fk_action_cause_cause_id_cause"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_cause")),
        sa.UniqueConstraint(
            "action_id", "cause_id", name=op.f("uq_action_cause_action_id_cause_id")
        ),
    )
    with op.batch_alter_table("action_cause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_cause_cause_id"), ["cause_id"], unique=False)

    op.create_table(
        "action_note",
        sa.Column("action_id", sa.BigInteger(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_action_note_text")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_action_note_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_note")),
    )
    with op.batch_alter_table("action_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_note_action_id"), ["action_id"], unique=False)

    op.create_table(
        "action_tally",
        sa.Column("action_id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("done", Quantity(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_action_tally_action_id_action"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_action_tally")),
    )
    op.create_table(
        "decision_request",
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("decider", sa.String(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "police",
                "municipality",
                "joint",
                "other",
                name="party",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("promise_id", sa.BigInteger(), nullable=True),
        sa.Column("action_id", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (decided_on IS NULL)", name=op.f("ck_decision_request_answer")
        ),
        sa.CheckConstraint(
            "length(question) BETWEEN 1 AND 60", name=op.f("ck_decision_request_question")
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_decision_request_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_decision_request_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_request")),
    )
    with op.batch_alter_table("decision_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_request_action_id"), ["action_id"], unique=False
        )
        batch_op.create_index("ix_decision_request_open", ["decided_on", "due_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_decision_request_promise_id"), ["promise_id"], unique=False
        )

    op.create_table(
        "deviation",
        sa.Column("promise_id", sa.BigInteger(), nullable=False),
        sa.Column("action_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "text",
                "deadline",
                "owner",
                "quantity",
                "outcome",
                "other",
                name="deviation_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_deviation_reason")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_deviation_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["promise_id"],
            ["promise.id"],
            name=op.f("fk_deviation_promise_id_promise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviation")),
    )
    with op.batch_alter_table("deviation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deviation_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deviation_promise_id"), ["promise_id"], unique=False)

    op.create_table(
        "log_entry",
        sa.Column("action_id", sa.BigInteger(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("quantity", Quantity(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("logged_by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes IS NULL OR minutes >= 0", name=op.f("ck_log_entry_minutes")),
        sa.CheckConstraint("people IS NULL OR people >= 0", name=op.f("ck_log_entry_people")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_log_entry_quantity")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_log_entry_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entry")),
        sa.UniqueConstraint("source_key", name=op.f("uq_log_entry_source_key")),
    )
    with op.batch_alter_table("log_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_log_entry_action_id_done_on", ["action_id", "done_on"], unique=False
        )
        batch_op.create_index("ix_log_entry_done_on", ["done_on"], unique=False)

    op.create_table(
        "measurement",
        sa.Column("indicator_id", sa.BigInteger(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("value", Quantity(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "value IS NOT NULL OR note <> ''", name=op.f("ck_measurement_unmeasured_has_note")
        ),
        sa.CheckConstraint("answers IS NULL OR answers >= 0", name=op.f("ck_measurement_answers")),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_measurement_indicator_id_indicator"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint(
            "indicator_id", "measured_on", name=op.f("uq_measurement_indicator_id_measured_on")
        ),
    )
    op.create_table(
        "occasion",
        sa.Column("action_id", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_occasion_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion")),
        sa.UniqueConstraint("action_id", "due_on", name=op.f("uq_occasion_action_id_due_on")),
    )
    op.create_table(
        "decision_option",
        sa.Column("decision_request_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cost", Quantity(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_request_id"],
            ["decision_request.id"],
            name=op.f("fk_decision_option_decision_request_id_decision_request"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_option")),
        sa.UniqueConstraint(
            "decision_request_id",
            "position",
            name=op.f("uq_decision_option_decision_request_id_position"),
        ),
    )
