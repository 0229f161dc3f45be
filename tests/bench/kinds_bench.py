"""Each kind's processor time beside the same question by a plain library call; and all together.

The server is a process of its own. A plain call is what somebody would write who wants nothing but
the answer: no phases, no transcript, no bounds. Floor and subject take turns; figures are medians
of process CPU time. The mix is 1,000 checks of five kinds at a real collector every 30 seconds;
what it is held against is a hundred of the same.
"""

import asyncio
import contextlib
import multiprocessing
import ssl
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench.http_bench import AT_ONCE, Ask, _address, _drive, _raise_files, _Server
from tests.bench.watch_bench import WARM_S, WATCHED_S, Figures, _Notes, _p99, go_first

ROUNDS, CHECKS = 5, 300
FEW, MANY, EVERY_S = 100, 1_000, 30.0
Config = Mapping[str, object]


class _Mail(asyncio.Protocol):
    """Greets as a mail server does, and says goodbye to whoever says anything."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 mail.example ESMTP\r\n")

    def data_received(self, _data: bytes) -> None:
        self.transport.write(b"221 bye\r\n")
        self.transport.close()


class _Silent(asyncio.Protocol):
    """Says nothing; the other side hangs up."""


def _serve(told: Connection, folder: str) -> None:
    _raise_files()
    go_first()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(Path(folder) / "server.pem")
        servers = [
            await loop.create_server(_Server, "0.0.0.0", 0, backlog=4096),
            await loop.create_server(_Mail, "0.0.0.0", 0, backlog=4096),
            await loop.create_server(_Silent, "0.0.0.0", 0, backlog=4096, ssl=context),
        ]
        told.send([server.sockets[0].getsockname()[1] for server in servers])
        with contextlib.suppress(EOFError):
            await loop.run_in_executor(None, told.recv)
        for server in servers:
            server.close()

    asyncio.run(run())


def _questions(ports: Sequence[int], number: int) -> Mapping[str, Config]:
    """What each kind is asked, of a host of its own."""
    web, mail, secure = ports
    host = _address(number)
    url = f"http://{host}:{web}/health"
    return {
        "http": {"url": url},
        "tcp": {"host": host, "port": web},
        "greeting": {"host": host, "port": mail},
        "tls_certificate": {"host": host, "port": secure, "name": "localhost"},
        "http_steps": {"steps": f"GET {url}\nGET {url}"},
    }


class _Ours:
    """A kind as the runner calls it, on a new connection each time."""

    def __init__(self, kind: str, ports: Sequence[int], trust: ssl.SSLContext) -> None:
        from statusboard.app.clock import SystemClock
        from statusboard.app.services.kinds import check_kinds
        from statusboard.app.watching.runner import Runner
        from statusboard.app.watching.seats import Seats
        from statusboard.domain.check import Check
        from statusboard.probes.web.connections import Connections

        self.connections = Connections(fresh_every=1, trust=trust)
        self.runner = Runner(check_kinds(), self.connections, SystemClock(), Seats(AT_ONCE))
        self.checks = [Check(n + 1, 1, kind, _questions(ports, n)[kind]) for n in range(AT_ONCE)]
        self.wrong = 0

    async def ask(self, number: int) -> None:
        result = await self.runner.ask(self.checks[number % len(self.checks)])
        self.wrong += str(result.answer.outcome) not in ("up", "degraded")


async def _opened(host: str, port: int, tls: ssl.SSLContext | None = None) -> bytes:
    """A plain connection; the certificate that was shown, where it is a secured one."""
    name = None if tls is None else "localhost"
    _, writer = await asyncio.open_connection(host, port, ssl=tls, server_hostname=name)
    shown = writer.get_extra_info("ssl_object")
    der: bytes = b"" if shown is None else shown.getpeercert(binary_form=True)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return der


def _plain(ports: Sequence[int], trust: ssl.SSLContext, client: object) -> Mapping[str, Ask]:
    """The same questions as short as a library lets one write them."""
    import httpx
    from cryptography import x509

    assert isinstance(client, httpx.AsyncClient)
    web, mail, secure = ports
    host = _address(0)
    url = f"http://{host}:{web}/health"

    async def http(_number: int) -> None:
        (await client.get(url)).raise_for_status()

    async def tcp(_number: int) -> None:
        await _opened(host, web)

    async def greeting(_number: int) -> None:
        reader, writer = await asyncio.open_connection(host, mail)
        assert (await reader.readline()).startswith(b"220")
        writer.write(b"QUIT\r\n")
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    async def tls_certificate(_number: int) -> None:
        der = await _opened(host, secure, trust)
        assert x509.load_der_x509_certificate(der).not_valid_after_utc

    async def steps(number: int) -> None:
        await http(number)
        await http(number)

    return {
        "http": http,
        "tcp": tcp,
        "greeting": greeting,
        "tls_certificate": tls_certificate,
        "http_steps": steps,
    }


async def _measured(
    ports: Sequence[int], trust: ssl.SSLContext
) -> tuple[dict[str, tuple[float, float]], int]:
    """Milliseconds of processor time of each kind and of the plain call; how many went wrong."""
    import httpx

    taken: dict[tuple[str, bool], list[float]] = {}
    wrong = 0
    once = httpx.Limits(max_keepalive_connections=0)
    async with httpx.AsyncClient(limits=once) as client:
        plain = _plain(ports, trust, client)
        for kind, call in plain.items():
            ours = _Ours(kind, ports, trust)
            await ours.connections.warm()
            for ask in (call, ours.ask):
                await _drive(ask, 100)
            for _ in range(ROUNDS):
                taken.setdefault((kind, False), []).append(await _drive(call, CHECKS))
                taken.setdefault((kind, True), []).append(await _drive(ours.ask, CHECKS))
            await ours.connections.aclose()
            wrong += ours.wrong
    median = {key: statistics.median(values) for key, values in taken.items()}
    return {kind: (median[kind, True], median[kind, False]) for kind in plain}, wrong


def _collect(told: Connection, ports: Sequence[int], count: int) -> None:
    _raise_files()
    told.send(asyncio.run(_watch(ports, count)))


async def _watch(ports: Sequence[int], count: int) -> Figures:
    from statusboard.app.clock import SystemClock
    from statusboard.app.programs.switches import Collections, take_turns_quickly
    from statusboard.app.watching.collector import Collector
    from statusboard.domain.access import loop
    from statusboard.probes.web.connections import Connections
    from statusboard.storage.checks import add_check
    from statusboard.storage.components import add_component
    from statusboard.storage.database import Database
    from statusboard.storage.migrate import bring_to_head

    clock, garbage = SystemClock(), Collections()
    take_turns_quickly()
    with tempfile.TemporaryDirectory(prefix="statusboard-bench-") as folder:
        database = Database.open(Path(folder) / "statusboard.db", checkpoints=True)
        bring_to_head(database)
        with database.writing(clock.now(), loop("bench")) as unit:
            numbers = []
            for number in range(count):
                asked = _questions(ports, number)
                kind = list(asked)[number % len(asked)]
                made = add_check(
                    unit,
                    component_id=add_component(unit, name=f"Service {number}").id,
                    kind=kind,
                    # Whether they are trusted is not what is measured.
                    config=asked[kind] | ({"security": "tls"} if kind == "tls_certificate" else {}),
                    interval=timedelta(seconds=EVERY_S),
                    deadline=timedelta(seconds=5),
                )
                numbers.append(made.id)
        collector = Collector(
            database, clock, Connections(), on_loaded=garbage.tidy, tidy=garbage.tidy
        )
        notes = _Notes(collector, clock, frozenset(numbers))
        stop = asyncio.Event()
        with garbage.by_hand():
            running = asyncio.create_task(collector.run(stop=stop, announce=lambda _: None))
            await asyncio.sleep(max(WARM_S, 1.5 * EVERY_S))
            notes.begin()
            await asyncio.sleep(WATCHED_S)
            notes.end()
            stop.set()
            await running
        database.close()
    return notes.figures


def _watched(ports: Sequence[int], count: int) -> Figures:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    watch = context.Process(target=_collect, args=(theirs, ports, count))
    watch.start()
    figures: Figures = ours.recv()
    watch.join(30)
    return figures


def measure() -> list[dict[str, object]]:
    """The figures of each kind, and of the mix."""
    import trustme

    if not sys.platform.startswith("linux"):
        return []
    _raise_files()
    context = multiprocessing.get_context("spawn")
    authority = trustme.CA()
    with tempfile.TemporaryDirectory(prefix="statusboard-bench-") as folder:
        authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(
            str(Path(folder) / "server.pem")
        )
        trust = ssl.create_default_context()
        authority.configure_trust(trust)
        ours, theirs = context.Pipe()
        server = context.Process(target=_serve, args=(theirs, folder), daemon=True)
        server.start()
        try:
            ports = ours.recv()
            taken, wrong = asyncio.run(_measured(ports, trust))
            few, many = _watched(ports, FEW), _watched(ports, MANY)
        finally:
            ours.send(None)
            server.join(10)
    rows: list[dict[str, object]] = [
        {
            "name": f"CPU per {kind} check on a new connection, against a plain library call",
            "value": own / floor,
            "unit": f"× ({own:.3f} ms, {wrong} wrong)",
            "floor": f"{floor:.3f} ms",
            "goal": "≤ 2 ×",
        }
        for kind, (own, floor) in taken.items()
    ]
    return [
        *rows,
        {
            "name": f"lateness of {MANY:,} mixed checks every {EVERY_S:.0f} s, p99",
            "value": _p99(many.late_ms),
            "unit": f"ms (max {max(many.late_ms):.1f})",
            "floor": f"{_p99(few.late_ms):.2f} ms at {FEW}",
            "goal": "≤ 5 ms",
        },
        {
            "name": "recorded time of the same, p50",
            "value": statistics.median(many.recorded_ms) / statistics.median(few.recorded_ms),
            "unit": f"× ({statistics.median(many.recorded_ms):.2f} ms)",
            "floor": f"{statistics.median(few.recorded_ms):.2f} ms at {FEW}",
            "goal": "≤ 1.1 ×",
        },
    ]
