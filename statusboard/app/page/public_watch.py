"""Looks at the public addresses of the places: whether customers read there what was put.

After each publication until they do, then every few minutes. An old page is given the time that
caches may keep it before anything is said. What was seen is written down where it is news.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from statusboard.app.doorway import Doorway, query
from statusboard.app.page.kinds import TargetKinds, target_kinds
from statusboard.app.page.lane import Lane
from statusboard.app.page.place_calls import PlaceCalls, defects
from statusboard.app.page.seen_commands import PublicSeen, record_seen
from statusboard.app.settings import DEMO
from statusboard.app.waiting import look_again
from statusboard.catalog.declaration import Config, PublicLook
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes
from statusboard.domain.instants import from_us
from statusboard.domain.published import Seen
from statusboard.domain.target import Target
from statusboard.errors import StatusBoardError
from statusboard.storage import seen as kept
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

ACTOR = loop("public watch")
# What is put may be kept for half a minute on the way; so long an old page is no news.
PATIENCE_S = 60.0
SOON_S, LATER_S = 5.0, 300.0
TIMEOUT_S = 45.0


@dataclass(frozen=True, slots=True)
class ToSee:
    """A place with a public address, and the page that was put there last."""

    target: Target
    put: kept.Put
    seen: Seen


@query("page.to_see")
def to_see(unit: Unit, _given: None) -> tuple[ToSee, ...]:
    """The places that say where customers read what is put there. None of sample data."""
    if read_settings(unit).get(DEMO) is True:
        return ()
    known = kept.read_seen(unit)
    found = []
    for target in read_targets(unit):
        put = kept.newest_put(unit, target.name) if target.config.get("public_url") else None
        if put is not None:
            found.append(ToSee(target, put, known[target.id]))
    return tuple(found)


@dataclass(slots=True)
class PublicWatch:
    """The loop. `reader` reads where it is given, so that no reading waits to write."""

    doorway: Doorway
    announce: Callable[[Changes], None]
    reader: Doorway | None = None
    kinds: TargetKinds = field(default_factory=target_kinds)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _lanes: dict[int, Lane] = field(default_factory=dict)
    _next_s: dict[int, tuple[int, float]] = field(default_factory=dict)

    def wake(self) -> None:
        """Something was published: look at once."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""
        await look_again(stop, self._woken, self.step)

    async def step(self) -> float:
        """One look at every place whose time has come; seconds until the next."""
        doorway = self.reader or self.doorway
        try:
            places = await asyncio.to_thread(doorway.ask, to_see, None)
        except StatusBoardError as error:
            log.info("public addresses not looked at because=%s", error)
            return LATER_S
        waits = await asyncio.gather(*(self._look(place) for place in places))
        return min(waits, default=LATER_S)

    async def _look(self, place: ToSee) -> float:
        """Looks at one, where its time has come; seconds until the next look."""
        kind, now_s = self.kinds.get(place.target.kind), self.doorway.clock.monotonic()
        if kind is None or kind.watch is None:
            return LATER_S
        generation, next_s = self._next_s.get(place.target.id, (0, 0.0))
        if generation == place.put.generation and now_s < next_s:
            return next_s - now_s
        lane = self._lanes.setdefault(place.target.id, Lane())
        calls = PlaceCalls(self.kinds, self.doorway.store, TIMEOUT_S)
        try:
            look = await calls.ask(
                place.target, lane, partial(_watch, kind.watch, place.put.first_digest)
            )
            rest_s = await self._note(place, look)
        except StatusBoardError as error:
            log.info("public address not looked at place=%d because=%s", place.target.id, error)
            rest_s = LATER_S
        self._next_s[place.target.id] = (place.put.generation, now_s + rest_s)
        return rest_s

    async def _note(self, place: ToSee, look: PublicLook) -> float:
        age_s = (self.doorway.clock.now() - from_us(place.put.read_back_us)).total_seconds()
        if look.problem and age_s < PATIENCE_S and not place.seen.problem:
            return SOON_S
        known = place.seen
        lacks = known.lacks if look.problem else look.lacks
        is_news = (look.problem, lacks) != (known.problem, known.lacks)
        if is_news or (not look.problem and known.generation != place.put.generation):
            given = PublicSeen(
                place.target.id, place.target.name, look.digest, look.problem, look.lacks
            )
            done = await asyncio.to_thread(self.doorway.do, record_seen, given, ACTOR)
            self.announce(done.changes)
        return PATIENCE_S if look.problem else LATER_S


def _watch(watch: Callable[[Config, str], PublicLook], digest: str, config: Config) -> PublicLook:
    with defects():
        return watch(config, digest)
