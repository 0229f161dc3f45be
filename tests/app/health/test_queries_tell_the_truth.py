import math
from datetime import timedelta

import pytest

from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.health.report import STATUS_REPORT, UPTIME_REPORT, UptimeReportAsk
from statusboard.app.health.uptime import SERIES, UPTIME, SeriesAsk, UptimeAsk
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, from_us
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import HappeningKind
from statusboard.domain.views.uptime import Range
from statusboard.errors import RuleBroken
from statusboard.storage import leases, sources
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component, update_component
from statusboard.storage.history import results, spans
from statusboard.storage.settings import write_setting
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, NOON_US, SLOW, UP, S
from tests.fixtures.watch import Watch

OPERATIONAL = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN


def test_an_empty_board_claims_nothing(watch: Watch) -> None:
    board = watch.doorway.ask(BOARD, BoardAsk())
    assert board.tiles == ()
    assert board.record.uptime_90 == board.record.uptime_365 == "–"
    assert board.record.major_free_since is None
    assert board.problems == ()
    assert board.zone == "UTC"


def test_the_board_shows_trouble_since_its_first_failure(watch: Watch) -> None:
    bad, [check] = watch.service("Checkout API", group="Shop")
    good, [other] = watch.service("Storefront", group="Shop")
    watch.minutes([{check.id: UP, other.id: UP}] * 3 + [{check.id: DOWN, other.id: UP}] * 3)
    board = watch.doorway.ask(BOARD, BoardAsk())
    first, second = board.tiles
    assert (first.name, first.group, first.status) == ("Checkout API", "Shop", MAJOR)
    assert first.since == from_us(NOON_US + 4 * MINUTE_US)
    assert first.reason == "It answers with an error"
    assert len(first.strip) == 48
    assert first.strip[-1] is MAJOR
    assert first.strip[0] is UNKNOWN
    assert (second.status, second.reason, second.strip) == (OPERATIONAL, "", ())
    assert second.answered_at == from_us(NOON_US + 6 * MINUTE_US)
    assert not first.stale
    assert not second.stale
    assert board.watched_until == board.as_of
    assert board.checks == 2
    [group] = board.groups
    assert group.days[-1] is MAJOR
    assert len(group.days) == 90
    assert board.record.ever_major
    assert board.record.major_free_since is None
    assert good.id != bad.id


def test_trouble_that_changes_its_severity_began_with_its_first_failure(watch: Watch) -> None:
    _, [check] = watch.service()
    watch.minutes([{check.id: a} for a in (UP, SLOW, SLOW, DOWN, DOWN)])
    [tile] = watch.doorway.ask(BOARD, None).tiles
    assert (tile.status, tile.since) == (MAJOR, from_us(NOON_US + 2 * MINUTE_US))


@ON_SQLITE
def test_when_nobody_watches_the_board_says_so_and_nothing_looks_fresh(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 3)
    seen = watch.clock.now()
    watch.clock.forward(timedelta(minutes=30))
    board = watch.doorway.ask(BOARD, None)
    [tile] = board.tiles
    assert tile.stale
    assert board.watched_until == seen
    assert tile.answered_at == from_us(NOON_US + 3 * MINUTE_US)
    [problem] = board.problems
    assert "12:03 UTC" in problem
    report = watch.doorway.ask(STATUS_REPORT, None)
    assert [s["status"] for s in report["services"]] == ["unknown"]
    assert "Nobody" in watch.doorway.ask(SERVICE_DETAIL, component.id).why
    uptime = watch.doorway.ask(UPTIME_REPORT, UptimeReportAsk(from_us(NOON_US), None))
    assert uptime["services"][0]["observed_seconds"] == 121.0


def test_a_collector_that_has_had_no_answer_yet_is_not_nobody(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 3)
    watch.clock.forward(timedelta(minutes=30))
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        leases.release(unit, role="collector", holder="here")
        assert leases.take(unit, role="collector", holder="new", ttl=timedelta(seconds=15))
    [problem] = watch.doorway.ask(BOARD, None).problems
    why = watch.doorway.ask(SERVICE_DETAIL, component.id).why
    [service] = watch.doorway.ask(STATUS_REPORT, None)["services"]
    for said in (problem, why, service["reason"]):
        assert "Nobody" not in said
        assert "collector has started" in said
    assert service["status"] == "unknown"
    assert "was true 12:03" in problem


