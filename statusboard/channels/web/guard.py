"""Where a message may go whose address a stranger typed: the internet, and nothing of our own.

A name is looked up here, every address it has is judged, and the connection leads to one of those:
a name that answers with another address the next moment leads nowhere else.
"""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv4 addresses in IPv6 ones that a translator turns back (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# What stands before an IPv4 address behind any prefix at all (RFC 5214), private or not.
_ISATAP, _ISATAP_MASK = 0x0000_5EFE, 0xFDFF_FFFF
# Where clouds tell their machines about themselves, beside the link-local address.
_METADATA = frozenset(
    map(
        ipaddress.ip_address,
        ("fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
    )
)


_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
_QUAD = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_NEVER = "an address that is never written to"


class Forbidden(Exception):
    """The address leads where no message may go; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Guard:
    """`allows_private`: staff said that addresses of their own network may be written to.

    Link-local addresses, where clouds keep the keys of their machines, are never asked.
    """

    allows_private: bool = False

    async def places(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses to connect to, in their order. Raises Forbidden, and OSError without any.

        One address that may not be asked spoils the name: it belongs to whoever plays with it.
        """
        host = _written_well(host)
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return self._judged(host, found)

    def places_now(self, host: str, port: int) -> tuple[str, ...]:
        """The same, blocking: a name may take its servers half a minute."""
        host = _written_well(host)
        return self._judged(host, socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    def _judged(self, host: str, found: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
        places = tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
        for place in places:
            problem = self.problem(ipaddress.ip_address(place.partition("%")[0]))
            if problem:
                raise Forbidden(f"{host} leads to {problem}")
        return places

    def problem(self, address: Address) -> str | None:
        """Where an address leads that may not be asked; None where it may."""
        for plain in _meant(address):
            if plain.is_link_local or plain.is_multicast or plain.is_unspecified:
                return _NEVER
            if plain in _METADATA or (plain.is_reserved and not plain.is_loopback):
                return _NEVER
            # Long withdrawn, and still no address of the internet.
            is_of_a_site = isinstance(plain, ipaddress.IPv6Address) and plain.is_site_local
            if (is_of_a_site or not plain.is_global) and not self.allows_private:
                return "this network, and the channel writes only to the internet"
        return None


def _written_well(host: str) -> str:
    host = host.removesuffix(".")
    if is_odd_number(host):
        raise Forbidden(f"{host} is neither a name nor an address as it is written")
    return host


def is_odd_number(host: str) -> bool:
    """Whether a host is a number in a spelling that only some programs take for an address.

    Such is one with an escape, or with the interface by which it is reached.
    """
    if "%" in host:
        return True
    last = host.rstrip(".").rpartition(".")[2]
    return _NUMBER.fullmatch(last) is not None and _QUAD.fullmatch(host) is None


def _meant(address: Address) -> tuple[Address, ...]:
    """The address, and those that may be reached by way of it."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in _TRANSLATED:
        return (ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF),)
    within = [address.sixtofour, *(address.teredo or ())]
    if int(address) >> 32 & _ISATAP_MASK == _ISATAP:
        within.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    return (address, *(each for each in within if each is not None))
