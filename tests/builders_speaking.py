"""Builders for what people are told: services with a measured state, wordings, a desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from statusboard.app.doorway import Doorway, Query, Verb
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, Published, Saved, SaveDraft
from statusboard.domain.access import Actor, ActorKind, loop
from statusboard.domain.incident import IncidentStatus
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.notice import Wording
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage import leases
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from statusboard.storage.settings import write_setting
from tests.builders_history import NOON_US, write_service

NOON = from_us(NOON_US)
COLLECTOR = loop("collector")
MINUTE = timedelta(minutes=1)
MAJOR = ComponentStatus.MAJOR_OUTAGE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
GOOD = ComponentStatus.OPERATIONAL


@dataclass
class FakeClock:
    """Time that passes when told."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def forward(self, by: timedelta) -> None:
        self.at += by


def person(name: str = "Ada") -> Actor:
    return Actor(ActorKind.PERSON, name)


@dataclass
class Newsroom:
    """A desk with a fake clock; what somebody asks or does is a call."""

    database: Database
    clock: FakeClock = field(default_factory=FakeClock)

    @property
    def doorway(self) -> Doorway:
        return Doorway(self.database, self.clock)

    def do(self, verb: Verb[Any, Any], given: object, who: str = "Ada") -> Any:
        return self.doorway.do(verb, given, person(who)).result

    def ask(self, query: Query[Any, Any], given: object = None) -> Any:
        return self.doorway.ask(query, given)

    def setting(self, key: str, value: object) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            write_setting(unit, key, value)

    def publishes_to(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.setting("publish.folder", str(folder))

    def service(self, name: str = "Checkout API") -> int:
        component, _ = write_service(self.database, name, at_us=to_us(self.clock.now()))
        return component.id

    def measures(self, component_id: int, *steps: tuple[datetime, ComponentStatus]) -> None:
        """Tells a service's history from here: each step lasts until the next, the last one on."""
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            told = [(to_us(at), status) for at, status in steps]
            spans.rewrite_from(unit, component_id, told[0][0], told)

    def watched(self) -> None:
        """The collector gives a sign of life now."""
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            ttl = timedelta(seconds=15)
            leases.take(unit, role="collector", holder="it", address="", ttl=ttl)
            leases.renew(unit, role="collector", holder="it", ttl=ttl)

    def draft(
        self,
        wording: Wording,
        *,
        notice_id: int | None = None,
        incident_id: int | None = None,
        base: int = 0,
        who: str = "Ada",
    ) -> Saved:
        saved: Saved = self.do(save_draft, SaveDraft(notice_id, incident_id, base, wording), who)
        return saved

    def publish(self, wording: Wording, *, incident_id: int | None = None) -> Published:
        saved = self.draft(wording, incident_id=incident_id)
        said: Published = self.do(publish, Publish(saved.notice_id, saved.revision))
        return said


def wording(
    components: Mapping[int, ComponentStatus],
    *,
    status: IncidentStatus = IncidentStatus.INVESTIGATING,
    title: str = "Some card payments are failing",
    body: str = "Some card payments fail. We are looking into it.",
    **more: Any,
) -> Wording:
    if not status.is_over and "next_update_at" not in more:
        more.setdefault("next_update_in", 30 * MINUTE)
    return Wording(title=title, status=status, body=body, components=components, **more)


def span(
    component_id: int, start: datetime, stop: datetime | None, status: ComponentStatus
) -> Span:
    return Span(component_id, to_us(start), None if stop is None else to_us(stop), status)
