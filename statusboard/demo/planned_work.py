"""The planned work of the shop of the demo: done, to come, every week, and one that is a draft."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.commands import draft, plan
from statusboard.app.maintenance.inputs import DraftWork, PlanWork, Turn, Worked
from statusboard.app.maintenance.turning_commands import turn
from statusboard.demo.audience import Audience
from statusboard.demo.scenario import Scenario, Scene
from statusboard.demo.services import ZONE
from statusboard.domain.access import Actor
from statusboard.domain.maintenance import Plan
from statusboard.domain.maintenance_windows import as_clocks_show
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.maintenance import read_maintenance
from statusboard.storage.unit import Unit

UNDER = ComponentStatus.UNDER_MAINTENANCE
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
DAY = timedelta(days=1)
# So long before it begins the shop tells of its work; the one to come was told of so long ago.
TOLD_BEFORE, TOLD_AGO = timedelta(days=7), timedelta(days=3)
_TITLES = {
    "Reports": "A larger warehouse",
    "Feature flags": "Feature flags move house",
}
_BODIES = {
    "Reports": "From {started} to {ended} reports and the warehouse are not available while they "
    "move to larger machines. The shop works as usual. Reports that were ordered before are kept.",
    "Feature flags": "From {started} to {ended} feature flags cannot be changed while they move to "
    "new machines. Flags that are set stay as they are.",
}


def write_planned_work(
    database: Database, narrator: Actor, scenario: Scenario, audience: Audience
) -> None:
    """Plans it when it was planned, and lets what is over have begun and ended."""
    scenes = [scene for scene in scenario.scenes if scene.status is UNDER]
    for scene in scenes:
        _write_done(database, narrator, scene, audience)
    now = scenario.now
    with database.writing(now - 2 * TOLD_AGO, narrator) as unit:
        _put(unit, _weekly(audience, now), audience)
    with database.writing(now - TOLD_AGO, narrator) as unit:
        worked = _put(unit, _to_come(audience, now), audience)
    reminded_at = _starts_at(database, worked, now) - DAY
    if reminded_at <= now:
        with database.writing(reminded_at, narrator) as unit:
            turn.run(unit, Turn())
            _was_told(unit, worked.maintenance_id, audience)
    with database.writing(now - DAY, narrator) as unit:
        draft.run(unit, DraftWork(_drafted(audience, now)))


def _starts_at(database: Database, worked: Worked, now: datetime) -> datetime:
    with database.reading(now) as unit:
        found = read_maintenance(unit, worked.maintenance_id)
    assert found is not None
    return found.windows[0].starts_at


def _write_done(database: Database, narrator: Actor, scene: Scene, audience: Audience) -> None:
    assert scene.until is not None
    first = scene.services[0]
    done = Plan(
        title=_TITLES[first],
        zone=ZONE,
        starts_at=_wall(scene.start),
        lasts=scene.until - scene.start,
        components={audience.services[name]: UNDER for name in scene.services},
        body=_BODIES[first],
    )
    with database.writing(scene.start - TOLD_BEFORE, narrator) as unit:
        worked = _put(unit, done, audience)
    for at in (scene.start, scene.until):
        with database.writing(at, narrator) as unit:
            turn.run(unit, Turn())
            _was_told(unit, worked.maintenance_id, audience)


def _put(unit: Unit, work: Plan, audience: Audience) -> Worked:
    worked = plan.run(unit, PlanWork(work)).result
    _was_told(unit, worked.maintenance_id, audience)
    return worked


def _was_told(unit: Unit, maintenance_id: int, audience: Audience) -> None:
    """Whatever of it waits to be sent was sent then."""
    found = read_maintenance(unit, maintenance_id)
    assert found is not None
    for window in found.windows:
        if window.incident_id is not None:
            audience.was_told(unit, window.incident_id)


def _to_come(audience: Audience, now: datetime) -> Plan:
    services = audience.services
    return Plan(
        title="Database upgrade",
        zone=ZONE,
        starts_at=night_after(now + timedelta(hours=12)),
        lasts=timedelta(hours=2, minutes=30),
        components={services["Accounts"]: UNDER, services["Order tracking"]: DEGRADED},
        body="From {started} to {ended} accounts cannot be opened, and order tracking may be slow, "
        "while a database gets a new version. Ordering and paying work as usual.",
    )


def _weekly(audience: Audience, now: datetime) -> Plan:
    soon = _wall(now).date()
    tuesday = soon + (1 - soon.weekday()) % 7 * DAY
    starts_at = datetime.combine(tuesday, time(6))
    if starts_at <= _wall(now):
        starts_at += 7 * DAY
    return Plan(
        title="Weekly report run",
        zone=ZONE,
        starts_at=starts_at,
        lasts=timedelta(minutes=20),
        components={audience.services["Reports"]: UNDER},
        body="On Tuesdays from 06:00 to 06:20 Berlin time reports cannot be opened while the "
        "week is added up.",
        repeats="FREQ=WEEKLY;BYDAY=TU",
        tells=False,
    )


def _drafted(audience: Audience, now: datetime) -> Plan:
    later = night_after(now + 5 * DAY)
    return Plan(
        title="New edge for images",
        zone=ZONE,
        starts_at=later.replace(hour=22),
        lasts=timedelta(hours=1),
        components={audience.services["Image CDN"]: DEGRADED},
    )


def night_after(earliest: datetime) -> datetime:
    """The next two in the morning, as the shop's clocks show it: three, where they leave it out."""
    wall = _wall(earliest)
    night = datetime.combine(wall.date(), time(2))
    return as_clocks_show(night if night >= wall else night + DAY, ZoneInfo(ZONE))


def _wall(instant: datetime) -> datetime:
    return instant.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
