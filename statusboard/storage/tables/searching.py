"""What is looked for in published texts. Each engine has an index of its own over it."""

from sqlalchemy import Column, ForeignKey, Table, Text

from statusboard.storage.tables.base import METADATA

# The words of an update's title and text, as `domain.search_words` takes them apart. On PostgreSQL
# a column `found` is made of them, with an index; on SQLite there is `storage.search_index`.
UPDATE_WORDS = Table(
    "update_words",
    METADATA,
    Column(
        "update_id",
        ForeignKey("incident_update.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("words", Text, nullable=False),
)
