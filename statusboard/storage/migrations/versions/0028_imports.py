"""What was brought along from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "brought",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("brought_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "sort", "key", name=op.f("pk_brought")),
    )
    op.create_table(
        "brought_history",
        sa.Column("component_id", KEY, autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("from_us", sa.BigInteger(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.Column("stretches", sa.Integer(), nullable=False),
        sa.Column("brought_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("component_id", name=op.f("pk_brought_history")),
    )
