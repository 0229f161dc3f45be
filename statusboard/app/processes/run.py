"""One headless program from start to end: hold the role, listen, work, end in order."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from statusboard.app.clock import Clock
from statusboard.app.installation import Installation, keep_private, open_database
from statusboard.app.processes.database_watch import DatabaseWatch
from statusboard.app.processes.pipe import GOODBYE, Method, Server
from statusboard.app.processes.role_lease import RoleLease
from statusboard.app.processes.signals import end_on_signals
from statusboard.app.waiting import wait
from statusboard.domain.access import Credentials
from statusboard.domain.changes import Changes
from statusboard.errors import Damaged, StatusBoardError, Unavailable
from statusboard.storage.damage_note import note_damage
from statusboard.storage.database import Database
from statusboard.storage.file_state import state_of

log = logging.getLogger(__name__)

# How often a program beside another of its role looks whether that is gone.
LOOK_S = 5.0


class Work(Protocol):
    """What a program does while it holds its role, and what it can be asked over the pipe."""

    @property
    def begun(self) -> asyncio.Event:
        """Set when the work has really begun."""

    @property
    def methods(self) -> Mapping[str, Method]:
        """What callers can ask for."""

    @property
    def for_visitors(self) -> Mapping[str, Method]:
        """What a page server can ask for, which strangers can reach; empty: none may call."""

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Works until `stop` is set."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a program stays. None: without limit.

    `for_s` ends it after so many seconds. `alone_s` ends it so long after its last caller was
    lost: the demo's programs do not outlive their window for ever. `with_windows` ends it when
    its last window says goodbye; a window that was killed says none, and the watch goes on.
    Without `makes` it makes no database: there was one before.
    """

    for_s: float | None = None
    alone_s: float | None = None
    with_windows: bool = False
    makes: bool = True


class ReplacedError(Exception):
    """Another file stands in the place of the database: what is remembered of it is worthless."""


class RoleFreeError(Exception):
    """The role that a second program waited for beside its work is free."""


async def run_program(
    installation: Installation,
    role: str,
    lease: RoleLease,
    make_work: Callable[[], Awaitable[Work]],
    stay: Stay,
    *,
    beside: bool = False,
    look_s: float = LOOK_S,
) -> None:
    """Runs one program to its end. Raises Unavailable where another process holds the role.

    Raises ReplacedError where the program is to start anew on what is now in the database's place.
    One that works `beside` the holder of its role raises RoleFreeError once that is gone; it looks
    every `look_s` seconds.
    """
    if not beside and not await lease.take():
        raise Unavailable(
            f"{_a(role)} is already running for this database. Nothing was started; use that one."
        )
    stop = asyncio.Event()
    end_on_signals(stop.set)
    work = await make_work()

    async def goodbye(_given: None, _who: Credentials) -> bool:
        ending = stay.with_windows and server.staying == 0
        if ending:
            stop.set()
        return ending

    watch = DatabaseWatch(installation.file)
    free = asyncio.Event()
    server = Server(
        {**work.methods, GOODBYE: Method(None, goodbye)}, for_visitors=work.for_visitors
    )
    files = (installation.address_file(role), installation.visitors_file(role))
    try:
        addresses = (await server.start(), server.visitors_address)
        for address, file in zip(addresses[: 2 if work.for_visitors else 1], files, strict=False):
            address.write(file)
        log.info("listening role=%s", role)
        async with asyncio.TaskGroup() as group:
            holding = _until_free(lease, free, look_s) if beside else lease.keep(work.begun)
            renewing = group.create_task(holding)
            guards = [
                group.create_task(_stop_when(free.wait(), stop)),
                group.create_task(_stop_when(lease.lost.wait(), stop)),
                group.create_task(_stop_when_alone(server, stay.alone_s, stop)),
                group.create_task(_stop_when(watch.replaced.wait(), stop)),
                group.create_task(watch.run(server.announce)),
            ]
            if stay.for_s is not None:
                guards.append(group.create_task(_stop_when(asyncio.sleep(stay.for_s), stop)))
            await work.run(stop=stop, announce=server.announce)
            for task in (renewing, *guards):
                task.cancel()
    finally:
        _forget(files)
        await server.stop()
        if not lease.lost.is_set() and not beside:
            await _give_back(lease)
    if watch.replaced.is_set():
        raise ReplacedError
    if free.is_set():
        raise RoleFreeError


def _a(role: str) -> str:
    named = role.replace("@", " at ")
    return f"An {named}" if named[0] in "aeiou" else f"A {named}"


async def _until_free(lease: RoleLease, free: asyncio.Event, look_s: float) -> None:
    """Looks whether the role is free, and takes it for the program that begins with it then."""
    while True:
        await asyncio.sleep(look_s)
        try:
            if await lease.take():
                free.set()
                return
        except StatusBoardError as error:
            log.info("role not looked at role=%s because=%s", lease.role, error)


def _forget(addresses: tuple[Path, ...]) -> None:
    for file in addresses:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


async def _give_back(lease: RoleLease) -> None:
    try:
        await lease.release()
    except Unavailable as error:  # the next one sees that this process has ended
        log.warning("role not given back role=%s because=%s", lease.role, error)


async def _stop_when(happened: Awaitable[object], stop: asyncio.Event) -> None:
    await happened
    stop.set()


async def _stop_when_alone(server: Server, alone_s: float | None, stop: asyncio.Event) -> None:
    if alone_s is None:
        return
    while not stop.is_set():
        server.callers_changed.clear()
        if server.callers:
            await server.callers_changed.wait()
            continue
        if not await wait(server.callers_changed, alone_s):
            stop.set()


@asynccontextmanager
async def opened(
    where: Installation, role: str, clock: Clock, *, makes: bool = True
) -> AsyncIterator[tuple[Database, RoleLease]]:
    """The database of a place, migrated, and the hold on a role, both for one program."""
    for words in await asyncio.to_thread(keep_private, where):
        log.warning("not private because=%s", words)
    checkpoints = role == "collector"
    try:
        database = await asyncio.to_thread(
            open_database, where.database, checkpoints=checkpoints, makes=makes
        )
    except Damaged:
        if where.file is not None and state_of(where.file).version[0]:
            note_damage(where.file)
        raise
    database.note_damage()
    executor = ThreadPoolExecutor(1, thread_name_prefix="lease")
    try:
        yield database, RoleLease(database, clock, role, executor)
    finally:
        executor.shutdown(wait=True)
        database.close()
