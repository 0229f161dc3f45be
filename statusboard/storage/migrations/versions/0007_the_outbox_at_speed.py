"""The outbox takes 100,000 rows in one transaction, and finds the next one without a look at all.

Five foreign keys were looked up for each row. The rows come from the tables they referred to, in
the statement that writes them, and of these nothing is deleted but subscribers, by one function.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()
KEYS = ("message_id", "incident_id", "channel_id", "subscriber_id", "update_id")
REFERS = {name: name.removesuffix("_id") for name in KEYS} | {"update_id": "incident_update"}
KEPT = (
    *("id", *KEYS, "address", "state", "lane", "due_us", "at_us", "attempts"),
    *("claimed_by", "claimed_until_us", "receipt", "reason"),
)
# By name: the columns, and the rows that it holds.
INDEXES = {
    "reader": (("subscriber_id", "incident_id"), None),
    "queued": (("channel_id", "update_id", "id"), "state = 'queued'"),
    "again": (
        ("channel_id", "lane", "due_us", "id"),
        "state IN ('retrying', 'may_have_arrived') AND due_us > 0",
    ),
    "sending": (("subscriber_id", "incident_id"), "state = 'sending'"),
    "sent": (("channel_id", "at_us"), "state = 'sent'"),
    "not_taken": (
        ("channel_id", "at_us"),
        "state IN ('failed', 'retrying', 'may_have_arrived') AND attempts > 0",
    ),
}


def upgrade() -> None:
    for name in ("message_id", "subscriber_id", "open", "incident"):
        op.drop_index(f"ix_delivery_{name}", "delivery")
    if op.get_bind().dialect.name == "sqlite":
        _make_anew()
    else:
        for column, other in REFERS.items():
            op.drop_constraint(f"fk_delivery_{column}_{other}", "delivery", type_="foreignkey")
        op.add_column("delivery", _lost())
    for name, (columns, which) in INDEXES.items():
        where = None if which is None else sa.text(which)
        op.create_index(
            f"ix_delivery_{name}",
            "delivery",
            list(columns),
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_index("ix_subscriber_state", "subscriber", ["channel_id", "state", "language"])
    op.create_table(
        "channel_trouble",
        sa.Column("channel_id", KEY, nullable=False),
        sa.Column("since_us", MICROS, nullable=False),
        sa.Column("until_us", MICROS, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_channel_trouble")),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channel.id"], name=op.f("fk_channel_trouble_channel_id_channel")
        ),
    )


def _make_anew() -> None:
    """SQLite takes no constraint away from a table that is there."""
    op.rename_table("delivery", "delivery_before")
    op.create_table(
        "delivery",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, KEY, nullable=name == "subscriber_id") for name in KEYS),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("address", "state")),
        sa.Column("lane", sa.Integer(), nullable=False),
        *(sa.Column(name, MICROS, nullable=False) for name in ("due_us", "at_us")),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        _lost(),
        sa.Column("claimed_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("claimed_until_us", MICROS, nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("receipt", "reason")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "update_id", "channel_id", "subscriber_id", name=op.f("uq_delivery_update_id")
        ),
    )
    columns = ", ".join(KEPT)
    op.execute(
        sa.text(f"INSERT INTO delivery ({columns}) SELECT {columns} FROM delivery_before")  # noqa: S608
    )
    op.drop_table("delivery_before")


def _lost() -> "sa.Column[int]":
    return sa.Column("lost", sa.Integer(), nullable=False, server_default="0")
