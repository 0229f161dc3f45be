"""What tables share: the metadata, the names of constraints (migrations need them), columns."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Text

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A key that counts itself up: SQLite does so for INTEGER PRIMARY KEY alone.
KEY = BigInteger().with_variant(Integer(), "sqlite")
# Microseconds since 1970, UTC.
MICROS = BigInteger()


def progress_columns() -> tuple[Column[object], ...]:
    """How far a message has got, and who sends it: the same in each table of messages."""
    return (
        Column("state", Text, nullable=False),
        Column("due_us", MICROS, nullable=False),
        Column("at_us", MICROS, nullable=False),
        Column("attempts", Integer, nullable=False, server_default="0"),
        # Claims that ended without a word.
        Column("lost", Integer, nullable=False, server_default="0"),
        Column("claimed_by", Text, nullable=False, server_default=""),
        Column("claimed_until_us", MICROS, nullable=True),
        Column("receipt", Text, nullable=False, server_default=""),
        Column("reason", Text, nullable=False, server_default=""),
    )
