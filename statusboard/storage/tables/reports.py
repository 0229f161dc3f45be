"""Reports that are shared by a link, and those that are made by schedule."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# Frozen: what was shared stays as it was. Of the token in its address only a digest is kept.
REPORT_SHARE = Table(
    "report_share",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("name", Text, nullable=False),  # of the file, as it is saved
    Column("html", LargeBinary, nullable=False),  # empty once it has ended or is over
    Column("pdf", LargeBinary, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("made_us", MICROS, nullable=False),
    Column("until_us", MICROS, nullable=True),
    Column("ended_us", MICROS, nullable=True),
)

REPORT_SCHEDULE = Table(
    "report_schedule",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("every", Text, nullable=False),  # week, month, quarter or year
    Column("form", Text, nullable=False),  # as a file ends
    Column("directory", Text, nullable=False),
    Column("list_name", Text, nullable=False),
    Column("services", Text, nullable=False),  # JSON of their names; empty: all
    Column("language", Text, nullable=False),
    Column("business_hours", Boolean, nullable=False),
    Column("rule", Text, nullable=False, server_default=""),  # empty: the usual one
    Column("due_us", MICROS, nullable=False),
    Column("made_us", MICROS, nullable=True),  # when the last one was made
    Column("problem", Text, nullable=False),
    Column("tries", KEY, nullable=False),
    Index("ix_report_schedule_due_us", "due_us"),
)
