"""States that people set in place of what the checks say, and until when."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# Of a service at most one holds at a time; those that are over stay.
OVERRIDE = Table(
    "override",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("component_id", ForeignKey("component.id"), nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("by_person", BigInteger, nullable=True),
    Column("set_us", MICROS, nullable=False),
    Column("ends_us", MICROS, nullable=False),
    Column("until_agrees", Integer, nullable=False),
    Column("ended_us", MICROS, nullable=True),
    Column("ended_by", Text, nullable=False, server_default=""),  # empty: the checks agreed
    # What the spans of its service show of it; the collector's own.
    Column("shown_from_us", MICROS, nullable=True),
    Column("shown_until_us", MICROS, nullable=True),
    Index("ix_override_component", "component_id", "set_us"),
    Index("ix_override_ends", "ends_us"),
)
