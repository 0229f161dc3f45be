"""Writes answers down: in order, in batches, and again when the database was not there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from statusboard.app.watching.result_queue import ResultQueue, Waiting
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.domain.result import CheckResult
from statusboard.errors import StatusBoardError, Unavailable

log = logging.getLogger(__name__)

# While the database is away.
AGAIN = Backoff(first_s=0.5, most_s=10.0)


class Recorder(Protocol):
    """What turns answers into history (app/watching/ingest.py). Blocking; used by one thread."""

    def take(self, results: Sequence[CheckResult]) -> Changes:
        """Records answers in one transaction. Raises Unavailable where the database is not."""


class ResultWriter:
    """The loop between the queue and the recorder."""

    def __init__(
        self,
        queue: ResultQueue,
        recorder: Recorder,
        off_loop: Callable[[Callable[[], Changes]], Awaitable[Changes]],
        on_recorded: Callable[[Sequence[CheckResult], Changes], None],
        *,
        again: Backoff = AGAIN,
    ) -> None:
        self._queue = queue
        self._recorder = recorder
        self._off_loop = off_loop
        self._on_recorded = on_recorded
        self._again = again
        self._failures = 0

    async def run(self) -> None:
        """Records until cancelled; what was on its way then is put back."""
        while True:
            batch = await self._queue.batch()
            await self._record(batch)
            if self._failures:
                await asyncio.sleep(self._again.wait_s(self._failures))

    async def finish(self) -> None:
        """Records what still waits, once."""
        batch = self._queue.take_all()
        if batch:
            await self._record(batch)

    async def _record(self, batch: Sequence[Waiting]) -> None:
        try:
            await self._write(batch)
        except asyncio.CancelledError:
            self._queue.requeue([waiting for waiting in batch if not waiting.settled.done()])
            raise
        except Unavailable as error:
            self._queue.requeue([waiting for waiting in batch if not waiting.settled.done()])
            if not self._failures:
                log.warning("answers held back waiting=%s because=%s", len(batch), error)
            self._failures += 1
            return
        if self._failures:
            log.info("answers recorded again count=%s", len(batch))
            self._failures = 0

    async def _write(self, batch: Sequence[Waiting]) -> None:
        """Writes a batch; where one answer in it cannot be written ever, all but that one."""
        try:
            await self._write_together(batch)
        except Unavailable:
            raise
        except StatusBoardError as error:
            if len(batch) == 1:
                dropped = batch[0].result.check_id
                log.warning("answer dropped check=%s", dropped, exc_info=error)
                batch[0].settle()
                return
            for waiting in batch:
                await self._write((waiting,))

    async def _write_together(self, batch: Sequence[Waiting]) -> None:
        results = tuple(waiting.result for waiting in batch)
        changes = await self._off_loop(lambda: self._recorder.take(results))
        for waiting in batch:
            waiting.settle()
        self._on_recorded(results, changes)
