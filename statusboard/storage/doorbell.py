"""The doorbell of the change log on PostgreSQL: `LISTEN` and `NOTIFY` say that there is more in it.

A ring says nothing by itself, and may be missed: whoever hears it reads the log, as they do every
so often anyway.
"""

from collections.abc import Callable

from sqlalchemy import text

from statusboard.storage.database import Database
from statusboard.storage.unit import Unit

CHANNEL = "statusboard_changes"


def ring(unit: Unit) -> None:
    """Tells every listener once this transaction is committed; nothing in a file."""
    if not unit.is_sqlite:
        unit.connection.execute(text(f"NOTIFY {CHANNEL}"))


def has_bell(database: Database) -> bool:
    """Whether this database can ring: a file cannot."""
    return database.engine.dialect.name == "postgresql"


async def listen(database: Database, rung: Callable[[], None]) -> None:
    """Calls `rung` for every ring, on a connection of its own, until it is cancelled.

    Returns where the connection cannot be had or is lost, and where the event loop cannot wait for
    one, as that of Windows. Between two commits of the same moment one ring may stand for both.
    """
    from psycopg import AsyncConnection, Error

    dialect, url = database.engine.dialect, database.engine.url
    _, options = dialect.create_connect_args(url)
    try:
        async with await AsyncConnection.connect(**options, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}".encode())
            rung()  # whatever was written before anybody listened
            async for _ring in connection.notifies():
                rung()
    except (Error, NotImplementedError):
        return
