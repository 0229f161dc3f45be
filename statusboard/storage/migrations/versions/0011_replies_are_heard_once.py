"""A reply is heeded once, and what asked an address for its confirmation may come back."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.add_column("confirmation", sa.Column("gone_us", MICROS, nullable=True))
    op.create_table(
        "heard_reply",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at_us", MICROS, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_heard_reply")),
    )
