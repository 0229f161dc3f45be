"""Whoever texts STOP is told nothing more, and nobody else can text it in their name."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.settings import PUBLIC_URL
from statusboard.app.subscribers.commands import add_subscriber
from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.catalog.references import reference
from statusboard.channels.twilio.hook import signature_of
from statusboard.domain.access import person
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.channels import add_channel
from statusboard.storage.subscribers import find_subscriber
from statusboard.storage.tables import AUDIT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.page_server_of import PageServerOf, page_server_of
from tests.fixtures.served import Answer
from tests.fixtures.visiting import SERVER, Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]

SID, TOKEN, NUMBER = f"AC{'0' * 32}", "a-token", "+12025550123"
CONFIG = {"account_sid": SID, "token": TOKEN, "sender": "+12025550100"}
NAME, PATH = "texts/us", "/hooks/twilio/texts/us"
NUMBERS = count()
EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'


@pytest.fixture
async def page(visited: Visited, tmp_path: Path) -> AsyncIterator[PageServerOf]:
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name=NAME, kind="sms", config=CONFIG)
    given = SubscriberInput(NAME, NUMBER, vouched="asked on the phone")
    visited.doorway.do(add_subscriber, given, person("Sample desk"))
    async with page_server_of(visited, tmp_path) as at:
        yield at


def state(visited: Visited) -> SubscriberState:
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        found = find_subscriber(unit, 2, NUMBER)
    assert found is not None
    return found.state


def texted(body: str = "STOP", **more: str) -> dict[str, str]:
    """What Twilio posts of one text; each has another name."""
    called = f"SM{next(NUMBERS):032x}"
    told = {"AccountSid": SID, "Body": body, "From": NUMBER, "To": "+12025550100"}
    return {**told, "MessageSid": called, **more}


async def post(
    page: PageServerOf,
    fields: dict[str, str],
    *,
    target: str = PATH,
    signs: str = f"{SERVER}{PATH}",
    token: str = TOKEN,
) -> Answer:
    signature = signature_of(token, signs, tuple(fields.items()))
    return await page.post(target, fields, X_Twilio_Signature=signature)


async def test_stop_ends_it_and_nothing_is_answered(visited: Visited, page: PageServerOf) -> None:
    answer = await post(page, texted("Stop."))
    assert (answer.status, answer.body) == (200, EMPTY)
    assert answer.headers["content-type"].startswith("text/xml")
    assert state(visited) is SubscriberState.LEFT
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        rows = unit.connection.execute(select(AUDIT.c.actor, AUDIT.c.verb).order_by(AUDIT.c.id))
        assert tuple(rows.all()[-1]) == ("visitor:visitor", "visitor.stop")
    # The same text again, as providers do that heard no answer.
    assert (await post(page, texted("Stop."))).status == 200


@pytest.mark.parametrize("body", ["Thank you", "START", "STOP PLEASE"])
async def test_other_answers_are_taken_and_end_nothing(
    visited: Visited, page: PageServerOf, body: str
) -> None:
    assert (await post(page, texted(body))).status == 200
    assert state(visited) is SubscriberState.ACTIVE


async def test_what_is_asked_behind_the_path_is_signed_with_it(
    visited: Visited, page: PageServerOf
) -> None:
    target = f"{PATH}?desk=a%20b&x"
    assert (await post(page, texted(), target=target)).status == 403
    assert state(visited) is SubscriberState.ACTIVE
    assert (await post(page, texted(), target=target, signs=f"{SERVER}{target}")).status == 200
    assert state(visited) is SubscriberState.LEFT


async def test_nobody_else_ends_it(visited: Visited, page: PageServerOf) -> None:
    forged = texted()
    refused = [
        await post(page, forged, token="guessed"),
        await post(page, forged, token=""),
        await post(page, forged, signs=f"https://evil.example{PATH}"),
        await post(page, texted(AccountSid="AC" + "1" * 32)),
        await post(page, forged, target="/hooks/twilio/none", signs=f"{SERVER}/hooks/twilio/none"),
        # A channel that hears no answers; and no signature, or several.
        await post(page, forged, target="/hooks/twilio/mail", signs=f"{SERVER}/hooks/twilio/mail"),
        await page.post(PATH, forged),
        await page.post(PATH, forged, X_Twilio_Signature=""),
        await page.post(PATH, forged, X_Twilio_Signature="A" * 28),
        await page.post(PATH, forged, X_Twilio_Signature="\xff" * 28),
    ]
    assert {(each.status, each.body) for each in refused} == {(403, b"")}
    signature = signature_of(TOKEN, f"{SERVER}{PATH}", tuple(forged.items()))
    told = {"X_Twilio_Signature": signature}
    assert (await page.post(PATH, forged | {"From": "+12025550124"}, **told)).status == 403
    assert (await page.ask("GET", PATH, **told)).status == 405
    assert (await page.post("/hooks/other/texts/us", forged, **told)).status == 404
    json = await page.ask("POST", PATH, b"{}", content_type="application/json", **told)
    assert json.status == 415
    large = b"Body=" + b"x" * 300_000
    told["content_type"] = "application/x-www-form-urlencoded"
    assert (await page.ask("POST", PATH, large, **told)).status == 413
    assert state(visited) is SubscriberState.ACTIVE


async def test_a_number_that_nothing_is_sent_to_ends_nothing(
    visited: Visited, page: PageServerOf
) -> None:
    for sender in ("12345", "whatsapp:+12025550123", "", "x" * 5_000):
        assert (await post(page, texted(From=sender))).status == 200
    assert state(visited) is SubscriberState.ACTIVE


async def test_where_no_public_address_is_set_nobody_can_have_signed_it(
    visited: Visited, page: PageServerOf
) -> None:
    visited.setting(PUBLIC_URL, "")
    assert (await post(page, texted(), signs=PATH)).status == 403
    assert state(visited) is SubscriberState.ACTIVE


async def test_the_secret_is_read_for_whoever_knows_the_account_alone(
    visited: Visited, page: PageServerOf
) -> None:
    kept = CONFIG | {"token": reference("channel.texts.token")}  # and not on this machine
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="kept", kind="sms", config=kept)
    told = {"target": "/hooks/twilio/kept", "signs": f"{SERVER}/hooks/twilio/kept"}
    assert (await post(page, texted(AccountSid="AC" + "1" * 32), **told)).status == 403
    assert (await post(page, texted(), **told)).status == 503


async def test_while_the_office_is_gone_the_provider_is_told_to_come_back(
    visited: Visited, page: PageServerOf
) -> None:
    gone = page.calls.pop()
    assert (await post(page, texted())).status == 503
    page.calls.append(gone)
    assert (await post(page, texted())).status == 200
    assert state(visited) is SubscriberState.LEFT
