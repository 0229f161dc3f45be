"""The board: what is broken now, since when, and what customers are being told."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from statusboard.domain.notice import Wording
from statusboard.domain.promises import NOTHING_PROMISED, PromiseRecord
from statusboard.domain.status import ComponentStatus
from statusboard.domain.templates.house import OURS, HouseTemplates
from statusboard.domain.views.settings import OpenStep


@dataclass(frozen=True, slots=True)
class Tile:
    """One service on the board.

    `reason` is in the words of callers, not of who mends it. `strip` holds the worst status of each
    of the last 48 half hours, oldest first; filled for services in trouble or named by an open
    incident, empty for the rest. `answered_at` is the newest answer of its checks.
    `is_set_by_hand`: a person set the status, and `reason` says what its checks say. `corrected`
    says what people corrected of its last day, `attention` who mutes its alarms or has seen them.
    """

    component_id: int
    name: str
    group: str
    status: ComponentStatus
    since: datetime | None
    reason: str
    answered_at: datetime | None
    stale: bool = False
    flapping: bool = False
    turning: str = ""
    strip: tuple[ComponentStatus, ...] = ()
    is_set_by_hand: bool = False
    corrected: tuple[str, ...] = ()
    attention: str = ""


@dataclass(frozen=True, slots=True)
class GroupStrip:
    """A group in quiet times: one status per day of 90, and its uptime over them as text.

    `uptime_90` is a dash where too little was observed for a figure; `coverage_90` says how much.
    `status` is by the group's own rule; None where it has none, and its worst service speaks.
    """

    name: str
    uptime_90: str
    days: tuple[ComponentStatus, ...]
    coverage_90: str = ""
    status: ComponentStatus | None = None


@dataclass(frozen=True, slots=True)
class SpokenRecord:
    """How we spoke about one incident. `first_word_us` is from its first failure; None: unknown."""

    first_word_us: int | None = None
    promises: PromiseRecord = NOTHING_PROMISED


@dataclass(frozen=True, slots=True)
class Told:
    """What customers are being told: the newest update of an open incident.

    `services` are the names of those that it says are in trouble; of all where none is.
    `reaches_further`: it names services that this board leaves out, which may be down still.
    """

    incident_id: int
    wording: Wording
    update_number: int
    published_at: datetime
    services: tuple[str, ...]
    draft_waiting: bool = False
    public_id: str = ""
    spoken: SpokenRecord = SpokenRecord()
    reaches_further: bool = False


@dataclass(frozen=True, slots=True)
class PastIncident:
    """The last incident that is over."""

    title: str
    started_at: datetime
    resolved_at: datetime
    updates: int


class HappeningKind(StrEnum):
    """What sort of thing happened, or is planned, today."""

    MAINTENANCE = "maintenance"
    RECOVERED = "recovered"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of “also today”. `length_us` is how long an outage that is over lasted.

    Of what is scheduled `service` is the title of the notice that goes out `at` that instant.
    """

    kind: HappeningKind
    service: str
    at: datetime | None = None
    until: datetime | None = None
    length_us: int | None = None


@dataclass(frozen=True, slots=True)
class SourceAge:
    """A source of truth, when it last spoke, and what is wrong with it (empty: nothing)."""

    name: str
    last_at: datetime | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PageStand:
    """How one of several pages stands.

    `shown_at`: when the newest it shows was read back, None: nothing yet. `problem`: why it does
    not count as published; `waits`: it is on its way. Not `has_place`: it is put nowhere.
    """

    name: str
    shown_at: datetime | None = None
    problem: str = ""
    waits: bool = False
    has_place: bool = True

    @property
    def is_shown(self) -> bool:
        """Whether its readers read the newest of it."""
        return self.shown_at is not None and not (self.problem or self.waits)


@dataclass(frozen=True, slots=True)
class Record:
    """The uptime record as texts; `coverage_90` is printed with the figure.

    `major_free_since` is when the last major outage ended, or when watching began if there was
    none (`ever_major` tells which).
    """

    uptime_90: str
    coverage_90: str
    uptime_365: str
    coverage_365: str
    major_free_since: datetime | None
    ever_major: bool
    rule: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """Everything the board shows, as of one instant.

    `own_network`: why answers are held back as our own fault, with the evidence; a person who knows
    better may say that it is them. `still_open`: what nobody has set up yet.
    `templates`: of what is said on the phone. `missed`: what was to be said by now, and was not.
    `pages`: how each page stands, the main one first, where there are several. `only`: the groups
    whose services it is about, empty for all; `elsewhere` services of others are in trouble then.
    """

    as_of: datetime
    page_name: str
    zone: str
    is_demo: bool
    tiles: tuple[Tile, ...]
    groups: tuple[GroupStrip, ...]
    told: tuple[Told, ...]
    record: Record
    sources: tuple[SourceAge, ...]
    checks: int
    last_incident: PastIncident | None = None
    happenings: tuple[Happening, ...] = ()
    drafts: int = 0
    published_at: datetime | None = None
    publish_problem: str = ""
    watched_until: datetime | None = None
    problems: tuple[str, ...] = field(default=())
    own_network: str = ""
    still_open: tuple[OpenStep, ...] = ()
    templates: HouseTemplates = OURS
    missed: tuple[str, ...] = ()
    pages: tuple[PageStand, ...] = ()
    only: tuple[str, ...] = ()
    elsewhere: int = 0

    @property
    def last_seen(self) -> datetime | None:
        """When anything was last observed: the newest answer, or newest sign of the watcher.

        None where there is nothing to observe: a watcher of nothing has checked nothing.
        """
        if not self.tiles:
            return None
        signs = [tile.answered_at for tile in self.tiles if tile.answered_at is not None]
        if self.watched_until is not None:
            signs.append(self.watched_until)
        return max(signs, default=None)
