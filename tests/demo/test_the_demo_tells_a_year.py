"""The demo's story: quiet months, one bad hour, one slow week, two maintenances, and a gap."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.health.objective_queries import OBJECTIVES
from statusboard.app.history.queries import CORRECTIONS
from statusboard.app.installation import Installation
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.public import public_view
from statusboard.app.programs.demo_world import DemoWorld
from statusboard.app.reports.schedules import SCHEDULES
from statusboard.app.statements.queries import STATEMENT, StatementAsk
from statusboard.app.statements.watching import judged_uses
from statusboard.demo.commitments import GROUP_OBJECTIVES, SERVICE_OBJECTIVES, USES
from statusboard.demo.partners import SHOWN
from statusboard.demo.scenario import FALSE_ALARM, TROUBLE_BEGAN, write_scenario
from statusboard.demo.services import SERVICES, DemoService
from statusboard.demo.stage import FRESH, NARRATOR, Stage, set_stage
from statusboard.demo.timeline import timeline
from statusboard.domain.claim import QUARTER_DAYS, YEAR, ClaimKind
from statusboard.domain.instants import Interval, to_us
from statusboard.domain.objective import read_window
from statusboard.domain.page import MAIN
from statusboard.domain.span import Span, outages
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import measure
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.checks import read_checks
from statusboard.storage.claim_uses import read_uses
from statusboard.storage.components import add_component, read_components
from statusboard.storage.database import Database
from statusboard.storage.history.spans import read_spans
from statusboard.storage.maintenance import read_maintenance_between
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.new_relic_connections import read_connections
from statusboard.storage.pages import count_readers, read_pages
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.tables import DELIVERY
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit
from tests.fixtures.clock import ManualClock
from tests.fixtures.demo_stage import NOW, STAGE
from tests.fixtures.history import are_in_order

SCENARIO = write_scenario(NOW)


def spans_of(folder: Path) -> dict[str, list[Span]]:
    database = Database.open(str(folder / "statusboard.db"), read_only=True)
    with database.reading(NOW) as unit:
        names = {c.id: c.name for c in read_components(unit)}
        found: dict[str, list[Span]] = {name: [] for name in names.values()}
        for span in read_spans(unit):
            found[names[span.component_id]].append(span)
    database.close()
    return found


@pytest.mark.parametrize("role", SERVICES, ids=lambda role: role.name)
def test_a_timeline_is_in_order_and_ends_now(role: DemoService) -> None:
    stretches = timeline(role.name, SCENARIO)
    assert stretches[-1].stop_us is None
    for before, after in pairwise(stretches):
        assert before.stop_us is not None
        assert before.stop_us <= after.start_us


def test_the_spans_are_what_the_plot_says(told_once: Path) -> None:
    spans = spans_of(told_once)
    assert set(spans) == {role.name for role in SERVICES}
    for name, mine in spans.items():
        assert are_in_order(mine), name
        told_so = [(s.start_us, s.status) for s in mine]
        planned = [(s.start_us, s.status) for s in timeline(name, SCENARIO)]
        if name == FALSE_ALARM:  # corrected, so it is not there any more
            planned = [one for one in planned if one[0] < to_us(SCENARIO.now - timedelta(days=20))]
        assert told_so == planned


def test_in_the_gap_nobody_watched(told_once: Path) -> None:
    gap = Interval.between(*SCENARIO.gap)
    now_us = to_us(NOW)
    for name, mine in spans_of(told_once).items():
        assert measure(mine, gap, now_us=now_us).observed_us == 0, name
        assert all(s.until(now_us).clip(gap) is None for s in mine), name


def test_the_bad_hour_is_one_outage_of_an_hour_and_a_minute(told_once: Path) -> None:
    checkout = outages(spans_of(told_once)["Checkout API"])
    assert [o.status for o in checkout] == [ComponentStatus.MAJOR_OUTAGE] * 2
    assert checkout[0].length_us(to_us(NOW)) == 61 * 60 * 1_000_000
    assert checkout[1].stop_us is None
    assert checkout[1].start_us == to_us(NOW - TROUBLE_BEGAN)


def test_two_maintenances_and_a_slow_week_do_not_count_as_down(told_once: Path) -> None:
    spans = spans_of(told_once)
    planned = [s for m in spans.values() for s in m if s.status.value == "under_maintenance"]
    assert len({s.start_us for s in planned}) == 2
    year = Interval.between(NOW - timedelta(days=365), NOW)
    search = measure(spans["Search"], year, now_us=to_us(NOW))
    assert search.down_us == 0
    slow = [s for s in spans["Search"] if s.status is ComponentStatus.DEGRADED_PERFORMANCE]
    assert len(slow) == 7


def test_everything_is_marked_and_stays_on_this_computer(told_once: Path) -> None:
    database = Database.open(str(told_once / "statusboard.db"), read_only=True)
    with database.reading(NOW) as unit:
        settings = read_settings(unit)
        [new_relic] = read_connections(unit)
        targets = read_targets(unit)
        checks = read_checks(unit)
        open_now = incidents.read_unresolved(unit)
    database.close()
    assert settings["demo"] is True
    assert new_relic.url.startswith("http://127.0.0.1:")
    assert [target.page_id == MAIN for target in targets] == [True, False]
    assert all(target_kinds()[each.kind].stays_in(each.config, told_once) for each in targets)
    urls = [str(c.config["url"]) for c in checks if c.kind == "http"]
    assert urls
    assert all(url.startswith(STAGE.services_url) for url in urls)
    assert [i.wording.title for i in open_now] == ["Some card payments are failing at checkout"]


def test_work_is_done_and_to_come_and_the_page_shows_response_times(told_once: Path) -> None:
    database = Database.open(str(told_once / "statusboard.db"), read_only=True)
    with database.reading(NOW) as unit:
        planned = read_maintenance_between(unit, SCENARIO.began, NOW + timedelta(days=30))
        waiting = [
            row for row in unit.connection.execute(select(DELIVERY.c.state)) if row[0] == "queued"
        ]
        public = public_view(unit, None)
        main, partners = read_pages(unit)
        theirs = public_view(unit, partners.id)
        told_by = count_readers(unit)
    database.close()
    assert {one.name for one in theirs.services} == set(SHOWN)
    assert len(public.services) > len(SHOWN)
    assert told_by[main.id] > told_by[partners.id] > 0
    found = {one.plan.title: one.windows[0].status.value for one in planned}
    assert found == {
        "A larger warehouse": "completed",
        "Feature flags move house": "completed",
        "Weekly report run": "scheduled",
        "Database upgrade": "scheduled",
        "New edge for images": "draft",
    }
    assert waiting == []
    assert "New edge for images" not in {one.wording.title for one in public.maintenances}
    assert [one.name for one in public.metrics] == ["Time to check out", "Public API"]
    assert all(one.last for one in public.metrics)
    assert all(step for one in public.metrics for step in one.shown.steps)
    for one in planned[:2]:
        (scene,) = [scene for scene in SCENARIO.scenes if scene.start == one.windows[0].started_at]
        assert scene.until == one.windows[0].ended_at


@pytest.fixture(scope="module")
def story(told_once: Path) -> Iterator[Unit]:
    """A reading of the story."""
    opened = Database.open(str(told_once / "statusboard.db"), read_only=True)
    with opened.reading(NOW) as unit:
        yield unit
    opened.close()


def test_objectives_of_windows_hours_and_groups_stand_beside_the_usual_ones(story: Unit) -> None:
    found = {one.name: one for one in OBJECTIVES.run(story, None)}
    for name, (_, window, _) in {**SERVICE_OBJECTIVES, **GROUP_OBJECTIVES}.items():
        assert found[name].objective.window == read_window(window), name
    # Of some too little was observed to say.
    assert {one.is_kept for one in found.values()} >= {True, False}


def test_a_false_alarm_was_corrected_and_both_figures_are_there(story: Unit) -> None:
    (line,) = CORRECTIONS.run(story, None).lines
    assert line.service == FALSE_ALARM
    assert line.is_shown


def test_claims_are_made_in_places_and_hold(story: Unit) -> None:
    assert {one.where for one in read_uses(story)} == {where for where, _ in USES}
    assert judged_uses(story) == ((), ())


@pytest.mark.parametrize("period", [QUARTER_DAYS, YEAR])
def test_there_is_something_to_say_of_each_period(story: Unit, period: str) -> None:
    view = STATEMENT.run(story, StatementAsk(period))
    assert ClaimKind.AVAILABILITY in {one.asked.kind for one in view.offered}
    assert view.refused


def test_no_record_is_offered_while_an_incident_is_open(story: Unit) -> None:
    (search,) = [one.id for one in read_components(story) if one.name == "Search"]
    view = STATEMENT.run(story, StatementAsk(component_ids=(search,)))
    assert view.milestone is None


def test_a_report_is_made_every_month(story: Unit) -> None:
    (one,) = SCHEDULES.run(story, None)
    assert (one.schedule.every, one.schedule.list_name) == ("month", "Executives")


@pytest.fixture
def copy(told_once: Path, tmp_path: Path) -> Path:
    """A folder of this test's own with the story told; telling it takes seconds."""
    return Path(shutil.copytree(told_once, tmp_path / "demo"))


