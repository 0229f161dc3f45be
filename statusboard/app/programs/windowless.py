"""A desk without a window: the programs behind it, the page on this computer, and the board.

What the window starts is started here, too, and ended in order: programs that others use go on.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, replace

from statusboard.app.clock import SystemClock
from statusboard.app.delivery.troubles import CHANNEL_TROUBLES
from statusboard.app.desk.reading_desk import ONLY_READ
from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD
from statusboard.app.installation import Installation, open_existing, open_reader
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.app.programs.demo_world import DemoWorld
from statusboard.app.programs.listening_socket import bound, url_of
from statusboard.app.programs.page_server import PageServer
from statusboard.app.programs.roles import ROLES
from statusboard.app.programs.serve_options import (
    LOOPBACK,
    ServeOptions,
    read_serve_settings,
)
from statusboard.app.waiting import wait
from statusboard.domain.changes import Changes
from statusboard.domain.views.board import BoardView
from statusboard.errors import StatusBoardError, Unavailable
from statusboard.storage.database import Database

# The board is asked again when something changed, and this often: what is out of date, or overdue,
# is told by nobody.
LOOK_S = 5.0
# Changes come in bursts; one look is enough for those of so long.
MERGE_S = 0.2
# As for a window: the demo's programs end so long after one that was killed.
DEMO_ALONE_S = 10.0
DATABASE = "database"
READING = "reading"


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to see: the board, where the page is, and what is in the way.

    `board` None: there is none yet. `address` empty: no page was published on this computer.
    """

    board: BoardView | None = None
    address: str = ""
    problems: tuple[str, ...] = ()


class WindowlessDesk:
    """One desk between its start and its end. `show` is given every scene, equal ones too."""

    def __init__(
        self,
        where: Installation,
        show: Callable[[Scene], None],
        *,
        demo: bool = False,
        port: int = 0,
    ) -> None:
        self._where = where
        self._show = show
        self._demo = demo
        self._port = port
        self._ending = asyncio.Event()
        self._changed = asyncio.Event()
        self._problems: dict[str, str] = {}
        self._address = ""
        self._page: PageServer | None = None

    def end(self) -> None:
        """Lets `run` end what it started, and return."""
        self._ending.set()
        self._changed.set()

    @property
    def is_ending(self) -> bool:
        """Whether `end` was called."""
        return self._ending.is_set()

    async def run(self) -> None:
        """Works until `end` is called.

        Raises a StatusBoardError where the sample world, or the server of the page, does not come
        up; what was started by then is ended.
        """
        async with AsyncExitStack() as ends:
            if self._demo:
                world = DemoWorld(self._where)
                ends.push_async_callback(world.stop)
                await self._unless_ended(world.start())
            await self._serve(ends)
            if await asyncio.to_thread(lambda: self._where.may_write):
                await self._start(ends)
                opens = open_reader
            else:
                self._problems[READING] = ONLY_READ
                opens = open_existing
            if not self._ending.is_set():
                await self._watch(await asyncio.to_thread(opens, self._where.database))

    async def _serve(self, ends: AsyncExitStack) -> None:
        """Shows the page to this computer alone. Raises Unavailable where the port is taken.

        Links in the sample data lead to a port of its own, which is taken where it is free.
        """
        options = ServeOptions(LOOPBACK, self._port)
        if self._demo and not self._port:
            options = await asyncio.to_thread(self._sample_options)
        listening = ends.enter_context(bound(options.host, options.port))
        self._address = url_of(listening)
        where = self._where.visitors_file("office")
        self._page = PageServer(where, options, given=listening, changed=self._changed.set)
        stop = asyncio.Event()
        task = asyncio.ensure_future(self._page.run(stop, lambda _: None))
        ends.push_async_callback(_finished, stop, task)

    def _sample_options(self) -> ServeOptions:
        options = read_serve_settings(self._where, SystemClock()).options
        try:
            bound(options.host, options.port).close()
        except Unavailable:  # another demo has it
            return ServeOptions(LOOPBACK)
        return options

    async def _start(self, ends: AsyncExitStack) -> None:
        """Returns when one of the programs is there: it has made the database, or migrated it."""
        supervisors = [] if self._ending.is_set() else [self._supervisor(r) for r in ROLES]
        for supervisor in supervisors:
            ends.push_async_callback(_ended, asyncio.ensure_future(supervisor.run()))
        ends.push_async_callback(_all_stopped, supervisors)
        while not (self._ending.is_set() or any(each.is_connected for each in supervisors)):
            self._tell(None)
            await self._next()

    async def _unless_ended(self, work: Coroutine[None, None, None]) -> None:
        doing, ending = asyncio.ensure_future(work), asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait({doing, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            doing.cancel()
            ending.cancel()
        if doing.done():
            doing.result()

    async def _watch(self, reader: Database) -> None:
        loop = asyncio.get_running_loop()
        with closing(reader), ThreadPoolExecutor(1, thread_name_prefix="reader") as executor:
            doorway = Doorway(reader, SystemClock())
            while not self._ending.is_set():
                board = None
                try:
                    board = await loop.run_in_executor(executor, self._look, doorway)
                    self._problems.pop(DATABASE, None)
                except StatusBoardError as error:
                    self._problems[DATABASE] = str(error)
                self._tell(board)
                await self._next()

    def _look(self, doorway: Doorway) -> BoardView:
        board = doorway.ask(BOARD, None)
        return replace(board, problems=(*board.problems, *doorway.ask(CHANNEL_TROUBLES, None)))

    async def _next(self) -> None:
        """Returns when something changed, after a while, or at the end."""
        await wait(self._changed, LOOK_S)
        await wait(self._ending, MERGE_S)
        self._changed.clear()

    def _tell(self, board: BoardView | None) -> None:
        has_page = self._page is not None and self._page.standing().generation > 0
        address = self._address if has_page else ""
        self._show(Scene(board, address, tuple(self._problems.values())))

    def _supervisor(self, role: str) -> Supervisor:
        alone_s = DEMO_ALONE_S if self._demo else None
        spec = ChildSpec(self._where, role, demo=self._demo, alone_s=alone_s)
        return Supervisor(spec, self._heard, self._came, self._went)

    def _heard(self, _changes: Changes) -> None:
        self._changed.set()

    def _came(self, role: str) -> None:
        self._problems.pop(role, None)
        self._changed.set()

    def _went(self, role: str, because: str) -> None:
        self._problems[role] = because or f"The {role} stopped. It is being restarted."
        self._changed.set()


async def _all_stopped(supervisors: Sequence[Supervisor]) -> None:
    await asyncio.gather(*(each.stop() for each in supervisors))


async def _finished(stop: asyncio.Event, task: "asyncio.Task[None]") -> None:
    stop.set()
    await task


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
