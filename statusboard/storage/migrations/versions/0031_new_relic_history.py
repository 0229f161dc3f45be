"""New Relic: a budget that all desks share."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "new_relic_budget",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("free_us", sa.BigInteger(), nullable=False),
        sa.Column("closed_until_us", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_new_relic_budget")),
    )
    op.create_table(
        "new_relic_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_relic_request")),
    )
