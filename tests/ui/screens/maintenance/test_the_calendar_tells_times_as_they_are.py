"""The calendar: where a window stands among days, and what is said of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.maintenance import ClashKind
from tests.fixtures import views_maintenance as views
from ui.screens.maintenance.calendar_days import CalendarDays, CalendarSpan, days_around, turned
from ui.screens.maintenance.calendar_layout import rows_of
from ui.screens.maintenance.notes import share_words
from ui.screens.maintenance.repeats_field import monthly, weekly
from ui.screens.maintenance.shown_plan import is_moved_alone, saved_plan, shown_plan
from ui.screens.maintenance.table import in_order
from ui.screens.maintenance.when_field import instant_of
from ui.screens.maintenance.words import (
    bar_words,
    near_words,
    next_words,
    state_look,
    told_words,
    when_words,
)

BERLIN = ZoneInfo("Europe/Berlin")
WEEKS = days_around(date(2026, 11, 28), CalendarSpan.TWO_WEEKS, BERLIN)
HOUR = timedelta(hours=1)


def test_two_weeks_begin_on_monday_and_a_month_on_its_first() -> None:
    month = days_around(date(2026, 11, 28), CalendarSpan.MONTH, BERLIN)

    assert (WEEKS.first, WEEKS.count) == (date(2026, 11, 23), 14)
    assert (month.first, month.count) == (date(2026, 11, 1), 30)
    assert turned(month, CalendarSpan.MONTH, 1).first == date(2026, 12, 1)
    assert turned(month, CalendarSpan.MONTH, -1).first == date(2026, 10, 1)
    assert turned(WEEKS, CalendarSpan.TWO_WEEKS, -1).first == date(2026, 11, 16)


def test_a_day_is_as_wide_as_the_others_however_long_it_is() -> None:
    days = CalendarDays(date(2026, 10, 24), 3, BERLIN)  # clocks are put back on the 25th

    assert days.place(datetime(2026, 10, 24, 22, tzinfo=UTC)) == 1.0
    assert days.place(datetime(2026, 10, 25, 23, tzinfo=UTC)) == 2.0
    assert days.place(datetime(2026, 10, 25, 10, 30, tzinfo=UTC)) == 1.5


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(0, 10_000))  # noqa: DTZ001
def test_later_never_stands_further_left(wall: datetime, minutes: int) -> None:
    instant = wall.replace(tzinfo=UTC)

    assert WEEKS.place(instant) <= WEEKS.place(instant + timedelta(minutes=minutes))


def test_bars_of_one_service_never_lie_over_each_other() -> None:
    lines = [views.line(n, "Long words of this work", views.at(24, n), HOUR, 1) for n in range(6)]

    (row,) = rows_of(views.SERVICES, lines, WEEKS, 700.0, lambda _, words: 6.0 * len(words))

    for one in row.bars:
        for other in row.bars:
            if one is not other and one.lane == other.lane:
                assert one.left + one.width <= other.left or other.left + other.width <= one.left
        assert one.left >= 0
        assert one.left + one.width <= 700


def test_only_services_with_work_have_a_row_in_the_order_of_the_board() -> None:
    rows = rows_of(views.SERVICES, views.lines()[::-1], WEEKS, 700.0, lambda *_: 40.0)

    assert [row.name for row in rows] == [name for _, name in views.SERVICES]
    few = rows_of(views.SERVICES, views.lines()[2:3], WEEKS, 700.0, lambda *_: 40.0)
    assert [row.name for row in few] == ["Image CDN"]


def test_a_service_that_was_removed_keeps_its_row() -> None:
    (row,) = rows_of((), views.lines()[:1], WEEKS, 700.0, lambda *_: 40.0)

    assert row.name == "Checkout API"


def test_each_state_has_a_word_and_a_look() -> None:
    upgrade, provider, draft, series, done, _ = views.lines()

    assert state_look(upgrade)[1] == "Scheduled"
    assert state_look(provider) == (ComponentStatus.PARTIAL_OUTAGE, "Clash")
    assert state_look(draft)[1] == "Draft"
    assert state_look(series)[1] == "Every Tuesday"
    assert state_look(done) == (ComponentStatus.OPERATIONAL, "Completed")
    assert bar_words(draft) == "Draft: New edge for images"
    assert bar_words(done) == "Done · 41 min"


def test_a_clock_change_is_worth_knowing_and_no_clash() -> None:
    provider = views.lines()[1]
    change = replace(provider.clashes[0], kind=ClashKind.CLOCK_CHANGE)

    assert state_look(replace(provider, clashes=(change,)))[1] == "Scheduled"


def test_the_table_begins_with_what_comes_next() -> None:
    titles = [line.title for line in in_order(views.lines())]

    assert titles[:2] == ["Database upgrade", "Provider window"]
    assert titles[-2:] == ["Storefront release", "Weekly report run"]


def test_who_was_told_is_said_and_who_was_not() -> None:
    upgrade, provider, draft, *_ = views.lines()

    assert told_words(upgrade) == "4 times"
    assert told_words(replace(upgrade, told=1)) == "once"
    assert told_words(provider) == "on the page"
    assert told_words(draft) == "not announced"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (views.at(29, 1), views.at(29, 3, 30), "Su 29 Nov 02:00 – 04:30 CET"),
        (views.at(29, 22), views.at(29, 23, 30), "Su 29 Nov 23:00 – Mo 30 Nov 00:30 CET"),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            "Su 25 Oct 02:30 CEST – 02:30 CET",
        ),
    ],
)
def test_a_time_says_its_zone_and_a_second_date_where_it_needs_one(
    start: datetime, end: datetime, words: str
) -> None:
    assert when_words(start, end, BERLIN, now=views.NOW) == words


def test_what_comes_next_is_told_beside_the_title() -> None:
    running = views.with_status(views.lines()[0], MaintenanceStatus.IN_PROGRESS)

    assert next_words(views.view(), BERLIN) == "next: tomorrow 02:00 CET"
    assert next_words(views.view((running,)), BERLIN) == (
        "now: Database upgrade, until tomorrow 04:30 CET"
    )
    assert next_words(views.view(()), BERLIN) == ""
    assert near_words(views.at(28, 12), BERLIN, now=views.NOW) == "13:00 CET"


def test_monthly_is_by_weekday_so_that_no_month_lacks_it() -> None:
    assert weekly(datetime(2026, 12, 1)) == "FREQ=WEEKLY;BYDAY=TU"  # noqa: DTZ001
    assert monthly(datetime(2026, 12, 8)) == "FREQ=MONTHLY;BYDAY=2TU"  # noqa: DTZ001
    assert monthly(datetime(2026, 11, 30)) == "FREQ=MONTHLY;BYDAY=-1MO"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.5, "half"), (0.11, "a ninth"), (0.75, "75 %"), (0.0, "none"), (1.2, "120 %")],
)
def test_a_part_of_the_usual_is_said_as_people_say_it(share: float, words: str) -> None:
    assert share_words(share) == words


def test_a_series_shows_the_window_and_is_saved_from_where_it_began() -> None:
    series = views.lines()[3]
    began = datetime(2026, 9, 1, 6)  # noqa: DTZ001
    detail = views.detail(series, replace(views.plan_of(series), starts_at=began))

    shown = shown_plan(detail)
    assert shown.starts_at == datetime(2026, 12, 1, 6)  # noqa: DTZ001
    assert saved_plan(detail, replace(shown, title="New")).starts_at == began
    later = replace(shown, starts_at=shown.starts_at + HOUR)
    assert saved_plan(detail, later).starts_at == later.starts_at
    assert is_moved_alone(detail, later)
    assert not is_moved_alone(detail, replace(later, title="New"))
    assert not is_moved_alone(detail, shown)


def test_a_time_that_clocks_leave_out_comes_as_much_later() -> None:
    gap = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001

    assert instant_of(gap, BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