@ON_SQLITE
def test_a_silent_check_is_stale_although_the_collector_lives(watch: Watch) -> None:
    component, [quiet] = watch.service("Quiet")
    _, [loud] = watch.service("Loud")
    watch.minutes([{quiet.id: UP, loud.id: UP}])
    watch.minutes([{loud.id: UP}] * 5)
    tiles = {tile.name: tile for tile in watch.doorway.ask(BOARD, None).tiles}
    assert tiles["Quiet"].stale
    assert not tiles["Loud"].stale
    assert tiles["Quiet"].answered_at == from_us(NOON_US + MINUTE_US)
    rows = {row.name: row for row in watch.doorway.ask(VERIFY, None).rows}
    assert rows["Quiet"].stale
    report = {s["name"]: s for s in watch.doorway.ask(STATUS_REPORT, None)["services"]}
    assert report["Quiet"]["status"] == "unknown"
    assert report["Loud"]["status"] == "operational"
    assert "may no longer hold" in watch.doorway.ask(SERVICE_DETAIL, component.id).why


@ON_SQLITE
def test_flapping_is_flagged(watch: Watch) -> None:
    component, [check] = watch.service()
    pattern = [UP, UP, DOWN, DOWN, UP, UP, DOWN, DOWN, UP, UP]
    watch.minutes([{check.id: answer} for answer in pattern])
    [tile] = watch.doorway.ask(BOARD, None).tiles
    assert tile.flapping
    assert "back and forth" in watch.doorway.ask(SERVICE_DETAIL, component.id).why


def test_an_outage_that_ended_today_is_a_happening(watch: Watch) -> None:
    _, [check] = watch.service()
    watch.minutes([{check.id: a} for a in (UP, DOWN, DOWN, DOWN, UP, UP)])
    board = watch.doorway.ask(BOARD, None)
    [happening] = board.happenings
    assert (happening.kind, happening.service) == (HappeningKind.RECOVERED, "Checkout API")
    assert happening.length_us == 3 * MINUTE_US
    assert board.record.major_free_since == from_us(NOON_US + 5 * MINUTE_US)


def test_an_outage_that_nobody_watched_any_more_is_not_said_to_have_recovered(
    watch: Watch,
) -> None:
    _, [check] = watch.service()
    watch.minutes([{check.id: a} for a in (UP, DOWN, DOWN, DOWN, BLIND, BLIND, BLIND)])
    board = watch.doorway.ask(BOARD, None)
    assert board.tiles[0].status is UNKNOWN
    assert board.happenings == ()


@ON_SQLITE
def test_a_source_in_trouble_is_a_problem_in_words(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        last_us = unit.now_us - 5 * MINUTE_US
        sources.write_source(unit, "New Relic", last_us=last_us, problem="The key was refused.")
    board = watch.doorway.ask(BOARD, None)
    assert board.problems == ("New Relic: The key was refused. It last answered 5 minutes ago.",)
    [source] = board.sources
    assert source.last_at == from_us(last_us)


def test_the_table_says_what_came_back(watch: Watch) -> None:
    watch.service("Never asked")
    _, [check] = watch.service("Failing")
    watch.minutes([{check.id: DOWN}] * 2)
    rows = {row.name: row for row in watch.doorway.ask(VERIFY, None).rows}
    assert (rows["Failing"].last_answer, rows["Failing"].response_us) == ("503", 90_000)
    assert rows["Failing"].how == "HTTP"
    assert (rows["Never asked"].status, rows["Never asked"].last_answer) == (UNKNOWN, "")


def test_the_detail_shows_the_last_answers_and_the_kept_failure(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: a} for a in (UP, DOWN, DOWN, UP)])
    detail = watch.doorway.ask(SERVICE_DETAIL, component.id)
    [shown] = detail.checks
    assert [a.code for a in shown.recent] == [200, 503, 503, 200]
    assert shown.latest is not None
    assert shown.latest.code == 200
    assert shown.last_failure is not None
    assert shown.last_failure.lines == DOWN.transcript
    assert shown.pending == 1
    assert shown.kind_label == "HTTP"


