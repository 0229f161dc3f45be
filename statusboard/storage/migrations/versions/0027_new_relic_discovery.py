"""What is followed in New Relic, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "followed_tag",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("group_name", sa.Text(), nullable=False, server_default=""),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("looked_us", sa.BigInteger(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followed_tag")),
    )
    op.create_table(
        "followed_entity",
        sa.Column("tag_id", KEY, nullable=False, autoincrement=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("seen_us", sa.BigInteger(), nullable=False),
        sa.Column("missed", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("set_aside", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["followed_tag.id"], name=op.f("fk_followed_entity_tag_id_followed_tag")
        ),
        sa.PrimaryKeyConstraint("tag_id", "guid", name=op.f("pk_followed_entity")),
    )
    op.create_table(
        "new_relic_window",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("drafted_us", sa.BigInteger(), nullable=True),
        sa.Column("set_aside", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_new_relic_window")),
    )
    op.create_table(
        "new_relic_record",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_relic_record")),
    )
