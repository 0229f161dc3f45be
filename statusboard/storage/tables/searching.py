"""What is looked for in published texts. Each engine has an index of its own over it."""

from sqlalchemy import DDL, Column, ForeignKey, Table, Text, event

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

# Not `to_tsvector`: what is kept are words already.
_FOUND = (
    "ALTER TABLE update_words ADD COLUMN found tsvector GENERATED ALWAYS AS "
    "(array_to_tsvector(string_to_array(words, ' '))) STORED",
    "CREATE INDEX ix_update_words_found ON update_words USING gin (found)",
)
for _statement in _FOUND:
    _made = DDL(_statement)  # type: ignore[no-untyped-call]
    event.listen(UPDATE_WORDS, "after_create", _made.execute_if(dialect="postgresql"))
