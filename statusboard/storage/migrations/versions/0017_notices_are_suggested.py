"""Monitoring suggests notices: which ones, up to which revision they are its own."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "suggestion",
        sa.Column(
            "notice_id",
            KEY,
            sa.ForeignKey("notice.id", name=op.f("fk_suggestion_notice_id_notice")),
            nullable=False,
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("hidden_until_us", sa.BigInteger(), nullable=True),
        sa.Column("closed_us", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_suggestion")),
    )
