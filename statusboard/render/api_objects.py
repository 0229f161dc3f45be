"""The objects of Statuspage's public API, version 2: pages, components, incidents, updates.

Programs that read status pages read these: field names, types, nulls and order are theirs, not
ours. Instants are UTC with milliseconds. Planned work has the fields of an incident and its
schedule; the format has no word for what was cancelled, so its name says it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from statusboard.render.headline import headline
from statusboard.render.identity import page_name
from statusboard.render.instant_text import to_millisecond

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class ApiObjects:
    """Makes the objects of one view.

    `components` are all of them in their order, groups before what is in them. `prefixes` are what
    stands before a service's name in an update: its group, as the format has it.
    """

    view: PublicView
    components: Sequence[Json]
    by_id: Mapping[str, Json]
    prefixes: Mapping[str, str]

    @classmethod
    def of(cls, view: PublicView) -> "ApiObjects":
        """The objects of a view."""
        components = _components(view)
        return cls(view, components, {str(one["id"]): one for one in components}, _prefixes(view))

    def page(self) -> Json:
        """The page, which changed last when anything was said or published."""
        return page_object(self.view, _updated_at(self.view))

    def status(self) -> Json:
        """How everything is, in the format's words."""
        line = headline(self.view)
        return {"indicator": line.indicator, "description": line.description}

    def incident(self, incident: PublicIncident) -> Json:
        """An incident with every update, and the components that it names as they are now."""
        return {
            "id": incident.public_id,
            "name": name_in_api(incident),
            "status": incident.status.value,
            "created_at": to_millisecond(incident.created_at),
            "updated_at": to_millisecond(changed_at(incident.updates)),
            "monitoring_at": _instant_or_none(incident.monitoring_at),
            "resolved_at": _instant_or_none(incident.resolved_at),
            "impact": incident.impact.value,
            "shortlink": incident_address(self.view, incident.public_id),
            "started_at": to_millisecond(incident.started_at),
            "page_id": self.view.page_id,
            "incident_updates": self._updates(incident.public_id, incident.updates, incident),
            "components": self.named(incident.named),
            "reminder_intervals": None,
        }

    def maintenance(self, one: PublicMaintenance) -> Json:
        """A window of planned work with every update."""
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
            "created_at": to_millisecond(one.created_at),
            "updated_at": to_millisecond(changed_at(one.updates)),
            "monitoring_at": _instant_or_none(min(looked_over, default=None)),
            "resolved_at": _instant_or_none(one.ended_at),
            "impact": "maintenance",
            "shortlink": maintenance_address(self.view, one.public_id),
            "started_at": to_millisecond(min(said)),
            "page_id": self.view.page_id,
            "incident_updates": self._updates(one.public_id, one.updates),
            "components": self.named(one.named),
            "reminder_intervals": None,
            "scheduled_for": to_millisecond(one.scheduled_for),
            "scheduled_until": to_millisecond(one.scheduled_until),
        }

    def as_told(
        self, named: Iterable[tuple[str, ComponentStatus]], updates: Sequence[PublicUpdate]
    ) -> list[Json]:
        """The components that something names, as it told of them last.

        What is over tells the same for ever, whatever becomes of its services afterwards.
        """
        newest = to_millisecond(changed_at(updates))
        return [
            self.by_id[code] | {"status": _status_word(status), "updated_at": newest}
            for code, status in named
            if code in self.by_id
        ]

    def named(self, named: Iterable[tuple[str, ComponentStatus]]) -> list[Json]:
        """The components that something names, as they are now."""
        return [self.by_id[code] for code, _ in named if code in self.by_id]

    def _updates(
        self,
        incident_id: str,
        updates: tuple[PublicUpdate, ...],
        incident: PublicIncident | None = None,
    ) -> list[Json]:
        """Everything that was said, newest first; `incident` None: of planned work."""
        return [
            self._update(incident_id, updates, place, incident) for place in range(len(updates))
        ]

    def _update(
        self,
        incident_id: str,
        updates: tuple[PublicUpdate, ...],
        place: int,
        incident: PublicIncident | None,
    ) -> Json:
        update = updates[place]
        moves = [
            {
                "code": move.service_id,
                "name": self.prefixes.get(move.service_id, "") + clean_line(move.name),
                "old_status": _status_word(move.old_status),
                "new_status": _status_word(move.new_status),
            }
            for move in update.moves
        ]
        return {
            "id": update.public_id,
            "status": _state_word(update.wording.status),
            "body": body_in_api(self.view, incident, update),
            "incident_id": incident_id,
            "created_at": to_millisecond(update.published_at),
            # The format tells so that something about an update is not what it was.
            "updated_at": to_millisecond(update.taken_back_at or update.published_at),
            "display_at": to_millisecond(shown_at(updates, place)),
            "affected_components": moves or None,
            "deliver_notifications": False,
            "custom_tweet": None,
            "tweet_id": None,
        }


def page_object(view: PublicView, updated_at: datetime) -> Json:
    """The page as the format has it; `updated_at` is when what is told beside it changed last."""
    return {
        "id": view.page_id,
        "name": page_name(view),
        "url": view.page_url,
        "time_zone": view.zone,
        "updated_at": to_millisecond(updated_at),
    }


def changed_at(updates: Iterable[PublicUpdate]) -> datetime:
    """When anything of these updates changed last: a new one, or one whose words were taken back.

    Raises ValueError where there is none.
    """
    return max(update.taken_back_at or update.published_at for update in updates)


def _instant_or_none(instant: datetime | None) -> str | None:
    return None if instant is None else to_millisecond(instant)


def _updated_at(view: PublicView) -> datetime:
    updates = [one.updates for one in view.incidents] + [one.updates for one in view.maintenances]
    return max((view.updated_at, *(said.published_at for each in updates for said in each)))


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
            _component(view, child, position, known) for position, child in enumerate(children, 1)
        )
    alone = _ordered(s for s in view.services if s.group_id not in known)
    listed.extend(
        _component(view, service, position, known)
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
        "created_at": to_millisecond(min(child.created_at for child in children)),
        "updated_at": to_millisecond(max(child.updated_at for child in children)),
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


def _component(view: PublicView, service: PublicService, position: int, known: set[str]) -> Json:
    return {
        "id": service.public_id,
        "name": clean_line(service.name),
        "status": _status_word(service.status),
        "created_at": to_millisecond(service.created_at),
        "updated_at": to_millisecond(service.updated_at),
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


def _state_word(status: IncidentStatus) -> str:
    """The format's word for a state. It has none for *cancelled*, which nothing follows either."""
    return (IncidentStatus.COMPLETED if status is IncidentStatus.CANCELLED else status).value


def _prefixes(view: PublicView) -> dict[str, str]:
    groups = {group.public_id: clean_line(group.name) for group in view.groups}
    return {
        service.public_id: f"{groups[service.group_id]} - "
        for service in view.services
        if service.group_id in groups
    }
