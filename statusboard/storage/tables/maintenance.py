"""Planned work: plans, their windows with what each service is meanwhile, and freeze periods."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from statusboard.storage.tables.base import KEY, METADATA, MICROS

MAINTENANCE = Table(
    "maintenance",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("plan", Text, nullable=False),  # JSON of domain.maintenance.Plan
    Column("revision", Integer, nullable=False),  # optimistic version
    Column("created_us", MICROS, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("closed_us", MICROS, nullable=True),  # no window of it follows any more
)

# Each time that a plan comes to pass. Those that are over stay as they were.
MAINTENANCE_WINDOW = Table(
    "maintenance_window",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("maintenance_id", ForeignKey("maintenance.id"), nullable=False),
    Column("public_id", Text, nullable=False, unique=True),
    Column("status", Text, nullable=False),
    Column("series_us", MICROS, nullable=False),  # where the series put it: RECURRENCE-ID
    Column("starts_us", MICROS, nullable=False),
    Column("ends_us", MICROS, nullable=False),
    Column("started_us", MICROS, nullable=True),
    Column("ended_us", MICROS, nullable=True),
    Column("starts_itself", Integer, nullable=False),
    Column("ends_itself", Integer, nullable=False),
    Column("incident_id", ForeignKey("incident.id"), nullable=True, unique=True),
    Column("reminded_us", MICROS, nullable=False),  # reminders due until then are settled
    # What the spans of its services show of it; the collector's own.
    Column("shown_from_us", MICROS, nullable=True),
    Column("shown_until_us", MICROS, nullable=True),
    # Put before its turn in the series, because it alone was changed.
    Column("is_ahead", Integer, nullable=False, server_default="0"),
    # When its end was set although it was over, and why.
    Column("end_set_us", MICROS, nullable=True),
    Column("end_reason", Text, nullable=False, server_default=""),
    UniqueConstraint("maintenance_id", "series_us"),
    Index("ix_maintenance_window_ends", "ends_us"),
)

# What each service is while a window runs.
MAINTENANCE_COMPONENT = Table(
    "maintenance_component",
    METADATA,
    Column("window_id", ForeignKey("maintenance_window.id"), primary_key=True),
    Column("component_id", ForeignKey("component.id"), primary_key=True, index=True),
    Column("status", Text, nullable=False),
)

# What somebody asked for of announced work, which waits until somebody else has agreed to it.
MAINTENANCE_CHANGE = Table(
    "maintenance_change",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("maintenance_id", ForeignKey("maintenance.id"), nullable=False),
    Column("window_id", ForeignKey("maintenance_window.id"), nullable=False),
    Column("revision", Integer, nullable=False),  # of the plan that it would change
    Column("deed", Text, nullable=False),  # domain.maintenance_change.ChangeDeed
    Column("given", Text, nullable=False),  # JSON of the input of the verb that would do it
    Column("made_us", MICROS, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("by_person", MICROS, nullable=True),
    Column("closing", Text, nullable=False, server_default=""),  # empty: it waits
    Column("words", Text, nullable=False, server_default=""),
    Index("ix_maintenance_change_of", "maintenance_id"),
)

# Time in which no work should be planned, such as the weeks before Christmas.
FREEZE_PERIOD = Table(
    "freeze_period",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("starts_us", MICROS, nullable=False),
    Column("ends_us", MICROS, nullable=False),
)
