"""SMTP, IMAP, POP3 and FTP: what a server says first, what it can, and how it is secured."""

import asyncio

import pytest
import trustme

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.greeting import DECLARATION as GREETING
from tests.fixtures import certificates
from tests.fixtures.sockets import Talk, ask_kind, listening, saying

pytestmark = pytest.mark.anyio

SPOKEN = {
    "smtp": (b"220 mail.example ESMTP\r\n", b"250-mail.example\r\n250-SIZE 10\r\n250 IDLE\r\n"),
    "imap": (b"* OK IMAP4rev1\r\n", b"* CAPABILITY IMAP4rev1 IDLE\r\na1 OK done\r\n"),
    "pop3": (b"+OK ready\r\n", b"+OK list\r\nTOP\r\nIDLE\r\n.\r\n"),
    "ftp": (b"220-hello\r\n220 ready\r\n", b"211-Features:\r\n MDTM\r\n IDLE\r\n211 End\r\n"),
}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def asked(talk: Talk, **config: object) -> Answer:
    async with listening(talk) as port:
        return await ask_kind(GREETING, host="127.0.0.1", port=port, **config)


@pytest.mark.parametrize("protocol", SPOKEN)
async def test_a_server_that_greets_is_up(protocol: str) -> None:
    got = await asked(saying(SPOKEN[protocol][0]), protocol=protocol)
    assert (got.outcome, got.reason, got.detail) == (Outcome.UP, Reason.OK, "")
    assert got.code == (220 if protocol in ("smtp", "ftp") else None)


@pytest.mark.parametrize("protocol", SPOKEN)
async def test_what_it_can_is_held_against_what_is_expected(protocol: str) -> None:
    can = await asked(saying(*SPOKEN[protocol]), protocol=protocol, expect="idle")
    assert can.outcome is Outcome.UP
    cannot = await asked(saying(*SPOKEN[protocol]), protocol=protocol, expect="XYZZY")
    assert (cannot.outcome, cannot.reason) == (Outcome.DOWN, Reason.UNEXPECTED_ANSWER)
    assert "IDLE" in cannot.detail


@pytest.mark.parametrize(
    ("protocol", "said", "words"),
    [
        ("smtp", b"421 too busy\r\n", "greets with 421: too busy"),
        ("smtp", b"554 no service here\r\n", "greets with 554"),
        ("ftp", b"120 ready in 5 minutes\r\n", "greets with 120"),
        ("imap", b"* BYE shutting down\r\n", "goodbye at once: shutting down"),
        ("pop3", b"-ERR closed\r\n", "refuses at once: -ERR closed"),
    ],
)
async def test_a_server_that_says_it_is_out_of_service_is_down(
    protocol: str, said: bytes, words: str
) -> None:
    got = await asked(saying(said), protocol=protocol)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.NOT_SERVING)
    assert words in got.detail


@pytest.mark.parametrize("protocol", SPOKEN)
async def test_another_protocol_is_told(protocol: str) -> None:
    got = await asked(saying(b"SSH-2.0-OpenSSH_9.6\r\n"), protocol=protocol)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert f"does not speak {protocol.upper()}: it says SSH-2.0-OpenSSH_9.6" in got.detail


async def test_an_old_mail_server_knows_no_ehlo() -> None:
    old = saying(b"220 mail\r\n", b"502 what\r\n", b"250 mail\r\n")
    got = await asked(old, expect="mail")
    assert got.outcome is Outcome.UP
    assert [line for line in got.transcript if line.startswith(">")][1].startswith("> HELO")


@pytest.mark.parametrize("protocol", SPOKEN)
async def test_a_server_is_greeted_through_tls(authority: trustme.CA, protocol: str) -> None:
    server = certificates.shown(authority)
    async with listening(saying(*SPOKEN[protocol]), tls=server) as port:
        config = {"protocol": protocol, "host": "127.0.0.1", "port": port, "security": "tls"}
        good = await ask_kind(
            GREETING, trust=certificates.trusting(authority), expect="IDLE", **config
        )
        strange = await ask_kind(GREETING, trust=certificates.trusting(trustme.CA()), **config)
    assert good.outcome is Outcome.UP
    assert strange.reason is Reason.TLS_UNTRUSTED


async def test_what_is_said_in_plain_is_asked_again_once_encrypted(authority: trustme.CA) -> None:
    context = certificates.shown(authority)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in (b"220 mail\r\n", b"250-mail\r\n250 STARTTLS\r\n", b"220 go\r\n"):
            if not part.startswith(b"220 mail"):
                await reader.readline()
            writer.write(part)
            await writer.drain()
        await writer.start_tls(context)
        await reader.readline()
        writer.write(b"250-mail\r\n250 AUTH PLAIN\r\n")
        await reader.read()

    async with listening(talk) as port:
        got = await ask_kind(
            GREETING,
            trust=certificates.trusting(authority),
            host="127.0.0.1",
            port=port,
            security="starttls",
            expect="AUTH PLAIN",
        )
    assert got.outcome is Outcome.UP


def test_a_mail_server_of_others_is_greeted() -> None:
    """aiosmtpd, which is not ours, in a thread of its own."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink

    from tests.fixtures.free_port import free_port

    controller = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        got = asyncio.run(ask_kind(GREETING, host="127.0.0.1", port=controller.port, expect="SIZE"))
    finally:
        controller.stop()
    assert (got.outcome, got.code) == (Outcome.UP, 220)


@pytest.mark.parametrize(
    ("config", "target"),
    [
        ({"protocol": "imap"}, "mail.example:143"),
        ({"protocol": "imap", "security": "tls"}, "mail.example:993"),
        ({"protocol": "pop3", "security": "starttls"}, "mail.example:110"),
        ({"protocol": "ftp", "port": 2121}, "mail.example:2121"),
    ],
)
def test_each_protocol_has_its_usual_ports(config: dict[str, object], target: str) -> None:
    assert GREETING.target({"host": "mail.example", **config}) == target
