"""Twilio, Slack, Teams and receivers of webhooks in the demo, asked by the channels themselves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.catalog.fields import validate
from statusboard.channels.base import Again, Outcome, Refused, Sent, Standing
from statusboard.demo.channels import SLACK, TEAMS
from statusboard.demo.providers import web
from statusboard.demo.providers.fates import IN_TROUBLE, NO_TEXTS
from statusboard.demo.providers.tally import Tally
from statusboard.demo.providers.twilio import ACCOUNT, SENDER, TOKEN
from statusboard.demo.providers.web import WebProviders
from statusboard.demo.readers import readers
from tests.fixtures.updates import about, an_update

pytestmark = pytest.mark.anyio
KINDS = channel_kinds()
PATHS = {"sms": "twilio", "slack": "slack", "teams": "teams", "webhook": "hooks"}
GIVEN: dict[str, dict[str, object]] = {
    "sms": {"account_sid": ACCOUNT, "token": TOKEN, "sender": SENDER},
    "slack": {},
    "teams": {},
    "webhook": {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
}


@asynccontextmanager
async def providers() -> AsyncIterator[tuple[WebProviders, int]]:
    server = WebProviders(Tally())
    try:
        yield server, await server.start()
    finally:
        await server.stop()


def config(kind: str, port: int) -> dict[str, object]:
    url = f"http://127.0.0.1:{port}/{PATHS[kind]}"
    return validate(KINDS[kind].fields, {**GIVEN[kind], "url": url})


async def sent(kind: str, port: int, address: str) -> Outcome:
    declared = KINDS[kind]
    async with declared.open(config(kind, port)) as sender:
        return await sender.send(about(an_update(), declared.form, address))


def address_on(channel: str) -> str:
    return next(one.address for one in readers() if one.channel == channel)


@pytest.mark.parametrize(
    ("kind", "address", "counted"),
    [
        ("sms", "+4917604069011", "twilio.taken"),
        ("slack", address_on(SLACK), "slack.taken"),
        ("teams", address_on(TEAMS), "teams.taken"),
        ("webhook", "https://monitoring.customer.example/status", "hooks.taken"),
    ],
)
async def test_a_message_is_taken_and_counted(kind: str, address: str, counted: str) -> None:
    async with providers() as (server, port):
        assert isinstance(await sent(kind, port, address), Sent)
        assert server.tally.counts == {counted: 1}


@pytest.mark.parametrize(("number", "code"), NO_TEXTS.items())
async def test_twilio_refuses_some_numbers_for_good(number: str, code: int) -> None:
    async with providers() as (_, port):
        outcome = await sent("sms", port, number)
    assert isinstance(outcome, Refused)
    assert outcome.quarantines
    assert str(code) in outcome.reason


async def test_a_receiver_in_trouble_asks_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TROUBLED_S", 0.0)
    async with providers() as (server, port):
        outcome = await sent("webhook", port, f"https://{min(IN_TROUBLE)}/status")
        assert isinstance(outcome, Again)
        assert "503" in outcome.reason
        assert server.tally.counts == {"hooks.put off": 1}


@pytest.mark.parametrize("kind", sorted(GIVEN))
async def test_every_channel_is_proved_there(kind: str) -> None:
    async with providers() as (server, port):
        steps = [step async for step in KINDS[kind].prove(config(kind, port))]
        assert all(step.standing is not Standing.WRONG for step in steps), steps
        assert not server.tally.counts


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (b"GET /tally HTTP/1.1\r\n\r\n", b"200 OK"),
        (b"GET /slack HTTP/1.1\r\n\r\n", b"400 Bad Request"),
        (b"POST /nobody HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", b"404 Not Found"),
        (b"POST /slack HTTP/1.1\r\nContent-Length: 1\r\n\r\n{", b"400 Bad Request"),
        (b"POST /twilio/2010-04-01/nothing HTTP/1.1\r\n\r\n", b"404 Not Found"),
        (b"POST /slack HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b""),
        (b"nonsense\r\n\r\n", b""),
    ],
)
async def test_what_is_no_message_is_refused(asked: bytes, status: bytes) -> None:
    async with providers() as (server, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(asked)
        first = await reader.readline()
        assert first == (b"HTTP/1.1 " + status + b"\r\n" if status else b"")
        writer.close()
        assert not server.tally.counts
