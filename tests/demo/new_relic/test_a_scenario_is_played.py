"""What happens when is read from a file, and follows the stand-in's clock; records are replayed."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from statusboard.demo.new_relic import scenario as scenarios
from statusboard.demo.new_relic.control import Control
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.obeying import obey
from statusboard.demo.new_relic.orders import Order, ReplayOrder, RunOrder
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.demo.new_relic.program import StandIn, played
from statusboard.demo.new_relic.running_clock import RunningClock
from statusboard.demo.new_relic.scenario import catch_up, play, read_scenario, text_of
from statusboard.demo.new_relic.severity import as_told
from statusboard.demo.new_relic.world import World
from statusboard.errors import RuleBroken

APM, PAYMENTS = WELL_KNOWN["checkout-api"], WELL_KNOWN["Card payments"]
MINUTE_MS = 60_000
NOW_MS = 1_800_000_000_000
WHO = "query WhoAmI { actor { user { id } } }"


def still() -> World:
    world = World()
    world.clock_ms = NOW_MS
    return world


def ordered(minute: float, **more: object) -> str:
    rest = "\n".join(f"{name} = {value}" for name, value in more.items())
    return f"[[step]]\nminute = {minute}\n{rest}\n"


def test_steps_happen_at_their_minute_in_their_order() -> None:
    world = still()
    issue = '[{ id = "i", title = "Errors", guid = "checkout-api" }]'
    text = ordered(5, issues=issue) + ordered(2, figures="{ checkout-api = { error_rate = 9.0 } }")
    play(world, read_scenario(text))
    seen = []
    for _ in range(4):
        seen.append((bool(world.figures), len(world.issues)))
        obey(world, Order(step_ms=2 * MINUTE_MS))
        catch_up(world)
    assert seen == [(False, 0), (True, 0), (True, 0), (True, 1)]
    assert world.figures[APM]["error_rate"] == [(NOW_MS + 2 * MINUTE_MS, 9.0)]
    # It is dated when it happened, however late somebody asked.
    assert world.issues[0].created_ms == NOW_MS + 5 * MINUTE_MS


def test_the_day_that_comes_along_goes_from_good_to_bad_and_back() -> None:
    world = still()
    play(world, read_scenario(text_of("day")))
    seen = []
    for minute in (0, 121, 130, 169, 241):
        world.clock_ms = NOW_MS + minute * MINUTE_MS
        catch_up(world)
        monitor = world.entities[PAYMENTS]["monitorSummary"]
        assert isinstance(monitor, dict)
        severity = as_told(world, world.entities[APM])["alertSeverity"]
        seen.append((monitor["locationsFailing"], severity, len(world.deployed)))
    good = "NOT_ALERTING"
    assert seen == [(0, good, 0), (1, good, 0), (3, "CRITICAL", 0), (0, good, 0), (0, good, 1)]
    assert world.playing is not None
    assert world.playing.problems == []


@pytest.mark.parametrize("name", scenarios.shipped())
def test_every_scenario_that_comes_along_can_be_played_to_its_end(name: str) -> None:
    world = still()
    play(world, read_scenario(text_of(name)))
    world.clock_ms = world.now_ms + 24 * 60 * MINUTE_MS
    catch_up(world)
    assert world.playing is not None
    assert (world.playing.to_come, world.playing.problems) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "[[step]",
        "[[step]]\nminute = 'soon'",
        "[[step]]\nminute = 1\nentitys = {}",
        "[[step]]\nminute = 1\nclock_ms = 5",
        "speed = 0\nstep = []",
        "title = 'nothing happens'",
    ],
)
def test_what_is_no_scenario_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        read_scenario(text)


def test_a_step_about_nothing_is_told_and_the_rest_goes_on() -> None:
    world = still()
    step = ordered(0, vanish='["nobody"]') + ordered(0, messages='["Late data"]')
    play(world, read_scenario(step))
    assert world.playing is not None
    assert world.playing.problems == ["minute 0: no entity nobody"]
    assert world.messages == ("Late data",)


def test_a_clock_is_set_stopped_stepped_ahead_and_fast() -> None:
    passed = [0.0]
    clock = RunningClock(monotonic=lambda: passed[0])
    world = World(clock=clock)
    obey(world, Order(run=RunOrder(NOW_MS, 60.0)))
    passed[0] = 2.0
    assert world.now_ms == NOW_MS + 2 * MINUTE_MS
    obey(world, Order(ahead_ms=5 * MINUTE_MS))
    assert world.now_ms == NOW_MS + 7 * MINUTE_MS
    obey(world, Order(clock_ms=NOW_MS, step_ms=1))
    passed[0] = 9.0
    assert world.now_ms == NOW_MS + 5 * MINUTE_MS + 1
    obey(world, Order(run=RunOrder(), ahead_ms=0))
    passed[0] = 10.0
    assert world.now_ms == NOW_MS + 1001
    obey(world, Order(clock_ms=0))
    assert world.clock_ms is None
    assert abs(world.now_ms - World().now_ms) < MINUTE_MS


async def ask(stand_in: StandIn, text: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.post(stand_in.url, json={"query": text}, headers={"API-Key": DEMO_KEY})


@pytest.mark.anyio
async def test_a_scenario_is_begun_and_watched_at_the_control_address(stand_in: StandIn) -> None:
    stand_in.world.clock_ms = NOW_MS
    control = Control(stand_in.control_url)
    await control.play(ordered(1, retry_after='"7"'))
    with pytest.raises(RuleBroken):
        await control.play("no scenario")
    await control.order(Order(step_ms=MINUTE_MS))
    answer = await ask(stand_in, WHO)
    assert answer.headers["Date"].startswith("Fri, 15 Jan 2027")
    assert stand_in.world.retry_after == "7"
    stand_in.world.in_flight[7001] = 25
    assert (await ask(stand_in, WHO)).headers["Retry-After"] == "7"
    await control.order(Order(retry_after=""))
    assert "Retry-After" not in (await ask(stand_in, WHO)).headers
    await control.aclose()


@pytest.mark.anyio
async def test_a_body_is_served_word_for_word_for_a_document_by_name(stand_in: StandIn) -> None:
    odd = '{"data":{"actor":{"user":{"id":1,"unheardOf":[]}}},"extensions":{"took":7}}'
    told = (ReplayOrder(odd), ReplayOrder("{}", 503))
    obey(stand_in.world, Order(replay={"WhoAmI": told}))
    answers = [await ask(stand_in, WHO) for _ in range(3)]
    assert [(one.text, one.status_code) for one in answers] == [
        (odd, 200),
        ("{}", 503),
        ("{}", 503),
    ]
    assert (await ask(stand_in, "query Other { actor { user { id } } }")).json() == {
        "data": {"actor": {"user": {"id": 7001}}}
    }
    obey(stand_in.world, Order(replay={"WhoAmI": ()}))
    assert (await ask(stand_in, WHO)).json()["data"]["actor"]["user"]["id"] == 7001


def entry(document: str, body: str, status: int = 200) -> dict[str, Any]:
    return {
        "at": "2026-03-01T12:00:00+00:00",
        "document": document,
        "variables": {},
        "status": status,
        "body": body,
    }


def test_a_record_is_replayed_but_for_what_was_cut(tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    entries = [
        entry("ReadStates", '{"data":null}'),
        entry("ReadStates", '{"data":{"actor":… and 5 characters more'),
        entry("WhoAmI", '{"errors":[]}', 401),
    ]
    file.write_text(json.dumps(entries), "utf-8")
    world = World()
    played(replay=file).begin(world)
    taken = [world.replays.take(name) for name in ("ReadStates", "ReadStates", "WhoAmI", "X")]
    assert [one and (one.content, one.code) for one in taken] == [
        ('{"data":null}', 200),
        ('{"data":null}', 200),
        ('{"errors":[]}', 401),
        None,
    ]


@pytest.mark.parametrize("text", ["{}x", "[1]", '[{"document": "A"}]', "7"])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "record.json"
    file.write_text(text, "utf-8")
    with pytest.raises(RuleBroken):
        played(replay=file)
    with pytest.raises(RuleBroken, match="cannot be read"):
        played(replay=tmp_path / "none")
    with pytest.raises(RuleBroken, match="none of: bad_line, clock_change, day"):
        played(scenario=str(tmp_path / "none"))
