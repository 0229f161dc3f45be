"""What jobs and other monitors report by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "signal_address",
        sa.Column("check_id", KEY, nullable=False, autoincrement=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["check_.id"], name=op.f("fk_signal_address_check_id_check_")
        ),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_signal_address")),
        sa.UniqueConstraint("digest", name=op.f("uq_signal_address_digest")),
    )
    op.create_table(
        "signal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("check_id", KEY, nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["check_.id"], name=op.f("fk_signal_check_id_check_")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
    )
    op.create_index("ix_signal_at", "signal", ["at_us", "id"])
    op.create_table(
        "signal_memory",
        sa.Column("check_id", KEY, nullable=False, autoincrement=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["check_.id"], name=op.f("fk_signal_memory_check_id_check_")
        ),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_signal_memory")),
    )
    op.create_table(
        "listening",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since_us", sa.BigInteger(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_listening")),
    )
