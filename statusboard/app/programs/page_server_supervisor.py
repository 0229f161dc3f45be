"""Keeps a page server running beside a window, for as long as the settings ask for one.

It has nothing to say over a pipe, and no role: so it is supervised by its process alone. Where
another one serves this database on this computer already, none is started.
"""

import asyncio
import logging
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from statusboard.app.clock import Clock, SystemClock
from statusboard.app.installation import Installation
from statusboard.app.processes.launch import launch, reap
from statusboard.app.processes.logs import last_line
from statusboard.app.processes.supervisor import HEALTHY_S, RESTART, STOP_S
from statusboard.app.programs.held_socket import HeldSocket
from statusboard.app.programs.serve_note import at_work
from statusboard.app.programs.serve_options import ServeSettings, read_serve_settings
from statusboard.app.waiting import wait
from statusboard.errors import StatusBoardError, Unavailable

log = logging.getLogger(__name__)

# How often another page server is looked for, and settings that could not be read.
LOOK_S = 5.0
# After so many that ended at once nobody is to wait for the next one.
HOPELESS = 3
STOPPED = "The page server stopped: the page is not shown. It is being restarted."


class PageServerSupervisor:
    """One page server, kept running. `told` gets what is in its way, and None once nothing is."""

    def __init__(
        self,
        where: Installation,
        told: Callable[[str | None], None],
        *,
        clock: Clock | None = None,
    ) -> None:
        self._where = where
        self._told = told
        self._clock = clock or SystemClock()
        self._changed = asyncio.Event()
        self._held = HeldSocket()

    def look_again(self) -> None:
        """Settings have changed: it may be wanted, or elsewhere, or no more."""
        self._changed.set()

    async def run(self) -> None:
        """Works until it is cancelled; the page server has ended then."""
        try:
            await self._run()
        finally:
            self._held.let_go()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            self._changed.clear()
            wanted = await self._wanted()
            if wanted is None:
                failures = 0
                continue
            began = loop.time()
            if await self._serve(wanted):
                failures = 0
                continue
            failures = 1 if loop.time() - began > HEALTHY_S else failures + 1
            if failures >= HOPELESS:
                self._held.let_go()
            await wait(self._changed, RESTART.wait_s(failures))

    async def _wanted(self) -> ServeSettings | None:
        """The settings by which one is to be started now; None, after a while, where none is."""
        try:
            settings = await self._settings()
        except StatusBoardError as error:
            self._told(str(error))
            await wait(self._changed, LOOK_S)
            return None
        if settings.in_window and at_work(self._where) is None:
            return settings
        self._told(None)
        self._held.let_go()
        if settings.in_window:
            await wait(self._changed, LOOK_S)
        else:
            await self._changed.wait()
        return None

    async def _settings(self) -> ServeSettings:
        return await asyncio.to_thread(read_serve_settings, self._where, self._clock)

    async def _serve(self, wanted: ServeSettings) -> bool:
        """Runs one until it ends, or other settings hold: whether it was for those."""
        options = wanted.options
        try:
            held = await asyncio.to_thread(self._held.at, options.host, options.port)
            child = self._start(held)
        except Unavailable as error:
            self._told(f"The page server did not start. {error}")
            return False
        except OSError as error:
            self._told(f"The page server could not be started: {error.strerror}.")
            return False
        assert child.stdin is not None
        assert child.stdout is not None
        ending = asyncio.ensure_future(asyncio.to_thread(child.wait))
        try:
            url = (await asyncio.to_thread(child.stdout.readline)).decode().strip()
            if not url:
                await ending
                self._told(f"The page server did not start. {last_line(self._log)}".strip())
                return False
            log.info("page server there url=%s", url)
            self._told(None)
            if await self._until_others(wanted, ending):
                return True
            self._told(STOPPED)
            return False
        finally:
            child.stdin.close()
            await _to_its_end(asyncio.ensure_future(_end(child, ending)))

    async def _until_others(self, wanted: ServeSettings, ending: "asyncio.Future[int]") -> bool:
        """Returns when other settings hold (True), or the page server has ended."""
        while not ending.done():
            self._changed.clear()
            with suppress(StatusBoardError):  # those that were read before still hold
                if await self._settings() != wanted:
                    return True
            changing = asyncio.ensure_future(self._changed.wait())
            try:
                await asyncio.wait((ending, changing), return_when=asyncio.FIRST_COMPLETED)
            finally:
                changing.cancel()
        return False

    @property
    def _log(self) -> Path:
        return self._where.log_folder / "page-server.log"

    def _start(self, held: socket.socket | None) -> "subprocess.Popen[bytes]":
        hands = [] if held is None else [held.fileno()]
        return launch(
            "statusboard.app.programs.page_server_child",
            ["--folder", str(self._where.folder), *(f"--listening={each}" for each in hands)],
            hands=hands,
            log_file=self._log,
            database=self._where.database,
            talks=True,
        )


async def _end(child: "subprocess.Popen[bytes]", ending: "asyncio.Future[int]") -> None:
    await reap(child, STOP_S / 2)
    await ending
    if child.stdout is not None:
        child.stdout.close()


async def _to_its_end(task: "asyncio.Task[None]") -> None:
    """Waits for it although we are cancelled meanwhile: a child is not left to itself."""
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
