"""The two headless programs, collector and office: hold the role, listen, work, end in order.

`statusboard collect` and `statusboard office` run exactly what the window starts as children.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from statusboard.app.clock import Clock
from statusboard.app.installation import Installation, locate, open_database
from statusboard.app.pipe import GOODBYE, Method, Server
from statusboard.app.tenure import Tenure
from statusboard.domain.changes import Changes
from statusboard.errors import Unavailable
from statusboard.storage.database import Database

log = logging.getLogger(__name__)

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
ROLES = ("collector", "office")


class Work(Protocol):
    """What a program does while it holds its role, and what it can be asked over the pipe."""

    @property
    def begun(self) -> asyncio.Event:
        """Set when the work has really begun."""

    @property
    def methods(self) -> Mapping[str, Method]:
        """What callers can ask for."""

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Works until `stop` is set."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a program stays. None: without limit.

    `for_s` ends it after so many seconds. `alone_s` ends it so long after its last caller was
    lost: the demo's programs do not outlive their window for ever. `with_windows` ends it when
    its last window says goodbye; a window that was killed says none, and the watch goes on.
    """

    for_s: float | None = None
    alone_s: float | None = None
    with_windows: bool = False


async def run_program(
    installation: Installation,
    role: str,
    tenure: Tenure,
    make_work: Callable[[], Awaitable[Work]],
    stay: Stay,
) -> None:
    """Runs one program to its end. Raises Unavailable where another process holds the role."""
    if not await tenure.take():
        raise Unavailable(
            f"A {role} is already running for this database. Nothing was started; use that one."
        )
    stop = asyncio.Event()
    _stop_on_signals(stop)
    work = await make_work()

    async def goodbye(_given: None) -> bool:
        ending = stay.with_windows and server.staying == 0
        if ending:
            stop.set()
        return ending

    server = Server({**work.methods, GOODBYE: Method(None, goodbye)})
    address_file = installation.address_file(role)
    try:
        address = await server.start()
        address.write(address_file)
        log.info("listening role=%s", role)
        async with asyncio.TaskGroup() as group:
            renewing = group.create_task(tenure.keep(work.begun))
            guards = [
                group.create_task(_stop_when(tenure.lost.wait(), stop)),
                group.create_task(_stop_when_alone(server, stay.alone_s, stop)),
            ]
            if stay.for_s is not None:
                guards.append(group.create_task(_stop_when(asyncio.sleep(stay.for_s), stop)))
            await work.run(stop=stop, announce=server.announce)
            for task in (renewing, *guards):
                task.cancel()
    finally:
        with contextlib.suppress(OSError):
            address_file.unlink(missing_ok=True)
        await server.stop()
        if not tenure.lost.is_set():
            await tenure.release()


def _stop_on_signals(stop: asyncio.Event) -> None:
    running = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Windows has no signal handlers on a loop: there Ctrl+C ends the loop itself.
        with contextlib.suppress(NotImplementedError, RuntimeError):
            running.add_signal_handler(number, stop.set)


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
        try:
            async with asyncio.timeout(alone_s):
                await server.callers_changed.wait()
        except TimeoutError:
            stop.set()


@asynccontextmanager
async def opened(
    where: Installation, role: str, clock: Clock
) -> AsyncIterator[tuple[Database, Tenure]]:
    """The database of a place, migrated, and the hold on a role, both for one program."""
    checkpoints = role == "collector"
    database = await asyncio.to_thread(open_database, where.database, checkpoints=checkpoints)
    executor = ThreadPoolExecutor(1, thread_name_prefix="tenure")
    try:
        yield database, Tenure(database, clock, role, executor)
    finally:
        executor.shutdown(wait=True)
        database.close()


def run_role(installation: Installation, role: str, *, demo: bool = False, stay: Stay) -> None:
    """Runs the collector or the office of a place until it ends. Blocking.

    Raises Unavailable where the role is taken, RuleBroken for a database that is none.
    """
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    for chatty in ("httpx", "alembic"):  # a line per request says nothing tomorrow morning
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # What is imported costs memory for as long as the program runs: each takes only its own.
    if role == "collector":
        from statusboard.app.collector_work import start_collector as start
    else:
        from statusboard.app.office_work import start_office as start
    asyncio.run(start(installation, demo=demo, stay=stay))


def collect(database: str | None, *, demo: bool = False, for_s: float | None = None) -> None:
    """`statusboard collect`: watches until interrupted, or for so many seconds."""
    run_role(locate(database, demo=demo), "collector", demo=demo, stay=Stay(for_s=for_s))


def office(database: str | None, *, demo: bool = False, for_s: float | None = None) -> None:
    """`statusboard office`: speaks until interrupted, or for so many seconds."""
    run_role(locate(database, demo=demo), "office", demo=demo, stay=Stay(for_s=for_s))
