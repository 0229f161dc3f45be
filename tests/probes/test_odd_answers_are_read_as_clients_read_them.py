"""Heads that are odd but readable are read, and the oddity is told; contradictions stay refused."""

import asyncio
import re

import pytest

from statusboard.domain.result import Outcome, Reason
from statusboard.probes.web.connections import Connections
from tests.fixtures.web import Asked, always, answer, ask, serving

pytestmark = pytest.mark.anyio


def head(*lines: bytes, status: bytes = b"HTTP/1.1 200 OK", body: bytes = b"ok") -> bytes:
    """An answer with these lines in its head."""
    return b"\r\n".join((status, *lines, b"Content-Length: %d" % len(body), b"", body))


ODD = {
    "a slash in a name": (head(b"get-cache/forum.php: x"), "get-cache/forum.php"),
    "a space before the colon": (head(b"X-A : 1"), "space before the colon"),
    "a line without a colon": (head(b"this is no header"), "this is no header"),
    "a header without a name": (head(b": nameless"), "nameless"),
    "a name in letters beyond ASCII": (head("X-Größe: 1".encode()), "Größe"),
    "a value with a control character": (head(b"X-A: a\x01b"), "control characters"),
    "a value with a zero": (head(b"X-A: a\x00b"), "control characters"),
    "a header over several lines": (head(b"X-A: 1,", b"   2"), "several lines"),
    "its length twice": (head(b"Content-Length: 2"), "more than once"),
    "its length twice in one line": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
        "more than once",
    ),
    "its length twice, once with zeros before it": (head(b"Content-Length: 002"), "more than once"),
    "its length and a comma": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2,\r\n\r\nok",
        "more than once",
    ),
    "a length and chunks": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"2\r\nok\r\n0\r\n\r\n",
        "states a length",
    ),
    "chunks twice": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"2\r\nok\r\n0\r\n\r\n",
        "",
    ),
    "sent as it is": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok",
        "identity",
    ),
    "several spaces in the status line": (head(b"X-A: 1", status=b"HTTP/1.1  200  OK"), ""),
    "bare line feeds": (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", ""),
    "blank lines before": (b"\r\n\r\n" + answer(), ""),
    "no phrase": (head(status=b"HTTP/1.1 200"), ""),
    "a phrase in UTF-8": (head(status="HTTP/1.1 200 Schön".encode()), ""),
    "spaces after the size of a chunk": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2  \r\nok\r\n0\r\n\r\n",
        "",
    ),
    "an interim answer before an odd one": (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + head(b"bad/name: 1"),
        "bad/name",
    ),
}


@pytest.mark.parametrize(("reply", "told"), ODD.values(), ids=ODD.keys())
async def test_an_odd_head_is_read_and_the_oddity_is_told(reply: bytes, told: str) -> None:
    async with serving(always(reply)) as site:
        got = await ask(site.url(), expect_text="ok")
    assert (got.outcome, got.detail) == (Outcome.UP, "")
    said = [line for line in got.transcript if line.startswith("read all the same: ")]
    assert bool(said) is bool(told)
    assert not told or any(told in line for line in said)


@pytest.mark.parametrize(("reply", "told"), ODD.values(), ids=ODD.keys())
async def test_an_odd_head_in_single_bytes_reads_the_same(reply: bytes, told: str) -> None:
    async def dripping(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        for byte in reply:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0)
        return False

    async with serving(dripping) as site:
        got = await ask(site.url(), expect_text="ok")
    assert (got.outcome, got.detail) == (Outcome.UP, "")


CONTRADICTIONS = {
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!",
    "two lengths in one line": b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nok!",
    "a length that is none": b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
    "a length below nothing": b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
    "a length with a sign": b"HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
    "a length beyond all": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok",
    "a transfer we did not ask for": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
    ),
    "the same behind a space": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding : xchunked\r\nContent-Length: 2\r\n\r\nok"
    ),
    "a chunk that is none": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n"
    ),
    "a chunk beyond all": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nok"
    ),
    "a change of protocol": b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "another protocol that begins like it": b"RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "a shout": b"ICY 200 OK\r\nicy-name: radio\r\n\r\n",
}


@pytest.mark.parametrize("reply", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
async def test_what_contradicts_itself_stays_refused(reply: bytes) -> None:
    async with serving(always(reply)) as site:
        got = await ask(site.url(), expect_text="ok")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert not re.search(r"b'|b\"|bytearray|object at|Error\(|\\x", got.detail)


async def test_a_connection_that_carried_an_odd_head_is_not_used_again() -> None:
    connections = Connections()
    async with serving(always(head(b"X-A : 1"))) as site:
        got = [await ask(site.url(), connections=connections) for _ in range(3)]
        await connections.aclose()
    assert [a.outcome for a in got] == [Outcome.UP] * 3
    assert [asked.connection for asked in site.asked] == [1, 2, 3]


async def test_more_headers_than_anybody_sends_are_refused() -> None:
    async with serving(always(head(*(b"A: %d" % n for n in range(3_000))))) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "1,000 headers" in got.detail


@pytest.mark.parametrize(
    "endless",
    [
        b"0",
        b"5;" + b"x" * 1_000,
        b"0\r\n" + b"T: railer\r\n" * 100,
        b"1;" + b"x" * 99 + b"\r\nm\r\n",
    ],
    ids=["size", "extension", "trailers", "more extension than body"],
)
async def test_framing_without_end_is_refused(endless: bytes) -> None:
    async def framing(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + endless)
        while True:
            writer.write(
                endless[-1:] * 100 if len(endless) < 1_100 and b"m" not in endless else endless
            )
            await writer.drain()

    async with serving(framing) as site:
        got = await ask(site.url(), expect_text="ok")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18), "speaks only HTTP/2"),
        (b"\x00\x00\x08\x07\x00\x00\x00\x00\x00" + bytes(8), "speaks only HTTP/2"),
        (b"\x15\x03\x01\x00\x02\x02\x46", "begin with https://"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "“SSH-2.0-OpenSSH_9.6"),
    ],
)
async def test_what_speaks_another_protocol_is_told(first: bytes, words: str) -> None:
    async with serving(always(first)) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert words in got.detail


async def test_a_flood_of_interim_answers_before_an_odd_one_is_refused() -> None:
    flood = b"HTTP/1.1 102 Processing\r\n\r\n" * 60 + head(b"bad/name: 1")
    async with serving(always(flood)) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "interim answers" in got.detail


async def test_an_answer_to_head_may_state_any_length() -> None:
    connections = Connections()
    async with serving(always(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")) as site:
        for _ in range(2):
            got = await ask(site.url(), connections=connections, method="HEAD")
            assert got.outcome is Outcome.UP
        await connections.aclose()
    assert site.connections == 1
