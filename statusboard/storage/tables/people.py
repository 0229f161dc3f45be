"""The people of a desk, the devices they sit at, who is signed in, and who is there."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# A row is never deleted: the trail names people, and a name is nobody else's afterwards.
PERSON = Table(
    "person",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),  # as it is compared
    Column("role", Text, nullable=False),  # domain.access.Role
    Column("login", Text, nullable=False),  # as the system knows them; empty: it does not
    Column("login_key", Text, nullable=False, index=True),
    Column("code_salt", LargeBinary, nullable=True),
    Column("code_hash", LargeBinary, nullable=True),  # scrypt; the code itself is kept nowhere
    Column("wrong_codes", Integer, nullable=False, server_default="0"),  # in a row
    Column("wait_until_us", MICROS, nullable=False, server_default="0"),
    Column("added_us", MICROS, nullable=False),
    Column("ended_us", MICROS, nullable=True),
)

DEVICE = Table(
    "device",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("first_us", MICROS, nullable=False),
    Column("seen_us", MICROS, nullable=False),
    Column("seen_name", Text, nullable=False),  # who was last there
    Column("ended_us", MICROS, nullable=True),
    Column("ended_by", Text, nullable=False, server_default=""),
)

SIGN_IN = Table(
    "sign_in",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("device_id", ForeignKey("device.id"), nullable=False, index=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("began_us", MICROS, nullable=False),
    Column("until_us", MICROS, nullable=False),
    Column("ended_us", MICROS, nullable=True),
)

# Wrong codes for somebody, by the device they were typed at: they slow that device down.
SIGN_IN_TRY = Table(
    "sign_in_try",
    METADATA,
    Column("person_id", ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("device_key", Text, primary_key=True),
    Column("wrong_codes", Integer, nullable=False),  # in a row
    Column("wait_until_us", MICROS, nullable=False),
)

# One row for each name at a device. Whoever is not seen for a while is not there any more; the row
# stays, and says when they last were.
PRESENCE = Table(
    "presence",
    METADATA,
    Column("device_id", ForeignKey("device.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=True, index=True),
    Column("notice_id", KEY, nullable=True, index=True),  # which they are writing
    Column("seen_us", MICROS, nullable=False),
    Column("is_here", Integer, nullable=False),  # 0: the window was closed, or is somebody else's
)
