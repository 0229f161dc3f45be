"""The scheduler: even spread, no drift, no stampede after a start, a pause or an edit."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.app.watching.scheduler import FIRST_WITHIN_S, Scheduler
from tests.fixtures.clock import ManualClock

IDS = st.integers(1, 10**6)
INTERVALS = st.sampled_from([1.0, 5.0, 20.0, 60.0, 300.0, 3600.0])


def run_for(scheduler: Scheduler, clock: ManualClock, seconds: float) -> list[tuple[float, int]]:
    """Everything that was due, with its instant, when asked exactly in time."""
    end = clock.monotonic() + seconds
    asked = []
    while True:
        wait = scheduler.wait_s()
        if wait is None or clock.monotonic() + wait > end:
            clock.forward(end - clock.monotonic())
            return asked
        clock.forward(wait)
        asked += [(clock.monotonic(), check_id) for check_id in scheduler.take_due()]


@given(check_id=IDS, interval=INTERVALS)
def test_a_check_is_asked_once_per_interval_without_drift(check_id: int, interval: float) -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({check_id: interval})
    asked = [at for at, _ in run_for(scheduler, clock, 200 * interval)]
    gaps = [b - a for a, b in pairwise(asked)][1:]
    assert min(gaps) >= 0.8 * interval - 1e-6
    assert max(gaps) <= 1.2 * interval + 1e-6
    assert abs(len(asked) - 200) <= 2


@given(check_id=IDS, interval=INTERVALS, lateness=st.floats(0, 0.3))
@settings(max_examples=30)
def test_being_late_each_time_does_not_add_up(
    check_id: int, interval: float, lateness: float
) -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({check_id: interval})
    asked = 0
    end = clock.monotonic() + 100 * interval
    while clock.monotonic() < end:
        clock.forward((scheduler.wait_s() or 0.0) + lateness * interval)
        asked += len(scheduler.take_due())
    assert abs(asked - 100) <= 3


@given(check_id=IDS, interval=INTERVALS)
def test_a_new_check_is_asked_soon(check_id: int, interval: float) -> None:
    scheduler = Scheduler(ManualClock())
    scheduler.update({check_id: interval})
    wait = scheduler.wait_s()
    assert wait is not None
    assert wait <= min(interval, FIRST_WITHIN_S)


def test_many_checks_are_spread_and_not_asked_in_step() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update(dict.fromkeys(range(1, 601), 60.0))
    run_for(scheduler, clock, 120)
    per_second = Counter(int(at) for at, _ in run_for(scheduler, clock, 60))
    assert 570 <= sum(per_second.values()) <= 630
    assert max(per_second.values()) <= 30  # an even spread is 10 a second


def test_a_restart_repeats_the_pattern() -> None:
    pattern = []
    for _ in range(2):
        clock = ManualClock()
        scheduler = Scheduler(clock)
        scheduler.update({7: 60.0, 8: 20.0})
        pattern.append(run_for(scheduler, clock, 300))
    assert pattern[0] == pattern[1]


@given(pause=st.floats(60, 10**6), intervals=st.lists(INTERVALS, min_size=1, max_size=40))
@settings(max_examples=50)
def test_a_long_pause_owes_every_check_one_question_spread_out(
    pause: float, intervals: list[float]
) -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update(dict(enumerate(intervals, start=1)))
    run_for(scheduler, clock, 30)
    clock.forward(pause)
    at_once = scheduler.take_due()
    # Only what is late by less than half of its own interval is still asked at once.
    assert all(intervals[number - 1] >= pause / 2.2 for number in at_once)
    soon = Counter(n for _, n in run_for(scheduler, clock, FIRST_WITHIN_S))
    for number, interval in enumerate(intervals, start=1):
        if interval * 1.5 < pause:
            assert soon[number] >= 1
            assert soon[number] <= FIRST_WITHIN_S / (0.8 * interval) + 2


def test_a_burst_after_a_pause_is_spread_over_seconds() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update(dict.fromkeys(range(1, 501), 20.0))
    run_for(scheduler, clock, 60)
    clock.forward(7_200)
    assert scheduler.take_due() == ()
    per_second = Counter(int(at) for at, _ in run_for(scheduler, clock, FIRST_WITHIN_S))
    assert sum(per_second.values()) >= 500
    assert max(per_second.values()) <= 90


@given(check_id=IDS, interval=INTERVALS)
def test_a_doubtful_check_is_asked_again_after_a_tenth(check_id: int, interval: float) -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({check_id: interval})
    run_for(scheduler, clock, 3 * interval)
    [(asked_at, _)] = run_until_asked(scheduler, clock)
    scheduler.hurry(check_id)
    [(again_at, _)] = run_until_asked(scheduler, clock)
    wanted = max(0.1 * interval, min(1.0, interval))
    assert again_at - asked_at <= wanted + 1e-6
    assert again_at - asked_at >= min(wanted, 0.4 * interval) - 1e-6


def run_until_asked(scheduler: Scheduler, clock: ManualClock) -> list[tuple[float, int]]:
    while True:
        clock.forward(scheduler.wait_s() or 0.0)
        due = scheduler.take_due()
        if due:
            return [(clock.monotonic(), check_id) for check_id in due]


def test_after_a_quick_question_the_usual_rhythm_goes_on() -> None:
    calm, clock = ManualClock(), ManualClock()
    plain, hurried = Scheduler(calm), Scheduler(clock)
    for scheduler in (plain, hurried):
        scheduler.update({3: 60.0})
    start = clock.monotonic()
    usual = run_for(plain, calm, 600)
    run_until_asked(hurried, clock)
    hurried.hurry(3)
    run_until_asked(hurried, clock)
    rest = run_for(hurried, clock, 600 - (clock.monotonic() - start))
    assert set(rest) <= set(usual)
    assert len(rest) >= len(usual) - 2


@given(edits=st.lists(st.dictionaries(st.integers(1, 30), INTERVALS, max_size=20), max_size=6))
@settings(max_examples=60)
def test_editing_one_check_leaves_the_others_alone(edits: list[dict[int, float]]) -> None:
    calm, clock = ManualClock(), ManualClock()
    alone, edited = Scheduler(calm), Scheduler(clock)
    alone.update({99: 20.0})
    edited.update({99: 20.0})
    expected = run_for(alone, calm, 60 + 10 * len(edits))
    got = []
    for edit in edits:
        edited.update({**edit, 99: 20.0})
        got += run_for(edited, clock, 10)
    got += run_for(edited, clock, 60)
    assert [one for one in got if one[1] == 99] == expected


def test_a_removed_check_is_not_asked_any_more() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({1: 5.0, 2: 5.0})
    run_for(scheduler, clock, 20)
    scheduler.update({2: 5.0})
    assert {check_id for _, check_id in run_for(scheduler, clock, 60)} == {2}
    scheduler.hurry(1)
    scheduler.update({})
    assert scheduler.wait_s() is None


def test_a_check_asked_out_of_turn_is_not_asked_again_at_once() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({1: 60.0})
    scheduler.asked(1)
    assert (scheduler.wait_s() or 0.0) >= 20.0


@given(check_id=IDS, leave_s=st.floats(0, 100_000))
def test_a_service_that_wants_to_be_left_alone_is_asked_when_it_said(
    check_id: int, leave_s: float
) -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({check_id: 60.0})
    run_for(scheduler, clock, 120.0)
    scheduler.come_back(check_id, leave_s)
    scheduler.hurry(check_id)  # a doubtful check waits as well
    scheduler.asked(check_id) if leave_s > 3600 else None  # and so does one a person asked
    begun = clock.monotonic()
    asked = [at - begun for at, _ in run_for(scheduler, clock, 4000.0)]
    if leave_s <= 3600:
        assert abs(asked[0] - max(6.0, leave_s)) < 1e-6  # a tenth of its interval at the least
    else:
        assert 3600.0 - 1e-6 <= asked[0] <= 3600.0 + 72.0
    assert asked[1] - asked[0] >= 24.0  # then its rhythm goes on


def test_a_check_that_is_gone_is_not_asked_again_because_it_said_so() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.come_back(1, 5.0)
    assert run_for(scheduler, clock, 60.0) == []


def test_what_was_held_back_is_asked_soon_and_spread_out_once_the_line_is_back() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update(dict.fromkeys(range(100), 600.0))
    clock.forward(FIRST_WITHIN_S + 1)
    scheduler.take_due()
    scheduler.spread(range(100))
    asked = Counter[int]()
    for second in range(int(FIRST_WITHIN_S) + 1):
        asked[second] += len(scheduler.take_due())
        clock.forward(1)
    assert asked.total() == 100
    assert max(asked.values()) < 30


def test_asking_soon_delays_nothing_that_is_due_sooner() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({1: 5.0})
    clock.forward(6)
    scheduler.take_due()
    wait_s = scheduler.wait_s()
    scheduler.spread([1])
    assert scheduler.wait_s() == wait_s


def test_a_service_that_wants_to_be_left_alone_is_not_asked_sooner_once_the_line_is_back() -> None:
    clock = ManualClock()
    scheduler = Scheduler(clock)
    scheduler.update({1: 60.0})
    run_for(scheduler, clock, 120.0)
    scheduler.come_back(1, 900.0)
    scheduler.spread([1])
    assert scheduler.wait_s() == 900.0
