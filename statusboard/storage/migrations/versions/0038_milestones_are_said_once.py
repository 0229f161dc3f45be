"""Which milestones were drafted, so that none is offered twice."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "milestone",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("notice_id", KEY, nullable=False),
        sa.Column("drafted_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_milestone")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_milestone_notice_id_notice")
        ),
    )
