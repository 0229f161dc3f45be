"""Services, checks, and the four forms of history (design, section 6)."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
)

from statusboard.storage.tables.base import KEY, METADATA, MICROS

COMPONENT_GROUP = Table(
    "component_group",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("rule", Text, nullable=False, server_default="worst"),
    Column("promised_ppm", Integer, nullable=True),
    Column("promised_window", Text, nullable=False, server_default="12mo"),
    Column("promised_hours", Text, nullable=False, server_default="all"),
)

COMPONENT = Table(
    "component",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("public_id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("group_id", ForeignKey("component_group.id"), nullable=True),
    Column("position", Integer, nullable=False),
    Column("promised_ppm", Integer, nullable=True),
    Column("description", Text, nullable=False, server_default=""),
    Column("created_us", MICROS, nullable=False),
    Column("updated_us", MICROS, nullable=False),
    # A removed service keeps its history; it only leaves the screens.
    Column("removed_us", MICROS, nullable=True),
    # What holds now; from when on, and what held before, is in the table below.
    Column("rule", Text, nullable=False, server_default="worst"),
    Column("promised_window", Text, nullable=False, server_default="12mo"),
    Column("promised_hours", Text, nullable=False, server_default="all"),
    Column("weight", SmallInteger, nullable=False, server_default="1"),
)

# The rule of a service from an instant on, with the weights of the checks that count then.
COMPONENT_RULE = Table(
    "component_rule",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("component_id", ForeignKey("component.id"), nullable=False, index=True),
    Column("since_us", MICROS, nullable=False),
    Column("rule", Text, nullable=False),
    Column("weights", Text, nullable=False),  # JSON: weight by check
)

DEPENDENCY = Table(
    "dependency",
    METADATA,
    Column("component_id", ForeignKey("component.id"), primary_key=True),
    Column("parent_id", ForeignKey("component.id"), primary_key=True),
)

CHECK = Table(
    "check_",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("component_id", ForeignKey("component.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("config", Text, nullable=False),  # JSON, without secrets
    Column("interval_us", MICROS, nullable=False),
    Column("deadline_us", MICROS, nullable=False),
    Column("fail_after", SmallInteger, nullable=False),
    Column("recover_after", SmallInteger, nullable=False),
    Column("enabled", Boolean, nullable=False),
    # Names of locations, as a JSON list; empty: it is asked at home alone.
    Column("locations", Text, nullable=False, server_default=""),
    # How many of them have to agree; null: more than half of those that know.
    Column("quorum", SmallInteger, nullable=True),
    Column("created_us", MICROS, nullable=False),
    Column("removed_us", MICROS, nullable=True),
    Column("weight", SmallInteger, nullable=False, server_default="1"),
)

# Written only when the verdict or a pending run changes, never for a repeated answer.
CHECK_STATE = Table(
    "check_state",
    METADATA,
    Column("check_id", ForeignKey("check_.id"), primary_key=True, autoincrement=False),
    Column("level", Text, nullable=False),
    Column("since_us", MICROS, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("memory", Text, nullable=False),  # JSON: pending, blind, turns
)

TRANSITION = Table(
    "transition",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("check_id", ForeignKey("check_.id"), nullable=False),
    Column("at_us", MICROS, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    # When it was confirmed; null where nobody noted that, or it was told anew later.
    Column("seen_us", MICROS, nullable=True),
    Index("ix_transition_check_at", "check_id", "at_us"),
)

# The truth for uptime: exact, for ever, changed only when a state changes.
SPAN = Table(
    "span",
    METADATA,
    Column("component_id", ForeignKey("component.id"), primary_key=True),
    Column("start_us", MICROS, primary_key=True),
    Column("stop_us", MICROS, nullable=True),
    Column("status", SmallInteger, nullable=False),  # storage/numbers.py
    # All a bar needs, found by when it ended: the bars of all services never touch the rest.
    Index("ix_span_stop", "stop_us", "component_id", "start_us", "status"),
    sqlite_with_rowid=False,
)

# Append-only by time. `k` = milliseconds × 2^20 + check id; `v` = the packed answer (packing.py).
RECENT = Table(
    "recent",
    METADATA,
    Column("k", KEY, primary_key=True, autoincrement=False),
    Column("v", MICROS, nullable=False),
)

# An hour of one check's answers, 8 bytes each (packing.py); kept for days. The hour leads the
# key: hours are appended and dropped whole, and no page in the middle is ever written again.
RESULT_CHUNK = Table(
    "result_chunk",
    METADATA,
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("check_id", Integer, primary_key=True, autoincrement=False),
    Column("answers", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)


def _rollup(name: str, bucket: str) -> Table:
    return Table(
        name,
        METADATA,
        Column(bucket, Integer, primary_key=True, autoincrement=False),
        # 0 stands for all checks together.
        Column("check_id", Integer, primary_key=True, autoincrement=False),
        Column("up", Integer, nullable=False),
        Column("degraded", Integer, nullable=False),
        Column("down", Integer, nullable=False),
        Column("unknown", Integer, nullable=False),
        Column("timed", Integer, nullable=False),
        Column("sum_us", MICROS, nullable=False),
        Column("min_us", Integer, nullable=True),
        Column("max_us", Integer, nullable=True),
        Column("histogram", LargeBinary, nullable=False),  # packing.py
        sqlite_with_rowid=False,
    )


# Written once an hour and once a day, never per check. Hours and days since 1970, UTC.
ROLLUP_HOUR = _rollup("rollup_hour", "hour")
ROLLUP_DAY = _rollup("rollup_day", "day")

# What was sent and what came back, for failures; the newest few of each check.
TRANSCRIPT = Table(
    "transcript",
    METADATA,
    Column("check_id", ForeignKey("check_.id"), primary_key=True),
    Column("at_us", MICROS, primary_key=True),
    Column("answer", Text, nullable=False),  # JSON of domain.result.Answer
    sqlite_with_rowid=False,
)
