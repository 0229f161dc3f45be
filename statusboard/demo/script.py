"""Writes the story into a fresh database: services, a year of history, and what was told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from statusboard.app.page.kinds import local_kind, target_kinds
from statusboard.app.page.metrics import keep_metric_services
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.services.kinds import check_kinds, web_kind
from statusboard.app.settings import (
    DEMO,
    METRICS_SHOWN,
    PAGE_NAME,
    PAGE_ZONE,
    PROMISED,
    UPTIME,
)
from statusboard.demo import response_times
from statusboard.demo.audience import LISTS, Audience
from statusboard.demo.channels import write_channels
from statusboard.demo.commitments import promise, write_commitments
from statusboard.demo.incidents import ToldIncident, told_incidents
from statusboard.demo.measurements import Played, pack, write_measurements
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.partners import write_partners
from statusboard.demo.people import Staff, write_people
from statusboard.demo.planned_work import write_planned_work
from statusboard.demo.providers.together import Places
from statusboard.demo.scenario import Scenario, write_scenario
from statusboard.demo.services import GROUPS, METRICS, SERVICES, DemoService
from statusboard.demo.services import PAGE_NAME as SHOP
from statusboard.demo.services import ZONE as SHOP_ZONE
from statusboard.demo.timeline import timeline
from statusboard.demo.visitors import write_visits
from statusboard.domain.access import Actor, loop
from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, impact_of
from statusboard.storage import generations, incident_updates, leases
from statusboard.storage.audit import write_audit
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.dependencies import write_parents
from statusboard.storage.dispatches import told_to
from statusboard.storage.groups import add_group
from statusboard.storage.inside_lists import add_list
from statusboard.storage.settings import write_setting
from statusboard.storage.targets import add_target, target_names
from statusboard.storage.unit import Unit

DAY_S = 86_400.0


def write_story(
    database: Database,
    folder: Path,
    services_url: str,
    places: Places,
    now: datetime,
    narrator: Actor,
) -> None:
    """The database of the demo, up to `now`."""
    scenario = write_scenario(now)
    with database.writing(scenario.began, narrator) as unit:
        _write_settings(unit, folder)
        played = _write_services(unit, services_url, scenario)
        write_setting(unit, METRICS_SHOWN, METRICS)
        keep_metric_services(unit)
        audience = _write_audience(unit, played, places)
        promise(unit, audience)
    staff = write_people(database, narrator, scenario.began)
    *earlier, latest = told_incidents(scenario)
    for told in earlier:
        _write_incident(database, staff, told, played, audience, now)
    staff.write_the_day(now)
    incident_id = _write_incident(database, staff, latest, played, audience, now)
    staff.be_seen(now)
    write_planned_work(database, narrator, scenario, audience)
    with database.writing(now, narrator) as unit:
        audience.come(unit, days_left=0.0, waits_for=incident_id)
        write_visits(unit)
    with database.writing(now, loop("collector")) as unit:
        write_measurements(unit, played, scenario)
    while pack(database, now):
        pass
    with database.writing(now, narrator) as unit:
        beat(unit)  # what lasts is believed up to now, which claims stand on
    write_commitments(staff, scenario, audience)
    with database.writing(now, narrator) as unit:
        write_partners(unit, folder, audience)  # last: what was told was told by one page


def beat(unit: Unit) -> None:
    """The last sign of the story's collector: up to here its open spans are believed."""
    holder = "sample data"
    ttl = timedelta(seconds=1)
    leases.take(unit, role="collector", holder=holder, ttl=ttl)
    leases.renew(unit, role="collector", holder=holder, ttl=ttl)
    leases.release(unit, role="collector", holder=holder)


def _write_settings(unit: Unit, folder: Path) -> None:
    write_setting(unit, DEMO, value=True)
    write_setting(unit, PAGE_NAME, SHOP)
    write_setting(unit, PAGE_ZONE, SHOP_ZONE)
    write_setting(unit, UPTIME.setting("business_hours"), "Mon-Sat 08:00-20:00")
    write_setting(unit, UPTIME.setting("hour_costs"), 4_000)
    write_setting(unit, PROMISED, 99.9)
    page = folder / "page"
    page.mkdir(exist_ok=True)
    kind = local_kind(target_kinds())
    assert kind.inside is not None
    add_target(unit, kind=kind.key, config=kind.inside(page))
    keep_page_id(unit)


