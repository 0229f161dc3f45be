"""The public API in Statuspage's shape, version 2, as files: the lists, and one file per incident.

A file about one incident or window of planned work that is over says nothing that changes with
what comes after it, so that years of them stay the same files from one page to the next.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from statusboard.domain.views.public import PublicIncident, PublicMaintenance, PublicView
from statusboard.render.api_objects import ApiObjects, Json, changed_at, page_object
from statusboard.render.headline import unresolved
from statusboard.render.json_text import json_text
from statusboard.render.maintenance import running, upcoming
from statusboard.render.memory import SiteMemory

NEWEST = 50
# What every file about one incident repeats.
_LIKE = b"""
   "affected_components": null,
   "deliver_notifications": false,
   "custom_tweet": null,
   "tweet_id": null
   "showcase": true,
   "start_date": "2026-
   "group_id": null,
   "group": false,
   "only_show_if_degraded": false
  "reminder_intervals": null
   "status": "operational",
   "incident_id": "
   "created_at": "2026-
   "updated_at": "2026-
   "display_at": "2026-
"""


def api_files(
    view: PublicView, memory: SiteMemory | None = None, digests: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Every file of the API by its path; `summary.json`, which says it all, comes last.

    `memory` is what was rendered before; `digests` are those of all that was told, by public ids,
    where they are known.
    """
    api = _Api(ApiObjects.of(view), memory or SiteMemory(), digests or {})
    objects = api.objects
    page: Json = {"page": objects.page()}
    status: Json = {"status": objects.status()}
    components: Json = {"components": list(objects.components)}
    newest = {"incidents": [objects.incident(one) for one in view.incidents[:NEWEST]]}
    open_now = {"incidents": [objects.incident(one) for one in unresolved(view)]}
    under_way, to_come = running(view), upcoming(view)
    ahead = api.work((*under_way, *to_come))
    files = {
        "status": page | status,
        "components": page | components,
        "incidents": page | newest,
        "incidents/unresolved": page | open_now,
        "scheduled-maintenances": page | api.work(view.maintenances[:NEWEST]),
        "scheduled-maintenances/upcoming": page | api.work(to_come),
        "scheduled-maintenances/active": page | api.work(under_way),
        "summary": page | components | open_now | ahead | status,
    }
    return api.each() | {
        f"api/v2/{name}.json": json_text(document) for name, document in files.items()
    }


@dataclass(frozen=True, slots=True)
class _Api:
    objects: ApiObjects
    memory: SiteMemory
    digests: Mapping[str, bytes]

    def work(self, windows: Iterable[PublicMaintenance]) -> Json:
        return {"scheduled_maintenances": [self.objects.maintenance(one) for one in windows]}

    def each(self) -> dict[str, bytes]:
        """A file per incident and per window of planned work, under their permanent paths."""
        view, objects = self.objects.view, self.objects
        files = {}
        for one in view.incidents:
            path = f"api/v2/incidents/{one.public_id}.json"
            files[path] = self._alone(path, one, "incident", partial(objects.incident, one))
        for work in view.maintenances:
            path = f"api/v2/scheduled-maintenances/{work.public_id}.json"
            make = partial(objects.maintenance, work)
            files[path] = self._alone(path, work, "scheduled_maintenance", make)
        return files

    def _alone(
        self,
        path: str,
        one: PublicIncident | PublicMaintenance,
        name: str,
        make: Callable[[], Json],
    ) -> bytes:
        """The document of one. What is over says how its services were when it ended."""
        page = page_object(self.objects.view, changed_at(one.updates))
        components = (
            self.objects.as_told(one.named, one.updates)
            if one.status.is_over
            else self.objects.named(one.named)
        )
        prefixes = self.objects.prefixes
        moved = [prefixes.get(move.service_id) for said in one.updates for move in said.moves]
        return self.memory.page(
            path,
            [page, components, moved, self.digests.get(one.public_id, one)],
            lambda: json_text({"page": page, name: make() | {"components": components}}).decode(),
            like=_LIKE,
        )
