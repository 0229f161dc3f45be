"""The client against the running stand-in: every form in which New Relic fails."""

import asyncio
import logging
import ssl
from collections.abc import Callable

import pytest
import trustme

from statusboard import __version__
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.people import (
    NEWCOMER_KEY,
    OTHER_REGION_KEY,
    STAGING,
    STAGING_KEY,
)
from statusboard.demo.new_relic.program import StandIn, standing_in
from statusboard.errors import RuleBroken
from statusboard.newrelic.budget import TRIES
from statusboard.newrelic.client import USER_AGENT, Connection, NerdGraph
from statusboard.newrelic.errors import (
    NewRelicBug,
    NewRelicRejected,
    NewRelicUnavailable,
    fault_kind,
)
from statusboard.newrelic.faults import FaultKind
from statusboard.newrelic.key import Key
from statusboard.newrelic.questions import (
    count_by_type,
    find_entities,
    read_states,
    who_am_i,
)
from tests.fixtures.clock import ManualClock
from tests.fixtures.new_relic import client_of, fake_budget

CHECKOUT, SEARCH = WELL_KNOWN["checkout-api"], WELL_KNOWN["search"]
Quiet = Callable[..., list[logging.LogRecord]]

pytestmark = pytest.mark.anyio


async def failing(stand_in: StandIn, fault: ActiveFault, *, timeout_s: float = 60.0) -> FaultKind:
    """Which fault the client made of it."""
    stand_in.world.faults.active.append(fault)
    async with client_of(stand_in, timeout_s=timeout_s) as client:
        with pytest.raises((NewRelicRejected, NewRelicUnavailable, NewRelicBug)) as caught:
            await read_states(client, [CHECKOUT])
    kind = fault_kind(caught.value)
    assert kind is not None
    return kind


@pytest.mark.parametrize(
    ("name", "kind", "tries"),
    [
        (FaultName.THROTTLE, FaultKind.THROTTLED, TRIES),
        (FaultName.THROTTLE_IN_200, FaultKind.THROTTLED, TRIES),
        (FaultName.THROTTLE_WORDS_ONLY, FaultKind.THROTTLED, TRIES),
        (FaultName.HTML_500, FaultKind.OUTAGE, TRIES),
        (FaultName.HTML_502, FaultKind.OUTAGE, TRIES),
        (FaultName.HTML_503, FaultKind.OUTAGE, TRIES),
        (FaultName.HTML_504, FaultKind.OUTAGE, TRIES),
        (FaultName.JSON_500, FaultKind.OUTAGE, TRIES),
        (FaultName.CUT, FaultKind.CUT_OFF, TRIES),
        (FaultName.CLOSE, FaultKind.CUT_OFF, TRIES),
        (FaultName.TIMEOUT, FaultKind.TIMEOUT, TRIES),
        (FaultName.INTERNAL, FaultKind.INTERNAL, TRIES),
        (FaultName.RIGHTS, FaultKind.RIGHTS, 1),
        (FaultName.UNHEARD_OF, FaultKind.UNRECOGNISED, 1),
        (FaultName.HTML_200, FaultKind.NOT_JSON, 1),
        (FaultName.PORTAL, FaultKind.NOT_JSON, 1),
        (FaultName.REGION_PAGE, FaultKind.WRONG_REGION, 1),
        (FaultName.UNPAID, FaultKind.UNPAID, 1),
        (FaultName.REDIRECT, FaultKind.NOT_NEW_RELIC, 1),
        (FaultName.HUGE, FaultKind.TOO_LARGE, 1),
    ],
)
async def test_a_failure_is_named_and_tried_again_where_that_may_help(
    stand_in: StandIn, name: FaultName, kind: FaultKind, tries: int
) -> None:
    assert await failing(stand_in, ActiveFault(name)) is kind
    assert len(stand_in.world.asked) == tries


async def test_an_answer_that_breaks_off_is_named(stand_in: StandIn, allow_logs: Quiet) -> None:
    allow_logs("uvicorn", level=logging.ERROR)
    assert await failing(stand_in, ActiveFault(FaultName.BROKEN_OFF)) is FaultKind.CUT_OFF


