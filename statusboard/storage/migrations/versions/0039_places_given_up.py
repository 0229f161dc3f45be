"""A place that was given up may be emptied: when that was wanted and done, and what hinders it."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.add_column("target", sa.Column("empty_us", MICROS, nullable=True))
    op.add_column("target", sa.Column("emptied_us", MICROS, nullable=True))
    op.add_column(
        "target", sa.Column("empty_problem", sa.Text(), nullable=False, server_default="")
    )
