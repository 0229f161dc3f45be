"""The report before and after, twice without a change, and what a person decides."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.health.report import UPTIME_REPORT, UptimeReportAsk
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.importing.commands import BRING, BRING_HISTORY, PREVIEW_IMPORT
from statusboard.app.importing.inputs import BringHistory
from statusboard.app.importing.plan import ASK_FOR_INCIDENTS, HERE_ALREADY, REMOVED_HERE
from statusboard.app.importing.reading import Reading, read_source
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.services.commands import ADD_SERVICE, REMOVE_SERVICE
from statusboard.app.services.inputs import RemoveServiceInput, ServiceInput
from statusboard.domain.instants import to_us
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.importing import Fate, ImportReport, Sort
from statusboard.domain.views.uptime import Range
from statusboard.storage.brought import read_histories
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.generations import newest_generation
from statusboard.storage.history.rollups import read_tallies
from statusboard.storage.history.spans import read_spans
from statusboard.storage.incidents import read_incidents, read_unresolved
from statusboard.storage.tables import DELIVERY, MESSAGE
from tests.fixtures.keys import stored_texts
from tests.fixtures.peers import BEGAN, SOURCES, kuma_database
from tests.fixtures.speaking import NOON, Newsroom


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    return Newsroom(database, secrets=SecretPlace(tmp_path / "keys", is_demo=True))


def fates(report: ImportReport, sort: Sort = Sort.SERVICE) -> dict[str, Fate]:
    return {row.title: row.fate for row in report.rows if row.sort is sort}


def bring(newsroom: Newsroom, reading: Reading, **more: Any) -> ImportReport:
    report: ImportReport = newsroom.do(BRING, replace(reading.bring, **more)).report
    return report


@pytest.mark.parametrize("key", SOURCES)
def test_the_report_is_the_same_before_and_after_and_twice_changes_nothing(
    key: str, newsroom: Newsroom, tmp_path: Path
) -> None:
    reading = read_source(SOURCES[key](tmp_path))
    given = replace(reading.bring, with_incidents=True)

    before = newsroom.ask(PREVIEW_IMPORT, given)
    done = newsroom.do(BRING, given).report
    assert done == before
    assert done.count(Fate.NEW)

    again = newsroom.do(BRING, given).report
    assert again.count(Fate.NEW) == sum(row.sort is Sort.HISTORY for row in again.rows)
    assert again.count(Fate.CHANGED) == 0


def test_a_dry_run_writes_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.ask(PREVIEW_IMPORT, read_source(SOURCES["gatus"](tmp_path)).bring)

    with newsroom.database.reading(NOON) as unit:
        assert read_components(unit) == ()


def test_what_changed_there_changes_here_and_nothing_else(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    source = SOURCES["gatus"](tmp_path)
    bring(newsroom, read_source(source))
    source.write_text(
        source.read_text("utf-8").replace("db.example:5432", "db.example:5433"), "utf-8"
    )

    report = bring(newsroom, read_source(source))
    found = fates(report)
    assert found["database"] is Fate.CHANGED
    assert found["shop"] is Fate.SAME
    with newsroom.database.reading(NOON) as unit:
        ports = {check.config.get("port") for check in read_checks(unit)}
    assert 5433 in ports
    assert 5432 not in ports


def test_a_service_of_the_same_name_stays_as_it_is(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.do(ADD_SERVICE, ServiceInput("database", description="ours"))
    report = bring(newsroom, read_source(SOURCES["gatus"](tmp_path)))

    [row] = [row for row in report.rows if row.title == "database"]
    assert (row.fate, row.why) == (Fate.LEFT_OUT, (HERE_ALREADY,))


def test_what_was_removed_here_does_not_come_again(newsroom: Newsroom, tmp_path: Path) -> None:
    reading = read_source(SOURCES["gatus"](tmp_path))
    bring(newsroom, reading)
    with newsroom.database.reading(NOON) as unit:
        [gone] = [one.id for one in read_components(unit) if one.name == "database"]
    newsroom.do(REMOVE_SERVICE, RemoveServiceInput(gone))

    [row] = [row for row in bring(newsroom, reading).rows if row.title == "database"]
    assert (row.fate, row.why) == (Fate.LEFT_OUT, (REMOVED_HERE,))


def test_a_person_leaves_things_out_and_maps_groups(newsroom: Newsroom, tmp_path: Path) -> None:
    reading = read_source(SOURCES["gatus"](tmp_path))
    without = frozenset({("service", "/database")})
    report = bring(newsroom, reading, without=without, groups={"web": "Customers"})

    assert fates(report)["database"] is Fate.LEFT_OUT
    assert {row.group for row in report.rows if row.title == "shop"} == {"Customers"}


def test_secrets_come_along_where_somebody_asked_and_never_into_the_database(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    reading = read_source(SOURCES["gatus"](tmp_path))
    first = bring(newsroom, reading)
    assert "secret-of" not in repr(first)
    with newsroom.database.reading(NOON) as unit:
        [check] = [one for one in read_checks(unit) if "shop" in str(one.config.get("url"))]
    assert not check.enabled
    assert "Authorization" not in dict(check.config.get("headers", {}))  # type: ignore[call-overload]

    asked = bring(newsroom, reading, with_secrets=True)
    assert fates(asked)["shop"] is Fate.CHANGED
    assert "secret-of" not in repr(asked)
    with newsroom.database.reading(NOON) as unit:
        [check] = [one for one in read_checks(unit) if "shop" in str(one.config.get("url"))]
    assert check.enabled
    assert "secret-of-shop" not in stored_texts(newsroom.database)
    kept = [newsroom.secrets.read(name) for name in newsroom.secrets.names()]  # type: ignore[union-attr]
    assert "Bearer secret-of-shop" in [one.reveal() for one in kept if one]
    # Without asking again, what was brought stays.
    assert fates(bring(newsroom, reading))["shop"] is Fate.SAME


@pytest.mark.parametrize("key", ["cstate", "statuspage"])
def test_past_incidents_stand_on_the_page_where_somebody_asked_and_are_told_to_nobody(
    key: str, newsroom: Newsroom, tmp_path: Path
) -> None:
    reading = read_source(SOURCES[key](tmp_path))
    left = [row for row in bring(newsroom, reading).rows if row.sort is Sort.INCIDENT]
    assert ASK_FOR_INCIDENTS in [row.why[0] for row in left]
    with newsroom.database.reading(NOON) as unit:
        assert read_incidents(unit) == ()

    bring(newsroom, reading, with_incidents=True)
    with newsroom.database.reading(NOON) as unit:
        [incident] = read_incidents(unit)
        assert read_unresolved(unit) == ()
        assert unit.connection.execute(DELIVERY.select()).all() == []
        assert unit.connection.execute(MESSAGE.select()).all() == []
        assert newest_generation(unit) is not None
    assert incident.status.is_over
    assert f"{incident.created_at:%Y-%m-%d %H:%M}" in ("2026-02-03 09:14", "2026-02-03 09:19")
    assert incident.resolved_at is not None
    first = incident.updates[-1]
    assert [one.name for one in first.affected] == ["Shop"]
    assert first.affected[0].new_status.is_trouble
    assert incident.updates[0].affected[0].new_status is ComponentStatus.OPERATIONAL


def test_a_service_that_is_not_here_is_named(newsroom: Newsroom, tmp_path: Path) -> None:
    report = bring(newsroom, read_source(SOURCES["cstate"](tmp_path)), with_incidents=True)
    [row] = [row for row in report.rows if row.title == "Slow checkout"]

    assert "It names what is no service here: Gone." in row.why


def past_of(newsroom: Newsroom, reading: Reading) -> list[Any]:
    return [
        newsroom.do(BRING_HISTORY, BringHistory(reading.kind.key, history))
        for history in reading.past()
    ]


@pytest.fixture
def later(newsroom: Newsroom) -> Callable[[timedelta], None]:
    """Sets the clock to so long after the first heartbeat."""

    def moved(after: timedelta) -> None:
        newsroom.clock.now_us = to_us(BEGAN + after)

    return moved


def test_history_ends_where_our_own_begins(
    newsroom: Newsroom, tmp_path: Path, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(days=1))
    reading = read_source(kuma_database(tmp_path / "kuma.db", {1: "1" * 60 + "0" * 30 + "1" * 60}))
    bring(newsroom, reading)
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        [component] = read_components(unit)
    own = BEGAN + timedelta(minutes=100)
    newsroom.measures(component.id, (own, ComponentStatus.OPERATIONAL))

    [done] = past_of(newsroom, reading)
    assert done.stretches == 3
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        spans = read_spans(unit)
        [check] = read_checks(unit)
        kept = read_histories(unit)[component.id]
        hour = to_us(BEGAN) // 3_600_000_000
        tallies = read_tallies(unit, daily=False, check_ids=[check.id], first=hour, end=hour + 9)
    assert [(one.start_us, one.stop_us) for one in spans] == [
        (to_us(BEGAN), to_us(BEGAN + timedelta(minutes=60))),
        (to_us(BEGAN + timedelta(minutes=60)), to_us(BEGAN + timedelta(minutes=90))),
        (to_us(BEGAN + timedelta(minutes=90)), to_us(own)),
        (to_us(own), None),
    ]
    assert (kept.from_us, kept.until_us) == (to_us(BEGAN), to_us(own))
    figures = newsroom.ask(UPTIME, UptimeAsk(Range.WEEK)).figures
    assert "Before 2026-02-01 it was partly measured by another program." in figures.rule
    said = newsroom.ask(UPTIME_REPORT, UptimeReportAsk())["services"]
    assert [one["measured_elsewhere_until"] for one in said] == ["2026-02-01T01:40:00Z"]
    assert list(tallies) == [hour]  # the second hour is partly ours
    assert (tallies[hour].up, tallies[hour].sum_us) == (60, 60 * 20_000)


def test_history_comes_along_once(
    newsroom: Newsroom, tmp_path: Path, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(days=1))
    reading = read_source(kuma_database(tmp_path / "kuma.db"))
    assert "was not brought along" in past_of(newsroom, reading)[0].why

    bring(newsroom, reading)
    assert past_of(newsroom, reading)[0].stretches == 1
    assert "before" in past_of(newsroom, reading)[0].why
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        assert len(read_spans(unit)) == 1
    report = bring(newsroom, reading)
    assert fates(report, Sort.HISTORY) == {"site 1": Fate.SAME}


def test_history_that_lies_ahead_of_the_clock_is_no_history(
    newsroom: Newsroom, tmp_path: Path, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(minutes=30))
    reading = read_source(kuma_database(tmp_path / "kuma.db"))
    bring(newsroom, reading)
    past_of(newsroom, reading)

    with newsroom.database.reading(newsroom.clock.now()) as unit:
        [span] = read_spans(unit)
    assert span.stop_us == to_us(BEGAN + timedelta(minutes=30))
