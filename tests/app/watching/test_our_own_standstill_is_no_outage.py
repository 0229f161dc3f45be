"""A deadline counts the time in which we listened; what we slept through is not observed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.app.clock import Clock, SystemClock
from statusboard.app.watching.attention import LATE_S, TICK_S, Attention
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections
from tests.fixtures.clock import ManualClock
from tests.fixtures.web import Asked, answer, serving

pytestmark = pytest.mark.anyio

CHECK = Check(1, 1, "http", {"url": "http://127.0.0.1:9/"}, deadline=timedelta(seconds=0.4))
UP = Answer(Outcome.UP, Reason.OK, response_us=1_000)

Probe = Callable[[Mapping[str, object], ProbeContext], Awaitable[Answer]]


async def asked(probe: Probe, clock: Clock, check: Check = CHECK) -> Answer:
    """What a runner makes of a made-up probe."""
    connections = Connections(loopback_only=True)
    runner = Runner({"http": replace(DECLARATION, probe=probe)}, connections, clock, Seats())
    try:
        return (await runner.ask(check)).answer
    finally:
        await connections.aclose()


async def a_look() -> None:
    """Lets the loop be looked at once more."""
    await asyncio.sleep(TICK_S * 1.5)


async def test_many_short_standstills_add_up_to_one_that_is_not_observed() -> None:
    clock = ManualClock()

    async def stuttering(_config: object, _context: ProbeContext) -> Answer:
        for _ in range(5):  # 500 ms of 400 in steps of 100
            clock.forward(0.1)
            await a_look()
        await asyncio.sleep(30)
        raise AssertionError

    got = await asked(stuttering, clock)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.OWN_DELAY)
    assert got.detail == "this computer stood still for 500 ms while the answer was awaited"


async def test_a_service_gets_the_time_back_that_we_stood_still_and_then_it_is_down() -> None:
    clock = ManualClock()
    times: list[float] = []

    async def hanging(_config: object, _context: ProbeContext) -> Answer:
        begun_s = time.monotonic()
        clock.forward(0.3)
        try:
            await asyncio.sleep(30)
        finally:
            times.append(time.monotonic() - begun_s)
        raise AssertionError

    got = await asked(hanging, clock)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DEADLINE)
    assert times[0] >= 0.4 + 0.3 - 0.01


async def test_an_answer_after_a_deadline_that_we_stood_through_is_not_observed() -> None:
    clock = ManualClock()

    async def late(_config: object, _context: ProbeContext) -> Answer:
        clock.forward(0.3)
        await asyncio.sleep(0.5)
        return UP

    got = await asked(late, clock)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.OWN_DELAY)


async def test_a_healthy_service_is_never_down_for_a_loop_that_stands_still() -> None:
    async def after_a_while(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(answer())

    async def standing_still() -> None:
        while True:
            time.sleep(0.25)  # noqa: ASYNC251 - the loop stands still: this is what is tested
            await asyncio.sleep(0)

    connections = Connections(loopback_only=True)
    async with serving(after_a_while) as site:
        check = replace(CHECK, config={"url": site.url()})
        kinds = {"http": DECLARATION}
        runner = Runner(kinds, connections, SystemClock(), Seats())
        busy = asyncio.create_task(standing_still())
        got = (await runner.ask(check)).answer
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)
        await connections.aclose()
    assert got.outcome is not Outcome.DOWN


async def test_a_short_standstill_does_not_make_a_dead_service_unknown() -> None:
    clock = ManualClock()

    async def hanging(_config: object, _context: ProbeContext) -> Answer:
        clock.forward(0.05)
        await asyncio.sleep(30)
        raise AssertionError

    assert (await asked(hanging, clock)).outcome is Outcome.DOWN


async def test_slow_is_nobody_who_waited_for_us() -> None:
    clock = ManualClock()
    slow = Answer(Outcome.DEGRADED, Reason.SLOW, response_us=200_000)

    async def delayed(_config: object, _context: ProbeContext) -> Answer:
        clock.forward(0.1)
        await a_look()
        return slow

    async def really(_config: object, _context: ProbeContext) -> Answer:
        await a_look()
        return slow

    assert (await asked(delayed, clock)).outcome is Outcome.UNKNOWN
    assert (await asked(really, clock)) == slow


@pytest.mark.parametrize(
    "reason", [Reason.UNREACHABLE, Reason.DNS, Reason.CONNECTION_LOST, Reason.TLS_FAILED]
)
async def test_whose_patience_we_outlasted_is_not_down(reason: Reason) -> None:
    clock = ManualClock()
    check = replace(CHECK, deadline=timedelta(seconds=5))
    given_up = Answer(Outcome.DOWN, reason, response_us=1_000)

    async def delayed(_config: object, _context: ProbeContext) -> Answer:
        clock.forward(3)
        await a_look()
        return given_up

    async def at_once(_config: object, _context: ProbeContext) -> Answer:
        clock.forward(0.1)
        await a_look()
        return given_up

    assert (await asked(delayed, clock, check)).outcome is Outcome.UNKNOWN
    assert (await asked(at_once, clock, check)) == given_up


async def test_what_a_service_said_stays_said_however_long_we_stood_still() -> None:
    clock = ManualClock()
    check = replace(CHECK, deadline=timedelta(seconds=5))
    said = Answer(Outcome.DOWN, Reason.STATUS_CODE, code=503)

    async def delayed(_config: object, _context: ProbeContext) -> Answer:
        clock.forward(3)
        await a_look()
        return said

    assert (await asked(delayed, clock, check)) == said


async def test_a_question_that_found_no_seat_while_we_stood_still_is_not_observed() -> None:
    clock = ManualClock()
    seats = Seats(1, lend_after_s=60)
    connections = Connections(loopback_only=True)
    runner = Runner({"http": DECLARATION}, connections, clock, seats)
    async with seats.taken("elsewhere"):
        asking = asyncio.create_task(runner.ask(CHECK))
        await a_look()
        clock.forward(1)
        got = (await asking).answer
    await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.OWN_DELAY)
    assert "stood still for 1 s" in got.detail


async def test_only_standstills_are_counted_and_only_while_somebody_listens() -> None:
    clock = ManualClock()
    attention = Attention(clock)
    mark = attention.begin()
    clock.forward(TICK_S + LATE_S)
    await a_look()
    assert attention.still_since_s(mark) == 0
    clock.forward(1)
    other = attention.begin()
    assert attention.still_since_s(mark) == pytest.approx(1)
    attention.end()
    await a_look()
    assert attention.still_since_s(other) == pytest.approx(0)
    attention.end()
    clock.forward(5)  # nobody listens: this is nobody's
    mark = attention.begin()
    await a_look()
    assert attention.still_since_s(mark) == 0
    attention.end()
