"""SQLite's full-text index over published words: made where it is missing, kept by triggers.

It says nothing that `update_words` does not, so it is never copied by hand nor counted, and it is
made anew when in doubt. A SQLite without FTS5 could not write to a table that such an index hangs
on: there its triggers are taken away, and the next one that has FTS5 builds it again.

PostgreSQL needs none of this: its index is part of the schema.
"""

from contextlib import closing

from sqlalchemy import Connection, text

from statusboard.storage.engine import sqlite_module

# The module of SQLite that it takes, and the index; SQLite's own tables for it begin the same.
MODULE = "fts5"
INDEX = "update_search"
_INSERTED, _DELETED, _UPDATED = (f"{INDEX}_{when}" for when in ("inserted", "deleted", "updated"))
_PUT = f"INSERT INTO {INDEX} (rowid, words) VALUES (new.update_id, new.words);"  # noqa: S608
_TAKE = (
    f"INSERT INTO {INDEX} ({INDEX}, rowid, words) "  # noqa: S608 - names of our own
    "VALUES ('delete', old.update_id, old.words);"
)
_TRIGGERS = {
    _INSERTED: f"AFTER INSERT ON update_words BEGIN {_PUT} END",
    _DELETED: f"AFTER DELETE ON update_words BEGIN {_TAKE} END",
    _UPDATED: f"AFTER UPDATE ON update_words BEGIN {_TAKE} {_PUT} END",
}
_MODULES = text("SELECT count(*) FROM pragma_module_list WHERE name = :module")
_HANGING = text(
    "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'update_words'"
)
_THERE = text("SELECT count(*) FROM sqlite_master WHERE name = :index")


def sqlite_can_search() -> bool:
    """Whether the SQLite in use has full-text search."""
    with closing(sqlite_module().connect(":memory:")) as connection:
        asked = "SELECT count(*) FROM pragma_module_list WHERE name = ?"
        return bool(connection.execute(asked, (MODULE,)).fetchone()[0])


def is_searchable(connection: Connection) -> bool:
    """Whether published words can be looked up by an index that is up to date."""
    if connection.dialect.name != "sqlite":
        return True
    return _is_able(connection) and _hanging(connection) == len(_TRIGGERS)


def is_as_it_can_be(connection: Connection) -> bool:
    """Whether `keep_index` has nothing to do."""
    if connection.dialect.name != "sqlite":
        return True
    return _hanging(connection) == (len(_TRIGGERS) if _is_able(connection) else 0)


def keep_index(connection: Connection) -> None:
    """Makes the index of a file where it is missing or was left behind, if SQLite has FTS5."""
    if is_as_it_can_be(connection):
        return
    for name in _TRIGGERS:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
    if not _is_able(connection):
        return
    if not connection.scalar(_THERE, {"index": INDEX}):
        # The words are taken apart already: all but their ASCII spaces belongs to them.
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {INDEX} USING {MODULE} (words, content='update_words', "
                "content_rowid='update_id', tokenize='ascii', prefix='5 6 7')"
            )
        )
    connection.execute(text(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')"))  # noqa: S608
    for name, body in _TRIGGERS.items():
        connection.execute(text(f"CREATE TRIGGER {name} {body}"))


def _is_able(connection: Connection) -> bool:
    return bool(connection.scalar(_MODULES, {"module": MODULE}))


def _hanging(connection: Connection) -> int:
    return int(connection.scalar(_HANGING) or 0)
