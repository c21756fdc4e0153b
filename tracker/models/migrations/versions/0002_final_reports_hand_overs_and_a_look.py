"""Final reports with diary numbers and hand-overs, and a municipality's own look."""

import sqlalchemy as sa
from alembic import op

from tracker.models.base import ROW_KEY

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "hand_over",
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
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
            nullable=True,
        ),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("handed_by", sa.String(), nullable=False),
        sa.Column("id", ROW_KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("receiver <> ''", name=op.f("ck_hand_over_receiver")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_hand_over_report_id_report"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    with op.batch_alter_table("hand_over", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_over_report_id"), ["report_id"], unique=False)

    op.create_table(
        "report_dnr",
        sa.Column("report_id", sa.BigInteger(), nullable=False),
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
        sa.CheckConstraint("dnr <> ''", name=op.f("ck_report_dnr_dnr")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_dnr_report_id_report"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_dnr")),
        sa.UniqueConstraint("report_id", "party", name=op.f("uq_report_dnr_report_id_party")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact", sa.String(), server_default="", nullable=False))

    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("report_colour", sa.String(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("logotype_alt", sa.String(), server_default="", nullable=False)
        )

    with op.batch_alter_table("promise_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("report_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_promise_version_report_id"), ["report_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_promise_version_report_id_report"),
            "report",
            ["report_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("lawful", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("supersedes_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_report_supersedes_id"), ["supersedes_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_report_supersedes_id_report"),
            "report",
            ["supersedes_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
