"""What people did about alarms: seen, silenced, and what each of them wants to be told."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# The last one of each alarm.
ACKNOWLEDGEMENT = Table(
    "acknowledgement",
    METADATA,
    Column("alarm", Text, primary_key=True),  # domain.alarms.alarm.Alarm.key
    Column("severity", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("by_person", BigInteger, nullable=True),
    Column("at_us", MICROS, nullable=False),
)

# Those that are over stay.
SILENCE = Table(
    "silence",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("subject_sort", Text, nullable=False),  # service or group
    Column("subject_id", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("by_person", BigInteger, nullable=True),
    Column("set_us", MICROS, nullable=False),
    Column("until_us", MICROS, nullable=False),
    Column("ended_us", MICROS, nullable=True),
    Column("ended_by", Text, nullable=False, server_default=""),
    Index("ix_silence_until", "until_us"),
)

# Person 0 is whoever sits at a desk where nobody is set up.
ALARM_RULE = Table(
    "alarm_rule",
    METADATA,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("rules", Text, nullable=False),  # JSON, as domain.alarms.rules_text writes it
)
