"""Brings the page to its targets: the newest generation, until it was read back.

Renders outside any transaction. Newer generations supersede older ones that never got there.
What is in the way is written down in words and tried again, later and later.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from statusboard.app.doorway import Doorway, Query, Verb
from statusboard.app.keys.calls import ask_keys
from statusboard.app.page.commands import (
    OpenPage,
    PageResult,
    Served,
    open_page,
    record_result,
    serve,
)
from statusboard.app.page.kinds import TargetKinds, target_kinds
from statusboard.app.page.next_step import NEXT_STEP, PublisherMemory, PublishJob, site_of
from statusboard.app.page.page_servers import PageServers
from statusboard.app.page.rules import described
from statusboard.app.page.target_secrets import TargetSecrets
from statusboard.app.timeouts import within
from statusboard.catalog.declaration import Config, TargetKind
from statusboard.catalog.fields import validate
from statusboard.catalog.references import names_in
from statusboard.domain.access import loop
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.errors import Bug, RuleBroken, StatusBoardError, Unavailable
from statusboard.render.memory import SiteMemory
from statusboard.targets.base import Receipt

log = logging.getLogger(__name__)

Input = TypeVar("Input")
Result = TypeVar("Result")

ACTOR = loop("publisher")
# How often it looks for new days and edited services when nobody wakes it.
LOOK_EVERY_S = 30.0
# A place costs little to try, and customers read the old page meanwhile.
RETRY = Backoff(first_s=2.0, most_s=60.0)
# A large page on a slow drive takes its time; one that hangs never comes back.
TIMEOUT_S = 120.0


@dataclass(slots=True)
class _Lane:
    """What is remembered of one place: what failed there, and when it is tried again.

    `asked` is the configuration that was asked and has not answered yet.
    """

    failures: int = 0
    failed: int = 0  # the generation that failed
    retry_at: float = 0.0
    problem: str = ""
    asked: list[Mapping[str, object]] = field(default_factory=list)


@dataclass(slots=True)
class Publisher:
    """The loop of the page. `reader` reads where it is given, so that no reading waits to write.

    `servers` say what page servers show.

    Every place has a lane of its own: one that hangs, or fails, holds up no other. `kinds` are the
    kinds of places; tests hand in bad ones. `rendered` is what was rendered before.
    """

    doorway: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    reader: Doorway | None = None
    servers: PageServers = field(default_factory=PageServers)
    kinds: TargetKinds = field(default_factory=target_kinds)
    timeout_s: float = TIMEOUT_S
    rendered: SiteMemory = field(default_factory=SiteMemory)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _lanes: dict[str, _Lane] = field(default_factory=dict)
    _busy: dict[str, asyncio.Task[float]] = field(default_factory=dict)
    _ahead: frozenset[int] = frozenset()  # edits dated ahead that were asked for
    _is_welcoming: bool = False

    def wake(self) -> None:
        """Something was written: look at once. What failed still waits for its turn."""
        self._woken.set()

    def look_again(self) -> None:
        """What failed may have lacked what is there now, such as a secret: it is tried at once."""
        for lane in self._lanes.values():
            lane.retry_at = 0.0
        self.wake()

    def welcome(self) -> None:
        """A page server has come: it is a place of the page from now on."""
        self._is_welcoming = True
        self.look_again()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set; what has begun is finished."""
        stopping = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                wait_s = await self.step()
                if wait_s > 0:
                    await self._first_of(stopping, timeout_s=wait_s)
            await self.finish()
        finally:
            for task in (stopping, *self._busy.values()):
                task.cancel()
            await asyncio.gather(stopping, *self._busy.values(), return_exceptions=True)

    async def finish(self) -> None:
        """Waits until what has begun is done."""
        if self._busy:
            await asyncio.wait(self._busy.values())

    async def step(self) -> float:
        """One look, and what it asks for until the first place is done; seconds until the next.

        Being woken ends it early: there may be more to bring to other places.
        """
        self._woken.clear()
        try:
            if self._is_welcoming:
                await self._do(serve, Served())
                self._is_welcoming = False
            outlook = await self._ask(NEXT_STEP, self._memory())
            if outlook.cause:
                await self._do(open_page, OpenPage(outlook.cause))
                self._ahead = outlook.ahead
                return 0.0
        except StatusBoardError as error:
            # The database is in the way: nothing can be written down, but it can be tried again.
            log.info("page not looked at because=%s", error)
            return RETRY.first_s
        now_s = self._now_s()
        waits = [self._lanes[name].retry_at - now_s for name in outlook.waiting]
        begun = [self._begin(job) for job in outlook.jobs]
        if begun:
            await self._first_of(*begun)
        ended = [task.result() for task in begun if task.done()]
        return min(ended + waits) if ended else min([LOOK_EVERY_S, *waits])

    def _memory(self) -> PublisherMemory:
        now_s = self._now_s()
        resting = {
            name: lane.failed
            for name, lane in self._lanes.items()
            if lane.failed and lane.retry_at > now_s
        }
        return PublisherMemory(resting, frozenset(self._busy), self._ahead)

    async def _first_of(
        self, *others: "asyncio.Future[Any]", timeout_s: float | None = None
    ) -> None:
        """Waits for the first of these, or until somebody wakes it."""
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait(
                {*others, woken}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            woken.cancel()
            with suppress(asyncio.CancelledError):
                await woken

    def _begin(self, job: PublishJob) -> asyncio.Task[float]:
        """The task that brings a page to one place."""
        name = job.target.name
        lane = self._lanes.setdefault(name, _Lane())
        task = asyncio.ensure_future(self._bring(job, lane))
        self._busy[name] = task

        def done(_task: asyncio.Task[float]) -> None:
            self._busy.pop(name, None)
            self.wake()

        task.add_done_callback(done)
        return task

    async def _bring(self, job: PublishJob, lane: _Lane) -> float:
        """Puts the page there, and writes down how that went; seconds until it is tried again."""
        number, name = job.view.generation, job.target.name
        try:
            receipt = await self._put(job, lane)
        except StatusBoardError as error:
            if str(error) != lane.problem:
                lane.problem = str(error)
                log.info("page not published at=%s generation=%d because=%s", name, number, error)
            rest_s = self._rest_s(lane, number)
            await self._record(PageResult(number, name, problem=str(error)))
            return rest_s
        lane.failures = lane.failed = 0
        lane.problem = ""
        log.info(
            "page published at=%s generation=%d written=%d removed=%d",
            name,
            number,
            receipt.written,
            receipt.removed,
        )
        if await self._record(PageResult(number, name, digest=receipt.digest)):
            return 0.0
        # It is put there once more, which costs little, and then written down.
        lane.failed, lane.retry_at = number, self._now_s() + RETRY.first_s
        return RETRY.first_s

    async def _record(self, result: PageResult) -> bool:
        """Whether it could be written down. The database may be in the way."""
        try:
            await self._do(record_result, result)
        except StatusBoardError as error:
            log.info("page not recorded at=%s because=%s", result.target, error)
            return False
        return True

    async def _put(self, job: PublishJob, lane: _Lane) -> Receipt:
        """Puts the page there. A place that hangs is asked once, not again and again."""
        target = job.target
        kind = self.kinds.get(target.kind)
        if kind is None:
            raise RuleBroken(
                f"This version of StatusBoard does not know places of the kind {target.kind}, and "
                "puts no page there. Install the newest StatusBoard."
            )
        if kind.put is None:
            return await self.servers.until_shown(job.view.generation)
        show, config = kind.put, validate(kind.fields, target.config)
        otherwise = f"{described(target, self.kinds)} does not answer. Check that it is connected."
        if target.config in lane.asked:
            raise Unavailable(otherwise)
        secrets = await self._secrets_of(kind, config)

        def put() -> Receipt:
            try:
                site = site_of(job.view, self.rendered)
                receipt: Receipt = secrets.unsaid(lambda: show(secrets.whole, site))
                return receipt
            finally:
                lane.asked.remove(target.config)

        lane.asked.append(target.config)
        with _defects():
            return await within(self.timeout_s, put, otherwise=otherwise)

    async def _secrets_of(self, kind: TargetKind, config: Config) -> TargetSecrets:
        """What the place is sent in secret, from the store of this machine, which may be locked."""
        store = self.doorway.store
        if not names_in(config):
            return TargetSecrets.read(kind, config, None)
        return await ask_keys(lambda: TargetSecrets.read(kind, config, store))

    def _rest_s(self, lane: _Lane, number: int) -> float:
        """How long the generation rests there now that it failed once more, in seconds."""
        lane.failures = lane.failures + 1 if number == lane.failed else 1
        lane.failed = number
        rest_s = RETRY.wait_s(lane.failures)
        lane.retry_at = self._now_s() + rest_s
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
