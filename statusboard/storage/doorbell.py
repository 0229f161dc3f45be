"""A doorbell over the log of changes: LISTEN and NOTIFY of PostgreSQL.

It carries nothing but that there is something; what it is stands in the log. A file has none.
"""

import select
import socket
from contextlib import suppress
from typing import Any, Self

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.storage.unit import Unit

CHANNEL = "statusboard_changes"


def ring(unit: Unit) -> None:
    """Everybody who listens hears it when this transaction is committed, and not before."""
    if not unit.is_sqlite:
        unit.connection.execute(text(f"NOTIFY {CHANNEL}"))


class Doorbell:
    """Listens by a connection of its own. Blocking; used by one thread, `hush` by any."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Any = None
        self._ended, self._ending = socket.socketpair()

    @classmethod
    def of(cls, database: Database) -> Self | None:
        """The doorbell of a server's database; None for a file."""
        is_server = database.engine.dialect.name == "postgresql"
        return cls(database.engine) if is_server else None

    def wait(self, at_most_s: float) -> bool:
        """Whether it rang, or what rang before it listened may have been missed.

        Raises Unavailable where the server cannot be reached; the next call tries again.
        """
        error_of_driver: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        try:
            if self._connection is None:
                self._connection = self._listening()
                return True
            return self._rings(at_most_s)
        except (SQLAlchemyError, error_of_driver, OSError, ValueError) as error:
            self._drop()
            raise Unavailable("The database does not say when something changes.") from error

    def _rings(self, at_most_s: float) -> bool:
        line = self._connection.pgconn
        select.select([line.socket, self._ended], [], [], at_most_s)
        # Asked even where nothing seems to be there: encryption may hold some of it back.
        line.consume_input()
        rings = 0
        while line.notifies() is not None:
            rings += 1
        return rings > 0

    def hush(self) -> None:
        """Ends a wait at once, and every later one."""
        with suppress(OSError):
            self._ending.send(b".")

    def close(self) -> None:
        """Gives the connection back. After the last wait."""
        self._drop()
        self._ended.close()
        self._ending.close()

    def _listening(self) -> Any:  # noqa: ANN401 - the driver's own connection
        pooled = self._engine.raw_connection()
        try:
            connection = pooled.driver_connection
            assert connection is not None
            # Out of the pool: whoever got it next would be told of changes, too.
            pooled.detach()
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
        except BaseException:
            pooled.close()
            raise
        return connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()
