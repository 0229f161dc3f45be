"""Every way a server can misbehave has its own reason, and none costs us memory or the process."""

import asyncio
import errno
import gzip
import socket
import struct
import time
import tracemalloc
import zlib

import pytest

from statusboard.domain.result import Outcome, Reason
from statusboard.probes.web.failure import of_connecting
from tests.fixtures.web import Asked, always, answer, ask, serving

pytestmark = pytest.mark.anyio


async def test_a_closed_port_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: nobody else gets it meanwhile
        got = await ask(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.REFUSED)
    assert "refused the connection" in got.detail


async def test_a_name_that_does_not_exist_is_dns() -> None:
    got = await ask("http://shop.invalid/")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DNS)
    assert got.detail == "there is no host called shop.invalid"
    assert got.phases.dns_us is not None
    assert got.phases.connect_us is None


async def test_an_address_without_a_server_of_ipv6_is_refused_or_unreachable() -> None:
    got = await ask("http://[::1]:1/")
    assert got.outcome is Outcome.DOWN
    assert got.reason in (Reason.REFUSED, Reason.UNREACHABLE)


@pytest.mark.skipif(not socket.has_ipv6, reason="this computer speaks no IPv6")
async def test_a_server_of_ipv6_is_asked() -> None:
    try:
        async with serving(always(answer()), host="::1") as site:
            got = await ask(site.url().replace("::1", "[::1]"))
    except OSError:
        pytest.skip("this computer has no IPv6 address of its own")
    assert got.outcome is Outcome.UP


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ECONNREFUSED, Reason.REFUSED),
        (errno.ENETUNREACH, Reason.UNREACHABLE),
        (errno.EHOSTUNREACH, Reason.UNREACHABLE),
        (errno.ETIMEDOUT, Reason.UNREACHABLE),
        (errno.EMFILE, Reason.DEFECT),
        (errno.ENOMEM, Reason.DEFECT),
    ],
)
async def test_each_way_of_not_connecting_has_its_reason(number: int, reason: Reason) -> None:
    assert of_connecting("shop:443", OSError(number, "told by the system")).reason is reason


async def test_a_reset_in_the_middle_is_connection_lost() -> None:
    async def reset(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        await writer.drain()
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    async with serving(reset) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.CONNECTION_LOST)
    assert got.code == 200


async def test_half_an_answer_is_connection_lost() -> None:
    async def half(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        await writer.drain()
        writer.write_eof()
        await asyncio.sleep(0.05)
        return False

    async with serving(half) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.CONNECTION_LOST)


async def test_a_connection_closed_without_a_word_is_connection_lost() -> None:
    async def silent(_asked: Asked, _writer: asyncio.StreamWriter) -> bool:
        return False

    async with serving(silent) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.CONNECTION_LOST)
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "reply", [b"220 mail ready\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"HTTP/1.1 x\r\n\r\n"]
)
async def test_what_is_not_http_is_protocol(reply: bytes) -> None:
    async with serving(always(reply)) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)


async def test_endless_headers_are_protocol() -> None:
    async def endless(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-More: " + b"m" * 1000 + b"\r\n")
            await writer.drain()

    async with serving(endless) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "header" in got.detail


async def test_endless_interim_answers_are_protocol_and_let_others_work() -> None:
    async def never_done(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        while True:
            writer.write(b"HTTP/1.1 102 Processing\r\n\r\n" * 4_000)
            await writer.drain()

    async def turns_s(turns: list[float]) -> None:
        """Notes the processor time of each turn of the loop; waiting is none."""
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            turns.append(now - before)
            before = now

    turns: list[float] = []
    async with serving(never_done) as site:
        watching = asyncio.create_task(turns_s(turns))
        got = await ask(site.url())
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "header" in got.detail
    assert max(turns) < 0.02


async def test_an_endless_body_is_read_up_to_the_limit() -> None:
    sent = 0

    async def endless(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + b"e" * 0x10000 + b"\r\n")
            sent += 0x10000
            await writer.drain()

    tracemalloc.start()
    async with serving(endless) as site:
        got = await ask(site.url(), expect_text="f")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.BODY_TOO_LARGE, 200)
    assert "Largest answer" in got.detail
    assert sent < 20_000_000
    assert peak < 20_000_000


async def test_a_body_of_exactly_the_limit_is_read_and_one_more_byte_is_not() -> None:
    async with serving(always(answer(b"m" * 1_000_000))) as site:
        fits = await ask(site.url(), expect_text="mmm")
    async with serving(always(answer(b"m" * 1_000_001))) as site:
        over = await ask(site.url(), expect_text="mmm")
        raised = await ask(site.url(), expect_text="mmm", largest_answer=2_000)
    assert fits.outcome is Outcome.UP
    assert over.reason is Reason.BODY_TOO_LARGE
    assert raised.outcome is Outcome.UP


async def test_a_decompression_bomb_costs_no_memory() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 250_000
    tracemalloc.start()
    async with serving(always(answer(bomb, headers={"Content-Encoding": "gzip"}))) as site:
        got = await ask(site.url(), expect_text="f")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DECOMPRESSION_BOMB)
    assert peak < 10_000_000


