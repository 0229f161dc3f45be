"""HTTP/2 against a real server of it: answers, bodies both ways, and what breaks off."""

import asyncio
import ssl

import h2.connection
import pytest
import trustme

from statusboard.catalog.fields import validate
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections
from tests.fixtures.http2_server import Http2Asked, Script, serving_http2
from tests.fixtures.web import always, answer, ask, serving

pytestmark = pytest.mark.anyio
H2 = h2.connection.H2Connection


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def config(authority: trustme.CA, **more: object) -> dict[str, object]:
    return {"authority": authority.cert_pem.bytes().decode(), "http_version": "2", **more}


def saying(body: bytes, *, status: str = "200") -> Script:
    def script(server: H2, stream: int, _asked: Http2Asked) -> None:
        head = [(":status", status), ("content-type", "application/json"), ("x-cache", "HIT")]
        server.send_headers(stream, head)
        server.send_data(stream, body, end_stream=True)

    return script


async def asked(authority: trustme.CA, script: Script, **more: object) -> Answer:
    async with serving_http2(script, server_tls(authority)) as site:
        return await ask(site.url(), **config(authority, **more))


async def test_an_answer_is_read_and_judged(authority: trustme.CA) -> None:
    connections = Connections()
    script = saying(b'{"status": "ok"}')
    async with serving_http2(script, server_tls(authority)) as site:
        for _ in range(2):
            got = await ask(
                site.url("/health?a=1"),
                connections=connections,
                **config(
                    authority,
                    headers={"X-Tenant": "north"},
                    down_unless="json $.status = ok\nheader X-Cache = HIT",
                ),
            )
            assert got.outcome is Outcome.UP, got.detail
    await connections.aclose()
    assert got.code == 200
    assert "HTTP/2 200" in got.transcript
    assert None not in (got.phases.tls_us, got.phases.wait_us, got.phases.read_us)
    first = site.asked[0].headers
    assert (first[":method"], first[":path"]) == ("GET", "/health?a=1")
    assert (first[":authority"], first["x-tenant"]) == (f"127.0.0.1:{site.port}", "north")
    assert site.connections == 2


@pytest.mark.parametrize("status", ["2" * 5_000, "20", "ok"])
async def test_a_status_that_is_none_is_no_answer(authority: trustme.CA, status: str) -> None:
    got = await asked(authority, saying(b"", status=status))
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert got.detail == "the answer has no status"


async def test_another_status_is_down(authority: trustme.CA) -> None:
    got = await asked(authority, saying(b"no", status="503"))
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.STATUS_CODE, 503)


async def test_a_body_larger_than_the_window_is_sent_whole(authority: trustme.CA) -> None:
    async with serving_http2(saying(b"thanks"), server_tls(authority)) as site:
        got = await ask(
            site.url(), **config(authority, method="POST", body="x" * 300_000, expect_text="thanks")
        )
    assert got.outcome is Outcome.UP, got.detail
    assert len(site.asked[0].body) == 300_000
    assert site.asked[0].headers["content-length"] == "300000"


async def test_a_body_in_parts_is_read_to_its_end(authority: trustme.CA) -> None:
    def script(server: H2, stream: int, _asked: Http2Asked) -> None:
        server.send_headers(stream, [(":status", "103")])
        server.send_headers(stream, [(":status", "200")])
        for _ in range(3):
            server.send_data(stream, b"x" * 16_000)
        server.send_data(stream, b"the end", end_stream=True)

    got = await asked(authority, script, expect_text="the end", down_unless="size = 48007")
    assert got.outcome is Outcome.UP, got.detail


async def test_an_answer_larger_than_the_window_is_read_whole(authority: trustme.CA) -> None:
    def script(server: H2, stream: int, _asked: Http2Asked) -> bytes:
        server.send_headers(stream, [(":status", "200")])
        return b"x" * 500_000 + b"the end"

    got = await asked(authority, script, expect_text="the end", within_s=20)
    assert got.outcome is Outcome.UP, got.detail


async def test_an_answer_to_head_has_no_body(authority: trustme.CA) -> None:
    def script(server: H2, stream: int, _asked: Http2Asked) -> None:
        server.send_headers(stream, [(":status", "204")], end_stream=True)

    assert (await asked(authority, script, method="HEAD")).outcome is Outcome.UP


async def test_redirects_are_followed(authority: trustme.CA) -> None:
    def script(server: H2, stream: int, asked: Http2Asked) -> None:
        if asked.headers[":path"] == "/home":
            server.send_headers(stream, [(":status", "200")], end_stream=True)
        else:
            head = [(":status", "302"), ("location", "/home"), ("set-cookie", "sid=longenough")]
            server.send_headers(stream, head, end_stream=True)

    got = await asked(authority, script, down_unless="redirects = 1")
    assert got.outcome is Outcome.UP, got.detail


def _reset(server: H2, stream: int, _asked: Http2Asked) -> None:
    server.reset_stream(stream, 7)


def _goodbye(server: H2, _stream: int, _asked: Http2Asked) -> None:
    server.close_connection(11)


def _half(server: H2, stream: int, _asked: Http2Asked) -> None:
    server.send_headers(stream, [(":status", "200")])
    server.send_data(stream, b"half")
    server.reset_stream(stream, 2)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (_reset, "the server broke off the answer (REFUSED_STREAM)"),
        (_goodbye, "the server ended the connection (ENHANCE_YOUR_CALM)"),
        (_half, "the server broke off the answer (INTERNAL_ERROR)"),
    ],
)
async def test_an_answer_that_breaks_off_is_told(
    authority: trustme.CA, script: Script, words: str
) -> None:
    got = await asked(authority, script, expect_text="ok")
    assert (got.outcome, got.reason, got.detail) == (Outcome.DOWN, Reason.CONNECTION_LOST, words)


async def test_a_flood_of_pings_is_no_answer(authority: trustme.CA) -> None:
    def script(server: H2, _stream: int, _asked: Http2Asked) -> None:
        for _ in range(10_000):
            server.ping(b"12345678")

    got = await asked(authority, script)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "hardly a body" in got.detail


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (answer("nonsense"), "the server agreed to HTTP/2, and answers in HTTP/1"),
        (b"\x00\x00\x04\x00\x00\x00\x00\x00\x00abcd", "what came back is not HTTP/2: "),
        (bytes(200_000), "what came back is not HTTP/2: "),
        (b"\xff\xff\xff\x00\x00\x00\x00\x00\x01" + bytes(200_000), "hardly a body"),
    ],
)
async def test_what_is_no_http2_behind_its_name_is_told(
    authority: trustme.CA, said: bytes, words: str
) -> None:
    tls = server_tls(authority)
    tls.set_alpn_protocols(["h2"])

    def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        talks.append(writer)

    talks: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    got = await ask(f"https://127.0.0.1:{port}/", **config(authority))
    for writer in talks:
        writer.transport.abort()
    server.close()
    await server.wait_closed()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert words in got.detail


async def test_a_server_that_does_not_speak_it_counts_as_failed(authority: trustme.CA) -> None:
    async with serving(always(answer()), tls=server_tls(authority)) as site:
        got = await ask(site.url(), **config(authority))
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert got.detail == "127.0.0.1 does not speak HTTP/2"
    assert site.asked == []


def test_it_is_asked_over_https_alone() -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(DECLARATION.fields, {"url": "http://shop.example", "http_version": "2"})
    assert refused.value.field == "http_version"
