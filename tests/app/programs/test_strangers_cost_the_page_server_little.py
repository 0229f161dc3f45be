"""Whoever comes to the page server: what they hold has an end, and what they send a limit."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import pytest

from statusboard.app.programs.guarded_http import HEAD_BYTES, Rules
from statusboard.app.programs.web_listener import QuietServer
from statusboard.server.app import public_app
from statusboard.server.pages import Shown
from statusboard.server.policy import standing_headers
from statusboard.server.traffic import Standing
from tests.fixtures.served import FILES, HOST, QUICK, Line, ask, listening, site_of

pytestmark = pytest.mark.anyio

# Short enough for a test; what must not happen by then would take a hundred times as long.
SHORT_S = 0.15
LONG_S = 30.0
LARGE = {**FILES, "large.txt": b"x" * 20_000_000}
GET = "GET / HTTP/1.1\nHost: x\n\n"


@asynccontextmanager
async def page_served(
    rules: Rules = QUICK, files: dict[str, bytes] = FILES
) -> AsyncIterator[tuple[int, QuietServer]]:
    shown = Shown(site_of(files))

    def standing() -> Standing:
        return Standing(1, 0.0, 1, has_office=True, connections=0)

    async with listening(public_app(shown, standing), rules) as (port, server):
        yield port, server


# ── what never ends ─────────────────────────────────────────────────────────────────────────────


async def test_who_says_nothing_is_hung_up_on() -> None:
    async with page_served(replace(QUICK, head_s=SHORT_S)) as (port, _), Line.to(port) as line:
        assert await line.rest() == b""


@pytest.mark.parametrize("head", ["GET /", "GET / HTTP/1.1\nHost: x\nX-", "\n\n"])
async def test_who_sends_a_head_byte_by_byte_is_hung_up_on(head: str) -> None:
    async with page_served(replace(QUICK, head_s=SHORT_S)) as (port, _), Line.to(port) as line:
        line.say(head)

        async def drip() -> None:
            with contextlib.suppress(ConnectionError):
                while True:
                    line.say("a" if head.strip() else "\n")
                    await line.writer.drain()
                    await asyncio.sleep(SHORT_S / 20)

        dripping = asyncio.ensure_future(drip())
        said = await line.rest()
        dripping.cancel()
        await asyncio.wait({dripping})

    assert said.startswith(b"HTTP/1.1 408 ") or said == b""


async def test_a_connection_that_was_answered_is_not_kept_open_by_half_a_question() -> None:
    async with page_served(replace(QUICK, head_s=SHORT_S)) as (port, _), Line.to(port) as line:
        line.say(GET)
        assert (await line.answer()).status == 200
        line.say("GET /")
        said = await line.rest()

    assert said.startswith(b"HTTP/1.1 408 ")


async def test_a_body_that_does_not_end_is_answered_and_not_waited_for() -> None:
    async with page_served(replace(QUICK, body_s=SHORT_S)) as (port, _), Line.to(port) as line:
        line.say("POST / HTTP/1.1\nHost: x\nContent-Length: 1000000\n\nabc")
        assert (await line.answer()).status == 405
        assert await line.rest() == b""


async def test_an_idle_connection_ends_after_a_while() -> None:
    async with page_served(replace(QUICK, keep_alive_s=0)) as (port, _), Line.to(port) as line:
        line.say(GET)
        assert (await line.answer()).status == 200
        assert await line.rest() == b""


@pytest.mark.parametrize("target", ["/large.txt", "/"])
async def test_an_answer_that_nobody_takes_is_given_up(target: str) -> None:
    rules = replace(QUICK, stalled_s=SHORT_S, keep_alive_s=0)
    async with page_served(rules, LARGE) as (port, server):
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            deaf.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_connect(deaf, (HOST, port))
            asks = f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            await loop.sock_sendall(deaf, asks * 200)
            while not server.connections:  # noqa: ASYNC110 - it is the server's own start
                await asyncio.sleep(0)
            while server.connections:  # noqa: ASYNC110 - it is the server's own end
                await asyncio.sleep(0.01)


async def test_who_takes_an_answer_slowly_gets_all_of_it() -> None:
    rules = replace(QUICK, stalled_s=1.0, keep_alive_s=0)
    async with page_served(rules, LARGE) as (port, _), Line.to(port) as line:
        line.say("GET /large.txt HTTP/1.1\nHost: x\nConnection: close\n\n")
        head = await line.reader.readuntil(b"\r\n\r\n")
        taken = 0
        while part := await line.reader.read(1_000_000):
            taken += len(part)
            await asyncio.sleep(0.07)

    assert b"200 OK" in head
    assert taken == len(LARGE["large.txt"])


# ── what is too much ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "head",
    [
        f"GET /{'a' * HEAD_BYTES} HTTP/1.1\nHost: x\n\n",
        f"GET / HTTP/1.1\nHost: x\nX-Long: {'a' * HEAD_BYTES}\n\n",
        f"GET / HTTP/1.1\nHost: x\n{'A: b' * (HEAD_BYTES // 4)}\n\n",
        "GET / HTTP/1.1\nHost: x\n" + "X-Many: a\n" * 3_000 + "\n",
        "GET / HTTP/1.1\nX-Endless: " + "a" * 5_000_000,
        "GET /" + "a" * 5_000_000,
    ],
    ids=["address", "header", "name", "many", "endless header", "endless address"],
)
async def test_a_head_that_is_too_large_is_refused(head: str) -> None:
    async with page_served() as (port, _), Line.to(port) as line:
        line.say(head)
        said = await line.rest()

        # A peer that goes on sending may meet the end of the connection before the answer.
        assert said == b"" or said.split()[1] in (b"431", b"400")
        assert (await ask(port, "/")).status == 200


async def test_a_head_of_the_usual_size_is_none_too_large() -> None:
    async with page_served() as (port, _):
        assert (await ask(port, "/", Cookie="a" * 8_000)).status == 200


MALFORMED = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),  # somebody speaks TLS
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"hello\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET  /  HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 6\r\n\r\nabcdef",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
    b"GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
    b"GET / HTTP/1.1\nHost x\n\n",
    b"\x00" * 100,
    b"CONNECT shop.example:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nabcde",
    b"GET / HTTP/1.1\r\nHost: x\r\nRange: bytes=5-1\r\n\r\n",
]


@pytest.mark.parametrize("said", MALFORMED)
async def test_what_is_malformed_or_strange_is_answered_in_a_line_and_harms_nobody(
    said: bytes,
) -> None:
    async with page_served() as (port, _), Line.to(port) as line:
        line.say(said)
        line.writer.write_eof()
        answered = await line.rest()

        assert answered == b"" or answered.startswith(b"HTTP/1.1 ")
        assert b"Traceback" not in answered
        assert b" 500 " not in answered
        assert (await ask(port, "/")).status == 200


async def test_what_is_refused_is_safe_to_show_and_counted() -> None:
    refused: list[int] = []
    rules = replace(QUICK, headers=standing_headers(""), refused=refused.append)
    async with page_served(rules) as (port, _), Line.to(port) as line:
        line.say("hello\n\n")
        answer = await line.answer()

    assert (answer.status, refused) == (400, [400])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["connection"] == "close"


async def test_many_questions_at_once_are_no_large_head() -> None:
    count = 4 * HEAD_BYTES // len(GET)
    async with page_served() as (port, _), Line.to(port) as line:
        line.say(GET * count + "GET /nothing HT")
        statuses = [(await line.answer()).status for _ in range(count)]
        line.say("TP/1.1\nHost: x\n\n")

        assert set(statuses) == {200}
        assert (await line.answer()).status == 404


@pytest.mark.parametrize("protocol", ["h2c", "websocket"])
async def test_who_wants_another_protocol_is_answered_in_this_one_and_comes_anew(
    protocol: str,
) -> None:
    async with page_served() as (port, _), Line.to(port) as line:
        line.say(f"GET / HTTP/1.1\nHost: x\nConnection: Upgrade\nUpgrade: {protocol}\n\n")
        answer = await line.answer()

        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert await line.rest() == b""


async def test_the_second_piece_of_an_answer_waits_for_no_acknowledgement() -> None:
    async with page_served() as (port, server), Line.to(port) as line:
        line.say(GET)
        await line.answer()
        (connection,) = server.server_state.connections
        held = connection.transport.get_extra_info("socket")

        assert held.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


async def test_questions_that_come_together_are_answered_in_their_order() -> None:
    async with page_served() as (port, _), Line.to(port) as line:
        line.say((GET + GET.replace("/ ", "/nothing ", 1)) * 20)
        statuses = [(await line.answer()).status for _ in range(40)]

    assert statuses == [200, 404] * 20


# ── more than there is room for ─────────────────────────────────────────────────────────────────


async def test_who_sends_no_more_is_answered_all_the_same_and_keeps_nothing_open() -> None:
    async with page_served() as (port, server), Line.to(port) as line:
        line.say(GET * 3)
        line.writer.write_eof()
        assert [(await line.answer()).status for _ in range(3)] == [200] * 3
        assert await line.rest() == b""
    assert server.connections == 0


async def test_the_longest_idle_makes_room_for_whoever_comes() -> None:
    async with page_served(replace(QUICK, most=5)) as (port, _), AsyncExitStack() as lines:
        held = [await lines.enter_async_context(Line.to(port)) for _ in range(5)]
        for line in held:
            line.say(GET)
            assert (await line.answer()).status == 200
        held[0].say(GET)  # the first is not the longest idle any more
        assert (await held[0].answer()).status == 200

        newcomer = await lines.enter_async_context(Line.to(port))
        newcomer.say(GET)
        assert (await newcomer.answer()).status == 200

        assert await held[1].rest() == b""
        for line in (held[0], *held[2:]):
            line.say(GET)
            assert (await line.answer()).status == 200


async def test_where_all_are_busy_who_comes_is_turned_away() -> None:
    async with page_served(replace(QUICK, most=3)) as (port, _), AsyncExitStack() as lines:
        for _ in range(3):
            line = await lines.enter_async_context(Line.to(port))
            line.say("GET / HTTP/1.1\n")
            await line.writer.drain()
        late = await lines.enter_async_context(Line.to(port))

        assert await late.rest() == b""


# ── behind a proxy ──────────────────────────────────────────────────────────────────────────────


async def who_asks(scope, _receive, send) -> None:
    """Answers who seems to ask."""
    said = json.dumps([scope["client"][0], scope["scheme"]]).encode()
    headers = [(b"content-length", str(len(said)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": said})


FORWARDED = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "https"}


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [
        ((), [HOST, "http"]),
        (("10.0.0.5",), [HOST, "http"]),
        (("10.0.0.0/8",), [HOST, "http"]),
        ((HOST,), ["203.0.113.9", "https"]),
        (("127.0.0.0/8",), ["203.0.113.9", "https"]),
    ],
)
async def test_only_proxies_that_were_named_are_believed(
    trusted: tuple[str, ...], seen: list[str]
) -> None:
    async with listening(who_asks, replace(QUICK, trusted=trusted)) as (port, _):
        answer = await ask(port, "/", **FORWARDED)

    assert json.loads(answer.body) == seen


async def test_what_a_visitor_makes_up_before_a_trusted_proxy_is_not_believed() -> None:
    async with listening(who_asks, replace(QUICK, trusted=(HOST,))) as (port, _):
        answer = await ask(port, "/", X_Forwarded_For="198.51.100.1, 203.0.113.9")

    assert json.loads(answer.body)[0] == "203.0.113.9"


# ── the end ─────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_under_way_is_finished_before_the_end() -> None:
    async with AsyncExitStack() as stack:
        rules = replace(QUICK, linger_s=LONG_S)
        port, server = await stack.enter_async_context(page_served(rules, LARGE))
        line = await stack.enter_async_context(Line.to(port))
        line.say("GET /large.txt HTTP/1.1\nHost: x\n\n")
        await line.reader.readuntil(b"\r\n\r\n")

        server.should_exit = True
        while server.servers[0].is_serving():  # noqa: ASYNC110 - it is the server's own end
            await asyncio.sleep(0)
        body = await line.reader.readexactly(len(LARGE["large.txt"]))
        line.say(GET)  # nobody had said that there would be no next answer
        last = await line.answer()

        assert len(set(body)) == 1
        assert (last.status, last.headers["connection"]) == (200, "close")
        assert await line.rest() == b""


async def test_an_answer_that_had_begun_is_finished_and_is_not_the_last_unsaid() -> None:
    rest = asyncio.Event()

    async def slowly(_scope, _receive, send) -> None:
        headers = [(b"content-length", b"4")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await rest.wait()
        await send({"type": "http.response.body", "body": b"done"})

    async with AsyncExitStack() as stack:
        rules = replace(QUICK, linger_s=LONG_S)
        port, server = await stack.enter_async_context(listening(slowly, rules))
        line = await stack.enter_async_context(Line.to(port))
        line.say(GET)
        await line.reader.readuntil(b"\r\n\r\n")

        server.should_exit = True
        while server.servers[0].is_serving():  # noqa: ASYNC110 - it is the server's own end
            await asyncio.sleep(0)
        rest.set()
        assert await line.reader.readexactly(4) == b"done"
        line.say(GET)
        assert (await line.answer()).headers["connection"] == "close"
        assert await line.rest() == b""


async def test_a_question_on_its_way_at_the_end_is_answered_and_told_to_come_anew() -> None:
    async with AsyncExitStack() as stack:
        port, server = await stack.enter_async_context(page_served(replace(QUICK, linger_s=LONG_S)))
        line = await stack.enter_async_context(Line.to(port))
        line.say(GET)
        assert (await line.answer()).status == 200

        server.should_exit = True
        while server.servers[0].is_serving():  # noqa: ASYNC110 - it is the server's own end
            await asyncio.sleep(0)
        line.say(GET)
        answer = await line.answer()

        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert await line.rest() == b""


async def test_who_is_idle_at_the_end_does_not_hold_it_up() -> None:
    async with AsyncExitStack() as stack:
        port, server = await stack.enter_async_context(page_served(replace(QUICK, end_s=1_000)))
        for _ in range(3):
            line = await stack.enter_async_context(Line.to(port))
            line.say(GET)
            assert (await line.answer()).status == 200

        server.should_exit = True
        assert await line.rest() == b""
