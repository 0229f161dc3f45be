"""Brings the page to its targets: the newest generation, until it was read back.

Renders outside any transaction. Newer generations supersede older ones that never got there.
What is in the way is written down in words and tried again, later and later.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from statusboard.app.doorway import Doorway, Query, Verb, query
from statusboard.app.page.commands import OpenPage, PageResult, open_page, record_result
from statusboard.app.page.public import public_view
from statusboard.app.page.settings import FOLDER, publish_folder
from statusboard.app.settings import page_zone
from statusboard.app.timeouts import within
from statusboard.app.waiting import wait
from statusboard.domain.access import loop
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.domain.instants import from_us
from statusboard.domain.views.public import PublicView
from statusboard.errors import Bug, StatusBoardError, Unavailable
from statusboard.render.site import render_site
from statusboard.storage import generations
from statusboard.storage.unit import Unit
from statusboard.targets.base import Receipt, Site, Target
from statusboard.targets.folder import Folder

log = logging.getLogger(__name__)

Input = TypeVar("Input")
Result = TypeVar("Result")

ACTOR = loop("publisher")
# How often it looks for new days and edited services when nobody wakes it.
LOOK_EVERY_S = 30.0
# A folder costs little to try, and customers read the old page meanwhile.
RETRY = Backoff(first_s=2.0, most_s=60.0)
# A large page on a slow drive takes its time; one that hangs never comes back.
TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True)
class PublishJob:
    """A page to bring somewhere: what it says, read together with the generation's number."""

    target: str
    folder: Path
    view: PublicView


@dataclass(frozen=True, slots=True)
class PublisherMemory:
    """What the publisher remembers: what rests now, and the edits dated ahead that it asked for.

    Such an edit is shown by what is rendered after it, though its date says otherwise.
    """

    resting: int = 0
    ahead: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NextStep:
    """What there is to do. `cause` not empty: a page has to be asked for first.

    `ahead`: the edits dated ahead that it will show. `is_waiting`: there is only the generation
    that is not to be tried again yet.
    """

    cause: str = ""
    ahead: frozenset[int] = frozenset()
    job: PublishJob | None = None
    is_waiting: bool = False


def _next_step(unit: Unit, known: PublisherMemory) -> NextStep:
    folder = publish_folder(unit)
    newest = generations.newest_generation(unit)
    if folder is None or newest is None:
        return NextStep()
    ahead = generations.services_dated_ahead(unit)
    cause = _cause(unit, newest.opened_at, is_ahead_new=not ahead <= known.ahead)
    if cause:
        return NextStep(cause, ahead)
    if not generations.is_open_at(unit, newest.number, FOLDER):
        return NextStep()
    if newest.number == known.resting:
        return NextStep(is_waiting=True)
    return NextStep(job=PublishJob(FOLDER, folder, public_view(unit, None)))


def _cause(unit: Unit, opened_at: datetime, *, is_ahead_new: bool) -> str:
    """Why what was opened then no longer says everything; empty where it does."""
    if opened_at > unit.now:
        # No edit and no day until then would look newer.
        return "clock put back"
    zone = ZoneInfo(page_zone(unit))
    if opened_at.astimezone(zone).date() < unit.now.astimezone(zone).date():
        return "new day"
    if is_ahead_new or from_us(generations.services_changed_us(unit)) > opened_at:
        return "services"
    return ""


NEXT_STEP: Query[PublisherMemory, NextStep] = query("page.next_step")(_next_step)


def site_of(view: PublicView) -> Site:
    """The site of a view. Pure, and slow enough to be kept off the loop."""
    return Site(view.page_id, view.generation, render_site(view))


