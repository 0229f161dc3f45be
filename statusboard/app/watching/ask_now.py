"""Asking at once, because a person wants to know."""

import asyncio
from collections.abc import Iterable, Sequence

from statusboard.app.watching.feed import Feed
from statusboard.app.watching.questions import Deliver, Questions
from statusboard.app.watching.scheduler import Scheduler
from statusboard.domain.check import Check, check_now_limit_s
from statusboard.errors import Unavailable, told_together


class AskNow:
    """Asks checks out of turn, by themselves or by the feed that answers for their kind."""

    def __init__(
        self,
        questions: Questions,
        scheduler: Scheduler,
        feeds: Sequence[Feed],
        deliver: Deliver,
    ) -> None:
        self._questions = questions
        self._scheduler = scheduler
        self._feeds = feeds
        self._deliver = deliver

    async def __call__(self, checks: Sequence[Check]) -> None:
        """Returns when the answers are recorded; raises Unavailable where they could not be."""
        limit_s = check_now_limit_s(check.deadline for check in checks)
        fed = frozenset[str]().union(*(feed.kinds for feed in self._feeds))
        try:
            async with asyncio.timeout(limit_s), asyncio.TaskGroup() as group:
                for feed in self._feeds:
                    own = [check.id for check in checks if check.kind in feed.kinds]
                    if own:
                        group.create_task(self._ask_feed(feed, own))
                for check in checks:
                    if check.kind not in fed:
                        group.create_task(self._ask(check))
        except TimeoutError as error:
            raise Unavailable(
                "The answer could not be written down in time. It will be as soon as it can."
            ) from error
        except ExceptionGroup as errors:
            raise told_together(errors) from None

    def begin(self, checks: Iterable[Check]) -> None:
        """Asks those that are switched on and not being asked, and waits for no answer."""
        for check in checks:
            if check.id in self._scheduler and check.id not in self._questions:
                self._scheduler.asked(check.id)
                self._questions.start(check, at_once=True)

    async def _ask(self, check: Check) -> None:
        await self._questions.until_free(check)
        self._scheduler.asked(check.id)
        waiting = await asyncio.shield(self._questions.start(check, at_once=True))
        await waiting.settled

    async def _ask_feed(self, feed: Feed, check_ids: Sequence[int]) -> None:
        for result in await feed.ask_now(check_ids):
            await self._deliver(result, None, at_once=True).settled
