"""CPU per HTTP check: ours against stock httpx, kept and fresh, and at 2,000 hosts against 10.

The server is a process of its own. Every 127.x.y.z is this computer on Linux, so each host has an
address of its own. Floor and subject take turns; figures are medians of process CPU time.
"""

import asyncio
import contextlib
import multiprocessing
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

ROUNDS = 7
CHECKS = 2_000
AT_ONCE = 10
FEW, MANY = 10, 2_000

Ask = Callable[[int], Awaitable[None]]


class _Server(asyncio.Protocol):
    """Answers every request that fits into one segment."""

    reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(self.reply * data.count(b"\r\n\r\n"))


def _serve(told: Connection) -> None:
    _raise_files()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(_Server, "0.0.0.0", 0, backlog=1024)
        told.send(server.sockets[0].getsockname()[1])
        with contextlib.suppress(EOFError):
            await loop.run_in_executor(None, told.recv)
        server.close()

    asyncio.run(run())


def _raise_files() -> None:
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _address(host: int) -> str:
    return f"127.1.{host // 250}.{1 + host % 250}"


async def _drive(ask: Ask, checks: int) -> float:
    """CPU milliseconds per check, a few at a time, flat out."""

    async def worker(first: int) -> None:
        for number in range(first, checks, AT_ONCE):  # no check is asked twice at once
            await ask(number)

    before = time.process_time()
    await asyncio.gather(*(worker(first) for first in range(AT_ONCE)))
    return (time.process_time() - before) / checks * 1000


class _Ours:
    """The HTTP check as the runner calls it, on so many hosts."""

    def __init__(self, port: int, hosts: int, *, fresh: bool = False) -> None:
        from statusboard import probes
        from statusboard.app.clock import SystemClock
        from statusboard.app.watching.runner import Runner
        from statusboard.app.watching.seats import Seats
        from statusboard.catalog import registry
        from statusboard.catalog.declaration import CheckKind
        from statusboard.domain.check import Check
        from statusboard.probes.web.connections import Connections

        self.connections = Connections(fresh_every=1) if fresh else Connections()
        kinds = registry.load(probes, CheckKind)
        self.runner = Runner(kinds, self.connections, SystemClock(), Seats(AT_ONCE))
        self.checks = [
            Check(n + 1, 1, "http", {"url": f"http://{_address(n)}:{port}/health"})
            for n in range(hosts)
        ]
        self.wrong = 0

    async def ask(self, number: int) -> None:
        result = await self.runner.ask(self.checks[number % len(self.checks)])
        self.wrong += result.answer.code != 200


async def _measured(port: int) -> tuple[dict[str, list[float]], int]:
    import httpx

    few, fresh, many = _Ours(port, FEW), _Ours(port, FEW, fresh=True), _Ours(port, MANY)
    url = f"http://{_address(0)}:{port}/health"
    taken: dict[str, list[float]] = {}
    once = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient() as stock, httpx.AsyncClient(limits=once) as stock_fresh:

        async def ask_stock(_number: int) -> None:
            (await stock.get(url)).raise_for_status()

        async def ask_fresh(_number: int) -> None:
            (await stock_fresh.get(url)).raise_for_status()

        subjects: dict[str, Ask] = {
            "stock": ask_stock,
            "few": few.ask,
            "stock fresh": ask_fresh,
            "fresh": fresh.ask,
            "many": many.ask,
        }
        await few.connections.warm()
        for name, ask in subjects.items():
            await _drive(ask, MANY if name == "many" else 200)  # connect first
        for _ in range(ROUNDS):
            for name, ask in subjects.items():
                taken.setdefault(name, []).append(await _drive(ask, CHECKS))
    for ours in (few, fresh, many):
        await ours.connections.aclose()
    return taken, few.wrong + fresh.wrong + many.wrong


def measure() -> list[dict[str, object]]:
    """The three figures of the HTTP check."""
    if not sys.platform.startswith("linux"):
        return []
    _raise_files()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    try:
        taken, wrong = asyncio.run(_measured(ours.recv()))
    finally:
        ours.send(None)
        server.join(10)
    stock, few, stock_fresh, fresh, many = (
        statistics.median(taken[name]) for name in ("stock", "few", "stock fresh", "fresh", "many")
    )
    return [
        {
            "name": "CPU per HTTP check, keep-alive, flat out, against stock httpx",
            "value": few / stock,
            "unit": f"× ({few:.3f} ms)",
            "floor": f"{stock:.3f} ms",
            "goal": "≤ 0.35 ×",
            "ratio": few / stock,
        },
        {
            "name": "the same on a new connection each time",
            "value": fresh / stock_fresh,
            "unit": f"× ({fresh:.3f} ms)",
            "floor": f"{stock_fresh:.3f} ms",
            "goal": "≤ 0.5 ×",
            "ratio": fresh / stock_fresh,
        },
        {
            "name": f"the same at {MANY:,} hosts, against {FEW}",
            "value": many / few,
            "unit": f"× ({many:.3f} ms, {wrong} false errors)",
            "floor": f"{few:.3f} ms",
            "goal": "≤ 1.2 ×, no false error",
            "ratio": many / few,
            "false_errors": wrong,
        },
    ]
