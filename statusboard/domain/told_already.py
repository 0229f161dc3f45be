"""Whether an open incident speaks of a service already that a new notice is about. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statusboard.domain.finding import Finding
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.telling import TELLINGS

RULE = "told_already"


@dataclass(frozen=True, slots=True)
class OtherIncident:
    """An open incident that a notice is not about: what it is called, and what it names, by id."""

    incident_id: int
    title: str
    services: tuple[tuple[int, str], ...]


def shared(wording: Wording, other: OtherIncident) -> tuple[str, ...]:
    """The names of the services that both speak of."""
    return tuple(name for number, name in other.services if number in wording.components)


def told_already(wording: Wording, others: Sequence[OtherIncident]) -> Iterator[Finding]:
    """A finding for each open incident that a new notice would stand beside."""
    for other in others:
        names = shared(wording, other)
        if names:
            yield Finding(
                f"“{other.title}” is open and names {TELLINGS[Language.ENGLISH].names(names)}. "
                "Join it, so that readers find one notice about it and not two.",
                blocks=False,
                rule=RULE,
            )
