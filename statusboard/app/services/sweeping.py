"""Forgets the secrets that no configuration refers to any more, on this machine."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from statusboard.app.doorway import Doorway
from statusboard.app.keys.calls import ask_keys
from statusboard.app.services.needed_secrets import NEEDED_SECRETS
from statusboard.app.services.stowing import PREFIXES
from statusboard.app.waiting import wait
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

# A secret is written before the configuration that refers to it is: one that is this new may
# belong to a change on its way.
GRACE = timedelta(minutes=10)
EVERY_S = 600.0


def sweep_secrets(door: Doorway) -> frozenset[str]:
    """Forgets them; the names of what is gone. Blocking. Raises Unavailable."""
    wanted = frozenset(secret.name for secret in door.ask(NEEDED_SECRETS, None))
    before = door.clock.now() - GRACE
    gone = (door.secrets.sweep(prefix, wanted, before=before) for prefix in PREFIXES)
    return frozenset[str]().union(*gone)


@dataclass(frozen=True, slots=True)
class SecretSweeper:
    """Sweeps every ten minutes. A crash may leave a secret behind: the next round finds it."""

    door: Doorway

    async def run(self, stop: asyncio.Event) -> None:
        """Sweeps until `stop` is set; a store that does not answer is simply asked again."""
        while not stop.is_set():
            await wait(stop, EVERY_S)
            try:
                gone = await ask_keys(lambda: sweep_secrets(self.door))
            except StatusBoardError as error:
                log.info("secrets not swept because=%s", error)
            else:
                if gone:
                    log.info("secrets forgotten count=%s", len(gone))
