"""The time one service has for its answer: its deadline, without the time we could not listen."""

import asyncio

from statusboard.app.watching.attention import Attention


class AnsweringTime:
    """Ends `limit` when the service has had its whole deadline of our attention.

    What we stood still is added once it is over: an answer may lie in the kernel by then, and a
    service that does not answer is told apart from a program that did not listen. Never more than
    the deadline once again: then nothing can be said.
    """

    def __init__(self, attention: Attention, deadline_s: float) -> None:
        """Begins now, on the running loop. Call `stop` in the end."""
        self.limit = asyncio.timeout(None)
        self.was_extended = False
        """Whether the deadline had passed, and was ours to pass."""
        self.is_ours = False
        """Whether the limit ended it while the service was still owed time."""
        self._attention = attention
        self._deadline_s = deadline_s
        self._given_s = 0.0
        self._mark = attention.begin()
        self._timer = self._after(deadline_s)

    @property
    def still_s(self) -> float:
        """How long we stood still since the beginning."""
        return self._attention.still_since_s(self._mark)

    def stop(self) -> None:
        """The answer is there, or nobody wants it any more."""
        self._timer.cancel()
        self._attention.end()

    def _after(self, seconds: float) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, self._come_to_an_end)

    def _come_to_an_end(self) -> None:
        owed_s = self.still_s - self._given_s
        if owed_s > 0 and self._given_s + owed_s <= self._deadline_s:
            self._given_s += owed_s
            self.was_extended = True
            self._timer = self._after(owed_s)
            return
        self.is_ours = owed_s > 0
        self.limit.reschedule(asyncio.get_running_loop().time())


def span_text(seconds: float) -> str:
    """A time for people: 9 s, 1.4 s, 120 ms."""
    return f"{round(seconds, 1):g} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
