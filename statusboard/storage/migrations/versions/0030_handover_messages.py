"""Handovers that were sent; wrong codes by the device that they were typed at."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", KEY, nullable=False),
        sa.Column("list_id", KEY, nullable=False),
        *(_text(name) for name in ("list_name", "by_name")),
        sa.Column("sent_us", MICROS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index("ix_handover_sent_us", "handover", ["sent_us"])
    op.create_table(
        "handover_message",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, KEY, nullable=False) for name in ("handover_id", "channel_id")),
        sa.Column("subscriber_id", KEY, nullable=True),
        *(_text(name) for name in ("address", "content", "state")),
        *(sa.Column(name, MICROS, nullable=False) for name in ("due_us", "at_us")),
        *(
            sa.Column(name, sa.Integer(), nullable=False, server_default="0")
            for name in ("attempts", "lost")
        ),
        _text("claimed_by", default=""),
        sa.Column("claimed_until_us", MICROS, nullable=True),
        *(_text(name, default="") for name in ("receipt", "reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_message")),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"],
                [f"{other}.id"],
                name=op.f(f"fk_handover_message_{other}_id_{other}"),
            )
            for other in ("handover", "channel")
        ),
    )
    for name, columns in {
        "handover_id": ["handover_id"],
        "channel": ["channel_id", "state", "due_us"],
        "reader": ["subscriber_id"],
    }.items():
        op.create_index(f"ix_handover_message_{name}", "handover_message", columns)
    op.create_table(
        "sign_in_try",
        sa.Column("person_id", KEY, nullable=False, autoincrement=False),
        _text("device_key"),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("wait_until_us", MICROS, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "device_key", name=op.f("pk_sign_in_try")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_try_person_id_person")
        ),
    )


def _text(name: str, *, default: str | None = None) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)
