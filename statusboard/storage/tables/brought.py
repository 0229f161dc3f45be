"""What was brought along from other programs: which thing of theirs became which of ours."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# A row for each thing of a source. `digest` is of what it said there, without secrets: the same a
# second time changes nothing, whatever somebody has made of it here meanwhile.
BROUGHT = Table(
    "brought",
    METADATA,
    Column("source", Text, primary_key=True),  # key of the importer
    Column("sort", Text, primary_key=True),  # domain.views.importing.Sort
    Column("key", Text, primary_key=True),
    Column("target_id", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("brought_us", MICROS, nullable=False),
)

# Until when the history of a service is another program's, and not what was measured here.
BROUGHT_HISTORY = Table(
    "brought_history",
    METADATA,
    Column("component_id", KEY, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("from_us", MICROS, nullable=False),
    Column("until_us", MICROS, nullable=False),
    Column("stretches", Integer, nullable=False),
    Column("brought_us", MICROS, nullable=False),
)