@pytest.mark.parametrize("name", [FaultName.NO_HEADERS, FaultName.DRIP, FaultName.SLOW])
async def test_an_answer_that_takes_too_long_is_given_up(
    stand_in: StandIn, name: FaultName
) -> None:
    fault = ActiveFault(name, seconds=0.05 if name is FaultName.DRIP else 30.0)
    assert await failing(stand_in, fault, timeout_s=0.2) is FaultKind.SILENT


async def test_one_failure_is_got_over(stand_in: StandIn) -> None:
    stand_in.world.faults.active.append(ActiveFault(FaultName.HTML_502, times=2))
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT])
    assert set(read.readings) == {CHECKOUT}
    assert [asked.status for asked in stand_in.world.asked] == [502, 502, 200]


async def test_a_wish_to_wait_is_honoured(stand_in: StandIn) -> None:
    fault = ActiveFault(FaultName.THROTTLE, times=1, retry_after="7")
    stand_in.world.faults.active.append(fault)
    clock = ManualClock()
    async with client_of(stand_in, budget=fake_budget(clock)) as client:
        await read_states(client, [CHECKOUT], deadline_s=60.0)
    assert sum(clock.waits) >= 7.0


async def test_no_try_is_made_after_the_next_poll(stand_in: StandIn) -> None:
    fault = ActiveFault(FaultName.THROTTLE, retry_after="90")
    stand_in.world.faults.active.append(fault)
    async with client_of(stand_in) as client:
        with pytest.raises(NewRelicUnavailable) as caught:
            await read_states(client, [CHECKOUT], deadline_s=60.0)
    assert caught.value.retry_after_s is not None
    assert len(stand_in.world.asked) == 1


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("NRAK-NOBODY0HAS0THIS0KEY0AT0ALL", FaultKind.KEY_REFUSED),
        ("0123456789abcdef0123456789abcdef0123NRAL", FaultKind.KEY_REFUSED),
        (OTHER_REGION_KEY, FaultKind.WRONG_REGION),
    ],
)
async def test_a_wrong_key_is_refused_and_not_tried_again(
    stand_in: StandIn, key: str, kind: FaultKind
) -> None:
    async with client_of(stand_in, key=key) as client:
        with pytest.raises(NewRelicRejected) as caught:
            await who_am_i(client)
    assert caught.value.fault is kind
    assert len(stand_in.world.asked) == 1


async def test_a_field_that_disappears_rejects_the_whole_document(stand_in: StandIn) -> None:
    fault = ActiveFault(FaultName.FIELD_GONE, target="Entity.alertSeverity")
    assert await failing(stand_in, fault) is FaultKind.SCHEMA


async def test_a_deprecated_field_is_a_warning(stand_in: StandIn) -> None:
    stand_in.world.faults.active.append(ActiveFault(FaultName.DEPRECATED))
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT])
    assert set(read.readings) == {CHECKOUT}
    assert [fault.kind for fault in read.warnings] == [FaultKind.DEPRECATED]


async def test_a_field_that_fails_touches_its_entity_alone(stand_in: StandIn) -> None:
    target = f"{CHECKOUT}/alertSeverity"
    stand_in.world.faults.active.append(ActiveFault(FaultName.PARTIAL_FIELD, target=target))
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, SEARCH])
    assert set(read.faulty) == {CHECKOUT}
    assert set(read.readings) == {SEARCH}


async def test_an_entity_that_fails_whole_is_not_called_gone(stand_in: StandIn) -> None:
    fault = ActiveFault(FaultName.PARTIAL_ENTITY, target=CHECKOUT)
    stand_in.world.faults.active.append(fault)
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, SEARCH])
    assert set(read.faulty) == {CHECKOUT}
    assert read.gone == frozenset()


@pytest.mark.parametrize("as_null", [True, False])
async def test_what_vanished_is_gone_in_both_forms(stand_in: StandIn, as_null: bool) -> None:
    stand_in.world.vanished_as_null = as_null
    del stand_in.world.entities[CHECKOUT]
    async with client_of(stand_in) as client:
        read = await read_states(client, [SEARCH, CHECKOUT])
    assert read.gone == {CHECKOUT}
    assert read.faulty == {}


async def test_states_are_matched_by_guid_whatever_their_order(stand_in: StandIn) -> None:
    guids = list(stand_in.world.entities)[:25]
    async with client_of(stand_in) as client:
        for _ in range(3):
            read = await read_states(client, guids)
            named = {guid: reading.name for guid, reading in read.readings.items()}
            wanted = {guid: stand_in.world.entities[guid]["name"] or "" for guid in guids}
            assert named == wanted


