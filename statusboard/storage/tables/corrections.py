"""Corrections of history that people made, and what was measured beneath them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# None is ever deleted: what was taken back stays, with who did it.
HISTORY_CORRECTION = Table(
    "history_correction",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("component_id", ForeignKey("component.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("start_us", MICROS, nullable=False),
    Column("stop_us", MICROS, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("by_person", BigInteger, nullable=True),
    Column("made_us", MICROS, nullable=False),
    Column("waits", Integer, nullable=False),  # for somebody else to agree
    Column("agreed_us", MICROS, nullable=True),
    Column("agreed_by", Text, nullable=False, server_default=""),
    Column("taken_back_us", MICROS, nullable=True),
    Column("taken_back_by", Text, nullable=False, server_default=""),
    # Whether the spans of its service show it; the collector's own.
    Column("is_shown", Integer, nullable=False, server_default="0"),
    # Why it was refused, by whoever took it back then; empty: it was not.
    Column("refusal", Text, nullable=False, server_default=""),
    # That somebody wants it taken back and somebody else has to agree; who decided, and why not.
    Column("back_asked_us", MICROS, nullable=True),
    Column("back_asked_by", Text, nullable=False, server_default=""),
    Column("back_asked_person", BigInteger, nullable=True),
    Column("back_reason", Text, nullable=False, server_default=""),
    Column("back_decided_by", Text, nullable=False, server_default=""),
    Column("back_refusal", Text, nullable=False, server_default=""),
    Index("ix_history_correction_component", "component_id", "start_us"),
)

# The whole history as measured, of services alone whose spans show a correction.
MEASURED_SPAN = Table(
    "measured_span",
    METADATA,
    Column("component_id", ForeignKey("component.id"), primary_key=True),
    Column("start_us", MICROS, primary_key=True),
    Column("stop_us", MICROS, nullable=True),
    Column("status", SmallInteger, nullable=False),  # storage/numbers.py
    sqlite_with_rowid=False,
)

# What a list of past outages said of each that was brought along.
OUTAGE_NOTE = Table(
    "outage_note",
    METADATA,
    Column("component_id", ForeignKey("component.id"), primary_key=True),
    Column("start_us", MICROS, primary_key=True),
    Column("stop_us", MICROS, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_with_rowid=False,
)
