"""The configuration of a check may hold references to secrets, and no secret any more.

Changes no table. An older program would send a reference as if it were the secret: it has to be
refused. The secrets themselves are moved by the collector, into the key store of the machine that
needs them (`app/services/moving_secrets.py`); no step of a schema can reach that.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Pages that are free now may still hold secrets of checks that were changed or removed.
    op.execute(
        sa.text(
            "INSERT INTO setting (key, value) SELECT 'secrets.to_wipe', 'true' "
            "WHERE EXISTS (SELECT 1 FROM check_) "
            "AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'secrets.to_wipe')"
        )
    )
