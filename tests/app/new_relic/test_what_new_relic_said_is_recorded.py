"""The record for support cases: off by default, on for an hour, bounded, of feed and screens."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.record_commands import (
    HOUR_US,
    KeepRecord,
    RecordNewRelic,
    keep_record,
    read_record,
    read_recording,
    record_new_relic,
)
from statusboard.app.new_relic.recording import LONGEST, WAITING, Recorder
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.domain.access import loop, person
from statusboard.domain.views.new_relic import FindEntities
from statusboard.storage.new_relic_record import MOST
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work

pytestmark = pytest.mark.anyio
ADA = person("Ada")


def kept(bench: Bench) -> list[dict[str, object]]:
    door = Doorway(bench.database, bench.clock)
    return [json.loads(told) for _, told in door.ask(read_record, None, ADA)]


async def test_screens_record_only_while_it_is_on(bench: Bench) -> None:
    door = Doorway(bench.database, bench.clock)
    with ThreadPoolExecutor(1) as executor:
        calls = NewRelicCalls(door, bench.keys, executor, loopback_only=True)
        await calls.find(FindEntities(text="search"))
        assert kept(bench) == []
        door.do(record_new_relic, RecordNewRelic(is_on=True), ADA)
        await calls.find(FindEntities(text="search"))
        [told] = kept(bench)
        assert (told["document"], told["status"]) == ("FindEntities", 200)
        whole = json.dumps(told)
        assert DEMO_KEY not in whole
        assert "search'" not in whole
        assert WELL_KNOWN["search"] in whole
        # After an hour it is off by itself; what was recorded stays to be fetched.
        bench.tick(HOUR_US / 1_000_000 + 1)
        await calls.find(FindEntities(text="search"))
        assert not door.ask(read_recording, None)
        assert len(kept(bench)) == 1
        door.do(record_new_relic, RecordNewRelic(is_on=False), ADA)
        assert kept(bench) == []


async def test_the_feed_records_too(bench: Bench) -> None:
    door = Doorway(bench.database, bench.clock)
    door.do(record_new_relic, RecordNewRelic(is_on=True), ADA)
    with bench.write() as unit:
        add_checks(unit, WELL_KNOWN["search"])
    async with at_work(bench):
        await bench.round(1)
    assert [told["document"] for told in kept(bench)] == ["ReadStates"]


def test_of_much_only_the_newest_is_kept(bench_door: Doorway) -> None:
    door = bench_door
    door.do(record_new_relic, RecordNewRelic(is_on=True), ADA)
    for number in range(3):
        said = tuple(f"{number}-{n}" for n in range(100))
        door.do(keep_record, KeepRecord(said), loop("office"))
    found = [told for _, told in door.ask(read_record, None, ADA)]
    assert len(found) == MOST
    assert (found[0], found[-1]) == ("1-0", "2-99")


@pytest.fixture
def bench_door(sqlite) -> Doorway:
    from tests.fixtures.clock import ManualClock

    return Doorway(sqlite, ManualClock())


def test_memory_holds_few_and_short_answers() -> None:
    recorder = Recorder(is_on=True)
    for number in range(WAITING + 10):
        recorder.note("D", {"n": number}, 200, json.dumps(["x" * 2 * LONGEST]).encode())
    taken = recorder.take()
    assert len(taken) == WAITING
    assert max(map(len, taken)) < LONGEST + 500
    assert json.loads(taken[0])["variables"] == {"n": 10}
    assert recorder.take() == ()
