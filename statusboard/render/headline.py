"""What the whole page says in one line, and in the words of the public API: one rule for both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.views.public import PublicIncident, PublicView


@dataclass(frozen=True, slots=True)
class Headline:
    """The state of everything: for readers, and for programs (indicator and description)."""

    status: ComponentStatus
    sentence: str
    indicator: str
    description: str


def unresolved(view: PublicView) -> tuple[PublicIncident, ...]:
    """The incidents that are not over, newest first."""
    return tuple(incident for incident in view.incidents if not incident.status.is_over)


def headline(view: PublicView) -> Headline:
    """The worst that customers were told; an incident that names nothing is not nothing."""
    return headline_of(
        [service.status for service in view.services],
        [[status for _, status in incident.named] for incident in unresolved(view)],
    )


def headline_of(
    services: Sequence[ComponentStatus], unresolved_ones: Iterable[Sequence[ComponentStatus]]
) -> Headline:
    """The headline where services stand so, and unresolved incidents say so of what they name."""
    status = worst(services)
    match status:
        case ComponentStatus.MAJOR_OUTAGE:
            every = all(each is status for each in services)
            sentence = "All services are down" if every else "Some services are down"
            return Headline(status, sentence, "critical", "Major Service Outage")
        case ComponentStatus.PARTIAL_OUTAGE:
            return Headline(status, "Some services are affected", "major", "Partial System Outage")
        case ComponentStatus.DEGRADED_PERFORMANCE:
            return Headline(
                status, "Some services are degraded", "minor", "Partially Degraded Service"
            )
        case _ if any(not _is_watched_only(named) for named in unresolved_ones):
            return Headline(
                ComponentStatus.DEGRADED_PERFORMANCE,
                "We are looking into a problem",
                "minor",
                "Minor Service Outage",
            )
        case ComponentStatus.UNDER_MAINTENANCE:
            return Headline(
                status, "Planned work is going on", "maintenance", "Service Under Maintenance"
            )
        case _ if not services:
            # Nothing is fine of which nothing is known.
            return Headline(
                ComponentStatus.UNKNOWN, "No services are listed yet", "none", "No components yet"
            )
        case _:
            return Headline(
                ComponentStatus.OPERATIONAL,
                "All services are operational",
                "none",
                "All Systems Operational",
            )


def _is_watched_only(named: Sequence[ComponentStatus]) -> bool:
    """Whether an incident names services and says that every one of them works again."""
    return bool(named) and not any(status.is_trouble for status in named)
