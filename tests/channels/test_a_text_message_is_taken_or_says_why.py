"""Text messages at a server that answers as Twilio does, down to what it never says."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from statusboard.catalog.fields import validate
from statusboard.channels.base import (
    Again,
    Outcome,
    Outgoing,
    Refused,
    Sender,
    Sent,
    Standing,
    Step,
    Unclear,
)
from statusboard.channels.sms import DECLARATION, notes, prove
from statusboard.channels.twilio.texts import opened
from statusboard.domain.channel import Price
from tests.fixtures.twilio import (
    ACCOUNT,
    KEY,
    KEY_SECRET,
    SENDER,
    SERVICE,
    SHORT_CODE,
    TOKEN,
    TwilioStandIn,
    error,
    said,
    twilio,
)
from tests.fixtures.web import Asked, answer, serving

pytestmark = pytest.mark.anyio
TO = "+12025550123"
TEXT = "Northwind: Checkout fails. Investigating. https://s.example/1"
WRITTEN = datetime(2026, 11, 29, 12, 0, 0, 500_000, tzinfo=UTC)


def config(url: str, **more: object) -> dict[str, object]:
    given = {"account_sid": ACCOUNT, "token": TOKEN, "sender": SENDER, "url": url, **more}
    return validate(DECLARATION.fields, given)


def message(tries: int = 0, to: str = TO) -> Outgoing:
    return Outgoing(to, "Checkout fails", TEXT, "key", WRITTEN, tries=tries)


@asynccontextmanager
async def sending(stand_in: TwilioStandIn, **more: object) -> AsyncIterator[Sender]:
    async with twilio(stand_in) as (_, site), opened(config(site.url(""), **more)) as sender:
        yield sender


async def sent(stand_in: TwilioStandIn, tries: int = 0, **more: object) -> Outcome:
    async with sending(stand_in, **more) as sender:
        return await sender.send(message(tries))


async def answered(status: int, body: bytes = b"", headers: Any = None) -> Outcome:
    """What becomes of a message to which a server says that."""

    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(body, status=f"{status} Said", headers=headers))

    async with serving(behave) as site, opened(config(site.url(""))) as sender:
        outcome: Outcome = await sender.send(message())
        return outcome


async def test_what_twilio_took_has_its_name_for_a_receipt() -> None:
    stand_in = TwilioStandIn()
    assert await sent(stand_in) == Sent(f"SM{'0' * 32}")
    (taken,) = stand_in.messages
    assert (taken["to"], taken["from"], taken["body"]) == (TO, SENDER, TEXT)
    assert taken["num_segments"] == "1"


@pytest.mark.parametrize(
    ("more", "sender"),
    [
        ({"sender": SERVICE}, ""),
        ({"sender": "Northwind"}, "Northwind"),
        ({"sender": SHORT_CODE}, SHORT_CODE),
        ({"api_key": KEY, "token": KEY_SECRET}, SENDER),
    ],
)
async def test_a_service_a_name_a_short_code_and_a_key_send_too(more: Any, sender: str) -> None:
    stand_in = TwilioStandIn()
    assert isinstance(await sent(stand_in, **more), Sent)
    assert stand_in.messages[0]["from"] == sender


@pytest.mark.parametrize(
    ("code", "words", "quarantines"),
    [
        (21610, "the person answered STOP (21610)", True),
        (21614, "Twilio says that this is not a mobile number (21614)", True),
        (21211, "Twilio says that there is no such number (21211)", True),
        (21408, "the Twilio account may not send to this country", False),
        (21612, "Twilio has no way from our sender to this number (21612)", False),
    ],
)
async def test_what_will_never_arrive_is_refused_in_words(
    code: int, words: str, quarantines: bool
) -> None:
    outcome = await sent(TwilioStandIn(refuses={TO: [code]}))
    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith(words)
    assert outcome.quarantines is quarantines


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"token": "wrong"}, "Twilio refused the account or its token (20003)"),
        ({"account_sid": f"AC{'9' * 32}"}, "Twilio refused the account or its token (20003)"),
        ({"sender": "+12025550111"}, "our sender cannot send text messages (21606)"),
    ],
)
async def test_what_is_wrong_with_us_is_the_channels_trouble(more: Any, words: str) -> None:
    assert await sent(TwilioStandIn(), **more) == Again(words, is_channel=True)


async def test_too_many_at_a_time_come_back_when_twilio_says_or_later() -> None:
    status, headers, body = error(20429)
    soon = await answered(status, body, {**headers, "Retry-After": "7"})
    assert soon == Again("Twilio is asked too often at the same time", 7.0, is_channel=True)
    later = await answered(status, body, headers)
    assert later == Again("Twilio is asked too often at the same time", None, is_channel=True)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_in_trouble_is_tried_again(status: int) -> None:
    outcome = await answered(status, b"<html>")
    assert isinstance(outcome, Again)
    assert outcome.is_channel is (status == 503)
    assert str(status) in outcome.reason


@pytest.mark.parametrize("status", [301, 307, 404])
async def test_another_server_in_its_place_is_the_channels_trouble(status: int) -> None:
    outcome = await answered(status, b"<html>", {"Location": "http://127.0.0.1:9/"})
    assert isinstance(outcome, Again)
    assert outcome.is_channel
    assert outcome.reason.startswith("what answers there is not Twilio")


async def test_what_nobody_knows_is_refused_with_its_words_but_not_the_number() -> None:
    document = {"code": 29999, "message": f"No texts to {TO} by {TOKEN}", "status": 400}
    outcome = await answered(*said(document, 400)[::2])
    assert outcome == Refused("Twilio refused it: 400 Bad Request: No texts to ••• by •••")


async def test_silence_after_the_request_leaves_a_doubt() -> None:
    async def hang_up(_asked: Asked, _writer: asyncio.StreamWriter) -> bool:
        return False

    async with serving(hang_up) as site, opened(config(site.url(""))) as sender:
        assert isinstance(await sender.send(message()), Unclear)
    assert isinstance(await answered(200, b"<html>welcome to the guest network"), Unclear)


async def test_nobody_there_is_the_channels_trouble() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    async with opened(config(f"http://127.0.0.1:{port}")) as sender:
        outcome = await sender.send(message())
    assert outcome == Again("Twilio cannot be reached: it takes no connection", is_channel=True)


async def test_an_answer_that_breaks_off_after_201_was_taken() -> None:
    assert await answered(201, b'{"sid": "SM') == Sent("201 Created")
    dead = await answered(*said({"sid": "SM1", "status": "failed", "error_code": 30007}, 201)[::2])
    assert dead == Refused("Twilio could not send it: 30007")


async def test_before_a_second_try_twilio_is_asked_for_the_first() -> None:
    stand_in = TwilioStandIn(now=lambda: WRITTEN - timedelta(minutes=1), is_trial=True)
    async with twilio(stand_in) as (_, site), opened(config(site.url(""))) as sender:
        first = await sender.send(message())
        again = await sender.send(message(tries=1))
    assert first == again == Sent(f"SM{'0' * 32}")
    assert len(stand_in.messages) == 1


async def test_what_twilio_never_got_is_sent_at_the_second_try() -> None:
    stand_in = TwilioStandIn(now=lambda: WRITTEN - timedelta(minutes=5))
    async with twilio(stand_in) as (_, site), opened(config(site.url(""))) as sender:
        await sender.send(message())  # the same words, before this update was written
        await sender.send(message(to="+12025550124"))
        assert isinstance(await sender.send(message(tries=1)), Sent)
    assert len(stand_in.messages) == 3
    when = {"to": TO, "body": TEXT, "sid": "SM1", "date_created": "sometime"}
    stand_in.messages = [when]
    assert isinstance(await sent(stand_in, tries=1), Sent)
    assert len(stand_in.messages) == 2


async def test_nothing_is_sent_again_while_twilio_does_not_say() -> None:
    posted: list[str] = []

    async def lists_nothing(asked: Asked, writer: asyncio.StreamWriter) -> None:
        posted.append(asked.method)
        writer.write(answer(b"{}", status="200 OK"))

    async def fails(asked: Asked, writer: asyncio.StreamWriter) -> bool | None:
        posted.append(asked.method)
        if len(posted) % 2:
            return False
        writer.write(answer(b"", status="503 Service Unavailable"))
        return None

    for behave in (lists_nothing, fails, fails):
        async with serving(behave) as site, opened(config(site.url(""))) as sender:
            outcome = await sender.send(message(tries=1))
        assert isinstance(outcome, Again)
        assert outcome.is_channel
    assert set(posted) == {"GET"}


async def test_neither_token_nor_number_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await sent(TwilioStandIn(refuses={TO: [21211]}))
    assert TOKEN not in caplog.text
    assert TO.removeprefix("+") not in caplog.text


async def steps(stand_in: TwilioStandIn, **more: object) -> list[Step]:
    async with twilio(stand_in) as (_, site):
        return [step async for step in prove(config(site.url(""), **more))]


async def test_a_proof_shows_the_account_and_its_sender() -> None:
    assert await steps(TwilioStandIn()) == [
        Step("The account is active", Standing.WELL, "Northwind"),
        Step("The sender belongs to the account", Standing.WELL, SENDER),
    ]


@pytest.mark.parametrize(
    ("more", "title", "standing"),
    [
        ({"sender": SERVICE}, "The messaging service is there", Standing.WELL),
        ({"sender": f"MG{'9' * 32}"}, "The messaging service is not there", Standing.WRONG),
        ({"sender": SHORT_CODE}, "The sender belongs to the account", Standing.WELL),
        ({"sender": "Northwind"}, "The sender is a name", Standing.DOUBTFUL),
        ({"sender": "+12025550111"}, "The sender does not belong to the account", Standing.WRONG),
        ({"sender": "+12025550199"}, "The sender cannot send texts", Standing.WRONG),
        ({"api_key": KEY, "token": KEY_SECRET}, "The sender belongs to the account", Standing.WELL),
        ({"api_key": KEY}, "The sender cannot be looked up", Standing.WRONG),
        ({"token": "wrong"}, "The account cannot be used", Standing.WRONG),
    ],
)
async def test_a_proof_ends_with_what_is_wrong(more: Any, title: str, standing: Standing) -> None:
    last = (await steps(TwilioStandIn(), **more))[-1]
    assert (last.title, last.standing) == (title, standing)
    assert "wrong" not in last.detail


async def test_a_proof_says_what_keeps_an_account_from_sending() -> None:
    (suspended,) = await steps(TwilioStandIn(status="suspended"))
    assert suspended.detail == "Twilio calls it suspended"
    gone = config("http://127.0.0.1:9")
    (unreached,) = [step async for step in prove(gone)]
    assert unreached.title == "Twilio does not answer"
    with_key = await steps(TwilioStandIn(), api_key=KEY, token=KEY_SECRET)
    assert with_key[0].standing is Standing.DOUBTFUL


def test_a_preview_counts_segments_and_points_at_what_costs() -> None:
    shown = DECLARATION.preview(message())
    assert (shown.form, shown.content, shown.parts, shown.notes) == ("text", TEXT, 1, ())
    assert notes("Łódź: „Kasse“ 😀 日本") == (
        "“Ł”, character 1, makes the message longer. Write “L”.",
        "“ó”, character 2, makes the message longer. Write “o”.",
        "“ź”, character 4, makes the message longer. Write “z”.",
        "So do 5 more characters.",
    )
    assert notes("😀") == ("“😀”, character 1, makes the message longer. Leave it out.",)


def test_a_price_is_shown_where_somebody_said_one() -> None:
    assert DECLARATION.price is not None
    assert DECLARATION.price(config("https://api.twilio.com")) is None
    priced = config("https://api.twilio.com", price=0.07, currency="eur")
    assert str(DECLARATION.price(priced)) == str(Price(Decimal("0.07"), "EUR"))
