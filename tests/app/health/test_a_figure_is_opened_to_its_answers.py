"""From a figure to the spans it was added up from, and from a span to single answers."""

from datetime import date, timedelta

import pytest

from statusboard.app.health.behind import BEHIND, BehindAsk
from statusboard.app.health.behind_answers import ANSWERS_BEHIND, AnswersAsk
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.health.uptime_terms import CONTRACT_DAY, HOURS
from statusboard.domain.instants import MINUTE_US, to_us
from statusboard.domain.period import Calendar, CalendarUnit, Days
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.behind import BehindView
from statusboard.domain.views.uptime import Range
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.settings import write_setting
from tests.fixtures.history import COLLECTOR, DOWN, NOON_US, UP
from tests.fixtures.watch import Watch

MAJOR, UNKNOWN = ComponentStatus.MAJOR_OUTAGE, ComponentStatus.UNKNOWN
NOON_DAY = date(2026, 10, 25)


@pytest.fixture
def service(watch: Watch) -> int:
    """Up for ten minutes, down for five, up for fifteen, from noon of a Sunday."""
    component, (check,) = watch.service()
    spoken = [UP] * 10 + [DOWN] * 5 + [UP] * 15
    watch.minutes([{check.id: answer} for answer in spoken])
    return component.id


def lengths(view: BehindView) -> dict[ComponentStatus, int]:
    return dict(view.lengths_us)


def test_the_spans_of_a_figure_add_up_to_it(watch: Watch, service: int) -> None:
    view = watch.doorway.ask(BEHIND, BehindAsk(Days(NOON_DAY, NOON_DAY), service))
    figures = watch.doorway.ask(UPTIME, UptimeAsk(Days(NOON_DAY, NOON_DAY), service)).figures

    assert (view.uptime, view.coverage, view.rule) == (
        figures.uptime,
        figures.coverage,
        figures.rule,
    )
    assert lengths(view)[MAJOR] == figures.down_us == 5 * MINUTE_US
    assert sum(lengths(view).values()) == to_us(view.stop) - to_us(view.start)
    assert sum(line.counted_us for line in view.lines) == sum(lengths(view).values())
    statuses = [line.status for line in view.lines]
    assert statuses == [
        ComponentStatus.OPERATIONAL,
        MAJOR,
        ComponentStatus.OPERATIONAL,
        UNKNOWN,
    ]
    assert view.lines[0].stops is None
    assert view.hours == (*[UNKNOWN] * 12, MAJOR)


def test_of_all_together_only_what_was_not_good_is_listed(watch: Watch, service: int) -> None:
    watch.service("Quiet")

    view = watch.doorway.ask(BEHIND, BehindAsk(Range.DAY))

    assert [(line.service, line.status) for line in view.lines] == [("Checkout API", MAJOR)]
    assert sum(lengths(view).values()) == 2 * (to_us(view.stop) - to_us(view.start))


def test_a_span_is_opened_to_its_answers_with_what_came_back(watch: Watch, service: int) -> None:
    view = watch.doorway.ask(BEHIND, BehindAsk(Range.DAY, service))
    (outage,) = [line for line in view.lines if line.status is MAJOR]
    assert outage.stops is not None

    found = watch.doorway.ask(
        ANSWERS_BEHIND, AnswersAsk(service, to_us(outage.starts), to_us(outage.stops))
    )

    assert [line.words for line in found.lines] == ["200"] * 3 + ["503"] * 5
    whole = found.lines[3].whole
    assert whole is not None
    assert whole.lines == DOWN.transcript
    assert found.lines[0].whole is None
    assert found.left_out == 0


def test_where_answers_are_no_longer_kept_it_says_since_when_they_are(
    watch: Watch, service: int
) -> None:
    watch.clock.forward(timedelta(days=31))
    found = watch.doorway.ask(
        ANSWERS_BEHIND, AnswersAsk(service, NOON_US - 9 * MINUTE_US, NOON_US - 8 * MINUTE_US)
    )
    assert found.lines == ()
    assert found.kept_since == watch.clock.now().replace(minute=0, second=0) - timedelta(days=30)


def test_a_contract_month_begins_on_its_day(watch: Watch, service: int) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_setting(unit, CONTRACT_DAY, 15)

    view = watch.doorway.ask(UPTIME, UptimeAsk(Calendar(CalendarUnit.MONTH, 2026, 10), service))

    assert view.start.isoformat() == "2026-10-15T00:00:00+00:00"
    assert view.stop == view.as_of
    assert view.rows[0].uptime == view.figures.uptime
    with pytest.raises(RuleBroken, match="has not begun"):
        watch.doorway.ask(UPTIME, UptimeAsk(Calendar(CalendarUnit.MONTH, 2026, 11), service))


def test_of_business_hours_only_they_count(watch: Watch, service: int) -> None:
    asked = UptimeAsk(Range.WEEK, service, in_business_hours=True)
    with pytest.raises(RuleBroken, match="No business hours"):
        watch.doorway.ask(UPTIME, asked)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_setting(unit, HOURS, "Sun 12:12-12:20")

    figures = watch.doorway.ask(UPTIME, asked).figures
    behind = watch.doorway.ask(BEHIND, BehindAsk(Range.WEEK, service, in_business_hours=True))

    assert figures.down_us == lengths(behind)[MAJOR]
    assert 0 < figures.down_us < 5 * MINUTE_US
    (outage,) = [line for line in behind.lines if line.status is MAJOR]
    assert outage.counted_us == figures.down_us


def test_what_is_gone_is_said(watch: Watch) -> None:
    for asked in (
        lambda: watch.doorway.ask(BEHIND, BehindAsk(Range.DAY, 99)),
        lambda: watch.doorway.ask(ANSWERS_BEHIND, AnswersAsk(99, 0, 1)),
    ):
        with pytest.raises(RuleBroken, match="no longer exists"):
            asked()


def test_nothing_at_all_has_nothing_behind_it(database: Database) -> None:
    view = Watch(database).doorway.ask(BEHIND, BehindAsk(Range.YEAR))
    assert (view.lines, view.lengths_us, view.uptime) == ((), (), "\N{EN DASH}")
