"""New Relic: 2,000 entities and 600 figures in a minute, and how soon an answer is written down.

Of a round over loopback most is the stand-in's, which works each query out for itself.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from statusboard.app.clock import SystemClock
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic import commands as verbs
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.schedule import ENTITY, NRQL
from statusboard.app.watching.ingest import Ingest
from statusboard.demo.new_relic.estate import entity
from statusboard.demo.new_relic.people import DEMO_KEY, PRODUCTION
from statusboard.demo.new_relic.program import StandIn, standing_in
from statusboard.domain.access import loop
from statusboard.domain.instants import to_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.newrelic.budget import PER_MINUTE
from statusboard.newrelic.key import Key
from statusboard.newrelic.queries import GUIDS_AT_ONCE
from statusboard.storage import leases
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head

ENTITIES, FIGURES = 2000, 600
_DOWN = Answer(Outcome.DOWN, Reason.SOURCE_ALERT, detail="A critical alert is open.")


def measure() -> list[dict[str, object]]:
    """The rows of the table."""
    return asyncio.run(_measure())


async def _measure() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "bench.db")
        bring_to_head(database)
        try:
            async with standing_in() as stand_in:
                return await _round(Path(folder), database, stand_in)
        finally:
            database.close()


async def _round(folder: Path, database: Database, stand_in: StandIn) -> list[dict[str, object]]:
    clock = SystemClock()
    guids = _fill(stand_in)
    _describe(database, clock, stand_in.url, guids)
    keys = NewRelicKey(SecretPlace(folder / "keys", is_demo=True))
    keys.write(Key(DEMO_KEY), allow_file=True)
    feed = NewRelicFeed(database, clock, keys, loopback_only=True)
    brought: list[CheckResult] = []
    whole, stop = asyncio.Event(), asyncio.Event()

    def deliver(result: CheckResult) -> None:
        brought.append(result)
        if len(brought) == ENTITIES + FIGURES:
            whole.set()

    begun = time.perf_counter()
    running = asyncio.create_task(feed.run(deliver, stop))
    async with asyncio.timeout(120):
        await whole.wait()
    round_s = time.perf_counter() - begun
    stop.set()
    await running
    requests = len(stand_in.world.asked)
    known = sum(one.answer.outcome.value == "up" for one in brought)
    written_s = _written(database, clock, brought)
    return [
        {
            "name": f"requests for {ENTITIES:,} entities and {FIGURES} figures, in the first round",
            "value": requests,
            "unit": "",
            "goal": f"≤ {PER_MINUTE}, the budget of a minute",
        },
        {"name": "answers that say something", "value": known, "unit": "", "goal": "all 2,600"},
        {
            "name": "a whole round, loopback",
            "value": round(round_s, 2),
            "unit": "s",
            "goal": "< 60",
        },
        {
            "name": "25 answers that fail written, the slowest of 20 requests",
            "value": round(written_s * 1000),
            "unit": "ms",
            "goal": "≤ 1,500 to the pixel, with 100 ms of merging and a repaint",
        },
    ]


def _fill(stand_in: StandIn) -> list[str]:
    made = [entity("apm", f"bench-{n}", PRODUCTION, 500_000 + n) for n in range(ENTITIES)]
    stand_in.world.entities.update({str(one["guid"]): one for one in made})
    return [str(one["guid"]) for one in made]


def _describe(database: Database, clock: SystemClock, url: str, guids: Sequence[str]) -> None:
    with database.writing(clock.now(), loop("bench")) as unit:
        verbs.remember_new_relic.run(
            unit, verbs.RememberNewRelic("", url, "Sample desk", (), "file")
        )
        for number, guid in enumerate(guids):
            component = add_component(unit, name=f"Service {number}")
            given = [(ENTITY, {"guid": guid})]
            if number < FIGURES:
                given.append((NRQL, _figure(guid)))
            for kind, config in given:
                add_check(
                    unit,
                    component_id=component.id,
                    kind=kind,
                    config=config,
                    interval=timedelta(seconds=60),
                )


def _figure(guid: str) -> dict[str, object]:
    return {
        "account": PRODUCTION,
        "query": f"SELECT average(duration) FROM Transaction WHERE entityGuid = '{guid}'",
        "degraded_when": 5,
    }


def _written(database: Database, clock: SystemClock, brought: list[CheckResult]) -> float:
    """How long the slowest of twenty takes to write the answers of a request, in seconds.

    As many answers come with a request as it has entities; those of the first round stand already.
    """
    with database.writing(clock.now(), loop("bench")) as unit:
        leases.take(unit, role="collector", holder="bench", ttl=timedelta(minutes=5))
    ingest = Ingest(database, clock)
    ingest.load()
    ingest.take(brought)
    taken: list[float] = []
    for number in range(20):
        some = brought[number * GUIDS_AT_ONCE : (number + 1) * GUIDS_AT_ONCE]
        at_us = to_us(clock.now())
        begun = time.perf_counter()
        ingest.take([replace(one, at_us=at_us, answer=_DOWN) for one in some])
        taken.append(time.perf_counter() - begun)
    return max(taken)
