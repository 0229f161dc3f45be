"""What is followed in New Relic, and what came of it."""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# A tag whose entities are looked for again and again. `account` empty: in all accounts.
FOLLOWED_TAG = Table(
    "followed_tag",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("account", BigInteger, nullable=True),
    Column("group_name", Text, nullable=False, server_default=""),
    Column("made_us", MICROS, nullable=False),
    # When all of its entities were read last, and why not since.
    Column("looked_us", MICROS, nullable=True),
    Column("problem", Text, nullable=False, server_default=""),
)

# What was found by a tag. `missed`: in how many looks in a row it was not found any more.
FOLLOWED_ENTITY = Table(
    "followed_entity",
    METADATA,
    Column("tag_id", ForeignKey("followed_tag.id"), primary_key=True, autoincrement=False),
    Column("guid", Text, primary_key=True),
    Column("told", Text, nullable=False),  # JSON, as a person picks it
    Column("seen_us", MICROS, nullable=False),
    Column("missed", SmallInteger, nullable=False, server_default="0"),
    Column("set_aside", SmallInteger, nullable=False, server_default="0"),
)

# Muting rules and monitor downtimes, and what a person decided of each.
NEW_RELIC_WINDOW = Table(
    "new_relic_window",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("account", BigInteger, nullable=False),
    Column("told", Text, nullable=False),  # JSON, as it is proposed
    Column("drafted_us", MICROS, nullable=True),
    Column("set_aside", SmallInteger, nullable=False, server_default="0"),
)

# What New Relic said while that was recorded, masked; bounded, and off by default.
NEW_RELIC_RECORD = Table(
    "new_relic_record",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("at_us", MICROS, nullable=False),
    Column("told", Text, nullable=False),  # JSON: document, variables, status, body
)

# What all desks of this database may ask of New Relic, by user or account (`scope`). `free_us`: the
# theoretical arrival time of the next request (GCRA). `closed_until_us`: New Relic wished to wait.
NEW_RELIC_BUDGET = Table(
    "new_relic_budget",
    METADATA,
    Column("scope", Text, primary_key=True),
    Column("free_us", MICROS, nullable=False),
    Column("closed_until_us", MICROS, nullable=False, server_default="0"),
)

# Requests in flight. One whose program died counts until `until_us`, when it would be over anyhow.
NEW_RELIC_REQUEST = Table(
    "new_relic_request",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("until_us", MICROS, nullable=False),
)

# With which key which New Relic is asked. The key itself is in the key store, as `key_name`.
NEW_RELIC_CONNECTION = Table(
    "new_relic_connection",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("region", Text, nullable=False, server_default=""),
    Column("url", Text, nullable=False, server_default=""),
    Column("user_name", Text, nullable=False, server_default=""),
    Column("accounts", Text, nullable=False, server_default="[]"),  # JSON: number and name of each
    Column("kept_in", Text, nullable=False, server_default=""),
    Column("key_name", Text, nullable=False),
    # Changes with every connect, and so with the key.
    Column("connected_us", MICROS, nullable=False),
)

# A figure whose past is read out of New Relic. Of the windows between `since_s` and `until_s`
# (seconds since 1970) `done` were read, in the order of `newrelic.history`. An entity that has no
# figure has one row without a query, so that it is not asked again.
NEW_RELIC_HISTORY = Table(
    "new_relic_history",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("guid", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("unit", Text, nullable=False, server_default=""),
    Column("account", BigInteger, nullable=False),
    Column("query", Text, nullable=False),
    Column("since_s", BigInteger, nullable=False, server_default="0"),
    Column("until_s", BigInteger, nullable=False),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("problem", Text, nullable=False, server_default=""),
    UniqueConstraint("guid", "label"),
)

# New Relic's own figures, never ours: no state and no uptime follows from them.
NEW_RELIC_BUCKET = Table(
    "new_relic_bucket",
    METADATA,
    Column("history_id", ForeignKey("new_relic_history.id"), primary_key=True, autoincrement=False),
    Column("width_s", Integer, primary_key=True, autoincrement=False),
    Column("at_s", BigInteger, primary_key=True, autoincrement=False),
    Column("value", Double, nullable=False),
)
