"""Who is told, by what channel, and how far each message has got."""

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

from statusboard.storage.tables.base import KEY, METADATA, MICROS, progress_columns

CHANNEL = Table(
    "channel",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("config", Text, nullable=False),  # JSON; never a secret
    Column("position", Integer, nullable=False),
    Column("removed_us", MICROS, nullable=True),
)

# What was found when a channel was last proved, until it is made another one.
CHANNEL_PROOF = Table(
    "channel_proof",
    METADATA,
    Column("channel_id", ForeignKey("channel.id"), primary_key=True, autoincrement=False),
    Column("found", Text, nullable=False),  # JSON
    Column("code", Text, nullable=False, server_default=""),  # in a test; empty: none waited for
)

# Addresses of people inside, by the text they get.
INSIDE_LIST = Table(
    "inside_list",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

SUBSCRIBER = Table(
    "subscriber",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("address", Text, nullable=False),  # as it is written to
    Column("address_key", Text, nullable=False),  # as it is compared
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("about", Text, nullable=False),
    Column("extent", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("everything", Boolean, nullable=False),
    Column("list_id", ForeignKey("inside_list.id"), nullable=True),
    Column("consent_us", MICROS, nullable=True),
    Column("consent_how", Text, nullable=False, server_default=""),
    Column("consent_words", Text, nullable=False, server_default=""),
    Column("created_us", MICROS, nullable=False),
    Column("page_id", KEY, nullable=False, server_default="0"),  # see `tables.pages`
    UniqueConstraint("page_id", "channel_id", "address_key"),
    Index("ix_subscriber_state", "channel_id", "state", "language"),
)

# What a subscriber chose, where that is not everything: exactly one of the three in each row.
SUBSCRIPTION = Table(
    "subscription",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column(
        "subscriber_id",
        ForeignKey("subscriber.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("component_id", ForeignKey("component.id"), nullable=True, index=True),
    Column("group_id", ForeignKey("component_group.id"), nullable=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=True, index=True),
)

# Addresses that want nothing, for ever: a keyed hash, so that nobody reads them here.
SUPPRESSION = Table(
    "suppression",
    METADATA,
    Column("address_hash", Text, primary_key=True),
    Column("since_us", MICROS, nullable=False),
    Column("why", Text, nullable=False),
)

# A text as it was when it was published, once for all who get it.
MESSAGE = Table(
    "message",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("update_id", ForeignKey("incident_update.id"), nullable=False),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),  # which of an update's texts, such as `page`
    Column("content", Text, nullable=False),  # JSON
    Column("page_id", KEY, nullable=False, server_default="0"),  # whose readers get it
    UniqueConstraint("update_id", "channel_id", "language", "text", "page_id"),
)

# One published update on its way to everybody. `ready_us`: from then on nobody waits for the page.
DISPATCH = Table(
    "dispatch",
    METADATA,
    Column("update_id", ForeignKey("incident_update.id"), primary_key=True, autoincrement=False),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("generation", Integer, nullable=False),  # which the page has to show first
    Column("ready_us", MICROS, nullable=False),
    Column("held_until_us", MICROS, nullable=False),  # it can be taken back until then
    Column("taken_back_us", MICROS, nullable=True),
    Column("recipients", Integer, nullable=False),
    Column("corrected_by", KEY, nullable=True),  # the update that says what is true instead
)

# Which channel takes nothing at all now, and when it is tried next. `asked`: its provider said so.
CHANNEL_TROUBLE = Table(
    "channel_trouble",
    METADATA,
    Column("channel_id", ForeignKey("channel.id"), primary_key=True, autoincrement=False),
    Column("since_us", MICROS, nullable=False),
    Column("until_us", MICROS, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)


def _index(name: str, *columns: str, which: str | None = None) -> Index:
    where = None if which is None else text(which)
    return Index(f"ix_delivery_{name}", *columns, sqlite_where=where)


# Its keys refer to other tables without a constraint: to look five of them up for each row took
# most of the time in which an update is published to many.
DELIVERY = Table(
    "delivery",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("message_id", KEY, nullable=False),
    Column("incident_id", KEY, nullable=False),
    Column("channel_id", KEY, nullable=False),
    Column("subscriber_id", KEY, nullable=True),  # whoever is erased leaves no address behind
    Column("update_id", KEY, nullable=False),
    Column("address", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    *progress_columns(),
    UniqueConstraint("update_id", "channel_id", "subscriber_id"),
    _index("reader", "subscriber_id", "incident_id"),
    _index("queued", "channel_id", "update_id", "message_id", "id", which="state = 'queued'"),
    _index(
        *("again", "channel_id", "lane", "due_us", "id"),
        which="state IN ('retrying', 'may_have_arrived') AND due_us > 0",
    ),
    _index("sending", "subscriber_id", "incident_id", which="state = 'sending'"),
    _index("sent", "channel_id", "at_us", which="state = 'sent'"),
    _index(
        *("not_taken", "channel_id", "at_us"),
        which="state IN ('failed', 'retrying', 'may_have_arrived') AND attempts > 0",
    ),
)


@event.listens_for(DELIVERY, "before_create")
def _tell_postgresql(table: Table, connection: Connection, **_others: object) -> None:
    """Said only there: to name an option of a dialect loads all of it, in every program."""
    if connection.dialect.name == "postgresql":
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            index.dialect_options["postgresql"]["where"] = where
