"""An incident knows when it was over, and apart from that when customers were told so."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident", sa.Column("closed_us", sa.BigInteger(), nullable=True))
    # Until now the end was always the moment in which it was told.
    op.execute("UPDATE incident SET closed_us = resolved_us")
