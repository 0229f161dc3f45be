"""Screen, report, claim and objective hold a promise against one window, and add up one way."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.app.health.objective_queries import OBJECTIVES
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.queries import REPORT
from statusboard.app.statements.queries import CLAIM, OneClaim
from statusboard.domain.claim import OWN, Asked, ClaimKind
from statusboard.domain.percent import percent_text
from statusboard.domain.period import Calendar, CalendarUnit, read_period
from statusboard.domain.promise_kept import UNDECIDED
from statusboard.domain.report_summary import heading, summary
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Range
from statusboard.storage.database import Database
from statusboard.storage.tables import COMPONENT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, NOON, PARTIAL, Newsroom

pytestmark = ON_SQLITE
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
UNKNOWN = ComponentStatus.UNKNOWN


@pytest.fixture
def desk(database: Database) -> Newsroom:
    return Newsroom(database)


def promises(desk: Newsroom, number: int, **values: object) -> None:
    given = {"promised_ppm": 999_000, **values}
    with desk.database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(COMPONENT.update().where(COMPONENT.c.id == number).values(**given))


def told(desk: Newsroom, number: int, *steps: tuple[timedelta, ComponentStatus]) -> None:
    desk.measures(number, *((NOON - before, status) for before, status in steps))


def test_a_quarter_is_never_missed_against_a_promise_of_a_year(desk: Newsroom) -> None:
    """Four hours are a half of the 8 h 45 min of a year, and twice the 2 h 9 min of 90 days."""
    number = desk.service()
    promises(desk, number)
    told(desk, number, (400 * DAY, GOOD), (20 * DAY, MAJOR), (20 * DAY - 4 * HOUR, GOOD))
    desk.watched()

    for chosen in (Range.QUARTER, Range.YEAR, Range.DAY):
        figures = desk.ask(UPTIME, UptimeAsk(chosen)).figures
        assert (figures.promises, figures.promises_kept) == (1, 1)
    report = desk.ask(REPORT, ReportAsk("90d"))
    assert report.rows[0].kept is True
    assert percent_text(report.rows[0].figure.said) == "99.814"
    assert [one for one in report.method.notes if "promised over 12 months" in one]
    refused = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.PROMISES, "90d")))
    assert not refused.is_carried
    assert refused.detail == (
        "A promise is held against its own time alone, and of these that is another: "
        "1 over 12 months."
    )
    assert refused.nearest.text.headline == (
        "1 of 1 services kept their promise, each over its own time"
    )
    assert desk.ask(CLAIM, OneClaim(Asked(ClaimKind.PROMISES, "12mo"))).is_carried


def test_each_month_of_a_quarter_is_held_by_itself(desk: Newsroom) -> None:
    """Promised 99.9 % for the month: four hours of July broke it, and the months after did not."""
    number = desk.service()
    promises(desk, number, promised_window="month")
    july = datetime(2026, 7, 14, 9, tzinfo=UTC)
    desk.measures(number, (NOON - 400 * DAY, GOOD), (july, MAJOR), (july + 4 * HOUR, GOOD))
    desk.watched()

    for key, kept, made in (("2026-Q3", 2, 3), ("2026-09", 1, 1), ("2026-08-01..2026-09-30", 2, 2)):
        figures = desk.ask(UPTIME, UptimeAsk(read_period(key))).figures
        totals = desk.ask(REPORT, ReportAsk(key)).totals
        assert (figures.promises_kept, figures.promises) == (kept, made), key
        assert (totals.promises_kept, totals.promises) == (kept, made), key
    report = desk.ask(REPORT, ReportAsk("2026-Q3"))
    (row,) = report.rows
    assert (row.kept, [one.kept for one in row.promises]) == (False, [False, True, True])
    assert heading(report) == "Q3 2026: 2 of 3 promises kept"
    said = [one for one in report.method.notes if "romise" in one or "July" in one]
    assert said == [
        "Every promise: promised for the month, and held against each by itself, "
        "1 July – 30 September 2026.",
        f"1 – 31 July 2026: {row.name} was 99.462\N{NO-BREAK SPACE}%.",
    ]
    assert "took" in summary(report)[1]
    assert "99.462" in summary(report)[1]


def test_a_window_that_is_not_over_is_said_to_be_so(desk: Newsroom) -> None:
    number = desk.service()
    promises(desk, number, promised_window="quarter")
    told(desk, number, (400 * DAY, GOOD))
    desk.watched()

    (note,) = desk.ask(REPORT, ReportAsk("2026-10-05..2026-10-10")).method.notes
    assert note == (
        "Every promise: promised for the quarter, and held against "
        "1 October – 31 December 2026, which is not over."
    )
    past = UptimeAsk(Calendar(CalendarUnit.MONTH, 2026, 9))
    assert desk.ask(UPTIME, past).figures.promised_over == "this quarter"


def test_what_is_not_observed_enough_is_said_so_in_every_place(desk: Newsroom) -> None:
    """97 % of a year: enough for a figure of the whole, and too little for “kept”."""
    number = desk.service()
    promises(desk, number)
    told(desk, number, (354 * DAY, GOOD))
    desk.watched()

    view = desk.ask(UPTIME, UptimeAsk(Range.YEAR))
    assert (view.figures.promises, view.figures.promises_open) == (0, 1)
    assert view.figures.is_of_the_whole
    assert view.rows[0].on_target is None
    assert view.rows[0].budget_left_permille is None
    report = desk.ask(REPORT, ReportAsk("12mo"))
    assert (report.rows[0].kept, report.totals.promises_open) == (None, 1)
    (standing,) = desk.ask(OBJECTIVES)
    assert (standing.is_kept, standing.budget) == (None, None)
    claim = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.PROMISES, "12mo")))
    assert claim.detail == f"Whether any promise was kept is {UNDECIDED}."


_STEPS = st.lists(
    st.tuples(st.integers(0, 400 * 24), st.sampled_from([GOOD, GOOD, MAJOR, PARTIAL, UNKNOWN])),
    max_size=5,
)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.tuples(_STEPS, st.integers(0, 3)), min_size=2, max_size=3),
    st.sampled_from(["12mo", "30d", "month", "quarter"]),
    st.sampled_from([900_000, 995_000]),
)
def test_their_numbers_are_the_same_for_any_history(
    desk: Newsroom,
    services: list[tuple[list[tuple[int, ComponentStatus]], int]],
    window: str,
    ppm: int,
) -> None:
    _forget(desk)
    for steps, weight in services:
        number = desk.service(f"Service {len(desk.ask(OBJECTIVES))}")
        promises(desk, number, promised_window=window, promised_ppm=ppm, weight=weight)
        hours = {9600: GOOD, **dict(steps)}
        told(desk, number, *((hour * HOUR, hours[hour]) for hour in sorted(hours, reverse=True)))
    desk.watched()

    for key, chosen in (("12mo", Range.YEAR), ("30d", Range.MONTH)):
        figures = desk.ask(UPTIME, UptimeAsk(chosen)).figures
        totals = desk.ask(REPORT, ReportAsk(key)).totals
        assert (figures.uptime, figures.coverage) == (totals.uptime, totals.coverage)
        counted = (figures.promises, figures.promises_kept, figures.promises_open)
        assert counted == (totals.promises, totals.promises_kept, totals.promises_open)
        assert figures.budget_left_permille == totals.budget_left_permille
        said = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.AVAILABILITY, key)))
        if said.is_carried:
            assert said.asked.percent == percent_text(totals.as_one.said, places=2)
    own = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.PROMISES, OWN)))
    kept = [one.is_kept for one in desk.ask(OBJECTIVES)]
    assert kept.count(True) == figures.promises_kept
    assert own.is_carried is (True in kept)
    if own.is_carried:
        assert (own.asked.count, own.asked.of) == (kept.count(True), len(services))


def _forget(desk: Newsroom) -> None:
    """Takes everything back, as if it had never been."""
    with desk.database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(COMPONENT.update().values(removed_us=COMPONENT.c.created_us))
