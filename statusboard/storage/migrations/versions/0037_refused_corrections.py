"""Why somebody refused a correction of history that waited for them."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "history_correction", sa.Column("refusal", sa.Text(), server_default="", nullable=False)
    )
