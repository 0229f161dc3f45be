"""What the whole page says in one line, and in the words of the public API: one rule for both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.english import ENGLISH


@dataclass(frozen=True, slots=True)
class Headline:
    """The state of everything: for readers, and for programs (indicator and description).

    `said` is what it is called among the words of a page, `sentence` the same in English.
    """

    status: ComponentStatus
    said: str
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
            said = "all_down" if every else "some_down"
            return _headline(status, said, "critical", "Major Service Outage")
        case ComponentStatus.PARTIAL_OUTAGE:
            return _headline(status, "some_affected", "major", "Partial System Outage")
        case ComponentStatus.DEGRADED_PERFORMANCE:
            return _headline(status, "some_degraded", "minor", "Partially Degraded Service")
        case _ if any(not _is_watched_only(named) for named in unresolved_ones):
            degraded = ComponentStatus.DEGRADED_PERFORMANCE
            return _headline(degraded, "looking", "minor", "Minor Service Outage")
        case ComponentStatus.UNDER_MAINTENANCE:
            return _headline(status, "working", "maintenance", "Service Under Maintenance")
        case _ if not services:
            # Nothing is fine of which nothing is known.
            return _headline(ComponentStatus.UNKNOWN, "none_listed", "none", "No components yet")
        case _:
            good = ComponentStatus.OPERATIONAL
            return _headline(good, "all_good", "none", "All Systems Operational")


def sentence_in(line: Headline, words: PageWords) -> str:
    """The headline in a language."""
    return str(getattr(words.headline, line.said))


def _headline(status: ComponentStatus, said: str, indicator: str, description: str) -> Headline:
    sentence = str(getattr(ENGLISH.headline, said))
    return Headline(status, said, sentence, indicator, description)


def _is_watched_only(named: Sequence[ComponentStatus]) -> bool:
    """Whether an incident names services and says that every one of them works again."""
    return bool(named) and not any(status.is_trouble for status in named)
