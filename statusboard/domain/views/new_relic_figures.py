"""What New Relic knows beside a state: its open issues, and questions that an entity is ready for.

Inputs and outputs of the desk's New Relic calls.
"""

from dataclasses import dataclass
from datetime import datetime

# So many entities at a time: each costs a request, while somebody waits in front of the screen.
READY_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class FindIssues:
    """Asks for the open issues that name one of these entities."""

    guids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewRelicIssue:
    """An open issue of New Relic's: shown beside what we found, never a state of its own.

    `title` is New Relic's, with names of the inside: for staff, and plain text. `incidents` are
    the titles of what lies behind it. `link` is empty where there is none.
    """

    id: str
    title: str
    priority: str
    since: datetime
    is_active: bool
    is_muted: bool = False
    incidents: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class IssuesFound:
    """The open issues, the gravest first, then the newest."""

    issues: tuple[NewRelicIssue, ...]


@dataclass(frozen=True, slots=True)
class FindReady:
    """Asks which figures of each of these entities can be watched, 50 entities at most."""

    guids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A figure that can be watched, with limits that its own last week suggests.

    `compare` is `above` or `below`; a limit of None is left open.
    """

    label: str
    unit: str
    query: str
    compare: str
    degraded_when: float | None
    down_when: float | None = None


@dataclass(frozen=True, slots=True)
class ReadyEntity:
    """An entity with its account and the figures it is ready for; none where New Relic has none."""

    guid: str
    account: int
    questions: tuple[ReadyQuestion, ...]


@dataclass(frozen=True, slots=True)
class ReadyFound:
    """What was found, in the order asked. Entities that New Relic does not know are left out."""

    entities: tuple[ReadyEntity, ...]
