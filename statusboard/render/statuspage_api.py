"""The public API in Statuspage's shape, version 2, as files of JSON.

Programs that read status pages read these: field names, types, nulls and order are theirs, not
ours. Instants are UTC with milliseconds. Planned work has the fields of an incident and its
schedule; the format has no word for what was cancelled, so its name says it.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from statusboard.domain.component_rule import group_status
from statusboard.domain.endings import shown_at
from statusboard.domain.instants import require_utc
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.public import (
    PublicGroup,
    PublicIncident,
    PublicMaintenance,
    PublicService,
    PublicUpdate,
    PublicView,
)
from statusboard.render.api_words import (
    body_in_api,
    incident_address,
    maintenance_address,
    name_in_api,
    work_name_in_api,
)
from statusboard.render.clean import clean_line, clean_text
from statusboard.render.headline import headline, unresolved
from statusboard.render.maintenance import running, upcoming

NEWEST = 50
DEMO_MARK = " (sample data)"

Json = dict[str, object]


def api_files(view: PublicView) -> dict[str, bytes]:
    """Every file of the API by its path; `summary.json`, which says it all, comes last."""
    page: Json = {"page": _page(view)}
    status: Json = {"status": _status(view)}
    components: Json = {"components": _components(view)}
    newest = {"incidents": _incidents(view, view.incidents[:NEWEST])}
    open_now = {"incidents": _incidents(view, unresolved(view))}
    under_way, to_come = running(view), upcoming(view)
    told = {"scheduled_maintenances": _maintenances(view, view.maintenances[:NEWEST])}
    coming = {"scheduled_maintenances": _maintenances(view, to_come)}
    active = {"scheduled_maintenances": _maintenances(view, under_way)}
    ahead = {"scheduled_maintenances": _maintenances(view, (*under_way, *to_come))}
    files = {
        "status.json": page | status,
        "components.json": page | components,
        "incidents.json": page | newest,
        "incidents/unresolved.json": page | open_now,
        "scheduled-maintenances.json": page | told,
        "scheduled-maintenances/upcoming.json": page | coming,
        "scheduled-maintenances/active.json": page | active,
        "summary.json": page | components | open_now | ahead | status,
    }
    return {f"api/v2/{name}": _encode(document) for name, document in files.items()}


def _encode(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _instant(instant: datetime) -> str:
    utc = require_utc(instant)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def _instant_or_none(instant: datetime | None) -> str | None:
    return None if instant is None else _instant(instant)


def _page(view: PublicView) -> Json:
    name = clean_line(view.page_name) or "Status"
    return {
        "id": view.page_id,
        "name": name + (DEMO_MARK if view.is_demo else ""),
        "url": view.page_url,
        "time_zone": view.zone,
        "updated_at": _instant(_updated_at(view)),
    }


def _updated_at(view: PublicView) -> datetime:
    updates = [one.updates for one in view.incidents] + [one.updates for one in view.maintenances]
    return max((view.updated_at, *(said.published_at for each in updates for said in each)))


def _status(view: PublicView) -> Json:
    line = headline(view)
    return {"indicator": line.indicator, "description": line.description}


def _components(view: PublicView) -> list[Json]:
    """Groups in their order, each followed by its services; then those without one."""
    listed: list[Json] = []
    known = {group.public_id for group in view.groups}
    for group in sorted(view.groups, key=lambda g: (g.position, g.public_id)):
        children = _ordered(s for s in view.services if s.group_id == group.public_id)
        if not children:
            continue
        listed.append(_group(view, group, children))
        listed.extend(
            _component(view, child, position) for position, child in enumerate(children, 1)
        )
    alone = _ordered(s for s in view.services if s.group_id not in known)
    listed.extend(
        _component(view, service, position)
        for position, service in enumerate(alone, len(view.groups) + 1)
    )
    return listed


def _ordered(services: Iterable[PublicService]) -> list[PublicService]:
    return sorted(services, key=lambda s: (s.position, s.public_id))


def _group(view: PublicView, group: PublicGroup, children: list[PublicService]) -> Json:
    return {
        "id": group.public_id,
        "name": clean_line(group.name),
        "status": _status_word(group_status(group.rule, (child.status for child in children))),
        "created_at": _instant(min(child.created_at for child in children)),
        "updated_at": _instant(max(child.updated_at for child in children)),
        "position": group.position + 1,
        "description": None,
        "showcase": False,
        "start_date": None,
        "group_id": None,
        "page_id": view.page_id,
        "group": True,
        "only_show_if_degraded": False,
        "components": [child.public_id for child in children],
    }


def _component(view: PublicView, service: PublicService, position: int) -> Json:
    known = {group.public_id for group in view.groups}
    return {
        "id": service.public_id,
        "name": clean_line(service.name),
        "status": _status_word(service.status),
        "created_at": _instant(service.created_at),
        "updated_at": _instant(service.updated_at),
        "position": position,
        "description": clean_text(service.description) or None,
        "showcase": True,
        "start_date": f"{require_utc(service.created_at):%Y-%m-%d}",
        "group_id": service.group_id if service.group_id in known else None,
        "page_id": view.page_id,
        "group": False,
        "only_show_if_degraded": False,
    }


def _status_word(status: ComponentStatus) -> str:
    """The format has no word for what is not known; customers were told nothing else."""
    return (ComponentStatus.OPERATIONAL if status is ComponentStatus.UNKNOWN else status).value


def _incidents(view: PublicView, incidents: Iterable[PublicIncident]) -> list[Json]:
    services = {str(component["id"]): component for component in _components(view)}
    return [_incident(view, incident, services) for incident in incidents]


def _incident(view: PublicView, incident: PublicIncident, services: dict[str, Json]) -> Json:
    newest = max((update.published_at for update in incident.updates), default=None)
    return {
        "id": incident.public_id,
        "name": name_in_api(incident),
        "status": incident.status.value,
        "created_at": _instant(incident.created_at),
        "updated_at": _instant(newest or incident.created_at),
        "monitoring_at": _instant_or_none(incident.monitoring_at),
        "resolved_at": _instant_or_none(incident.resolved_at),
        "impact": incident.impact.value,
        "shortlink": incident_address(view, incident.public_id),
        "started_at": _instant(incident.started_at),
        "page_id": view.page_id,
        "incident_updates": _updates(view, incident.public_id, incident.updates, incident),
        "components": [services[code] for code, _ in incident.named if code in services],
        "reminder_intervals": None,
    }


def _maintenances(view: PublicView, planned: Iterable[PublicMaintenance]) -> list[Json]:
    services = {str(component["id"]): component for component in _components(view)}
    return [_maintenance(view, one, services) for one in planned]


def _maintenance(view: PublicView, one: PublicMaintenance, services: dict[str, Json]) -> Json:
    said = [update.published_at for update in one.updates]
    looked_over = [
        update.published_at
        for update in one.updates
        if update.wording.status is IncidentStatus.VERIFYING
    ]
    return {
        "id": one.public_id,
        "name": work_name_in_api(one),
        "status": _state_word(one.status),
        "created_at": _instant(one.created_at),
        "updated_at": _instant(max(said)),
        "monitoring_at": _instant_or_none(min(looked_over, default=None)),
        "resolved_at": _instant_or_none(one.ended_at),
        "impact": "maintenance",
        "shortlink": maintenance_address(view, one.public_id),
        "started_at": _instant(min(said)),
        "page_id": view.page_id,
        "incident_updates": _updates(view, one.public_id, one.updates),
        "components": [services[code] for code, _ in one.named if code in services],
        "reminder_intervals": None,
        "scheduled_for": _instant(one.scheduled_for),
        "scheduled_until": _instant(one.scheduled_until),
    }


def _state_word(status: IncidentStatus) -> str:
    """The format's word for a state. It has none for *cancelled*, which nothing follows either."""
    return (IncidentStatus.COMPLETED if status is IncidentStatus.CANCELLED else status).value


