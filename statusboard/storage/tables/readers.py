"""Who may read a private page by a link of their own."""

from sqlalchemy import Column, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# Of the token in its address only a digest is kept.
READER_LINK = Table(
    "reader_link",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("page", Text, nullable=False),  # the public id of the page it opens
    Column("name", Text, nullable=False),  # of whoever has it
    Column("digest", Text, nullable=False, unique=True),
    Column("by_name", Text, nullable=False),
    Column("made_us", MICROS, nullable=False),
    Column("used_us", MICROS, nullable=True),  # when it was last shown
    Column("ended_us", MICROS, nullable=True),
)
