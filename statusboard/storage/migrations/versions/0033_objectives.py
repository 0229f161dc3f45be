"""What is promised over which window and in which hours; weights; when a turn was seen.

What was promised before stays promised: over twelve months, in all hours.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("component_group", sa.Column("promised_ppm", sa.Integer(), nullable=True))
    for table in ("component", "component_group"):
        op.add_column(
            table,
            sa.Column("promised_window", sa.Text(), server_default="12mo", nullable=False),
        )
        op.add_column(
            table, sa.Column("promised_hours", sa.Text(), server_default="all", nullable=False)
        )
    op.add_column("transition", sa.Column("seen_us", sa.BigInteger(), nullable=True))
    op.add_column(
        "component", sa.Column("weight", sa.SmallInteger(), server_default="1", nullable=False)
    )
