"""A session: everything that runs behind the window after its first picture was painted.

Starts the loop, the two programs, the desk and the bridge; ends them in order when the window
closes. The only importer of qasync.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from statusboard.app.clock import SystemClock
from statusboard.app.desk.pipe_desk import PipeDesk
from statusboard.app.doorway import Doorway
from statusboard.app.identity import name_here
from statusboard.app.installation import locate, open_reader
from statusboard.app.processes.signals import end_on_signals
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.app.programs.demo_world import DemoWorld
from statusboard.app.programs.roles import ROLES
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError, Unavailable
from ui.runtime.bridge import Bridge
from ui.runtime.operations import Operations
from ui.startup.options import Options
from ui.startup.switches import start_up_kept

if TYPE_CHECKING:
    from ui.shell.window import Window

READERS = 2
SETTLE_S = 3.0
# The demo's programs end this long after a window that was killed; the real ones stay on watch.
DEMO_ALONE_S = 10.0


def run(app: QApplication, window: "Window", options: Options) -> int:
    """Runs until the window was closed and everything behind it has ended. The exit code."""
    loop = qasync.QEventLoop(app)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(Session(window, options).run())


class Session:
    """What runs behind one window."""

    def __init__(self, window: "Window", options: Options) -> None:
        self._window = window
        self._options = options
        self._installation = locate(options.database, demo=options.demo)
        self._closing = asyncio.Event()
        self._bridge = Bridge(window)
        self._supervisors: dict[str, Supervisor] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> int:
        """Starts, waits for the window to close, and ends everything in order."""
        window = self._window
        window.closing.connect(self._closing.set)
        # The end of the desktop's session, or Ctrl+C, closes the window like a person does.
        end_on_signals(window.close_at_once)
        self._bridge.changed.connect(window.changes_arrived)
        executor = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        world = DemoWorld(self._installation) if self._options.demo else None
        operations: Operations | None = None
        closers = ExitStack()
        try:
            if world is not None:
                await self._unless_closed(world.start())
            self._supervise()
            await self._programs_there()
            reader = open_reader(self._installation.database)
            closers.callback(reader.close)
            person = await asyncio.get_running_loop().run_in_executor(executor, name_here)
            desk = PipeDesk(
                Doorway(reader, SystemClock()),
                executor,
                self._supervisors["collector"],
                self._supervisors["office"],
                person=person,
            )
            operations = Operations(desk, window)
            operations.failed.connect(self._failed)
            window.set_operations(operations)
            closers.enter_context(start_up_kept(asyncio.get_running_loop().call_later))
            await self._closing.wait()
            # The last words of a draft: a moment for them, but no window that will not close.
            with suppress(TimeoutError):
                await asyncio.wait_for(window.settle(), SETTLE_S)
        except StatusBoardError as error:
            window.show_problem("start", str(error))
            await self._closing.wait()
        finally:
            if operations is not None:
                await operations.stop()
            await self._end()
            closers.close()
            if world is not None:
                await world.stop()
            executor.shutdown(wait=False, cancel_futures=True)
        return 0

    def _supervise(self) -> None:
        for role in ROLES:
            spec = ChildSpec(
                self._installation,
                role,
                demo=self._options.demo,
                alone_s=DEMO_ALONE_S if self._options.demo else None,
            )
            supervisor = Supervisor(spec, self._bridge.hear, self._came, self._went)
            self._supervisors[role] = supervisor
            self._tasks.append(asyncio.ensure_future(supervisor.run()))

    async def _programs_there(self) -> None:
        """Returns when one of the programs is there: it has made or migrated the database."""
        await self._unless_closed(*(s.connected() for s in self._supervisors.values()))

    async def _unless_closed(self, *work: Coroutine[None, None, None]) -> None:
        """Returns when the first of these is done. Raises Unavailable where the window closes."""
        doing = [asyncio.ensure_future(each) for each in work]
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait([*doing, closing], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (*doing, closing):
                task.cancel()
        if self._closing.is_set():
            raise Unavailable("The window was closed before the database was open.")
        for task in doing:
            if task.done() and not task.cancelled():
                task.result()

    def _came(self, role: str) -> None:
        self._window.show_problem(role, None)
        self._bridge.hear(Changes.of(Topic.HEALTH))

    def _went(self, role: str, because: str) -> None:
        self._window.show_problem(role, because or _gone(role))

    def _failed(self, error: StatusBoardError) -> None:
        self._window.show_failure(error)

    async def _end(self) -> None:
        await asyncio.gather(*(s.stop() for s in self._supervisors.values()))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _gone(role: str) -> str:
    if role == "collector":
        return QCoreApplication.translate(
            "Session", "The collector stopped: nothing is being watched. It is being restarted."
        )
    return QCoreApplication.translate(
        "Session", "The office stopped: nothing can be saved or published. It is being restarted."
    )
