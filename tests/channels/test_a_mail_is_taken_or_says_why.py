"""What becomes of a mail at servers that take it, refuse it, or break off."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sent, Unclear
from statusboard.channels.email import address_of, in_bytes, message_of, opened
from statusboard.errors import RuleBroken
from tests.fixtures.mail_server import mail_server

pytestmark = pytest.mark.anyio
SENDER = "Northwind Status <status@northwind.example>"
KEY = "0123456789abcdef0123456789abcdef01234567"


def outgoing(**changed: str) -> Outgoing:
    given = {
        "address": "reader@customer.example",
        "subject": "Checkout fails: Investigating",
        "text": "We look into it.\n",
        "key": KEY,
        "html": "<p>We look into it.</p>",
    }
    return Outgoing(**(given | changed), written_at=datetime(2026, 11, 29, tzinfo=UTC))


def config(port: int) -> dict[str, object]:
    return {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "user": "",
        "password": "",
        "sender": SENDER,
        "connections": 1,
    }


@asynccontextmanager
async def scripted(answers: dict[str, str], *, hangs_up: str = "") -> AsyncIterator[int]:
    """A server of few words: an answer a verb, and a verb at which it hangs up; its port."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said: Callable[[str], str] = lambda verb: answers.get(verb, "250 OK")  # noqa: E731
        writer.write(f"{answers.get('CONNECT', '220 mail.example')}\r\n".encode())
        while line := await reader.readline():
            verb = line.split()[0].decode().upper() if line.split() else ""
            if verb == hangs_up:
                break
            if verb == "DATA" and said("DATA") == "250 OK":
                writer.write(b"354 go on\r\n")
                body = await reader.readuntil(b"\r\n.\r\n")
                assert body
                if hangs_up == "DOT":
                    break
                writer.write(f"{said('DOT')}\r\n".encode())
            else:
                writer.write(f"{said(verb)}\r\n".encode())
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


async def sent_to(port: int) -> Outcome:
    async with opened(config(port)) as mail:
        return await mail.send(outgoing())


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
async def test_a_server_that_asks_to_come_back_is_asked_again(verb: str) -> None:
    async with scripted({verb: "451 4.3.0 later"}) as port:
        outcome = await sent_to(port)
    assert isinstance(outcome, Again)
    assert "451 4.3.0 later" in outcome.reason


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
async def test_a_server_that_refuses_is_not_asked_again(verb: str) -> None:
    async with scripted({verb: "554 5.7.1 not you"}) as port:
        outcome = await sent_to(port)
    assert outcome == Refused("the mail server refused it: 554 5.7.1 not you")


async def test_only_a_mailbox_that_is_not_there_is_quarantined() -> None:
    async with scripted({"RCPT": "550 5.1.1 no such user"}) as port:
        outcome = await sent_to(port)
    assert isinstance(outcome, Refused)
    assert outcome.quarantines


@pytest.mark.parametrize("verb", ["MAIL", "RCPT"])
async def test_a_connection_that_breaks_before_the_message_is_made_again(verb: str) -> None:
    async with scripted({}, hangs_up=verb) as port:
        assert isinstance(await sent_to(port), Again)


async def test_a_connection_that_breaks_after_the_last_dot_leaves_a_doubt() -> None:
    async with scripted({}, hangs_up="DOT") as port:
        assert isinstance(await sent_to(port), Unclear)


async def test_a_server_that_is_away_is_no_fault_of_the_address() -> None:
    async with scripted({}) as port:
        pass
    outcome = await sent_to(port)
    assert isinstance(outcome, Again)
    assert outcome.is_channel


async def test_encryption_that_somebody_strips_is_not_done_without() -> None:
    async with (
        scripted({"EHLO": "250 mail.example"}) as port,
        opened(config(port) | {"security": "starttls"}) as mail,
    ):
        outcome = await mail.send(outgoing())
    assert isinstance(outcome, Again)
    assert outcome.is_channel


async def test_one_connection_takes_message_after_message() -> None:
    async with mail_server() as server, opened(config(server.port)) as mail:
        for number in range(3):
            outcome = await mail.send(outgoing(address=f"reader{number}@customer.example"))
            assert isinstance(outcome, Sent)
    assert [address for address, _ in server.took] == [
        f"reader{number}@customer.example" for number in range(3)
    ]


def test_headers_survive_and_a_retry_is_the_same_message() -> None:
    raw = in_bytes(message_of(outgoing(begins="f" * 40), SENDER))
    assert raw == in_bytes(message_of(outgoing(begins="f" * 40), SENDER))
    lines = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    (leave,) = [line for line in lines if line.startswith(b"List-Unsubscribe:")]
    assert leave.endswith(f"?subject=unsubscribe%20{KEY}>".encode())
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Message-ID"] == f"<{KEY}@northwind.example>"
    assert read["In-Reply-To"] == read["References"] == f"<{'f' * 40}@northwind.example>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Content-Language"] == "en"
    text, html = read.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")


@pytest.mark.parametrize("field", ["subject", "address"])
def test_a_line_break_in_a_header_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        message_of(outgoing(**{field: "a@b.example\r\nBcc: c@d.example"}), SENDER)


@pytest.mark.parametrize("title", ["ü" * 148, "😀" * 148, "Störung 😀 im Laden " * 7 + "."])
def test_a_long_subject_with_any_letters_keeps_to_the_length_of_encoded_words(title: str) -> None:
    raw = in_bytes(message_of(outgoing(subject=title), SENDER))
    head = raw.split(b"\r\n\r\n")[0]
    assert max(len(word) for word in re.findall(rb"=\?\S+\?=", head)) <= 75  # RFC 2047
    assert max(len(line) for line in head.split(b"\r\n") if b"=?" in line) <= 76
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Subject"] == title
    assert read["List-Unsubscribe"].count(KEY) == 1


async def test_a_domain_of_other_letters_is_written_as_every_server_reads_it() -> None:
    async with mail_server() as server:
        given = config(server.port) | {"sender": "Bücher Status <status@bücher.example>"}
        async with opened(given) as mail:
            for reader in ("leser@bücher.example", "reader@customer.example"):
                assert isinstance(await mail.send(outgoing(address=reader)), Sent)
    (first, message), (second, _) = server.took
    assert (first, second) == ("leser@xn--bcher-kva.example", "reader@customer.example")
    assert message["To"] == "leser@xn--bcher-kva.example"
    assert message["From"] == "Bücher Status <status@xn--bcher-kva.example>"
    assert message["Message-ID"] == f"<{KEY}@xn--bcher-kva.example>"


async def test_an_address_no_server_reads_is_refused_and_spoils_no_other() -> None:
    with pytest.raises(RuleBroken, match="before the @-sign"):
        address_of("jörg@customer.example")
    async with mail_server() as server, opened(config(server.port)) as mail:
        refused = await mail.send(outgoing(address="jörg@customer.example"))
        assert refused == Refused("only letters from a to z can stand before the @ of an address")
        assert isinstance(await mail.send(outgoing()), Sent)


async def test_a_message_that_cannot_be_made_spoils_no_other() -> None:
    async with mail_server() as server, opened(config(server.port)) as mail:
        assert isinstance(await mail.send(outgoing()), Sent)
        with pytest.raises(UnicodeEncodeError):
            await mail.send(outgoing(text="\ud800"))
        assert isinstance(await mail.send(outgoing()), Sent)
