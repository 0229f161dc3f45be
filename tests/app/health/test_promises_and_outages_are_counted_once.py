"""Figures of uptime where services differ, and where nobody watched: nothing is made up."""

import math
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from statusboard.app.health import series as charts
from statusboard.app.health.board import BOARD
from statusboard.app.health.report import STATUS_REPORT, UPTIME_REPORT, UptimeReportAsk
from statusboard.app.health.uptime import SERIES, UPTIME, SeriesAsk, UptimeAsk
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, from_us
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.uptime import Range
from statusboard.storage import sources
from statusboard.storage.components import update_component
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from statusboard.storage.tables import LEASE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, NOON_US, UP
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording
from tests.fixtures.watch import Watch

pytestmark = ON_SQLITE

OPERATIONAL = ComponentStatus.OPERATIONAL


def written(watch: Watch, *told: Span) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        spans.add_spans(unit, told)


def promised(watch: Watch, component_id: int, name: str, ppm: int) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_component(
            unit, component_id, name=name, group_id=None, promised_ppm=ppm, description=""
        )


def test_a_service_without_a_promise_neither_keeps_nor_spends_one(watch: Watch) -> None:
    shop, _ = watch.service("Shop")
    blog, _ = watch.service("Blog")
    promised(watch, shop.id, "Shop", 990_000)
    now_us = watch.clock.now_us
    written(
        watch,
        Span(shop.id, now_us - 364 * DAY_US, None, OPERATIONAL),
        Span(blog.id, now_us - 364 * DAY_US, None, ComponentStatus.MAJOR_OUTAGE),
    )

    view = watch.doorway.ask(UPTIME, UptimeAsk(Range.YEAR))

    assert view.figures.budget_left_permille == 1000
    assert (view.figures.promises, view.figures.promises_kept) == (1, 1)
    rows = {row.name: row for row in view.rows}
    assert (rows["Blog"].on_target, rows["Blog"].missed_by_us) == (None, 0)
    assert rows["Shop"].on_target is True


def test_the_figures_of_one_service_are_its_own(watch: Watch) -> None:
    shop, _ = watch.service("Shop")
    blog, _ = watch.service("Blog")
    now_us = watch.clock.now_us
    written(
        watch,
        Span(shop.id, now_us - 160 * HOUR_US, None, OPERATIONAL),
        Span(blog.id, now_us - 160 * HOUR_US, None, ComponentStatus.MAJOR_OUTAGE),
    )

    figures = watch.doorway.ask(UPTIME, UptimeAsk(Range.WEEK, shop.id)).figures

    assert (figures.uptime, figures.outages) == ("100", 0)
    assert watch.doorway.ask(UPTIME, UptimeAsk(Range.WEEK)).figures.outages == 1


def test_trouble_that_nobody_watched_any_more_does_not_reach_into_the_week(watch: Watch) -> None:
    shop, _ = watch.service("Shop")
    written(watch, Span(shop.id, watch.clock.now_us, None, ComponentStatus.MAJOR_OUTAGE))
    watch.clock.forward(timedelta(days=8))

    view = watch.doorway.ask(UPTIME, UptimeAsk(Range.WEEK))
    report = watch.doorway.ask(
        UPTIME_REPORT, UptimeReportAsk(watch.clock.now() - timedelta(days=7), None)
    )

    assert view.bands == ()
    assert view.figures.outages == 0
    assert report["services"][0]["outages"] == []


def test_only_what_ended_today_has_recovered_today(watch: Watch) -> None:
    shop, _ = watch.service("Shop")
    midnight_us = NOON_US - 12 * HOUR_US
    down = ComponentStatus.MAJOR_OUTAGE
    steps = (
        (midnight_us - 9 * HOUR_US, down),
        (midnight_us - 8 * HOUR_US, OPERATIONAL),
        (midnight_us + HOUR_US, down),
        (midnight_us + 2 * HOUR_US, OPERATIONAL),
    )
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        spans.rewrite_from(unit, shop.id, midnight_us - DAY_US, steps)

    [happening] = watch.doorway.ask(BOARD, None).happenings

    assert happening.at == from_us(midnight_us + 2 * HOUR_US)


def test_where_nobody_has_ever_watched_the_board_says_what_is_missing(watch: Watch) -> None:
    watch.service("Shop")
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(delete(LEASE))

    [problem] = watch.doorway.ask(BOARD, None).problems

    assert problem.startswith("Nobody has watched yet.")


def test_a_source_that_never_answered_is_given_no_age(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        sources.write_source(unit, "New Relic", last_us=None, problem="The key was refused.")

    assert watch.doorway.ask(BOARD, None).problems == ("New Relic: The key was refused.",)


def test_a_service_of_which_nothing_is_asked_is_reported_so_whoever_watches(watch: Watch) -> None:
    watch.service("Shop", checks=0)
    watch.clock.forward(timedelta(hours=1))

    [service] = watch.doorway.ask(STATUS_REPORT, None)["services"]

    assert service["reason"] == "Nothing is asked of this service."


def test_of_very_many_answers_the_running_hour_is_left_out_of_the_chart_of_all(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, [check] = watch.service("Shop")
    watch.minutes([{check.id: UP}] * 3)
    monkeypatch.setattr(charts, "MOST_UNPACKED", 2)

    def drawn(component_id: int | None) -> bool:
        series = watch.doorway.ask(SERIES, SeriesAsk(Range.WEEK, component_id))
        return any(not math.isnan(mean) for mean in series.mean_s)

    assert not drawn(None)
    assert drawn(shop.id)


def test_the_first_word_about_an_outage_is_timed_from_its_first_failure(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - 60 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    said = newsroom.publish(wording({component_id: MAJOR}))

    figures = newsroom.ask(UPTIME, UptimeAsk(Range.DAY)).figures
    assert (figures.incidents, figures.first_notice_us) == (1, 10 * MINUTE_US)
    assert newsroom.ask(BOARD).last_incident is None

    newsroom.clock.forward(MINUTE)
    newsroom.measures(component_id, (newsroom.clock.now(), GOOD))
    newsroom.watched()
    newsroom.clock.forward(MINUTE)
    over = wording({component_id: GOOD}, status=IncidentStatus.RESOLVED, title="Over")
    newsroom.publish(over, incident_id=said.incident_id)

    last = newsroom.ask(BOARD).last_incident
    assert (last.title, last.updates) == ("Over", 2)


def test_a_word_about_what_was_never_measured_is_timed_from_nothing(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - 60 * MINUTE, GOOD))
    newsroom.watched()
    newsroom.publish(wording({component_id: GOOD}))
    newsroom.clock.forward(MINUTE)

    figures = newsroom.ask(UPTIME, UptimeAsk(Range.DAY)).figures
    assert (figures.incidents, figures.first_notice_us) == (1, None)
