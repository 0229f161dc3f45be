"""Keeps a program running and stays in conversation with it.

A program of the role may be running already, started by another window or a command: it is used.
Otherwise one is started as a child process. When it goes, it comes back, with a growing pause.
"""

import asyncio
import logging
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statusboard.app.installation import Installation
from statusboard.app.processes.launch import launch, reap
from statusboard.app.processes.logs import last_line
from statusboard.app.processes.pipe import GOODBYE, USUAL_DEADLINE, Address, Caller, Deadline
from statusboard.app.waiting import wait
from statusboard.domain.access import NOBODY, Credentials
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.errors import StatusBoardError, Unavailable

log = logging.getLogger(__name__)

# Between two starts: the first pauses are short, so that a crash is hardly seen.
RESTART = Backoff(first_s=0.2, most_s=30.0, factor=2.5)
# A program that lived this long had nothing wrong at its start; the pauses begin anew.
HEALTHY_S = 60.0
# How often an address is looked for, and how long a child may take to leave one.
LOOK_S = 0.05
APPEAR_S = 20.0
STOP_S = 6.0
# How long a call waits for a program that is starting; a restart is over sooner.
TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """How a child is started."""

    installation: Installation
    role: str
    demo: bool = False
    alone_s: float | None = None

    def start(self, *, again: bool = False) -> "subprocess.Popen[bytes]":
        """Starts the child; one that was there before (`again`) makes no database."""
        arguments = [self.role, "--folder", str(self.installation.folder)]
        if again:
            arguments.append("--again")
        if self.demo:
            arguments.append("--demo")
        if self.alone_s is not None:
            arguments += ["--alone", str(self.alone_s)]
        return launch(
            "statusboard.app.programs.child",
            arguments,
            log_file=self.log_file,
            database=self.installation.database,
        )

    @property
    def log_file(self) -> Path:
        """Where the child writes what it has to say."""
        return self.installation.log_folder / f"{self.role}.log"

    def last_words(self) -> str:
        """The last line of its log: for a child that could not start, the reason in words."""
        return last_line(self.log_file)


class Supervisor:
    """One program of a role, kept running. Runs on the loop of the face that needs it.

    `heard` gets its announcements, `came` its role when it can be asked, `went` its role and the
    reason (empty: it died) when it cannot.
    """

    def __init__(
        self,
        spec: ChildSpec,
        heard: Callable[[Changes], None],
        came: Callable[[str], None],
        went: Callable[[str, str], None],
    ) -> None:
        self._spec = spec
        self._heard = heard
        self._came = came
        self._went = went
        self._caller: Caller | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._greeted = asyncio.Event()  # not set while a program that was there is being met
        self._greeted.set()
        self._connected = asyncio.Event()
        self._stopping = False
        self._was_met = False

    @property
    def is_connected(self) -> bool:
        """Whether the program can be asked now."""
        return self._caller is not None

    @property
    def is_ours(self) -> bool:
        """Whether it was started from here, and so ends with us unless others need it as well."""
        return self._child is not None and self._child.poll() is None

    async def connected(self) -> None:
        """Returns when the program can be asked."""
        await self._connected.wait()

    async def call(
        self,
        method: str,
        given: object,
        wanted: Any,  # noqa: ANN401 - any type may travel
        *,
        who: Credentials = NOBODY,
        deadline: Deadline = USUAL_DEADLINE,
    ) -> Any:  # noqa: ANN401
        """What the program answers, as the type `wanted`; one that is just starting is waited for.

        Raises the error it met, or Unavailable where it is gone or the deadline has passed.
        """
        await wait(self._connected, TIMEOUT_S)
        if self._caller is None:
            raise Unavailable(
                f"The {self._spec.role} is not running, so this was not done. It is being "
                "restarted; try again in a moment."
            )
        return await self._caller.call(method, given, wanted, who=who, deadline=deadline)

    async def run(self) -> None:
        """Keeps the program running until cancelled."""
        loop = asyncio.get_running_loop()
        failures = 0
        while not self._stopping:
            began = loop.time()
            try:
                await self._converse()
            except StatusBoardError as error:
                log.info("no conversation role=%s because=%s", self._spec.role, error)
                self._went(self._spec.role, str(error))
            was_healthy = loop.time() - began > HEALTHY_S
            failures = 1 if was_healthy else failures + 1
            await asyncio.sleep(RESTART.wait_s(failures))

    async def stop(self) -> None:
        """Says goodbye. A program that nobody else needs ends; if we started it, it is waited for.

        `run` has to be running, and is left to its caller to cancel.
        """
        self._stopping = True
        # A program of another window may just be counting us in: it has to hear that we leave, or
        # it would take us for killed and go on for ever.
        await wait(self._greeted, STOP_S)
        caller = self._caller
        if caller is None:
            if self._child is not None:  # still starting: nobody else can be talking to it
                self._child.terminate()
                await reap(self._child, STOP_S / 2)
            return
        is_ending = False
        try:
            async with asyncio.timeout(STOP_S):
                is_ending = await caller.call(GOODBYE, None, bool)
                if is_ending:
                    await caller.closed()
        except (StatusBoardError, TimeoutError):
            log.info("no goodbye role=%s", self._spec.role)
        if is_ending and self._child is not None:
            await reap(self._child, STOP_S / 2)
        await caller.close()

    async def _converse(self) -> None:
        caller = await self._find()
        self._caller = caller
        self._connected.set()
        self._was_met = True
        self._came(self._spec.role)
        try:
            await caller.closed()
        finally:
            self._caller = None
            self._connected.clear()
            if not self._stopping:
                self._went(self._spec.role, "")
            if self._child is not None:
                self._child.poll()  # takes note of its end, leaving no zombie

    async def _find(self) -> Caller:
        """A conversation with the running program, or with one started for it."""
        file = self._spec.installation.address_file(self._spec.role)
        known = Address.read(file)
        if known is not None:
            try:
                return await self._meet(known)
            except Unavailable:
                # Left behind by a program that was killed; another may have come meanwhile.
                if Address.read(file) == known:
                    file.unlink(missing_ok=True)
            if self._stopping:
                raise Unavailable(f"The {self._spec.role} is not needed any more.")
        if self._child is None or self._child.poll() is not None:
            self._child = self._started()
        waited = 0.0
        while waited < APPEAR_S:
            found = Address.read(file)
            if found is not None and not self._stopping:
                return await self._meet(found)
            if self._child.poll() is not None:
                break
            await asyncio.sleep(LOOK_S)
            waited += LOOK_S
        role = self._spec.role
        raise Unavailable(f"The {role} did not start. {self._spec.last_words()}".strip())

    async def _meet(self, address: Address) -> Caller:
        """A conversation with the program at an address; `stop` waits until it is had."""
        self._greeted.clear()
        try:
            return await Caller.connect(address, self._heard, role=self._spec.role)
        finally:
            self._greeted.set()

    def _started(self) -> "subprocess.Popen[bytes]":
        try:
            return self._spec.start(again=self._was_met)
        except OSError as error:
            role = self._spec.role
            raise Unavailable(f"The {role} could not be started: {error.strerror}.") from error
