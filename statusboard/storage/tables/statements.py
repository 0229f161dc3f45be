"""Where claims about uptime are said, and whether they are still carried."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

CLAIM_USE = Table(
    "claim_use",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("place", Text, nullable=False),  # as people call it
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False, server_default=""),
    Column("percent", Text, nullable=False, server_default=""),
    Column("count", Integer, nullable=True),
    Column("among", Integer, nullable=True),
    Column("component_ids", Text, nullable=False, server_default="[]"),  # JSON; empty: all
    Column("language", Text, nullable=False),
    Column("sentence", Text, nullable=False),  # as it was said there
    Column("by_name", Text, nullable=False),
    Column("recorded_us", MICROS, nullable=False),
    Column("untrue_us", MICROS, nullable=True),
    Column("reason", Text, nullable=False, server_default=""),
    Column("notice_id", ForeignKey("notice.id"), nullable=True),  # the correction that was drafted
    Column("ended_us", MICROS, nullable=True),
    Index("ix_claim_use_ended_us", "ended_us"),
)

MILESTONE = Table(
    "milestone",
    METADATA,
    Column("key", Text, primary_key=True),  # what is worth a word, and of which services
    Column("notice_id", ForeignKey("notice.id"), nullable=False),
    Column("drafted_us", MICROS, nullable=False),
)
