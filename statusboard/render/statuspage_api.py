"""The public API in Statuspage's shape, version 2, as files of JSON.

Programs that read status pages read these: field names, types, nulls and order are theirs, not
ours. Instants are UTC with milliseconds. There is no planned work in this version, so the lists
of scheduled maintenances are empty; programs ask for them all the same.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from statusboard.domain.endings import shown_at
from statusboard.domain.instants import require_utc
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.views.public import (
    PublicGroup,
    PublicIncident,
    PublicService,
    PublicView,
)
from statusboard.render.api_words import body_in_api, incident_address, name_in_api
from statusboard.render.clean import clean_line, clean_text
from statusboard.render.headline import headline, unresolved

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
    planned: Json = {"scheduled_maintenances": []}
    files = {
        "status.json": page | status,
        "components.json": page | components,
        "incidents.json": page | newest,
        "incidents/unresolved.json": page | open_now,
        "scheduled-maintenances.json": page | planned,
        "scheduled-maintenances/upcoming.json": page | planned,
        "scheduled-maintenances/active.json": page | planned,
        "summary.json": page | components | open_now | planned | status,
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
    said = (update.published_at for incident in view.incidents for update in incident.updates)
    return max((view.updated_at, *said))


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
        "status": _status_word(worst(child.status for child in children)),
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
    names = _names(view)
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
        "incident_updates": [
            _update(view, incident, place, names) for place in range(len(incident.updates))
        ],
        "components": [services[code] for code, _ in incident.named if code in services],
        "reminder_intervals": None,
    }


def _names(view: PublicView) -> dict[str, str]:
    """What stands before a service's name: its group, as the format has it."""
    groups = {group.public_id: clean_line(group.name) for group in view.groups}
    return {
        service.public_id: f"{groups[service.group_id]} - "
        for service in view.services
        if service.group_id in groups
    }


def _update(
    view: PublicView, incident: PublicIncident, place: int, prefixes: dict[str, str]
) -> Json:
    update = incident.updates[place]
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
        "status": update.wording.status.value,
        "body": body_in_api(view, incident, update),
        "incident_id": incident.public_id,
        "created_at": said,
        # The format tells so that something about an update is not what it was.
        "updated_at": _instant(update.taken_back_at or update.published_at),
        "display_at": _instant(shown_at(incident.updates, place)),
        "affected_components": moves or None,
        "deliver_notifications": False,
        "custom_tweet": None,
        "tweet_id": None,
    }
