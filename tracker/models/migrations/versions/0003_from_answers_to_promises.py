"""Dialogue rounds, questions and figures, coding, whys and the log of what was deleted."""

import sqlalchemy as sa
from alembic import op

from tracker.models.base import ROW_KEY, Quantity

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "dialogue_round",
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("limitation", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_dialogue_round_days")),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_dialogue_round_municipality_id_municipality"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_round")),
    )
    with op.batch_alter_table("dialogue_round", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dialogue_round_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "question",
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "figure",
                "mean_rating",
                "theme_share",
                name="question_measure",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "measure <> 'theme_share' OR theme_id IS NOT NULL", name=op.f("ck_question_theme")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_question_theme_id_theme"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("wording", name=op.f("uq_question_wording")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "disposal",
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("retention_until", sa.Date(), nullable=True),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("history", sa.Integer(), nullable=False),
        sa.Column("chain_before", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("texts >= 0 AND history >= 0", name=op.f("ck_disposal_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
    )
    op.create_table(
        "figure",
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("value", Quantity(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("limitation", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("answers IS NULL OR answers >= 0", name=op.f("ck_figure_answers")),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_figure_question_id_question"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.id"],
            name=op.f("fk_figure_survey_id_survey"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint(
            "survey_id", "question_id", name=op.f("uq_figure_survey_id_question_id")
        ),
    )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_question_id"), ["question_id"], unique=False)

    op.create_table(
        "why",
        sa.Column("cause_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_why_number")),
        sa.ForeignKeyConstraint(
            ["cause_id"],
            ["cause.id"],
            name=op.f("fk_why_cause_id_cause"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_why")),
        sa.UniqueConstraint("cause_id", "number", name=op.f("uq_why_cause_id_number")),
    )
    op.create_table(
        "coding",
        sa.Column("response_id", sa.BigInteger(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_coding_response_id_response"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint("response_id", "coder", name=op.f("uq_coding_response_id_coder")),
    )
    op.create_table(
        "coding_theme",
        sa.Column("coding_id", sa.BigInteger(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coding_id"],
            ["coding.id"],
            name=op.f("fk_coding_theme_coding_id_coding"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_coding_theme_theme_id_theme"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding_theme")),
        sa.UniqueConstraint(
            "coding_id", "theme_id", name=op.f("uq_coding_theme_coding_id_theme_id")
        ),
    )
    with op.batch_alter_table("coding_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coding_theme_theme_id"), ["theme_id"], unique=False)

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("theme_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("figure_id", sa.BigInteger(), nullable=True))
        batch_op.alter_column("survey_id", existing_type=sa.BigInteger(), nullable=True)
        batch_op.create_check_constraint(
            batch_op.f("ck_evidence_source"), "survey_id IS NOT NULL OR theme_id IS NOT NULL"
        )
        batch_op.create_index(batch_op.f("ix_evidence_figure_id"), ["figure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_theme_id"), ["theme_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_evidence_theme_id_theme"),
            "theme",
            ["theme_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_evidence_figure_id_figure"),
            "figure",
            ["figure_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )

    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("baseline_answers", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("question_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_indicator_question_id"), ["question_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_indicator_question_id_question"),
            "question",
            ["question_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )

    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("survey_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_measurement_survey_id"), ["survey_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_measurement_survey_id_survey"),
            "survey",
            ["survey_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )

    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answered_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("coded_by", sa.String(), nullable=True))

    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("responsible_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("material", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("mapping", sa.String(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_survey_responsible_id"), ["responsible_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_survey_round_id"), ["round_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_survey_round_id_dialogue_round"),
            "dialogue_round",
            ["round_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_survey_responsible_id_person"),
            "person",
            ["responsible_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )

    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("description", sa.String(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("keywords", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("position", sa.Integer(), server_default="0", nullable=False))
