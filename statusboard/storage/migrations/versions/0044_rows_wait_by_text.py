"""Rows of the outbox that wait are found by their text: the readers of each page have their own.

Whoever waits for a page that is not shown does not have to be read over to find who does not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
NAME, WAITS = "ix_delivery_queued", "state = 'queued'"


def upgrade() -> None:
    op.drop_index(NAME, "delivery")
    columns = ["channel_id", "update_id", "message_id", "id"]
    which = sa.text(WAITS)
    op.create_index(NAME, "delivery", columns, sqlite_where=which, postgresql_where=which)
