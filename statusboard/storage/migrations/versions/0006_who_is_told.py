"""Channels, subscribers, and the outbox of messages to them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    _make(
        "channel",
        _text("name"),
        _text("kind"),
        _text("config"),
        _number("position"),
        sa.Column("removed_us", MICROS, nullable=True),
        unique=("name",),
    )
    _make("inside_list", _text("name"), _text("text"), _number("position"), unique=("name",))
    _make(
        "subscriber",
        _key("channel_id"),
        *(_text(name) for name in ("address", "address_key", "state")),
        _text("reason", default=""),
        *(_text(name) for name in ("about", "extent", "language")),
        sa.Column("everything", sa.Boolean(), nullable=False),
        _key("list_id", nullable=True),
        sa.Column("consent_us", MICROS, nullable=True),
        _text("consent_how", default=""),
        _text("consent_words", default=""),
        sa.Column("created_us", MICROS, nullable=False),
        refers={"channel_id": "channel", "list_id": "inside_list"},
        unique=("channel_id", "address_key"),
    )
    _make(
        "subscription",
        _key("subscriber_id"),
        *(_key(name, nullable=True) for name in ("component_id", "group_id", "incident_id")),
        refers={
            "subscriber_id": "subscriber",
            "component_id": "component",
            "group_id": "component_group",
            "incident_id": "incident",
        },
        forgets={"subscriber_id": "CASCADE"},
    )
    for name in ("subscriber_id", "component_id", "incident_id"):
        op.create_index(f"ix_subscription_{name}", "subscription", [name])
    op.create_table(
        "suppression",
        _text("address_hash"),
        sa.Column("since_us", MICROS, nullable=False),
        _text("why"),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_suppression")),
    )
    _outbox()


def _outbox() -> None:
    _make(
        "message",
        _key("update_id"),
        _key("channel_id"),
        *(_text(name) for name in ("language", "text", "content")),
        refers={"update_id": "incident_update", "channel_id": "channel"},
        unique=("update_id", "channel_id", "language", "text"),
    )
    op.create_table(
        "dispatch",
        _key("update_id"),
        _key("incident_id"),
        _number("generation"),
        sa.Column("ready_us", MICROS, nullable=False),
        sa.Column("held_until_us", MICROS, nullable=False),
        sa.Column("taken_back_us", MICROS, nullable=True),
        _number("recipients"),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_dispatch")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_dispatch_{column}_{other}")
            )
            for column, other in {
                "update_id": "incident_update",
                "incident_id": "incident",
            }.items()
        ),
    )
    op.create_index("ix_dispatch_incident_id", "dispatch", ["incident_id"])
    _make(
        "delivery",
        *(_key(name) for name in ("message_id", "incident_id", "channel_id")),
        _key("subscriber_id", nullable=True),
        _key("update_id"),
        _text("address"),
        _text("state"),
        _number("lane"),
        sa.Column("due_us", MICROS, nullable=False),
        sa.Column("at_us", MICROS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        _text("claimed_by", default=""),
        sa.Column("claimed_until_us", MICROS, nullable=True),
        _text("receipt", default=""),
        _text("reason", default=""),
        refers={
            "message_id": "message",
            "incident_id": "incident",
            "channel_id": "channel",
            "subscriber_id": "subscriber",
            "update_id": "incident_update",
        },
        forgets={"subscriber_id": "SET NULL"},
        unique=("update_id", "channel_id", "subscriber_id"),
    )
    for name in ("message_id", "subscriber_id"):
        op.create_index(f"ix_delivery_{name}", "delivery", [name])
    op.create_index("ix_delivery_open", "delivery", ["state", "lane", "due_us"])
    op.create_index("ix_delivery_incident", "delivery", ["incident_id", "subscriber_id"])


def _make(
    table: str,
    *columns: sa.Column[object],
    refers: dict[str, str] | None = None,
    forgets: dict[str, str] | None = None,
    unique: tuple[str, ...] = (),
) -> None:
    constraints: list[sa.Constraint] = [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{other}.id"],
                name=op.f(f"fk_{table}_{column}_{other}"),
                ondelete=(forgets or {}).get(column),
            )
            for column, other in (refers or {}).items()
        ),
    ]
    if unique:
        constraints.append(sa.UniqueConstraint(*unique, name=op.f(f"uq_{table}_{unique[0]}")))
    op.create_table(table, sa.Column("id", KEY, nullable=False), *columns, *constraints)


def _text(name: str, *, default: str | None = None) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _number(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, KEY, nullable=nullable)
