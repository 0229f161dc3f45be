"""Wall time becomes instants as RFC 5545 says, and planned work lies over a history exactly."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow
from statusboard.domain.maintenance_windows import (
    Cover,
    clocks_change,
    cover_of,
    differences,
    instant_of,
    is_in_gap,
    is_shown_twice,
    until_now,
)
from statusboard.domain.override import overlaid
from statusboard.domain.status import ComponentStatus as C

BERLIN = ZoneInfo("Europe/Berlin")
UNDER = C.UNDER_MAINTENANCE
START = datetime(2026, 11, 29, 1, tzinfo=UTC)
WINDOW = MaintenanceWindow(
    id=1,
    maintenance_id=1,
    public_id="w",
    status=MaintenanceStatus.SCHEDULED,
    series_at=START,
    starts_at=START,
    ends_at=START + timedelta(hours=2),
)
START_US = 1_795_914_000_000_000
HOUR_US = 3_600_000_000


def wall(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001


def test_a_time_in_a_gap_comes_as_much_later_as_the_clocks_were_put_forward() -> None:
    assert is_in_gap(wall(3, 29, 2, 30), BERLIN)
    assert instant_of(wall(3, 29, 2, 30), BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert is_shown_twice(wall(10, 25, 2, 30), BERLIN)
    assert not is_in_gap(wall(10, 25, 2, 30), BERLIN)
    assert instant_of(wall(10, 25, 2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_any_other_time_is_itself() -> None:
    assert instant_of(wall(11, 29, 2), BERLIN) == START
    assert not is_in_gap(wall(11, 29, 2), BERLIN)
    assert not is_shown_twice(wall(11, 29, 2), BERLIN)


def test_a_change_of_the_clocks_is_seen_between_two_instants() -> None:
    night = datetime(2026, 10, 24, 23, tzinfo=UTC)
    assert clocks_change(night, night + timedelta(hours=3), BERLIN)
    assert not clocks_change(night, night + timedelta(hours=1), BERLIN)


def test_what_turns_by_itself_covers_its_instants_whoever_notes_it() -> None:
    assert cover_of(WINDOW) == Cover(START_US, START_US + 2 * HOUR_US)
    assert cover_of(WINDOW, ends_itself=False) == Cover(START_US, None)
    assert cover_of(WINDOW, starts_itself=False) is None


@pytest.mark.parametrize("status", [MaintenanceStatus.DRAFT, MaintenanceStatus.CANCELLED])
def test_what_never_took_place_covers_nothing(status: MaintenanceStatus) -> None:
    assert cover_of(replace(WINDOW, status=status)) is None


def test_what_took_place_covers_what_it_took() -> None:
    begun = START + timedelta(minutes=5)
    running = replace(WINDOW, status=MaintenanceStatus.VERIFYING, started_at=begun)
    over = replace(
        running, status=MaintenanceStatus.COMPLETED, ended_at=begun + timedelta(minutes=30)
    )
    broken_off = replace(over, status=MaintenanceStatus.CANCELLED)
    five = 300_000_000

    assert cover_of(running) == Cover(START_US + five, START_US + 2 * HOUR_US)
    assert cover_of(running, ends_itself=False) == Cover(START_US + five, None)
    assert cover_of(over) == Cover(START_US + five, START_US + 7 * five)
    assert cover_of(broken_off) == cover_of(over)


def test_only_what_has_been_is_told_of() -> None:
    cover = Cover(10, 20)
    assert until_now(cover, 9) is None
    assert until_now(cover, 10) == Cover(10, None)
    assert until_now(cover, 19) == Cover(10, None)
    assert until_now(cover, 20) == cover
    assert until_now(None, 20) is None


def test_what_was_not_observed_stays_unknown_under_maintenance() -> None:
    steps = [(0, C.OPERATIONAL), (10, C.UNKNOWN), (20, C.MAJOR_OUTAGE), (40, C.OPERATIONAL)]

    assert overlaid(steps, [Cover(5, 30)]) == [
        (0, C.OPERATIONAL),
        (5, UNDER),
        (10, C.UNKNOWN),
        (20, UNDER),
        (30, C.MAJOR_OUTAGE),
        (40, C.OPERATIONAL),
    ]


covers = st.builds(
    lambda start, length: Cover(start, None if length is None else start + length),
    st.integers(0, 60),
    st.none() | st.integers(1, 40),
)
histories = st.lists(
    st.tuples(st.integers(0, 100), st.sampled_from(C)), min_size=1, unique_by=lambda one: one[0]
).map(sorted)


def at(steps: list[tuple[int, C]], when: int) -> C:
    return [status for start, status in steps if start <= when][-1]


@given(steps=histories, given_covers=st.lists(covers, max_size=4))
def test_a_history_is_covered_at_every_instant_and_nowhere_else(
    steps: list[tuple[int, C]], given_covers: list[Cover]
) -> None:
    shown = overlaid(steps, given_covers)

    assert shown[0][0] == steps[0][0]
    for when in range(steps[0][0], 140):
        raw = at(steps, when)
        is_covered = any(cover.holds(when) for cover in given_covers)
        assert at(shown, when) is (UNDER if is_covered and raw is not C.UNKNOWN else raw)


@given(before=st.none() | covers, after=st.none() | covers)
def test_what_differs_between_two_covers_is_just_what_one_of_them_holds(
    before: Cover | None, after: Cover | None
) -> None:
    found = differences(before, after)

    for when in range(140):
        ones = [cover for cover in (before, after) if cover is not None and cover.holds(when)]
        assert any(stretch.holds(when) for stretch in found) == (len(ones) == 1)
