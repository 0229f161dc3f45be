"""What checks feel of the outbox beside them: of 10,000 mails on their way, and of a publication.

As in the office: the watch and the dispatcher share an event loop, and transactions have a thread
beside it. Lateness and recorded time are noted as in `watch_bench`; quiet comes first, in the same
process. BENCH_BESIDE_S is how long each phase lasts at least.
"""

import asyncio
import gc
import os
import tempfile
from collections.abc import Awaitable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
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
PHASE_S = float(os.environ.get("BENCH_BESIDE_S", "20"))


def _watch_beside(told: Connection, ports: Sequence[int], mail_port: int, readers: int) -> None:
    _raise_files()
    told.send(asyncio.run(_phases(ports, mail_port, readers)))


async def _phases(ports: Sequence[int], mail_port: int, readers: int) -> tuple[Figures, ...]:
    """What was noted in quiet, while a publication was written, and while mails went out."""
    clock, garbage, stop = SystemClock(), Collections(), asyncio.Event()
    take_turns_quickly()
    running = asyncio.get_running_loop()
    with (
        tempfile.TemporaryDirectory() as scratch,
        ThreadPoolExecutor(1) as executor,
        closing(_house(str(Path(scratch) / "beside.db"), readers, mail_port)) as database,
        garbage.by_hand(),
    ):
        healthy = _add_checks(database, ports, CHECKS, EVERY_S, bad=False)
        collector = Collector(
            database, clock, Connections(), on_loaded=garbage.tidy, tidy=garbage.tidy
        )
        task = asyncio.create_task(collector.run(stop=stop, announce=lambda _: None))
        await asyncio.sleep(3 * EVERY_S)
        notes, sending = _Notes(collector, clock, healthy), Figures()
        quiet = await _noted(notes, asyncio.sleep(PHASE_S))
        written = running.run_in_executor(executor, _publish, database)
        publishing = await _noted(notes, written)
        if readers <= MAILS:
            sending = await _noted(notes, _sent(database, executor, readers))
        stop.set()
        await task
    return quiet, publishing, sending


async def _noted(notes: _Notes, work: Awaitable[object]) -> Figures:
    notes.figures = Figures()
    gc.collect()
    notes.begin()
    await work
    notes.end()
    return notes.figures


async def _sent(database: Database, executor: ThreadPoolExecutor, rows: int) -> None:
    stop = asyncio.Event()
    dispatcher = Dispatcher(Doorway(database, SystemClock()), executor, lambda _: None)
    task = asyncio.create_task(dispatcher.run(stop))
    await asyncio.to_thread(_wait_until_sent, database, rows)
    stop.set()
    await task


def _measured(readers: int) -> tuple[Figures, Figures, Figures]:
    ours, theirs = get_context("spawn").Pipe()
    with _servers() as ports, _sink() as mail_port:
        watch = get_context("spawn").Process(
            target=_watch_beside, args=(theirs, ports, mail_port, readers)
        )
        watch.start()
        found: tuple[Figures, Figures, Figures] = ours.recv()
        watch.join(30)
    return found


def measure() -> list[dict[str, object]]:
    """The figures of the checks."""
    quiet, _, sending = _measured(MAILS)
    quiet_too, publishing, _ = _measured(RECIPIENTS)
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
