"""A unit: one transaction, with the frozen now and who acts in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from statusboard.domain.access import Actor
from statusboard.domain.instants import to_us


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


@contextmanager
def writing(engine: Engine, now: datetime, actor: Actor) -> Iterator[Unit]:
    """A unit that commits at the end, or rolls everything back."""
    with engine.begin() as connection:
        yield Unit(connection, now, actor)


@contextmanager
def reading(engine: Engine, now: datetime) -> Iterator[Unit]:
    """A unit for reading: one consistent picture, nothing written."""
    with engine.connect() as connection, connection.begin():
        yield Unit(connection, now)
