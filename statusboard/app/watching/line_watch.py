"""Asks the witnesses of our own line: after a failure, and where long nothing was heard at all.

One round at a time. A failure waits for a round that began after it, so nothing that was true
before it can speak for it. Everything here runs on the collector's event loop.
"""

import asyncio
import logging
from collections.abc import Callable

from statusboard.app.clock import Clock
from statusboard.app.waiting import wait
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.witnesses import AskWitnesses
from statusboard.domain.line import Word

log = logging.getLogger(__name__)

# Rounds begin at least so far apart: canaries are other people's.
APART_S = 1.0
# While answers are held back; and how often one of them is asked again meanwhile.
BLIND_LOOK_S = 3.0
# After so much silence from outside a dead line would go unnoticed until the next question.
QUIET_S = 10.0
# The witnesses are heard in good times too: their silence counts only once they have spoken.
LEARN_S = 600.0
# No failure is kept waiting longer; the rounds have their own time limits, far below.
PATIENCE_S = 8.0


class LineWatch:
    """The loop of rounds. `on_return` is called with the held checks once somebody speaks again."""

    def __init__(
        self,
        own_network: OwnNetwork,
        ask: AskWitnesses,
        clock: Clock,
        on_return: Callable[[frozenset[int]], None],
    ) -> None:
        self._own_network = own_network
        self._ask = ask
        self._clock = clock
        self._on_return = on_return
        self._wanted = asyncio.Event()
        self._heard = asyncio.Event()
        self._heard_s = float("-inf")

    async def heard_since(self, at_s: float) -> None:
        """Returns when a round has ended that began at or after that time."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while self._heard_s < at_s:
                    self._wanted.set()
                    await self._heard.wait()
        except TimeoutError:
            log.warning("witnesses not heard in time")

    async def run(self) -> None:
        """Asks until cancelled."""
        while True:
            await wait(self._wanted, BLIND_LOOK_S)
            if self._wanted.is_set() or self._is_due(self._clock.monotonic()):
                self._wanted.clear()
                await self._round()
                await asyncio.sleep(APART_S)

    def _is_due(self, now_s: float) -> bool:
        """Whether a round is due that no failure asked for."""
        own = self._own_network
        if not own.watches_outside:
            return False
        is_quiet = not own.heard_outside_since(now_s - QUIET_S)
        waited_s = now_s - self._heard_s
        return own.is_blind or (is_quiet and waited_s >= QUIET_S) or waited_s >= LEARN_S

    async def _round(self) -> None:
        begun_s = self._clock.monotonic()
        before = self._speaking()
        known, doubted = self._own_network.to_ask()
        heard = await self._ask(known, doubted)
        self._own_network.hear(heard, begun_s, self._clock.monotonic())
        self._heard_s = begun_s
        was, self._heard = self._heard, asyncio.Event()
        was.set()
        if self._speaking() - before and self._own_network.is_blind:
            self._on_return(self._own_network.held)

    def _speaking(self) -> frozenset[str]:
        heard = self._own_network.witnesses
        named = {"canary": heard.canary, "names": heard.names, "route": heard.route}
        return frozenset(
            name for name, witness in named.items() if witness.word(self._heard_s) is Word.YES
        )
