"""Notices that a location fell silent, and that it is heard again.

Every collector looks, so that one that lives is enough: whoever notices, home too, is taken for
unknown from its last sign on. Belongs to ingest, and runs within its transactions.
"""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable

import statusboard
from statusboard.domain.changes import Changes
from statusboard.domain.instants import SECOND_US
from statusboard.domain.observation import HEARTBEAT
from statusboard.errors import StatusBoardError
from statusboard.storage import locations
from statusboard.storage.history import location_states, quorums
from statusboard.storage.history.lock import lock_history
from statusboard.storage.locations import Location
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

# Whose clock differs by more from the server's judges nobody by it.
CLOCK_TOLERANCE_US = 5 * SECOND_US


def be_known(unit: Unit, name: str, problem: str) -> None:
    """Notes that a collector of this version and computer stands there, where that is not so."""
    host, version = socket.gethostname(), statusboard.__version__
    known = next((one for one in locations.read_locations(unit) if one.name == name), None)
    said = (version, host, problem)
    if known is None or (known.version, known.host, known.problem) != said:
        locations.write_location(unit, name, version=version, host=host, problem=problem)


def heed_silence(unit: Unit) -> tuple[frozenset[int], bool]:
    """Marks who fell silent and who is heard again: the services that turned; whether any did."""
    if not any(_differs(unit, one) for one in locations.read_locations(unit)):
        return frozenset(), False
    ahead_us = locations.clock_ahead_us(unit)
    if abs(ahead_us) > CLOCK_TOLERANCE_US:
        log.warning("clock differs from the server's seconds=%.1f", ahead_us / SECOND_US)
        return frozenset(), False
    lock_history(unit)
    turned: frozenset[int] = frozenset()
    changed = False
    for one in locations.read_locations(unit):  # once more: somebody may have been first
        if not _differs(unit, one):
            continue
        changed = True
        from_us = one.silent_us
        if from_us is None:
            from_us = min(unit.now_us, max(one.beat_us, locations.newest_turn_from(unit, one.name)))
            locations.write_silent(unit, one.name, from_us)
            log.warning("location is silent name=%s", one.name)
        else:
            locations.write_silent(unit, one.name, None)
            log.info("location is heard again name=%s", one.name)
        series = location_states.read_series(unit, location=one.name)
        turned |= quorums.derive_of_series(unit, dict.fromkeys((s.number for s in series), from_us))
    return turned, changed


def _differs(unit: Unit, one: Location) -> bool:
    """Whether its mark is another one than its last sign says. Who never beat has said nothing."""
    return bool(one.beat_us) and one.is_gone(unit.now_us) is (one.silent_us is None)


class SilenceWatch:
    """The loop that looks, as often as a location beats; only where several ask."""

    def __init__(
        self,
        heed: Callable[[], Changes],
        off_loop: Callable[[Callable[[], Changes]], Awaitable[Changes]],
        announce: Callable[[Changes], None],
        *,
        look_s: float = HEARTBEAT.total_seconds(),
    ) -> None:
        self._heed = heed
        self._off_loop = off_loop
        self._announce = announce
        self._look_s = look_s
        self.is_needed = False

    async def run(self) -> None:
        """Looks until cancelled; a database that is not there now is asked again."""
        while True:
            if self.is_needed:
                try:
                    self._announce(await self._off_loop(self._heed))
                except StatusBoardError as error:
                    log.warning("silence not written yet because=%s", error)
            await asyncio.sleep(self._look_s)
