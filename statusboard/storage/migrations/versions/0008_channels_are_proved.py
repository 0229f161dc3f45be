"""What was found when a channel was last proved."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "channel_proof",
        sa.Column("channel_id", key, autoincrement=False, nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_channel_proof")),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channel.id"], name=op.f("fk_channel_proof_channel_id_channel")
        ),
    )
