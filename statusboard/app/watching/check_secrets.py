"""The secrets that the checks of this collector send, read from the store of this machine.

Kept in memory while they are referred to. What is not here makes its checks say *unknown*, with
the name of the machine and of the secret: a blindness of ours, never somebody's outage.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from statusboard.app.keys.calls import TIMEOUT_S, ask_keys
from statusboard.app.services.needed_secrets import missing_words
from statusboard.app.services.stowing import CHECKS
from statusboard.app.waiting import wait
from statusboard.catalog.references import names_in
from statusboard.catalog.secret import Secret
from statusboard.domain.check import Check
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

# The start of the watch waits no longer for a key store; what comes later is taken up later.
AT_ONCE_S = 3.0
# A store that lacks something is looked into again after this long, whether we were told or not.
AGAIN_S = 60.0


class SecretReader(Protocol):
    """The half of a store of secrets that the collector needs. Blocking."""

    def read(self, name: str) -> Secret | None:
        """The secret of that name, or None."""


@dataclass(slots=True)
class CheckSecrets:
    """What was read of the secrets in use. Without a `store` every secret is missing."""

    store: SecretReader | None = None
    _texts: dict[str, Secret] = field(init=False, default_factory=dict)
    _problem: str = field(init=False, default="")
    _wanted: frozenset[str] = field(init=False, default=frozenset())
    _asked: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    def text(self, name: str) -> str:
        """The secret of that name, for whoever sends it. `why_not` says nothing of it by then."""
        return self._texts[name].reveal()

    def why_not(self, names: Iterable[str]) -> str:
        """Why a check with these secrets cannot be asked, in words; empty where it can."""
        lacking = sorted(name for name in names if name not in self._texts)
        if not lacking:
            return ""
        return self._problem or missing_words(lacking[0], "asks it")

    async def follow(self, checks: Iterable[Check]) -> None:
        """Takes over what the checks refer to, and reads what is new; waits for it only shortly."""
        wanted = frozenset().union(*(names_in(check.config) for check in checks))
        self._wanted = frozenset(name for name in wanted if name.startswith(CHECKS))
        for name in self._texts.keys() - self._wanted:
            del self._texts[name]
        if self._wanted - self._texts.keys():
            await self._read(self._wanted - self._texts.keys(), AT_ONCE_S)

    def look_again(self) -> None:
        """Somebody gave a secret: it may be on this machine, and it may be another one now."""
        self._asked.set()

    async def next_change(self) -> frozenset[str]:
        """Waits until secrets are other than they were, and says which."""
        while True:
            complete = self._wanted <= self._texts.keys()
            await (self._asked.wait() if complete else wait(self._asked, AGAIN_S))
            self._asked.clear()
            before = dict(self._texts)
            await self._read(self._wanted, TIMEOUT_S)
            changed = {n for n in self._wanted if before.get(n) != self._texts.get(n)}
            if changed:
                return frozenset(changed)

    async def _read(self, names: frozenset[str], timeout_s: float) -> None:
        store = self.store
        if store is None:
            return
        try:
            found = await ask_keys(
                lambda: {name: store.read(name) for name in names}, timeout_s=timeout_s
            )
        except StatusBoardError as error:
            # What was read before is still good.
            self._say(str(error))
            return
        self._say("")
        for name, secret in found.items():
            if secret is not None:
                self._texts[name] = secret
            else:
                self._texts.pop(name, None)

    def _say(self, problem: str) -> None:
        if problem and problem != self._problem:
            log.warning("secrets not read because=%s", problem)
        self._problem = problem
