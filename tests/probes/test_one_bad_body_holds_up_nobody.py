"""Bodies in chunks of one byte, bombs and long texts: each turn of the loop stays short."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from websockets.utils import accept_key

from statusboard.domain.result import Outcome, Reason
from statusboard.probes.websocket import DECLARATION as WEBSOCKET
from tests.fixtures.sockets import ask_kind, listening
from tests.fixtures.web import Asked, always, answer, ask, serving

pytestmark = pytest.mark.anyio

# A turn takes about 1 ms; in one go each of these bodies took 50 ms and more.
LONGEST_TURN_S = 0.025


@asynccontextmanager
async def measured_turns() -> AsyncIterator[list[float]]:
    """The processor time of each turn of this loop; waiting is none."""
    turns: list[float] = []

    async def note() -> None:
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            turns.append(now - before)
            before = now

    watching = asyncio.create_task(note())
    try:
        yield turns
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


def one_byte_chunks(size: int) -> bytes:
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nm\r\n" * size


async def test_chunks_of_one_byte_are_read_in_short_turns() -> None:
    reply = one_byte_chunks(200_000) + b"0\r\n\r\n"
    async with serving(always(reply)) as site, measured_turns() as turns:
        got = await ask(site.url(), expect_text="m" * 200_000)
    assert got.outcome is Outcome.UP, got.detail
    assert sorted(turns)[-3] < LONGEST_TURN_S  # the test's own server writes in one or two


async def test_endless_chunks_of_one_byte_end_at_the_limit() -> None:
    async def endless(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(one_byte_chunks(1))
        while True:
            writer.write(b"1\r\nm\r\n" * 2_000)
            await writer.drain()

    async with serving(endless) as site:
        got = await ask(site.url(), expect_text="never", largest_answer=100)
    assert got.reason is Reason.BODY_TOO_LARGE


async def test_an_inflating_body_is_inflated_in_short_turns() -> None:
    page = b"".join(b"%d " % (n * 7919) for n in range(1_500_000))
    reply = answer(gzip.compress(page), headers={"Content-Encoding": "gzip"})
    async with serving(always(reply)) as site, measured_turns() as turns:
        got = await ask(site.url(), expect_text=" 15838 ", largest_answer=20_000)
    assert got.outcome is Outcome.UP, got.detail
    assert sorted(turns)[-3] < LONGEST_TURN_S


async def test_a_long_text_is_searched_beside_the_loop() -> None:
    judged: list[str] = []
    submit = ThreadPoolExecutor.submit

    def noted(self, work, *given):
        judged.append(self._thread_name_prefix)
        return submit(self, work, *given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ThreadPoolExecutor, "submit", noted)
        async with serving(always(answer("ü" * 900_000))) as site:
            got = await ask(site.url(), expect_text="ü", largest_answer=2_000)
    assert got.outcome is Outcome.UP
    assert judged == ["judge"]


@pytest.mark.parametrize(
    "flood",
    [
        b"\x01\x7f" + (900_000).to_bytes(8, "big") + b"x" * 900_000 + b"\x00\x01y" * 30_000,
        b"\x89\x00" * 40_000,
    ],
    ids=["a message in pieces of one byte", "pings"],
)
async def test_the_smallest_frames_of_a_web_socket_are_read_in_short_turns(flood: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode()
        key = asked.partition("Sec-WebSocket-Key: ")[2].partition("\r\n")[0]
        writer.write(
            b"HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept_key(key).encode() + b"\r\n\r\n" + flood
        )
        writer.write_eof()
        await reader.read()

    async with listening(talk) as port, measured_turns() as turns:
        await ask_kind(WEBSOCKET, url=f"ws://127.0.0.1:{port}/", expect="never")
    assert max(turns) < 4 * LONGEST_TURN_S  # it was 0.5 s and more; the test's server writes, too
