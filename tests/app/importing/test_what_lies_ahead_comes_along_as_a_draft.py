"""Planned work and what goes on: kept as drafts, told to nobody, and once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.importing.coming import (
    AS_DRAFT,
    NO_END,
    NO_SERVICE,
    NO_SUCH_ZONE,
    OVER,
    PLAN_DRAFT,
)
from statusboard.app.importing.commands import BRING, PREVIEW_IMPORT
from statusboard.app.importing.plan import WAS_DRAFT
from statusboard.app.importing.reading import read_source
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.importing import Fate, ReportRow, Sort
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.generations import newest_generation
from statusboard.storage.incidents import read_incidents
from statusboard.storage.maintenance import read_all_maintenance
from statusboard.storage.notices import read_drafts
from tests.fixtures.peers import with_work
from tests.fixtures.speaking import Newsroom

KEYS = ("uptime_kuma", "statuspage", "cstate")


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    return Newsroom(database)


def brought(newsroom: Newsroom, key: str, home: Path, sort: Sort) -> Mapping[str, ReportRow]:
    report = newsroom.do(BRING, read_source(with_work(key, home)).bring).report
    return {row.title: row for row in report.rows if row.sort is sort}


def plans(newsroom: Newsroom) -> Mapping[str, Maintenance]:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        return {one.plan.title: one for one in read_all_maintenance(unit)}


@pytest.mark.parametrize("key", KEYS)
def test_it_is_a_draft_that_nobody_is_told_of_and_comes_once(
    key: str, newsroom: Newsroom, tmp_path: Path
) -> None:
    given = read_source(with_work(key, tmp_path)).bring
    before = newsroom.ask(PREVIEW_IMPORT, given)
    assert newsroom.do(BRING, given).report == before

    drafts = [row for row in before.rows if row.sort in (Sort.WORK, Sort.DRAFT)]
    written = [row for row in drafts if row.fate is Fate.NEW]
    assert {row.sort for row in written} == {Sort.WORK, Sort.DRAFT}
    assert all(row.why[-1] in (PLAN_DRAFT, AS_DRAFT) for row in written)
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        kept = len(read_all_maintenance(unit)) + len(read_drafts(unit))
        assert kept == len(written)
        assert read_incidents(unit) == ()
        assert newest_generation(unit) is None
    states = {window.status for one in plans(newsroom).values() for window in one.windows}
    assert states == {MaintenanceStatus.DRAFT}

    again = newsroom.do(BRING, given).report
    assert [row.fate for row in again.rows if (row.sort, row.key) in _keys(written)] == [
        Fate.SAME
    ] * len(written)
    assert len(plans(newsroom)) == sum(row.sort is Sort.WORK for row in written)


def _keys(rows: list[ReportRow]) -> set[tuple[Sort, str]]:
    return {(row.sort, row.key) for row in rows}


def test_without_drafts_none_is_kept(newsroom: Newsroom, tmp_path: Path) -> None:
    reading = read_source(with_work("statuspage", tmp_path))
    newsroom.do(BRING, replace(reading.bring, with_drafts=False))
    assert plans(newsroom) == {}
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        assert read_drafts(unit) == ()


def test_work_of_kuma_stands_on_the_clock_it_stood_on(newsroom: Newsroom, tmp_path: Path) -> None:
    rows = brought(newsroom, "uptime_kuma", tmp_path, Sort.WORK)
    found = plans(newsroom)

    once = found["Once"].plan
    assert (once.starts_at, once.lasts) == (datetime(2026, 12, 1, 22), timedelta(hours=2.5))  # noqa: DTZ001
    assert (once.zone, once.body, once.repeats) == ("Europe/Berlin", r"We \*move\*.", "")
    assert list(once.components.values()) == [ComponentStatus.UNDER_MAINTENANCE]
    assert {title: one.plan.repeats for title, one in found.items() if title != "Once"} == {
        "Weekdays": "FREQ=WEEKLY;BYDAY=SU,MO,SA",
        "Days": "FREQ=MONTHLY;BYMONTHDAY=-1,1,15",
        "Every third": "FREQ=DAILY;INTERVAL=3",
        "By crontab": "FREQ=WEEKLY;BYDAY=MO,TU,WE",
    }
    assert found["Weekdays"].plan.lasts == timedelta(hours=1.5)
    assert found["By crontab"].plan.lasts == timedelta(minutes=30)
    now = newsroom.clock.now().replace(tzinfo=None)
    assert all(now <= one.plan.starts_at for one in found.values())
    # Every third day is counted from where it was there.
    began = found["Every third"].plan.starts_at
    assert (began - datetime(2026, 1, 1, 2)) % timedelta(days=3) == timedelta(0)  # noqa: DTZ001
    assert NO_SUCH_ZONE in rows["Days"].why
    assert "Its zone was that of the server" in rows["Weekdays"].why[0]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Odd crontab", "is said in a way that is not understood"),
        ("By hand", "switched by hand there"),
        ("Off", "switched off there"),
        ("Over", OVER),
        ("About nothing", NO_SERVICE),
        ("Backwards", "from when until when"),
    ],
)
def test_what_cannot_be_planned_says_why(
    title: str, words: str, newsroom: Newsroom, tmp_path: Path
) -> None:
    row = brought(newsroom, "uptime_kuma", tmp_path, Sort.WORK)[title]
    assert row.fate is Fate.LEFT_OUT
    assert words in row.why[-1]
    assert title not in plans(newsroom)


def test_work_of_statuspage_keeps_its_instants(newsroom: Newsroom, tmp_path: Path) -> None:
    rows = brought(newsroom, "statuspage", tmp_path, Sort.WORK)
    assert {title: row.fate for title, row in rows.items()} == {
        "New database": Fate.NEW,
        "No time": Fate.LEFT_OUT,
    }
    assert "It names what is no service here: Gone." in rows["New database"].why
    plan = plans(newsroom)["New database"].plan
    assert (plan.zone, plan.starts_at) == ("UTC", datetime(2026, 12, 1, 22))  # noqa: DTZ001
    assert (plan.lasts, plan.body) == (timedelta(hours=2.5), "We move.")


def test_an_issue_that_lies_ahead_is_planned_work(newsroom: Newsroom, tmp_path: Path) -> None:
    row = brought(newsroom, "cstate", tmp_path, Sort.WORK)["New routers"]
    assert NO_END in row.why
    plan = plans(newsroom)["New routers"].plan
    assert (plan.starts_at, plan.lasts) == (datetime(2026, 12, 1, 20), timedelta(hours=1))  # noqa: DTZ001


def test_what_goes_on_has_the_newest_words_and_is_no_past_incident_later(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    reading = read_source(with_work("uptime_kuma", tmp_path))
    newsroom.do(BRING, reading.bring)
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        [(_, revision)] = read_drafts(unit)
        services = {one.name for one in read_components(unit)}
    assert services == {"site 1"}
    wording = revision.wording
    assert (wording.title, wording.body) == ("Cards fail", "We look into it.")
    assert wording.status is IncidentStatus.INVESTIGATING

    [open_one] = reading.found.incidents
    assert open_one.started_at == wording.started_at
    over = replace(open_one, ended_at=open_one.started_at + timedelta(hours=1))
    later = replace(reading.bring, incidents=(over,), with_incidents=True)
    [row] = [row for row in newsroom.do(BRING, later).report.rows if row.sort is Sort.INCIDENT]
    assert (row.fate, row.why) == (Fate.LEFT_OUT, (WAS_DRAFT,))
