"""Names resolved and sockets connected, in steps that are timed apart."""

import asyncio
import socket
import time
from functools import lru_cache

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.addresses import (
    SocketAddress,
    refuse_forbidden,
    socket_addresses_of,
)
from statusboard.probes.web.arrivals import StampedSocket
from statusboard.probes.web.failure import Failed, of_connecting
from statusboard.probes.web.hosts import literal
from statusboard.probes.web.names import Names
from statusboard.probes.web.stream import Stream

# Of several addresses each but the last gets this long, so that a dead one does not eat it all.
TRY_S = 3.0
# More addresses than this of one name are not tried: the deadline would be spent on them.
MOST_ADDRESSES = 4
# So many hosts and ports are known to be an address, or none.
MOST_LITERALS = 4_096


class Network:
    """Opens connections for one check. `record` is that of the question being asked.

    `ip_version` is 4 or 6, or 0 for either.
    """

    def __init__(
        self,
        names: Names,
        *,
        loopback_only: bool,
        ip_version: int = 0,
        record: Record | None = None,
    ) -> None:
        self.record = record or Record()
        self.loopback_only = loopback_only
        self._names = names
        self._ip_version = ip_version

    async def places(self, host: str, port: int) -> tuple[SocketAddress, ...]:
        """Where a host is, best first, as far as it may be asked. Raises Failed."""
        places = _places_of_literal(host, port)
        if places is None:
            record = self.record
            record.hold("too many other names were being looked up")
            found = await self._names.addresses(host, lambda: record.begin("dns"))
            if self._ip_version:
                found = tuple(one for one in found if one.version == self._ip_version)
            if not found:
                of = f" of IPv{self._ip_version}" if self._ip_version else ""
                raise Failed(Reason.DNS, f"{host} has no address{of}")
            places = tuple(
                place for one in found[:MOST_ADDRESSES] for place in socket_addresses_of(one, port)
            )
        refuse_forbidden(host, places, loopback_only=self.loopback_only)
        return places

    async def connect(self, host: str, port: int) -> Stream:
        """A connection to the first address of `host` that takes one. Raises Failed."""
        places = await self.places(host, port)
        self.record.begin("connect")
        sock, stood_ns = await self._first_of(places)
        self.record.hold("the connection stood, and waited for this computer", stood_ns)
        stream = Stream(self.record, sock)
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: stream, sock=sock)
        except BaseException:
            sock.close()
            raise
        self.record.begin("wait")
        return stream

    async def reach(self, host: str, port: int) -> None:
        """Connects to the first address of `host` that takes it, and hangs up. Raises Failed.

        Nothing is said or heard, so no stream is made: that is half of the work.
        """
        places = await self.places(host, port)
        self.record.begin("connect")
        sock, stood_ns = await self._first_of(places)
        self.record.hold("the connection stood, and waited for this computer", stood_ns)
        sock.close()

    async def _first_of(self, places: tuple[SocketAddress, ...]) -> tuple[StampedSocket, int]:
        failed: Failed | None = None
        for place in places:
            self.record.address = place.sockaddr[0]
            try:
                if place is places[-1]:
                    return await _connected(place)
                async with asyncio.timeout(TRY_S):
                    return await _connected(place)
            except TimeoutError:
                failed = Failed(Reason.UNREACHABLE, f"{place.text}: the host did not answer")
            except OSError as error:
                failed = of_connecting(place.text, error)
            self.record.lines.append(failed.detail)
        assert failed is not None
        raise failed


@lru_cache(maxsize=MOST_LITERALS)
def _places_of_literal(host: str, port: int) -> tuple[SocketAddress, ...] | None:
    """Where a host is that is given by its address; None for a name.

    Each check asks the same one again, and to read an address takes longer than to look it up.
    """
    address = literal(host)
    return None if address is None else socket_addresses_of(address, port)


async def _connected(place: SocketAddress) -> tuple[StampedSocket, int]:
    """A connection, and when it stood."""
    sock = StampedSocket(place.family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)  # noqa: FBT003 - as the library has it
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.stamp()
        begun_ns = time.perf_counter_ns()
        await asyncio.get_running_loop().sock_connect(sock, place.sockaddr)
        stood_ns = sock.stood_ns(begun_ns)
    except BaseException:
        sock.close()
        raise
    return sock, stood_ns
