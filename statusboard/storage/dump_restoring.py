"""Brings a copy of a PostgreSQL database back. The present tables move into a schema of their own.

Nothing is overwritten or dropped; what others keep in the same database is not touched.
"""

import logging
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from statusboard.domain.access import Actor
from statusboard.domain.instants import to_us
from statusboard.errors import RuleBroken
from statusboard.storage import leases
from statusboard.storage.audit import write_audit
from statusboard.storage.copies import Copy
from statusboard.storage.database import Database
from statusboard.storage.dumps import TABLES, look_over_dump, put_back
from statusboard.storage.failures import in_words
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.restored import Restored, write_restored
from statusboard.storage.restoring import VERB, refuse_revision

log = logging.getLogger(__name__)

ROLES = ("collector", "office")


def restore_dump(url: str, copy: Copy, *, now: datetime, actor: Actor) -> str:
    """Puts a copy in the place of our tables; the schema in which they are now, empty for none.

    Raises RuleBroken for a copy that a newer StatusBoard made, or none of ours, or while programs
    are at work; Damaged and Unavailable where it cannot be done. Nothing was changed then.
    """
    with closing(Database.open(url)) as database:
        contents = look_over_dump(database.engine, copy.path)
        refuse_revision(contents.revision, copy.path.name)
        _refuse_while_used(database, now)
        schema = f"set_aside_{now.astimezone(UTC):%Y_%m_%dt%H%M%Sz}"
        moved = _moved(database, schema)
        try:
            put_back(database.engine, copy.path)
        except BaseException:
            _move_back(database, schema, moved)
            raise
        bring_to_head(database, makes=False)
        with database.writing(now, actor) as unit:
            write_restored(unit, Restored(to_us(now), copy.path.name, to_us(copy.made_at)))
            detail: dict[str, object] = {"of": copy.made_at.isoformat()}
            write_audit(unit, verb=VERB, subject=copy.path.name, detail=detail)
            leases.forget_holders(unit)
    log.warning("database restored schema=%s copy=%s", schema, copy.path.name)
    return schema if moved else ""


def _refuse_while_used(database: Database, now: datetime) -> None:
    with database.reading(now) as unit:
        if not inspect(unit.connection).has_table("lease"):
            return
        for lease in leases.read_all(unit):
            # Collectors of other locations are called `collector@NAME`.
            if lease.role.partition("@")[0] in ROLES and lease.is_held(unit.now_us):
                raise RuleBroken(
                    f"The {lease.role} is at work on this database ({lease.holder}). Nothing was "
                    "changed. Stop it, then try again."
                )


def _moved(database: Database, schema: str) -> tuple[str, ...]:
    """Moves our tables into a schema that is made for them; which there were."""
    try:
        with database.engine.begin() as connection:
            there = set(inspect(connection).get_table_names())
            ours = tuple(name for name in TABLES if name in there)
            if ours:
                connection.execute(text(f'CREATE SCHEMA "{schema}"'))
                _move(connection, ours, to=schema)
    except SQLAlchemyError as error:
        raise in_words(error) from error
    return ours


def _move_back(database: Database, schema: str, tables: Sequence[str]) -> None:
    if not tables:
        return
    with database.engine.begin() as connection:
        home = str(connection.scalar(text("SELECT current_schema()")))
        _move(connection, [f'{schema}"."{name}' for name in tables], to=home)
        connection.execute(text(f'DROP SCHEMA "{schema}"'))


def _move(connection: Connection, tables: Sequence[str], *, to: str) -> None:
    """Their indexes and counters go with them."""
    for name in tables:
        connection.execute(text(f'ALTER TABLE "{name}" SET SCHEMA "{to}"'))