def _write_services(unit: Unit, services_url: str, scenario: Scenario) -> tuple[Played, ...]:
    groups = {name: add_group(unit, name).id for name in GROUPS}
    played = []
    for service in SERVICES:
        component = add_component(
            unit,
            name=service.name,
            group_id=groups[service.group],
            promised_ppm=round(float(service.promised) * 10_000),
        )
        checks = tuple(_write_checks(unit, component, service, services_url))
        played.append(Played(service, component, checks, timeline(service.name, scenario)))
    ids = {one.service.name: one.component.id for one in played}
    needs = {ids[one.name]: [ids[name] for name in one.needs] for one in SERVICES if one.needs}
    write_parents(unit, needs)
    return tuple(played)


def _write_checks(
    unit: Unit, component: Component, service: DemoService, services_url: str
) -> Iterator[Check]:
    minute = timedelta(seconds=60)
    if service.slug:
        config: dict[str, object] = {"url": f"{services_url}/{service.slug}/health"}
        if service.slug in ("payments", "search", "products"):
            config["slow_after"] = "1500ms"
        if service.slug == "checkout":
            config |= {"expect_json": "$.status", "expect_json_value": "ok"}
        interval = timedelta(seconds=20)
        deadline = timedelta(seconds=10)
        yield add_check(
            unit,
            component_id=component.id,
            kind=web_kind(check_kinds()).key,
            config=config,
            interval=interval,
            deadline=deadline,
        )
    if service.entity:
        entity = {"guid": WELL_KNOWN[service.entity], "name": service.entity}
        yield add_check(
            unit,
            component_id=component.id,
            kind=response_times.ENTITY,
            config=entity,
            interval=minute,
            deadline=timedelta(seconds=30),
        )


def _write_audience(unit: Unit, played: tuple[Played, ...], places: Places) -> Audience:
    services = {one.service.name: one.component.id for one in played}
    groups = {one.service.group: one.component.group_id for one in played}
    return Audience(
        write_channels(unit, places),
        services,
        {name: number for name, number in groups.items() if number is not None},
        {name: add_list(unit, name=name, text=text).id for name, text in LISTS.items()},
    )


def _write_incident(
    database: Database,
    staff: Staff,
    told: ToldIncident,
    played: tuple[Played, ...],
    audience: Audience,
    now: datetime,
) -> int:
    """The incident with its updates, of which everybody was told who was there by then; its id."""
    ids = {one.service.name: one.component.id for one in played}
    incident_id: int | None = None
    before = dict.fromkeys(told.services, ComponentStatus.OPERATIONAL)
    for line in told.lines:
        over = line.status.is_over
        after = dict.fromkeys(told.services, ComponentStatus.OPERATIONAL) if over else told.services
        published_at = told.at(line)
        promise = timedelta(minutes=line.promise) if line.promise is not None else None
        wording = Wording(told.title, line.status, line.body, next_update_in=promise)
        new_update = incident_updates.NewUpdate(
            wording=wording.settled(
                published_at,
                started_at=told.started_at,
                ended_at=(told.ended_at or published_at) if over else None,
                components={ids[name]: status for name, status in after.items()},
            ),
            impact=impact_of(told.services.values()),
            moves={ids[name]: (before[name], after[name]) for name in told.services},
            published_by=staff.publisher.name,
        )
        with database.writing(published_at, staff.publisher) as unit:
            if incident_id is None:
                audience.come(unit, (now - published_at).total_seconds() / DAY_S)
            incident_id, _ = incident_updates.append_update(unit, incident_id, new_update)
            generation = generations.open_generation(unit, "notice", target_names(unit))
            audience.tell(unit, incident_id, generation, told.title)
            count = told_to(unit, [incident_id]).get(incident_id, 0)
            detail: dict[str, object] = {"status": line.status.value, "recipients": count}
            write_audit(
                unit, verb="notice.publish", subject=f"incident {incident_id}", detail=detail
            )
        before = dict(after)
    assert incident_id is not None
    return incident_id
