"""Pictures of notices, addressed by their content."""

from sqlalchemy import Column, LargeBinary, Table, Text

from statusboard.storage.tables.base import METADATA, MICROS

# `name` begins with a digest of the content: a row is never changed.
PICTURE = Table(
    "picture",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("added_us", MICROS, nullable=False),
)
