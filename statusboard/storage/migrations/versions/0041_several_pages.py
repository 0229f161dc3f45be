"""Several pages from one desk: what belongs to which; all that there was belongs to the main one.

An address may be told by several pages, and an update has a text for each. SQLite takes no
constraint away from a table that is there, and dropping subscribers would drop what they chose:
so these tables are made anew, the choices last.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "page",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False, server_default="all"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_us", MICROS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("key", name=op.f("uq_page_key")),
    )
    op.create_table(
        "page_setting",
        sa.Column("page_id", KEY, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("key", "value")),
        sa.PrimaryKeyConstraint("page_id", "key", name=op.f("pk_page_setting")),
        sa.ForeignKeyConstraint(
            ["page_id"], ["page.id"], name=op.f("fk_page_setting_page_id_page")
        ),
    )
    op.create_table(
        "page_service",
        sa.Column("id", KEY, nullable=False),
        sa.Column("page_id", KEY, nullable=False),
        sa.Column("component_id", KEY, nullable=True),
        sa.Column("group_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_service")),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_page_service_component_id_component"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["component_group.id"],
            name=op.f("fk_page_service_group_id_component_group"),
        ),
    )
    op.create_index("ix_page_service_page", "page_service", ["page_id"])
    for table in ("target", "confirmation"):
        op.add_column(table, _page_id())
    if op.get_bind().dialect.name == "sqlite":
        _make_anew()
        return
    for table in ("subscriber", "message"):
        op.add_column(table, _page_id())
    op.drop_constraint("uq_subscriber_channel_id", "subscriber", type_="unique")
    op.create_unique_constraint(
        op.f("uq_subscriber_page_id"), "subscriber", ["page_id", "channel_id", "address_key"]
    )
    op.drop_constraint("uq_message_update_id", "message", type_="unique")
    op.create_unique_constraint(
        op.f("uq_message_update_id"),
        "message",
        ["update_id", "channel_id", "language", "text", "page_id"],
    )


def _page_id() -> "sa.Column[int]":
    return sa.Column("page_id", KEY, nullable=False, server_default="0")


def _make_anew() -> None:
    op.execute("CREATE TEMPORARY TABLE chosen_before AS SELECT * FROM subscription")
    op.drop_table("subscription")
    _subscribers()
    _subscriptions()
    _messages()


def _subscribers() -> None:
    op.drop_index("ix_subscriber_state", "subscriber")
    op.rename_table("subscriber", "subscriber_before")
    op.create_table(
        "subscriber",
        sa.Column("id", KEY, nullable=False),
        sa.Column("channel_id", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("address", "address_key")),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("about", "extent", "language")),
        sa.Column("everything", sa.Boolean(), nullable=False),
        sa.Column("list_id", KEY, nullable=True),
        sa.Column("consent_us", MICROS, nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("consent_how", "consent_words")
        ),
        sa.Column("created_us", MICROS, nullable=False),
        _page_id(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriber")),
        sa.UniqueConstraint(
            "page_id", "channel_id", "address_key", name=op.f("uq_subscriber_page_id")
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channel.id"], name=op.f("fk_subscriber_channel_id_channel")
        ),
        sa.ForeignKeyConstraint(
            ["list_id"], ["inside_list.id"], name=op.f("fk_subscriber_list_id_inside_list")
        ),
    )
    _copy(
        "subscriber",
        *("id", "channel_id", "address", "address_key", "state", "reason", "about", "extent"),
        *("language", "everything", "list_id", "consent_us", "consent_how", "consent_words"),
        "created_us",
    )
    op.create_index("ix_subscriber_state", "subscriber", ["channel_id", "state", "language"])


def _subscriptions() -> None:
    columns = ("component_id", "group_id", "incident_id")
    others = ("component", "component_group", "incident")
    op.create_table(
        "subscription",
        sa.Column("id", KEY, nullable=False),
        sa.Column("subscriber_id", KEY, nullable=False),
        *(sa.Column(name, KEY, nullable=True) for name in columns),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_subscription_subscriber_id_subscriber"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                [name], [f"{other}.id"], name=op.f(f"fk_subscription_{name}_{other}")
            )
            for name, other in zip(columns, others, strict=True)
        ),
    )
    names = "id, subscriber_id, component_id, group_id, incident_id"
    op.execute(f"INSERT INTO subscription ({names}) SELECT {names} FROM chosen_before")  # noqa: S608
    op.execute("DROP TABLE chosen_before")
    for name in ("subscriber_id", "component_id", "incident_id"):
        op.create_index(f"ix_subscription_{name}", "subscription", [name])


def _messages() -> None:
    op.rename_table("message", "message_before")
    op.create_table(
        "message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("update_id", KEY, nullable=False),
        sa.Column("channel_id", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("language", "text", "content")),
        _page_id(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            *("update_id", "channel_id", "language", "text", "page_id"),
            name=op.f("uq_message_update_id"),
        ),
        sa.ForeignKeyConstraint(
            ["update_id"], ["incident_update.id"], name=op.f("fk_message_update_id_incident_update")
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channel.id"], name=op.f("fk_message_channel_id_channel")
        ),
    )
    _copy("message", "id", "update_id", "channel_id", "language", "text", "content")


def _copy(table: str, *columns: str) -> None:
    names = ", ".join(columns)
    op.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}_before")  # noqa: S608
    op.drop_table(f"{table}_before")
