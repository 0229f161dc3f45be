"""The page has of every service a year of days: added up as spans are, in the zone of the page."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.page.public import PUBLIC
from statusboard.domain.instants import Interval, last_days_us, to_us
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import measure
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import GOOD, MAJOR, NOON, PARTIAL, Newsroom

ZONE = "America/New_York"
WORK = ComponentStatus.UNDER_MAINTENANCE
SINCE = NOON - timedelta(days=200)
DOWN = datetime(2026, 9, 2, 3, 55, tzinfo=UTC)  # five minutes before midnight in New York
STEPS = (
    (SINCE, GOOD),
    (DOWN, MAJOR),
    (DOWN + timedelta(minutes=20), PARTIAL),
    (DOWN + timedelta(minutes=50), GOOD),
    (NOON - timedelta(days=5), WORK),
    (NOON - timedelta(days=5) + timedelta(hours=2), GOOD),
)


@ON_SQLITE
def test_days_months_and_figures_are_those_of_its_spans(database: Database) -> None:
    newsroom = Newsroom(database)
    newsroom.setting("page.zone", ZONE)
    ours, quiet = newsroom.service(), newsroom.service("Storefront")
    newsroom.measures(ours, *STEPS)
    newsroom.watched()

    shown = newsroom.ask(PUBLIC)
    one, other = shown.services
    edges = last_days_us(to_us(NOON), 365, ZoneInfo(ZONE))
    ends = [to_us(at) for at, _ in STEPS[1:]]
    spans = [
        Span(ours, to_us(at), stop, status)
        for (at, status), stop in zip(STEPS, [*ends, None], strict=True)
    ]
    year = measure(spans, Interval(edges[0], edges[-1]), now_us=to_us(NOON))
    assert one.year.uptime == percent_text(year.said) == "99.989"
    assert one.year.coverage == coverage_text(year.coverage)
    days = [day for month in one.year.months for day in month.days]
    assert len(days) == 365
    assert tuple(days[-90:]) == one.days
    firsts = [month.first_day for month in one.year.months]
    assert [day.day for day in firsts[1:]] == [1] * 12
    assert firsts[0] + timedelta(days=364) == shown.first_day + timedelta(days=89)
    assert other.year.troubled == ()
    assert other.year.uptime == "–"
    assert quiet != ours


@ON_SQLITE
def test_a_day_that_was_not_good_says_how_long_it_was_what(database: Database) -> None:
    newsroom = Newsroom(database)
    newsroom.setting("page.zone", ZONE)
    newsroom.measures(newsroom.service(), *STEPS)
    newsroom.watched()

    minute = 60_000_000
    (one,) = newsroom.ask(PUBLIC).services
    assert [(each.day, each.lengths) for each in one.year.troubled] == [
        (date(2026, 9, 1), ((MAJOR, 5 * minute),)),
        (date(2026, 9, 2), ((MAJOR, 15 * minute), (PARTIAL, 30 * minute))),
        ((NOON - timedelta(days=5)).date(), ((WORK, 120 * minute),)),
    ]
