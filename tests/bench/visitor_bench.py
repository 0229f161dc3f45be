"""What asking takes, by what is known of the address: nobody shall learn it by a stopwatch.

Each round asks once for an address of every sort, in an order of its own, at a desk with many
readers; compared are medians. SQLite lies on the disk, and PostgreSQL is the tests' own.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import insert

from statusboard.app.doorway import Doorway
from statusboard.app.settings import PUBLIC_URL
from statusboard.app.subscribers.commands import (
    add_subscriber,
    erase_subscriber,
    remove_subscriber,
)
from statusboard.app.subscribers.inputs import Address, SubscriberInput
from statusboard.app.visitors.commands import ask
from statusboard.domain.access import loop, person, visitor
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.visiting import AskToBeTold
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.settings import write_setting
from statusboard.storage.subscribers import find_subscriber, set_state
from statusboard.storage.tables import SUBSCRIBER
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import start_postgres

READERS = int(os.environ.get("BENCH_READERS", "20000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "200"))
WARM = 10
# Under the limit of the page, however many ask.
BETWEEN_S = 60.0
WHO, ACTOR = person("Bench"), loop("bench")
SENDER = "Northwind Status <status@northwind.example>"


def _desk(url: str, clock: ManualClock) -> Database:
    database = Database.open(url)
    bring_to_head(database)
    config = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": SENDER}
    with database.writing(clock.now(), ACTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config=config)
        write_setting(unit, PUBLIC_URL, "https://status.northwind.example")
        fixed = {"state": "active", "about": "both", "extent": "every", "language": "en"}
        fixed |= {"channel_id": channel.id, "everything": True, "created_us": 1}
        names = [f"reader{number}@northwind.example" for number in range(READERS)]
        rows = [fixed | {"address": name, "address_key": name} for name in names]
        unit.connection.execute(insert(SUBSCRIBER), rows)
    return database


def _told(door: Doorway, address: str) -> None:
    door.do(add_subscriber, SubscriberInput("mail", address, vouched="asked"), WHO)


def _unconfirmed(door: Doorway, address: str) -> None:
    door.do(add_subscriber, SubscriberInput("mail", address), WHO)


def _quarantined(door: Doorway, address: str) -> None:
    _told(door, address)
    with door.database.writing(door.clock.now(), ACTOR) as unit:
        found = find_subscriber(unit, 1, address)
        assert found is not None
        set_state(unit, found.id, SubscriberState.QUARANTINED, reason="no such user")


def _left(door: Doorway, address: str) -> None:
    _told(door, address)
    door.do(remove_subscriber, Address("mail", address), WHO)


def _erased(door: Doorway, address: str) -> None:
    _told(door, address)
    door.do(erase_subscriber, Address("mail", address), WHO)


def _nobody(_door: Doorway, _address: str) -> None:
    pass


SORTS: dict[str, Callable[[Doorway, str], None]] = {
    "nobody": _nobody,
    "told": _told,
    "unconfirmed": _unconfirmed,
    "quarantined": _quarantined,
    "left": _left,
    "erased": _erased,
}


@dataclass(frozen=True)
class Taken:
    """What each sort took, in milliseconds, a round after the other."""

    wall: dict[str, list[float]] = field(default_factory=lambda: {sort: [] for sort in SORTS})
    work: dict[str, list[float]] = field(default_factory=lambda: {sort: [] for sort in SORTS})


def _taken(url: str) -> Taken:
    clock, chance, taken = ManualClock(), random.Random(7), Taken()
    with closing(_desk(url, clock)) as database:
        door = Doorway(database, clock)
        rounds = range(WARM + ROUNDS)
        for sort, known in SORTS.items():
            for number in rounds:
                known(door, f"{sort}{number}@customer.example")
        for number in rounds:
            for sort in chance.sample(list(SORTS), len(SORTS)):
                clock.forward(BETWEEN_S)
                network = f"2001:db8:{number:x}:{list(SORTS).index(sort):x}::1"
                given = AskToBeTold("mail", f"{sort}{number}@customer.example", network=network)
                began, worked = time.perf_counter(), time.thread_time()
                door.do(ask, given, visitor())
                if number >= WARM:
                    taken.wall[sort].append((time.perf_counter() - began) * 1e3)
                    taken.work[sort].append((time.thread_time() - worked) * 1e3)
    return taken


def _furthest(name: str, measured: dict[str, list[float]]) -> dict[str, object]:
    """The sort that differs most from an address that nothing is known of."""
    medians = {sort: statistics.median(each) for sort, each in measured.items()}
    nobody = medians.pop("nobody")
    sort = max(medians, key=lambda each: abs(medians[each] / nobody - 1))
    return {
        "name": f"{name}: asking for an address that is {sort}, of nobody's",
        "value": medians[sort] / nobody,
        "unit": f"× ({medians[sort]:.2f} of {nobody:.2f} ms)",
        "goal": "0.91 to 1.1",
    }


def measure() -> list[dict[str, object]]:
    """By the clock on the wall, which is what a stranger has, and by the work that was done."""
    rows: list[dict[str, object]] = []
    postgres = start_postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "statusboard.db")
            for name, url in (("SQLite", file), ("PostgreSQL", postgres.fresh("template0"))):
                taken = _taken(url)
                rows.append(_furthest(name, taken.wall))
                rows.append(_furthest(f"{name}, our own work alone", taken.work))
    finally:
        postgres.leave()
    return rows
