"""Places beside each other: when one is tried again, what it lacks, and what customers read there.

`first_digest` is the SHA-256 of the page itself as it was put, by which it is known again at its
public address. Of what was put before nobody knows it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.add_column("publication", sa.Column("retry_us", MICROS, nullable=True))
    op.add_column(
        "publication", sa.Column("first_digest", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("target", sa.Column("lacks", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("target", sa.Column("seen", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("target", sa.Column("unseen_us", MICROS, nullable=True))
    op.add_column("target", sa.Column("unseen", sa.Text(), nullable=False, server_default=""))
