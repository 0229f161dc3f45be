"""One check that others report to: what it was told, and what is to be said of it when."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from statusboard.catalog.declaration import Config, Memory, Receiving
from statusboard.domain.check import Check
from statusboard.domain.instants import MINUTE_US, duration_us
from statusboard.domain.received import Listening, Standing
from statusboard.domain.result import Answer, CheckResult
from statusboard.storage.signals import Signal

# Clocks of two computers may differ by so much without one of them having been put back.
AHEAD_US = MINUTE_US


@dataclass(slots=True)
class Watched:
    """Turns reports into answers, in the order of time; an answer that holds is said again.

    `last_us` is when the newest answer was dated: none is dated before it, or before the watch
    began (`started_us`), for what nobody watched is not known.
    """

    check: Check
    config: Config
    receiving: Receiving
    memory: Memory
    started_us: int
    last_us: int = 0
    _said: Answer | None = field(default=None, init=False)

    def hear(self, one: Signal, listening: Listening | None) -> Iterator[CheckResult]:
        """The answers that a report makes: first of what was missing before it came."""
        if one.at_us >= self.started_us:
            yield from self.look(listening, one.at_us - 1)
        self.memory = self.receiving.take(self.memory, one.said, one.at_us)
        if one.at_us >= self.started_us:
            standing = self._standing(listening, one.at_us)
            yield from self._say(standing.answer, max(one.at_us, self.last_us + 1))

    def look(
        self, listening: Listening | None, now_us: int, *, again: bool = False
    ) -> Iterator[CheckResult]:
        """The answers of an instant; none where it has been told, unless `again` is said."""
        if self.last_us > now_us + AHEAD_US:  # the clock was put back
            self.last_us = now_us - 1
        standing = self._standing(listening, now_us)
        is_due = now_us - self.last_us >= duration_us(self.check.interval)
        if self._said is None or standing.answer != self._said:
            at_us = max(standing.since_us, self.started_us, self.last_us + 1)
            yield from self._say(standing.answer, at_us)
        elif now_us > self.last_us and (is_due or again):
            yield from self._say(standing.answer, now_us)

    def _standing(self, listening: Listening | None, now_us: int) -> Standing:
        return self.receiving.stand(self.config, self.memory, listening, now_us)

    def _say(self, answer: Answer, at_us: int) -> Iterator[CheckResult]:
        self._said, self.last_us = answer, at_us
        yield CheckResult(self.check.id, at_us, answer, is_reported=True)