async def test_a_word_that_is_new_comes_through(stand_in: StandIn) -> None:
    stand_in.world.entities[CHECKOUT]["alertSeverity"] = "ON_FIRE"
    stand_in.world.faults.active.append(ActiveFault(FaultName.NEW_WORD))
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT])
    assert read.readings[CHECKOUT].severity == "ON_FIRE"


async def test_more_than_25_guids_are_never_asked_for(stand_in: StandIn) -> None:
    async with client_of(stand_in) as client:
        with pytest.raises(ValueError, match="25"):
            await read_states(client, list(stand_in.world.entities)[:26])
    assert len(stand_in.world.asked) == 0


async def test_whose_key_it_is(stand_in: StandIn) -> None:
    async with client_of(stand_in, key=STAGING_KEY) as client:
        who = await who_am_i(client)
    assert (who.name, who.accounts) == ("Sample tester", ((STAGING, "Sample shop staging"),))


async def test_a_key_that_sees_no_account_is_good(stand_in: StandIn) -> None:
    async with client_of(stand_in, key=NEWCOMER_KEY) as client:
        assert (await who_am_i(client)).accounts == ()


async def test_two_people_see_different_entities(stand_in: StandIn) -> None:
    async with client_of(stand_in, key=STAGING_KEY) as client:
        read = await read_states(client, [CHECKOUT])
        counted = await count_by_type(client, "type = 'APPLICATION'")
    assert read.gone == {CHECKOUT}
    assert 0 < sum(one.count for one in counted) < 160


async def test_a_search_that_is_none_is_an_error_and_not_an_empty_page(stand_in: StandIn) -> None:
    async with client_of(stand_in) as client:
        with pytest.raises(NewRelicBug):
            await find_entities(client, "name ~ 'x' OR type = 'HOST'")


async def test_never_more_than_four_requests_are_in_flight(stand_in: StandIn) -> None:
    stand_in.world.paced = True
    async with client_of(stand_in) as client:
        await asyncio.gather(*(read_states(client, [CHECKOUT]) for _ in range(12)))
    assert stand_in.world.peak == 4


async def test_an_unreachable_address_is_named() -> None:
    connection = Connection("http://127.0.0.1:9/graphql", Key("NRAK-NOBODY0HAS0THIS0KEY"))
    client = NerdGraph(connection, budget=fake_budget(ManualClock()), timeout_s=60)
    with pytest.raises(NewRelicUnavailable) as caught:
        await who_am_i(client)
    await client.aclose()
    assert caught.value.fault is FaultKind.UNREACHABLE


def test_the_demo_refuses_any_other_machine() -> None:
    connection = Connection("https://api.newrelic.com/graphql", Key("NRAK-NOBODY0HAS0THIS0KEY"))
    with pytest.raises(RuleBroken):
        NerdGraph(connection, budget=fake_budget(ManualClock()), loopback_only=True)


def test_the_client_says_who_it_is() -> None:
    assert f"StatusBoard/{__version__}" == USER_AGENT


async def test_a_certificate_that_nobody_vouches_for_is_named() -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    async with standing_in(tls=context) as stand_in:
        connection = Connection(stand_in.url, Key(stand_in.key))
        client = NerdGraph(connection, budget=fake_budget(ManualClock()), timeout_s=60)
        with pytest.raises(NewRelicRejected) as caught:
            await who_am_i(client)
        await client.aclose()
        assert len(stand_in.world.asked) == 0
    assert caught.value.fault is FaultKind.TLS


async def test_the_key_follows_no_redirect() -> None:
    heads: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 307 Elsewhere\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        connection = Connection(f"http://127.0.0.1:{port}/graphql", Key("NRAK-NOBODY0HAS0THIS"))
        client = NerdGraph(connection, budget=fake_budget(ManualClock()), timeout_s=60)
        with pytest.raises(NewRelicRejected) as caught:
            await who_am_i(client)
        await client.aclose()
    assert caught.value.fault is FaultKind.NOT_NEW_RELIC
    assert [head.split()[1] for head in heads] == [b"/graphql"]
    assert f"User-Agent: {USER_AGENT}\r\n".encode() in heads[0]