def _names(view: PublicView) -> dict[str, str]:
    """What stands before a service's name: its group, as the format has it."""
    groups = {group.public_id: clean_line(group.name) for group in view.groups}
    return {
        service.public_id: f"{groups[service.group_id]} - "
        for service in view.services
        if service.group_id in groups
    }


def _updates(
    view: PublicView,
    incident_id: str,
    updates: tuple[PublicUpdate, ...],
    incident: PublicIncident | None = None,
) -> list[Json]:
    """Everything that was said, newest first; `incident` None: of planned work."""
    names = _names(view)
    places = range(len(updates))
    return [_update(view, incident_id, updates, place, names, incident) for place in places]


def _update(
    view: PublicView,
    incident_id: str,
    updates: tuple[PublicUpdate, ...],
    place: int,
    prefixes: dict[str, str],
    incident: PublicIncident | None,
) -> Json:
    update = updates[place]
    said = _instant(update.published_at)
    moves = [
        {
            "code": move.service_id,
            "name": prefixes.get(move.service_id, "") + clean_line(move.name),
            "old_status": _status_word(move.old_status),
            "new_status": _status_word(move.new_status),
        }
        for move in update.moves
    ]
    return {
        "id": update.public_id,
        "status": _state_word(update.wording.status),
        "body": body_in_api(view, incident, update),
        "incident_id": incident_id,
        "created_at": said,
        # The format tells so that something about an update is not what it was.
        "updated_at": _instant(update.taken_back_at or update.published_at),
        "display_at": _instant(shown_at(updates, place)),
        "affected_components": moves or None,
        "deliver_notifications": False,
        "custom_tweet": None,
        "tweet_id": None,
    }