def test_a_kind_from_a_newer_version_is_shown_as_it_is(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        component = add_component(unit, name="From the future")
        add_check(unit, component_id=component.id, kind="telepathy", config={"mind": "open"})
        add_check(
            unit, component_id=component.id, kind="x", config={"permalink": "file:///etc/passwd"}
        )
        add_check(
            unit, component_id=component.id, kind="y", config={"permalink": "https://a.example/"}
        )
    [row] = watch.doorway.ask(VERIFY, None).rows
    assert row.how == "telepathy + x + y"
    [shown, odd, linked] = watch.doorway.ask(SERVICE_DETAIL, component.id).checks
    assert (shown.kind_label, shown.config) == ("telepathy", {"mind": "open"})
    assert (shown.permalink, odd.permalink, linked.permalink) == ("", "", "https://a.example/")


def test_a_service_that_is_gone_is_said_to_be_gone(watch: Watch) -> None:
    for ask in (
        lambda: watch.doorway.ask(SERVICE_DETAIL, 99),
        lambda: watch.doorway.ask(UPTIME, UptimeAsk(Range.WEEK, 99)),
        lambda: watch.doorway.ask(SERIES, SeriesAsk(Range.WEEK, 99)),
    ):
        with pytest.raises(RuleBroken, match="no longer exists"):
            ask()


def test_uptime_is_cut_and_carries_its_coverage(watch: Watch) -> None:
    component, _ = watch.service()
    now_us = watch.clock.now_us
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_component(
            unit,
            component.id,
            name=component.name,
            group_id=None,
            promised_ppm=999_500,
            description="",
        )
        down_us = now_us - 10 * DAY_US
        spans.add_spans(
            unit,
            [
                Span(component.id, now_us - 82 * DAY_US, down_us, OPERATIONAL),
                Span(component.id, down_us, down_us + S, MAJOR),
                Span(component.id, down_us + S, None, OPERATIONAL),
            ],
        )
    view = watch.doorway.ask(UPTIME, UptimeAsk(Range.QUARTER))
    assert view.figures.uptime == "99.999"  # a second of 82 days is lost: never 100
    assert view.figures.coverage == "91.1"
    assert view.figures.promised == "99.95"
    assert view.figures.outages == 1
    assert view.figures.longest_us == view.figures.down_us == S
    assert view.figures.major_free_since == from_us(down_us + S)
    # The promise is one of a year, of which too little was observed: 90 days do not keep it.
    assert view.figures.budget_left_permille is None
    assert (view.figures.promises, view.figures.promises_open) == (0, 1)
    [row] = view.rows
    assert row.on_target is None
    assert row.days[-11] is MAJOR
    assert (row.uptime_30, row.coverage_365) == ("99.999", "22.4")
    [band] = view.bands
    assert (band.status, band.service) == (MAJOR, "Checkout API")
    report = watch.doorway.ask(UPTIME_REPORT, UptimeReportAsk())
    [service] = report["services"]
    assert service["uptime_percent"] is not None
    assert service["uptime_percent"] < 100
    assert service["down_seconds"] == 1.0
    assert service["outages"] == [
        {
            "start": "2026-10-15T12:00:00Z",
            "end": "2026-10-15T12:00:01Z",
            "status": "major_outage",
            "left_out_seconds": 0.0,
        }
    ]


@ON_SQLITE
def test_a_missed_promise_says_by_how_much(watch: Watch) -> None:
    component, _ = watch.service()
    now_us = watch.clock.now_us
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_component(
            unit, component.id, name="x", group_id=None, promised_ppm=990_000, description=""
        )
        spans.add_spans(
            unit,
            [
                Span(component.id, now_us - 8_700 * HOUR_US, now_us - 88 * HOUR_US, OPERATIONAL),
                Span(component.id, now_us - 88 * HOUR_US, None, MAJOR),
            ],
        )
    view = watch.doorway.ask(UPTIME, UptimeAsk(Range.YEAR))
    [row] = view.rows
    assert row.on_target is False
    assert row.missed_by_us == HOUR_US
    assert (view.figures.budget_left_permille, view.figures.budget_over_us) == (0, HOUR_US)
    assert (view.figures.promises, view.figures.promises_kept) == (1, 0)


@pytest.mark.parametrize("chosen", list(Range))
def test_every_range_has_a_series_of_equal_length_that_ends_now(
    watch: Watch, chosen: Range
) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 5)
    for number in (component.id, None):
        series = watch.doorway.ask(SERIES, SeriesAsk(chosen, number))
        sizes = {len(a) for a in (series.at_s, series.mean_s, series.p95_s, series.max_s)}
        assert len(sizes) == 1
        now_s = watch.clock.now_us / S
        assert series.at_s[-1] <= now_s < series.at_s[-1] + series.bucket_s
        known = [v for v in series.mean_s if not math.isnan(v)]
        assert known
        assert known == pytest.approx([0.04] * len(known))
        assert math.isnan(series.mean_s[0])