def test_a_story_of_today_is_kept_with_what_was_written_since(copy: Path) -> None:
    database = str(copy / "statusboard.db")
    clock = ManualClock(NOW)
    opened = Database.open(database)
    with opened.writing(NOW, NARRATOR) as unit:
        write_setting(unit, "page.name", "Written since")
    opened.close()
    clock.go(NOW + FRESH / 2)
    moved = Stage("http://127.0.0.1:19090", STAGE.new_relic_url, STAGE.key)
    assert set_stage(database, copy, moved, clock) == NOW
    opened = Database.open(database, read_only=True)
    with opened.reading(NOW) as unit:
        assert read_settings(unit)["page.name"] == "Written since"
        urls = {str(c.config.get("url", moved.services_url)) for c in read_checks(unit)}
    opened.close()
    assert all(url.startswith(moved.services_url) for url in urls)


def test_an_older_story_is_told_anew(copy: Path) -> None:
    clock = ManualClock(NOW + 2 * FRESH)
    assert set_stage(str(copy / "statusboard.db"), copy, STAGE, clock) == clock.now()


def test_a_database_with_somebodys_own_services_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = str(tmp_path / "mine.db")
    opened = Database.open(database)
    bring_to_head(opened)
    with opened.writing(NOW, NARRATOR) as unit:
        add_component(unit, name="Checkout API")
    opened.close()

    with pytest.raises(RuleBroken, match="not sample data"):
        set_stage(database, tmp_path, STAGE, ManualClock(NOW))

    opened = Database.open(database, read_only=True)
    with opened.reading(NOW) as unit:
        kept = [component.name for component in read_components(unit)]
    opened.close()
    assert kept == ["Checkout API"]
    assert not list(tmp_path.glob("*key*"))


def test_a_database_on_a_server_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="own"):
        set_stage("postgresql://127.0.0.1:1/mine", tmp_path, STAGE, ManualClock(NOW))


def test_a_database_that_holds_nothing_yet_takes_the_story(told_once: Path) -> None:
    opened = Database.open(str(told_once / "statusboard.db"), read_only=True)
    with opened.reading(NOW) as unit:
        assert {component.name for component in read_components(unit)} == {
            role.name for role in SERVICES
        }
    opened.close()


@pytest.mark.anyio
async def test_why_the_world_does_not_start_is_told_to_whoever_started_it(tmp_path: Path) -> None:
    database = str(tmp_path / "mine.db")  # as if a person had named the demo's own file
    opened = Database.open(database)
    bring_to_head(opened)
    with opened.writing(NOW, NARRATOR) as unit:
        add_component(unit, name="Checkout API")
    opened.close()
    world = DemoWorld(Installation(database, tmp_path))

    with pytest.raises(RuleBroken, match="not sample data"):
        await world.start()

    await world.stop()
