"""A lease on a role: one program at a time holds it, renews it, and beats with it."""

import asyncio
import logging
import os
import re
import socket
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psutil

from statusboard.app.clock import Clock
from statusboard.app.waiting import wait
from statusboard.domain.access import Actor, loop
from statusboard.domain.observation import GONE_AFTER, HEARTBEAT
from statusboard.errors import StatusBoardError
from statusboard.storage import leases
from statusboard.storage.database import Database

log = logging.getLogger(__name__)


def this_process() -> str:
    """A name for this process that no later one will have: host, id, and when it began."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}"


def is_alive(holder: str) -> bool:
    """Whether the process of that name may still run: False only for a dead one of this host."""
    host, _, began = holder.rpartition(":")
    host, _, number = host.rpartition(":")
    if host != socket.gethostname() or not (number.isdigit() and _BEGAN.fullmatch(began)):
        return True
    try:
        pid = int(number)
        return began == (_began_at_ms(pid) if began.isdigit() else _began(pid))
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


# Milliseconds of the Unix clock, or those since a start of the computer, and which start.
_BEGAN = re.compile(r"\d+|\d+@[0-9a-f]*")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def _began(pid: int) -> str:
    """When a process began, in words that stay the same however the clock is set.

    Linux counts from its own start, which it tells anew, by the time of day, whenever the clock is
    set; psutil adds the two up. Told by the time of day, a living holder would be another process
    after that, and its role and its messages be taken up beside it. Other systems keep the instant.
    """
    if not psutil.LINUX:
        return _began_at_ms(pid)
    while True:
        start_s = psutil.boot_time()
        since_ms = round((psutil.Process(pid).create_time() - start_s) * 1000)
        if psutil.boot_time() == start_s:  # not set meanwhile
            return f"{since_ms}@{_boot()}"


def _began_at_ms(pid: int) -> str:
    return str(int(psutil.Process(pid).create_time() * 1000))


def _boot() -> str:
    """Which start of the computer this is: the first of its id, nothing where it is not told."""
    try:
        return _BOOT_ID.read_text("ascii")[:8]
    except OSError:
        return ""


@dataclass(slots=True)
class RoleLease:
    """The hold of this process on one role. `lost` is set when somebody else has taken over."""

    database: Database
    clock: Clock
    role: str
    executor: Executor
    holder: str = field(default_factory=this_process)
    lost: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def actor(self) -> Actor:
        """Who acts in the role."""
        return loop(self.role)

    async def take(self) -> bool:
        """Whether the role is ours now; False where a live process holds it."""
        return await self._in_thread(self._take)

    async def keep(self, begins: asyncio.Event) -> None:
        """Renews the hold until cancelled, and beats from `begins` on.

        Ends, and sets `lost`, when somebody else has taken over. Neither taking a role nor
        holding it is a heartbeat: a collector first closes what nobody watched and records an
        answer, and only then says that it watches.
        """
        while True:
            try:
                if not await self._in_thread(partial(self._renew, beats=begins.is_set())):
                    log.warning("role taken over role=%s", self.role)
                    self.lost.set()
                    return
            except StatusBoardError as error:
                # A database that cannot be written to now can be later; a hold that ran out
                # meanwhile shows when it can.
                log.info("hold not renewed role=%s because=%s", self.role, error)
            await self._rest(begins)

    async def _rest(self, begins: asyncio.Event) -> None:
        """Waits for the next beat; the first one comes as soon as there is something to say."""
        rest_s = HEARTBEAT.total_seconds()
        if begins.is_set():
            await asyncio.sleep(rest_s)
            return
        await wait(begins, rest_s)

    async def release(self) -> None:
        """Gives the role back, so that the next one need not wait."""
        await self._in_thread(self._release)

    async def _in_thread(self, work: Callable[[], bool]) -> bool:
        return await asyncio.get_running_loop().run_in_executor(self.executor, work)

    def _take(self) -> bool:
        with self.database.writing(self.clock.now(), self.actor) as unit:
            lease = leases.take(
                unit,
                role=self.role,
                holder=self.holder,
                ttl=GONE_AFTER,
                is_alive=is_alive,
            )
            return lease is not None

    def _renew(self, *, beats: bool) -> bool:
        with self.database.writing(self.clock.now(), self.actor) as unit:
            return leases.renew(
                unit, role=self.role, holder=self.holder, ttl=GONE_AFTER, beats=beats
            )

    def _release(self) -> bool:
        with self.database.writing(self.clock.now(), self.actor) as unit:
            leases.release(unit, role=self.role, holder=self.holder)
        return True
