"""TCP: whether a port takes a connection, encrypts it, and says what is expected of it."""

import asyncio
import socket
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.tcp import DECLARATION as TCP
from statusboard.probes.tcp import unescaped
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.names import Names
from tests.fixtures import certificates
from tests.fixtures.name_server import Computer, name_server
from tests.fixtures.sockets import Talk, ask_kind, listening, saying

pytestmark = pytest.mark.anyio

PONG = saying(b"", b"+PONG\r\n")


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def asked(talk: Talk, **config: object) -> Answer:
    async with listening(talk) as port:
        return await ask_kind(TCP, host="127.0.0.1", port=port, **config)


async def test_a_port_that_takes_a_connection_is_up() -> None:
    got = await asked(saying(b""))
    assert (got.outcome, got.reason) == (Outcome.UP, Reason.OK)
    assert got.phases.connect_us is not None
    assert got.trace.address == "127.0.0.1"


async def test_what_is_sent_and_what_is_expected_are_bytes() -> None:
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readline())
        writer.write(b"\x01+PONG\r\n")
        await reader.read()

    got = await asked(talk, send="PING \\x41\\r\\n", expect="\\x01+PONG")
    assert got.outcome is Outcome.UP
    assert heard == [b"PING A\r\n"]


async def test_a_text_that_does_not_come_is_said() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"-LOADING\r\n")

    got = await asked(talk, expect="+PONG")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TEXT_MISSING)
    assert got.detail == "expected “+PONG”, which did not come"
    assert "< -LOADING" in got.transcript


async def test_a_server_that_never_stops_talking_is_listened_to_within_bounds() -> None:
    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()

    got = await asked(talk, expect="y")
    assert got.reason is Reason.TEXT_MISSING


async def test_what_was_sent_is_not_repeated() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said = (await reader.readline()).rstrip()
        writer.write(b"you said " + said + b", which is not right")

    got = await asked(echo, send="AUTH op3n-sesame\\n", expect="welcome")
    assert "op3n" not in repr(got)


@pytest.mark.parametrize(
    ("sort", "reason"),
    [
        (certificates.GOOD, Reason.OK),
        (certificates.EXPIRED, Reason.TLS_EXPIRED),
        (certificates.OTHER_HOST, Reason.TLS_WRONG_HOST),
        (certificates.STRANGE, Reason.TLS_UNTRUSTED),
    ],
)
async def test_the_certificate_has_to_name_the_host(
    authority: trustme.CA, sort: str, reason: Reason
) -> None:
    trust = certificates.trusting(authority)
    async with listening(PONG, tls=certificates.shown(authority, sort)) as port:
        config = {"host": "127.0.0.1", "port": port, "security": "tls"}
        got = await ask_kind(TCP, trust=trust, **config)
        assert got.reason is reason
        believing = await ask_kind(TCP, trust=trust, verify_tls=False, **config)
        assert believing.outcome is Outcome.UP


@pytest.mark.parametrize(
    ("way", "parts"),
    [
        ("smtp", (b"220 mail ESMTP\r\n", b"250-mail\r\n250 STARTTLS\r\n", b"220 go\r\n")),
        ("imap", (b"* OK ready\r\n", b"a1 OK go\r\n")),
        ("pop3", (b"+OK ready\r\n", b"+OK go\r\n")),
        ("ftp", (b"220-hello\r\n you\r\n220 ready\r\n", b"234 go\r\n")),
        ("postgresql", (b"", b"S")),
        ("ldap", (b"", bytes.fromhex("300c02010178070a010004000400"))),
    ],
)
async def test_each_protocol_begins_tls_in_its_own_way(
    authority: trustme.CA, way: str, parts: tuple[bytes, ...]
) -> None:
    context = certificates.shown(authority)
    said = parts[1:] if not parts[0] else parts

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for number, part in enumerate(said):
            if number or not parts[0]:
                await reader.read(100)
            writer.write(part)
            await writer.drain()
        await writer.start_tls(context)
        writer.write(b"secret garden\r\n")
        await reader.read()

    async with listening(talk) as port:
        got = await ask_kind(
            TCP,
            trust=certificates.trusting(authority),
            host="127.0.0.1",
            port=port,
            security=way,
            expect="garden",
        )
    assert (got.outcome, got.detail) == (Outcome.UP, "")


@pytest.mark.parametrize(
    ("way", "parts", "words"),
    [
        ("smtp", (b"220 mail\r\n", b"250 mail\r\n"), "STARTTLS): it does not offer it"),
        ("smtp", (b"SSH-2.0-OpenSSH\r\n",), "does not speak SMTP: it says SSH-2.0-OpenSSH"),
        ("imap", (b"* OK\r\n", b"a1 BAD what\r\n"), "(STARTTLS): BAD what"),
        ("pop3", (b"+OK\r\n", b"-ERR no\r\n"), "(STLS): -ERR no"),
        ("ftp", (b"220 ftp\r\n", b"502 no\r\n"), "(AUTH TLS): 502 no"),
        ("postgresql", (b"N",), "PostgreSQL answers no"),
        ("postgresql", (b"HTTP/1.1 400\r\n",), "does not speak PostgreSQL"),
        ("ldap", (b"HTTP/1.1 400\r\n",), "does not speak LDAP"),
    ],
)
async def test_a_server_without_tls_is_told_in_words(
    way: str, parts: tuple[bytes, ...], words: str
) -> None:
    got = await asked(saying(*parts), security=way)
    assert got.outcome is Outcome.DOWN
    assert words in got.detail


async def test_what_was_slipped_in_before_the_encryption_is_not_believed() -> None:
    slipped = saying(b"220 mail\r\n", b"250-mail\r\n250 STARTTLS\r\n", b"220 go\r\n250 ok\r\n")
    got = await asked(slipped, security="smtp")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "in plain" in got.detail


async def test_a_slow_answer_is_degraded() -> None:
    got = await asked(PONG, send="PING\\n", expect="PONG", slow_after="1ms")
    assert got.outcome is (Outcome.DEGRADED if (got.response_us or 0) > 1_000 else Outcome.UP)


@pytest.mark.skipif(not has_ipv6(), reason="this computer has no IPv6")
async def test_the_other_family_is_tried_where_the_first_refuses(tmp_path: Path) -> None:
    async with name_server({"db.example": ("::1", "127.0.0.1")}) as server:
        connections = Connections(names=Names(Computer(tmp_path, server.port).tell()))
        try:
            async with listening(saying(b"")) as port:
                got = await ask_kind(TCP, connections=connections, host="db.example", port=port)
        finally:
            await connections.aclose()
    assert got.outcome is Outcome.UP
    assert f"[::1]:{port} refused the connection" in got.transcript
    assert got.trace.address == "127.0.0.1"


@given(st.binary(max_size=50))
def test_any_bytes_can_be_written(content: bytes) -> None:
    assert unescaped("".join(f"\\x{byte:02x}" for byte in content)) == content


@given(st.text(st.characters(exclude_characters="\\", exclude_categories=["Cs"]), max_size=50))
def test_a_text_without_a_backslash_is_itself(text: str) -> None:
    assert unescaped(text) == text.encode()
