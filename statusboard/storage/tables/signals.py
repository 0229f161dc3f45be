"""What jobs and other monitors report by themselves, and at which addresses."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# Where a check is reported to. Of the token in its address only a digest is kept.
SIGNAL_ADDRESS = Table(
    "signal_address",
    METADATA,
    Column("check_id", ForeignKey("check_.id"), primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("made_us", MICROS, nullable=False),
)

# What came and was not judged yet.
SIGNAL = Table(
    "signal",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("check_id", ForeignKey("check_.id"), nullable=False),
    Column("at_us", MICROS, nullable=False),
    Column("said", Text, nullable=False),  # JSON, as the kind of the check has read it
    Index("ix_signal_at", "at_us", "id"),
)

# What is remembered of all that came before.
SIGNAL_MEMORY = Table(
    "signal_memory",
    METADATA,
    Column("check_id", ForeignKey("check_.id"), primary_key=True, autoincrement=False),
    Column("memory", Text, nullable=False),  # JSON, as the kind of the check makes it
)

# The one stretch in which a page server and the office could hear, up to now.
LISTENING = Table(
    "listening",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("since_us", MICROS, nullable=False),
    Column("until_us", MICROS, nullable=False),
)
