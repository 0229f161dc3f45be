"""The metadata all tables share, and the names of its constraints (migrations need them)."""

from sqlalchemy import BigInteger, Integer, MetaData

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
