"""Mails through the outbox, as fast as a bare loop of aiosmtplib sends them.

Floor and subject take turns in one run; the mail sink is a process of its own. `processor` is the
time that was really worked, where the machine has others to serve.
"""

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import aiosmtplib

from statusboard.app.clock import SystemClock
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.doorway import Doorway
from statusboard.app.programs.switches import take_turns_quickly
from statusboard.app.waiting import wait
from statusboard.storage.database import Database
from tests.bench.delivery_bench import CONNECTIONS, ROUNDS, _house, _publish, _wait_until_sent
from tests.bench.watch_bench import _memory_mb

MAILS = int(os.environ.get("BENCH_MAILS", "10000"))


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


@dataclass(frozen=True)
class _Run:
    """Seconds until the first and the last mail were written down, and memory in MB meanwhile."""

    first_s: float
    last_s: float
    memory_mb: list[float]


async def _ours(database: Database, rows: int) -> _Run:
    """Our dispatcher, from the moment that it looks."""
    stop, done = asyncio.Event(), asyncio.Event()
    memory_mb: list[float] = []
    door = Doorway(database, SystemClock())
    running = asyncio.get_running_loop()
    take_turns_quickly()  # as the office does
    begun_s = time.time()
    with ThreadPoolExecutor(1) as executor:
        task = asyncio.create_task(Dispatcher(door, executor, lambda _: None).run(stop))
        sent = running.run_in_executor(None, _wait_until_sent, database, rows)
        sent.add_done_callback(lambda _: done.set())
        while not await wait(done, 0.5):
            memory_mb.append(_memory_mb())
        stop.set()
        await task
        first_s, last_s = await sent
    return _Run(first_s - begun_s, last_s - begun_s, [*memory_mb, _memory_mb()])


def _contents(count: int) -> list[bytes]:
    """Mails as large as ours, made beforehand: the bare loop makes none."""
    body = b"Subject: Checkout fails\r\n\r\n" + (b"We look into it. " * 60 + b"\r\n") * 8
    return [body] * count


def _mails(folder: Path) -> list[dict[str, object]]:
    ratios, firsts_s, grown_mb = [], [], []
    with _sink() as port:
        for number in range(ROUNDS):
            worked = [time.process_time()]
            floor_s = asyncio.run(_bare(port, _contents(MAILS)))
            worked.append(time.process_time())
            with closing(_house(str(folder / f"mail{number}.db"), MAILS, port)) as database:
                _publish(database)
                worked.append(time.process_time())
                run = asyncio.run(_ours(database, MAILS))
                worked.append(time.process_time())
            processor = (worked[1] - worked[0]) / (worked[3] - worked[2])
            ratios.append((floor_s / run.last_s, floor_s, run.last_s, processor))
            firsts_s.append(run.first_s)
            # From when everything stands; what it takes to begin is not what grows.
            settled = run.memory_mb[min(4, len(run.memory_mb) - 1) :]
            grown_mb.append(settled[-1] - settled[0])
    ratio, floor_s, subject_s, processor = statistics.median_low(ratios)
    return [
        {
            "name": f"{MAILS:,} e-mails to a local sink, against a bare loop",
            "value": ratio,
            "unit": f"× ({MAILS / subject_s:.0f} a second; processor time {processor:.2f} ×)",
            "floor": MAILS / floor_s,
            "goal": "≥ 0.9 ×",
        },
        {
            "name": "the first of them, from when the dispatcher looks until it is written down",
            "value": statistics.median(firsts_s),
            "unit": f"s (longest {max(firsts_s):.2f})",
            "goal": "≤ 1 s",
        },
        {
            "name": "memory that came on top while they went out",
            "value": statistics.median(grown_mb),
            "unit": f"MB (most {max(grown_mb):.1f})",
            "goal": "flat",
        },
    ]


def measure() -> list[dict[str, object]]:
    """The figures of mails."""
    with tempfile.TemporaryDirectory() as scratch:
        return _mails(Path(scratch))
