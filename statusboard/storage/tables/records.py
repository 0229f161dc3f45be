"""Settings, leases, sources, what changed, and who did what."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

SETTING = Table(
    "setting",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON; never a secret
)

# The right to do a singleton job for a while; `fence` grows with every holder.
# `renewed_us` is also the collector's heartbeat: open spans are believed up to it.
LEASE = Table(
    "lease",
    METADATA,
    Column("role", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("renewed_us", MICROS, nullable=False),
    Column("expires_us", MICROS, nullable=False),
)

# A source of states beside our own checks: when it last spoke, and what is wrong with it.
SOURCE = Table(
    "source",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("last_us", MICROS, nullable=True),
    Column("problem", Text, nullable=False, server_default=""),
    Column("problem_us", MICROS, nullable=True),
)

CHANGE_LOG = Table(
    "change_log",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("at_us", MICROS, nullable=False),
    Column("topics", Text, nullable=False),  # JSON of domain.changes.Changes
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("at_us", MICROS, nullable=False),
    Column("actor", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),  # JSON
    Index("ix_audit_at", "at_us"),
)

# The place of each line in a chain of hashes; the keys of the lines have gaps, these numbers none.
AUDIT_CHAIN = Table(
    "audit_chain",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("audit_id", BigInteger, ForeignKey("audit.id"), nullable=False, unique=True),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
