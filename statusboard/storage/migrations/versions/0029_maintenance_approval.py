"""Changes of announced work wait for approval; an end that was set afterwards says why.

A window of a series may be put before its turn, when it alone is changed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "maintenance_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("maintenance_id", KEY, nullable=False),
        sa.Column("window_id", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("by_person", sa.BigInteger(), nullable=True),
        sa.Column("closing", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["maintenance_id"],
            ["maintenance.id"],
            name=op.f("fk_maintenance_change_maintenance_id_maintenance"),
        ),
        sa.ForeignKeyConstraint(
            ["window_id"],
            ["maintenance_window.id"],
            name=op.f("fk_maintenance_change_window_id_maintenance_window"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance_change")),
    )
    op.create_index("ix_maintenance_change_of", "maintenance_change", ["maintenance_id"])
    op.add_column(
        "maintenance_window",
        sa.Column("is_ahead", sa.Integer(), server_default="0", nullable=False),
    )
    op.add_column("maintenance_window", sa.Column("end_set_us", sa.BigInteger(), nullable=True))
    op.add_column(
        "maintenance_window",
        sa.Column("end_reason", sa.Text(), server_default="", nullable=False),
    )
