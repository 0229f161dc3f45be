"""Handovers that were sent to an inside list, and how far the message to each has got."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, Table, Text, false

from statusboard.storage.tables.base import KEY, METADATA, MICROS, progress_columns

HANDOVER = Table(
    "handover",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("list_id", KEY, nullable=False),  # no constraint: a list may go, what was sent stays
    Column("list_name", Text, nullable=False),  # as it was called then
    Column("by_name", Text, nullable=False),
    Column("sent_us", MICROS, nullable=False, index=True),
    Column("language", Text, nullable=False, server_default="en"),
)

# What goes along with it, once for all who get it, for as long as somebody may still be sent it.
HANDOVER_FILE = Table(
    "handover_file",
    METADATA,
    Column("handover_id", ForeignKey("handover.id"), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# An outbox of its own, as confirmations have one: `delivery` is about updates, each of its rows
# and indexes.
HANDOVER_MESSAGE = Table(
    "handover_message",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("handover_id", ForeignKey("handover.id"), nullable=False, index=True),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("subscriber_id", KEY, nullable=True),  # whoever is erased leaves no address behind
    Column("address", Text, nullable=False),
    Column("content", Text, nullable=False),  # JSON of the message
    Column("with_file", Boolean, nullable=False, server_default=false()),
    *progress_columns(),
    Index("ix_handover_message_channel", "channel_id", "state", "due_us"),
    Index("ix_handover_message_reader", "subscriber_id"),
)
