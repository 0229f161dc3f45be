"""New Relic: a budget that all desks share, several connections, and what it kept from before."""

import json

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
    op.create_table(
        "new_relic_connection",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False, server_default=""),
        sa.Column("url", sa.Text(), nullable=False, server_default=""),
        sa.Column("user_name", sa.Text(), nullable=False, server_default=""),
        sa.Column("accounts", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("kept_in", sa.Text(), nullable=False, server_default=""),
        sa.Column("key_name", sa.Text(), nullable=False),
        sa.Column("connected_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_relic_connection")),
        sa.UniqueConstraint("name", name=op.f("uq_new_relic_connection_name")),
    )
    _move_the_one_there_was()
    op.create_table(
        "new_relic_history",
        sa.Column("id", KEY, nullable=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False, server_default=""),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("since_s", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("until_s", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_relic_history")),
        sa.UniqueConstraint("guid", "label", name=op.f("uq_new_relic_history_guid")),
    )
    op.create_table(
        "new_relic_bucket",
        sa.Column("history_id", KEY, nullable=False, autoincrement=False),
        sa.Column("width_s", sa.Integer(), nullable=False),
        sa.Column("at_s", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["history_id"],
            ["new_relic_history.id"],
            name=op.f("fk_new_relic_bucket_history_id_new_relic_history"),
        ),
        sa.PrimaryKeyConstraint("history_id", "width_s", "at_s", name=op.f("pk_new_relic_bucket")),
    )


_MOVED = ("region", "url", "user", "accounts", "key_kept_in", "connected_us")


def _move_the_one_there_was() -> None:
    """The connection of the settings becomes the first of several; its key keeps its name."""
    there = op.get_bind()
    read = sa.text("SELECT value FROM setting WHERE key = :key")
    found: dict[str, object] = {}
    for name in _MOVED:
        value = there.execute(read, {"key": f"new_relic.{name}"}).scalar()
        found[name] = None if value is None else json.loads(value)
    if found["region"] or found["url"]:
        there.execute(
            sa.text(
                "INSERT INTO new_relic_connection "
                "(name, region, url, user_name, accounts, kept_in, key_name, connected_us) VALUES "
                "('New Relic', :region, :url, :user, :accounts, :kept_in, 'new-relic-key', :us)"
            ),
            {
                "region": str(found["region"] or ""),
                "url": str(found["url"] or ""),
                "user": str(found["user"] or ""),
                "accounts": json.dumps(found["accounts"] or [], ensure_ascii=False),
                "kept_in": str(found["key_kept_in"] or ""),
                "us": found["connected_us"] or 0,
            },
        )
    for name in _MOVED:
        there.execute(sa.text("DELETE FROM setting WHERE key = :key"), {"key": f"new_relic.{name}"})
