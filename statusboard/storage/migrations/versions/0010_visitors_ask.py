"""Visitors ask to be told, and confirm it by a link."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    texts = ("address", "address_key", "address_hash", "network_hash")
    op.create_table(
        "confirmation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("channel_id", KEY, nullable=False),
        *(_text(name) for name in (*texts, "salt", "language", "wish", "content")),
        sa.Column("asked_us", MICROS, nullable=False),
        sa.Column("ends_us", MICROS, nullable=False),
        sa.Column("used_us", MICROS, nullable=True),
        _text("state"),
        sa.Column("due_us", MICROS, nullable=False),
        sa.Column("at_us", MICROS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("lost", sa.Integer(), nullable=False, server_default="0"),
        _text("claimed_by", default=""),
        sa.Column("claimed_until_us", MICROS, nullable=True),
        _text("receipt", default=""),
        _text("reason", default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channel.id"], name=op.f("fk_confirmation_channel_id_channel")
        ),
    )
    for name, columns in {
        "address": ["address_hash", "asked_us"],
        "network": ["network_hash", "asked_us"],
        "channel": ["channel_id", "state", "due_us"],
        "asked_us": ["asked_us"],
    }.items():
        op.create_index(f"ix_confirmation_{name}", "confirmation", columns)


def _text(name: str, *, default: str | None = None) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)
