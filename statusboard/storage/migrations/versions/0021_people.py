"""People are set up, sign in at devices, and are seen to be there."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        *(_text(name) for name in ("name", "name_key", "role", "login", "login_key")),
        sa.Column("code_salt", sa.LargeBinary(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("wait_until_us", MICROS, nullable=False, server_default="0"),
        sa.Column("added_us", MICROS, nullable=False),
        sa.Column("ended_us", MICROS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name_key", name=op.f("uq_person_name_key")),
    )
    op.create_table(
        "device",
        sa.Column("id", KEY, nullable=False),
        *(_text(name) for name in ("key", "name")),
        *(sa.Column(name, MICROS, nullable=False) for name in ("first_us", "seen_us")),
        _text("seen_name"),
        sa.Column("ended_us", MICROS, nullable=True),
        _text("ended_by", default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("key", name=op.f("uq_device_key")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("device_id", KEY, nullable=False),
        _text("token_hash"),
        *(sa.Column(name, MICROS, nullable=False) for name in ("began_us", "until_us")),
        sa.Column("ended_us", MICROS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
        *(_leads_to("sign_in", other) for other in ("person", "device")),
    )
    op.create_table(
        "presence",
        sa.Column("device_id", KEY, nullable=False),
        _text("name"),
        *(sa.Column(name, KEY, nullable=True) for name in ("person_id", "notice_id")),
        sa.Column("seen_us", MICROS, nullable=False),
        sa.Column("is_here", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "name", name=op.f("pk_presence")),
        *(_leads_to("presence", other) for other in ("person", "device")),
    )
    for table, column in (
        ("person", "login_key"),
        *(("sign_in", f"{other}_id") for other in ("person", "device")),
        *(("presence", f"{other}_id") for other in ("person", "notice")),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _text(name: str, *, default: str | None = None) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _leads_to(table: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{other}_id_{other}")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=name)
