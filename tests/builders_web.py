"""Web servers on loopback that behave as badly as a test wants, and questions to ask them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from statusboard.catalog.fields import validate
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections


@dataclass(frozen=True)
class Asked:
    """A request as it came. `connection` counts from 1."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[bool | None]]


@dataclass
class Site:
    """A running server, and what it was asked."""

    port: int
    scheme: str
    host: str = "127.0.0.1"
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    open: int = 0

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.host}:{self.port}{path}"


@asynccontextmanager
async def serving(
    behaviour: Behaviour, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[Site]:
    """A server that answers every request by `behaviour`; False from it hangs up."""
    talks: set[asyncio.Task[None]] = set()
    site = Site(0, "https" if tls else "http", host)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        site.connections += 1
        site.open += 1
        number = site.connections
        try:
            while True:
                asked = await _read(reader, number)
                if asked is None:
                    break
                site.asked.append(asked)
                if await behaviour(asked, writer) is False:
                    break
                await writer.drain()
        except OSError:
            pass  # the asker is gone
        finally:
            site.open -= 1
            writer.transport.abort()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(talk(reader, writer))
        talks.add(task)
        task.add_done_callback(talks.discard)

    server = await asyncio.start_server(begin, host, 0, ssl=tls)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in tuple(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()


async def _read(reader: asyncio.StreamReader, number: int) -> Asked | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").rstrip().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, path, headers, body, number)


def answer(
    body: bytes | str = b"ok",
    *,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
    version: str = "HTTP/1.1",
) -> bytes:
    """The bytes of a whole answer."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"Content-Length": str(len(content)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{version} {status}\r\n{head}\r\n".encode() + content


def always(response: bytes) -> Behaviour:
    """Answers everything with the same bytes."""

    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(response)

    return behave


async def ask(
    url: str,
    *,
    connections: Connections | None = None,
    check_id: int = 1,
    within_s: float = 60.0,
    **config: object,
) -> Answer:
    """What the HTTP check answers, within a limit that only a broken test reaches."""
    parsed = validate(DECLARATION.fields, {"url": url, **config})
    own = Connections() if connections is None else connections
    assert DECLARATION.probe is not None
    try:
        async with asyncio.timeout(within_s):
            return await DECLARATION.probe(parsed, ProbeContext(check_id, within_s, own))
    finally:
        if connections is None:
            await own.aclose()
