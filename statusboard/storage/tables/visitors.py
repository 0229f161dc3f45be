"""What visitors of the page asked for, the messages by which an address confirms it, and counts."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS, progress_columns

# An outbox of its own: `delivery` is about updates, each of its rows and indexes. Once a wish is
# confirmed, or its link has ended, the row keeps neither address nor wish; it is counted on.
CONFIRMATION = Table(
    "confirmation",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("address", Text, nullable=False),  # as it is written to
    Column("address_key", Text, nullable=False),  # as it is compared
    Column("address_hash", Text, nullable=False),  # keyed, for what is counted
    Column("network_hash", Text, nullable=False),  # keyed, likewise
    Column("salt", Text, nullable=False),  # by chance; the token in the link is made with it
    Column("language", Text, nullable=False),
    Column("wish", Text, nullable=False),  # JSON
    Column("content", Text, nullable=False),  # JSON of the message, without its tokens
    Column("asked_us", MICROS, nullable=False, index=True),
    Column("ends_us", MICROS, nullable=False),
    Column("used_us", MICROS, nullable=True),
    Column("gone_us", MICROS, nullable=True),  # when it was said that nobody is at that address
    Column("page_id", KEY, nullable=False, server_default="0"),  # the page that was asked on
    *progress_columns(),
    Index("ix_confirmation_address", "address_hash", "asked_us"),
    Index("ix_confirmation_network", "network_hash", "asked_us"),
    Index("ix_confirmation_channel", "channel_id", "state", "due_us"),
)

# Replies of readers that were done as they say, each once: a keyed digest of what its provider
# calls it. For ever, because nothing that a provider signs says when.
HEARD_REPLY = Table(
    "heard_reply",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("at_us", MICROS, nullable=False),
)

# How often which sort of thing was seen on a day of the page's zone, and nothing of by whom.
VISIT_COUNT = Table(
    "visit_count",
    METADATA,
    Column("day", Text, primary_key=True),  # ISO 8601
    Column("seen", Text, primary_key=True),  # domain.visits.Seen
    Column("count", BigInteger, nullable=False),
)