async def test_a_large_page_that_shrinks_honestly_is_no_bomb() -> None:
    page = b"".join(b"row %d of a long table, " % (n * n * 7919) for n in range(60_000))
    packed = gzip.compress(page)
    async with serving(always(answer(packed, headers={"Content-Encoding": "gzip"}))) as site:
        got = await ask(site.url(), expect_text="row")
    assert got.reason is Reason.BODY_TOO_LARGE


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("identity", bytes),
    ],
)
async def test_compressed_answers_are_read(encoding: str, pack) -> None:
    body = pack("größer".encode())
    async with serving(always(answer(body, headers={"Content-Encoding": encoding}))) as site:
        got = await ask(site.url(), expect_text="größer")
    assert got.outcome is Outcome.UP, got.detail


@pytest.mark.parametrize(
    "body",
    [b"not gzip at all", gzip.compress(b"hello " * 50)[:-12]],
    ids=["never_packed", "cut_short"],
)
async def test_what_cannot_be_inflated_is_bad_encoding(body: bytes) -> None:
    async with serving(always(answer(body, headers={"Content-Encoding": "gzip"}))) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.BAD_ENCODING)


async def test_an_encoding_not_asked_for_matters_only_where_the_text_does() -> None:
    async with serving(always(answer(b"\x01", headers={"Content-Encoding": "br"}))) as site:
        indifferent = await ask(site.url())
        reading = await ask(site.url(), expect_text="ok")
    assert indifferent.outcome is Outcome.UP
    assert reading.reason is Reason.BAD_ENCODING


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("iso-8859-1", "Grüße".encode("latin-1")),
        ("utf-16", "Grüße".encode("utf-16")),
        ("shift_jis", "Grüße".encode()),
        ("no-such-charset", "Grüße".encode()),
        ("zlib", "Grüße".encode()),
        ("idna", "Grüße".encode()),
        ("", "Grüße".encode()),
    ],
)
async def test_any_charset_is_survived(charset: str, body: bytes) -> None:
    headers = {"Content-Type": f"text/html; charset={charset}"}
    async with serving(always(answer(body, headers=headers))) as site:
        got = await ask(site.url(), expect_text="Gr")
    assert got.outcome is Outcome.UP


async def test_invalid_utf_8_is_read_as_far_as_it_goes() -> None:
    async with serving(always(answer(b"ok \xff\xfe\xc3 end"))) as site:
        got = await ask(site.url(), expect_text="end")
    assert got.outcome is Outcome.UP
    assert any("end" in line for line in got.transcript)


async def test_http_1_0_is_an_answer_like_any_other() -> None:
    async def old(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.0 200 OK\r\n\r\nuntil I hang up")
        await writer.drain()
        return False

    async with serving(old) as site:
        got = await ask(site.url(), expect_text="hang up")
    assert got.outcome is Outcome.UP
    assert "HTTP/1.0 200 OK" in got.transcript


async def test_one_line_of_a_million_bytes_is_cut_in_the_transcript() -> None:
    async with serving(always(answer(b"l" * 999_999))) as site:
        got = await ask(site.url())
    assert max(len(line) for line in got.transcript) <= 200


async def test_an_answer_that_came_before_the_question_was_heard_out_is_read() -> None:
    async def impatient(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(100)
        writer.write(answer("too much", status="413 Content Too Large"))
        await writer.drain()
        writer.transport.abort()

    async with await asyncio.start_server(impatient, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        got = await ask(f"http://127.0.0.1:{port}/", method="POST", body="x" * 20_000_000)
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.STATUS_CODE, 413)
