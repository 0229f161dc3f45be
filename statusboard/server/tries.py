"""Slows down whoever tries secrets: each wrong try beyond the first few doubles the wait.

A try counts as wrong when it begins, so that many at the same time are as many. No more networks
are remembered than `most`; the one that has been quiet longest is forgotten first.
"""

from dataclasses import dataclass, field

from statusboard.domain.networks import network_of
from statusboard.server.rate_limit import LONGEST_NAME

SLIPS = 3
FIRST_S, LONGEST_S = 5.0, 900.0
# After so long without a try a network begins anew.
QUIET_S = 3600.0
MOST = 10_000


@dataclass(slots=True)
class WrongTries:
    """What was tried, by network. The time is handed in, in seconds."""

    most: int = MOST
    _by_network: dict[str, tuple[int, float]] = field(default_factory=dict, repr=False)

    def wait_s(self, address: str, now_s: float) -> float:
        """How long nobody there may try again, in seconds; 0.0: now."""
        wrong, last_s = self._by_network.get(_named(address), (0, now_s))
        if wrong < SLIPS or now_s - last_s > QUIET_S:
            return 0.0
        waits_s = min(FIRST_S * 2.0 ** min(wrong - SLIPS, 16), LONGEST_S)
        return max(0.0, last_s + waits_s - now_s)

    def begin(self, address: str, now_s: float) -> None:
        """Somebody there tries."""
        name = _named(address)
        wrong, last_s = self._by_network.pop(name, (0, now_s))
        wrong = 0 if now_s - last_s > QUIET_S else wrong
        while len(self._by_network) >= self.most:
            del self._by_network[next(iter(self._by_network))]
        self._by_network[name] = (wrong + 1, now_s)

    def right(self, address: str) -> None:
        """It was the right one: they begin anew."""
        self._by_network.pop(_named(address), None)


def _named(address: str) -> str:
    return network_of(address)[:LONGEST_NAME]
