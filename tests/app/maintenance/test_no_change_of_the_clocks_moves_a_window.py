"""In no zone, and at no change of its clocks, does a window vanish, double, overlap or shift."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.app.maintenance.inputs import ExtendWork, MoveWindow
from statusboard.app.maintenance.recurrence import instants_of, refuse_unfit_rule
from statusboard.app.maintenance.window_commands import extend, move
from statusboard.domain.instants import to_us
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus, Plan
from statusboard.domain.status import ComponentStatus
from tests.fixtures.clock_changes import ZONES, changes_of
from tests.fixtures.planned import Planning

UNDER = {1: ComponentStatus.UNDER_MAINTENANCE}
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
CHANGES = {zone: changes_of(zone) for zone in ZONES}
CASES = [(zone, forward) for zone in ZONES for forward in (True, False)]


def shown_at(wall: datetime, zone: ZoneInfo, change: datetime) -> datetime:
    """The first instant at which clocks show a time, by the two offsets around their change.

    One that they never show is read by the offset before it.
    """
    before, after = ((change + one * HOUR).astimezone(zone).utcoffset() for one in (-12, 12))
    assert before is not None
    assert after is not None
    found = [
        at
        for at in sorted(wall.replace(tzinfo=UTC) - offset for offset in (before, after))
        if at.astimezone(zone).replace(tzinfo=None) == wall
    ]
    return found[0] if found else wall.replace(tzinfo=UTC) - before


def test_there_are_zones_of_all_sorts() -> None:
    assert len(ZONES) == len(set(ZONES)) == 24
    leaps = {abs(to_us(one) - to_us(other)) for one, other in CHANGES.values()}
    assert len(leaps) > 10


@pytest.mark.parametrize(("zone", "forward"), CASES)
@settings(max_examples=8, deadline=None)
@given(offset=st.integers(-90, 90), rule=st.sampled_from(["FREQ=DAILY", "FREQ=DAILY;INTERVAL=2"]))
def test_it_stands_at_its_time_of_the_clock(
    zone: str, forward: bool, offset: int, rule: str
) -> None:
    change = CHANGES[zone][0 if forward else 1]
    info = ZoneInfo(zone)
    around = (change + offset * MINUTE).astimezone(info).replace(tzinfo=None)
    start = around - 4 * DAY
    plan = Plan("Work", zone, start, 40 * MINUTE, UNDER, repeats=rule)
    refuse_unfit_rule(plan)

    found = list(zip(range(5), instants_of(plan), strict=False))

    step = 2 if "INTERVAL" in rule else 1
    assert [one for _, one in found] == [
        shown_at(start + number * step * DAY, info, change) for number, _ in found
    ]
    assert all(one + plan.lasts <= other for (_, one), (_, other) in pairwise(found))


def windows_of(known: Maintenance) -> list[tuple[datetime, timedelta]]:
    return [(one.starts_at, one.ends_at - one.starts_at) for one in known.windows]


@pytest.mark.parametrize(
    ("zone", "forward"),
    [
        case if number % 8 == 0 else pytest.param(*case, marks=pytest.mark.slow)
        for number, case in enumerate(CASES)
    ],
)
def test_a_series_lives_through_the_change(desk: Planning, zone: str, forward: bool) -> None:
    change = CHANGES[zone][0 if forward else 1]
    info = ZoneInfo(zone)
    wall = (change - 10 * MINUTE).astimezone(info).replace(tzinfo=None)
    start = wall - 3 * DAY
    lasts = 50 * MINUTE
    desk.clock.go(to_us(shown_at(start, info, change) - HOUR))
    plan = Plan("Work", zone, start, lasts, UNDER, repeats="FREQ=DAILY", reminds_before=())
    worked = desk.plan(plan)
    declared = [(shown_at(start + number * DAY, info, change), lasts) for number in range(7)]

    # One is moved by an hour, the next one takes a quarter of an hour longer.
    known = desk.maintenance(worked.maintenance_id)
    moved = declared[0][0] + HOUR
    desk.do(move, MoveWindow(worked.window_id, known.revision, moved))
    declared[0] = (moved, lasts)
    for number, (begins, takes) in enumerate(declared):
        desk.clock.go(to_us(begins))
        desk.turn()
        known = desk.maintenance(worked.maintenance_id)
        assert known.windows[-1].status is MaintenanceStatus.IN_PROGRESS
        if number == 3:
            until = begins + takes + 15 * MINUTE
            desk.do(extend, ExtendWork(known.windows[-1].id, until))
            declared[number] = (begins, until - begins)
        desk.clock.go(to_us(begins + declared[number][1]))
        desk.turn()

    known = desk.maintenance(worked.maintenance_id)
    assert windows_of(known)[:7] == declared
    done = known.windows[:7]
    assert [(one.started_at, one.ended_at) for one in done] == [
        (begins, begins + takes) for begins, takes in declared
    ]
    assert len({one.series_at for one in known.windows}) == len(known.windows) == 8
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(known.windows))
