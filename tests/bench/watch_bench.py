"""The watch under load: what bad hosts and our own pauses cost the checks beside them.

Servers are processes of their own, and so is each collector that is measured: over a real
database, with the switches of the program. Every 127.x.y.z is this computer on Linux. The healthy
server goes before all else where the system lets it: it stands for another computer, and would
otherwise wait for a processor that the collector has.

Lateness is from the instant at which a question was due to the one at which it was taken up; the
recorded time is what history keeps of it. STATUSBOARD_BENCH_S is how long each is watched.
"""

import asyncio
import contextlib
import gc
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.http_bench import _address, _raise_files, _Server

if TYPE_CHECKING:
    from statusboard.app.clock import Clock
    from statusboard.app.watching.collector import Collector
    from statusboard.app.watching.result_queue import Waiting
    from statusboard.domain.result import CheckResult
    from statusboard.storage.database import Database

FEW, MANY, EVERY_S = 100, 5_000, 30.0
LOADED, LOADED_EVERY_S = 2_000, 10.0
BAD_EACH = 10
WARM_S = 40.0
WATCHED_S = float(os.environ.get("STATUSBOARD_BENCH_S", "90"))

CHUNKING, DRIPPING, HANGING = "chunking", "dripping", "hanging"


class _Chunking(asyncio.Protocol):
    """Sends chunks of one byte, as fast as they are taken."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.may_write = asyncio.Event()
        self.may_write.set()

    def data_received(self, _data: bytes) -> None:
        self.task = asyncio.create_task(self._flood())

    def pause_writing(self) -> None:
        self.may_write.clear()

    def resume_writing(self) -> None:
        self.may_write.set()

    async def _flood(self) -> None:
        self.transport.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.transport.is_closing():
            await self.may_write.wait()
            self.transport.write(b"1\r\nx\r\n" * 2_000)
            await asyncio.sleep(0.01)


class _Dripping(asyncio.Protocol):
    """Sends a head at once, and a byte of the body now and then."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, _data: bytes) -> None:
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        self._drip()

    def _drip(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(b".")
            asyncio.get_running_loop().call_later(0.05, self._drip)


# A server that hangs says nothing at all.
GOOD: Final = (_Server,)
BAD: Final = (_Chunking, _Dripping, asyncio.Protocol)


def _serve(told: Connection, *kinds: type[asyncio.Protocol]) -> None:
    _raise_files()
    if kinds == GOOD:
        go_first()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        servers = [await loop.create_server(kind, "0.0.0.0", 0, backlog=4096) for kind in kinds]
        told.send([server.sockets[0].getsockname()[1] for server in servers])
        with contextlib.suppress(EOFError):
            await loop.run_in_executor(None, told.recv)
        for server in servers:
            server.close()

    asyncio.run(run())


def go_first() -> None:
    """A server stands for another computer: it waits for no processor of ours, where it may."""
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def _figures() -> "array[float]":
    return array("d")  # small: memory is measured too


@dataclass
class Figures:
    """What one collector saw of its healthy checks, in milliseconds; memory in MB, early and late.

    `false` are answers of healthy checks that were not up; `collections_ms` and `turns_ms` are
    the processor time of each garbage collection and of each turn of the event loop.
    """

    late_ms: "array[float]" = field(default_factory=_figures)
    recorded_ms: "array[float]" = field(default_factory=_figures)
    memory_mb: list[float] = field(default_factory=list)
    collections_ms: "array[float]" = field(default_factory=_figures)
    turns_ms: "array[float]" = field(default_factory=_figures)
    false: int = 0


def _collect(told: Connection, ports: Sequence[int], count: int, every_s: float, bad: bool) -> None:
    _raise_files()
    figures = asyncio.run(_watch(ports, count, every_s, bad=bad))
    told.send(figures)


async def _watch(ports: Sequence[int], count: int, every_s: float, *, bad: bool) -> Figures:
    from statusboard.app.clock import SystemClock
    from statusboard.app.programs.switches import Collections, take_turns_quickly
    from statusboard.app.watching.collector import Collector
    from statusboard.probes.web.connections import Connections
    from statusboard.storage.database import Database
    from statusboard.storage.migrate import bring_to_head

    clock, garbage = SystemClock(), Collections()
    take_turns_quickly()
    with tempfile.TemporaryDirectory(prefix="statusboard-bench-") as folder:
        database = Database.open(Path(folder) / "statusboard.db", checkpoints=True)
        bring_to_head(database)
        healthy = _add_checks(database, ports, count, every_s, bad=bad)
        collector = Collector(
            database,
            clock,
            Connections(),
            on_loaded=garbage.tidy,
            tidy=garbage.tidy,
        )
        notes = _Notes(collector, clock, healthy)
        stop = asyncio.Event()
        with garbage.by_hand():
            running = asyncio.create_task(collector.run(stop=stop, announce=lambda _: None))
            await asyncio.sleep(max(WARM_S, 1.5 * every_s))
            notes.begin()
            await asyncio.sleep(WATCHED_S)
            notes.end()
            stop.set()
            await running
        database.close()
    return notes.figures


def _add_checks(
    database: "Database", ports: Sequence[int], count: int, every_s: float, *, bad: bool
) -> frozenset[int]:
    """The checks, and which of them ask a healthy host."""
    from statusboard.app.clock import SystemClock
    from statusboard.domain.access import loop
    from statusboard.storage.checks import add_check
    from statusboard.storage.components import add_component

    good_port, *bad_ports = ports
    urls = [f"http://{_address(n)}:{good_port}/" for n in range(count)]
    for number, port in enumerate(bad_ports if bad else (), 1):
        urls += [f"http://127.9.0.{number}:{port}/{n}" for n in range(BAD_EACH)]
    with database.writing(SystemClock().now(), loop("bench")) as unit:
        checks = [
            add_check(
                unit,
                component_id=add_component(unit, name=f"Service {number}").id,
                kind="http",
                # Read to its end: where only the status counts nobody would wait for it.
                config={"url": url} | ({} if number < count else {"expect_text": "never"}),
                interval=timedelta(seconds=every_s),
                deadline=timedelta(seconds=5),
            )
            for number, url in enumerate(urls)
        ]
    return frozenset(check.id for check in checks[:count])


class _Notes:
    """Looks over a collector's shoulder, from `begin` to `end`."""

    def __init__(self, collector: "Collector", clock: "Clock", healthy: frozenset[int]) -> None:
        self.figures = Figures()
        self._clock = clock
        self._healthy = healthy
        self._is_on = False
        self._due_s: dict[int, float] = {}
        self._begun_s = 0.0
        self._scheduler = collector._scheduler
        self._set, self._take_due = self._scheduler._set, self._scheduler.take_due
        self._put, self._run = collector._queue.put, asyncio.Handle._run
        self._scheduler._set = self._noted_set  # type: ignore[method-assign]
        self._scheduler.take_due = self._noted_take  # type: ignore[method-assign]
        collector._queue.put = self._noted_put  # type: ignore[method-assign]

    def begin(self) -> None:
        """Notes everything from now on."""
        self.figures.memory_mb.append(_memory_mb())
        self._is_on = True
        gc.callbacks.append(self._note_collection)
        run, turns_ms = self._run, self.figures.turns_ms

        def timed(handle: asyncio.Handle) -> None:
            begun_s = time.thread_time()
            run(handle)
            turns_ms.append((time.thread_time() - begun_s) * 1000)

        asyncio.Handle._run = timed  # type: ignore[method-assign,attr-defined]

    def end(self) -> None:
        """Notes nothing any more."""
        self._is_on = False
        asyncio.Handle._run = self._run  # type: ignore[attr-defined]
        gc.callbacks.remove(self._note_collection)
        self.figures.memory_mb.append(_memory_mb())

    def _noted_set(self, check_id: int, at_s: float) -> None:
        self._due_s[check_id] = self._scheduler._timings[check_id].due_s
        self._set(check_id, at_s)

    def _noted_take(self) -> tuple[int, ...]:
        taken, now_s = self._take_due(), self._clock.monotonic()
        if self._is_on:
            late_s = [now_s - self._due_s[n] for n in taken if n in self._healthy]
            self.figures.late_ms.extend(each_s * 1000 for each_s in late_s)
        return taken

    def _noted_put(self, result: "CheckResult", *, at_once: bool = False) -> "Waiting":
        if self._is_on and result.check_id in self._healthy:
            if result.answer.response_us is not None:
                self.figures.recorded_ms.append(result.answer.response_us / 1000)
            self.figures.false += str(result.answer.outcome) != "up"
        return self._put(result, at_once=at_once)

    def _note_collection(self, phase: str, _told: object) -> None:
        if phase == "start":
            self._begun_s = time.thread_time()
        else:
            self.figures.collections_ms.append((time.thread_time() - self._begun_s) * 1000)


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def _servers() -> Iterator[Sequence[int]]:
    """The ports of the good server and of the bad ones; each sort is a process of its own."""
    context = multiprocessing.get_context("spawn")
    with contextlib.ExitStack() as stack:
        ports = []
        for kinds in (GOOD, BAD):
            ours, theirs = context.Pipe()
            server = context.Process(target=_serve, args=(theirs, *kinds), daemon=True)
            server.start()
            stack.callback(server.join, 10)
            stack.callback(ours.send, None)
            ports += ours.recv()
        yield ports


def _measured(count: int, every_s: float, *, bad: bool = False) -> Figures:
    context = multiprocessing.get_context("spawn")
    with _servers() as ports:
        ours, theirs = context.Pipe()
        watch = context.Process(target=_collect, args=(theirs, ports, count, every_s, bad))
        watch.start()
        figures: Figures = ours.recv()
        watch.join(30)
    return figures


def _p99(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=100)[98] if len(values) > 1 else float("nan")


def measure() -> list[dict[str, object]]:
    """The figures of the watch under load."""
    if not sys.platform.startswith("linux"):
        return []
    gc.collect()
    few, many = _measured(FEW, EVERY_S), _measured(MANY, EVERY_S)
    alone = _measured(LOADED, LOADED_EVERY_S)
    beside = _measured(LOADED, LOADED_EVERY_S, bad=True)
    return [
        {
            "name": f"lateness at {MANY:,} checks every {EVERY_S:.0f} s, p99",
            "value": _p99(many.late_ms),
            "unit": f"ms (max {max(many.late_ms):.1f})",
            "floor": f"{_p99(few.late_ms):.2f} ms at {FEW}",
            "goal": "≤ 5 ms, max ≤ 50 ms",
        },
        {
            "name": "the longest garbage collection meanwhile, processor time",
            "value": max(many.collections_ms),
            "unit": f"ms ({len(many.collections_ms)} of them)",
            "floor": f"{max(few.collections_ms, default=0):.2f} ms at {FEW}",
            "goal": "≤ 50 ms",
        },
        {
            "name": "the longest turn of the event loop meanwhile, processor time",
            "value": max(many.turns_ms),
            "unit": f"ms (p99.9 {statistics.quantiles(many.turns_ms, n=1000)[998]:.2f})",
            "floor": f"{max(few.turns_ms):.2f} ms at {FEW}",
            "goal": "≤ 50 ms",
        },
        {
            "name": f"recorded time at {MANY:,} checks, p99, against {FEW}",
            "value": _p99(many.recorded_ms) / _p99(few.recorded_ms),
            "unit": f"× ({_p99(many.recorded_ms):.2f} ms, {many.false} false)",
            "floor": f"{_p99(few.recorded_ms):.2f} ms",
            "goal": "≤ 1.2 ×",
        },
        {
            "name": f"lateness of {LOADED:,} checks beside hosts that chunk, drip and hang, p99",
            "value": _p99(beside.late_ms) / _p99(alone.late_ms),
            "unit": f"× ({_p99(beside.late_ms):.2f} ms, max {max(beside.late_ms):.1f})",
            "floor": f"{_p99(alone.late_ms):.2f} ms",
            "goal": "≤ 1.1 ×",
        },
        {
            "name": "recorded time of the same, p99",
            "value": _p99(beside.recorded_ms) / _p99(alone.recorded_ms),
            "unit": f"× ({_p99(beside.recorded_ms):.2f} ms, {beside.false} false)",
            "floor": f"{_p99(alone.recorded_ms):.2f} ms",
            "goal": "≤ 1.1 ×, no false",
        },
        {
            "name": "memory beside bad hosts, from the beginning to the end",
            "value": beside.memory_mb[1] - beside.memory_mb[0],
            "unit": f"MB (of {beside.memory_mb[0]:.0f})",
            "floor": f"{alone.memory_mb[1] - alone.memory_mb[0]:.1f} MB",
            "goal": "flat",
        },
    ]
