"""What checks feel of the outbox beside them: of 10,000 mails on their way, and of a publication.

As in the product: the collector is one process, and the office, which publishes and sends, another
one, over the same database. Lateness and recorded time are noted as in `watch_bench`; quiet comes
first, in the same run. BENCH_BESIDE_S is how long it lasts.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from statusboard.app.clock import SystemClock
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.doorway import Doorway
from statusboard.app.programs.switches import Collections, take_turns_quickly
from statusboard.app.watching.collector import Collector
from statusboard.probes.web.connections import Connections
from statusboard.storage.database import Database
from tests.bench.delivery_bench import RECIPIENTS, _house, _publish, _wait_until_sent
from tests.bench.mail_bench import MAILS, _sink
from tests.bench.watch_bench import Figures, _add_checks, _Notes, _p99, _raise_files, _servers

CHECKS, EVERY_S = 200, 2.0
QUIET_S = float(os.environ.get("BENCH_BESIDE_S", "20"))


def _collect(told: Connection, file: str, healthy: frozenset[int]) -> None:
    """The collector. Each word that it is told ends a phase, whose figures it answers."""
    _raise_files()
    take_turns_quickly()

    async def run(database: Database) -> None:
        clock, garbage, stop = SystemClock(), Collections(), asyncio.Event()
        collector = Collector(
            database, clock, Connections(), on_loaded=garbage.tidy, tidy=garbage.tidy
        )
        notes = _Notes(collector, clock, healthy)
        with garbage.by_hand():
            task = asyncio.create_task(collector.run(stop=stop, announce=lambda _: None))
            await asyncio.sleep(3 * EVERY_S)
            told.send("warm")
            notes.begin()
            while await asyncio.get_running_loop().run_in_executor(None, told.recv):
                notes.end()
                told.send(notes.figures)
                notes.figures = Figures()
                notes.begin()
            notes.end()
            stop.set()
            await task

    with closing(Database.open(file)) as database:
        asyncio.run(run(database))


def _send(told: Connection, file: str) -> None:
    """The office: publishes to everybody, and sends what is to be sent, when it is told to."""
    take_turns_quickly()
    with closing(Database.open(file)) as database:
        told.send("ready")
        told.recv()
        told.send(_publish(database))
        if told.recv():
            asyncio.run(_sent(database))
            told.send("sent")


async def _sent(database: Database) -> None:
    stop = asyncio.Event()
    with ThreadPoolExecutor(1) as executor:
        dispatcher = Dispatcher(Doorway(database, SystemClock()), executor, lambda _: None)
        task = asyncio.create_task(dispatcher.run(stop))
        await asyncio.to_thread(_wait_until_sent, database, MAILS)
        stop.set()
        await task


@contextmanager
def _program(work: Callable[..., None], *given: object) -> Iterator[Connection]:
    """A process of its own that said it is there; ends when it is told nothing more."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, *given), daemon=True)
    process.start()
    try:
        ours.recv()
        yield ours
    finally:
        ours.send("")
        process.join(30)


def _measured(readers: int, *, sends: bool) -> tuple[Figures, Figures]:
    """What was noted in quiet, and while it was published to so many, or while they were told."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        _servers() as ports,
        _sink() as mail_port,
    ):
        file = str(Path(scratch) / "beside.db")
        with closing(_house(file, readers, mail_port)) as database:
            healthy = _add_checks(database, ports, CHECKS, EVERY_S, bad=False)
        with _program(_collect, file, healthy) as collector, _program(_send, file) as office:
            time.sleep(QUIET_S)
            quiet = _figures_of(collector)
            office.send("publish")
            office.recv()
            beside = _figures_of(collector)
            if sends:
                office.send("send")
                office.recv()
                beside = _figures_of(collector)
    return quiet, beside


def _figures_of(collector: Connection) -> Figures:
    collector.send("next")
    figures: Figures = collector.recv()
    return figures


def measure() -> list[dict[str, object]]:
    """The figures of the checks."""
    quiet, sending = _measured(MAILS, sends=True)
    quiet_too, publishing = _measured(RECIPIENTS, sends=False)
    return [
        {
            "name": f"recorded time while {MAILS:,} mails go out, p99, against quiet",
            "value": _p99(sending.recorded_ms) / _p99(quiet.recorded_ms),
            "unit": f"× ({_p99(sending.recorded_ms):.2f} ms of {len(sending.recorded_ms)} checks)",
            "floor": f"{_p99(quiet.recorded_ms):.2f} ms",
            "goal": "≤ 1.2 ×",
        },
        {
            "name": f"lateness while it is published to {RECIPIENTS:,}, p99",
            "value": _p99(publishing.late_ms),
            "unit": f"ms (of {len(publishing.late_ms)} checks)",
            "floor": f"{_p99(quiet_too.late_ms):.2f} ms in quiet",
            "goal": "≤ 100 ms",
        },
    ]
