"""Who is told, by what channel, and how far each message has got."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from statusboard.storage.tables.base import KEY, METADATA, MICROS

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
    UniqueConstraint("channel_id", "address_key"),
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
    UniqueConstraint("update_id", "channel_id", "language", "text"),
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
)

DELIVERY = Table(
    "delivery",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("message_id", ForeignKey("message.id"), nullable=False, index=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=False),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column(
        "subscriber_id",
        ForeignKey("subscriber.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
    ),
    Column("update_id", ForeignKey("incident_update.id"), nullable=False),
    Column("address", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("due_us", MICROS, nullable=False),
    Column("at_us", MICROS, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("claimed_by", Text, nullable=False, server_default=""),
    Column("claimed_until_us", MICROS, nullable=True),
    Column("receipt", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    UniqueConstraint("update_id", "channel_id", "subscriber_id"),
    Index("ix_delivery_open", "state", "lane", "due_us"),
    Index("ix_delivery_incident", "incident_id", "subscriber_id"),
)
