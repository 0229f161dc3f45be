"""WebSocket: whether the server lets us in, and answers a ping or says what is expected."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

import pytest
import trustme
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.websocket import DECLARATION as WEBSOCKET
from tests.fixtures import certificates
from tests.fixtures.sockets import ask_kind, listening

pytestmark = pytest.mark.anyio

Behave = Callable[[ServerConnection], Awaitable[None]]
QUIET = logging.getLogger("tests.websockets")
QUIET.setLevel(logging.CRITICAL)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def stays(connection: ServerConnection) -> None:
    await connection.wait_closed()


@asynccontextmanager
async def served(behave: Behave = stays, **options: object) -> AsyncIterator[int]:
    """A real server of the library."""
    async with serve(behave, "127.0.0.1", 0, logger=QUIET, close_timeout=0.1, **options) as server:
        yield server.sockets[0].getsockname()[1]


async def asked(port: int, **config: object) -> Answer:
    return await ask_kind(WEBSOCKET, url=f"ws://127.0.0.1:{port}/live", **config)


async def test_a_server_that_answers_a_ping_is_up() -> None:
    async with served() as port:
        got = await asked(port)
    assert (got.outcome, got.reason, got.detail) == (Outcome.UP, Reason.OK, "")
    assert got.transcript[-1] == "< pong"
    assert got.phases.connect_us is not None


async def test_what_is_said_and_expected_are_messages() -> None:
    async def talk(connection: ServerConnection) -> None:
        assert await connection.recv() == '{"type": "connection_init"}'
        await connection.send("hello")
        await connection.send(["connec", "tion", "_ack"])  # one message in three fragments
        await connection.wait_closed()

    async with served(talk) as port:
        got = await asked(port, send='{"type": "connection_init"}', expect="connection_ack")
    assert got.outcome is Outcome.UP
    assert "< hello" in got.transcript


async def test_headers_and_subprotocol_are_sent_and_stay_secret() -> None:
    seen: list[Request] = []

    async def talk(connection: ServerConnection) -> None:
        assert connection.request is not None
        seen.append(connection.request)
        await connection.close(1008, "op3n-sesame is no good")

    async with served(talk, subprotocols=["live"]) as port:
        headers = {"Authorization": "Bearer op3n-sesame", "Origin": "https://shop.example"}
        got = await asked(port, subprotocol="live", headers=headers, expect="welcome")
    assert seen[0].headers["Authorization"] == "Bearer op3n-sesame"
    assert seen[0].headers["Sec-WebSocket-Protocol"] == "live"
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.CONNECTION_LOST)
    assert got.detail == "the server ended the conversation (1008): ••• is no good"
    assert "op3n" not in repr(got)


async def test_a_server_that_does_not_let_us_in_is_down() -> None:
    def refuse(connection: ServerConnection, _request: Request) -> Response:
        return connection.respond(HTTPStatus.FORBIDDEN, "members only\n")

    async with served(process_request=refuse) as port:
        got = await asked(port)
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.STATUS_CODE, 403)
    assert got.detail == "expected status 101 (switching protocols), got 403"


@pytest.mark.parametrize(
    ("said", "reason", "words"),
    [
        (b"SSH-2.0-OpenSSH\r\n\r\n", Reason.PROTOCOL, "not HTTP"),
        (
            b"HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: nonsense\r\n\r\n",
            Reason.PROTOCOL,
            "does not speak WebSocket",
        ),
        (b"HTTP/1.1 101 Go\r\nUpgrade: h2c\r\n\r\n", Reason.PROTOCOL, "does not speak WebSocket"),
    ],
)
async def test_what_is_no_web_socket_is_told(said: bytes, reason: Reason, words: str) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        await reader.read()

    async with listening(talk) as port:
        got = await asked(port)
    assert (got.outcome, got.reason) == (Outcome.DOWN, reason)
    assert words in got.detail


async def test_a_user_without_a_password_cannot_be_sent() -> None:
    got = await ask_kind(WEBSOCKET, url="ws://somebody@127.0.0.1:1/")
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "somebody" not in got.detail


async def test_a_server_that_hangs_up_is_told() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")

    async with listening(talk) as port:
        got = await asked(port)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.CONNECTION_LOST)


async def test_a_flood_of_messages_is_listened_to_within_bounds() -> None:
    async def flood(connection: ServerConnection) -> None:
        for _ in range(1_100):
            await connection.send("noise")

    async with served(flood) as port:
        got = await asked(port, expect="signal")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TEXT_MISSING)
    assert len(got.transcript) < 70


async def test_a_message_that_never_ends_is_not_kept() -> None:
    async def huge(connection: ServerConnection) -> None:
        await connection.send("x" * 2_000_000)
        await connection.wait_closed()

    async with served(huge) as port:
        got = await asked(port, expect="y")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.BODY_TOO_LARGE)


@pytest.mark.parametrize(
    ("sort", "reason"),
    [(certificates.GOOD, Reason.OK), (certificates.STRANGE, Reason.TLS_UNTRUSTED)],
)
async def test_a_secured_one_has_to_show_its_certificate(
    authority: trustme.CA, sort: str, reason: Reason
) -> None:
    async with served(ssl=certificates.shown(authority, sort)) as port:
        got = await ask_kind(
            WEBSOCKET, trust=certificates.trusting(authority), url=f"wss://127.0.0.1:{port}/"
        )
    assert got.reason is reason
