"""Which notices the machine began, and how far that goes."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from statusboard.storage.tables.base import METADATA, MICROS

# A notice is its writer's from the first revision on that is newer than `revision`.
SUGGESTION = Table(
    "suggestion",
    METADATA,
    Column("notice_id", ForeignKey("notice.id"), primary_key=True),
    Column("kind", Text, nullable=False),  # domain.suggesting.Kind
    Column("revision", Integer, nullable=False),  # the newest that the machine wrote
    Column("hidden_until_us", MICROS, nullable=True),  # nobody wants to be reminded before
    Column("closed_us", MICROS, nullable=True),  # when a person discarded it
)
