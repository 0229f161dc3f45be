"""Brings the page to its targets: the newest generation, until it was read back.

Renders outside any transaction. Newer generations supersede older ones that never got there.
What is in the way is written down in words and tried again, later and later.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from statusboard.app.doorway import Doorway, Query, Verb
from statusboard.app.page.commands import (
    OpenPage,
    PageResult,
    PlaceEmptied,
    Served,
    open_page,
    record_place_emptied,
    record_result,
    serve,
)
from statusboard.app.page.kinds import TargetKinds, target_kinds
from statusboard.app.page.lane import EMPTYING, RETRY, Lane
from statusboard.app.page.mirrored import mirror_of
from statusboard.app.page.next_step import (
    NEXT_STEP,
    PublisherMemory,
    PublishJob,
    bare_site,
    site_of,
)
from statusboard.app.page.page_servers import NO_ADDRESS, PageServers
from statusboard.app.page.place_calls import PlaceCalls, defects
from statusboard.app.page.private_places import NOT_THERE
from statusboard.catalog.declaration import Config
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes
from statusboard.domain.page import MAIN
from statusboard.domain.target import Target
from statusboard.errors import RuleBroken, StatusBoardError, Unavailable
from statusboard.render.memory import PageMemories
from statusboard.targets.base import Receipt

log = logging.getLogger(__name__)

Input = TypeVar("Input")
Result = TypeVar("Result")

ACTOR = loop("publisher")
# How often it looks for new days and edited services when nobody wakes it.
LOOK_EVERY_S = 30.0
# A large page on a slow drive takes its time; one that hangs never comes back.
TIMEOUT_S = 120.0
# What a place may ask for; one that says more is asked again all the same.
MOST_ASKED_S = 3600.0


@dataclass(slots=True)
class Publisher:
    """The loop of the page. `reader` reads where it is given, so that no reading waits to write.

    `servers` say what page servers show.

    Every place has a lane of its own: one that hangs, or fails, holds up no other. `kinds` are the
    kinds of places; tests hand in bad ones. `rendered` is what was rendered before of each page.
    """

    doorway: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    reader: Doorway | None = None
    servers: PageServers = field(default_factory=PageServers)
    kinds: TargetKinds = field(default_factory=target_kinds)
    timeout_s: float = TIMEOUT_S
    rendered: PageMemories = field(default_factory=PageMemories)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _lanes: dict[str, Lane] = field(default_factory=dict)
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
        begun = [self._begin(job.target.name, partial(self._bring, job)) for job in outlook.jobs]
        begun += [
            self._begin(each.name, partial(self._empty, each, outlook.page_ids[each.id]))
            for each in outlook.leaving
        ]
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

    def _begin(self, name: str, work: Callable[[Lane], Awaitable[float]]) -> asyncio.Task[float]:
        """The task of work at one place, in the lane of that."""
        lane = self._lanes.setdefault(name, Lane())
        task = asyncio.ensure_future(work(lane))
        self._busy[name] = task

        def done(_task: asyncio.Task[float]) -> None:
            self._busy.pop(name, None)
            self.wake()

        task.add_done_callback(done)
        return task

    async def _bring(self, job: PublishJob, lane: Lane) -> float:
        """Puts the page there, and writes down how that went; seconds until it is tried again."""
        number, name = job.view.generation, job.target.name
        try:
            receipt = await self._put(job, lane)
        except StatusBoardError as error:
            if lane.is_news(str(error)):
                log.info("page not published at=%s generation=%d because=%s", name, number, error)
            rest_s = lane.rests(number, self._now_s(), at_least_s=_asked_for_s(error))
            await self._record(PageResult(number, name, problem=str(error), retry_s=rest_s))
            return rest_s
        lane.went_well()
        log.info(
            "page published at=%s generation=%d written=%d removed=%d",
            name,
            number,
            receipt.written,
            receipt.removed,
        )
        done = PageResult(number, name, receipt.digest, first_digest=receipt.first_digest)
        if await self._record(done):
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

    async def _put(self, job: PublishJob, lane: Lane) -> Receipt:
        """Puts the page there; or waits until page servers show it, which come for it."""
        kind = self._calls.kind_of(job.target)
        if job.access is not None and not kind.keeps_private:
            raise RuleBroken(NOT_THERE)
        if kind.comes_by_itself:
            if not (job.target.page_id == MAIN or job.view.server_url):
                raise Unavailable(NO_ADDRESS)
            return await self.servers.until_shown(job.view.generation, job.target.page_id)

        def put(config: Config) -> Receipt:
            receipt: Receipt
            if kind.telling is not None:
                receipt = kind.telling.bring(config, mirror_of(job.view))
                return receipt
            assert kind.put is not None
            memory = self.rendered.of(job.target.page_id)
            receipt = kind.put(config, site_of(job.view, memory, job.access))
            return receipt

        return await self._calls.ask(job.target, lane, put)

    async def _empty(self, target: Target, page_id: str, lane: Lane) -> float:
        """Takes the page away from a place that was given up; seconds until it is tried again."""
        bare = bare_site(page_id)
        try:
            take_away = self._calls.kind_of(target).empty
            if take_away is None:
                raise RuleBroken("A place of this kind cannot be emptied from here.")
            files = await self._calls.ask(target, lane, lambda config: take_away(config, bare))
        except StatusBoardError as error:
            rest_s = lane.rests(EMPTYING, self._now_s())
            if lane.is_news(str(error)):
                log.info("place not emptied at=%s because=%s", target.name, error)
                with suppress(StatusBoardError):  # it is tried again, and said then
                    await self._do(
                        record_place_emptied, PlaceEmptied(target.id, problem=str(error))
                    )
            return rest_s
        log.info("place emptied at=%s files=%d", target.name, files)
        try:
            await self._do(record_place_emptied, PlaceEmptied(target.id, files))
        except StatusBoardError as error:
            log.info("emptied place not recorded at=%s because=%s", target.name, error)
            return lane.rests(EMPTYING, self._now_s())
        lane.went_well()
        return 0.0

    @property
    def _calls(self) -> PlaceCalls:
        return PlaceCalls(self.kinds, self.doorway.store, self.timeout_s)

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
        with defects():
            return await asyncio.get_running_loop().run_in_executor(self.executor, work)


def _asked_for_s(error: StatusBoardError) -> float:
    """How long the place itself wants to be left alone, in seconds; an hour at most."""
    asked = error.retry_after_s if isinstance(error, Unavailable) else None
    return min(asked or 0.0, MOST_ASKED_S)
