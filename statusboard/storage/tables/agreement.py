"""What was done about a text on its way to being agreed to, and what goes out at an instant."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from statusboard.storage.tables.base import KEY, METADATA, MICROS

# Only ever added to. `matter_id` is a notice's, or that of planned work, by `matter`.
APPROVAL_STEP = Table(
    "approval_step",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("matter", Text, nullable=False),  # domain.approval.Matter
    Column("matter_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("deed", Text, nullable=False),  # domain.approval.Deed
    Column("at_us", MICROS, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("by_person", BigInteger, nullable=True),
    Column("words", Text, nullable=False, server_default=""),
    Column("impact", Text, nullable=False, server_default=""),  # empty: it has none
    Column("said", Text, nullable=False, server_default=""),  # as placeholders were filled then
    Index("ix_approval_step_matter", "matter", "matter_id"),
)

# At most one of a notice. What did not go out keeps its row, with the reason.
SCHEDULE = Table(
    "schedule",
    METADATA,
    Column("notice_id", ForeignKey("notice.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("at_us", MICROS, nullable=False),
    Column("set_us", MICROS, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("by_person", BigInteger, nullable=True),
    Column("tell", Boolean, nullable=True),
    Column("problem", Text, nullable=False, server_default=""),
)
