"""Another service, or the time before, beside what is shown; and a year as a calendar."""

from datetime import date, timedelta

import pytest

from statusboard.app.health.compared import COMPARED, ComparedAsk
from statusboard.app.health.uptime import SERIES, UPTIME, SeriesAsk, UptimeAsk
from statusboard.app.health.uptime_terms import CONTRACT_DAY
from statusboard.app.health.year import YEAR, YearAsk
from statusboard.domain.instants import DAY_US, MINUTE_US
from statusboard.domain.period import Calendar, CalendarUnit, Days
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Range
from statusboard.errors import RuleBroken
from statusboard.storage.history import spans
from statusboard.storage.settings import write_setting
from tests.fixtures.history import COLLECTOR, DOWN, NOON_US, SLOW, UP
from tests.fixtures.watch import Watch

MAJOR, GOOD = ComponentStatus.MAJOR_OUTAGE, ComponentStatus.OPERATIONAL
UNKNOWN = ComponentStatus.UNKNOWN
OCTOBER = Calendar(CalendarUnit.MONTH, 2026, 10)


def told(watch: Watch, *found: tuple[float, float, ComponentStatus]) -> int:
    """A service whose history is these stretches, in days from noon of 25 October."""
    component, _ = watch.service("Told")
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        spans.add_spans(
            unit,
            [
                Span(component.id, NOON_US + int(a * DAY_US), NOON_US + int(b * DAY_US), status)
                for a, b, status in found
            ],
        )
    return component.id


def test_the_period_before_ends_where_this_one_begins(watch: Watch) -> None:
    number = told(watch, (-60, -40, GOOD), (-40, -39, MAJOR), (-39, 0, GOOD))

    now = watch.doorway.ask(UPTIME, UptimeAsk(Range.MONTH, number))
    then = watch.doorway.ask(COMPARED, ComparedAsk(Range.MONTH, number, is_before=True))

    assert (then.start, then.stop) == (now.start - timedelta(days=30), now.start)
    assert (now.figures.uptime, then.uptime) == ("100", "96.666")
    september = watch.doorway.ask(COMPARED, ComparedAsk(OCTOBER, number, is_before=True))
    assert (september.start.date(), september.stop.date()) == (date(2026, 9, 1), date(2026, 10, 1))


def test_another_service_is_of_the_same_period(watch: Watch) -> None:
    number = told(watch, (-60, 0, GOOD))
    shown = watch.doorway.ask(UPTIME, UptimeAsk(Range.WEEK, number))
    found = watch.doorway.ask(COMPARED, ComparedAsk(Range.WEEK, number))
    assert (found.start, found.stop) == (shown.start, shown.stop)
    assert found.uptime == shown.figures.uptime
    with pytest.raises(RuleBroken, match="no longer exists"):
        watch.doorway.ask(COMPARED, ComparedAsk(Range.WEEK, 99))


def test_median_and_extremes_are_those_of_the_answers(watch: Watch) -> None:
    component, (check,) = watch.service()
    watch.minutes([{check.id: answer} for answer in (UP, UP, DOWN, SLOW, UP)])

    series = watch.doorway.ask(SERIES, SeriesAsk(Range.DAY, component.id))

    measured = [n for n, value in enumerate(series.max_s) if value == value]
    (first, *_) = measured
    assert series.min_s[first] == pytest.approx(0.04)
    assert series.max_s[first] == pytest.approx(4.0)
    # A median is the top of its bucket of the histogram: three buckets to a doubling.
    assert 0.04 <= series.median_s[first] < 0.04 * 2 ** (1 / 3)


def test_a_past_day_is_drawn_from_its_own_answers(watch: Watch) -> None:
    component, (check,) = watch.service()
    watch.minutes([{check.id: UP}] * 10)
    watch.clock.forward(timedelta(days=3))
    noon_day = date(2026, 10, 25)
    series = watch.doorway.ask(SERIES, SeriesAsk(Days(noon_day, noon_day), component.id))
    assert series.bucket_s == 300
    assert sum(value == value for value in series.mean_s) == 3


def test_a_year_is_twelve_months_whose_days_add_up(watch: Watch) -> None:
    number = told(watch, (-20, -10.25, GOOD), (-10.25, -10, MAJOR), (-10, 0, GOOD))

    view = watch.doorway.ask(YEAR, YearAsk(Range.YEAR, number))

    assert [(m.year, m.month) for m in view.months] == [
        (2025, 11),
        (2025, 12),
        *((2026, month) for month in range(1, 11)),
    ]
    assert [len(month.days) for month in view.months][:3] == [30, 31, 31]
    october = view.months[-1]
    assert len(october.days) == 25  # today is the last
    by_day = {cell.day.day: cell for cell in october.days}
    assert by_day[15].status is MAJOR
    assert by_day[15].down_us == 360 * MINUTE_US
    assert by_day[16].status is GOOD
    assert by_day[1].status is UNKNOWN
    month = watch.doorway.ask(UPTIME, UptimeAsk(OCTOBER, number)).figures
    assert (october.uptime, october.coverage) == (month.uptime, month.coverage)
    assert sum(cell.down_us for cell in october.days) == month.down_us


def test_a_year_of_the_contract_begins_on_its_day(watch: Watch) -> None:
    number = told(watch, (-20, -10.25, GOOD), (-10.25, -10, MAJOR), (-10, 0, GOOD))
    plain = watch.doorway.ask(YEAR, YearAsk(Range.YEAR, number, by_contract=True))
    assert (plain.contract_day, plain.is_contract) == (1, False)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_setting(unit, CONTRACT_DAY, 15)

    view = watch.doorway.ask(YEAR, YearAsk(Range.YEAR, number, by_contract=True))

    assert (view.contract_day, view.is_contract) == (15, True)
    bounds = [(month.days[0].day, month.last) for month in view.months]
    assert bounds[0] == (date(2025, 11, 15), date(2025, 12, 14))
    assert bounds[-1] == (date(2026, 10, 15), date(2026, 11, 14))
    assert len(bounds) == 12
    newest = view.months[-1]
    assert [cell.day for cell in newest.days] == [date(2026, 10, n) for n in range(15, 26)]
    lost = next(cell for cell in newest.days if cell.status is MAJOR)
    assert (lost.day, lost.down_us) == (date(2026, 10, 15), 360 * MINUTE_US)
    assert watch.doorway.ask(YEAR, YearAsk(Range.YEAR, number)).months[-1].last is None


def test_a_past_year_ends_with_its_last_month(watch: Watch) -> None:
    told(watch, (-400, 0, GOOD))
    view = watch.doorway.ask(YEAR, YearAsk(Calendar(CalendarUnit.YEAR, 2025)))
    assert (view.months[0].year, view.months[0].month) == (2025, 1)
    assert view.months[-1].days[-1].day == date(2025, 12, 31)
