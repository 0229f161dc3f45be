"""The lane of one channel: its senders, and the rows on their way through them.

Outcomes are written down within a quarter of a second, and rows are taken up as others leave: a
sender never waits for the slowest of a batch, and whoever is killed repeats little.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from msgspec.structs import replace

from statusboard.app.clock import Clock
from statusboard.app.delivery.commands import ChannelDown
from statusboard.app.delivery.retries import given_back, settled, tried_in_vain
from statusboard.app.delivery.texts import combined
from statusboard.app.delivery.unsaid import without_tokens
from statusboard.app.waiting import wait
from statusboard.catalog.declaration import ChannelKind, Config
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sender, Unclear
from statusboard.render.languages import frame_in
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled

log = logging.getLogger(__name__)

# A try takes no longer, with all its time limits; a claim that ends sooner is not used.
TIME_FOR_ONE = timedelta(seconds=120)
# An outcome waits so long for others to be written down with it.
SETTLE_AFTER_S = 0.2
# Rows are taken up for so long ahead, as fast as they go; at first for each sender so many.
AHEAD_S = 0.5
PER_SENDER = 5
MOST_AHEAD = 1_000
# How long nothing at all may happen before it is looked again.
QUIET_S = 30.0
# After every row that waits.
LAST = 1_000
_NO_LINK = (
    "No link could go in the place of the file. Set the public address of the page server, or "
    "send less in it"
)


@dataclass(slots=True)
class Outcomes:
    """What became of rows, not written down yet, and of the channel itself."""

    settled: list[Settled] = field(default_factory=list)
    quarantined: list[tuple[int, str]] = field(default_factory=list)
    trouble: ChannelDown | None = None
    is_well: bool = False

    def __bool__(self) -> bool:
        return bool(self.settled)


class Lane:
    """Sends rows of one channel by as many senders as its provider allows.

    `turn` writes down outcomes and answers the next rows. Every sender has one row at a time;
    once `is_ending`, or when the channel takes nothing, what no sender has begun goes back.
    A lane that `probes` sends one message, and others only after that was heard.
    """

    def __init__(
        self,
        kind: ChannelKind,
        config: Config,
        clock: Clock,
        turn: Callable[[Outcomes, int], Awaitable[tuple[Claim, ...]]],
        is_ending: Callable[[], bool],
        *,
        probes: bool = False,
    ) -> None:
        self._kind = kind
        self._config = config
        self._clock = clock
        self._turn = turn
        self._is_ending = is_ending
        self._probes = probes
        self._limits = kind.limits(config)
        self._at_once = max(1, self._limits.at_once)
        self._outcomes = Outcomes()
        self._waiting: asyncio.PriorityQueue[tuple[int, int, Claim | None]]
        self._waiting = asyncio.PriorityQueue()
        self._numbers = 0
        self._outdated = 0
        self._under_way = 0
        self._ahead = self._at_once * PER_SENDER
        self._stirred = asyncio.Event()
        self._asked = False
        self._is_down = False
        self._failure: Exception | None = None
        self._next_s = 0.0

    def look(self) -> None:
        """Something more may be sent: it is asked for at once where a sender has nothing to do."""
        if self._waiting.empty() and self._under_way < self._at_once:
            self._asked = True
            self._stirred.set()

    def take_anew(self) -> None:
        """More was published: what no sender has begun is taken up again, as it is said by now.

        It may be wrong by what was published, or be said better with it.
        """
        self._outdated = self._numbers
        kept = []
        while not self._waiting.empty():
            item = self._waiting.get_nowait()
            if item[2] is None:
                kept.append(item)
            else:
                self._outcomes.settled.append(given_back(item[2], self._clock.now()))
        for item in kept:
            self._waiting.put_nowait(item)
        self._asked = True
        self._stirred.set()

    async def run(self) -> int:
        """Sends until nothing is left that may be sent now; how many rows were taken up."""
        async with AsyncExitStack() as stack:
            senders = [
                await stack.enter_async_context(self._kind.open(self._config))
                for _ in range(self._at_once)
            ]
            async with asyncio.TaskGroup() as group:
                for sender in senders:
                    group.create_task(self._work(sender))
                taken = await self._feed_to_the_end()
                for _ in senders:
                    self._put(LAST, None)
            if self._failure is not None:
                raise self._failure
            return taken

    async def _feed_to_the_end(self) -> int:
        """Feeds; where outcomes cannot be written down, whoever is sending still ends in order."""
        try:
            return await self._feed()
        except Exception as failure:  # noqa: BLE001 - raised again once nobody is sending
            self._failure, self._is_down = failure, True
            while self._is_busy():
                self._stirred.clear()
                await wait(self._stirred, TIME_FOR_ONE.total_seconds())
            return 0

    async def _feed(self) -> int:
        """Takes up rows and writes down outcomes until neither is left."""
        taken = 0
        loop = asyncio.get_running_loop()
        before_s = loop.time()
        while True:
            outcomes, self._outcomes = self._outcomes, Outcomes()
            room = self._room(len(outcomes.settled), loop.time() - before_s)
            before_s = loop.time()
            self._asked = False
            claims = await self._turn(outcomes, room)
            taken += len(claims)
            for claim in claims:
                self._put(claim.lane, claim)
            if not claims and not self._outcomes and not self._is_busy():
                return taken
            await self._until_the_next_turn(more=len(claims) == room > 0)

    def _room(self, done: int, within_s: float) -> int:
        """How many rows are to be taken up, by how many were sent since the last time."""
        if self._is_ending() or self._is_down:
            return 0
        if self._probes:
            return 0 if self._is_busy() else 1
        if within_s > 0 and done:
            fast = round(done / within_s * AHEAD_S)
            self._ahead = min(MOST_AHEAD, max(self._at_once * 2, fast))
        if self._limits.per_second < self._ahead:
            self._ahead = max(self._at_once, round(self._limits.per_second))
        return max(0, self._ahead - self._waiting.qsize())

    def _is_busy(self) -> bool:
        return self._under_way > 0 or not self._waiting.empty()

    async def _until_the_next_turn(self, *, more: bool) -> None:
        """Waits for outcomes, or for room where there may be more rows."""
        loop = asyncio.get_running_loop()
        first_s: float | None = None
        while True:
            if self._outcomes and first_s is None:
                first_s = loop.time()
            is_low = more and self._waiting.qsize() * 3 < self._ahead
            if self._asked or (self._outcomes and (is_low or not self._is_busy())):
                return
            left_s = QUIET_S if first_s is None else first_s + SETTLE_AFTER_S - loop.time()
            if left_s <= 0:
                return
            self._stirred.clear()
            await wait(self._stirred, left_s)

    def _put(self, lane: int, claim: Claim | None) -> None:
        self._numbers += 1
        self._waiting.put_nowait((lane, self._numbers, claim))

    async def _work(self, sender: Sender) -> None:
        while True:
            _, number, claim = await self._waiting.get()
            if claim is None:
                return
            self._under_way += 1
            try:
                await self._one(sender, number, claim)
            finally:
                self._under_way -= 1
                self._stirred.set()

    async def _one(self, sender: Sender, number: int, claim: Claim) -> None:
        if not self._goes_back(claim):
            await self._pace()
        # Somebody else may take it up while it is sent, where the claim is about to end.
        if self._goes_back(claim) or number <= self._outdated:
            self._outcomes.settled.append(given_back(claim, self._clock.now()))
            return
        outcome = await self._sent(sender, claim)
        now = self._clock.now()
        if isinstance(outcome, Again) and outcome.is_channel:
            # Nothing need be wrong with this row, nor with any other: they wait until it is mended.
            if self._is_down:
                self._outcomes.settled.append(given_back(claim, now))
                return
            self._is_down = True
            row = claim.id if claim.is_of_ledger else None
            self._outcomes.trouble = ChannelDown(outcome.reason, outcome.after_s, row)
            self._outcomes.settled.append(tried_in_vain(claim, outcome.reason, now))
            return
        if self._probes and not isinstance(outcome, Unclear):
            self._outcomes.is_well, self._probes = True, False
        self._outcomes.settled.append(settled(claim, outcome, now))
        if isinstance(outcome, Refused) and outcome.quarantines and claim.is_of_ledger:
            self._outcomes.quarantined.append((claim.id, outcome.reason))

    def _goes_back(self, claim: Claim) -> bool:
        ends_soon = claim.until - self._clock.now() < TIME_FOR_ONE
        return self._is_ending() or self._is_down or ends_soon

    async def _sent(self, sender: Sender, claim: Claim) -> Outcome:
        """What became of one message. A row that nothing can send is parked, not tried for ever."""
        try:
            texts, frame = combined(claim), frame_in(claim.language)
            outgoing = Outgoing(
                address=claim.address,
                subject=texts.subject,
                text=texts.text,
                html=texts.html,
                key=claim.key,
                begins=claim.thread,
                written_at=claim.written_at,
                language=frame.language,  # one that it is written in
                follow=frame.follow_button,
                update=texts.update,
                missed=texts.missed,
                tries=claim.attempts,
                tried_at=self._clock.now(),
                token=claim.token,
                server="" if texts.update is None else texts.update.server,
                to_confirm=texts.to_confirm,
                file=claim.file,
            )
            # A mail is filled in where all that it shares with others is kept.
            if claim.is_confirmation or self._kind.form != "mail":
                outgoing = outgoing.filled
            async with asyncio.timeout(TIME_FOR_ONE.total_seconds()):
                outcome = await sender.send(outgoing)
                if isinstance(outcome, Refused) and outcome.is_too_large and claim.file:
                    if not texts.without_file:
                        return Refused(f"{outcome.reason}. {_NO_LINK}")
                    smaller = replace(outgoing, text=texts.without_file, file=None)
                    outcome = await sender.send(smaller)
                return without_tokens(claim, outcome)
        except TimeoutError:
            return Unclear("the provider was silent for two minutes")
        except Exception as error:
            log.exception("message defect row=%d", claim.id)
            return Refused(f"it could not be made: {type(error).__name__}")

    async def _pace(self) -> None:
        """Waits for this message's turn at the provider's rate."""
        now_s = asyncio.get_running_loop().time()
        self._next_s = max(now_s, self._next_s + 1 / self._limits.per_second)
        if self._next_s > now_s:
            await asyncio.sleep(self._next_s - now_s)
