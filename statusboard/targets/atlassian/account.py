"""A page at Statuspage over an open line: what is asked of it, and what it is made to say."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.mirror import MirrorService
from statusboard.targets.accounts.calls import Calls
from statusboard.targets.accounts.matching import Component
from statusboard.targets.accounts.pace import Paces
from statusboard.targets.atlassian.remote import RemoteIncident, read_incident
from statusboard.targets.atlassian.steps import Step

# A request a second for each key, measured over a minute: a few at once are well.
PACES = Paces(most=50, window_s=60.0)
PER_PAGE = 100
# More pages than any account has; a server that never ends its list is not followed for ever.
MOST_PAGES = 200
# Nothing is made there before it was said here, but clocks and days of back-filling differ.
EARLIER = timedelta(days=2)


@dataclass(slots=True)
class Account:
    """A page at Statuspage, over an open line. Everything raises Hindrance and Unavailable."""

    calls: Calls
    page: str

    @property
    def skew(self) -> timedelta | None:
        """See accounts.kind.Account."""
        return self.calls.skew

    def titled(self) -> tuple[str, str]:
        """See accounts.kind.Account."""
        said = self.calls.ask("GET", f"pages/{self.page}")
        own, below = said.get("domain"), said.get("subdomain")
        address = f"https://{own}" if own else f"https://{below}.statuspage.io" if below else ""
        return str(said.get("name") or self.page), str(said.get("url") or address)

    def components(self) -> tuple[Component, ...]:
        """Its components, without the headings that they stand under."""
        found: list[Component] = []
        for number in range(1, MOST_PAGES + 1):
            path = f"pages/{self.page}/components"
            rows = self.calls.rows(path, page=number, per_page=PER_PAGE)
            found += [
                Component(str(one["id"]), str(one["name"]), str(one["status"]))
                for one in rows
                if not one.get("group")
            ]
            if len(rows) < PER_PAGE:
                break
        return tuple(found)

    def make_component(self, service: MirrorService) -> Component:
        """A new component for a service."""
        fields = {
            "name": service.name,
            "description": service.description,
            "status": _state(service.status),
        }
        made = self.calls.ask("POST", f"pages/{self.page}/components", {"component": fields})
        return Component(str(made["id"]), str(made["name"]), str(made["status"]))

    def set_status(self, component_id: str, status: str) -> None:
        """Gives a component another state."""
        path = f"pages/{self.page}/components/{component_id}"
        self.calls.ask("PATCH", path, {"component": {"status": status}})

    def incidents(self, page_id: str, since: datetime | None) -> dict[str, list[RemoteIncident]]:
        """What is there of our page, by the public id of each notice, the oldest one first.

        The list is newest first; what was made there long before `since` is not looked at.
        """
        found: dict[str, list[RemoteIncident]] = defaultdict(list)
        for number in range(1, MOST_PAGES + 1):
            path = f"pages/{self.page}/incidents"
            answer = self.calls.rows(path, page=number, limit=PER_PAGE)
            rows = [read_incident(one) for one in answer]
            for one in rows:
                if one.mark.get("page") == page_id and not one.mark.get("twin"):
                    found[str(one.mark.get("notice"))].append(one)
            is_old = since is not None and rows and rows[-1].created_at < since - EARLIER
            if len(rows) < PER_PAGE or is_old:
                break
        for several in found.values():
            several.sort(key=lambda one: (one.created_at, one.id))
        return found

    def carry_out(self, step: Step, incident_id: str) -> RemoteIncident:
        """Makes the calls of a step; the incident as it is then."""
        answer: Mapping[str, object] = {}
        for method, path, body in step.calls:
            answer = self.calls.ask(method, f"pages/{self.page}/{path}", body)
        if step.rereads:
            answer = self.calls.ask("GET", f"pages/{self.page}/incidents/{incident_id}")
        return read_incident(answer)


def _state(status: ComponentStatus) -> str:
    known = status is not ComponentStatus.UNKNOWN
    return (status if known else ComponentStatus.OPERATIONAL).value
