"""The record a probe keeps while it asks: where the time goes, and what was said."""

import time

from statusboard.domain.result import Phases

PHASES = ("dns", "connect", "tls", "wait", "read")


class Record:
    """Where the time of one question goes, and what was said; readable at any moment.

    A probe that is cut off by its deadline cannot report: the runner reads this instead.
    `received_bytes` counts what came over the wire, from the first byte of a head on. The phases
    follow each other, so they add up to the response time; reading ends with the last byte that
    arrived, and what we do with it is in none. `held` says, in words, what is waited for while that
    is ours and not the service's. `address`: whom it asked.
    """

    __slots__ = (
        *("_heard_ns", "_spent_ns", "_started_ns"),
        *("address", "held", "lines", "phase", "received_bytes"),
    )

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.phase = ""
        self.held = ""
        self.address = ""
        self.received_bytes = 0
        self._started_ns = 0
        self._heard_ns = 0
        self._spent_ns: dict[str, int] = {}

    def begin(self, phase: str) -> None:
        """Ends the running phase and begins another; the same one may come again (redirects)."""
        now_ns = time.perf_counter_ns()
        self.held = ""
        self._end(now_ns)
        self._spent_ns.setdefault(phase, 0)
        self.phase = phase
        self._started_ns = now_ns

    def hear(self, arrived_ns: int) -> None:
        """Bytes of an answer are here, and arrived then; the first of them end the wait."""
        self._heard_ns = arrived_ns
        if self.phase == "wait" and self._started_ns:
            arrived_ns = max(arrived_ns, self._started_ns)
            self._spent_ns["wait"] += arrived_ns - self._started_ns
            self._spent_ns.setdefault("read", 0)
            self.phase, self._started_ns, self.held = "read", arrived_ns, ""

    def stop(self) -> None:
        """Ends the running phase. `phase` keeps saying which it was."""
        self._end(time.perf_counter_ns())
        self._started_ns = 0

    def _end(self, now_ns: int) -> None:
        if self._started_ns:
            self._spent_ns[self.phase] += self._so_far(now_ns)

    def _so_far(self, now_ns: int) -> int:
        """Nanoseconds of the running phase. What was read was there when its last byte came."""
        end_ns = self._heard_ns if self.phase == "read" else now_ns
        return max(0, end_ns - self._started_ns)

    def hold(self, why: str, since_ns: int | None = None) -> None:
        """Ends the running phase: until the next one begins it is we who are slow.

        `since_ns`: what it waited for was there at that moment already, by `time.perf_counter_ns`.
        """
        now_ns = time.perf_counter_ns()
        self._end(now_ns if since_ns is None else min(now_ns, since_ns))
        self._started_ns = 0
        self.held = why

    def forget(self) -> None:
        """Starts anew: what was timed so far was no part of the answer."""
        self.phase = ""
        self._started_ns = 0
        self._spent_ns.clear()

    def mark(self) -> tuple[str, dict[str, int]]:
        """What has been timed up to now, for `back_to`."""
        now_ns = time.perf_counter_ns()
        spent = dict(self._spent_ns)
        if self._started_ns:
            spent[self.phase] += self._so_far(now_ns)
        return self.phase, spent

    def back_to(self, mark: tuple[str, dict[str, int]]) -> None:
        """Ends at an earlier mark: what was timed since then was no part of the answer."""
        self.phase, self._spent_ns = mark
        self._started_ns = 0

    def add(self, other: "Record") -> None:
        """Adds what another record holds of a question that followed this one's."""
        other.stop()
        self.phase, self.held = other.phase, other.held
        self.address = other.address or self.address
        self.received_bytes += other.received_bytes
        self.lines += other.lines
        for name, spent_ns in other._spent_ns.items():  # noqa: SLF001 - one of its own kind
            self._spent_ns[name] = self._spent_ns.get(name, 0) + spent_ns

    def take_over(self, other: "Record") -> None:
        """Goes on with the times of another record, which answered in this one's place."""
        self.phase, self.held = other.phase, other.held
        self.address = other.address or self.address
        self.received_bytes = other.received_bytes
        self.lines += other.lines
        self._started_ns = other._started_ns  # noqa: SLF001 - one of its own kind
        self._heard_ns = other._heard_ns  # noqa: SLF001
        self._spent_ns = other._spent_ns  # noqa: SLF001

    @property
    def phases(self) -> Phases:
        """The time of each phase in microseconds; None for what did not happen."""
        spent = self._spent_ns
        return Phases(*[spent[name] // 1000 if name in spent else None for name in PHASES])

    @property
    def response_us(self) -> int | None:
        """All phases together, in microseconds; None where nothing was timed."""
        if not self._spent_ns:
            return None
        return sum([ns // 1000 for ns in self._spent_ns.values()])
