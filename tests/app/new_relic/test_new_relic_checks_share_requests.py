"""When checks are due and how they share requests: arithmetic alone."""

import itertools
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.new_relic.schedule import PollSchedule, batches_of, guid_of
from statusboard.domain.check import JITTER, Check
from statusboard.newrelic.queries import GUIDS_AT_ONCE


def check(number: int, guid: str = "", seconds: int = 60) -> Check:
    config = {"guid": guid or f"g{number}"}
    return Check(number, 1, "new_relic_entity", config, timedelta(seconds=seconds))


checks = st.lists(
    st.builds(
        check, st.integers(1, 500), st.sampled_from(["", "a", "b"]), st.sampled_from([60, 300])
    ),
    max_size=90,
    unique_by=lambda one: one.id,
)


@given(checks)
def test_every_check_is_in_one_batch_and_no_batch_asks_for_too_much(given: list[Check]) -> None:
    batches = batches_of(given)
    together = sorted(one.id for batch in batches for one in batch)
    assert together == sorted(one.id for one in given)
    for batch in batches:
        assert 0 < len({guid_of(one) for one in batch}) <= GUIDS_AT_ONCE
    guids = {guid_of(one) for one in given}
    assert len(batches) == -(-len(guids) // GUIDS_AT_ONCE)


def test_a_check_without_a_guid_is_in_no_batch() -> None:
    empty = Check(1, 1, "new_relic_entity", {"guid": " "})
    assert batches_of([empty]) == ()


@given(checks, st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=5))
def test_no_check_waits_longer_than_its_interval_and_a_tenth(
    given: list[Check], chances: list[float]
) -> None:
    turns = iter(chances * 10_000)
    rounds, now = PollSchedule(lambda: next(turns)), 0.0
    asked: dict[int, list[float]] = {one.id: [] for one in given}
    for _ in range(12):
        rounds.know(given, now)
        batches = rounds.due(given, now)
        rounds.plan_next(batches, now)
        for batch in batches:
            for one in batch:
                asked[one.id].append(now)
        now += rounds.wait_s(now, at_most_s=30.0)
    for one in given:
        times = [*asked[one.id], now]
        assert times[0] == 0.0
        longest_s = (1 + JITTER) * one.interval.total_seconds()
        gaps = [b - a for a, b in itertools.pairwise(times)]
        assert all(gap <= longest_s + 1e-6 for gap in gaps)


@given(checks)
def test_the_loop_never_spins(given: list[Check]) -> None:
    rounds, now, asked = PollSchedule(lambda: 0.5), 0.0, 0
    while now < 600.0:
        rounds.know(given, now)
        batches = rounds.due(given, now)
        rounds.plan_next(batches, now)
        asked += len(batches)
        wait_s = rounds.wait_s(now, at_most_s=5.0)
        assert wait_s > 0
        now += wait_s
    most = 4 * len(given) + 60  # far from one request per check and minute
    assert asked <= most


def test_requests_are_spread_from_the_second_round_on() -> None:
    given = [check(number) for number in range(1, 101)]
    rounds = PollSchedule(lambda: 0.5)
    rounds.know(given, 0.0)
    batches = rounds.due(given, 0.0)
    assert len(batches) == 4
    rounds.plan_next(batches, 0.0)
    # The second joins within a tenth of its interval, so that it is due from 24 s on.
    later = [len(rounds.due(given, at)) for at in (14.9, 15.0, 29.0)]
    assert later == [0, 1, 2]


def test_a_check_that_is_gone_is_forgotten_and_a_shorter_interval_holds_at_once() -> None:
    rounds = PollSchedule(lambda: 0.5)
    slow, other = check(1, seconds=3600), check(2)
    rounds.know([slow, other], 0.0)
    rounds.plan_next(rounds.due([slow, other], 0.0), 0.0)
    quick = check(1, seconds=60)
    rounds.know([quick], 1.0)
    assert rounds.due([quick], 67.1) != ()
    assert rounds.wait_s(1.0, at_most_s=1000.0) <= 66.0
