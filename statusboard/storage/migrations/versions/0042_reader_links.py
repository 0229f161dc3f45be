"""Personal links to a private page."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "reader_link",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("page", "name", "digest")),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("made_us", MICROS, nullable=False),
        *(sa.Column(name, MICROS, nullable=True) for name in ("used_us", "ended_us")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_reader_link_digest")),
    )