def test_a_day_of_one_service_joins_packed_and_fresh_answers(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 90)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        while results.pack_next(unit):
            pass
        assert results.oldest_hour(unit) == (NOON_US + HOUR_US) // HOUR_US
    series = watch.doorway.ask(SERIES, SeriesAsk(Range.DAY, component.id))
    assert series.bucket_s == 300
    assert sum(not math.isnan(v) for v in series.mean_s) in (18, 19)
    weekly = watch.doorway.ask(SERIES, SeriesAsk(Range.WEEK, None))
    assert [v for v in weekly.max_s if not math.isnan(v)] == pytest.approx([0.04, 0.04])


def test_days_are_those_of_the_page(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_setting(unit, "page.zone", "Asia/Tokyo")
    component, _ = watch.service()
    watch.clock.go(from_us(NOON_US + 11 * HOUR_US))  # 08:00 in Tokyo, still yesterday in UTC
    watch.beat()
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        start_us = NOON_US + 2 * HOUR_US  # 23:00 in Tokyo
        spans.add_spans(unit, [Span(component.id, start_us, start_us + S, MAJOR)])
        spans.add_spans(unit, [Span(component.id, start_us + S, None, OPERATIONAL)])
    board = watch.doorway.ask(BOARD, None)
    assert board.zone == "Asia/Tokyo"
    assert board.groups[0].days[-2:] == (MAJOR, OPERATIONAL)


@ON_SQLITE
def test_a_zone_that_does_not_exist_falls_back_to_utc(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_setting(unit, "page.zone", "Nowhere/Land")
    assert watch.doorway.ask(BOARD, None).zone == "UTC"


def test_status_names_every_check_with_its_last_answer(watch: Watch) -> None:
    _, [check] = watch.service("Checkout API", group="Shop")
    watch.minutes([{check.id: a} for a in (UP, DOWN, DOWN)])
    report = watch.doorway.ask(STATUS_REPORT, None)
    [service] = report["services"]
    assert service["since"] == "2026-10-25T12:02:00Z"
    assert (service["group"], service["status"]) == ("Shop", "major_outage")
    assert service["checks"] == [
        {
            "kind": "http",
            "state": "down",
            "last_result": {
                "at": "2026-10-25T12:03:00Z",
                "outcome": "down",
                "response_ms": 90.0,
                "reason": "status_code",
            },
        }
    ]


@ON_SQLITE
def test_an_interval_that_ends_before_it_begins_is_refused(watch: Watch) -> None:
    with pytest.raises(RuleBroken, match="before it begins"):
        watch.doorway.ask(UPTIME_REPORT, UptimeReportAsk(from_us(NOON_US), from_us(NOON_US - S)))


@ON_SQLITE
def test_a_partial_outage_weighs_its_share(watch: Watch) -> None:
    component, _ = watch.service()
    now_us = watch.clock.now_us
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        spans.add_spans(
            unit,
            [
                Span(component.id, now_us - 88 * DAY_US, now_us - 44 * DAY_US, OPERATIONAL),
                Span(component.id, now_us - 44 * DAY_US, None, PARTIAL),
            ],
        )
    [tile] = watch.doorway.ask(BOARD, None).tiles
    assert tile.status is PARTIAL
    assert watch.doorway.ask(BOARD, None).record.uptime_90 == "85.000"
