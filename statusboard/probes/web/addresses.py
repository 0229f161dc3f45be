"""Addresses of hosts, and which of them may be asked."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.hosts import Address, plain_address


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
