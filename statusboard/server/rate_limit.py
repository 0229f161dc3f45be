"""A rate limit over a sliding window: how often is acted, from one network and in all.

Only what was let through is remembered, and of that only a window's worth: however many
addresses somebody sends from, no more is held than the limit lets through.
"""

from collections import deque
from dataclasses import dataclass, field

from statusboard.domain.networks import network_of

WINDOW_S = 60.0
# What a proxy passes on as an address may be anything.
LONGEST_NAME = 64


@dataclass(slots=True)
class RateLimit:
    """So many in a minute: `per_network`, and `in_all`. The time is handed in, in seconds."""

    per_network: int
    in_all: int
    _last: deque[tuple[float, str]] = field(default_factory=deque, init=False, repr=False)
    _by_network: dict[str, deque[float]] = field(default_factory=dict, init=False, repr=False)

    def wait_s(self, address: str, now_s: float) -> float:
        """How long whoever asks from there has to wait, in seconds.

        0.0: not at all, and it is counted. What has to wait is not.
        """
        self._forget(now_s)
        network = network_of(address)[:LONGEST_NAME]
        earlier = self._by_network.get(network)
        if earlier is not None and len(earlier) >= self.per_network:
            return earlier[0] + WINDOW_S - now_s
        if len(self._last) >= self.in_all:
            return self._last[0][0] + WINDOW_S - now_s
        if earlier is None:
            earlier = self._by_network[network] = deque()
        earlier.append(now_s)
        self._last.append((now_s, network))
        return 0.0

    def _forget(self, now_s: float) -> None:
        while self._last and self._last[0][0] + WINDOW_S <= now_s:
            _, network = self._last.popleft()
            times = self._by_network[network]
            times.popleft()
            if not times:
                del self._by_network[network]
