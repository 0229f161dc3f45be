"""A session: everything that runs behind the window after its first picture was painted.

Starts the loop, the two programs, the desk and the bridge; ends them in order when the window
closes. The only importer of qasync.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import qasync
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.clock import SystemClock
from statusboard.app.desk.desk import Desk
from statusboard.app.desk.pipe_desk import PipeDesk
from statusboard.app.desk.reading_desk import ONLY_READ, ONLY_SHOWS, ReadingDesk
from statusboard.app.desk.seat import Seat
from statusboard.app.desk.waiting_reader import open_when_readable
from statusboard.app.doorway import Doorway
from statusboard.app.identity import here
from statusboard.app.installation import locate, open_existing, open_reader
from statusboard.app.processes.signals import end_on_signals
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.app.programs.demo_world import DemoWorld
from statusboard.app.programs.page_server_supervisor import PageServerSupervisor
from statusboard.app.programs.roles import ROLES
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError, Unavailable
from ui.runtime.alarm_choices import begin_alarm_choices
from ui.runtime.bridge import Bridge
from ui.runtime.operations import Operations
from ui.startup.database_care import DatabaseCare
from ui.startup.further_windows import FurtherWindows
from ui.startup.one_key import OneKey
from ui.startup.options import Options
from ui.startup.presence_keeper import PresenceKeeper
from ui.startup.second_window import open_again
from ui.startup.switches import start_up_kept

if TYPE_CHECKING:
    from statusboard.domain.views.board import BoardView
    from ui.alarms.desk_alarms import DeskAlarms
    from ui.shell.window import Window

READERS = 2
_ONCE = Qt.ConnectionType.SingleShotConnection
SETTLE_S = 3.0
# How often a database is tried again that no program could open.
AGAIN_S = 2.0
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
        self._is_wall = options.wall is not None
        # Sample data is watched by nobody else.
        self._supervises = options.demo or not self._is_wall
        self._closing = asyncio.Event()
        self._is_wanted_again = False
        self._bridge = Bridge(window)
        self._refused = asyncio.Event()
        self._care = DatabaseCare(window, self._installation)
        self._supervisors: dict[str, Supervisor] = {}
        self._page_server = PageServerSupervisor(self._installation, self._page_server_told)
        self._keeper: PresenceKeeper | None = None
        self._alarms: DeskAlarms | None = None
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
        further: FurtherWindows | None = None
        closers = ExitStack()
        self._tasks.append(asyncio.ensure_future(self._care.run()))
        try:
            if world is not None:
                await self._unless_closed(world.start())
            desk = await self._desk(executor, closers)
            operations = self._operations(desk)
            OneKey(window, operations, self._options, self._open_again)
            further = FurtherWindows(window, desk, self._options, self._open_again)
            window.set_operations(operations)
            self._keeper = self._presence(desk)
            closers.enter_context(start_up_kept(asyncio.get_running_loop().call_later))
            await self._ended()
            # The last words of a draft: a moment for them, but no window that will not close.
            with suppress(TimeoutError):
                await asyncio.wait_for(_settled(window, further), SETTLE_S)
        except StatusBoardError as error:
            window.problems.show_problem("start", str(error))
            await self._ended()
        finally:
            if further is not None:
                await further.close()
            if operations is not None:
                await operations.stop()
            if self._keeper is not None:
                await self._keeper.leave()
            await self._end()
            closers.close()
            if world is not None:
                await world.stop()
            executor.shutdown(wait=False, cancel_futures=True)
        if self._care.wanted.is_set() and not self._closing.is_set():
            await self._bring_back()
        if self._is_wanted_again:
            open_again(self._options)
        return 0

    def _open_again(self) -> None:
        """Closes the window, and opens it anew once everything behind it has ended."""
        self._is_wanted_again = True
        self._window.close()  # not its frame, which may go on in the tray
        self._is_wanted_again = self._window.is_closed

    def _operations(self, desk: Desk) -> Operations:
        """What carries wishes to the desk. Alarms leave the window once there is a board."""
        made = Operations(desk, self._window)
        made.failed.connect(self._failed)
        begin_alarm_choices(self._options.window_file)
        if not self._is_wall:  # it tells by itself, and a desk beside it would tell twice
            self._window.board_shown.connect(partial(self._begin_alarms, made), _ONCE)
        return made

    def _begin_alarms(self, operations: Operations, _view: "BoardView") -> None:
        from ui.startup.alarm_outlets import begin_alarms

        if self._closing.is_set():
            return
        self._alarms = begin_alarms(
            self._window, operations, self._options, lambda: self._ends_watching
        )
        self._bridge.changed.connect(self._alarms.changes_arrived)

    @property
    def _ends_watching(self) -> bool:
        """Whether nobody watches any more once this window has ended, as far as it knows."""
        collector = self._supervisors.get("collector")
        return collector is not None and collector.is_ours

    async def _desk(self, executor: ThreadPoolExecutor, closers: ExitStack) -> Desk:
        """The desk of the window. Where nothing may be written, nobody is started behind it."""
        may_write = self._supervises and await asyncio.to_thread(
            lambda: self._installation.may_write
        )
        if may_write:
            self._supervise()
            await self._programs_there()
            self._tasks.append(asyncio.ensure_future(self._page_server.run()))
            reader = open_reader(self._installation.database)
        elif self._is_wall:
            tell = partial(self._window.problems.show_problem, "start")
            database = self._installation.database
            reader = await open_when_readable(database, tell, self._closing)
        else:
            self._window.problems.show_problem("reading", ONLY_READ)
            reader = await asyncio.to_thread(open_existing, self._installation.database)
        closers.callback(reader.close)
        doorway = Doorway(reader, SystemClock())
        loop = asyncio.get_running_loop()
        if not may_write:
            feed = ChangeFeed(reader, SystemClock(), executor)
            self._tasks.append(asyncio.ensure_future(feed.run(self._closing, self._bridge.hear)))
            because = ONLY_SHOWS if self._is_wall else ONLY_READ
            who = await loop.run_in_executor(executor, here)
            return ReadingDesk(doorway, executor, who, because)
        seat = Seat(await loop.run_in_executor(executor, here))
        collector, office = self._supervisors["collector"], self._supervisors["office"]
        return PipeDesk(doorway, executor, collector, office, seat)

    def _presence(self, desk: Desk) -> PresenceKeeper | None:
        """Others see who sits here; not where the database may only be read."""
        if not isinstance(desk, PipeDesk):
            return None
        keeper = PresenceKeeper(desk, desk.seat.credentials)
        self._window.writing.connect(keeper.write)
        self._tasks.append(asyncio.ensure_future(keeper.run()))
        return keeper

    async def _ended(self) -> None:
        """Returns when the window was closed, or the copy of the database is wanted."""
        await first_of(self._closing.wait(), self._care.wanted.wait())

    async def _bring_back(self) -> None:
        """Nobody behind this window works on the database any more: the copy takes its place."""
        try:
            await self._care.bring_back()
        except StatusBoardError as error:
            self._window.problems.show_grave("restore", str(error))
            await self._closing.wait()
        else:
            open_again(self._options)
            self._window.close_at_once()  # the new window is there already

    def _supervise(self) -> None:
        for role in ROLES:
            spec = ChildSpec(
                self._installation,
                role,
                demo=self._options.demo,
                alone_s=DEMO_ALONE_S if self._options.demo else None,
            )
            supervisor = Supervisor(spec, self._heard, self._came, self._went)
            self._supervisors[role] = supervisor
            self._tasks.append(asyncio.ensure_future(supervisor.run()))

    async def _programs_there(self) -> None:
        """Returns when one of the programs is there: it has made or migrated the database.

        Where none can start (a full disk, say), a database that can be read is shown all the same.
        """
        there = [s.connected() for s in self._supervisors.values()]
        await first_of(*there, self._refused.wait(), self._ended())
        if self._closing.is_set() or self._care.wanted.is_set():
            raise Unavailable("The window was closed before the database was open.")
        if self._refused.is_set():
            await self._readable()

    async def _readable(self) -> None:
        """Returns when the database can be read, or a program is there after all."""
        while not any(s.is_connected for s in self._supervisors.values()):
            with suppress(StatusBoardError):
                opened = await asyncio.to_thread(open_existing, self._installation.database)
                opened.close()
                return
            await first_of(asyncio.sleep(AGAIN_S), self._ended())
            if self._closing.is_set() or self._care.wanted.is_set():
                raise Unavailable("The window was closed before the database was open.")

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

    def _heard(self, changes: Changes) -> None:
        self._bridge.hear(changes)
        if Topic.SETTINGS in changes.topics:
            self._page_server.look_again()
        if Topic.PEOPLE in changes.topics and self._keeper is not None:
            self._keeper.say_again()  # somebody may have signed in

    def _page_server_told(self, problem: str | None) -> None:
        self._window.problems.show_problem("page server", problem)

    def _came(self, role: str) -> None:
        self._window.problems.show_problem(role, None)
        self._bridge.hear(Changes.of(Topic.HEALTH))
        self._page_server.look_again()  # what changed meanwhile was announced by nobody

    def _went(self, role: str, because: str) -> None:
        if not self._care.has_trouble:
            self._window.problems.show_problem(role, because or _gone(role))
        if because:
            self._refused.set()

    def _failed(self, error: StatusBoardError) -> None:
        self._window.problems.show_failure(error)

    async def _end(self) -> None:
        if self._alarms is not None:
            await self._alarms.stop()
        await asyncio.gather(*(s.stop() for s in self._supervisors.values()))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _settled(window: "Window", further: FurtherWindows) -> None:
    await further.settle()
    await window.settle()


async def first_of(*happenings: Coroutine[Any, Any, object]) -> None:
    """Returns when the first of them has happened; the others are given up."""
    tasks = [asyncio.ensure_future(one) for one in happenings]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _gone(role: str) -> str:
    if role == "collector":
        return QCoreApplication.translate(
            "Session", "The collector stopped: nothing is being watched. It is being restarted."
        )
    return QCoreApplication.translate(
        "Session", "The office stopped: nothing can be saved or published. It is being restarted."
    )
