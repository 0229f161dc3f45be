"""What another program's files hold, as this one understands it: values, and nothing decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from statusboard.domain.manner import Manner
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus


@dataclass(frozen=True, slots=True)
class Note:
    """What was left out or changed: where it stands in the source, and why, in words.

    It quotes no value of the source that could be a secret.
    """

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class FoundCheck:
    """A question. `config` has the fields of the kind of check whose manner that is."""

    manner: Manner
    config: Mapping[str, object] = field(default_factory=dict, repr=False)
    interval: timedelta | None = None
    deadline: timedelta | None = None
    fail_after: int = 2
    recover_after: int = 2
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service. `key` is what it stays called in the source; `notes` are about it alone.

    One that is `listed_only` is a name on a page, which nothing asks; any other one without checks
    cannot be asked here.
    """

    key: str
    name: str
    group: str = ""
    description: str = ""
    checks: tuple[FoundCheck, ...] = ()
    where: str = ""
    notes: tuple[str, ...] = ()
    listed_only: bool = False


@dataclass(frozen=True, slots=True)
class FoundUpdate:
    """Something that was said of an incident, at its instant."""

    at: datetime
    status: IncidentStatus
    body: str


@dataclass(frozen=True, slots=True)
class FoundIncident:
    """An incident, with what was said of it in the order of time.

    `services` are names as the source has them, each with the worst that was said of it.
    `ended_at` is None while it lasts.
    """

    key: str
    title: str
    impact: Impact
    started_at: datetime
    ended_at: datetime | None
    updates: tuple[FoundUpdate, ...]
    services: Mapping[str, ComponentStatus] = field(default_factory=dict)
    where: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundWork:
    """Planned work. `services` are names as the source has them.

    `starts_at` is wall time in `zone`, which is the page's where it is empty; None: it cannot be
    planned, and `notes` say why. One that `repeats` (an RRULE, RFC 5545 §3.3.10) may have begun
    long ago.
    """

    key: str
    title: str
    body: str = ""
    zone: str = ""
    starts_at: datetime | None = None
    lasts: timedelta = timedelta(0)
    repeats: str = ""
    services: tuple[str, ...] = ()
    where: str = ""
    notes: tuple[str, ...] = ()

    def planned(
        self, starts_at: datetime, lasts: timedelta, repeats: str = "", *, notes: Sequence[str] = ()
    ) -> "FoundWork":
        """The same work at that time."""
        told = (*self.notes, *notes)
        return replace(self, starts_at=starts_at, lasts=lasts, repeats=repeats, notes=told)

    def left_out(self, why: str) -> "FoundWork":
        """The same work, which cannot be planned."""
        return replace(self, starts_at=None, notes=(*self.notes, why))


@dataclass(frozen=True, slots=True)
class FoundSubscriber:
    """Who wants to know. `form` is what the source calls the way there, such as `email`."""

    form: str
    address: str
    services: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class FoundStretch:
    """How a service was, over a stretch of time, in microseconds since 1970."""

    start_us: int
    stop_us: int
    status: ComponentStatus


@dataclass(frozen=True, slots=True)
class FoundHour:
    """The answers of one hour since 1970. `times` says how often an answer took so many ms."""

    hour: int
    up: int = 0
    degraded: int = 0
    down: int = 0
    times: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundHistory:
    """What the source knows of one service's past, in order of time.

    Stretches never overlap; what lies between them was not watched.
    """

    key: str
    stretches: tuple[FoundStretch, ...] = ()
    hours: tuple[FoundHour, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was understood of a source, and what was not."""

    services: tuple[FoundService, ...] = ()
    incidents: tuple[FoundIncident, ...] = ()
    works: tuple[FoundWork, ...] = ()
    subscribers: tuple[FoundSubscriber, ...] = ()
    notes: tuple[Note, ...] = ()
    has_history: bool = False
