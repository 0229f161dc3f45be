"""Telling our own blindness from other people's outages.

When most of what we ask fails for reasons of the network, and this computer itself has no way
out, then it is our own network. The answers are held back as unknown: they are no evidence.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from statusboard.domain.result import CheckResult, Outcome, Reason

Canary = Callable[[], bool]

NETWORK_REASONS = frozenset(
    {Reason.DNS, Reason.UNREACHABLE, Reason.DEADLINE, Reason.CONNECTION_LOST}
)
WINDOW_S = 60.0
# A canary that said yes this lately is believed when it says no.
BELIEVED_S = 600.0
# Reserved for documentation: nobody is there, and connecting a UDP socket sends nothing.
_NOBODY = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))


def has_way_out() -> bool:
    """Whether this computer has a route to the outside. Sends nothing."""
    for address, family in _NOBODY:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 9))
        except OSError:
            continue
        return True
    return False


@dataclass(frozen=True, slots=True)
class RecentAnswer:
    """A check's newest answer, in monotonic seconds. `failed`: for reasons of the network."""

    at_s: float
    failed: bool


def is_blind(newest: Iterable[RecentAnswer], now_s: float, *, way_out: bool) -> bool:
    """Whether the failures of the last minute are our own network's.

    Counted are the answers since the first of the present failures: what answered before the
    cable was pulled says nothing about afterwards. Most of them must have failed, and there
    must be no way out.
    """
    if way_out:
        return False
    recent = [heard for heard in newest if now_s - heard.at_s <= WINDOW_S]
    failures = [heard.at_s for heard in recent if heard.failed]
    if not failures:
        return False
    since = min(failures)
    asked = sum(1 for heard in recent if heard.at_s >= since)
    return 2 * len(failures) > asked


class OwnNetwork:
    """Remembers the newest answers, and turns those that our own blindness caused to unknown.

    A computer in a closed network never has a way out, yet reaches what it watches: where outside
    answers arrive although the canary says no, it is not believed until it says yes again. One
    that said yes lately is believed in any case: then a way out was lost, and it is a neighbour
    in the same room that answers.
    """

    def __init__(self, canary: Canary = has_way_out) -> None:
        self._canary = canary
        self._newest: dict[int, RecentAnswer] = {}
        self._canary_is_wrong = False
        self._said_yes_s: float | None = None
        self._learn_at_s = 0.0
        self.is_blind = False

    def pass_on(self, result: CheckResult, host: str | None, now_s: float) -> CheckResult:
        """The result, or the same held back as unknown. `host` as the check's kind names it."""
        if host is None or is_loopback_host(host):
            self.forget((result.check_id,))  # it may have asked outside before
            return result
        if result.answer.outcome is Outcome.UNKNOWN:
            return result
        failed = result.answer.reason in NETWORK_REASONS
        self._newest[result.check_id] = RecentAnswer(now_s, failed)
        if not (failed or self.is_blind or now_s >= self._learn_at_s):
            return result
        way_out = self._ask_canary(now_s)
        most_fail = is_blind(self._newest.values(), now_s, way_out=way_out)
        if not failed:
            self._learn_at_s = now_s + WINDOW_S
            if not (way_out or most_fail or self._had_way_out(now_s)):
                self._canary_is_wrong = True
        self.is_blind = most_fail and not self._canary_is_wrong
        return _held(result) if failed and self.is_blind else result

    def _ask_canary(self, now_s: float) -> bool:
        way_out = self._canary()
        if way_out:
            self._said_yes_s = now_s
            self._canary_is_wrong = False
        return way_out

    def _had_way_out(self, now_s: float) -> bool:
        return self._said_yes_s is not None and now_s - self._said_yes_s < BELIEVED_S

    def forget(self, check_ids: Iterable[int]) -> None:
        """Drops checks that no longer ask outside. Without any answer left nobody is blind."""
        for check_id in check_ids:
            self._newest.pop(check_id, None)
        self.is_blind = self.is_blind and bool(self._newest)


def is_loopback_host(host: str) -> bool:
    """Whether a host[:port] is this computer itself."""
    name = host.rpartition(":")[0] or host
    name = name.strip("[]")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _held(result: CheckResult) -> CheckResult:
    detail = f"this computer has no network: {result.answer.detail}"
    answer = replace(
        result.answer, outcome=Outcome.UNKNOWN, reason=Reason.OWN_NETWORK, detail=detail, level=None
    )
    return replace(result, answer=answer)
