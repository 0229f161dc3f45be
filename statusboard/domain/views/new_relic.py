"""The New Relic connection as a person handles it: the key, the accounts, the entities to pick.

Inputs and outputs of the desk's New Relic calls. A key is only ever an input: nothing here
carries one back, and none is shown by `repr`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from statusboard.domain.status import ComponentStatus


class EntityKind(StrEnum):
    """The sorts of New Relic entity that can stand behind a service."""

    SYNTHETIC_MONITOR = "synthetic_monitor"
    APM_SERVICE = "apm_service"
    BROWSER_APP = "browser_app"
    HOST = "host"
    OTEL_SERVICE = "otel_service"
    WORKLOAD = "workload"
    KEY_TRANSACTION = "key_transaction"
    SERVICE_LEVEL = "service_level"
    OTHER = "other"


class Unwatched(StrEnum):
    """What an entity counts as that reports, but that no alert condition watches.

    New Relic says of it only that it sends data; whether that is enough is a person's choice.
    """

    OPERATIONAL = "operational"
    NO_DATA = "no_data"


# The choice in words: declared here once, and shown wherever it is offered.
UNWATCHED_WORDS = {
    Unwatched.OPERATIONAL: "It reports, so count it as operational",
    Unwatched.NO_DATA: "No data",
}


def unwatched_of(value: object) -> Unwatched | None:
    """The choice that a stored value stands for; None where it is none."""
    return next((choice for choice in Unwatched if choice == value), None)


# The name of a connection is shown in banners, and stands in the file of `apply`.
NAME_LIMIT = 40


@dataclass(frozen=True, slots=True)
class CheckKey:
    """Asks New Relic who the owner of a key is.

    `region` is US, EU, JP or FEDRAMP; `url` is used instead where it is not empty.
    """

    region: str
    url: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyChecked:
    """Whose key it is, and the accounts it sees, by number and name; none is no fault."""

    user: str
    accounts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Connect:
    """Connects: the key is checked, then kept. `name` tells several connections apart.

    `allow_file` is the person's consent to a file that only its owner can read, for machines
    without a key store.
    """

    region: str
    url: str
    key: str = field(repr=False)
    allow_file: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Connected:
    """What came of it. `kept_in` is `keyring`, `file` or `memory` (the demo)."""

    user: str
    accounts: tuple[tuple[int, str], ...]
    kept_in: str


@dataclass(frozen=True, slots=True)
class FindEntities:
    """Looks for entities by a part of their name; every criterion left empty lets all pass.

    `tag` is a key and a value, such as `team: shop`, or a key alone for whatever carries it.
    `cursor` is a page's `next_cursor`, together with the same criteria; empty for the first page.
    """

    text: str = ""
    kinds: tuple[EntityKind, ...] = ()
    account_id: int | None = None
    cursor: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """One entity to pick. `reading` says in words for staff what New Relic says of it now.

    `watched_by` names the services that watch it already.
    `is_unwatched`: it reports, but no alert condition watches it, so its state is a choice.
    """

    guid: str
    name: str
    kind: EntityKind
    kind_label: str
    account_id: int | None
    account: str
    level: ComponentStatus
    reading: str
    permalink: str = ""
    tags: tuple[str, ...] = ()
    is_unwatched: bool = False
    watched_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One page of a search. `count` is of the whole search; `next_cursor` is empty at the end.

    `unwatched` is what the team counts those as that no alert condition watches. `accounts` are
    those that the key sees, by number and name. `away` are connections that could not be searched,
    each by its name and with why.
    """

    entities: tuple[FoundEntity, ...]
    count: int
    next_cursor: str = ""
    unwatched: Unwatched = Unwatched.NO_DATA
    accounts: tuple[tuple[int, str], ...] = ()
    away: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CountKinds:
    """Asks how many entities of each sort there are, in one account or in all."""

    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many entities there are of one sort."""

    kind: EntityKind
    label: str
    count: int
