"""Writes down what is wrong with our own line, or that it is well again, for every screen."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from statusboard.app.clock import Clock
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.domain.access import loop as loop_actor
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.domain.line import OWN_NETWORK
from statusboard.errors import StatusBoardError
from statusboard.storage import sources
from statusboard.storage.change_log import log_changes
from statusboard.storage.database import Database
from statusboard.storage.settings import read_settings, write_setting

log = logging.getLogger(__name__)

ACTOR = loop_actor("collector")
AGAIN = Backoff(first_s=2.0, most_s=2.0)
# When a person said that it is them, in microseconds; gone once somebody outside spoke again.
IT_IS_THEM = "line.it_is_them_us"


class ConnectivityRow:
    """The loop that keeps the row true: also after a collector was killed while it was blind."""

    def __init__(
        self,
        own_network: OwnNetwork,
        database: Database,
        clock: Clock,
        off_loop: Callable[[Callable[[], Changes]], Awaitable[Changes]],
        announce: Callable[[Changes], None],
        *,
        again: Backoff = AGAIN,
    ) -> None:
        self._own_network = own_network
        self._database = database
        self._clock = clock
        self._off_loop = off_loop
        self._announce = announce
        self._again = again
        self._told = own_network.sentence
        self._turned = asyncio.Event()
        self._said: int | None = None
        self._spent: int | None = None

    def follow(self, settings: Mapping[str, object]) -> None:
        """Hears whether a person says that it is them."""
        said = settings.get(IT_IS_THEM)
        self._said = said if isinstance(said, int) else None
        if self._said is not None and self._said != self._spent:
            self._spent = None
            self._own_network.overrule()

    def look(self) -> None:
        """Has it written down where what is to be said differs from the last look."""
        sentence = self._own_network.sentence
        if self._said not in (None, self._spent) and not self._own_network.is_overruled:
            self._spent = self._said
            self._turned.set()
        if bool(sentence) != bool(self._told):
            log.warning("own network blind=%s", bool(sentence))
        if sentence != self._told:
            self._told = sentence
            self._turned.set()

    async def run(self) -> None:
        """Writes until cancelled; a database that is not there now is asked again."""
        failures = 0
        while True:
            self._turned.clear()
            try:
                self._announce(await self._off_loop(self._write))
            except StatusBoardError as error:
                log.warning("own network not written because=%s", error)
                failures += 1
                await asyncio.sleep(self._again.wait_s(failures))
            else:
                failures = 0
                await self._turned.wait()

    def _write(self) -> Changes:
        """What was changed by it. Blocking. Raises Unavailable where the database is not there."""
        sentence = self._own_network.sentence
        now = self._clock.now()
        with self._database.writing(now, ACTOR) as unit:
            if self._spent is not None and read_settings(unit).get(IT_IS_THEM) == self._spent:
                write_setting(unit, IT_IS_THEM, None)
            said = [s.problem for s in sources.read_sources(unit) if s.name == OWN_NETWORK]
            if "".join(said) == sentence:
                return Changes()
            last_us = None if sentence else to_us(now)
            sources.write_source(unit, OWN_NETWORK, last_us=last_us, problem=sentence)
            changes = Changes.of(Topic.HEALTH)
            log_changes(unit, changes)
        return changes
