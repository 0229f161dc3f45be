"""A unit: one transaction, with the frozen now and who acts in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from statusboard.domain.access import Actor
from statusboard.domain.instants import to_us
from statusboard.errors import Unavailable
from statusboard.storage.engine import FOR_READING, path_of, place_of
from statusboard.storage.failures import in_words
from statusboard.storage.file_connections import changed_meanwhile


@dataclass(frozen=True, slots=True)
class Unit:
    """What storage functions are given: a connection in a transaction, now, and the actor.

    Storage functions never commit. `now` is taken once per transaction.
    """

    connection: Connection
    now: datetime
    actor: Actor | None = None

    @property
    def now_us(self) -> int:
        """Now, in microseconds since 1970."""
        return to_us(self.now)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.connection.dialect.name == "sqlite"

    @property
    def place(self) -> str:
        """Where the database is, for people; without a password."""
        return place_of(self.connection.engine)

    @property
    def file(self) -> Path | None:
        """The file of the embedded database; None for a server's."""
        return path_of(self.connection.engine)

    @property
    def folder(self) -> Path | None:
        """The folder of the embedded database's file; None for a server's."""
        return None if self.file is None else self.file.parent


@contextmanager
def writing(engine: Engine, now: datetime, actor: Actor) -> Iterator[Unit]:
    """A unit that commits at the end, or rolls everything back.

    Raises Unavailable where the database is busy or away: nothing was written then.
    """
    try:
        with engine.begin() as connection:
            yield Unit(connection, now, actor)
    except SQLAlchemyError as error:
        raise in_words(error, path_of(engine)) from error


@contextmanager
def reading(engine: Engine, now: datetime) -> Iterator[Unit]:
    """A unit for reading: one consistent picture, nothing written, and nobody kept waiting."""
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            else:
                connection.execution_options(**{FOR_READING: True})
            with connection.begin():
                unit = Unit(connection, now)
                yield unit
                _refuse_torn(unit)
    except SQLAlchemyError as error:
        raise in_words(error, path_of(engine)) from error


def _refuse_torn(unit: Unit) -> None:
    """Raises Unavailable where a file that nobody seemed to write was written to meanwhile."""
    file = unit.file
    if file is not None and changed_meanwhile(dict(unit.connection.info), file):
        raise Unavailable(
            "Somebody began to work on the database while it was read. Nothing was changed. "
            "Try again."
        )
