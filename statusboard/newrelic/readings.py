"""What New Relic says of a thing, as it says it: words kept raw, nothing judged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MonitorReading:
    """A synthetic monitor's summary. Locations are counted, not checks."""

    status: str | None = None
    locations_failing: int | None = None
    locations_running: int | None = None


@dataclass(frozen=True, slots=True)
class WorkloadReading:
    """A workload's status, and who set it: a rule, or a person with a text."""

    value: str | None = None
    source: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class EntityReading:
    """One entity. Everything but the guid may be missing."""

    guid: str
    name: str = ""
    account_id: int | None = None
    account_name: str = ""
    domain: str = ""
    type: str = ""
    severity: str | None = None
    reporting: bool | None = None
    permalink: str = ""
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()
    monitor: MonitorReading | None = None
    workload: WorkloadReading | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """The owner of a key, and the accounts that person sees, by number and name."""

    name: str
    accounts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a search; `count` is of the whole search, None where New Relic did not say."""

    entities: tuple[EntityReading, ...]
    count: int | None
    next_cursor: str


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many entities there are of one domain and type."""

    domain: str
    type: str
    count: int
