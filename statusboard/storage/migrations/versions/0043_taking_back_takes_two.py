"""Corrections whose taking back waits for somebody else: who asked, why, and who decided.

`back_asked_us` NULL: nobody asks for it. `back_refusal` empty: it was not refused.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
TABLE = "history_correction"
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("back_asked_us", MICROS, nullable=True))
    op.add_column(TABLE, sa.Column("back_asked_person", sa.BigInteger(), nullable=True))
    for name in ("back_asked_by", "back_reason", "back_decided_by", "back_refusal"):
        op.add_column(TABLE, sa.Column(name, sa.Text(), nullable=False, server_default=""))
