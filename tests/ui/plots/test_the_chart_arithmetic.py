"""Decimation, ticks, blind stretches and bands: the chart's arithmetic, without a window."""

from array import array
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Band, BandKind, Series
from ui.plots.axes import round_step
from ui.plots.backdrop import stretches
from ui.plots.decimate import decimate, envelope
from ui.plots.readout import trouble_texts
from ui.plots.ticks import Unit, ticks
from ui.plots.trace import Measure, Trace
from ui.theme.theme import Theme

BERLIN = ZoneInfo("Europe/Berlin")


def seconds(*when: int, zone: ZoneInfo = BERLIN) -> float:
    return datetime(*when, tzinfo=zone).timestamp()  # type: ignore[misc,arg-type]


@settings(max_examples=100)
@given(
    count=st.integers(1, 5000),
    gaps=st.floats(0, 0.6),
    pixels=st.integers(1, 200),
    left=st.floats(0, 1),
    right=st.floats(0, 1),
    seed=st.integers(0, 2**31),
)
def test_no_spike_in_view_is_lost_and_two_points_a_pixel_suffice(
    count: int, gaps: float, pixels: int, left: float, right: float, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    at_s = np.arange(count, dtype=float) * 60
    y = chance.random(count)
    y[chance.random(count) < gaps] = np.nan
    start_s, stop_s = sorted((left * at_s[-1], right * at_s[-1]))

    xs, ys = decimate(at_s, y, start_s=start_s, stop_s=stop_s, pixels=pixels)

    seen = y[(at_s >= start_s) & (at_s <= stop_s)]
    seen = seen[~np.isnan(seen)]
    drawn = ys[~np.isnan(ys)]
    assert len(xs) == len(ys)
    assert len(xs) <= 2 * pixels + 4
    assert np.all(np.diff(xs) >= 0)
    if len(seen):
        assert drawn.max() >= seen.max()
        assert drawn.min() <= seen.min()
        assert set(drawn) <= set(y[~np.isnan(y)])


def test_a_wide_gap_stays_a_gap_when_points_are_folded() -> None:
    at_s = np.arange(10_000, dtype=float)
    y = np.ones(10_000)
    y[4000:6000] = np.nan

    xs, ys = decimate(at_s, y, start_s=0, stop_s=10_000, pixels=100)

    inside = (xs > 4100) & (xs < 5900)
    assert inside.any()
    assert np.isnan(ys[inside]).all()


def test_days_begin_at_local_midnight_across_summer_time() -> None:
    found = ticks(seconds(2026, 3, 27), seconds(2026, 3, 31), BERLIN, most=5)

    assert found.unit is Unit.DAY
    assert found.at_s == tuple(seconds(2026, 3, day) for day in (27, 28, 29, 30, 31))
    assert found.at_s[3] - found.at_s[2] == 23 * 3600


def test_an_hour_that_summer_time_skips_has_no_tick() -> None:
    found = ticks(seconds(2026, 3, 29), seconds(2026, 3, 29, 6), BERLIN, most=6)

    assert [datetime.fromtimestamp(t, BERLIN).hour for t in found.at_s] == [0, 1, 3, 4, 5, 6]


@pytest.mark.parametrize("zone_name", ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"])
@settings(max_examples=40, deadline=None)
@given(start=st.integers(0, 4_000_000_000), length=st.floats(1, 4e8), most=st.integers(1, 40))
def test_ticks_ascend_stay_inside_and_are_few(
    zone_name: str, start: int, length: float, most: int
) -> None:
    found = ticks(start, start + length, ZoneInfo(zone_name), most=most)

    assert all(a < b for a, b in zip(found.at_s[:-1], found.at_s[1:], strict=True))
    assert all(start <= t <= start + length for t in found.at_s)
    # A wall clock that falls back an hour, or February, makes room for one or two more.
    assert len(found.at_s) <= most * 1.2 + 3


@pytest.mark.parametrize(("wanted", "step"), [(0.3, 0.5), (0.5, 0.5), (0.051, 0.1), (7, 10)])
def test_a_grid_steps_by_one_two_or_five(wanted: float, step: float) -> None:
    assert round_step(wanted) == pytest.approx(step)


def series(values: list[float], *, bucket_s: float = 60.0) -> Series:
    at = array("d", [n * bucket_s for n in range(len(values))])
    column = array("d", values)
    return Series(bucket_s, at, column, column, column, column, column)


def test_what_was_not_measured_is_a_blind_stretch_with_its_bounds() -> None:
    nan = float("nan")
    trace = Trace.of(series([1, 1, nan, nan, 1, 1]))

    assert trace.blind_stretches(0, 360) == ((120.0, 240.0),)


def test_before_the_first_and_after_the_last_answer_is_blind_too() -> None:
    trace = Trace.of(series([1, 1]))

    assert trace.blind_stretches(-600, 720) == ((-600, 0.0), (120.0, 720))
    # The bucket that is still filling is not blindness.
    assert trace.blind_stretches(0, 170) == ()


def test_a_series_without_any_answer_is_blind_throughout() -> None:
    assert Trace.of(series([])).blind_stretches(0, 60) == ((0, 60),)


def test_a_short_outage_is_wide_enough_to_see_and_the_worst_is_on_top() -> None:
    day = timedelta(days=1).total_seconds()
    start = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    bands = [
        Band(start + 10 * day, start + 10 * day + 60, ComponentStatus.MAJOR_OUTAGE, "a"),
        Band(start + 9 * day, start + 11 * day, ComponentStatus.DEGRADED_PERFORMANCE, "b"),
        Band(start - 9 * day, start - 8 * day, ComponentStatus.MAJOR_OUTAGE, "before"),
    ]

    found = stretches(bands, start_s=start, stop_s=start + 365 * day, width=1000)

    assert [s.status for s in found] == [
        ComponentStatus.DEGRADED_PERFORMANCE,
        ComponentStatus.MAJOR_OUTAGE,
    ]
    assert found[1].right - found[1].left == pytest.approx(3)


def test_many_outages_that_touch_at_this_scale_are_one_stretch() -> None:
    bands = [
        Band(n * 100.0, n * 100.0 + 50, ComponentStatus.PARTIAL_OUTAGE, "a") for n in range(500)
    ]

    assert len(stretches(bands, start_s=0, stop_s=50_000, width=500)) == 1


def between(start: str, stop: str, zone: str, *, most: int = 6) -> list[str]:
    """What the ticks between two instants in UTC show on the clock of a zone."""
    bounds = (datetime.fromisoformat(text + "+00:00").timestamp() for text in (start, stop))
    found = ticks(*bounds, ZoneInfo(zone), most=most)
    return [
        datetime.fromtimestamp(t, UTC).astimezone(ZoneInfo(zone)).strftime("%H:%M")
        for t in found.at_s
    ]


@pytest.mark.parametrize(
    ("start", "stop", "zone"),
    [
        ("2026-10-25T00:05", "2026-10-25T00:55", "Europe/Berlin"),
        ("2026-10-25T01:05", "2026-10-25T01:55", "Europe/Berlin"),
        ("2026-11-01T05:05", "2026-11-01T05:55", "America/New_York"),
        ("2026-11-01T06:05", "2026-11-01T06:55", "America/New_York"),
        ("2026-03-29T01:05", "2026-03-29T01:55", "Europe/Berlin"),
    ],
)
def test_either_of_two_hours_that_the_clock_shows_has_its_ticks(
    start: str, stop: str, zone: str
) -> None:
    assert [clock[-2:] for clock in between(start, stop, zone)] == ["10", "20", "30", "40", "50"]


def test_an_hour_that_comes_again_stands_on_the_axis_twice() -> None:
    assert between("2026-10-24T23:00", "2026-10-25T03:00", "Europe/Berlin", most=5) == [
        "01:00",
        "02:00",
        "02:00",
        "03:00",
        "04:00",
    ]


def test_longer_steps_do_not_crowd_where_the_clock_is_put_back() -> None:
    found = between("2026-10-24T22:00", "2026-10-25T11:00", "Europe/Berlin")

    assert found == ["00:00", "03:00", "06:00", "09:00", "12:00"]


def test_a_clock_that_moves_by_half_an_hour_keeps_whole_hours() -> None:
    # Lord Howe is put back from 02:00 to 01:30, and forward from 02:00 to 02:30.
    assert between("2026-04-04T13:40", "2026-04-04T17:40", "Australia/Lord_Howe", most=5) == [
        "01:00",
        "02:00",
        "03:00",
        "04:00",
    ]
    assert between("2026-10-03T14:10", "2026-10-03T17:10", "Australia/Lord_Howe", most=4) == [
        "01:00",
        "03:00",
        "04:00",
    ]


def test_a_day_that_begins_at_one_has_its_tick_there() -> None:
    santiago = ZoneInfo("America/Santiago")
    found = ticks(
        seconds(2026, 9, 4, zone=santiago), seconds(2026, 9, 8, zone=santiago), santiago, most=5
    )

    assert [datetime.fromtimestamp(t, santiago).hour for t in found.at_s] == [0, 0, 1, 0, 0]


def test_a_zone_whose_offset_has_seconds_has_ticks_too() -> None:
    # Liberia's clock was 44 minutes and 30 seconds behind until 1972.
    assert between("1972-01-06T23:00", "1972-01-07T03:00", "Africa/Monrovia", most=5) == [
        "23:00",
        "01:00",
        "02:00",
        "03:00",
    ]


def test_the_band_keeps_every_extreme_in_at_most_a_point_a_pixel() -> None:
    at = np.arange(10_000.0)
    low, high = np.ones(10_000), np.full(10_000, 2.0)
    low[4321], high[1234] = 0.25, 9.0
    low[7000:7100] = high[7000:7100] = np.nan

    x, lowest, highest = envelope(at, low, high, start_s=0, stop_s=10_000, pixels=500)

    assert len(x) <= 500
    assert (np.nanmin(lowest), np.nanmax(highest)) == (0.25, 9.0)
    assert np.isnan(highest).sum() >= 4
    few = envelope(at, low, high, start_s=100, stop_s=200, pixels=500)
    assert few[0][0] == 99
    assert len(few[0]) == 103


def test_another_time_is_moved_under_this_one() -> None:
    trace = Trace.of(series([1, 2, 3])).moved_by(600)
    assert trace.value_at(665, Measure.MEDIAN) == 2
    assert np.isnan(trace.value_at(599, Measure.MEDIAN))
    assert np.isnan(trace.value_at(900, Measure.MEDIAN))


def test_each_kind_of_band_is_named_by_what_it_is(theme: Theme) -> None:
    del theme  # words come with it
    bands = [
        Band(0, 60, ComponentStatus.MAJOR_OUTAGE, "Checkout API"),
        Band(0, 60, ComponentStatus.MAJOR_OUTAGE, "Checkout was down", kind=BandKind.INCIDENT),
        Band(
            0,
            60,
            ComponentStatus.MAJOR_OUTAGE,
            "Checkout API",
            "false alarm",
            kind=BandKind.CORRECTION,
        ),
    ]
    assert trouble_texts(0, 60, bands) == [
        "Major outage: Checkout API",
        "Incident: Checkout was down",
        "and 1 more",
    ]
    assert trouble_texts(0, 60, bands[2:]) == ["Corrected: Checkout API (false alarm)"]
