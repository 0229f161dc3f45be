"""The state of the stand-in: its entities, its clock, its faults and what it was asked."""

import asyncio
import random
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from statusboard.app.clock import SystemClock
from statusboard.demo.new_relic.estate import SEED, Entity, build_estate
from statusboard.demo.new_relic.faults import Faults
from statusboard.demo.new_relic.people import Person

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


@dataclass(slots=True)
class World:
    """Everything that a test or the demo's story can change. Lives as long as the process."""

    entities: dict[str, Entity] = field(default_factory=build_estate)
    faults: Faults = field(default_factory=Faults)
    vanished_as_null: bool = True
    # A step for the next page of a search: an entity is added, or the last one comes again.
    between_pages: str = ""
    clock_ms: int | None = None
    paced: bool = False
    asked: deque[Asked] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    in_flight: Counter[int] = field(default_factory=Counter)
    peak: int = 0
    # Set whenever a request has arrived, for whoever waits for one.
    next_request: asyncio.Event = field(default_factory=asyncio.Event)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311

    def now(self) -> datetime:
        """The stand-in's clock: as set, or the machine's."""
        if self.clock_ms is None:
            return SystemClock().now()
        return datetime.fromtimestamp(self.clock_ms / 1000, UTC)

    def visible(self, person: Person) -> list[Entity]:
        """The entities of the accounts that a person sees."""
        return [e for e in self.entities.values() if e["accountId"] in person.accounts]

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
    for key, value in changes.items():
        parent = _PARENTS.get(key)
        if parent is None:
            entity[key] = value
            continue
        held = entity.get(parent)
        entity[parent] = (dict(held) if isinstance(held, dict) else {}) | {key: value}
    if "reporting" in changes:
        entity["lastReportingChangeAt"] = round(world.now().timestamp() * 1000)
    return True


_PARENTS: Final = {
    "status": "monitorSummary",
    "locationsFailing": "monitorSummary",
    "locationsRunning": "monitorSummary",
    "statusValue": "workloadStatus",
    "statusSource": "workloadStatus",
    "summary": "workloadStatus",
}
