"""Builders for the public view, and a reader of pages with a real parser."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

from statusboard.domain.incident import IncidentStatus
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.views.public import (
    PublicGroup,
    PublicIncident,
    PublicMove,
    PublicRecord,
    PublicService,
    PublicUpdate,
    PublicView,
)

NOW = datetime(2026, 11, 22, 13, 20, 0, 123456, tzinfo=UTC)
GOOD = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
MAINTENANCE = ComponentStatus.UNDER_MAINTENANCE
UNKNOWN = ComponentStatus.UNKNOWN
SHOP = PublicGroup("grp000000001", "Shop", 0)


def before(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def service(
    number: int,
    name: str = "Checkout API",
    status: ComponentStatus = GOOD,
    *,
    group_id: str = SHOP.public_id,
    days: dict[int, ComponentStatus] | None = None,
    **more: Any,
) -> PublicService:
    """A service whose days are good but for those given, by their number from 0 to 89."""
    strip = [GOOD] * 90
    for day, seen in (days or {}).items():
        strip[day] = seen
    values: dict[str, Any] = {
        "description": "",
        "created_at": before(600_000),
        "updated_at": before(6_000),
        "uptime": "99.981",
        "coverage": "100",
    }
    return PublicService(
        public_id=f"svc{number:09d}",
        name=name,
        group_id=group_id,
        position=number,
        status=status,
        days=tuple(strip),
        **(values | more),
    )


def update(
    number: int,
    status: IncidentStatus,
    minutes_ago: float,
    body: str = "We are on it.",
    moves: tuple[PublicMove, ...] = (),
) -> PublicUpdate:
    return PublicUpdate(f"upd{number:09d}", status, body, before(minutes_ago), moves)


def incident(
    number: int = 1,
    *updates: PublicUpdate,
    title: str = "Some card payments are failing",
    named: tuple[tuple[str, ComponentStatus], ...] = (("svc000000001", PARTIAL),),
    **more: Any,
) -> PublicIncident:
    """An incident with the given updates, newest first; its state is that of the newest."""
    said = updates or (update(number, IncidentStatus.INVESTIGATING, 15),)
    over = said[0].status.is_over
    values: dict[str, Any] = {
        "impact": Impact.MAJOR,
        "started_at": said[-1].published_at - timedelta(minutes=3),
        "created_at": said[-1].published_at - timedelta(milliseconds=1),
        "monitoring_at": None,
        "resolved_at": said[0].published_at if over else None,
        "next_update_at": None if over else NOW + timedelta(minutes=30),
    }
    return PublicIncident(
        public_id=f"inc{number:09d}",
        title=title,
        status=said[0].status,
        named=named,
        updates=said,
        **(values | more),
    )


def view(
    *services: PublicService, incidents: tuple[PublicIncident, ...] = (), **more: Any
) -> PublicView:
    values: dict[str, Any] = {
        "page_id": "page00000001",
        "page_name": "Northwind",
        "page_url": "https://status.northwind.example",
        "zone": "Europe/Berlin",
        "is_demo": False,
        "as_of": NOW,
        "updated_at": before(1),
        "generation": 7,
        "first_day": date(2026, 8, 25),
        "groups": (SHOP,),
        "record": PublicRecord("99.978", "98.2", before(47 * 1440), True, DEFAULT_RULE.sentence),
    }
    return PublicView(services=services, incidents=incidents, **(values | more))


def told_view() -> PublicView:
    """A page with everything on it: trouble, history, gaps, groups, past incidents."""
    move = PublicMove("svc000000001", "Checkout API", GOOD, PARTIAL)
    stays = PublicMove("svc000000001", "Checkout API", PARTIAL, PARTIAL)
    running = incident(
        1,
        update(3, IncidentStatus.MONITORING, 0, "It works again.\n\nWe are watching.", (stays,)),
        update(2, IncidentStatus.IDENTIFIED, 9),
        update(1, IncidentStatus.INVESTIGATING, 15, moves=(move,)),
        monitoring_at=before(0),
        named=(("svc000000001", PARTIAL), ("svc000000002", DEGRADED)),
    )
    past = incident(
        2,
        update(9, IncidentStatus.RESOLVED, 300, "Images load again."),
        update(8, IncidentStatus.INVESTIGATING, 306),
        title="Image errors",
        named=(("svc000000003", GOOD),),
    )
    return view(
        service(1, "Checkout API", PARTIAL, days={43: MAJOR, 89: PARTIAL}),
        service(2, "Card payments", DEGRADED, days={89: DEGRADED}),
        service(3, "Storefront", description="Browsing and baskets."),
        service(4, "Sign-in", MAINTENANCE, group_id="", days=dict.fromkeys(range(40), UNKNOWN)),
        incidents=(running, past),
    )


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """What a browser makes of a page: its elements in order, with attributes and text."""

    elements: list[Element] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, content: bytes | str) -> "Page":
        page = cls()
        page.feed(content.decode() if isinstance(content, bytes) else content)
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> says an attribute twice"
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in {"meta", "link", "br", "hr"}:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Elements with the names of their attributes: what a hostile text must not change."""
        return [(e.tag, tuple(sorted(e.attributes))) for e in self.elements]
