"""A notice may correct an update, and an update on its way knows what took back its words."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("notice", sa.Column("corrects", sa.Text(), nullable=False, server_default=""))
    op.add_column("dispatch", sa.Column("corrected_by", KEY, nullable=True))
