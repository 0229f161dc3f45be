"""The doorway of a command: the database of this start, and the person who typed it."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from statusboard.app.bootstrap import open_database
from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.domain.access import Actor, ActorKind


@contextmanager
def doorway(database: str | None, *, demo: bool = False) -> Iterator[Doorway]:
    """A doorway into the database, migrated, closed at the end.

    Running programs hear of what is written here through the change log.
    """
    opened = open_database(database, demo=demo)
    try:
        yield Doorway(opened, SystemClock())
    finally:
        opened.close()


def this_person() -> Actor:
    """Who typed the command."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in a container
        name = "somebody"
    return Actor(ActorKind.PERSON, name)
