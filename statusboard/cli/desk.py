"""The doorway of a command: the database of this start, and the person who typed it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.identity import here, name_here
from statusboard.app.installation import locate, open_database, reading
from statusboard.app.keys.choose import secrets_of
from statusboard.app.people.who import WHO
from statusboard.domain.access import Actor, loop, person


@contextmanager
def doorway(database: str | None) -> Iterator[Doorway]:
    """A doorway into the database, made where there is none, migrated, closed at the end.

    Running programs hear of what is written here through the change log.
    """
    where = locate(database)
    with closing(open_database(database)) as opened:
        yield Doorway(opened, SystemClock(), secrets_of(where, demo=False))


@contextmanager
def reading_doorway(database: str | None, *, demo: bool = False) -> Iterator[Doorway]:
    """A doorway for a command that only asks: it makes no database."""
    with reading(database, demo=demo) as opened:
        yield Doorway(opened, SystemClock())


def this_person(door: Doorway) -> Actor:
    """Who typed the command, and what they may. Raises RuleBroken for whoever was ended."""
    return door.ask(WHO, here())


def whoever_types() -> Actor:
    """Who typed a command for a database that cannot be asked who that is: it is to come back."""
    return person(name_here())


def whoever_rescues() -> Actor:
    """Whoever lets a desk out that has locked itself out: nobody that it knows."""
    return loop(f"rescue, by {here().login}")
