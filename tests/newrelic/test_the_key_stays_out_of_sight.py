"""A sentinel key is followed everywhere a secret tends to leak to."""

import asyncio
import copy
import json
import logging
import pickle
import time
import traceback
from urllib.parse import quote

import pytest

from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.people import PEOPLE, Person
from statusboard.demo.new_relic.program import StandIn
from statusboard.domain.views.new_relic import CheckKey, Connect
from statusboard.errors import RuleBroken, StatusBoardError
from statusboard.newrelic.budget import Budget
from statusboard.newrelic.client import Connection, NerdGraph
from statusboard.newrelic.document import Document
from statusboard.newrelic.key import Key
from statusboard.newrelic.questions import who_am_i
from tests.fixtures.new_relic import client_of
from tests.fixtures.web import Asked, answer, serving

SENTINEL = "NRAK-SENTINEL7SENTINEL7SENTINEL"
HIDDEN = SENTINEL[8:]


def test_a_key_shows_eight_characters_at_most() -> None:
    key = Key(SENTINEL)
    assert key.shown == "NRAK-SEN…"
    for text in (repr(key), str(key), repr(Connection("https://x.example", key))):
        assert HIDDEN not in text


def test_a_short_key_shows_nothing() -> None:
    assert Key("NRAK-123").shown == "…"


def test_a_key_cannot_be_formatted_or_pickled() -> None:
    key = Key(SENTINEL)
    with pytest.raises(TypeError):
        f"{key}"
    with pytest.raises(TypeError):
        pickle.dumps(key)
    with pytest.raises(TypeError):
        copy.copy(key)


def test_what_a_person_hands_over_does_not_show_the_key() -> None:
    assert HIDDEN not in repr(CheckKey("US", "", SENTINEL))
    assert HIDDEN not in repr(Connect("US", "", SENTINEL))


@pytest.mark.parametrize(
    "text",
    ["", "  ", "0123456789abcdef0123456789abcdef0123NRAL", "NRAK-1", "NRAK-ABC\nDEFGHIJKLMN"],
)
def test_what_cannot_be_a_user_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        Key.of(text)
    assert caught.value.field == "key"
    assert not text.strip() or text.strip() not in str(caught.value)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "fault",
    [
        None,
        FaultName.HTML_502,
        FaultName.CUT,
        FaultName.CLOSE,
        FaultName.NO_HEADERS,
        FaultName.REGION_PAGE,
        FaultName.UNHEARD_OF,
        FaultName.THROTTLE,
    ],
)
async def test_no_error_and_no_log_holds_the_key(
    stand_in: StandIn, caplog: pytest.LogCaptureFixture, fault: FaultName | None
) -> None:
    caplog.set_level(logging.DEBUG)
    if fault is not None:
        PEOPLE[SENTINEL] = Person(1, "Sentinel", "", ())
        stand_in.world.faults.active.append(ActiveFault(fault))
    try:
        async with client_of(stand_in, key=SENTINEL, timeout_s=0.3) as client:
            with pytest.raises(StatusBoardError) as caught:
                await who_am_i(client)
            shown = repr(vars(client)) + repr(client)
    finally:
        PEOPLE.pop(SENTINEL, None)
    seen = [
        shown,
        *traceback.format_exception(caught.value),
        *(repr(error) for error in chain(caught.value)),
        *(f"{vars(error)}" for error in chain(caught.value)),
        *(record.getMessage() + repr(record.args) for record in caplog.records),
        repr(stand_in.world.asked),
    ]
    assert len(caplog.records) > 0
    assert not [text for text in seen if HIDDEN in text]
    assert not any(module_of(error).startswith("http") for error in chain(caught.value))
    caplog.clear()


def chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def module_of(error: BaseException) -> str:
    return type(error).__module__


@pytest.mark.anyio
@pytest.mark.parametrize("key", [SENTINEL, 'NRAK-SENTINEL"/7&SENTINEL'])
async def test_whoever_answers_and_repeats_the_key_is_not_quoted(key: str) -> None:
    """A proxy, or whatever stands at an address that was entered, may say the key in a name."""

    async def repeat(asked: Asked, writer: asyncio.StreamWriter) -> None:
        said = asked.headers["api-key"]
        told = {"data": {"actor": {"user": {"name": said}, "x": quote(said, safe="")}}}
        text = json.dumps(told).replace("/", "\\/") if "/" in said else json.dumps(told)
        writer.write(answer(text, headers={"Content-Type": "application/json"}))

    async with serving(repeat) as site:
        budget = Budget(time.monotonic, lambda: 0.5)
        client = NerdGraph(Connection(site.url("/graphql"), Key(key)), budget=budget)
        try:
            reply = await client.ask(Document("anything", "{ actor { user { name } } }"))
        finally:
            await client.aclose()
    assert reply.data == {"actor": {"user": {"name": "•••"}, "x": "•••"}}
