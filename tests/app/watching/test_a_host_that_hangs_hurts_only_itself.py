"""Many services at one host that hangs: all of them are down, on time, and nobody else waits."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.watching.collector import Collector
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import (
    FEWEST_AT_HOST,
    FEWEST_IN_FLIGHT,
    MOST_AT_HOST,
    MOST_IN_FLIGHT,
    Seats,
    in_flight_for,
    seats_at_host_for,
)
from statusboard.app.watching.silent_hosts import SilentHosts, is_silence
from statusboard.domain.access import loop
from statusboard.domain.check import QUICK_SHARE, Check
from statusboard.domain.instants import to_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from tests.fixtures.web import Asked, answer, serving

pytestmark = pytest.mark.anyio

SHORT = timedelta(seconds=0.5)
HANGS, ANSWERS = "hangs", "answers"
DOWN = Answer(Outcome.DOWN, Reason.DEADLINE)
UP = Answer(Outcome.UP, Reason.OK)


class Undisturbed(SystemClock):
    """A clock on which no loop ever stands still, however busy the machine of the tests is."""

    def monotonic(self) -> float:
        return 0.0


def check(number: int, host: str = HANGS, deadline: timedelta = SHORT) -> Check:
    url = f"http://{host}.localhost:9/{number}"
    interval = timedelta(seconds=2)
    return Check(number, 1, "http", {"url": url}, interval=interval, deadline=deadline)


async def asked(checks: list[Check], seats: Seats) -> list[CheckResult]:
    """The answers of all, asked at once: some hosts hang, and others answer."""

    async def probe(config: Mapping[str, object], _context: ProbeContext) -> Answer:
        if HANGS in str(config["url"]):
            await asyncio.sleep(60)
        if "sluggish" in str(config["url"]):
            await asyncio.sleep(0.4)
        return UP

    connections = Connections(loopback_only=True)
    kinds = {"http": replace(DECLARATION, probe=probe)}
    runner = Runner(kinds, connections, Undisturbed(), seats)
    runner.fit_seats(checks)
    try:
        return await asyncio.gather(*map(runner.ask, checks))
    finally:
        await connections.aclose()


async def asked_in_peace(
    checks: list[Check], seats: Callable[[], Seats]
) -> tuple[list[CheckResult], int]:
    """The answers and when they were asked for; again where this machine stood still meanwhile."""
    for _ in range(5):
        began_us = to_us(SystemClock().now())
        got = await asked(checks, seats())
        if not any(result.answer.reason is Reason.OWN_DELAY for result in got):
            break
    return got, began_us


@pytest.mark.parametrize("count", [4, 20, 40])
async def test_all_services_of_a_host_that_hangs_are_down_in_the_same_round(count: int) -> None:
    checks = [check(n) for n in range(count)]
    got, began_us = await asked_in_peace(checks, lambda: Seats(lend_after_s=0.01))
    took_us = to_us(SystemClock().now()) - began_us
    assert {result.answer.reason for result in got} == {Reason.DEADLINE}
    assert {result.answer.outcome for result in got} == {Outcome.DOWN}
    # An outage starts when the question was due, not when its turn came.
    assert max(result.at_us for result in got) - began_us < 450_000
    assert took_us < 3_000_000 * SHORT.total_seconds() + 5_000_000


async def test_who_waits_for_its_turn_at_a_host_that_answers_nobody_says_so() -> None:
    quick = [check(n, deadline=0.8 * SHORT) for n in range(2)]
    checks = [*quick, *(check(n) for n in range(2, 6))]
    got, began_us = await asked_in_peace(checks, lambda: Seats(lend_after_s=60))
    waited = [result for result in got if "waited for its turn" in result.answer.detail]
    assert len(waited) == 2
    assert waited[0].answer.detail == (
        "no answer within 750ms: it waited for its turn at hangs.localhost:9, which answered nobody"
    )
    assert {(r.answer.outcome, r.answer.reason) for r in got} == {(Outcome.DOWN, Reason.DEADLINE)}
    assert max(result.at_us for result in got) - began_us < 200_000


async def test_who_waits_at_a_host_that_answers_others_is_not_observed() -> None:
    got = await asked(
        [check(n, "sluggish", timedelta(seconds=0.6)) for n in range(8)], Seats(lend_after_s=60)
    )
    outcomes = [result.answer.outcome for result in got]
    assert Outcome.DOWN not in outcomes
    assert Outcome.UNKNOWN in outcomes
    late = next(r.answer for r in got if r.answer.outcome is Outcome.UNKNOWN)
    assert late.reason is Reason.OWN_DELAY
    assert late.detail == "it could not be asked within 900ms: too many questions were under way"


async def test_who_waits_for_our_own_seats_is_not_observed_and_never_up() -> None:
    seats = Seats(1, lend_after_s=60)
    hanging = check(1, deadline=timedelta(seconds=1))
    got = await asked([hanging, check(2, ANSWERS)], seats)
    assert [r.answer.outcome for r in got] == [Outcome.DOWN, Outcome.UNKNOWN]


async def test_a_host_that_answers_is_asked_by_two_at_a_time_and_a_silent_one_by_more() -> None:
    at_once = most = 0
    twenty = asyncio.Event()

    async def sit(seats: Seats, until: asyncio.Event) -> None:
        nonlocal at_once, most
        async with seats.taken("host"):
            at_once += 1
            most = max(most, at_once)
            if at_once == 20:
                twenty.set()
            await until.wait()
            await asyncio.sleep(0)
            at_once -= 1

    until = asyncio.Event()
    seats = Seats(lend_after_s=0.01)
    seats.make_room({"host": 10.0})
    sitting = [asyncio.create_task(sit(seats, until)) for _ in range(30)]
    async with asyncio.timeout(60):
        await twenty.wait()
    await asyncio.sleep(0.05)  # long enough for some more, were there room
    assert most == 20
    until.set()
    await asyncio.gather(*sitting)
    assert at_once == 0
    most, quick = 0, asyncio.Event()
    quick.set()
    await asyncio.gather(*(sit(seats, quick) for _ in range(30)))
    assert most == 2


def test_seats_at_a_host_follow_what_its_checks_ask_for() -> None:
    assert seats_at_host_for(0) == FEWEST_AT_HOST
    assert seats_at_host_for(40 * 5 / 20) == 20
    assert seats_at_host_for(10_000) == MOST_AT_HOST
    assert in_flight_for(0) == FEWEST_IN_FLIGHT
    assert in_flight_for(300) == 600
    assert in_flight_for(10_000) == MOST_IN_FLIGHT


def test_a_host_is_silent_only_with_a_case_and_only_without_an_answer() -> None:
    hosts = SilentHosts()
    assert not hosts.answered_nobody_since("shop", 5)
    hosts.hear("shop", UP, 1)
    assert not hosts.answered_nobody_since("shop", 5)
    hosts.hear("shop", DOWN, 6)
    assert hosts.answered_nobody_since("shop", 5)
    hosts.hear("shop", replace(DOWN, outcome=Outcome.UNKNOWN), 7)  # says nothing of the host
    assert hosts.answered_nobody_since("shop", 5)
    hosts.hear("shop", Answer(Outcome.DOWN, Reason.STATUS_CODE), 8)  # a bad answer is one
    assert not hosts.answered_nobody_since("shop", 5)
    assert not hosts.answered_nobody_since("shop", 9)
    hosts.hear("shop", DOWN, 10)
    hosts.keep(frozenset({"other"}))
    assert not hosts.answered_nobody_since("shop", 9)
    assert not hosts.answered_nobody_since(None, 9)


async def test_the_neighbours_at_a_host_that_falls_silent_are_asked_early(
    database: Database,
) -> None:
    hangs = asyncio.Event()

    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        if hangs.is_set():
            await asyncio.sleep(60)
        writer.write(answer())

    interval, clock = timedelta(seconds=40), SystemClock()
    async with serving(behave) as site:
        with database.writing(clock.now(), loop("test")) as unit:
            first, second = (
                add_check(
                    unit,
                    component_id=add_component(unit, name=path).id,
                    kind="http",
                    config={"url": site.url(path)},
                    interval=interval,
                    deadline=SHORT,
                )
                for path in ("/a", "/b")
            )
        collector = Collector(database, clock, Connections())
        stop = asyncio.Event()
        running = asyncio.create_task(collector.run(stop=stop, announce=lambda _: None))
        await collector.loaded.wait()
        await collector.check_now([first.id, second.id])
        usual_s = collector._scheduler._timings[second.id].due_s - clock.monotonic()
        hangs.set()
        async with asyncio.timeout(60):
            while True:  # on a machine that stands still itself, the first is not observed
                await collector.check_now([first.id])
                if is_silence(collector._latest[first.id].answer):
                    break
        early_s = collector._scheduler._timings[second.id].due_s - clock.monotonic()
        stop.set()
        await running
    assert usual_s > 10
    assert early_s <= QUICK_SHARE * interval.total_seconds()
