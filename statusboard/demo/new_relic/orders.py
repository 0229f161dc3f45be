"""What can be ordered of the stand-in: through its control address, or in a scenario."""

import msgspec
from msgspec import UNSET, UnsetType

from statusboard.demo.new_relic.estate import Entity
from statusboard.demo.new_relic.faults import FaultName
from statusboard.demo.new_relic.people import PRODUCTION


class FaultOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Switches a fault on, for some requests or until faults are cleared."""

    name: FaultName
    times: int | None = None
    retry_after: str = ""
    seconds: float = 1.0
    target: str = ""


class IssueOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opens an issue about an entity, or closes the one with that id.

    Without a guid it names no entity, and belongs to `account`. `incidents` are their numbers,
    `incident_titles` what they are called where not as the issue;
    `merged_into` is the issue that it was merged into, so that it never becomes active. Where
    nothing is said of muting, the rules in force decide.
    """

    id: str
    title: str = ""
    guid: str = ""
    priority: str = "CRITICAL"
    is_closed: bool = False
    account: int = PRODUCTION
    incidents: tuple[str, ...] = ()
    incident_titles: dict[str, str] = {}
    muting: str = ""
    merged_into: str | None = None
    touches_health: bool = True


class MutingOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sets a muting rule by its id; `begin_ms` and `end_ms` are instants of the stand-in's clock.

    Not `enabled`, it is there and mutes nothing.
    """

    id: str
    account: int
    name: str
    guids: tuple[str, ...] = ()
    begin_ms: int | None = None
    end_ms: int | None = None
    enabled: bool = True
    repeat: str | None = None


class DowntimeOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plans a monitor downtime, or with `is_over` takes the one of that number away.

    `starts` and `ends` are clock times in `zone`; `repeats` is ONCE, DAILY or WEEKLY.
    """

    number: int
    name: str = "Planned downtime"
    starts: str = ""
    ends: str = ""
    guids: tuple[str, ...] = ()
    account: int = PRODUCTION
    zone: str = "Europe/Berlin"
    repeats: str = "ONCE"
    is_over: bool = False


class RunOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lets the clock run, from an instant (ms) or from where it is, so many times as fast."""

    from_ms: int | None = None
    speed: float = 1.0


class ReplayOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body that is served word for word, and its status code."""

    content: str
    code: int = 200


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be changed; what is left out stays as it is.

    `entities` changes entities by guid (see `world.set_entity`); `vanish` removes guids;
    `vanished_as_null` chooses how the missing come back; `clock_ms` stops the clock there, 0 lets
    it follow the machine's. `step_ms` moves a clock that stands on, after `clock_ms`; `run` lets it
    run, `ahead_ms` is how far it is ahead of the desk.
    `figures` changes figures by guid and name (see `World.set_figure`); `issues` opens and closes.
    `muting` sets muting rules, `downtimes` plans them; `deployed` deploys versions of entities, by
    guid, now, `deployed_before` earlier, each with its time in ms since 1970; `members` are those
    of a workload. `replay` answers documents by name.
    """

    clear: bool = False
    fault: FaultOrder | None = None
    entities: dict[str, Entity] = {}
    vanish: tuple[str, ...] = ()
    vanished_as_null: bool | None = None
    between_pages: str | None = None
    clock_ms: int | None = None
    step_ms: int = 0
    run: RunOrder | None = None
    ahead_ms: int | None = None
    paced: bool | None = None
    figures: dict[str, dict[str, float | None]] = {}
    issues: tuple[IssueOrder, ...] = ()
    muting: tuple[MutingOrder, ...] = ()
    downtimes: tuple[DowntimeOrder, ...] = ()
    deployed: dict[str, tuple[str, ...]] = {}
    deployed_before: dict[str, tuple[tuple[int, str], ...]] = {}
    members: dict[str, tuple[str, ...]] = {}
    replay: dict[str, tuple[ReplayOrder, ...]] = {}
    needs_opt_in: bool | None = None
    retry_after: str | None = None
    share_of_nothing: float | UnsetType | None = UNSET
    messages: tuple[str, ...] | UnsetType | None = UNSET
    rows_per_s: int | None = None
    background_s: float | UnsetType | None = UNSET
