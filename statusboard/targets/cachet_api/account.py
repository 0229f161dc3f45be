"""A Cachet 3 over an open line: what is asked of it, and what it is made to say."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from statusboard.domain.views.mirror import MirrorService
from statusboard.targets.accounts.calls import Calls
from statusboard.targets.accounts.matching import Component
from statusboard.targets.accounts.pace import Paces
from statusboard.targets.cachet_api.numbers import COMPONENT, number_in
from statusboard.targets.remote.steps import Hindrance, Trouble

# Cachet takes 300 a minute unless its owner says otherwise.
PACES = Paces(most=150, window_s=60.0)
PER_PAGE = 100
MOST_PAGES = 200
# The name of our mark in the meta of an incident or of planned work.
MARK = "statusboard"
# And of the times that were sent: it answers them in a zone of its own.
TIMES = "statusboard_times"
INCIDENTS, SCHEDULES = "incidents", "schedules"


@dataclass(frozen=True, slots=True)
class Remote:
    """An incident, or planned work. `message` is the first thing said of it."""

    id: int
    fields: Mapping[str, Any]

    @property
    def meta(self) -> Mapping[str, Any]:
        """What programs have written at it."""
        found = self.fields.get("meta")
        return found if isinstance(found, Mapping) else {}

    @property
    def mark(self) -> str:
        """Ours, empty for what is not ours."""
        return str(self.meta.get(MARK, ""))

    @property
    def message(self) -> str:
        """The first thing said of it."""
        return str(self.fields.get("message") or "")


@dataclass(slots=True)
class Account:
    """A Cachet. Everything raises Hindrance and Unavailable."""

    calls: Calls

    @property
    def skew(self) -> timedelta | None:
        """See accounts.kind.Account."""
        return self.calls.skew

    def titled(self) -> tuple[str, str]:
        """Its host, for it does not say its name; and the page above its API.

        Raises Hindrance where it keeps no meta, by which is known what was sent.
        """
        try:
            self.rows(INCIDENTS, include="meta", most=1)
        except Hindrance as hindrance:
            if hindrance.trouble is not Trouble.STRANGE:
                raise
            words = "this Cachet keeps no meta at incidents; install the newest Cachet 3"
            raise Hindrance(Trouble.REFUSED, words) from hindrance
        parts = urlsplit(str(self.calls.client.base_url))
        path = parts.path.rstrip("/").removesuffix("/api")
        return parts.netloc, f"{parts.scheme}://{parts.netloc}{path}"

    def components(self) -> tuple[Component, ...]:
        """See accounts.kind.Account; `status` is the number."""
        return tuple(
            Component(str(one.id), str(one.fields["name"]), str(number_in(one.fields["status"])))
            for one in self.rows("components")
        )

    def make_component(self, service: MirrorService) -> Component:
        """A new component for a service."""
        fields = {"name": service.name, "status": COMPONENT[service.status], "enabled": True}
        if service.description:
            fields["description"] = service.description
        made = self.send("POST", "components", fields)
        status = number_in(made.fields.get("status")) or COMPONENT[service.status]
        return Component(str(made.id), str(made.fields["name"]), str(status))

    def marked(self, sort: str, page_id: str) -> dict[str, list[Remote]]:
        """What is there of our page, by the public id of each notice, the oldest one first."""
        found: dict[str, list[Remote]] = defaultdict(list)
        for one in sorted(self.rows(sort, include="meta"), key=lambda each: each.id):
            owner, _, rest = one.mark.partition("/")
            if owner == page_id and "/" not in rest:
                found[rest].append(one)
        return found

    def updates(self, sort: str, remote_id: int) -> list[Remote]:
        """The messages after the first, oldest first."""
        return sorted(self.rows(f"{sort}/{remote_id}/updates"), key=lambda each: each.id)

    def rows(self, path: str, include: str = "", most: int = MOST_PAGES * PER_PAGE) -> list[Remote]:
        """Everything that is listed there."""
        found: list[Remote] = []
        more: dict[str, str | int] = {"include": include} if include else {}
        for number in range(1, MOST_PAGES + 1):
            size = min(PER_PAGE, most)
            answer = self.calls.ask("GET", path, None, page=number, per_page=size, **more)
            part = answer.get("data")
            if not isinstance(part, list):
                raise Hindrance(Trouble.REFUSED, "it answers something else than a list")
            found += [_read(one) for one in part]
            if len(part) < size or len(found) >= most:
                break
        return found

    def send(self, method: str, path: str, fields: Mapping[str, Any]) -> Remote:
        """Makes or changes something; what it is then."""
        answer = self.calls.ask(method, path, fields)
        if not isinstance(answer.get("data"), dict):
            raise Hindrance(Trouble.REFUSED, "it answers something else than what was made")
        return _read(answer["data"])


def _read(document: Mapping[str, Any]) -> Remote:
    """One thing in the form of JSON:API."""
    return Remote(int(document["id"]), document.get("attributes") or {})
