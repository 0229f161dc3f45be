"""With which keys which New Relic is asked. The keys themselves are kept elsewhere."""

import json
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update

from statusboard.storage.tables import NEW_RELIC_CONNECTION
from statusboard.storage.unit import Unit

_ROW = NEW_RELIC_CONNECTION.c

Accounts = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class StoredConnection:
    """Where to ask. `connected_us` changes with every connect, and so with the key.

    Whose key it is, and what it sees, may become known later, and makes no other connection of it.
    `key_name` is what the key is called among the secrets.
    """

    id: int
    name: str
    region: str
    url: str
    key_name: str
    connected_us: int
    user: str = field(default="", compare=False)
    accounts: Accounts = field(default=(), compare=False)
    kept_in: str = field(default="", compare=False)


def read_connections(unit: Unit) -> tuple[StoredConnection, ...]:
    """All connections, in the order in which they were made."""
    rows = unit.connection.execute(select(NEW_RELIC_CONNECTION).order_by(_ROW.id))
    return tuple(
        StoredConnection(
            row.id,
            row.name,
            row.region,
            row.url,
            row.key_name,
            row.connected_us,
            row.user_name,
            tuple((int(number), str(name)) for number, name in json.loads(row.accounts)),
            row.kept_in,
        )
        for row in rows
    )


def keep_connection(unit: Unit, given: StoredConnection) -> None:
    """Adds a connection, or makes the one of its name anew, as of now. Its number is not read."""
    values = {
        "region": given.region,
        "url": given.url,
        "user_name": given.user,
        "accounts": json.dumps(given.accounts, ensure_ascii=False),
        "kept_in": given.kept_in,
        "key_name": given.key_name,
        "connected_us": max(unit.now_us, given.connected_us),
    }
    made_anew = update(NEW_RELIC_CONNECTION).where(_ROW.name == given.name).values(values)
    if not unit.connection.execute(made_anew).rowcount:
        added = insert(NEW_RELIC_CONNECTION).values(name=given.name, **values)
        unit.connection.execute(added)


def note_owner(unit: Unit, number: int, user: str, accounts: Accounts) -> None:
    """Keeps whose key it is and what it sees."""
    told = json.dumps(accounts, ensure_ascii=False)
    noted = update(NEW_RELIC_CONNECTION).where(_ROW.id == number)
    unit.connection.execute(noted.values(user_name=user, accounts=told))


def remove_connection(unit: Unit, number: int) -> None:
    """Ends a connection."""
    unit.connection.execute(delete(NEW_RELIC_CONNECTION).where(_ROW.id == number))
