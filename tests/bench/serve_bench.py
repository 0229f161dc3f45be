"""The page server against nginx with the same files, one worker each, and what strangers cost it.

Who asks is this process, and who answers another one. Floor and subject take turns. A request's
price is the time that the answering processor worked: who asks costs more than either, and the
machine has others to serve. nginx is the one on the path, or the one that BENCH_NGINX names.
"""

import asyncio
import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from tests.fixtures.public import incident, service, view

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "4000"))
IDLE = int(os.environ.get("BENCH_IDLE", "9500"))
AT_ONCE = 16
SERVICES = 40
PATHS = ("index.html", "api/v2/summary.json")
HOST = "127.0.0.1"
SWAP_EVERY_S = 0.25
LORIS = 500


def _files(name: str) -> dict[str, bytes]:
    from statusboard.render.site import render_site

    services = tuple(service(n, f"Service {n}") for n in range(1, SERVICES + 1))
    return render_site(view(*services, incidents=(incident(),), page_name=name))


# ── who answers ─────────────────────────────────────────────────────────────────────────────────


def _serve(told: Connection) -> None:
    """Our server, with one site in memory; each word over the pipe is another page to show."""
    from statusboard.app.programs.guarded_http import Rules
    from statusboard.app.programs.listening_socket import bound
    from statusboard.app.programs.switches import take_all_files
    from statusboard.app.programs.web_listener import listener
    from statusboard.server.app import public_app
    from statusboard.server.pages import Shown
    from statusboard.server.traffic import Standing
    from tests.fixtures.served import site_of

    take_all_files(20_000)

    async def run() -> None:
        shown = Shown(site_of(_files("Northwind")))
        standing = Standing(1, 0.0, 1, has_office=True, connections=0)
        server = listener(public_app(shown, lambda: standing), Rules())
        listening = bound(HOST, 0)
        told.send(listening.getsockname()[1])
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve([listening]))
            number = 1
            while (word := await asyncio.to_thread(told.recv)) is not None:
                number += 1
                files = await asyncio.to_thread(_files, word)
                shown.site = await asyncio.to_thread(
                    lambda files=files, number=number: site_of(
                        files, generation=number, before=shown.site
                    )
                )
                told.send(number)
            server.should_exit = True

    asyncio.run(run())


@dataclass
class Rival:
    """A server that answers at a port, and the process that works for it."""

    port: int
    process: psutil.Process
    told: Connection | None = None

    @property
    def worked_s(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)

    @property
    def memory_mb(self) -> float:
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def _ours() -> Iterator[Rival]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        port = ours.recv()
        yield Rival(port, psutil.Process(process.pid), ours)
    finally:
        process.terminate()
        process.join()


NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; application/json json; }}
  access_log off; sendfile on; keepalive_requests 1000000; etag on;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen {host}:{port}; root {folder}/page; }}
}}
"""


@contextmanager
def _nginx(program: str, files: Mapping[str, bytes]) -> Iterator[Rival]:
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            file = Path(folder, "page", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for above in (Path(folder), *Path(folder).rglob("*")):
            above.chmod(0o755)
        with socket.create_server((HOST, 0)) as free:
            port = free.getsockname()[1]
        config = Path(folder, "nginx.conf")
        config.write_text(NGINX.format(folder=folder, host=HOST, port=port))
        process = subprocess.Popen([program, "-c", str(config), "-e", f"{folder}/error.log"])
        try:
            parent = psutil.Process(process.pid)
            while not parent.children():
                assert process.poll() is None, Path(folder, "error.log").read_text()
            yield Rival(port, parent.children()[0])
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


# ── who asks ────────────────────────────────────────────────────────────────────────────────────


class _Asker(asyncio.Protocol):
    """Asks for one file, again and again, with as little work as HTTP allows."""

    def __init__(self, path: str, times: int, taken_s: list[float]) -> None:
        self._question = f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        self._left = times
        self._taken_s = taken_s
        self._wanted = 0
        self._head = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out = transport
        self._ask()

    def _ask(self) -> None:
        self._asked_s = time.perf_counter()
        self._out.write(self._question)

    def data_received(self, data: bytes) -> None:
        if self._wanted:
            self._wanted -= len(data)
        else:
            self._head += data
            head, found, body = self._head.partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 200"), head
            size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n", 1)[0])
            self._wanted, self._head = size - len(body), b""
        if self._wanted:
            return
        self._taken_s.append(time.perf_counter() - self._asked_s)
        self._left -= 1
        if self._left:
            self._ask()
        elif not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or EOFError())

    def close(self) -> None:
        """Ends the connection."""
        self._out.close()


async def _ask(port: int, path: str, requests: int, at_once: int = AT_ONCE) -> list[float]:
    """How long each answer took, in seconds."""
    loop, taken_s = asyncio.get_running_loop(), list[float]()
    askers = [
        (
            await loop.create_connection(
                lambda: _Asker(path, requests // at_once, taken_s), HOST, port
            )
        )[1]
        for _ in range(at_once)
    ]
    await asyncio.gather(*(asker.done for asker in askers))
    for asker in askers:
        asker.close()
    return taken_s


@dataclass
class Speed:
    """What was measured of one server and file: requests a second, by the clock and the work."""

    by_clock: list[float] = field(default_factory=list)
    by_work: list[float] = field(default_factory=list)

    async def add(self, rival: Rival, path: str) -> None:
        worked_s, began_s = rival.worked_s, time.perf_counter()
        await _ask(rival.port, path, REQUESTS)
        self.by_clock.append(REQUESTS / (time.perf_counter() - began_s))
        self.by_work.append(REQUESTS / max(rival.worked_s - worked_s, 0.01))


def _p99_ms(taken_s: list[float]) -> float:
    return statistics.quantiles(taken_s, n=100)[98] * 1000


async def _swapping(rival: Rival, over: asyncio.Event) -> int:
    """Another page a few times a second."""
    assert rival.told is not None
    count = 0
    while not over.is_set():
        count += 1
        rival.told.send(f"Northwind {count}")
        await asyncio.to_thread(rival.told.recv)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), SWAP_EVERY_S)
    return count


async def _beside_swaps(rival: Rival) -> tuple[float, float, int]:
    """The p99 of quiet rounds and of those in which pages are swapped, in ms; how many were."""
    quiet, swapped, swaps = [], [], 0
    for _ in range(ROUNDS):
        quiet.append(_p99_ms(await _ask(rival.port, PATHS[0], REQUESTS, at_once=2)))
        over = asyncio.Event()
        swapping = asyncio.ensure_future(_swapping(rival, over))
        swapped.append(_p99_ms(await _ask(rival.port, PATHS[0], REQUESTS, at_once=2)))
        over.set()
        swaps += await swapping
    return statistics.median(quiet), statistics.median(swapped), swaps


async def _usual_p99_ms(rival: Rival) -> float:
    rounds = [await _ask(rival.port, PATHS[0], REQUESTS, at_once=2) for _ in range(ROUNDS)]
    return statistics.median(map(_p99_ms, rounds))


async def _beside_strangers(rival: Rival) -> dict[str, float]:
    """What idle and slow connections cost: memory in MB, and the p99 of others in ms."""
    before_mb = rival.memory_mb
    quiet = await _usual_p99_ms(rival)
    question = f"GET /{PATHS[1]} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    idle = []
    for _ in range(IDLE):
        reader, writer = await asyncio.open_connection(HOST, rival.port)
        writer.write(question)
        head = await reader.readuntil(b"\r\n\r\n")
        size = head.lower().partition(b"content-length: ")[2].split(b"\r\n", 1)[0]
        await reader.readexactly(int(size))
        idle.append(writer)
    slow = [(await asyncio.open_connection(HOST, rival.port))[1] for _ in range(LORIS)]
    for writer in slow:
        writer.write(b"GET / HTTP/1.1\r\nX-")
    held = await _usual_p99_ms(rival)
    connections = len(rival.process.net_connections())
    memory_mb = rival.memory_mb
    for writer in (*idle, *slow):
        writer.transport.abort()
    return {
        "before": before_mb,
        "memory": memory_mb,
        "connections": connections,
        "quiet": quiet,
        "held": held,
    }


async def _against_nginx(program: str, files: Mapping[str, bytes]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    with _ours() as ours, _nginx(program, files) as nginx:
        for path in PATHS:
            speeds = {"ours": Speed(), "nginx": Speed()}
            for rival in (ours, nginx):
                await _ask(rival.port, path, 400)
            for _ in range(ROUNDS):
                await speeds["ours"].add(ours, path)
                await speeds["nginx"].add(nginx, path)
            for by in ("by_work", "by_clock"):
                mine, theirs = (statistics.median(getattr(s, by)) for s in speeds.values())
                words = "a second of processor" if by == "by_work" else "a second, asked by one"
                rows.append(
                    {
                        "name": f"{path} ({len(files[path]) // 1000} kB) {words}, of nginx's",
                        "value": mine / theirs,
                        "unit": f"× ({mine:.0f} of {theirs:.0f})",
                        "goal": "≥ 0.25",
                    }
                )
    return rows


def measure() -> list[dict[str, object]]:
    """The figures of the page server; those against nginx where there is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    files = _files("Northwind")
    program = os.environ.get("BENCH_NGINX") or shutil.which("nginx")
    rows = [] if program is None else asyncio.run(_against_nginx(program, files))
    with _ours() as rival:
        quiet, swapped, swaps = asyncio.run(_beside_swaps(rival))
        strangers = asyncio.run(_beside_strangers(rival))
    return [
        *rows,
        {
            "name": f"p99 while the page is swapped ({swaps} times), of that without",
            "value": swapped / quiet,
            "unit": f"× ({swapped:.1f} of {quiet:.1f} ms)",
            "goal": "≤ 2",
        },
        {
            "name": f"memory with {strangers['connections']:.0f} connections",
            "value": strangers["memory"],
            "unit": "MB",
            "floor": strangers["before"],
            "goal": "< 150",
        },
        {
            "name": "p99 beside them and a slow-loris, of that without",
            "value": strangers["held"] / strangers["quiet"],
            "unit": f"× ({strangers['held']:.1f} of {strangers['quiet']:.1f} ms)",
            "goal": "≤ 2",
        },
    ]
