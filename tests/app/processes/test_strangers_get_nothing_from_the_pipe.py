"""Strangers at the pipe: they cost little, wait shortly, fill no log, keep nobody out."""

import asyncio
import contextlib
import logging
import socket
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from statusboard.app.processes import wire
from statusboard.app.processes.pipe import Address, Caller, Method, Server
from statusboard.app.processes.strangers import MOST
from statusboard.domain.access import Credentials
from statusboard.errors import Unavailable

pytestmark = pytest.mark.anyio

BOUND_S = 60.0
MEGABYTE = 1_000_000
DEEP = b"[" * 200_000


async def same(text: str, _who: Credentials) -> str:
    return text


METHODS = {"same": Method(str, same)}


@asynccontextmanager
async def listening(*, hello_s: float = BOUND_S) -> AsyncIterator[tuple[Server, Address]]:
    server = Server(METHODS, hello_s=hello_s)
    address = await server.start()
    try:
        async with asyncio.timeout(BOUND_S):
            yield server, address
    finally:
        await server.stop()


@asynccontextmanager
async def stranger(address: Address) -> AsyncIterator[socket.socket]:
    with socket.socket() as sock:
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", address.port))
        yield sock


async def hung_up(sock: socket.socket) -> bytes:
    """What it was told until it was hung up on."""
    told = b""
    with contextlib.suppress(ConnectionError):
        while came := await asyncio.get_running_loop().sock_recv(sock, 65536):
            told += came
    return told


async def test_forty_strangers_who_send_without_end_cost_a_few_megabytes() -> None:
    much = bytes(20 * MEGABYTE)

    async def flood(address: Address) -> None:
        async with stranger(address) as sock:
            with contextlib.suppress(ConnectionError):
                await asyncio.get_running_loop().sock_sendall(sock, much)

    async with listening() as (server, address):
        tracemalloc.start()
        try:
            before, _ = tracemalloc.get_traced_memory()
            await asyncio.gather(*(flood(address) for _ in range(40)))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak - before < 12 * MEGABYTE
        assert server.callers == 0


@pytest.mark.parametrize(
    "said",
    [
        wire.line_of(wire.Hello("gedöns")),
        b'{"type":"hello","token":"\\ud800"}\n',
        b'{"type":"hello","token":' + DEEP[:900] + b"\n",
        b'{"type":"hello","x":' + b"[" * 450 + b"]" * 450 + b',"token":""}\n',
        b'{"type":"hello","token":5}\n',
        DEEP + b"\n",
        b"\xff\xfe\n",
        b"\n",
        b"GET / HTTP/1.1\r\n\r\n",
        wire.line_of(wire.Hello("x" * 2_000)),
    ],
    ids=[
        *("no ascii", "half a letter", "nested", "nested beside", "a number", "deep", "no text"),
        *("nothing", "http", "long"),
    ],
)
async def test_whatever_a_stranger_says_is_refused_quietly(
    said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with listening() as (server, address), stranger(address) as sock:
        with contextlib.suppress(ConnectionError):
            await asyncio.get_running_loop().sock_sendall(sock, said)
        assert await hung_up(sock) == b""
        assert server.callers == 0
    assert [record.exc_info for record in caplog.records] == [None]
    assert caplog.messages[0].startswith("stranger hung up on because=")


async def test_a_message_nested_beyond_measure_ends_one_conversation_quietly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with listening() as (_, address), stranger(address) as sock:
        call = b'{"type":"call","number":1,"method":"same","given":' + DEEP + b"}\n"
        hello = wire.line_of(wire.Hello(address.token))
        await asyncio.get_running_loop().sock_sendall(sock, hello + call)
        assert await hung_up(sock) == wire.line_of(wire.Welcome())
    assert caplog.messages == ["caller lost: Bug"]


async def test_a_stranger_who_says_nothing_is_hung_up_on() -> None:
    async with listening(hello_s=0.05) as (server, address), stranger(address) as sock:
        assert await hung_up(sock) == b""
        assert server.callers == 0


async def test_strangers_who_wait_keep_none_of_ours_out() -> None:
    async with listening() as (server, address), contextlib.AsyncExitStack() as crowd:
        socks = [await crowd.enter_async_context(stranger(address)) for _ in range(3 * MOST)]
        # Those who came first have made room, though they would have been given a minute.
        assert [await hung_up(sock) for sock in socks[: 2 * MOST]] == [b""] * (2 * MOST)
        caller = await Caller.connect(address, lambda _: None)
        assert await caller.call("same", "ours", str) == "ours"
        assert len(server._strangers) <= MOST
        await caller.close()


async def test_ours_may_say_much_once_they_are_known() -> None:
    text = "ä" * MEGABYTE
    async with listening() as (_, address):
        caller = await Caller.connect(address, lambda _: None)
        assert await caller.call("same", text, str) == text
        await caller.close()


async def test_whoever_took_the_port_of_ours_is_not_listened_to_for_long() -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while True:
                writer.write(bytes(65536))
                await writer.drain()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    async with server, asyncio.timeout(BOUND_S):
        address = Address(server.sockets[0].getsockname()[1], "", 0)
        with pytest.raises(Unavailable, match="does not answer"):
            await Caller.connect(address, lambda _: None)
