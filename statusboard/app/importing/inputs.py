"""What the verbs that bring things along are given, and what they answer. Fit for a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.app.services.inputs import ServiceInput
from statusboard.domain.brought import FoundHistory, FoundIncident, FoundService, FoundWork, Note
from statusboard.domain.views.importing import ImportReport


@dataclass(frozen=True, slots=True)
class HistorySpan:
    """Of which time there is a history of a service in the source, in microseconds since 1970."""

    key: str
    from_us: int
    until_us: int
    stretches: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadyService:
    """A service of the source as it would be made here.

    `digest` is of what the source says of it, without secrets. `service` is None where it cannot
    be made; `why` says so then, and what else there is to say of it.
    """

    key: str
    title: str
    group: str
    digest: str
    service: ServiceInput | None
    why: tuple[str, ...] = ()
    detail: str = ""
    where: str = ""
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bring:
    """What of a source is to be brought along.

    `importer` is the key of its format. `groups` maps groups of the source to groups here; empty
    is none. `without` are things that a person left out, as `(sort, key)`. `ready` is what
    becomes of `services`, worked out before the transaction. `with_incidents`: past incidents
    come along too, and stand on the page. `with_drafts`: planned work, and incidents that go on,
    come along as drafts. `without_approval` is why that cannot wait for somebody
    else, where the team's rule asks. `allow_file`: where there is no key store, the person
    agrees to files that only they can read.
    """

    importer: str
    source: str = ""
    services: tuple[FoundService, ...] = field(default=(), repr=False)
    incidents: tuple[FoundIncident, ...] = field(default=(), repr=False)
    works: tuple[FoundWork, ...] = field(default=(), repr=False)
    histories: tuple[HistorySpan, ...] = ()
    notes: tuple[Note, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[tuple[str, str]] = frozenset()
    with_secrets: bool = False
    with_incidents: bool = False
    with_drafts: bool = True
    without_approval: str = ""
    allow_file: bool = False
    ready: tuple[ReadyService, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class BringHistory:
    """The past of one service of a source."""

    importer: str
    history: FoundHistory


@dataclass(frozen=True, slots=True)
class BroughtAlong:
    """The report of what was done, and which services it made or changed."""

    report: ImportReport
    component_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryBrought:
    """How many stretches of a service's past were written, and from when on they are; or why not.

    Times are in microseconds since 1970.
    """

    stretches: int = 0
    from_us: int = 0
    until_us: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class UndoImport:
    """The format of which everything that came along is taken back.

    `without_approval` is why past incidents may leave the page although nobody else agreed.
    """

    importer: str
    without_approval: str = ""
