"""The state of the stand-in: its entities, its clock, its faults and what it was asked."""

import asyncio
import random
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from statusboard.demo.new_relic.estate import SEED, SHOP, WELL_KNOWN, Entity, build_estate
from statusboard.demo.new_relic.faults import Faults
from statusboard.demo.new_relic.issues import Issue
from statusboard.demo.new_relic.people import Person
from statusboard.demo.new_relic.replay import Replays
from statusboard.demo.new_relic.running_clock import RunningClock
from statusboard.demo.new_relic.severity import as_told

if TYPE_CHECKING:
    from statusboard.demo.new_relic.downtimes import Downtime
    from statusboard.demo.new_relic.muting import MutingRule
    from statusboard.demo.new_relic.scenario import Playing

LOG_LENGTH: Final = 2000
IN_FLIGHT_LIMIT: Final = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it is logged: no more of the key than may be shown."""

    query: str
    key: str
    status: int
    at: datetime
    guids: int = 0


def _shop() -> dict[str, tuple[str, ...]]:
    return {WELL_KNOWN["Shop"]: tuple(WELL_KNOWN[name] for name in SHOP)}


@dataclass(slots=True)
class World:
    """Everything that a test or the demo's story can change. Lives as long as the process."""

    entities: dict[str, Entity] = field(default_factory=build_estate)
    faults: Faults = field(default_factory=Faults)
    vanished_as_null: bool = True
    # A step for the next page of a search: an entity is added, or the last one comes again.
    between_pages: str = ""
    clock: RunningClock = field(default_factory=RunningClock)
    paced: bool = False
    asked: deque[Asked] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    in_flight: Counter[int] = field(default_factory=Counter)
    peak: int = 0
    # Set whenever a request has arrived, for whoever waits for one.
    next_request: asyncio.Event = field(default_factory=asyncio.Event)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    # What figures of an entity have been since an instant (ms): by guid, then by name.
    figures: dict[str, dict[str, list[tuple[int, float | None]]]] = field(default_factory=dict)
    # What each workload is made of, by guids; and the issues, the oldest first.
    members: dict[str, tuple[str, ...]] = field(default_factory=_shop)
    issues: list[Issue] = field(default_factory=list)
    muting: list["MutingRule"] = field(default_factory=list)
    # What was deployed, by guid: when (ms), which version, and what was said of it.
    deployed: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    downtimes: dict[str, "Downtime"] = field(default_factory=dict)
    # The severity of entities since an instant (ms), as it was set.
    severities: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)
    # A scenario that is played, and answers that are given word for word.
    playing: "Playing | None" = None
    # While a step of a scenario is carried out, the instant at which it happens (ms).
    acting_ms: int | None = None
    replays: Replays = field(default_factory=Replays)
    # What goes with a 429 of too many requests; empty: nothing. And the warnings of a query.
    retry_after: str = ""
    messages: tuple[str, ...] | None = None
    needs_opt_in: bool = False
    # A share of nothing: null, or 0. How long a question in the background takes; None: for ever.
    share_of_nothing: float | None = None
    # A query may read so many rows in a second of its timeout.
    rows_per_s: int = 60_000
    background_s: float | None = 2.0
    background: dict[str, Any] = field(default_factory=dict)
    repeats: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    # The NRQL that was asked, the oldest first.
    queries: deque[str] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))

    @property
    def now_ms(self) -> int:
        """The stand-in's clock in ms."""
        return self.clock.now_ms() if self.acting_ms is None else self.acting_ms

    @property
    def clock_ms(self) -> int | None:
        """Where the clock stands still (ms); None while it runs."""
        return self.clock.stopped_ms

    @clock_ms.setter
    def clock_ms(self, value: int | None) -> None:
        self.clock.stopped_ms = value

    def set_figure(self, guid: str, name: str, value: float | None) -> None:
        """What a figure of an entity is from now on; None where nothing comes in any more.

        `error_rate` (percent), `response_time` (s), `throughput` (a minute), `cpu`, `memory`,
        `disk`, `sli` (percent).
        """
        self.figures.setdefault(guid, {}).setdefault(name, []).append((self.now_ms, value))

    def now(self) -> datetime:
        """The stand-in's clock in UTC."""
        return self.clock.now()

    def visible(self, person: Person) -> list[Entity]:
        """The entities of the accounts that a person sees, as they are told now."""
        own = [e for e in self.entities.values() if e["accountId"] in person.accounts]
        return [as_told(self, entity) for entity in own]

    def latency_s(self) -> float:
        """How long the next answer takes: 80 to 800 ms in the demo, nothing in tests."""
        return 0.08 + 0.72 * self.chance.random() ** 3 if self.paced else 0.0


def set_entity(world: World, guid: str, changes: Entity) -> bool:
    """Changes what New Relic says of an entity; False where it knows none of that guid.

    Besides an entity's own fields: `status`, `locationsFailing` and `locationsRunning` of a
    monitor, `statusValue` and `statusSource` of a workload.
    """
    entity = world.entities.get(guid)
    if entity is None:
        return False
    if "alertSeverity" in changes:
        _remember_severity(world, guid, changes["alertSeverity"])
    for key, value in changes.items():
        parent = _PARENTS.get(key)
        _remember(world, entity, key, value)
        if parent is None:
            entity[key] = value
            continue
        held = entity.get(parent)
        entity[parent] = (dict(held) if isinstance(held, dict) else {}) | {key: value}
    if "reporting" in changes:
        entity["lastReportingChangeAt"] = world.now_ms
    return True


def _remember_severity(world: World, guid: str, value: object) -> None:
    before = world.entities[guid]["alertSeverity"]
    past = world.severities.setdefault(guid, [])
    if not past:
        past.append((0, before if isinstance(before, str) else None))
    past.append((world.now_ms, value if isinstance(value, str) else None))


def _remember(world: World, entity: Entity, key: str, value: object) -> None:
    """What its events have been since then follows what is said of it."""
    if key not in ("locationsFailing", "locationsRunning", "reporting"):
        return
    held = entity if key == "reporting" else entity.get("monitorSummary")
    before = held.get(key) if isinstance(held, dict) else None
    past = world.figures.setdefault(str(entity["guid"]), {}).setdefault(key, [])
    if not past:
        past.append((0, _number(before)))
    past.append((world.now_ms, _number(value)))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


_PARENTS: Final = {
    "status": "monitorSummary",
    "locationsFailing": "monitorSummary",
    "locationsRunning": "monitorSummary",
    "statusValue": "workloadStatus",
    "statusSource": "workloadStatus",
    "summary": "workloadStatus",
}
