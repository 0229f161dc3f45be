"""The pages beside the main one, and which services each page shows.

The main page is number 0 and has no row: it is always there, and its settings are those of the
desk. So what belongs to a page refers to it without a constraint.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# A removed page stays as a row: its key is never used again.
PAGE = Table(
    "page",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("shows", Text, nullable=False, server_default="all"),  # domain.page.Shows
    Column("position", Integer, nullable=False),
    Column("removed_us", MICROS, nullable=True),
)

PAGE_SETTING = Table(
    "page_setting",
    METADATA,
    Column("page_id", ForeignKey("page.id"), primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON; never a secret
)

# What was chosen of a page, to be shown or to be left out: one of the two in each row.
PAGE_SERVICE = Table(
    "page_service",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("page_id", KEY, nullable=False),
    Column("component_id", ForeignKey("component.id"), nullable=True),
    Column("group_id", ForeignKey("component_group.id"), nullable=True),
    Index("ix_page_service_page", "page_id"),
)
