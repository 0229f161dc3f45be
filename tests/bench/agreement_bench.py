"""Two desks on one server: from the press on Approve at one until the other one may publish.

The other desk hears the ring of the change log, asks its review again, and finds it agreed to. Its
floor is what the two halves take at one desk, where nobody has to hear of anything.
"""

import asyncio
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.notices.agreement_commands import approve_notice
from statusboard.app.notices.agreement_inputs import Approve
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.inputs import Saved
from statusboard.app.notices.queries import REVIEW
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import Wording
from statusboard.storage.database import Database
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import start_postgres
from tests.fixtures.speaking import MAJOR, person, wording

ROUNDS = 60


def measure() -> list[dict[str, object]]:
    """The middle one, and what one in twenty takes longer than."""
    server = start_postgres()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            heard_ms, alone_ms = asyncio.run(_rounds(server.fresh(), Path(scratch)))
    finally:
        server.leave()
    return [
        {
            "name": f"approved at one desk until another may publish, {which}",
            "value": _of(heard_ms, part),
            "floor": _of(alone_ms, part),
            "unit": "ms",
            "goal": "≤ 300 ms",
        }
        for which, part in (("p50", 50), ("p95", 95))
    ]


async def _rounds(url: str, folder: Path) -> tuple[list[float], list[float]]:
    with (
        closing(Database.open(url)) as one,
        closing(Database.open(url)) as other,
        ThreadPoolExecutor(1) as office,
        ThreadPoolExecutor(1) as window,
    ):
        clock = SystemClock()
        desk = AgreeingDesk(one, ManualClock(clock.now()))
        desk.publishes_to(folder / "page")
        desk.rule()
        service = desk.service("Checkout")
        there = Doorway(other, clock)
        rung = asyncio.Event()

        def hear(changes: Changes) -> None:
            if Topic.NOTICES in changes.topics:
                rung.set()

        stop = asyncio.Event()
        feed = asyncio.create_task(ChangeFeed(other, clock, window).run(stop, hear))
        heard, alone = [], []
        for number in range(ROUNDS):
            body = f"Round {number}. We look into it."
            saved = desk.draft(_text(service, body))
            desk.ask_for(saved)
            await asyncio.sleep(0.05)
            rung.clear()
            loop = asyncio.get_running_loop()
            begun = time.perf_counter()
            await loop.run_in_executor(office, _approve, desk, saved)
            done = time.perf_counter()
            await rung.wait()
            while not await loop.run_in_executor(window, _may_publish, there, saved):
                rung.clear()
                await rung.wait()
            heard.append((time.perf_counter() - begun) * 1_000)
            asked = time.perf_counter()
            await loop.run_in_executor(window, _may_publish, there, saved)
            alone.append((done - begun + time.perf_counter() - asked) * 1_000)
        stop.set()
        rung.set()
        await feed
        return heard, alone


def _text(service: int, body: str) -> Wording:
    return wording({service: MAJOR}, title="Checkout fails", body=body)


def _approve(desk: AgreeingDesk, saved: Saved) -> None:
    desk.doorway.do(approve_notice, Approve(saved.notice_id, saved.revision), person("Ben"))


def _may_publish(there: Doorway, saved: Saved) -> bool:
    return there.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision)).agreement.is_enough


def _of(times: list[float], part: int) -> float:
    return statistics.quantiles(times, n=100)[part - 1]
