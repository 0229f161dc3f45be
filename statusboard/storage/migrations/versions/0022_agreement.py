"""What was asked, approved and sent back; what goes out at an instant; who wrote, by number."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "approval_step",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("by_person", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("impact", sa.Text(), server_default="", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_step")),
    )
    op.create_index("ix_approval_step_matter", "approval_step", ["matter", "matter_id"])
    op.create_table(
        "schedule",
        sa.Column("notice_id", KEY, nullable=False, autoincrement=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("set_us", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("by_person", sa.BigInteger(), nullable=True),
        sa.Column("tell", sa.Boolean(), nullable=True),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_schedule_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_schedule")),
    )
    op.add_column("revision", sa.Column("saved_by_person", sa.BigInteger(), nullable=True))
