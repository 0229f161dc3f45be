"""The outbox: publishing to 100,000, and rows that several dispatchers share.

PostgreSQL is the tests' own. Shared rows are timed from when all dispatchers stand ready until the
last outcome is written down; as many rows for one dispatcher as for four.
"""

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, insert, select, text

from statusboard.app.clock import SystemClock
from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import Doorway
from statusboard.app.programs.switches import take_turns_quickly
from statusboard.catalog.declaration import Config
from statusboard.channels.base import Outcome, Outgoing, Sender, Sent
from statusboard.domain.access import loop
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.tables import DELIVERY, DISPATCH, SUBSCRIBER
from tests.fixtures.database import start_postgres

ACTOR = loop("bench")
RECIPIENTS = int(os.environ.get("BENCH_RECIPIENTS", "100000"))
SHARED = int(os.environ.get("BENCH_SHARED", "50000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
CONNECTIONS, DISPATCHERS = 4, 4
ANSWERS_AFTER_S = 0.02
AT_ONCE = 8
SENDER = "Northwind Status <status@northwind.example>"


def _house(url: str, readers: int, port: int = 1) -> Database:
    database = Database.open(url)
    bring_to_head(database)
    with database.writing(datetime.now(UTC), ACTOR) as unit:
        config = {"host": "127.0.0.1", "port": port, "security": "none", "sender": SENDER}
        config["connections"] = CONNECTIONS
        channel = add_channel(unit, name="mail", kind="email", config=config)
        fixed = {"state": "active", "about": "both", "extent": "every", "language": "en"}
        fixed |= {"channel_id": channel.id, "everything": True, "created_us": 1}
        for first in range(0, readers, 5_000):
            names = [f"r{n}@b.example" for n in range(first, min(first + 5_000, readers))]
            rows = [{"address": name, "address_key": name, **fixed} for name in names]
            unit.connection.execute(insert(SUBSCRIBER), rows)
    return database


def _publish(database: Database, incident_id: int | None = None) -> float:
    """The seconds of the transaction that publishes to everybody; nobody waits for the brake."""
    with database.writing(datetime.now(UTC), ACTOR) as unit:
        title = "Checkout fails" if incident_id is None else "Checkout fails for some"
        wording = Wording(title=title, body="We look into it. " * 20)
        begun_s = time.perf_counter()
        incident_id, _ = append_update(unit, incident_id, NewUpdate(wording, Impact.MAJOR, {}))
        announce(unit, incident_id, 0)
        unit.connection.execute(DISPATCH.update().values(held_until_us=0))
    return time.perf_counter() - begun_s


def _publishing(urls: Sequence[str], name: str) -> list[dict[str, object]]:
    """To a house of its own each time; and once more to everybody, while all of that waits."""
    seconds, again = [], []
    for url in urls:
        with closing(_house(url, RECIPIENTS)) as database:
            if database.engine.dialect.name == "postgresql":
                with database.engine.begin() as connection:
                    connection.execute(text("ANALYZE subscriber"))
            seconds.append(_publish(database))
            again.append(_publish(database, incident_id=1))
    return [
        {
            "name": f"publishing to {RECIPIENTS:,} on {name}",
            "value": statistics.median(seconds),
            "unit": f"s ({', '.join(f'{one:.2f}' for one in seconds)})",
            "goal": "≤ 2 s",
        },
        {
            "name": f"another update of it, while none of the {RECIPIENTS:,} has gone out",
            "value": statistics.median(again),
            "unit": f"s ({', '.join(f'{one:.2f}' for one in again)})",
        },
    ]


@dataclass
class _Provider:
    """Answers a moment later, and counts how often it was given each message."""

    keys: list[str]

    async def send(self, outgoing: Outgoing) -> Outcome:
        await asyncio.sleep(ANSWERS_AFTER_S)
        self.keys.append(outgoing.key)
        return Sent("taken")

    @asynccontextmanager
    async def opened(self, _config: Config) -> AsyncIterator[Sender]:
        yield self


def _share(told: Connection, url: str) -> None:
    """A dispatcher in a process of its own: begins when it is told, and tells the keys it sent."""
    provider = _Provider([])
    kinds = dict(channel_kinds())
    limits = kinds["email"].limits
    kinds["email"] = replace(
        kinds["email"],
        open=provider.opened,
        limits=lambda config: replace(limits(config), at_once=AT_ONCE),
    )

    async def run(database: Database) -> None:
        stop = asyncio.Event()
        with ThreadPoolExecutor(1) as executor:
            door = Doorway(database, SystemClock())
            work = Dispatcher(door, executor, lambda _: None, kinds=kinds)
            task = asyncio.create_task(work.run(stop))
            await asyncio.get_running_loop().run_in_executor(None, told.recv)
            stop.set()
            await task

    take_turns_quickly()
    with closing(Database.open(url)) as database:
        told.send("ready")
        told.recv()
        asyncio.run(run(database))
    told.send(provider.keys)


def _shared(url: str, dispatchers: int, rows: int) -> tuple[float, list[str]]:
    """The seconds that so many take for the rows, and the keys that were sent."""
    context = multiprocessing.get_context("spawn")
    with closing(_house(url, rows)) as database:
        _publish(database)
        pipes, processes = [], []
        for _ in range(dispatchers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_share, args=(theirs, url), daemon=True)
            process.start()
            pipes.append(ours)
            processes.append(process)
        for pipe in pipes:
            pipe.recv()
        begun_s = time.time()
        for pipe in pipes:
            pipe.send("go")
        _, last_s = _wait_until_sent(database, rows)
        took_s = last_s - begun_s
        for pipe in pipes:
            pipe.send(None)
        keys = [key for pipe in pipes for key in pipe.recv()]
        for process in processes:
            process.join(30)
    return took_s, keys


def _wait_until_sent(database: Database, rows: int) -> tuple[float, float]:
    """When the first and the last of the rows were written down as sent, as `time.time` says it."""
    at_us = DELIVERY.c.at_us
    sent = select(func.count(), func.min(at_us), func.max(at_us)).where(
        DELIVERY.c.state == DeliveryState.SENT.value
    )
    while True:
        with database.reading(datetime.now(UTC)) as unit:
            count, first_us, last_us = unit.connection.execute(sent).one()
            if count == rows:
                return first_us / 1e6, last_us / 1e6
        time.sleep(0.5)


def measure() -> list[dict[str, object]]:
    """The figures of the outbox."""
    server = start_postgres()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            files = [str(folder / f"publish{number}.db") for number in range(ROUNDS)]
            found = _publishing(files, "SQLite")
        found += _publishing([server.fresh("template0") for _ in range(ROUNDS)], "PostgreSQL")
        alone_s, _ = _shared(server.fresh("template0"), 1, SHARED)
        all_s, keys = _shared(server.fresh("template0"), DISPATCHERS, SHARED)
    finally:
        server.leave()
    return [
        *found,
        {
            "name": f"{DISPATCHERS} dispatchers on PostgreSQL, {SHARED:,} rows, against one",
            "value": alone_s / all_s,
            "unit": f"× ({len(keys) - len(set(keys))} sent twice)",
            "floor": SHARED / alone_s,
            "goal": "≥ 2.5 ×, none twice",
        },
    ]
