"""A few pings to one host, by the right that the system gives, and what they are worth."""

import asyncio
import time
from dataclasses import dataclass

import icmplib

from statusboard.domain.result import Outcome, Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.answering import Finding, quoted
from statusboard.probes.web.addresses import SocketAddress
from statusboard.probes.web.failure import Failed, of_connecting
from statusboard.probes.web.times import seconds_text

# Between two pings; and of the deadline so much is for waiting.
PAUSE_S = 0.2
WAITING_SHARE = 0.9
LONGEST_WAIT_S = 2.0
_NOT_ALLOWED = (
    "this computer lets StatusBoard send no pings; on Linux an administrator allows it by the "
    "setting net.ipv4.ping_group_range"
)


@dataclass(frozen=True, slots=True)
class Pings:
    """How many were sent, how long each took that was answered, and what a router said to it."""

    sent: int
    took_us: tuple[int, ...]
    said: str = ""

    @property
    def usual_us(self) -> int | None:
        """The median of those that were answered; None where none was."""
        return sorted(self.took_us)[len(self.took_us) // 2] if self.took_us else None


async def pinged(context: ProbeContext, host: str, count: int, *, ip_version: int = 0) -> Pings:
    """Pings a host at its first address that answers. Raises Failed where nothing can be sent."""
    network = context.connections.network(context.record, ip_version=ip_version)
    places = await network.places(host, 0)
    context.record.begin("wait")
    wait_s = min(
        LONGEST_WAIT_S,
        (WAITING_SHARE * context.deadline_s / len(places) - PAUSE_S * (count - 1)) / count,
    )
    heard = Pings(0, ())
    for place in places:
        heard = await _at(context, place, count, max(0.05, wait_s))
        if heard.took_us:
            break
    return heard


def worth(host: str, pings: Pings, slow_us: int | None) -> Finding:
    """What these pings say of the host."""
    lost = pings.sent - len(pings.took_us)
    usual_us = pings.usual_us
    if usual_us is None:
        each = (
            "the ping was not answered"
            if pings.sent == 1
            else (f"none of {pings.sent} pings was answered")
        )
        more = f" ({pings.said})" if pings.said else ""
        return Finding(Outcome.DOWN, Reason.UNREACHABLE, f"{host}: {each}{more}")
    if lost:
        words = f"{host}: {lost} of {pings.sent} pings got lost"
        return Finding(Outcome.DEGRADED, Reason.PACKETS_LOST, words)
    if slow_us is not None and usual_us > slow_us:
        words = f"took {seconds_text(usual_us)}, slower than {seconds_text(slow_us)}"
        return Finding(Outcome.DEGRADED, Reason.SLOW, words)
    return Finding()


async def _at(context: ProbeContext, place: SocketAddress, count: int, wait_s: float) -> Pings:
    record = context.record
    address = record.address = str(place.address)
    took_us: list[int] = []
    said = ""
    with _opened(is_6=place.address.version == 6) as sock:
        # The number by which ours are told from those of others; systems keep two bytes of it.
        number = icmplib.utils.unique_identifier()
        for sequence in range(count):
            if sequence:
                await asyncio.sleep(PAUSE_S)
            begun_ns = time.perf_counter_ns()
            try:
                request = icmplib.ICMPRequest(address, number, sequence)
                sock.send(request)
                reply = await sock.receive(request, wait_s)
                us = (time.perf_counter_ns() - begun_ns) // 1_000
                _heed_cancelling()
                reply.raise_for_status()
            except icmplib.TimeoutExceeded:
                record.lines.append(f"ping {sequence + 1} to {address}: no answer")
            except icmplib.ICMPLibError as error:
                said = _words(error, address)
                record.lines.append(f"ping {sequence + 1} to {address}: {said}")
            else:
                took_us.append(us)
                record.lines.append(f"ping {sequence + 1} to {address}: {seconds_text(us)}")
    return Pings(count, tuple(took_us), said)


def _heed_cancelling() -> None:
    """Raises CancelledError where this question was cancelled.

    `asyncio.wait_for`, by which the library waits, forgets that where an answer came just then.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def _opened(*, is_6: bool) -> "icmplib.AsyncSocket":
    """A socket for pings: one that needs no rights where the system has such, else a raw one."""
    kind = icmplib.ICMPv6Socket if is_6 else icmplib.ICMPv4Socket
    for privileged in (False, True):
        try:
            return icmplib.AsyncSocket(kind(privileged=privileged))
        except icmplib.SocketPermissionError:
            continue
        except icmplib.ICMPSocketError as error:
            detail = f"this computer could not send a ping: {error}"
            raise Failed(Reason.NOT_CONFIGURED, detail) from error
    raise Failed(Reason.NOT_CONFIGURED, _NOT_ALLOWED)


def _words(error: Exception, address: str) -> str:
    """What stood in a ping's way, without its address."""
    if isinstance(error, icmplib.DestinationUnreachable):
        return "a router says that the host cannot be reached"
    if isinstance(error, icmplib.TimeExceeded):
        return "a router says that the way leads in a circle"
    if isinstance(error.__context__, OSError):
        return of_connecting(address, error.__context__).detail.removeprefix(f"{address}: ")
    return quoted(str(error)) or type(error).__name__
