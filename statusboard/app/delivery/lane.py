"""The lane of one channel: its senders, and the rows on their way through them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from statusboard.app.clock import Clock
from statusboard.app.delivery.retries import settled
from statusboard.app.delivery.texts import combined
from statusboard.catalog.declaration import ChannelKind, Config
from statusboard.channels.base import Outcome, Outgoing, Refused, Sender
from statusboard.storage.claims import Claim, Settled

log = logging.getLogger(__name__)

# A try takes no longer, with all its time limits; a claim that ends sooner is not used.
TIME_FOR_ONE = timedelta(seconds=120)
# Rows that are taken up for each sender at a time: the database is asked once for so many.
PER_SENDER = 5


@dataclass(slots=True)
class Outcomes:
    """What became of rows, not written down yet."""

    settled: list[Settled] = field(default_factory=list)
    quarantined: list[tuple[int, str]] = field(default_factory=list)

    def forget(self) -> None:
        """All of it is written down."""
        self.settled.clear()
        self.quarantined.clear()


class Lane:
    """Sends rows of one channel by as many senders as its provider allows.

    `turn` writes down outcomes and answers the next rows. Every sender has one row at a time;
    once `is_ending`, what no sender has begun goes back.
    """

    def __init__(
        self,
        kind: ChannelKind,
        config: Config,
        clock: Clock,
        key_of: Callable[[Claim], tuple[str, str]],
        turn: Callable[[Outcomes, int], Awaitable[tuple[Claim, ...]]],
        is_ending: Callable[[], bool],
    ) -> None:
        self._kind = kind
        self._config = config
        self._clock = clock
        self._key_of = key_of
        self._turn = turn
        self._is_ending = is_ending
        self._limits = kind.limits(config)
        self._outcomes = Outcomes()
        self._waiting: asyncio.Queue[Claim] = asyncio.Queue()
        self._next_s = 0.0

    async def run(self) -> int:
        """Sends until nothing is left that may be sent now; how many rows were taken up."""
        taken = 0
        most = max(1, self._limits.at_once)
        async with AsyncExitStack() as stack:
            senders = [
                await stack.enter_async_context(self._kind.open(self._config)) for _ in range(most)
            ]
            while True:
                limit = 0 if self._is_ending() else most * PER_SENDER
                claims = await self._turn(self._outcomes, limit)
                self._outcomes.forget()
                if not claims:
                    return taken
                taken += len(claims)
                for claim in claims:
                    self._waiting.put_nowait(claim)
                async with asyncio.TaskGroup() as group:
                    for sender in senders[: len(claims)]:
                        group.create_task(self._work(sender))

    async def _work(self, sender: Sender) -> None:
        while not self._waiting.empty():
            claim = self._waiting.get_nowait()
            await self._pace()
            now = self._clock.now()
            # Somebody else may take it up while it is sent, where the claim is about to end.
            if self._is_ending() or claim.until - now < TIME_FOR_ONE:
                self._outcomes.settled.append(Settled(claim.id, claim.before, due_at=now))
                continue
            outcome = await self._sent(sender, claim)
            self._outcomes.settled.append(settled(claim, outcome, self._clock.now()))
            if isinstance(outcome, Refused) and outcome.quarantines:
                self._outcomes.quarantined.append((claim.id, outcome.reason))

    async def _sent(self, sender: Sender, claim: Claim) -> Outcome:
        """What became of one message. A row that nothing can send is parked, not tried for ever."""
        key, begins = self._key_of(claim)
        try:
            texts = combined(claim)
            return await sender.send(
                Outgoing(
                    address=claim.address,
                    subject=texts.subject,
                    text=texts.text,
                    html=texts.html,
                    key=key,
                    begins=begins,
                    written_at=claim.written_at,
                    language=claim.language,
                    update=texts.update,
                    missed=texts.missed,
                    tries=claim.attempts,
                    tried_at=self._clock.now(),
                )
            )
        except Exception as error:
            log.exception("message defect row=%d", claim.id)
            return Refused(f"it could not be made: {type(error).__name__}")

    async def _pace(self) -> None:
        """Waits for this message's turn at the provider's rate."""
        now_s = self._clock.monotonic()
        self._next_s = max(now_s, self._next_s + 1 / self._limits.per_second)
        if self._next_s > now_s:
            await asyncio.sleep(self._next_s - now_s)
