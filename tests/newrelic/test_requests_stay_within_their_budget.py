"""Requests in a minute, in flight, and the waits between tries: all by a fake clock."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.newrelic.budget import (
    IN_FLIGHT,
    MINUTE_S,
    PER_MINUTE,
    TRIES,
    MinuteWindow,
    backoff_s,
)
from statusboard.newrelic.errors import NewRelicRejected, NewRelicUnavailable
from statusboard.newrelic.faults import FaultKind
from statusboard.newrelic.figure_queries import FIGURES_AT_ONCE
from statusboard.newrelic.queries import GUIDS_AT_ONCE
from tests.fixtures.clock import ManualClock
from tests.fixtures.new_relic import fake_budget


@given(
    st.integers(1, 12),
    st.lists(st.floats(0, 40, allow_nan=False), min_size=1, max_size=80),
)
def test_no_minute_holds_more_requests_than_allowed(per_minute: int, gaps: list[float]) -> None:
    window, now, begun = MinuteWindow(per_minute), 0.0, []
    for gap in gaps:
        now += gap
        while (wait_s := window.wait_s(now)) > 0:
            now += wait_s
        window.take(now)
        begun.append(now)
    for first in begun:
        assert sum(first <= one < first + MINUTE_S for one in begun) <= per_minute


@given(st.integers(1, 12), st.lists(st.floats(0, 40, allow_nan=False), max_size=60))
def test_nobody_waits_longer_than_the_minute_asks(per_minute: int, gaps: list[float]) -> None:
    window, now = MinuteWindow(per_minute), 0.0
    for gap in gaps:
        now += gap
        assert 0 <= window.wait_s(now) <= MINUTE_S + 1e-9  # sums of floats are a little off
        if window.wait_s(now) == 0:
            window.take(now)


@given(st.integers(0, 5), st.floats(0, 1, exclude_max=True), st.floats(0, 100))
def test_back_off_is_jittered_doubled_and_honours_the_peer(
    attempt: int, chance: float, asked: float
) -> None:
    assert 0 <= backoff_s(attempt, chance) <= 2.0**attempt
    assert asked <= backoff_s(attempt, chance, asked) <= asked + 2.0**attempt


def test_two_thousand_entities_a_minute_and_their_figures_fit() -> None:
    states, figures = -(-2000 // GUIDS_AT_ONCE), -(-600 // FIGURES_AT_ONCE)
    # The first minute has the first round and the second.
    assert 2 * (states + figures) <= PER_MINUTE
    # New Relic runs 3,000 queries of an account in a minute.
    assert (PER_MINUTE - states) * FIGURES_AT_ONCE < 3000


@pytest.mark.anyio
async def test_never_more_than_four_are_in_flight() -> None:
    budget, inside, peak = fake_budget(ManualClock()), 0, 0
    release = asyncio.Event()

    async def ask() -> None:
        nonlocal inside, peak
        async with budget.seat(1000.0):
            inside += 1
            peak = max(peak, inside)
            await release.wait()
            inside -= 1

    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(ask())
        for _ in range(10):
            await asyncio.sleep(0)
        assert inside == IN_FLIGHT
        release.set()
    assert peak == IN_FLIGHT


@pytest.mark.anyio
async def test_a_full_minute_is_waited_for() -> None:
    clock = ManualClock()
    budget = fake_budget(clock)
    budget.window = MinuteWindow(2)
    for _ in range(3):
        async with budget.seat(1000.0):
            pass
    assert clock.seconds == MINUTE_S


@pytest.mark.anyio
async def test_no_wait_goes_past_the_next_poll() -> None:
    clock = ManualClock()
    budget = fake_budget(clock)
    budget.window = MinuteWindow(1)
    async with budget.seat(30.0):
        pass
    with pytest.raises(NewRelicUnavailable) as caught:
        async with budget.seat(30.0):
            pass
    # Our own restraint is not blamed on New Relic.
    assert caught.value.fault is FaultKind.OWN_BUDGET
    assert "longer intervals" in str(caught.value)
    assert clock.seconds < 30.0


@pytest.mark.anyio
async def test_a_closed_budget_says_that_new_relic_asked_for_it() -> None:
    clock = ManualClock()
    budget = fake_budget(clock, chance=lambda: 0.0)
    with pytest.raises(NewRelicUnavailable):
        await budget.back_off(0, deadline_s=30.0, because=FaultKind.THROTTLED, retry_after_s=90.0)
    with pytest.raises(NewRelicUnavailable) as caught:
        async with budget.seat(30.0):
            pass
    assert caught.value.fault is FaultKind.THROTTLED


@pytest.mark.anyio
async def test_a_wish_to_wait_closes_the_budget_for_all() -> None:
    clock = ManualClock()
    budget = fake_budget(clock, chance=lambda: 0.0)
    await budget.back_off(0, deadline_s=1000.0, because=FaultKind.THROTTLED, retry_after_s=20.0)
    clock.seconds = 5.0
    async with budget.seat(1000.0):
        assert clock.seconds == 20.0


@pytest.mark.anyio
async def test_a_wish_to_wait_beyond_the_next_poll_is_passed_on() -> None:
    budget = fake_budget(ManualClock())
    with pytest.raises(NewRelicUnavailable) as caught:
        await budget.back_off(0, deadline_s=60.0, because=FaultKind.THROTTLED, retry_after_s=90.0)
    assert caught.value.retry_after_s is not None
    assert caught.value.retry_after_s >= 90.0


@pytest.mark.anyio
async def test_three_tries_are_all() -> None:
    clock = ManualClock()
    budget = fake_budget(clock)
    for attempt in range(TRIES - 1):
        await budget.back_off(attempt, deadline_s=1e6, because=FaultKind.OUTAGE)
    with pytest.raises(NewRelicUnavailable):
        await budget.back_off(TRIES - 1, deadline_s=1e6, because=FaultKind.OUTAGE)
    assert clock.waits == [0.5, 1.0]


@pytest.mark.anyio
async def test_what_will_not_pass_is_not_waited_for() -> None:
    clock = ManualClock()
    with pytest.raises(NewRelicRejected):
        await fake_budget(clock).back_off(0, deadline_s=1e6, because=FaultKind.KEY_REFUSED)
    assert clock.waits == []
