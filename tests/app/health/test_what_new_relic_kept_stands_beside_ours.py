"""What New Relic kept of a service is drawn beside ours, and is in no figure of ours."""

import math
from datetime import timedelta

import pytest

from statusboard.app.health.uptime import SERIES, UPTIME, SeriesAsk, UptimeAsk
from statusboard.domain.views.uptime import Range, TheirSeries
from statusboard.newrelic.history import DAY_S, HOUR_S
from statusboard.storage import new_relic_history as history
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.new_relic_history import StoredFigure
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

NOW_S = int(NOON.timestamp())
HOURS = {Range.DAY: 24, Range.WEEK: 7 * 24, Range.MONTH: 30 * 24, Range.QUARTER: 90 * 24}


@pytest.fixture
def watched(database: Database) -> int:
    """A service that watches an entity, of which New Relic kept hours and days."""
    with database.writing(NOON, COLLECTOR) as unit:
        component = add_component(unit, name="Checkout")
        add_check(
            unit,
            component_id=component.id,
            kind="new_relic_entity",
            config={"guid": "g1", "name": "checkout-api"},
            interval=timedelta(minutes=1),
        )
        for label, unit_of in (("Response time", "ms"), ("CPU", "%")):
            given = StoredFigure(0, "g1", label, unit_of, 1, "q", 0, NOW_S, 0, "")
            history.add_figure(unit, given)
        for figure in history.read_figures(unit):
            buckets = [
                *((HOUR_S, NOW_S - NOW_S % HOUR_S - n * HOUR_S, 240.0) for n in range(1, 2000)),
                *((DAY_S, NOW_S - NOW_S % DAY_S - n * DAY_S, 300.0) for n in range(1, 300)),
            ]
            assert history.note_window(unit, figure, buckets)
            # A second program that read the same is too late.
            assert not history.note_window(unit, figure, [(HOUR_S, 0, 1.0)])
    return component.id


def line(database: Database, chosen: Range, service: int | None) -> TheirSeries | None:
    found = Newsroom(database).ask(SERIES, SeriesAsk(chosen, service)).theirs
    return found[0] if found else None


@pytest.mark.parametrize("chosen", HOURS)
def test_its_hours_are_drawn_in_ranges_of_hours(
    database: Database, watched: int, chosen: Range
) -> None:
    found = line(database, chosen, watched)
    assert found is not None
    assert (found.name, found.bucket_s) == ("checkout-api", HOUR_S)
    values = [one for one in found.values if not math.isnan(one)]
    assert set(values) == {0.24}
    assert min(HOURS[chosen], 1999) - 1 <= len(values) <= HOURS[chosen]
    assert math.isnan(found.values[-1])  # the hour that runs


def test_its_days_are_drawn_in_a_year_and_the_time_before_is_a_gap(
    database: Database, watched: int
) -> None:
    found = line(database, Range.YEAR, watched)
    assert found is not None
    assert found.bucket_s == DAY_S
    assert sum(not math.isnan(one) for one in found.values) == 299
    assert math.isnan(found.values[0])


def test_every_figure_that_it_kept_is_told_in_its_own_unit(
    database: Database, watched: int
) -> None:
    told = Newsroom(database).ask(SERIES, SeriesAsk(Range.WEEK, watched)).theirs
    assert [(one.figure, one.unit) for one in told] == [("Response time", "s"), ("CPU", "%")]
    assert {one for one in told[1].values if not math.isnan(one)} == {240.0}


def test_of_all_services_together_nothing_of_it_is_drawn(database: Database, watched: int) -> None:
    assert watched
    assert line(database, Range.MONTH, None) is None


def test_no_figure_of_ours_knows_it(database: Database, watched: int) -> None:
    newsroom = Newsroom(database)
    ours = newsroom.ask(SERIES, SeriesAsk(Range.MONTH, watched))
    assert all(math.isnan(one) for one in ours.mean_s)
    figures = newsroom.ask(UPTIME, UptimeAsk(Range.MONTH, watched)).figures
    assert (figures.uptime, figures.down_us) == ("–", 0)
