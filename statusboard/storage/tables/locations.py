"""Locations: where collectors stand, and what each says of the checks that it asks.

A check that is asked at home alone has no row here.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from statusboard.storage.tables.base import KEY, METADATA, MICROS

LOCATION = Table(
    "location",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("host", Text, nullable=False),
    # What is wrong with its own line, in words; empty where nothing is.
    Column("problem", Text, nullable=False, server_default=""),
    # Since when nothing was heard of it; null while it beats.
    Column("silent_us", MICROS, nullable=True),
)

# `series` is what its answers stand under in the history: the check's own number at home, and one
# counted down from the end of the same range elsewhere, so that an answer costs the same.
LOCATION_STATE = Table(
    "location_state",
    METADATA,
    Column("series", Integer, primary_key=True, autoincrement=False),
    Column("check_id", ForeignKey("check_.id"), nullable=False),
    Column("location", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("since_us", MICROS, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("memory", Text, nullable=False),  # JSON: as of check_state
    UniqueConstraint("check_id", "location"),
)

LOCATION_TRANSITION = Table(
    "location_transition",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("series", ForeignKey("location_state.series"), nullable=False),
    Column("at_us", MICROS, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_location_transition_series_at", "series", "at_us"),
)

LOCATION_TRANSCRIPT = Table(
    "location_transcript",
    METADATA,
    Column("series", ForeignKey("location_state.series"), primary_key=True),
    Column("at_us", MICROS, primary_key=True),
    Column("answer", Text, nullable=False),  # JSON of domain.result.Answer
    sqlite_with_rowid=False,
)