@dataclass(slots=True)
class Publisher:
    """The loop of the page. `reader` reads where it is given, so that no reading waits to write.

    `open_target` makes a target of a folder; tests hand in a bad disk.
    """

    doorway: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    reader: Doorway | None = None
    open_target: Callable[[Path], Target] = Folder
    timeout_s: float = TIMEOUT_S
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _failures: int = 0
    _failed: int = 0  # the generation that failed
    _retry_at: float = 0.0
    _ahead: frozenset[int] = frozenset()  # edits dated ahead that were asked for
    _problem: str = ""
    _asked: set[Path] = field(default_factory=set)  # folders that have not answered yet

    def wake(self) -> None:
        """Something was written: look at once. What failed still waits for its turn."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set; a step that has begun is finished."""
        async with asyncio.TaskGroup() as group:
            stopping = group.create_task(self._wake_at(stop))
            while not stop.is_set():
                self._woken.clear()
                wait_s = await self.step()
                if wait_s > 0 and not stop.is_set():
                    await wait(self._woken, wait_s)
            stopping.cancel()

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._woken.set()

    async def step(self) -> float:
        """One look and what it asks for; seconds until the next one is due."""
        try:
            rest_s = self._retry_at - self._now_s()
            known = PublisherMemory(self._failed if rest_s > 0 else 0, self._ahead)
            outlook = await self._ask(NEXT_STEP, known)
            if outlook.cause:
                await self._do(open_page, OpenPage(outlook.cause))
                self._ahead = outlook.ahead
                return 0.0
            if outlook.is_waiting:
                return min(rest_s, LOOK_EVERY_S)
            if outlook.job is None:
                return LOOK_EVERY_S
            return await self._bring(outlook.job)
        except StatusBoardError as error:
            # The database is in the way: nothing can be written down, but it can be tried again.
            log.info("page not looked at because=%s", error)
            return RETRY.first_s

    async def _bring(self, job: PublishJob) -> float:
        number = job.view.generation
        try:
            receipt = await self._put(job)
        except StatusBoardError as error:
            if str(error) != self._problem:
                self._problem = str(error)
                log.info("page not published generation=%d because=%s", number, error)
            rest_s = self._rest_s(number)
            await self._do(record_result, PageResult(number, job.target, problem=str(error)))
            return rest_s
        await self._do(record_result, PageResult(number, job.target, digest=receipt.digest))
        self._failures = self._failed = 0
        self._problem = ""
        log.info(
            "page published generation=%d written=%d removed=%d",
            number,
            receipt.written,
            receipt.removed,
        )
        return 0.0

    async def _put(self, job: PublishJob) -> Receipt:
        """Puts the page there. A drive that hangs is asked once, not again and again."""
        folder = job.folder
        otherwise = (
            f"The publish folder {folder} does not answer. Check that its drive is connected."
        )
        if folder in self._asked:
            raise Unavailable(otherwise)
        target = self.open_target(folder)

        def put() -> Receipt:
            try:
                return target.put(site_of(job.view))
            finally:
                self._asked.discard(folder)

        self._asked.add(folder)
        with _defects():
            return await within(self.timeout_s, put, otherwise=otherwise)

    def _rest_s(self, number: int) -> float:
        """How long the generation rests now that it failed once more, in seconds."""
        self._failures = self._failures + 1 if number == self._failed else 1
        self._failed = number
        rest_s = RETRY.wait_s(self._failures)
        self._retry_at = self._now_s() + rest_s
        return rest_s

    def _now_s(self) -> float:
        return self.doorway.clock.monotonic()

    async def _ask(self, wanted: Query[Input, Result], given: Input) -> Result:
        doorway = self.reader or self.doorway
        return await self._in_thread(lambda: doorway.ask(wanted, given))

    async def _do(self, wanted: Verb[Input, Result], given: Input) -> Result:
        done = await self._in_thread(lambda: self.doorway.do(wanted, given, ACTOR))
        if done.changes:
            self.announce(done.changes)
        return done.result

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        with _defects():
            return await asyncio.get_running_loop().run_in_executor(self.executor, work)


@contextmanager
def _defects() -> Iterator[None]:
    """A defect in rendering is shown on screen; it must not take the verbs down with it."""
    try:
        yield
    except StatusBoardError:
        raise
    except Exception as error:
        log.exception("page defect")
        raise Bug(f"The page could not be made: {type(error).__name__}: {error}.") from error
