"""From a host's name to addresses, and which of them may be asked."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed, of_name
from statusboard.probes.web.hosts import Address, plain_address

_SockAddr = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
_Found = tuple[socket.AddressFamily, socket.SocketKind, int, str, _SockAddr]

# More addresses than this of one name are not tried: the deadline would be spent on them.
MOST_ADDRESSES = 4


@dataclass(frozen=True, slots=True)
class SocketAddress:
    """One address of a host, ready to connect to."""

    address: Address
    family: socket.AddressFamily
    sockaddr: tuple[str, int] | tuple[str, int, int, int]

    @property
    def text(self) -> str:
        """The address and port as people write them."""
        host = f"[{self.address}]" if self.address.version == 6 else str(self.address)
        return f"{host}:{self.sockaddr[1]}"


class NotAllowed(Failed):
    """This address is not asked from here: nothing is known of the service."""

    def __init__(self, detail: str) -> None:
        super().__init__(Reason.NOT_CONFIGURED, detail)


def socket_addresses_of(address: Address, port: int) -> tuple[SocketAddress, ...]:
    """Where a literal address is."""
    if address.version == 6:
        return (SocketAddress(address, socket.AF_INET6, (str(address), port, 0, 0)),)
    return (SocketAddress(address, socket.AF_INET, (str(address), port)),)


async def resolve(
    host: str, port: int, executor: Executor, begun: Callable[[], None]
) -> tuple[SocketAddress, ...]:
    """The addresses of a name, as the machine prefers them. Raises Failed with Reason.DNS.

    `begun` is called when a thread has taken it on: until then it waits for our own threads.
    """
    loop = asyncio.get_running_loop()

    def take_on() -> Sequence[_Found]:
        with contextlib.suppress(RuntimeError):  # the loop is gone, and so is who asked
            loop.call_soon_threadsafe(begun)
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)

    try:
        found = await loop.run_in_executor(executor, take_on)
    except socket.gaierror as error:
        raise of_name(host, error) from error
    except (UnicodeError, OSError) as error:
        raise Failed(Reason.DNS, f"{host} is not a name that can be resolved") from error
    places: list[SocketAddress] = []
    for family, _sort, _protocol, _canonical, sockaddr in found:
        if family in (socket.AF_INET, socket.AF_INET6):
            address = ipaddress.ip_address(str(sockaddr[0]).partition("%")[0])
            places += (place for place in socket_addresses_of(address, port) if place not in places)
    return tuple(places[:MOST_ADDRESSES])


def is_loopback(address: Address) -> bool:
    """Whether the address is this computer's own, also as an IPv6 form of an IPv4 one."""
    return plain_address(address).is_loopback


def refuse_forbidden(host: str, places: Sequence[SocketAddress], *, loopback_only: bool) -> None:
    """Raises NotAllowed where any address is off limits.

    Any, not all: a name that points here and there at once is how such a rule is got round.
    Link-local addresses hand out credentials in many clouds; no service of a customer lives there.
    """
    for place in places:
        if loopback_only and not is_loopback(place.address):
            detail = f"sample data asks only this computer, and {host} is at {place.address}"
            raise NotAllowed(detail)
        if plain_address(place.address).is_link_local:
            raise NotAllowed(f"{place.address} is a link-local address; those are never asked")
