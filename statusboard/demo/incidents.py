"""What the shop of the demo told its customers: incidents, update by update."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.demo.scenario import Scenario, Scene
from statusboard.domain.status import ComponentStatus, IncidentStatus

INVESTIGATING = IncidentStatus.INVESTIGATING
IDENTIFIED = IncidentStatus.IDENTIFIED
MONITORING = IncidentStatus.MONITORING
RESOLVED = IncidentStatus.RESOLVED
POSTMORTEM = IncidentStatus.POSTMORTEM
OPERATIONAL = ComponentStatus.OPERATIONAL
DAY = 24 * 60.0


@dataclass(frozen=True, slots=True)
class Line:
    """One update: minutes after the trouble began, and minutes to the promised next one."""

    minute: float
    status: IncidentStatus
    body: str
    promise: float | None = None


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """One incident. The services are said to be in the status their scenes have."""

    title: str
    started_at: datetime
    services: dict[str, ComponentStatus]
    lines: tuple[Line, ...]
    ended_at: datetime | None = None

    def at(self, line: Line) -> datetime:
        """When an update was published."""
        return self.started_at + timedelta(minutes=line.minute)


def told_incidents(scenario: Scenario) -> tuple[ToldIncident, ...]:
    """Everything that was told, oldest first."""
    return (
        _slow_week(scenario),
        _sign_in_for_some(scenario),
        _bad_hour(scenario),
        _sign_in(scenario),
        _images(scenario),
        _now(scenario),
    )


def _scene(scenario: Scenario, service: str, nth: int) -> Scene:
    return [scene for scene in scenario.scenes if service in scene.services][nth]


def _slow_week(scenario: Scenario) -> ToldIncident:
    first = _scene(scenario, "Search", 0)
    day = 24 * 60.0
    return ToldIncident(
        "Search is slow during the day",
        first.start,
        dict.fromkeys(first.services, ComponentStatus.DEGRADED_PERFORMANCE),
        (
            Line(
                24,
                INVESTIGATING,
                "Search, product pages and the basket answer slowly, at times after several "
                "seconds. Payments are not affected. We are looking for the cause and will "
                "update this page within two hours.",
                120,
            ),
            Line(
                130,
                IDENTIFIED,
                "The search index has outgrown its machines during busy hours. We are moving it "
                "to larger ones, which takes several days. Until then the shop can be slow "
                "during the day. We will update this page when it is done, within a week.",
                7 * day,
            ),
            Line(
                6.6 * day,
                MONITORING,
                "The move is finished and search answers as quickly as usual. We are watching it "
                "through one more busy day.",
                day,
            ),
            Line(
                7.5 * day,
                RESOLVED,
                "Search and product pages are as quick as before. For a week they were slow during "
                "the day because the search index had outgrown its machines; it now has room for "
                "twice the catalogue. We are sorry for the wait.",
            ),
        ),
    )


def _sign_in_for_some(scenario: Scenario) -> ToldIncident:
    scene = _scene(scenario, "Single sign-on", 0)
    return ToldIncident(
        "Some customers cannot sign in",
        scene.start,
        dict.fromkeys(scene.services, scene.status),
        (
            Line(
                5,
                INVESTIGATING,
                "About one in three sign-ins fails. If you are signed in already, you can go on. "
                "We are looking into it and will update this page within 20 minutes.",
                20,
            ),
            Line(
                22,
                IDENTIFIED,
                "A certificate between two of our systems was not renewed. We are replacing it "
                "and will update this page within 30 minutes.",
                30,
            ),
            Line(
                60,
                RESOLVED,
                "Sign-in works again for everybody since 53 minutes after the first failure. "
                "Renewal of this certificate is now automatic.",
            ),
        ),
    )


def _bad_hour(scenario: Scenario) -> ToldIncident:
    scene = _scene(scenario, "Checkout API", 0)
    return ToldIncident(
        "Orders cannot be completed",
        scene.start,
        {
            "Checkout API": ComponentStatus.MAJOR_OUTAGE,
            "Card payments": ComponentStatus.PARTIAL_OUTAGE,
            "Basket": ComponentStatus.DEGRADED_PERFORMANCE,
        },
        (
            Line(
                3,
                INVESTIGATING,
                "Orders cannot be completed at the moment. Baskets are kept. We are looking into "
                "it and will update this page within 15 minutes.",
                15,
            ),
            Line(
                16,
                IDENTIFIED,
                "A database that checkout depends on is out of service. We are switching to its "
                "copy. No order already placed is lost. The next update comes within 30 minutes.",
                30,
            ),
            Line(
                45,
                MONITORING,
                "The first orders are going through again. We are letting customers back in "
                "steps and will update this page within 30 minutes.",
                30,
            ),
            Line(
                66,
                RESOLVED,
                "Orders and payments work as usual again. For 61 minutes checkout was not "
                "available because a database failed and its copy took over too slowly. If a "
                "payment failed in that hour you were not charged. We are sorry. The switch to "
                "the copy is now tested every week.",
            ),
            Line(
                3 * DAY,
                POSTMORTEM,
                "**What happened.** For 61 minutes no order could be completed. Baskets were kept, "
                "and nobody was charged for an order that did not go through.\n\n"
                "**Timeline.** In minute 3 we told you that we were looking into it. In minute 16 "
                "we knew the cause and began to switch. In minute 45 the first orders went "
                "through, in minute 61 all of them.\n\n"
                "**Cause.** The disk of a database was full, and its copy had to catch up before "
                "it could take over.\n\n"
                "**What we do about it.** We are warned a week before a disk is full. The switch "
                "to the copy is tested every week, and takes less than two minutes.",
            ),
        ),
        scene.until,
    )


def _sign_in(scenario: Scenario) -> ToldIncident:
    scene = _scene(scenario, "Sign-in", 1)
    return ToldIncident(
        "Sign-in is not available",
        scene.start,
        {"Sign-in": scene.status},
        (
            Line(
                4,
                INVESTIGATING,
                "Signing in is not possible at the moment. If you are signed in, you can go on. "
                "We are looking into it and will update this page within 20 minutes.",
                20,
            ),
            Line(
                19,
                IDENTIFIED,
                "The system that checks passwords stopped after a change this morning. We are "
                "taking the change back and will update this page within 45 minutes.",
                45,
            ),
            Line(
                63,
                RESOLVED,
                "Signing in works again. For 58 minutes it was not available after a change that "
                "we have taken back. No account was touched.",
            ),
        ),
    )


def _images(scenario: Scenario) -> ToldIncident:
    scene = _scene(scenario, "Image CDN", 1)
    return ToldIncident(
        "Some pictures do not load",
        scene.start,
        {"Image CDN": scene.status},
        (
            Line(
                3,
                IDENTIFIED,
                "Some pictures in the shop do not load. We know the cause and are removing it. "
                "The next update comes within 15 minutes.",
                15,
            ),
            Line(9, RESOLVED, "Pictures load normally again, after 6 minutes."),
        ),
    )


def _now(scenario: Scenario) -> ToldIncident:
    trouble = next(s for s in scenario.scenes if s.until is None)
    return ToldIncident(
        "Some card payments are failing at checkout",
        trouble.start,
        {
            "Checkout API": ComponentStatus.PARTIAL_OUTAGE,
            "Card payments": ComponentStatus.DEGRADED_PERFORMANCE,
        },
        (
            Line(
                3,
                INVESTIGATING,
                "Some card payments are failing at checkout. We are looking into it now and will "
                "update this page within 10 minutes.",
                10,
            ),
            Line(
                9,
                IDENTIFIED,
                "We have found the cause of the failing payments and are moving checkout to a "
                "healthy system. Baskets and orders already placed are safe. The next update "
                "comes within 20 minutes.",
                20,
            ),
        ),
    )
