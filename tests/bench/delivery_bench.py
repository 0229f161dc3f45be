"""The outbox: publishing to 100,000, mails as fast as a bare loop sends them, and shared work.

Floor and subject take turns in one run. The mail sink is a process of its own; PostgreSQL is the
tests' own. `processor` is the time that was really worked, where the machine has others to serve.
"""

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import aiosmtplib
from sqlalchemy import func, insert, select, text

from statusboard.app.clock import SystemClock
from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import Doorway
from statusboard.catalog.declaration import Config
from statusboard.channels.base import Outcome, Outgoing, Sender, Sent
from statusboard.domain.access import loop
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incidents import NewUpdate, append_update
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.tables import DELIVERY, DISPATCH, SUBSCRIBER
from tests.fixtures.database import start_postgres

ACTOR = loop("bench")
RECIPIENTS = int(os.environ.get("BENCH_RECIPIENTS", "100000"))
MAILS = int(os.environ.get("BENCH_MAILS", "10000"))
SHARED = int(os.environ.get("BENCH_SHARED", "50000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
CONNECTIONS, DISPATCHERS = 4, 4
ANSWERS_AFTER_S = 0.02
AT_ONCE = 8
SENDER = "Northwind Status <status@northwind.example>"


class _Sink(asyncio.Protocol):
    """Takes every mail, by as few bytes as SMTP allows."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out, self._left, self._is_data = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._left += data
        while True:
            end = b"\r\n.\r\n" if self._is_data else b"\r\n"
            said, found, rest = self._left.partition(end)
            if not found:
                return
            self._left = rest
            if self._is_data:
                self._is_data = False
                self._out.write(b"250 taken\r\n")
                continue
            verb = said[:4].upper()
            self._is_data = verb == b"DATA"
            answer = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(verb, b"250 ok\r\n")
            self._out.write(answer)


def _serve(told: Connection) -> None:
    async def run() -> None:
        running = asyncio.get_running_loop()
        server = await running.create_server(_Sink, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await running.run_in_executor(None, told.recv)
        server.close()

    asyncio.run(run())


@contextmanager
def _sink() -> Iterator[int]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join(10)


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


def _publish(database: Database) -> float:
    """The seconds of the transaction that publishes to everybody; nobody waits for the brake."""
    with database.writing(datetime.now(UTC), ACTOR) as unit:
        wording = Wording(title="Checkout fails", body="We look into it. " * 20)
        begun_s = time.perf_counter()
        incident_id, _ = append_update(unit, None, NewUpdate(wording, Impact.MAJOR, {}))
        announce(unit, incident_id, 0)
        unit.connection.execute(DISPATCH.update().values(held_until_us=0))
    return time.perf_counter() - begun_s


def _publishing(url: str, name: str) -> dict[str, object]:
    with closing(_house(url, RECIPIENTS)) as database:
        if database.engine.dialect.name == "postgresql":
            with database.engine.begin() as connection:
                connection.execute(text("ANALYZE subscriber"))
        seconds = [_publish(database) for _ in range(ROUNDS)]
    return {
        "name": f"publishing to {RECIPIENTS:,} on {name}",
        "value": statistics.median(seconds),
        "unit": f"s ({', '.join(f'{one:.2f}' for one in seconds)})",
        "goal": "≤ 2 s",
    }


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
    """A dispatcher in a process of its own: tells the keys that it sent."""
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

    with closing(Database.open(url)) as database:
        asyncio.run(run(database))
    told.send(provider.keys)


def _shared(url: str, dispatchers: int, rows: int) -> tuple[float, list[str]]:
    """The seconds that so many take for the rows, and the keys that were sent."""
    context = multiprocessing.get_context("spawn")
    with closing(_house(url, rows)) as database:
        _publish(database)
        begun_s = time.perf_counter()
        pipes, processes = [], []
        for _ in range(dispatchers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_share, args=(theirs, url), daemon=True)
            process.start()
            pipes.append(ours)
            processes.append(process)
        _wait_until_sent(database, rows)
        took_s = time.perf_counter() - begun_s
        for pipe in pipes:
            pipe.send(None)
        keys = [key for pipe in pipes for key in pipe.recv()]
        for process in processes:
            process.join(30)
    return took_s, keys


def _wait_until_sent(database: Database, rows: int) -> None:
    waiting = select(func.count()).where(DELIVERY.c.state == DeliveryState.SENT.value)
    while True:
        with database.reading(datetime.now(UTC)) as unit:
            if unit.connection.scalar(waiting) == rows:
                return
        time.sleep(0.1)


async def _bare(port: int, contents: list[bytes]) -> float:
    """The seconds of a plain loop of aiosmtplib with as many connections."""
    left = iter(contents)

    async def one() -> None:
        async with aiosmtplib.SMTP(
            hostname="127.0.0.1", port=port, use_tls=False, start_tls=False
        ) as smtp:
            for content in left:
                await smtp.mail("status@northwind.example")
                await smtp.rcpt("reader@b.example")
                await smtp.data(content)

    begun_s = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return time.perf_counter() - begun_s


async def _ours(database: Database, rows: int) -> float:
    """The seconds of our dispatcher, from the moment that it looks."""
    stop, done = asyncio.Event(), asyncio.Event()
    door = Doorway(database, SystemClock())
    begun_s = time.perf_counter()
    with ThreadPoolExecutor(1) as executor:
        task = asyncio.create_task(Dispatcher(door, executor, lambda _: None).run(stop))
        sent = asyncio.get_running_loop().run_in_executor(None, _wait_until_sent, database, rows)
        sent.add_done_callback(lambda _: done.set())
        await done.wait()
        took_s = time.perf_counter() - begun_s
        stop.set()
        await task
    return took_s


def _contents(count: int) -> list[bytes]:
    """Mails as large as ours, made beforehand: the bare loop makes none."""
    body = b"Subject: Checkout fails\r\n\r\n" + (b"We look into it. " * 60 + b"\r\n") * 8
    return [body] * count


def _mails(folder: Path) -> dict[str, object]:
    ratios = []
    with _sink() as port:
        for number in range(ROUNDS):
            worked = [time.process_time()]
            floor_s = asyncio.run(_bare(port, _contents(MAILS)))
            worked.append(time.process_time())
            with closing(_house(str(folder / f"mail{number}.db"), MAILS, port)) as database:
                _publish(database)
                worked.append(time.process_time())
                subject_s = asyncio.run(_ours(database, MAILS))
                worked.append(time.process_time())
            processor = (worked[1] - worked[0]) / (worked[3] - worked[2])
            ratios.append((floor_s / subject_s, floor_s, subject_s, processor))
    ratio, floor_s, subject_s, processor = statistics.median_low(ratios)
    return {
        "name": f"{MAILS:,} e-mails to a local sink, against a bare loop",
        "value": ratio,
        "unit": f"× ({MAILS / subject_s:.0f} a second; processor time {processor:.2f} ×)",
        "floor": MAILS / floor_s,
        "goal": "≥ 0.9 ×",
    }


def measure() -> list[dict[str, object]]:
    """The figures of the outbox."""
    server = start_postgres()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            found = [
                _publishing(str(folder / "publish.db"), "SQLite"),
                _publishing(server.fresh("template0"), "PostgreSQL"),
                _mails(folder),
            ]
        alone_s, _ = _shared(server.fresh("template0"), 1, SHARED // 5)
        all_s, keys = _shared(server.fresh("template0"), DISPATCHERS, SHARED)
    finally:
        server.leave()
    return [
        *found,
        {
            "name": f"{DISPATCHERS} dispatchers on PostgreSQL, {SHARED:,} rows, against one",
            "value": (alone_s * 5) / all_s,
            "unit": f"× ({len(keys) - len(set(keys))} sent twice)",
            "floor": SHARED / 5 / alone_s,
            "goal": "≥ 2.5 ×, none twice",
        },
    ]
