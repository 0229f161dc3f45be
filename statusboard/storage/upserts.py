"""`INSERT … ON CONFLICT`, in the words of the database at hand."""

from typing import TYPE_CHECKING

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from statusboard.storage.unit import Unit

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert


def upsert(unit: Unit, table: Table) -> "sqlite.Insert | PostgresqlInsert":
    """An INSERT that can be told what to do on a conflict: `on_conflict_do_update`, `…_nothing`.

    PostgreSQL's dialect is imported only where it is spoken: it takes 2 MB in each program.
    """
    if unit.is_sqlite:
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
