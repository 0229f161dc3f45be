"""Corrections of history, what was measured beneath them, and notes of past outages."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "history_correction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("component_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("start_us", sa.BigInteger(), nullable=False),
        sa.Column("stop_us", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("by_person", sa.BigInteger(), nullable=True),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("waits", sa.Integer(), nullable=False),
        sa.Column("agreed_us", sa.BigInteger(), nullable=True),
        sa.Column("agreed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("taken_back_us", sa.BigInteger(), nullable=True),
        sa.Column("taken_back_by", sa.Text(), server_default="", nullable=False),
        sa.Column("is_shown", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_history_correction_component_id_component"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_correction")),
    )
    op.create_index(
        "ix_history_correction_component", "history_correction", ["component_id", "start_us"]
    )
    for name, more in (
        (
            "measured_span",
            (
                sa.Column("stop_us", sa.BigInteger(), nullable=True),
                sa.Column("status", sa.SmallInteger(), nullable=False),
            ),
        ),
        (
            "outage_note",
            (
                sa.Column("stop_us", sa.BigInteger(), nullable=False),
                sa.Column("note", sa.Text(), nullable=False),
            ),
        ),
    ):
        op.create_table(
            name,
            sa.Column("component_id", KEY, nullable=False),
            sa.Column("start_us", sa.BigInteger(), nullable=False),
            *more,
            sa.ForeignKeyConstraint(
                ["component_id"], ["component.id"], name=op.f(f"fk_{name}_component_id_component")
            ),
            sa.PrimaryKeyConstraint("component_id", "start_us", name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
